"""Two terms of one comparison: ``58 % des élèves contre 22 % des profs``, ``57 J, versus 3 353``."""

from __future__ import annotations

from itertools import pairwise

from digest.figures.reading import Draft, Reading
from digest.figures.units import kind_of

_REACH = 90  # characters between the two terms


def find_comparisons(reading: Reading) -> None:
    """Tie a figure to the one before when a word such as ``contre`` or ``instead of`` stands between."""
    drafts = sorted(reading.drafts, key=lambda draft: draft.start)
    for first, second in pairwise(drafts):
        if second.versus is None and _compared(reading, first, second):
            second.versus = first
    for draft in drafts:
        if draft.versus is not None and draft.versus.key and not draft.versus.note:
            draft.versus.note = "comparison"


def _compared(reading: Reading, first: Draft, second: Draft) -> bool:
    alike = first.unit == second.unit or kind_of(reading, first.unit) == kind_of(reading, second.unit) != "count"
    if not alike or not (first.key and second.key) or second.start - first.end > _REACH:
        return False
    table, i = reading.lexicon, second.first
    while i > first.last + 1 and reading.low[i - 1] in table["approx_skip"] | table["versus_fillers"]:
        i -= 1
    phrases = table.phrases("versus_strong")
    told = any(reading.ends(at, phrases) > first.last for at in range(i, second.first + 1))
    return told and reading.word(i - 1) not in table["out_of_words"] and not _apart(reading, first, second)


def _apart(reading: Reading, first: Draft, second: Draft) -> bool:
    """Does a sentence end between the two?"""
    sentences = reading.sentences
    return sentences.around(first.start, first.end)[0] != sentences.around(second.start, second.end)[0]
