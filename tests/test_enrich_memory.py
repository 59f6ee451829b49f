"""What is remembered of look-ups, when they are due again, when a link is dead."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.enrich import Candidate, Visit, candidates, dead_since, due, read_cache, remember, titles, write_cache
from digest.errors import DigestError
from digest.model import Fetched, Redacted, Resource

URL = "https://a.example.org/lire"
START = date(2026, 3, 2)
HERE = Candidate("a.example.org/lire", URL, "a.example.org")


def on(day: int, status: int = 200, title: str = "", error: str = "", later: str = "") -> Visit:
    checked = (START + timedelta(day)).isoformat()
    return Visit(HERE.key, URL, checked, status, error, title=title, titled=checked if title else "", later=later)


def after(*visits: Visit) -> Visit:
    known = None
    for visit in visits:
        known = remember(known, visit)
    assert known
    return known


def gone(*days: int) -> list[Visit]:
    return [on(day, 404, error="there is no such page") for day in days]


@pytest.mark.parametrize(
    ("days", "dead"),
    [
        ((0,), ""),
        ((0, 8), ""),
        ((0, 1, 2), ""),
        ((0, 0, 0), ""),
        ((0, 3, 7), "2026-03-02"),
        ((0, 1, 2, 3, 9), "2026-03-02"),
    ],
)
def test_dead_is_what_is_missing_three_times_over_seven_days(days: tuple[int, ...], dead: str) -> None:
    assert dead_since(after(*gone(*days))) == dead


def test_a_page_that_comes_back_was_never_dead() -> None:
    assert dead_since(after(*gone(0, 4), on(5, title="Lire"), *gone(9))) == ""


@pytest.mark.parametrize("status", [0, 401, 403, 429, 500, 503])
def test_refusals_and_silence_prove_nothing(status: int) -> None:
    assert dead_since(after(*(on(day, status, error="x") for day in (0, 10, 20, 30)))) == ""
    assert dead_since(after(*gone(0, 4), on(5, status, error="x"), *gone(9))) == "2026-03-02"


def test_a_title_survives_walls_for_ninety_days() -> None:
    assert after(on(0, title="Lire"), on(30, error="wall"), on(89, 403, error="x")).title == "Lire"
    assert after(on(0, title="Lire"), on(30, error="wall"), on(91, 403, error="x")).title == ""
    assert after(on(0, title="Lire"), on(30, title="Relire")).title == "Relire"


def test_an_address_that_changed_starts_anew() -> None:
    other = Visit(HERE.key, "https://b.example.org", "2026-03-03", 404, "x")
    assert remember(on(0, title="Lire"), other).title == ""


@pytest.mark.parametrize(
    ("visit", "days"),
    [
        (on(0, title="Lire"), 30),
        (on(0, 403, error="x"), 7),
        (on(0, 0, error="x"), 1),
        (after(*gone(0)), 3),
        (on(0, 429, error="x", later="2026-03-30"), 28),
    ],
)
def test_when_a_look_up_is_due_again(visit: Visit, days: int) -> None:
    cache = {HERE.key: visit}
    assert due([HERE], cache, START + timedelta(days - 1)) == []
    assert due([HERE], cache, START + timedelta(days)) == [HERE]


def test_again_asks_all_but_those_who_asked_to_wait() -> None:
    assert due([HERE], {HERE.key: on(0, title="Lire")}, START, again=True) == [HERE]
    assert due([HERE], {HERE.key: on(0, 429, error="x", later="2026-03-30")}, START, again=True) == []


def test_new_addresses_come_first() -> None:
    new = Candidate("b.example.org", "https://b.example.org", "b.example.org")
    assert due([HERE, new], {HERE.key: on(-60)}, START) == [new, HERE]
    moved = HERE._replace(url="https://a.example.org/neuf")
    assert due([moved], {HERE.key: on(0, title="Lire")}, START) == [moved]


def test_only_titles_and_dead_links_reach_the_build() -> None:
    cache = {"a": on(0, title="Lire"), "b": on(0, 403, error="x"), "c": after(*gone(0, 4, 9))}
    assert titles(cache) == {"a": Fetched(URL, "Lire"), "c": Fetched(URL, "", "2026-03-02")}


def resource(url: str, *held: str) -> Resource:
    return Resource("r-aaaaaaaa", url, url, "", Redacted(""), "slug", "article", (), held=held)


def test_private_held_and_odd_addresses_are_no_candidates() -> None:
    urls = [
        URL,
        "https://chat.whatsapp.com/AbCdEfGhIjKlMnOpQrStUv",
        "http://192.168.1.1/",
        "https://example.org/a?token=" + "aB3x9" * 8,
    ]
    found, refused = candidates([*map(resource, urls), resource("https://b.example.org/", "pupil")])
    assert [candidate.url for candidate in found] == [URL]
    assert sum(refused.values()) == 4


TEXT = st.text(max_size=20)
DAY = st.dates().map(date.isoformat)
VISIT = st.builds(
    Visit, TEXT, TEXT, DAY, st.integers(0, 999), TEXT, TEXT, TEXT, DAY, TEXT, TEXT, TEXT, TEXT, DAY,
    st.lists(DAY, max_size=3).map(tuple),
)  # fmt: skip


@given(st.lists(VISIT, max_size=5))
def test_the_cache_is_read_as_it_was_written(visits: list[Visit]) -> None:
    cache = {visit.key: visit for visit in visits}
    text = write_cache(cache)
    assert read_cache(text) == cache
    assert write_cache(read_cache(text)) == text


@pytest.mark.parametrize(
    "text",
    ["{", "[]", '{"version": 1}', '{"version": 1, "links": [{}]}',
     '{"version": 1, "links": [{"key": "a", "checked": "soon"}]}', "[" * 100_000],
)  # fmt: skip
def test_a_cache_that_was_changed_is_one_clear_sentence(text: str) -> None:
    with pytest.raises(DigestError, match="Delete it"):
        read_cache(text)


def test_a_large_cache_keeps_its_titles_and_stays_readable() -> None:
    visit = Visit("", URL, "2026-03-02", 200, title="Lire", titled="2026-03-02", description="d" * 300)
    text = write_cache({str(n): replace(visit, key=str(n)) for n in range(9000)})
    assert len(text) < 4 << 20 and len(titles(read_cache(text))) == 9000


def test_no_cache_and_one_of_another_version_are_empty() -> None:
    assert read_cache("") == {} and read_cache('{"version": 99, "links": [1]}') == {}
