"""Which figures of a message belong together: ``58 % … contre 33 %``, ``7 élèves sur 25``, ``sur 40 images, 37``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import islice

from digest import language as tables
from digest.cues import flat
from digest.model import Figure

_NEAR = 120  # characters between two terms in one sentence
_FAR = 170  # characters between two terms when a word such as "contre" joins them
_JOIN = 32  # characters before the second term in which that word stands
_OUT_OF = re.compile(r"\s(?:sur|out of|of|de|von|su|em|de cada|on)\s(?:les |the |los |i )?", re.IGNORECASE)
_OF_BEFORE = re.compile(r"\b(?:sur|out of|of|von|de|su)\s(?:les |the |our |nos |mes |my )?$", re.IGNORECASE)
_BARE = re.compile(r"\s(?:[^\W\d_]+[ ,:]+){0,3}(?P<number>\d{1,4})(?=\s[^\W\d_]{2,})(?!\s?%)")

_BARE_SHARE = re.compile(
    r"(?<![\w.,/-])(?P<part>\d{1,4})\s(?:sur|out of|of|von|de|su|em)\s(?P<whole>\d{1,5})(?![\w%/]|[.,]\d)"
)
_BARE_MOVE = re.compile(
    r"\b(?:passe(?:nt|r)? de|tomb(?:e|ent|é|ée) de|monte(?:nt)? de|baisse(?:nt)? de|go(?:es)? from|went from|fell from|"
    r"rose from|dropped from|cut from|up from|down from|steigt von|sinkt von|sube de|baja de|sale da|scende da)\s"
    r"(?P<first>\d{1,6}(?:[.,]\d{1,3})?)\s(?:to|à|auf|a)\s(?P<last>\d{1,6}(?:[.,]\d{1,3})?)(?![\w:/%]|[.,]\d)",
    re.IGNORECASE,
)
_MOST = 20  # shares of plain numbers that one message can tell
_GROUP = 10  # "2 of 3" is a score or a step; ten or more are a group

Group = tuple[Figure, tuple[Figure, ...]]


def group_figures(text: str, figures: Sequence[Figure], language: str) -> list[Group]:
    """The key figures of a message, each with the other terms of its comparison; mere quantities fall away.

    Args:
        text: the message.
        figures: all its figures, in order.
        language: of the message, for the words that join two terms.
    """
    figures = [figure for figure in figures if "http" not in figure.unit]
    figures = with_bare_numbers(text, shares(text, parts_of(text, figures)))
    heads = _joined(flat(text), figures, language)
    groups: dict[int, list[Figure]] = {}
    for at, figure in enumerate(figures):
        head = _first(heads, at)
        if head != at:
            groups.setdefault(head, []).append(figure)
        elif figure.key:
            groups.setdefault(at, [])
    return [(figures[head], tuple(also)) for head, also in sorted(groups.items())]


def _first(heads: dict[int, int], at: int) -> int:
    """The first term of the comparison that figure ``at`` belongs to."""
    path: list[int] = []
    while at in heads and len(path) < len(heads):
        path.append(at)
        at = heads[at]
    heads.update(dict.fromkeys(path, at))  # the next look-up is one step
    return at


def _joined(low: str, figures: Sequence[Figure], language: str) -> dict[int, int]:
    """For each later term the index of the term it is compared with. Words that join count before mere closeness."""
    place = {figure.start: at for at, figure in enumerate(figures)}
    heads: dict[int, int] = {}
    for at, figure in enumerate(figures):
        if figure.compared in place and place[figure.compared] != at:
            heads[at] = place[figure.compared]
        elif _versus(language).search(low, max(0, figure.start - _JOIN), figure.start):
            before = _like(figures, at, _FAR)
            if before is not None:
                heads[at] = before
    strong = set(heads) | set(heads.values())
    for at, figure in enumerate(figures):
        before = _like(figures, at, _NEAR) if at not in strong and figure.key else None
        if before is not None and before not in strong and _weakly_joined(figures[before], figure):
            heads[at] = before
    return heads


def _like(figures: Sequence[Figure], at: int, reach: int) -> int | None:
    """The nearest figure before ``at`` with the same unit, not of quite another size."""
    figure = figures[at]
    for other in range(at - 1, max(-1, at - 5), -1):
        before = figures[other]
        if figure.start - before.end > reach:
            return None
        if _base(before) == _base(figure) and _comparable(before, figure):
            return other
    return None


def _weakly_joined(first: Figure, second: Figure) -> bool:
    """Two figures of one unit in one sentence: ``58 % …, 33 % …``; prices only when they are close in every way."""
    if first.sentence != second.sentence or second.kind == "count":
        return False
    if second.kind != "money":
        return True
    low, high = sorted((abs(_high(first)), abs(_high(second))))
    return second.start - first.end <= 60 and high <= 3 * low


def _base(figure: Figure) -> str:
    return figure.unit.split("/")[0]


def _high(figure: Figure) -> float:
    return max(figure.value) if isinstance(figure.value, tuple) else figure.value


def _comparable(first: Figure, second: Figure) -> bool:
    low, high = sorted((abs(_high(first)), abs(_high(second))))
    return first.kind not in ("money", "count") or high <= 20 * low


@cache
def _versus(language: str) -> re.Pattern[str]:
    """The words of a language that join the terms of a comparison."""
    words = tables.table("highlights", language).get("versus") or tables.table("highlights", "en").get("versus", ())
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(flat(str(word))) for word in words) + r")(?!\w)")


def shares(text: str, figures: Sequence[Figure]) -> list[Figure]:
    """Join ``7 élèves sur 25`` into one figure of two numbers."""
    joined: list[Figure] = []
    for figure in figures:
        if joined and _is_share(text, joined[-1], figure):
            before = joined[-1]
            piece = text[before.start : figure.end]
            joined[-1] = before._replace(
                end=figure.end, text=piece, value=(_high(before), _high(figure)), key=True, why="share"
            )
        else:
            joined.append(figure)
    return joined


def _is_share(text: str, part: Figure, whole: Figure) -> bool:
    if isinstance(part.value, tuple) or isinstance(whole.value, tuple) or part.kind != whole.kind != "percent":
        return False
    same = part.unit == whole.unit and (part.elided_unit or whole.elided_unit)
    return same and part.value <= whole.value and bool(_OUT_OF.fullmatch(text[part.end : whole.start]))


def with_bare_numbers(text: str, figures: Sequence[Figure]) -> list[Figure]:
    """Add shares and moves of two plain numbers that stand outside all other figures.

    ``8 of 61 flagged`` is a share; ``hours go from 27 to 25`` is a move.
    """
    found = list(figures)
    for match in islice(_BARE_SHARE.finditer(text), _MOST):
        part, whole = float(match["part"]), float(match["whole"])
        if part <= whole and whole >= _GROUP and _free(figures, *match.span()):
            found.append(_bare(text, figures, match.span(), (part, whole), "fraction")._replace(why="share"))
    for match in islice(_BARE_MOVE.finditer(text), _MOST):
        span = match.start("first"), match.end("last")
        if _free(found, *span):
            values = float(match["first"].replace(",", ".")), float(match["last"].replace(",", "."))
            found.append(_bare(text, figures, span, values, "times"))
    return sorted(found)


def _free(figures: Sequence[Figure], start: int, end: int) -> bool:
    return not any(figure.start < end and start < figure.end for figure in figures)


def _bare(text: str, figures: Sequence[Figure], span: tuple[int, int], value: tuple[float, float], unit: str) -> Figure:
    place = _sentence(figures, span[0], text)
    return Figure(
        *span, text[slice(*span)], value, unit, "ratio" if unit == "fraction" else "count", "", True, sentence=place
    )


def _sentence(figures: Sequence[Figure], start: int, text: str) -> tuple[int, int]:
    """The sentence of a neighbour, or all of the text."""
    return next((f.sentence for f in figures if f.sentence[0] <= start < f.sentence[1]), (0, len(text)))


def parts_of(text: str, figures: Sequence[Figure]) -> list[Figure]:
    """Add the part that stands after its whole as a bare number: ``sur 40 images produites 37 avaient …``."""
    found: list[Figure] = []
    for at, whole in enumerate(figures):
        end = figures[at + 1].start if at + 1 < len(figures) else len(text)
        match = None
        if (
            whole.kind == "count"
            and not isinstance(whole.value, tuple)
            and _OF_BEFORE.search(text[max(0, whole.start - 12) : whole.start])
        ):
            match = _BARE.match(text, whole.end, min(end, whole.end + 60))
        if match and int(match["number"]) <= whole.value:  # type: ignore[operator]
            start, stop = match.span("number")
            part = whole._replace(
                start=start,
                end=stop,
                text=match["number"],
                value=float(match["number"]),
                elided_unit=True,
                key=True,
                compared=None,
                why="share",
            )
            found += [part, whole._replace(compared=start)]
        else:
            found.append(whole)
    return found
