"""From a text to its links, with everything that is known of each."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import NamedTuple

from digest.links.address import Address
from digest.links.canonical import clean, key_of, layers, moment_of
from digest.links.classify import cue, kind_of_address
from digest.links.delicate import delicacy
from digest.links.private import why_private
from digest.links.repair import repair
from digest.links.safe import host_of
from digest.links.scan import Span, spans
from digest.links.slug import slug_title, vocabulary
from digest.links.title import around, title_near
from digest.model import Link, LinkType

_MANY = 40  # a message with more links than this names none of them


class Facts(NamedTuple):
    """What the address alone tells."""

    url: str
    canonical: str
    key: str
    address: Address
    type: LinkType
    sure: int
    why_private: str
    delicate: str
    moment: int | None


def find_links(text: str, words: Collection[str] | Mapping[str, str] = ()) -> list[Link]:
    """Every link of a text, in order; private ones too, marked ``publish=False`` so that they can be masked.

    ``words``: words as the group writes them, to restore the accents of titles made from slugs (a mapping from
    unaccented to written form is taken as it is). Offsets are code points. Never fails on any text.
    """
    found = list(spans(text))
    if not found:
        return []
    spelt = vocabulary(words)
    return [_link(text, span, spelt, named=len(found) <= _MANY) for span in found]


def link_json(link: Link) -> dict[str, object]:
    """A link as one object of ``digest find links --jsonl``."""
    return {
        "start": link.start,
        "end": link.end,
        "url": link.url,
        "canonical": link.canonical,
        "type": link.type,
        "title": link.title,
        "publish": link.publish,
    }


def _link(text: str, span: Span, words: Mapping[str, str], *, named: bool) -> Link:
    facts = facts_of(span.url)
    kind = facts.type
    title, origin = "", "message"
    if named and span.end - span.start < len(text):
        near = around(text, span.start, span.end)
        title = title_near(near)
        if facts.sure < 2:
            kind = cue(_own_words(near.before, near.above)) or kind
    if not title:
        title, origin = slug_title(facts.address, words), "slug"
    if not title:
        title, origin = host_of(facts.canonical), "host"
    return Link(
        span.start, span.end, facts.url, facts.canonical, facts.key, kind, title, origin,
        not facts.why_private, facts.why_private, facts.delicate, facts.moment,
    )  # fmt: skip


def _own_words(before: str, above: str) -> str:
    """The words that lead to the address: of its line, or of the line above when it stands alone."""
    return (before if before.strip() else above).lower()


@lru_cache(8192)
def facts_of(url: str) -> Facts:
    """What is known of an address whatever message holds it."""
    levels = layers(url)
    reason = fragile = ""
    for address in levels:
        reason = reason or why_private(address)
        fragile = fragile or delicacy(address)
    address = clean(levels[-1])
    kind, sure = kind_of_address(address)
    moment = moment_of(levels[-1]) if kind in ("video", "audio") else None
    return Facts(repair(url), address.text(), key_of(address), address, kind, sure, reason, fragile, moment)
