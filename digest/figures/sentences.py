"""The sentence a figure stands in, and the phrase that says what it measures."""

from __future__ import annotations

import re
from bisect import bisect_right

from digest.figures.reading import Draft, Reading

_BREAK = re.compile(r"\n+|[.!?…]+[)»\"”]*(?=\s|$)")
_ABBREVIATION = re.compile(
    r"(?i)(?:\b(?:p|pp|env|cf|ex|art|vol|no|n|m|mr|mme|dr|st|ca|approx|e\.g|i\.e|etc|max|min|bzw|ca|mio|mrd|av|ed|fig|z\.b|hab|sr|sra)|\b\w)$"
)
_LEAD = " \t-–—•*·>▪►✅👉➡️:;,.()\"«»“”'’_~"
_MOST = 90  # characters of a subject phrase


class Sentences:
    """Where the sentences of a text begin, found once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0]
        for m in _BREAK.finditer(text):
            if text[m.start()] == "." and _ABBREVIATION.search(text[max(0, m.start() - 8) : m.start()]):
                continue
            self.starts.append(m.end())

    def around(self, start: int, end: int) -> tuple[int, int]:
        """The sentence that holds ``[start:end]``, without white space and list marks around it."""
        i = bisect_right(self.starts, start) - 1
        first = self.starts[i]
        k = bisect_right(self.starts, max(start, end - 1))
        last = self.starts[k] if k < len(self.starts) else len(self.text)
        while first < start and self.text[first] in " \n\t\r-–—•*·>":
            first += 1
        while last > end and self.text[last - 1].isspace():
            last -= 1
        return first, last


def subject(reading: Reading, draft: Draft, sentence: tuple[int, int]) -> str:
    """What ``draft`` measures, in the message's words; empty when the sentence holds nothing else.

    A share or an elided second term takes the words after it (``22 % de l'ensemble des foyers``,
    ``3 353 pour le plus grand modèle``), others the words before up to the verb.
    """
    after = _after(reading, draft, sentence[1])
    before = _before(reading, draft, sentence[0])
    if draft.elided or draft.unit in ("%", "fraction"):
        return after or before
    if reading.lexicon.common.kinds.get(draft.unit.partition("/")[0]) is None and draft.unit not in ("times",):
        return _trim(reading.text[reading.tokens[draft.last].start : _clause_end(reading, draft, sentence[1])])
    return before or after


def _clause_end(reading: Reading, draft: Draft, limit: int) -> int:
    limit = min(limit, draft.room[1])
    for i in range(draft.last + 1, len(reading.tokens)):
        token = reading.tokens[i]
        if token.start >= limit:
            return limit
        if token.raw in ",;:()|–—!?" or (token.raw == "." and not reading.glued(i)):
            return token.start
    return limit


def _after(reading: Reading, draft: Draft, limit: int) -> str:
    word = reading.word(reading.over(draft.last + 1))
    if word not in reading.lexicon["of"] | reading.lexicon["subject_after"]:
        return ""
    first = reading.tokens[reading.over(draft.last + 1)]
    return _trim(reading.text[first.end : _clause_end(reading, draft, limit)])


def _before(reading: Reading, draft: Draft, limit: int) -> str:
    table = reading.lexicon
    limit = max(limit, draft.room[0])
    i = draft.first - 1
    while (
        i >= 0
        and reading.tokens[i].start >= limit
        and (reading.low[i] in table["subject_drop"] or reading.tokens[i].type == "s")
    ):
        i -= 1
    if i < 0 or reading.tokens[i].start < limit:
        return ""
    last, j = i, i
    while (
        j > 0 and reading.tokens[j - 1].start >= limit and reading.low[j - 1] not in (",", ";", ":", "(", "|", "!", "?")
    ):
        j -= 1
    return _trim(reading.text[reading.tokens[j].start : reading.tokens[last].end])


def _trim(phrase: str) -> str:
    phrase = " ".join(phrase.split()).strip(_LEAD)
    if len(phrase) <= _MOST:
        return phrase
    return phrase[:_MOST].rsplit(" ", 1)[0].rstrip(_LEAD)
