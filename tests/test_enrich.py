"""``digest enrich`` as a moderator meets it, and the build that uses what it found without the net."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from digest.commands.enrich import command
from digest.workspace import build_pages, open_group
from tests.net import FakeNet, Respond, fake_net, status

CHAT = """05/06/2025, 07:28 - Aline Exemple: À lire https://a.example.org/etude-energie
05/06/2025, 07:30 - Aline Exemple: Notre groupe https://chat.whatsapp.com/AbCdEfGhIjKlMnOpQrStUv
05/06/2025, 07:31 - Bruno Exemple: Un outil https://b.example.org/outil?id=3
05/06/2025, 07:32 - Bruno Exemple: Une page qui n'est plus https://c.example.org/perdue
05/06/2025, 08:00 - Bruno Exemple: Cet élève dyslexique, Nolan, a aimé https://d.example.org/lire-autrement
"""
PAGES: dict[str, str | Respond] = {
    "a.example.org/etude-energie": "<title>L’énergie de l’IA | A</title>",
    "b.example.org/outil?id=3": "<title>Appelez Aline Exemple au 06 39 98 12 34</title>",
    "c.example.org/perdue": status(404),
}


@pytest.fixture
def group(tmp_path: Path) -> Path:
    (tmp_path / "chunks").mkdir()
    (tmp_path / "chunks/a.txt").write_text(CHAT, "utf-8")
    (tmp_path / "digest.yml").write_text("name: Le groupe\nlanguage: fr\n", "utf-8")
    return tmp_path


@pytest.fixture
def fake() -> Iterator[FakeNet]:
    with fake_net(PAGES) as made:
        made.net = replace(made.net, now=lambda: made.today)
        yield made


def enrich(group: Path, fake: FakeNet, *words: str, answer: str = "") -> Result:
    arguments = [*words, "--config", str(group)]
    return CliRunner().invoke(command, arguments, obj=fake.net, input=answer, standalone_mode=False)


def shown(group: Path) -> dict[str, tuple[str, str, str]]:
    resources = build_pages(open_group(group)).curated.resources
    return {resource.host[0]: (str(resource.title), resource.title_from, resource.dead) for resource in resources}


def test_it_says_first_what_it_will_ask_and_asks_nobody_without_a_yes(group: Path, fake: FakeNet) -> None:
    done = enrich(group, fake, answer="n\n")
    assert "3 links at 3 hosts will be asked for" in done.output and "a.example.org" in done.output
    assert not fake.asked and not fake.resolved
    assert not (group / "digest-data").exists()


def test_titles_from_the_net_stand_before_those_of_the_chat(group: Path, fake: FakeNet) -> None:
    before = shown(group)
    done = enrich(group, fake, "--yes")
    assert "3 links looked up: 2 with a title of their own" in done.output
    assert before["a"][1] != "net"
    assert shown(group)["a"] == ("L’énergie de l’IA", "net", "")


def test_titles_from_the_net_pass_the_gate(group: Path, fake: FakeNet) -> None:
    enrich(group, fake, "--yes")
    title = shown(group)["b"][0]
    assert "06 39 98 12 34" not in title and "Aline" not in title and title.startswith("Appelez")


def test_private_and_held_links_are_never_asked_for(group: Path, fake: FakeNet) -> None:
    enrich(group, fake, "--yes")
    assert sorted(set(fake.resolved)) == ["a.example.org", "b.example.org", "c.example.org"]
    assert "whatsapp" not in (group / "digest-data/link-cache.json").read_text("utf-8")


def test_what_is_hidden_is_neither_asked_for_nor_remembered(group: Path, fake: FakeNet) -> None:
    enrich(group, fake, "--yes")
    hide = "resources:\n  - url: https://a.example.org/etude-energie\n    hide: publicité\n"
    (group / "curation.yml").write_text(hide, "utf-8")
    fake.asked.clear()
    enrich(group, fake, "--yes", "--again")
    assert not [path for path in fake.paths if path.startswith("a.")]
    assert "a.example.org" not in (group / "digest-data/link-cache.json").read_text("utf-8")


def test_the_moderators_title_wins(group: Path, fake: FakeNet) -> None:
    enrich(group, fake, "--yes")
    own = 'resources:\n  - url: https://a.example.org/etude-energie\n    title: "Notre étude"\n'
    (group / "curation.yml").write_text(own, "utf-8")
    assert shown(group)["a"] == ("Notre étude", "curation", "")


def test_a_title_of_an_address_that_was_replaced_is_not_used(group: Path, fake: FakeNet) -> None:
    enrich(group, fake, "--yes")
    moved = "resources:\n  - url: https://a.example.org/etude-energie\n    replace: https://e.example.org/neuf\n"
    (group / "curation.yml").write_text(moved, "utf-8")
    assert next(title for title in shown(group).values() if title[1] != "net")
    assert "L’énergie de l’IA" not in {title for title, _, _ in shown(group).values()}


def test_a_second_run_asks_nobody_and_changes_no_byte(group: Path, fake: FakeNet) -> None:
    enrich(group, fake, "--yes")
    cache, asked = (group / "digest-data/link-cache.json").read_bytes(), len(fake.asked)
    done = enrich(group, fake, "--yes")
    assert "Nothing to look up" in done.output and len(fake.asked) == asked
    assert (group / "digest-data/link-cache.json").read_bytes() == cache


def test_a_page_that_stays_away_is_marked_dead(group: Path, fake: FakeNet) -> None:
    for _ in range(3):
        done = enrich(group, fake, "--yes", "--again")
        fake.today += timedelta(days=4)
    assert "Gone since 2026-03-02: https://c.example.org/perdue" in done.output
    assert shown(group)["c"][2] == "2026-03-02"


def test_the_limit_holds(group: Path, fake: FakeNet) -> None:
    done = enrich(group, fake, "--yes", "--limit", "1")
    assert "3 links could be looked up; the first 1 now" in done.output
    assert len([path for path in fake.paths if "robots" not in path]) == 1


def test_the_build_never_touches_the_net(group: Path, fake: FakeNet, monkeypatch: pytest.MonkeyPatch) -> None:
    enrich(group, fake, "--yes")

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the build asked the net")

    monkeypatch.setattr("socket.socket.connect", refuse)
    monkeypatch.setattr("socket.getaddrinfo", refuse)
    assert shown(group) == shown(group)
    pages = [build_pages(open_group(group)).pages for _ in range(2)]
    assert pages[0] == pages[1]


def test_deleting_the_cache_brings_the_titles_of_the_chat_back(group: Path, fake: FakeNet) -> None:
    before = shown(group)
    enrich(group, fake, "--yes")
    (group / "digest-data/link-cache.json").unlink()
    assert shown(group) == before


def test_hostile_titles_do_no_harm_on_the_pages(group: Path) -> None:
    hostile = "<title>&lt;script&gt;alert(1)&lt;/script&gt; [x](javascript:1) {{ 7*7 }} | a | `</title>"
    with fake_net({"a.example.org/etude-energie": hostile}) as fake:
        enrich(group, fake, "--yes")
    for page in build_pages(open_group(group)).pages:
        if page.path.endswith((".md", ".html")):
            assert b"<script>alert" not in page.data
        if page.path.endswith(".md"):
            assert b"](javascript" not in page.data and b"{{ 7" not in page.data


def test_the_cache_tells_when_and_what(group: Path, fake: FakeNet) -> None:
    enrich(group, fake, "--yes")
    links = json.loads((group / "digest-data/link-cache.json").read_text("utf-8"))["links"]
    assert [(link["status"], link["checked"]) for link in links] == [(200, "2026-03-02")] * 2 + [(404, "2026-03-02")]
