"""The decisions carried into digests and texts: hidden things vanish, merged ones stand once, pinned ones first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from digest.model import Digest, Item, Link, Message, Pick, Redacted, Resource, Share

Gate = Callable[[str], Redacted]


@dataclass(frozen=True, slots=True)
class Veil:
    """Addresses that must not be read anywhere, and what stands in their place.

    ``keys`` are the hidden resources, ``pattern`` their addresses as written in the chat.
    """

    keys: frozenset[str]
    pattern: re.Pattern[str] | None
    instead: str
    gate: Gate

    def text(self, text: Redacted) -> Redacted:
        """``text`` without hidden addresses."""
        if self.pattern is None or not self.pattern.search(text):
            return text
        return self.gate(self.pattern.sub(lambda _: self.instead, text))

    def message(self, message: Message) -> Message:
        """``message`` without hidden addresses, its other links still in place."""
        if self.pattern is None or not any(link.key in self.keys for link in message.links):
            return message
        pieces, links, end = [], [], 0
        for link in message.links:
            hidden = link.key in self.keys
            pieces += [message.text[end : link.start], self.instead if hidden else message.text[link.start : link.end]]
            if not hidden:
                start = sum(map(len, pieces[:-1]))
                links.append(link._replace(start=start, end=start + link.end - link.start))
            end = link.end
        text = self.gate("".join([*pieces, message.text[end:]]))
        return replace(message, text=text, links=tuple(link for link in links if _still_there(link, text)))

    def shown_from(self, pick: Pick) -> Pick:
        """``pick`` with the message it is shown from free of hidden addresses."""
        return pick._replace(message=self.message(pick.message)) if self.pattern and pick.message else pick

    def share(self, share: Share) -> Share:
        """``share`` with its words free of hidden addresses."""
        if self.pattern is None:
            return share
        quoted = tuple(map(self.text, share.quoted))
        return share._replace(message=self.message(share.message), comment=self.text(share.comment), quoted=quoted)


def _still_there(link: Link, text: str) -> bool:
    """Did the gate leave the link where it stood?"""
    return text[link.start : link.end].startswith(link.url[:4])


def veil(hidden: Iterable[Resource], instead: str, gate: Gate) -> Veil:
    """A veil over ``hidden`` resources."""
    hidden = list(hidden)
    written = {
        share.message.text[share.link.start : share.link.end] for resource in hidden for share in resource.shares
    }
    written |= {share.link.url for resource in hidden for share in resource.shares}
    longest_first = sorted((re.escape(address) for address in written if address), key=lambda a: (-len(a), a))
    pattern = re.compile("|".join(longest_first)) if longest_first else None
    return Veil(frozenset(resource.key for resource in hidden), pattern, instead, gate)


@dataclass(frozen=True, slots=True)
class Changes:
    """What became of the gathered items: by key for resources, by id for all others; absent means gone."""

    resources: Mapping[str, Resource]
    others: Mapping[str, Item]
    pinned: Sequence[Resource]  # in the order of the file
    pinned_why: str
    accepted: frozenset[str]  # ids of messages that may be shown though they hold a delicate word

    def item(self, item: Item) -> Item | None:
        """What is shown instead of ``item``."""
        return self.resources.get(item.key) if isinstance(item, Resource) else self.others.get(item.id)


def change_digest(digest: Digest, changes: Changes, veil: Veil) -> Digest:
    """``digest`` after the moderator's decisions."""
    picks = {section: _picks(map(veil.shown_from, chosen), changes) for section, chosen in digest.picks.items()}
    picks["resources"] = _with_pinned(picks.get("resources", ()), digest, changes)
    talk = tuple(veil.message(m) for m in digest.talk if not m.held or m.id in changes.accepted)
    return replace(digest, picks={section: chosen for section, chosen in picks.items() if chosen}, talk=talk)


def _picks(picks: Iterable[Pick], changes: Changes) -> tuple[Pick, ...]:
    found: dict[str, Pick] = {}
    for pick in picks:
        item = changes.item(pick.item)
        if item is not None and item.id not in found:
            found[item.id] = pick if item is pick.item else pick._replace(item=item)
    return tuple(sorted(found.values(), key=lambda pick: not getattr(pick.item, "pinned", False)))


def _with_pinned(picks: Sequence[Pick], digest: Digest, changes: Changes) -> tuple[Pick, ...]:
    """Pinned resources that were shared in the period stand first, in the order of the file."""
    by_id = {pick.item.id: pick for pick in picks}
    first = []
    for resource in changes.pinned:
        here = [s.message for s in resource.shares if digest.period.start <= s.message.day <= digest.period.end]
        if resource.id in by_id:
            first.append(by_id.pop(resource.id))
        elif here:
            first.append(Pick(resource, 0.0, (changes.pinned_why,), here[0]))
    return (*first, *by_id.values())
