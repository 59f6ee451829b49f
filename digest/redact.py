"""The gate: private entries in, gated messages out. The only place that turns raw text into ``Redacted``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from typing import Literal, NamedTuple

from digest.clean import clean, shorten
from digest.hold import Holder
from digest.language import table
from digest.links import find_links
from digest.model import Chunk, Entry, Kind, Link, Message, Poll, Redacted
from digest.names import Mention, Names
from digest.people import People, Person, folded
from digest.private import DEFAULT, find_private
from digest.private.words import words

Profile = Literal["public", "members", "full"]

_SHOWN: frozenset[Kind] = frozenset({"message", "media", "poll", "event"})
_WORD = re.compile(r"[^\W\d_]+")
_BASE32 = "abcdefghijklmnopqrstuvwxyz234567"
_PAIRS = [first + second for first in _BASE32 for second in _BASE32]
_REPEATED = 400  # characters up to which a text is remembered: groups say the same short things again and again
_REMEMBERED = 8_192  # texts remembered at once


@dataclass(frozen=True, slots=True)
class Policy:
    """What the moderator decided about people and private data. The names are those of ``digest.yml``."""

    profile: Profile = "public"
    language: str = "fr"  # of the site: the masks are written in it
    countries: tuple[str, ...] = ()  # whose phone numbers are read, besides the usual ones
    show: Mapping[str, str] = field(default_factory=dict)  # name in the chat -> name that the person agreed to show
    aliases: Mapping[str, str] = field(default_factory=dict)  # nickname, older name, number -> name in the chat
    leave_out: tuple[str, ...] = ()  # names and numbers of those who object
    opt_out_words: tuple[str, ...] = ()  # besides #sansmoi and #optout
    hold_words: tuple[str, ...] = ()  # besides the cues of the language tables
    hold: bool = True


@dataclass(frozen=True, slots=True)
class Gated:
    """What passed the gate, and how much did not; no names, no raw text."""

    messages: tuple[Message, ...]
    masked: Mapping[str, int] = field(default_factory=dict)  # type of private data -> how often
    withheld: Mapping[str, int] = field(default_factory=dict)  # reason -> records that did not pass
    opted_out: int = 0  # people
    shortened: int = 0  # messages cut to what a page shows
    held: int = 0  # messages that wait for the moderator


class _Edit(NamedTuple):
    """A piece of text and what stands there instead."""

    start: int
    end: int
    text: str
    why: str


class _Passed(NamedTuple):
    """A text that passed, and what was done to it."""

    text: Redacted
    links: tuple[Link, ...]
    masked: tuple[str, ...]
    shortened: bool
    held: tuple[str, ...]


class Gate:
    """Gates messages and derived strings by one policy; make one for each chat and run."""

    def __init__(self, policy: Policy = Policy()) -> None:
        self.policy = policy
        self._masks: Mapping[str, str] = {
            **table("private", "en").get("masks", {}),
            **table("private", policy.language).get("masks", {}),
        }
        self._countries = tuple(dict.fromkeys((*policy.countries, *DEFAULT)))
        self._opt_out = _line_of((*words("opt_out"), *policy.opt_out_words))
        self._know(())

    def messages(self, chunk: Chunk) -> Gated:
        """The messages of a chat that may be worked with; everybody named in it is known from then on."""
        entries = chunk.entries
        headed = [name for tally in chunk.tallies if tally.header for name in tally.header.participants]
        self._know([*(entry.author for entry in entries), *headed])
        for author in {entry.author for entry in entries if self._opt_out.search(entry.text)}:
            self.people.leave_out(author)
        counts: Counter[str] = Counter({"system": len(chunk.records) - len(entries)})
        masked: Counter[str] = Counter()
        seen: dict[tuple[str, date], int] = {}
        messages = []
        for entry in entries:
            person = self.people.person(entry.author)
            if why := _withheld(entry, person):
                counts[why] += 1
                continue
            passed = self._pass(entry.text)
            messages.append(self._message(entry, person, passed, seen))
            if passed.masked:
                masked.update(passed.masked)
            counts["shortened"] += passed.shortened
        return Gated(
            tuple(messages),
            dict(masked),
            {why: n for why, n in counts.items() if n and why != "shortened"},
            sum(person.left_out for person in self.people.all),
            counts["shortened"],
            sum(bool(message.held) for message in messages),
        )

    def text(self, raw: str) -> Redacted:
        """A derived string gated by the same rules: a title from an address, a topic, a moderator's word."""
        return self._pass(raw).text

    def _know(self, authors: Iterable[str]) -> None:
        """Learn who the members are."""
        policy = self.policy
        self.people = People(dict.fromkeys(authors), policy.show, policy.aliases, policy.leave_out)
        self._names = Names(self.people)
        self._holder = Holder(policy.hold_words, self._names.first_names) if policy.hold else None
        self._known: dict[str, _Passed] = {}  # short texts that passed
        self._authors: dict[int, Redacted | None] = {}  # number of a person -> name to show

    def _message(self, entry: Entry, person: Person, passed: _Passed, seen: dict[tuple[str, date], int]) -> Message:
        """The gated message; ``seen`` counts equal texts of a day."""
        key = passed.text, entry.when.date()
        seen[key] = order = seen.get(key, 0) + 1
        if person.number not in self._authors:
            self._authors[person.number] = self._name(person)
        return Message(
            _id(*key, order),
            entry.when,
            person.number,
            self._authors[person.number],
            passed.text,
            entry.kind,
            entry.file,
            entry.line,
            entry.lines,
            self.policy.language,
            self.policy.profile == "full",
            entry.edited,
            passed.held,
            self._poll(entry.poll) if entry.poll else None,
            passed.masked,
            passed.links,
        )

    def _name(self, person: Person) -> Redacted | None:
        """The name to show as author: the one chosen, by the profile the first name or all, never a number."""
        if person.shown is not None:
            return Redacted(clean(person.shown))
        if self.policy.profile == "public" or not (named := person.first_name()):
            return None
        name = clean(named if self.policy.profile == "members" else person.name).lstrip("~ \u202f\u00a0")
        spans = find_private(name, self._countries)
        return Redacted(_edited(name, [self._mask(span.start, span.end, span.type) for span in spans]))

    def _poll(self, poll: Poll) -> Poll:
        """A poll with all its strings gated."""
        return Poll(self.text(poll.question), tuple((self.text(option), votes) for option, votes in poll.options))

    def _pass(self, raw: str) -> _Passed:
        """What becomes of a text; a short one is looked at once."""
        if (passed := self._known.get(raw)) is not None:
            return passed
        passed = self._look(raw)
        if len(raw) <= _REPEATED:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[raw] = passed
        return passed

    def _look(self, raw: str) -> _Passed:
        """Clean, cut, mask, take names out, find what may be linked."""
        whole = clean(raw)
        text = shorten(whole, self._masks["shortened"])
        said = _said(text)
        links = find_links(text)
        edits = self._edits(text, links, said)
        gated = Redacted(_edited(text, edits))
        kept = find_links(gated) if links and edits else links
        held = self._holder.reasons(gated, said, kept, [edit.why for edit in edits]) if self._holder else ()
        return _Passed(
            gated,
            tuple(self._titled(link) for link in kept if link.publish),
            tuple(edit.why for edit in edits),
            text is not whole and text != whole,
            held,
        )

    def _titled(self, link: Link) -> Link:
        """The link with names and private data taken out of its title."""
        edits = self._edits(link.title, [], _said(link.title))
        return link._replace(title=_edited(link.title, edits)) if edits else link

    def _edits(self, text: str, links: Sequence[Link], said: set[str]) -> list[_Edit]:
        """Everything that must not stay as it is, in order, without overlaps."""
        edits = [self._mask(link.start, link.end, "link") for link in links if not self._may_show(link)]
        mentions = [] if self._names.triggers.isdisjoint(said) else self._mentions(text, links)
        spans = find_private(text, self._countries, links, said)
        for span in spans:
            link = next((k for k in links if k.start <= span.start < k.end), None)
            if link:
                edits.append(self._mask(link.start, max(link.end, span.end), "link"))
            elif span.type != "HANDLE" or not any(m.start < span.end and span.start < m.end for m in mentions):
                edits.append(self._mask(span.start, span.end, span.type))
        named = (self._named(mention, text) for mention in mentions)
        edits += [edit for edit in named if edit]
        return _apart(edits) if edits else edits

    def _mentions(self, text: str, links: Sequence[Link]) -> list[Mention]:
        if self.policy.profile == "full" and not any(person.left_out for person in self.people.all):
            return []
        return self._names.find(text, [(link.start, link.end) for link in links])

    def _may_show(self, link: Link) -> bool:
        """False for private links, and for addresses that name a member whose name is not shown."""
        if not link.publish:
            return False
        people = self._names.in_address(link.url)
        if self.policy.profile == "full":
            return not any(person.left_out for person in people)
        return all(person.shown is not None and not person.left_out for person in people)

    def _mask(self, start: int, end: int, what: str) -> _Edit:
        return _Edit(start, end, self._masks[what], what)

    def _named(self, mention: Mention, text: str) -> _Edit | None:
        """What a mention becomes: the chosen name, the first name, or a mask."""
        people = mention.people
        mask = self._mask(mention.start, mention.end, "member")
        if any(person.left_out for person in people):
            return mask
        if self.policy.profile == "full":
            return None
        if len(people) == 1 and people[0].shown is not None:
            return mask._replace(text=clean(people[0].shown))
        first_names = {person.first_name() for person in people}
        if self.policy.profile == "members" and len(first_names) == 1 and (first := first_names.pop()):
            return None if text[mention.start : mention.end] == first else mask._replace(text=first)
        return mask


