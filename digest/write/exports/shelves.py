"""Resources by their first topic, for files that have one place for each."""

from __future__ import annotations

from collections.abc import Iterable

from digest.model import Resource
from digest.write.desk import Desk
from digest.write.feed_entries import feed_words


def shelves(desk: Desk, resources: Iterable[Resource]) -> list[tuple[str, list[Resource]]]:
    """Title of a topic and its resources, in the order of the site; those of no topic last; none empty."""
    found: dict[str, list[Resource]] = {topic.id: [] for topic in desk.site.topics}
    found[""] = []
    for resource in resources:
        found[next((topic for topic in resource.topics if topic in found), "")].append(resource)
    titles = {topic.id: topic.title for topic in desk.site.topics} | {"": str(feed_words(desk)["others"])}
    return [(titles[name], those) for name, those in found.items() if those]
