"""A page per month: a calendar with linked days, the best of the month, its weeks."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from digest.model import Digest, Page
from digest.typography import capital
from digest.write import dates
from digest.write.days import crumbs, neighbour, note
from digest.write.desk import Desk
from digest.write.views import cards, counts, picked_quotes, points, told
from digest.write.weeks import first_figure, inside


class Cell(NamedTuple):
    """A day in the calendar; ``heat`` 0 to 3 grows with its messages."""

    number: str
    address: str = ""
    told: str = ""
    heat: int = 0


class Row(NamedTuple):
    """A week in the calendar."""

    number: int
    address: str
    cells: tuple[Cell | None, ...]


def write(desk: Desk) -> Iterator[Page]:
    """The month pages, oldest first."""
    months = desk.site.months
    for place, digest in enumerate(months):
        yield _page(
            desk, digest, months[place - 1] if place else None, months[place + 1] if place + 1 < len(months) else None
        )


def heat(n: int, most: int) -> int:
    """1 to 3: a third of the liveliest day, two thirds, all."""
    return min(3, 1 + (3 * n - 1) // max(1, most)) if n else 0


def _cell(desk: Desk, when: date, month: date, most: int) -> Cell | None:
    if when.month != month.month:
        return None
    digest = desk.days.get(when)
    if digest is None:
        return Cell(str(when.day))
    said = f"{capital(dates.day(when, desk.language))}, {desk.words.count('message', digest.messages)}"
    return Cell(str(when.day), desk.address(digest.period), said, heat(digest.messages, most))


def _rows(desk: Desk, digest: Digest) -> list[Row]:
    start, rows = digest.period.start, []
    most = max((desk.days[day].messages for day in digest.period.days if day in desk.days), default=0)
    for days in Calendar().monthdatescalendar(start.year, start.month):
        year, number, _ = days[0].isocalendar()
        name = f"{year}-W{number:02d}"
        cells = tuple(_cell(desk, when, start, most) for when in days)
        rows.append(Row(number, f"weeks/{name}" if name in desk.weeks else "", cells))
    return rows


def _weeks(desk: Desk, digest: Digest) -> list[Digest]:
    names = dict.fromkeys("{}-W{:02d}".format(*day.isocalendar()[:2]) for day in digest.period.days)
    return [desk.weeks[name] for name in names if name in desk.weeks]


def _page(desk: Desk, digest: Digest, before: Digest | None, after: Digest | None) -> Page:
    title, way = dates.title(digest.period, desk.language), crumbs(desk, digest.period.start, "month")
    pull = first_figure(digest)
    figures = tuple(pick for pick in digest.section("figures") if not pull or pick.item.id != pull.id)[:8]
    return desk.page(
        f"months/{digest.period.name}",
        "month",
        title,
        desk.words.week["description"].format(week=title, what=told(desk, digest)),
        digest=digest,
        crumbs=way,
        lede=None,
        counts=counts(desk, digest, {"resources": "resources", "figures": "figures" if figures else "figure"}),
        note=note(desk, digest),
        weeks=_rows(desk, digest),
        points=points(desk, digest, 4, frozenset({pull.id} if pull else ())),
        points_id="keep",
        points_title=desk.words.sections["keep"],
        points_days=True,
        pull=pull,
        inside=inside(desk, _weeks(desk, digest)),
        cards=cards(digest.section("resources")[:12]),
        quotes=picked_quotes(desk, figures),
        previous=neighbour(desk, before),
        up=way[-1],
        following=neighbour(desk, after),
    )
