"""Who is who, and which words of a message are a member's name."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest.names import Names
from digest.people import People, key_of, parts_of

MARKED = (Path(__file__).parent / "cases" / "private" / "names.txt").read_text("utf-8").split("\n")


def cases() -> list[tuple[str, str]]:
    """Each marked sentence with the members of its group."""
    members, found = "", []
    for line in MARKED:
        if line.startswith("members:"):
            members = line.removeprefix("members:")
        elif line and not line.startswith("#"):
            found.append((members, line))
    return found


def mark(members: str, text: str) -> str:
    """The text with every mention found between marks."""
    people = People(name.strip() for name in members.split("|"))
    for mention in reversed(Names(people).find(text)):
        text = f"{text[: mention.start]}⟦{text[mention.start : mention.end]}⟧{text[mention.end :]}"
    return text


@pytest.mark.parametrize(("members", "marked"), cases(), ids=[line for _, line in cases()])
def test_members_are_named_and_words_and_strangers_are_not(members: str, marked: str) -> None:
    assert mark(members, marked.replace("⟦", "").replace("⟧", "")) == marked


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Léa Exemple", "LEA EXEMPLE"),
        ("Léa Exemple", "~\u202fLe\u0301a Exemple"),
        ("Léa Exemple", "Ｌéa\u00a0Exemple"),
        ("+33 6 39 98 12 34", "0639981234"),
        ("+237 99001234", "237 99 00 12 34"),
    ],
)
def test_spellings_of_one_person_have_one_key(one: str, other: str) -> None:
    assert key_of(one) == key_of(other)


@pytest.mark.parametrize(
    ("display", "first", "family"),
    [
        ("Garonde Christophe", "Christophe", ("garonde",)),
        ("DUPRÉ-TEST Anne-Laure", "Anne-Laure", ("dupre-test",)),
        ("Guillaume musique", "Guillaume", ()),
        ("Anne-So (arts pla)", "Anne-So", ()),
        ("Éditha SVT", "Éditha", ()),
        ("Jocelyne M.", "Jocelyne", ()),
        ("~ zoé", "zoé", ()),
        ("Léa 🚲", "Léa", ()),
    ],
)
def test_first_and_last_names_are_told_apart(display: str, first: str, family: tuple[str, ...]) -> None:
    named = parts_of(display)
    assert named is not None and (named.first, named.family) == (first, family)


@pytest.mark.parametrize("display", ["+33 6 39 98 12 34", "🚲", "", "."])
def test_some_display_names_name_nobody(display: str) -> None:
    assert parts_of(display) is None


def test_aliases_lead_to_one_person() -> None:
    people = People(
        ["Kris", "Christophe Demo"], aliases={"Kris": "Christophe Demo", "06 39 98 12 34": "Christophe Demo"}
    )
    numbers = {people.person(name).number for name in ("kris", "Christophe Demo", "+33 6 39 98 12 34")}
    assert len(numbers) == 1
