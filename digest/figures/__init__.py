"""Key figures: quantities in a text, exact and comparable. A grammar of passes over one string.

Each pass takes numbers and leaves figures; a number that a pass has explained is out of reach of
the later ones. Add a pass by writing its file and naming it in :data:`PASSES`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import Any

from digest.figures.addresses import blank_addresses
from digest.figures.approximation import find_approximations
from digest.figures.comparisons import find_comparisons
from digest.figures.counts import find_collectives, find_counts
from digest.figures.durations import find_times as find_hours
from digest.figures.elision import find_elided
from digest.figures.lexicon import Lexicon, lexicon
from digest.figures.mask import mask_idioms, mask_numbers
from digest.figures.numbers import find_numbers
from digest.figures.quantities import find_quantities
from digest.figures.ratios import find_factors, find_marks, find_nouns, find_times, find_times_words, find_verbs
from digest.figures.reading import Draft, Reading
from digest.figures.sentences import subject
from digest.figures.shares import find_fractions, find_halves, find_shares
from digest.figures.units import kind_of
from digest.figures.weight import reason, settle_points, weigh
from digest.language import infer, languages
from digest.model import Figure, FigureKind

PASSES: tuple[Callable[[Reading], None], ...] = (
    blank_addresses,  # links, e-mail, hashes, file names
    find_numbers,  # digits and number words
    mask_idioms,
    mask_numbers,  # dates, names, labels, ids, ordinals
    find_hours,  # clock times out, 1h47 in
    find_verbs,  # doubled
    find_nouns,  # the double, twice
    find_marks,  # ×4, 5x
    find_times_words,  # dreimal so viel
    find_times,  # three times less
    find_factors,  # divided by 3
    find_halves,  # half an hour
    find_fractions,  # a third
    find_shares,  # two in three, 16/20
    find_collectives,  # une dizaine de
    find_quantities,  # 50 GWh, 1,5 M€, 80-90 %
    find_counts,  # 3 500 nouveaux cas
    settle_points,  # points beside a percentage
    find_approximations,
    weigh,
    find_elided,  # versus 3 353
    find_approximations,
    weigh,
    find_comparisons,  # 58 % … contre 22 %
)

_LISTED = PASSES.index(find_numbers) + 1
_FIRST = PASSES.index(find_hours) + 1  # after these, most messages with digits hold no open number
_PIECE = 1200  # characters read at once: bounds the work on any text
_REPEATED = 400  # characters up to which a text is remembered
_DUMP = 100  # more numbers than this in a piece of a long text: a dump, no prose
_find_digit = re.compile(r"\d").search
_find_words = re.compile(r"\w+").findall


@cache
def _triggers(language: str) -> frozenset[str]:
    """Words that may make a figure without a digit; in any language when ``language`` is empty."""
    if language:
        return lexicon(language).triggers
    return frozenset().union(*(_triggers(code) for code in languages()))


def may_hold_figures(text: str, language: str = "") -> bool:
    """A quick look: has ``text`` a digit or a word that counts?"""
    if _find_digit(text):
        return True
    low = text.lower()
    if not _triggers(language).isdisjoint(_find_words(low)):
        return True
    return "tausend" in low or "hundert" in low or "cento" in low or "mila" in low


def find_figures(text: str, language: str = "") -> list[Figure]:
    """The figures of ``text`` in the order of the text.

    ``language`` is the code of its language (``fr``, ``en`` …); left empty, it is inferred.
    Offsets are code points: ``text[f.start:f.end] == f.text``. Never raises on any text.
    """
    return list(_known(text, language)) if len(text) <= _REPEATED else _find(text, language)


@lru_cache(8192)
def _known(text: str, language: str) -> tuple[Figure, ...]:
    """The figures of a short text: groups say the same things again and again."""
    return tuple(_find(text, language))


def _find(text: str, language: str) -> list[Figure]:
    if not may_hold_figures(text, language):
        return []
    table = lexicon(language or infer(text))
    if len(text) <= _PIECE:
        return _read(text, table)
    figures: list[Figure] = []
    for start, end in _pieces(text):
        figures += [_shifted(figure, start) for figure in _read(text[start:end], table, _DUMP)]
    return figures


def _read(text: str, table: Lexicon, most: int = 10**6) -> list[Figure]:
    reading = Reading(text, table)
    for read in PASSES[:_LISTED]:
        read(reading)
    if len(reading.numbers) > most:
        return []
    for read in PASSES[_LISTED:_FIRST]:
        read(reading)
    if not reading.drafts and not reading.open_numbers() and table.folded_triggers.isdisjoint(reading.low):
        return []
    for read in PASSES[_FIRST:]:
        read(reading)
    drafts = _apart(reading.drafts)
    for i, draft in enumerate(drafts):
        after = drafts[i + 1].start if i + 1 < len(drafts) else len(text)
        draft.room = (drafts[i - 1].end if i else 0, after)
    return [_figure(reading, draft) for draft in drafts]


def _apart(drafts: list[Draft]) -> list[Draft]:
    """In the order of the text; of two that share a character the first stays."""
    apart: list[Draft] = []
    for draft in sorted(drafts, key=lambda draft: (draft.start, -draft.end)):
        if not apart or draft.start >= apart[-1].end:
            apart.append(draft)
    return apart


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Cut a long text at line ends, else at white space: the grammar looks no further than a few lines."""
    start = 0
    while start < len(text):
        end = min(len(text), start + _PIECE)
        if end < len(text):
            cut = max(text.rfind("\n", start + 1, end), 0) or max(text.rfind(". ", start + 1, end) + 1, 0)
            end = cut or max(text.rfind(" ", start + 1, end), 0) or end
        yield start, end
        start = end


