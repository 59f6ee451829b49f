"""The archive: every year with its months and weeks, on one page that stays small for decades."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from digest.markup import PageText
from digest.model import Digest, Page
from digest.write import dates
from digest.write.desk import Desk
from digest.write.months import heat
from digest.write.views import counts


class Month(NamedTuple):
    """A month in its year; no address when nothing was said in it."""

    name: str
    address: str = ""
    told: PageText = PageText("")
    heat: int = 0


class Week(NamedTuple):
    """A week in its year."""

    number: int
    address: str
    span: str


class Year(NamedTuple):
    """A year of the archive."""

    name: str
    counts: tuple[PageText, ...]
    months: tuple[Month, ...]
    weeks: tuple[Week, ...]


def write(desk: Desk) -> Iterator[Page]:
    """The archive page."""
    w = desk.words
    yield desk.page(
        "archive",
        "archive",
        w.archive["title"],
        crumbs=[(w.nav["home"], "index")],
        lede=w.archive["lede"],
        counts=None,
        years=[_year(desk, digest) for digest in reversed(desk.site.years)],
    )


def _year(desk: Desk, digest: Digest) -> Year:
    name = digest.period.name
    most = max((month.messages for key, month in desk.months.items() if key.startswith(name)), default=0)
    months = tuple(_month(desk, date(digest.period.start.year, number, 1), most) for number in range(1, 13))
    weeks = tuple(_week(desk, week) for key, week in reversed(desk.weeks.items()) if key.startswith(name))
    return Year(name, tuple(text for text, _ in counts(desk, digest)[:3]), months, weeks)


def _month(desk: Desk, start: date, most: int) -> Month:
    digest = desk.months.get(f"{start:%Y-%m}")
    name = dates.month_name(start, desk.language)
    if digest is None:
        return Month(name)
    return Month(name, desk.address(digest.period), desk.count("message", digest.messages), heat(digest.messages, most))


def _week(desk: Desk, digest: Digest) -> Week:
    period = digest.period
    span = f"{dates.day_month(period.start, desk.language)} – {dates.day_month(period.end, desk.language)}"
    return Week(period.start.isocalendar()[1], desk.address(period), span)
