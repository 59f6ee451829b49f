"""Topics without a network: words per language, hashtags, hosts, and the moderator's own topics first."""

from __future__ import annotations

from collections.abc import Sequence

from digest import cues


def topic_words(topics: Sequence[object]) -> list[str]:
    """The words of the moderator's topics: titles and ids."""
    return [str(getattr(topic, name, "")) for topic in topics for name in ("id", "title")]
