"""Comparisons and rhythms as bars: the text says everything, the bar (an SVG without text) only shows it."""

from __future__ import annotations

from typing import NamedTuple

from digest.markup import PageText
from digest.model import Figure, KeyFigure
from digest.write.quantities import quantity
from digest.write.words import Words


class Bar(NamedTuple):
    """A label, what it measures in words, and its length as a share of the longest."""

    label: str
    value: str
    svg: PageText
    share: float = 0.0


def bar(share: float) -> PageText:
    """A bar of ``share`` (0 to 1) of the width; nothing at all for 0, at least a hair for the rest."""
    width = max(0.6, round(share * 100, 2)) if share > 0 else 0
    return PageText(
        '<svg class="dg-bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        f'<rect class="dg-bar-rest" width="100" height="4"/><rect width="{width:g}" height="4"/></svg>'
    )


def comparison(figure: KeyFigure, words: Words) -> list[Bar]:
    """The terms of a comparison as bars; empty when they have no common scale."""
    terms = (figure.figure, *figure.also)
    sizes = [_size(term, terms[0]) for term in terms]
    if len(terms) < 2 or None in sizes or len(set(sizes)) < 2:
        return []
    known = [size for size in sizes if size is not None]
    most = max(known)
    return [
        Bar(term.text, quantity(term, words), bar(size / most), size / most)
        for term, size in zip(terms, known, strict=True)
    ]


def _size(term: Figure, first: Figure) -> float | None:
    """The term in the base unit of its kind; None when it cannot stand beside the first."""
    value = term.base_value if term.base_value is not None else term.value if term.unit == first.unit else None
    if value is None or isinstance(value, tuple) or term.kind != first.kind or value <= 0 or term.kind == "ratio":
        return None
    if (term.base_value is None) != (first.base_value is None):
        return None
    return float(value)


def rhythm(counts: list[tuple[str, int]], words: Words) -> list[Bar]:
    """Counts by day or month as bars; empty when there is too little to see a rhythm in."""
    most = max((n for _, n in counts), default=0)
    if sum(n for _, n in counts) < 8 or sum(1 for _, n in counts if n) < 2:
        return []
    return [Bar(label, words.number(n), bar(n / most), n / most) for label, n in counts]
