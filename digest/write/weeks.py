"""A page per ISO week: what to keep, the figure of the week, resources by theme, days, rhythm."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from digest.markup import PageText
from digest.model import Digest, KeyFigure, Page
from digest.typography import capital
from digest.write import charts, dates
from digest.write.days import crumbs, neighbour, note
from digest.write.desk import Desk
from digest.write.views import SECTIONS, by_topic, cards, counts, headline, picked_quotes, points, told

ORDER = tuple(section for section, _ in SECTIONS)

LIMITS = {"figures": 4, "announcements": 3, "events": 5, "questions": 3}  # shown before the rest is folded


class Inside(NamedTuple):
    """A shorter period listed on the page of a longer one."""

    digest: Digest
    address: str
    headline: str
    counts: tuple[PageText, ...]
    topics: tuple[str, ...] = ()


def write(desk: Desk) -> Iterator[Page]:
    """The week pages, oldest first."""
    weeks = desk.site.weeks
    for place, digest in enumerate(weeks):
        yield _page(
            desk, digest, weeks[place - 1] if place else None, weeks[place + 1] if place + 1 < len(weeks) else None
        )


def inside(desk: Desk, digests: list[Digest]) -> list[Inside]:
    """Rows for the periods ``digests``: a headline and three counts each."""
    return [
        Inside(one, desk.address(one.period), headline(one), tuple(text for text, _ in counts(desk, one)[:3]))
        for one in digests
    ]


def first_figure(digest: Digest) -> KeyFigure | None:
    """The figure of the period: the first pick."""
    return next((pick.item for pick in digest.section("figures") if isinstance(pick.item, KeyFigure)), None)


def _page(desk: Desk, digest: Digest, before: Digest | None, after: Digest | None) -> Page:
    period = digest.period
    title, way = dates.title(period, desk.language), crumbs(desk, period.start, "week")
    pull = first_figure(digest)
    others = tuple(pick for pick in digest.section("figures") if not pull or pick.item.id != pull.id)
    shown = {**digest.picks, "figures": others}
    names = {day: capital(dates.weekday(day, desk.language)) for day in period.days}
    return desk.page(
        f"weeks/{period.name}",
        "week",
        title,
        desk.words.week["description"].format(week=title, what=told(desk, digest)),
        digest=Digest(period, digest.messages, digest.people, shown, digest.per_day, digest.talk, digest.words),
        crumbs=way,
        lede=capital(dates.span(period.start, period.end, desk.language)),
        counts=[(text, anchor if anchor != "figures" or others else "figure") for text, anchor in counts(desk, digest)],
        note=note(desk, digest),
        points=points(desk, digest, 5, frozenset({pull.id} if pull else ())),
        points_id="keep",
        points_title=desk.words.sections["keep"],
        points_days=True,
        quiet=not any(digest.picks.values()),
        pull=pull,
        kinds=ORDER,
        limits=LIMITS,
        longest=220,
        themes=by_topic(desk, cards(digest.section("resources"))),
        quotes=picked_quotes(desk, others),
        said_day=True,
        inside=inside(desk, [desk.days[day] for day in period.days if day in desk.days]),
        rhythm_label=desk.words.rhythm["label"],
        rhythm=charts.rhythm([(names[day], digest.per_day.get(day, 0)) for day in period.days], desk.words),
        previous=neighbour(desk, before),
        up=way[-1],
        following=neighbour(desk, after),
    )
