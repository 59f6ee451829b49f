"""Home: the latest week, the latest day, the figure of the moment, the latest resources, one thing to do."""

from __future__ import annotations

from collections.abc import Iterator

from digest.model import Digest, KeyFigure, Page
from digest.write import dates
from digest.write.desk import Desk
from digest.write.views import card, counts, headline, points
from digest.write.weeks import first_figure

LATEST = 6  # resources


def write(desk: Desk) -> Iterator[Page]:
    """The home page, also for a group without a single message."""
    w, site = desk.words, desk.site
    week, latest = (site.weeks or (None,))[-1], (site.days or (None,))[-1]
    pull = _figure(week, site.figures)
    shown = {} if week is None or latest is None else _now(desk, week, latest, pull)
    yield desk.page(
        "index",
        "home",
        w.home["title"],
        site.description,
        crumbs=None,
        lede=site.description,
        counts=None,
        week=week,
        pull=pull,
        rows=[card(resource, None, desk.reasons.get(resource.id, ())) for resource in site.resources[:LATEST]],
        **shown,
    )


def _figure(week: Digest | None, figures: tuple[KeyFigure, ...]) -> KeyFigure | None:
    return (first_figure(week) if week else None) or next(iter(figures), None)


def _now(desk: Desk, week: Digest, latest: Digest, pull: KeyFigure | None) -> dict[str, object]:
    return {
        "week_address": desk.address(week.period),
        "week_span": dates.span(week.period.start, week.period.end, desk.language),
        "week_counts": [text for text, _ in counts(desk, week)[:3]],
        "points": points(desk, week, 3, frozenset({pull.id} if pull else ())),
        "latest": latest,
        "day_address": desk.address(latest.period),
        "day_counts": [text for text, _ in counts(desk, latest)[:3]],
        "headline": headline(latest),
    }
