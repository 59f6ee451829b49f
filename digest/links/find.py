"""From a text to its links, with everything that is known of each."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import NamedTuple

from digest.links.address import Address
from digest.links.around import around
from digest.links.classify import cue, kind_of_address
from digest.links.delicate import delicacy
from digest.links.identity import clean, key_of, layers, moment_of
from digest.links.private import why_private
from digest.links.repair import repair
from digest.links.safe import host_of
from digest.links.scan import Span, spans
from digest.links.slug import slug_title, vocabulary
from digest.links.title import title_near
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
    if len(found) > _MANY:
        return [_link(facts_of(span.url), span, "", None, spelt) for span in found]
    ends = [0, *(span.end for span in found)]
    starts = [*(span.start for span in found[1:]), len(text)]
    return [_named(text, span, ends[at], starts[at], spelt) for at, span in enumerate(found)]


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


def _named(text: str, span: Span, first: int, last: int, words: Mapping[str, str]) -> Link:
    """A link with the title and class that the words between its neighbours give it."""
    facts = facts_of(span.url)
    near = around(text, span.start, span.end, first, last)
    kind = cue(near.lead.lower()) if facts.sure < 2 else None
    return _link(facts, span, title_near(near), kind, words)


def _link(facts: Facts, span: Span, title: str, kind: LinkType | None, words: Mapping[str, str]) -> Link:
    """The link, with a title from its slug or host when the message gave none."""
    origin = "message"
    if not title and not facts.why_private:  # its words may be its secret
        title, origin = slug_title(facts.address, words), "slug"
    if not title:
        title, origin = host_of(facts.canonical), "host"
    return Link(
        span.start, span.end, facts.url, facts.canonical, facts.key, kind or facts.type, title, origin,
        not facts.why_private, facts.why_private, facts.delicate, facts.moment,
    )  # fmt: skip


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