def _withheld(entry: Entry, person: Person) -> str:
    """Why a record does not pass, or nothing."""
    if person.left_out:
        return "opted out"
    if entry.kind not in _SHOWN:
        return entry.kind
    return "" if entry.poll or (entry.text and not entry.text.isspace()) else "no text"


def _said(text: str) -> set[str]:
    """The folded words of a text."""
    return {word if word.isascii() else folded(word) for word in _WORD.findall(text.lower())}


def _line_of(phrases: Sequence[str]) -> re.Pattern[str]:
    """A line that holds one of these words and nothing else."""
    return re.compile(rf"(?im)^\W{{0,9}}(?:{'|'.join(map(re.escape, phrases))})\W{{0,9}}$")


def _apart(edits: Iterable[_Edit]) -> list[_Edit]:
    """The edits in order; of two that overlap the earlier and longer one stays."""
    kept: list[_Edit] = []
    for edit in sorted(edits, key=lambda edit: (edit.start, -edit.end)):
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    return kept


def _edited(text: str, edits: Iterable[_Edit]) -> str:
    """The text with the edits made."""
    pieces: list[str] = []
    done = 0
    for edit in edits:
        pieces += (text[done : edit.start], edit.text)
        done = edit.end
    return "".join(pieces) + text[done:]


def _id(text: str, day: date, order: int) -> str:
    """A stable id from gated text only: ``m-`` and eight base32 characters."""
    digest = blake2b(f"{day.toordinal()}\x1f{order}\x1f{text}".encode("utf-8", "replace"), digest_size=5).digest()
    n = int.from_bytes(digest, "big")
    return f"m-{_PAIRS[n >> 30]}{_PAIRS[n >> 20 & 1023]}{_PAIRS[n >> 10 & 1023]}{_PAIRS[n & 1023]}"