def _shifted(figure: Figure, by: int) -> Figure:
    return figure._replace(
        start=figure.start + by,
        end=figure.end + by,
        sentence=(figure.sentence[0] + by, figure.sentence[1] + by),
        compared=None if figure.compared is None else figure.compared + by,
    )


def _figure(reading: Reading, draft: Draft) -> Figure:
    sentence = reading.sentences.around(draft.start, draft.end)
    return Figure(
        start=draft.start,
        end=draft.end,
        text=reading.text[draft.start : draft.end],
        value=_rounded(draft.value),
        unit=draft.unit,
        kind=_kind(reading, draft.unit),
        approx=draft.approx,
        key=draft.key,
        elided_unit=draft.elided,
        base_value=_base(reading, draft),
        measures=subject(reading, draft, sentence),
        sentence=sentence,
        compared=draft.versus.start if draft.versus else None,
        why=reason(reading, draft),
    )


def _kind(reading: Reading, unit: str) -> FigureKind:
    kind: FigureKind = kind_of(reading, unit)  # type: ignore[assignment]
    return kind


def _rounded(value: float | tuple[float, float]) -> float | tuple[float, float]:
    """Without the dust of binary fractions."""
    if isinstance(value, tuple):
        return (float(f"{value[0]:.10g}"), float(f"{value[1]:.10g}"))
    return float(f"{value:.10g}")


def _base(reading: Reading, draft: Draft) -> float | tuple[float, float]:
    """The value in the base unit of its kind (J, W, s, m, kg, B, °C); money stays in its currency."""
    kinds = reading.lexicon.common.kinds
    factor = kinds.get(draft.unit, kinds.get(draft.unit.partition("/")[0], ("", 1.0)))[1]

    def based(value: float) -> float:
        return (value - 32) / 1.8 if draft.unit == "°F" else value * factor

    if isinstance(draft.value, tuple):
        return _rounded((based(draft.value[0]), based(draft.value[1])))
    return _rounded(based(draft.value))


def figure_json(figure: Figure) -> dict[str, Any]:
    """``figure`` as ``digest find figures --jsonl`` writes it."""
    value = list(figure.value) if isinstance(figure.value, tuple) else figure.value
    return {
        "start": figure.start,
        "end": figure.end,
        "text": figure.text,
        "value": value,
        "unit": figure.unit,
        "kind": figure.kind,
        "approx": figure.approx,
        "key": figure.key,
    }
