"""Key figures: quantities in a text, exact and comparable. A grammar of passes over one string.

Each pass takes numbers and leaves figures; a number that a pass has explained is out of reach of
the later ones. Add a pass by writing its file and naming it in :data:`PASSES`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from digest.figures.approximation import find_approximations
from digest.figures.counts import find_collectives, find_counts
from digest.figures.durations import find_times as find_hours
from digest.figures.elision import find_elided
from digest.figures.lexicon import fold, lexicon
from digest.figures.mask import blank_addresses, mask_idioms, mask_numbers
from digest.figures.numbers import find_numbers
from digest.figures.quantities import find_quantities
from digest.figures.ratios import find_factors, find_fractions, find_marks, find_nouns, find_shares, find_times, find_times_words, find_verbs
from digest.figures.reading import Draft, Reading
from digest.figures.sentences import subject
from digest.figures.units import kind_of
from digest.figures.weight import reason, settle_points, weigh
from digest.language import infer
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
)

_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]+")


@cache
def _triggers(language: str) -> frozenset[str]:
    return lexicon(language).triggers


@cache
def _all_triggers() -> frozenset[str]:
    from digest.language import languages

    return frozenset().union(*(_triggers(code) for code in languages()))


_JOINED = re.compile(r"(?:zig|tausend|hundert|zehn|mila|cento|anta|enta|venti)\b")


def may_hold_figures(text: str) -> bool:
    """A quick look: has ``text`` a digit or a word that counts, in any language?"""
    if _DIGIT.search(text):
        return True
    low = fold(text)
    return not _all_triggers().isdisjoint(_WORD.findall(low)) or _JOINED.search(low) is not None


def find_figures(text: str, language: str = "") -> list[Figure]:
    """The figures of ``text`` in the order of the text.

    ``language`` is the code of its language (``fr``, ``en`` …); left empty, it is inferred.
    Offsets are code points: ``text[f.start:f.end] == f.text``. Never raises on any text.
    """
    if not may_hold_figures(text):
        return []
    reading = Reading(text, lexicon(language or infer(text)))
    for read in PASSES:
        read(reading)
    drafts = sorted(reading.drafts, key=lambda draft: draft.start)
    return [_figure(reading, draft) for draft in drafts]


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
    factor = reading.lexicon.common.kinds.get(draft.unit.partition("/")[0], ("", 1.0))[1]
    values = draft.value if isinstance(draft.value, tuple) else (draft.value,)
    if draft.unit == "°F":
        values = tuple((v - 32) / 1.8 for v in values)
    scaled = [float(f"{v * factor:.10g}") for v in values]
    return (scaled[0], scaled[1]) if len(scaled) > 1 else scaled[0]


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
