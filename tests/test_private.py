"""Private data: what is found, by the marked messages in ``cases/private``, and what is left alone."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.model import Link, PrivateType, Span
from digest.private import find_private, span_json

CASES = Path(__file__).parent / "cases" / "private"
TYPES: dict[str, PrivateType] = {
    "phones": "PHONE", "emails": "EMAIL", "iban": "IBAN", "addresses": "ADDRESS",
    "handles": "HANDLE", "secrets": "SECRET",
}  # fmt: skip
MARK = re.compile("⟦(.*?)⟧", re.S)


def lines(name: str) -> list[str]:
    """The messages of a case file; ⏎ is a line break."""
    text = (CASES / f"{name}.txt").read_text("utf-8")
    return [line.replace("⏎", "\n") for line in text.split("\n") if line.strip() and not line.startswith("#")]


def unmarked(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """A message without its marks, and the places that were marked."""
    text, places, done = "", [], 0
    for match in MARK.finditer(marked):
        text += marked[done : match.start()]
        places.append((len(text), len(text) + len(match[1])))
        text += match[1]
        done = match.end()
    return text + marked[done:], places


def letters(text: str, places: list[tuple[int, int]]) -> set[int]:
    return {at for start, end in places for at in range(start, end) if text[at].isalnum()}


@pytest.mark.parametrize("marked", [pytest.param((kind, line), id=line[:40]) for kind in TYPES for line in lines(kind)])
def test_what_is_marked_is_found_and_nothing_else(marked: tuple[str, str]) -> None:
    kind, line = marked
    text, places = unmarked(line)
    spans = find_private(text)
    found = letters(text, [(span.start, span.end) for span in spans if span.type == TYPES[kind]])
    assert len(letters(text, places) & found) >= 0.8 * len(letters(text, places))
    assert all(any(span.start < end and start < span.end for start, end in places) for span in spans)


@pytest.mark.parametrize("text", lines("ordinary"))
def test_ordinary_numbers_and_words_stay(text: str) -> None:
    assert find_private(text) == []


def test_national_numbers_are_those_of_the_configured_countries() -> None:
    assert find_private("514 555 0175 à Montréal", countries=["CA"])
    assert not find_private("514 555 0175 à Montréal", countries=["FR"])


def test_a_number_in_a_known_address_is_no_phone_number() -> None:
    text = "lire presse.example/0639981234 demain"
    link = Link(5, 30, text[5:30], text[5:30], "", "article", "", "slug", True)
    assert find_private(text, links=[link]) == []


def test_the_command_line_shows_places_and_types() -> None:
    assert span_json(Span(3, 9, "PHONE")) == {"start": 3, "end": 9, "type": "PHONE"}


@given(st.text(alphabet=st.sampled_from("0123456789 .-+/()@aé\nrue:=⏎"), max_size=80))
def test_spans_are_in_order_apart_and_inside_the_text(text: str) -> None:
    spans = find_private(text)
    edges = [edge for span in spans for edge in (span.start, span.end)]
    assert edges == sorted(edges)
    assert all(span.start < span.end <= len(text) for span in spans)


@pytest.mark.parametrize(
    "piece", ["1 ", "+1", "06 39 98 ", "a@", "a@b.", "FR12 ", "12 rue de la ", "code: ", "@Ana ", "1/1/1/", "1\n"]
)
def test_time_grows_with_the_text_only(piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        begun = time.process_time()
        find_private(text)
        return time.process_time() - begun

    seconds(1_000)
    assert seconds(16_000) < 12 * max(seconds(4_000), 0.01)
