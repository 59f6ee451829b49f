"""Resources: every link of the chat as one thing with its story (who shared it, what was said, who used it)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from functools import lru_cache
from urllib.parse import urlsplit

from digest.find.pieces import joined, line_around, make_id, without_links
from digest.model import Link, Message, Redacted, Resource, Share
from digest.talk import Talk, Turn

BESIDE = timedelta(minutes=3)  # the sharer's own words may stand in the message before or after
QUOTES = 3  # replies that are quoted at most


def find_resources(talk: Talk) -> list[Resource]:
    """All resources in the order of their first sharing. Links that must not be published are not there."""
    shares: dict[str, list[Share]] = {}
    spoken: dict[str, str] = {}
    for turn in talk.turns:
        for link in turn.message.links:
            if link.publish:
                shares.setdefault(link.key, []).append(share(talk, turn, link))
                spoken.setdefault(link.key, turn.language)
    return [resource(key, story, spoken[key]) for key, story in shares.items()]


def share(talk: Talk, turn: Turn, link: Link) -> Share:
    """One sharing of a link, with what the talk says of it."""
    quoted = [talk.turns[reply.at].message for reply in talk.manners(turn, "uptake", "content")]
    texts = tuple(without_links(message) for message in quoted if not message.held)
    return Share(
        message=turn.message,
        link=link,
        comment=comment(talk, turn, link),
        replies=sum(len(one.replies) for one in talk.together(turn)),
        thanks=sum(reply.manner == "thanks" for one in talk.together(turn) for reply in one.replies),
        quoted=tuple(text for text in texts if text)[:QUOTES],
    )


def comment(talk: Talk, turn: Turn, link: Link) -> Redacted:
    """What the sharer says of the link: the same line, the message, the message beside it, or a later explanation."""
    message = turn.message
    if len(message.links) > 1:
        line = without_links(message, *line_around(message, link))
        if len(line) >= 12:
            return line
    own = without_links(message)
    if own:
        return own
    return joined([without_links(other) for other in beside(talk, turn)])


def beside(talk: Talk, turn: Turn) -> list[Message]:
    """Messages that speak of a link shared without a word."""
    near = [talk.turns[at].message for at in (turn.goes_on, *turn.more) if at >= 0]
    told = [other for other in near if not other.links and abs(other.when - turn.message.when) <= BESIDE]
    return told[:2] or [talk.turns[at].message for at in turn.retold[:1] if not talk.turns[at].message.links]


def resource(key: str, shares: list[Share], language: str) -> Resource:
    """The thing that was shared, from all its sharings; the best title wins."""
    rank = {"message": 0, "slug": 1, "host": 2}
    best = min((share.link for share in shares), key=lambda link: rank.get(link.title_from, 3))
    held: Collection[str] = dict.fromkeys(
        cue for share in shares for cue in (*share.message.held, share.link.delicate) if cue
    )
    return Resource(
        id=make_id("r", key),
        key=key,
        url=best.canonical,
        host=host_of(best.canonical),
        title=Redacted(best.title),
        title_from=best.title_from,
        type=best.type,
        shares=tuple(shares),
        language=language,
        held=tuple(held),
    )


@lru_cache(maxsize=4096)
def host_of(url: str) -> str:
    """The host of an address without ``www.``; empty if it has none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
