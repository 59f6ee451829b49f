"""Which addresses lead to the same resource; wrongly merging two is the worst failure."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest.links import canonical, same

LINES = Path(__file__).with_name("cases").joinpath("links", "pairs.txt").read_text("utf-8").splitlines()
PAIRS = [line for line in LINES if line[:2] in ("= ", "! ")]


def split_pair(line: str) -> tuple[str, str]:
    """Two addresses with blanks between them; the second may hold one itself."""
    first, _, second = line[2:].partition(" ")
    return first, second


@pytest.mark.parametrize("line", PAIRS)
def test_pair(line: str) -> None:
    a, b = split_pair(line)
    assert same(a, b) is (line[0] == "="), (canonical(a), canonical(b))
    assert same(b, a) is (line[0] == "=")


def test_there_are_pairs_of_both_kinds() -> None:
    assert sum(line[0] == "=" for line in PAIRS) >= 75
    assert sum(line[0] == "!" for line in PAIRS) >= 75


@pytest.mark.parametrize("line", PAIRS)
def test_cleaning_twice_changes_nothing(line: str) -> None:
    for url in split_pair(line):
        clean, key = canonical(url)
        assert canonical(clean) == (clean, key)
