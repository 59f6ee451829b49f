"""A page per day: in brief, resources before figures, the rest, the conversation folded."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from digest.markup import PageText
from digest.model import Digest, Page
from digest.write import dates
from digest.write.desk import Desk
from digest.write.views import SECTIONS, cards, counts, headline, picked_quotes, points, told

ORDER = tuple(section for section, _ in SECTIONS)


LIMITS = {"figures": 4, "announcements": 6, "events": 8, "questions": 6}  # shown before the rest is folded


def write(desk: Desk) -> Iterator[Page]:
    """The day pages, oldest first."""
    for place, digest in enumerate(desk.site.days):
        before = desk.site.days[place - 1] if place else None
        after = desk.site.days[place + 1] if place + 1 < len(desk.site.days) else None
        yield _page(desk, digest, before, after)


def crumbs(desk: Desk, when: date, deepest: str) -> list[tuple[str, str]]:
    """The way from home to a day, week or month, as far as there are pages."""
    way = [(desk.words.nav["home"], "index"), (desk.words.nav["archive"], "archive")]
    year, month = when.isoformat()[:4], when.isoformat()[:7]
    iso, number, _ = when.isocalendar()
    if year in desk.years:
        way.append((year, f"years/{year}"))
    if deepest in {"day", "week"} and month in desk.months:
        way.append((dates.month_name(when, desk.language), f"months/{month}"))
    if deepest == "day" and (week := f"{iso}-W{number:02d}") in desk.weeks:
        way.append((desk.words.dates["week_in"].format(n=number), f"weeks/{week}"))
    return way


def neighbour(desk: Desk, digest: Digest | None) -> tuple[str, str] | None:
    """The name and address of the page before or after."""
    if digest is None:
        return None
    start, kind = digest.period.start, digest.period.kind
    if kind == "day":
        return dates.weekday(start, desk.language) + " " + dates.month_name(start, desk.language), desk.address(
            digest.period
        )
    return dates.title(digest.period, desk.language), desk.address(digest.period)


def note(desk: Desk, digest: Digest) -> PageText | None:
    """The moderator's own Markdown for the period."""
    text = desk.site.notes.get(digest.period.name, "")
    return PageText(text) if text else None


def _page(desk: Desk, digest: Digest, before: Digest | None, after: Digest | None) -> Page:
    title = dates.title(digest.period, desk.language)
    way = crumbs(desk, digest.period.start, "day")
    return desk.page(
        f"days/{digest.period.name}",
        "day",
        title,
        desk.words.day["description"].format(day=title, what=told(desk, digest)),
        digest=digest,
        crumbs=way,
        lede=None,
        counts=counts(desk, digest),
        note=note(desk, digest),
        points=points(desk, digest, 3) if sum(len(found) for found in digest.picks.values()) > 2 else [],
        points_id="brief",
        points_title=desk.words.sections["brief"],
        points_days=False,
        quiet=not any(digest.picks.values()),
        kinds=ORDER,
        themes=None,
        cards=cards(digest.section("resources")),
        limits=LIMITS,
        longest=500,
        quotes=picked_quotes(desk, digest.section("figures")),
        said_day=False,
        previous=neighbour(desk, before),
        up=way[-1] if len(way) > 2 else None,
        following=neighbour(desk, after),
        headline=headline(digest),
    )
