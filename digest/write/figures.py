"""Every key figure: the newest on the first page, all of them on one page per month."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from digest.model import KeyFigure, Page
from digest.write import dates
from digest.write.desk import Desk
from digest.write.views import quotes, topics_of

NEWEST = 36  # on the first page
SHELF = 240  # figures on one page, about 50 kB compressed


def write(desk: Desk) -> Iterator[Page]:
    """The first page and a page per month, in parts when a month is very full."""
    newest = sorted(desk.site.figures, key=lambda figure: figure.message.day, reverse=True)
    shelves: dict[str, list[KeyFigure]] = {}
    for figure in newest:
        shelves.setdefault(figure.message.day.isoformat()[:7], []).append(figure)
    names = sorted(shelves, reverse=True)
    months = [(_month(desk, name), f"figures/{name}", len(shelves[name])) for name in names]
    yield _page(desk, "figures/index", desk.words.figures["title"], newest[:NEWEST], months)
    for name in names:
        yield from _shelf(desk, name, shelves[name])


def _month(desk: Desk, name: str) -> str:
    return dates.month(date.fromisoformat(f"{name}-01"), desk.language)


def _shelf(desk: Desk, name: str, figures: list[KeyFigure]) -> Iterator[Page]:
    oldest_first = list(reversed(figures))
    parts = [oldest_first[n : n + SHELF] for n in range(0, len(oldest_first), SHELF)]
    title = desk.words.figures["month_title"].format(month=_month(desk, name))
    for number, part in enumerate(parts, 1):
        here = f"figures/{name}" + (f"-{number}" if number > 1 else "")
        shown = title if number == 1 else desk.words.resources["part"].format(title=title, n=number)
        more = (
            [(f"{title} {number + 1}", f"figures/{name}-{number + 1}", len(parts[number]))]
            if number < len(parts)
            else []
        )
        yield _page(desk, here, shown, list(reversed(part)), more)


def _kinds(desk: Desk, figures: Sequence[KeyFigure]) -> list[tuple[str, str, int]]:
    often: dict[str, int] = {}
    for one in figures:
        often[one.figure.kind] = often.get(one.figure.kind, 0) + 1
    ordered = sorted(often.items(), key=lambda pair: (-pair[1], pair[0]))
    return [(kind, desk.words.figure_kinds[kind], n) for kind, n in ordered]


def _page(desk: Desk, here: str, title: str, figures: Sequence[KeyFigure], months: list[tuple[str, str, int]]) -> Page:
    w = desk.words
    first = here == "figures/index"
    way = [(w.nav["home"], "index")] + ([] if first else [(w.nav["figures"], "figures/index")])
    sources = [desk.resources[one.source] for one in figures if one.source in desk.resources]
    total = desk.count("figure", len(desk.site.figures) if first else len(figures))
    return desk.page(
        here,
        "figures",
        title,
        crumbs=way,
        lede=w.figures["lede"] if first else None,
        counts=[(total, "months" if first else "")] if figures else None,
        quotes=quotes(desk, figures),
        months=months,
        kinds_here=_kinds(desk, figures),
        topics_here=topics_of(desk, sources),
        sorts=False,
        none_text=w.figures["none"],
        previous=None,
        following=None,
    )
