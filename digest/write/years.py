"""A page per year in review: months with their themes, rhythm, the resources and figures of the year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from digest.model import Digest, Page, Resource
from digest.typography import capital
from digest.write import charts, dates
from digest.write.days import crumbs, neighbour, note
from digest.write.desk import Desk
from digest.write.views import cards, counts, picked_quotes, told
from digest.write.weeks import Inside, first_figure, inside


def write(desk: Desk) -> Iterator[Page]:
    """The year pages, oldest first."""
    years = desk.site.years
    for place, digest in enumerate(years):
        yield _page(
            desk, digest, years[place - 1] if place else None, years[place + 1] if place + 1 < len(years) else None
        )


def _topics(desk: Desk, month: Digest) -> tuple[str, ...]:
    """The month's three most frequent topics, by resources."""
    found = [pick.item for pick in month.section("resources") if isinstance(pick.item, Resource)]
    often = Counter(topic for resource in found for topic in resource.topics if topic in desk.topics)
    return tuple(desk.topics[topic].title for topic, _ in often.most_common(3))


def _months(desk: Desk, digest: Digest) -> list[Inside]:
    months = [month for name, month in desk.months.items() if name.startswith(digest.period.name)]
    return [row._replace(topics=_topics(desk, row.digest)) for row in inside(desk, months)]


def _page(desk: Desk, digest: Digest, before: Digest | None, after: Digest | None) -> Page:
    title = desk.words.year["title"].format(year=digest.period.name)
    way, pull, months = crumbs(desk, digest.period.start, "year")[:2], first_figure(digest), _months(desk, digest)
    figures = tuple(pick for pick in digest.section("figures") if not pull or pick.item.id != pull.id)[:8]
    by_month = [
        (capital(dates.month_name(row.digest.period.start, desk.language)), row.digest.messages) for row in months
    ]
    return desk.page(
        f"years/{digest.period.name}",
        "year",
        title,
        desk.words.week["description"].format(week=title, what=told(desk, digest)),
        crumbs=way,
        lede=None,
        counts=counts(desk, digest, {"resources": "resources", "figures": "figures" if figures else "figure"}),
        note=note(desk, digest),
        pull=pull,
        inside=months,
        rhythm_label=desk.words.rhythm["months"],
        rhythm=charts.rhythm(by_month, desk.words),
        cards=cards(digest.section("resources")[:12]),
        quotes=picked_quotes(desk, figures),
        previous=neighbour(desk, before),
        up=way[-1],
        following=neighbour(desk, after),
    )
