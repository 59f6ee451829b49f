"""Every resource once: the newest on the first page, all of them on one page per month of first sharing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from digest.model import Page, Resource
from digest.write import dates
from digest.write.desk import Desk
from digest.write.views import Card, card, topics_of

NEWEST = 40  # on the first page
SHELF = 240  # resources on one page, about 50 kB compressed
CHOSEN = "chosen"  # the shelf of those that the moderator added


def shelf_of(resource: Resource) -> str:
    """The page that holds a resource for good: ``2025-06``, or the shelf of those never shared."""
    return resource.first.isoformat()[:7] if resource.first else CHOSEN


def write(desk: Desk) -> Iterator[Page]:
    """The first page and a page per month, in parts when a month is very full."""
    shelves: dict[str, list[Resource]] = {}
    for resource in desk.site.resources:
        shelves.setdefault(shelf_of(resource), []).append(resource)
    names = sorted(shelves, key=lambda name: (name == CHOSEN, name), reverse=True)
    yield _index(desk, [(_title(desk, name), f"resources/{name}", len(shelves[name])) for name in names])
    for place, name in enumerate(names):
        around = (names[place + 1] if place + 1 < len(names) else "", names[place - 1] if place else "")
        yield from _shelf(desk, name, shelves[name], around)


def kinds(desk: Desk, cards: Sequence[Card]) -> list[tuple[str, str, int]]:
    """The kinds among ``cards`` with how many there are of each, most first."""
    often: dict[str, int] = {}
    for one in cards:
        often[one.resource.type] = often.get(one.resource.type, 0) + 1
    ordered = sorted(often.items(), key=lambda pair: (-pair[1], pair[0]))
    return [(kind, desk.words.kinds.get(kind, kind), n) for kind, n in ordered]


def _title(desk: Desk, name: str) -> str:
    return (
        desk.words.resources["added_title"]
        if name == CHOSEN
        else dates.month(date.fromisoformat(f"{name}-01"), desk.language)
    )


def _index(desk: Desk, months: list[tuple[str, str, int]]) -> Page:
    w = desk.words
    cards = [card(resource, None, desk.reasons.get(resource.id, ())) for resource in desk.site.resources[:NEWEST]]
    return desk.page(
        "resources/index",
        "resources",
        w.resources["title"],
        crumbs=[(w.nav["home"], "index")],
        lede=w.resources["lede"],
        counts=[(desk.count("resource", len(desk.site.resources)), "months")] if months else None,
        cards=cards,
        months=months,
        kinds_here=kinds(desk, cards),
        topics_here=topics_of(desk, [one.resource for one in cards]),
        sorts=True,
        none_text=w.resources["none"],
        removed=_removed(desk),
        previous=None,
        following=None,
    )


def _removed(desk: Desk) -> list[tuple[str, str, str]]:
    """Ids that once led to a resource: (id, reason, address of its successor or "")."""
    found = []
    for old, reason in sorted(desk.site.removed.items()):
        new = desk.resources.get(reason)
        found.append((str(desk.anchor(old))[3:-2], reason, desk.resource_address(new) if new else ""))
    return found


def _shelf(desk: Desk, name: str, resources: list[Resource], around: tuple[str, str]) -> Iterator[Page]:
    w, title = desk.words, _title(desk, name)
    if name != CHOSEN:
        title = w.resources["month_title"].format(month=title)
    oldest_first = list(reversed(resources))
    parts = [oldest_first[n : n + SHELF] for n in range(0, len(oldest_first), SHELF)]
    for number, part in enumerate(parts, 1):
        cards = [card(resource, None, desk.reasons.get(resource.id, ())) for resource in reversed(part)]
        more = [(f"{number + 1}", f"resources/{name}-{number + 1}", len(parts[number]))] if number < len(parts) else []
        yield desk.page(
            f"resources/{name}" + (f"-{number}" if number > 1 else ""),
            "topic",
            title if number == 1 else w.resources["part"].format(title=title, n=number),
            crumbs=[(w.nav["home"], "index"), (w.nav["resources"], "resources/index")],
            lede=None,
            counts=[(desk.count("resource", len(resources)), "")],
            cards=cards,
            months=more,
            kinds_here=kinds(desk, cards),
            topics_here=topics_of(desk, [one.resource for one in cards]),
            sorts=True,
            none_text=w.resources["none"],
            previous=(_title(desk, around[0]), f"resources/{around[0]}") if around[0] else None,
            up=(w.nav["resources"], "resources/index"),
            following=(_title(desk, around[1]), f"resources/{around[1]}") if around[1] else None,
        )
