"""Ids are for ever: through new rules, merges, lost files and shuffled input."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.curate import curate
from digest.curation import read_curation
from digest.errors import DigestError
from digest.gather import gather
from digest.ledger import Ledger, Record, Register, read_ledger, resource_id, write_ledger
from digest.links import canonical
from digest.model import Chunk
from digest.redact import Gate
from tests.curating import MIRROR, STUDY, VIDEO, by_url, entries, run, text_of

KEYS = st.text("abc/.-é", min_size=1, max_size=12)


@given(
    st.lists(
        st.builds(Record, st.from_regex(r"r-[a-z2-7]{8}", fullmatch=True), KEYS, title=st.text(max_size=9)),
        unique_by=lambda r: r.id,
    )
)
def test_a_ledger_comes_back_as_written(records: list[Record]) -> None:
    records = [r for r in records if r.title.isprintable()]
    text = write_ledger(Ledger(tuple(records), 3))
    assert read_ledger(text) == Ledger(tuple(sorted(records, key=lambda r: r.id)), 3)


def test_no_text_is_an_empty_ledger() -> None:
    assert read_ledger("") == Ledger()


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        "{}",
        '{"resources": 1}',
        "<<<<<<< HEAD\n{}",
        '{"canon_version": 1, "resources": [{"id": 1}]}',
        "[" * 100_000,
    ],
)
def test_a_broken_ledger_is_told_in_one_sentence(text: str) -> None:
    with pytest.raises(DigestError, match="cannot be read"):
        read_ledger(text)


def test_losing_the_ledger_changes_no_permalink() -> None:
    first = run()
    again = run("", text_of(first.ledger))
    assert by_url(again) == by_url(first) == by_url(run("", "")) and text_of(again.ledger) == text_of(first.ledger)


def test_a_stored_id_wins_over_the_one_its_key_would_get_today() -> None:
    text = text_of(run().ledger).replace(by_url(run())[STUDY], "r-zzzzzzzz")
    assert by_url(run("", text))[STUDY] == "r-zzzzzzzz"


def test_what_is_gone_leaves_its_id_but_no_address_and_no_title() -> None:
    text = text_of(run("", text_of(run().ledger), entries(["Bonjour"])).ledger)
    assert by_url(run())[STUDY] in text and "example" not in text and "nergie" not in text


def test_what_comes_back_has_its_id_again() -> None:
    text = text_of(run().ledger).replace(by_url(run())[STUDY], "r-zzzzzzzz")
    gone = text_of(run("", text, entries(["Bonjour"])).ledger)
    assert by_url(run("", gone))[STUDY] == "r-zzzzzzzz"


def test_an_entry_keeps_a_resource_whose_chat_is_gone_and_tells() -> None:
    curation = f'resources:\n  - url: {STUDY}\n    title: "Gardée"\n'
    gone = run(curation, text_of(run(curation).ledger), entries(["Bonjour"]))
    assert [(r.title, r.id) for r in gone.resources] == [("Gardée", by_url(run())[STUDY])]
    assert "no longer in the archive" in str(gone.warnings[0])
    assert "no longer in the archive" in str(run(curation, text_of(gone.ledger), entries(["Bonjour"])).warnings[0])


def new_rules(url: str) -> tuple[str, str]:
    """Rules of tomorrow: the mirror and the study are known as one, and every key changes."""
    clean, key = canonical(url)
    return clean, "v2:" + ("example.org/etudes/energie-des-modeles" if "miroir" in key else key)


def rerun(ledger: str) -> dict[str, str]:
    gated = Gate().messages(Chunk(entries()))
    messages = [
        m.__class__(
            **{n: getattr(m, n) for n in m.__slots__}
            | {"links": tuple(k._replace(key=new_rules(k.url)[1]) for k in m.links)}
        )
        for m in gated.messages
    ]
    curated = curate(
        gather(messages), read_curation(""), read_ledger(ledger), Gate().text, canon=new_rules, canon_version=2
    )
    again = curate(gather(messages), read_curation(""), curated.ledger, Gate().text, canon=new_rules, canon_version=2)
    assert again.ledger == curated.ledger and again.removed == curated.removed
    return {r.url: r.id for r in curated.resources} | curated.removed


def test_new_rules_keep_every_id_and_the_older_one_wins_when_two_become_one() -> None:
    before = by_url(run())
    after = rerun(text_of(run().ledger))
    assert after[before[MIRROR]] == before[STUDY]
    assert {url: after[url] for url in before if url != MIRROR} == {url: before[url] for url in before if url != MIRROR}


def test_an_id_is_never_given_to_another_resource() -> None:
    taken = resource_id("example.org/b")
    register = Register(Ledger((Record(taken, "another mark"),), 1), canonical, 1)
    assert register.id_of("example.org/b") != taken
    assert register.id_of("example.org/b") == register.id_of("example.org/b")


EDITS = (
    'resources:\n  - url: {0}\n    title: "Titre de la main"\n    why: "Parce que."\n',
    'resources:\n  - url: {0}\n    hide: "retirée"\n',
    "resources:\n  - url: {0}\n    same_as: [{1}]\n    pin: oui\n",
    "resources:\n  - url: {0}\n    replace: https://neuf.example.org/x\n",
    'lists:\n  - id: a\n    title: "Liste"\n    items: [{1}, {0}]\n',
    'notes:\n  2025-W23: "Un mot."\n',
)


def test_a_hundred_rebuilds_with_edits_between_keep_every_edit_and_every_id() -> None:
    chance, ledger, known = random.Random(4), "", {}
    for n in range(100):
        curation = chance.choice(EDITS).format(*chance.sample((STUDY, VIDEO, MIRROR), 2))
        chat = entries()[: chance.randint(6, 9)]
        curated = run(curation, "" if n % 10 == 9 else ledger, chat, seed=n)
        again = run(curation, text_of(curated.ledger), chat, seed=n + 1)
        assert (again.resources, again.removed, text_of(again.ledger)) == (
            curated.resources, curated.removed, text_of(curated.ledger),
        )  # fmt: skip
        told = repr((curated.resources, curated.removed, curated.lists, curated.notes))
        edits = {"Titre de la main", "retirée", "neuf.example.org", "Un mot.", "Liste"}
        assert all(edit in told for edit in edits if edit in curation)
        for resource in curated.resources:
            for name in (resource.id, *resource.aliases):
                known.setdefault(name, resource.shares[0].link.key if resource.shares else resource.key)
        assert all(r.id in known for r in curated.resources)
        ledger = text_of(curated.ledger)
    assert by_url(run("", ledger)) == by_url(run())
