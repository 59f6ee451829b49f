"""The nouns: what a chat holds, what we find in it, what a site shows. Imports nothing of ours.

What is named on a public page is built from :class:`Redacted` text only; ``Entry``, ``Notice``
and ``Unread`` are private and stop at the gate (``redact.py``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Literal, NamedTuple

# ---------------------------------------------------------------- text that passed the gate


class Redacted(str):
    """Text that went through the gate: cleaned, masked, opt-outs applied.

    Only ``redact.py`` makes one from raw text; everybody else can only cut pieces of one.
    """

    __slots__ = ()

    def part(self, start: int, end: int) -> Redacted:
        """The piece ``[start:end]``, still redacted; outer white space is left out."""
        return Redacted(self[start:end].strip())


# ---------------------------------------------------------------- private: as the chat has it

Kind = Literal["message", "media", "deleted", "poll", "location", "contact", "call", "event", "pinned", "system"]


class Poll(NamedTuple):
    """A poll as exported: the question and each option with its votes (None: not told)."""

    question: str
    options: tuple[tuple[str, int | None], ...]


class Entry(NamedTuple):
    """One person's message as written. Private: never shown before the gate."""

    when: datetime  # local time of the exporting phone, no zone
    author: str
    text: str
    kind: Kind = "message"
    file: str = ""
    line: int = 0  # first input line, from 1
    lines: int = 1
    edited: bool = False
    media: str = ""  # file name or kind of the attachment, if told
    poll: Poll | None = None


class Notice(NamedTuple):
    """A line the system wrote (joined, security code changed …). Never published."""

    when: datetime
    text: str
    kind: Kind = "system"
    file: str = ""
    line: int = 0
    lines: int = 1


class Unread(NamedTuple):
    """Lines that no record took, and why."""

    file: str
    line: int
    lines: int
    reason: str


class Aside(NamedTuple):
    """Lines that were read and belong to no record: a header, an overlap, what another export tells too."""

    file: str
    line: int
    lines: int
    what: str


class Header(NamedTuple):
    """What a chunk file says of itself: hints, never truth."""

    file: str
    participants: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    messages: int | None = None
    period: str = ""


class Tally(NamedTuple):
    """Where every input line of one file went; the parts always add up to ``lines``."""

    file: str
    lines: int
    messages: int
    message_lines: int
    notices: int
    notice_lines: int
    header_lines: int
    overlap_lines: int  # the same lines as in the chunk before
    merged_lines: int  # the same messages as in another export
    unread_lines: int
    header: Header | None = None


@dataclass(frozen=True, slots=True)
class Chunk:
    """Everything that was read, in the order of the conversation, and what was not."""

    records: Sequence[Entry | Notice]
    unread: Sequence[Unread] = ()
    tallies: Sequence[Tally] = ()
    warnings: Sequence[str] = ()  # full sentences for the moderator, without private data
    platform: str = ""  # whatsapp, telegram, signal, discord, slack
    asides: Sequence[Aside] = ()  # lines outside all records, where the format tells them

    @property
    def entries(self) -> list[Entry]:
        """People's messages only."""
        return [record for record in self.records if isinstance(record, Entry)]

    @property
    def notices(self) -> list[Notice]:
        """System lines only."""
        return [record for record in self.records if isinstance(record, Notice)]

    @property
    def topics(self) -> tuple[str, ...]:
        """Topics that the chunk headers name, each once."""
        return tuple(dict.fromkeys(t for tally in self.tallies if tally.header for t in tally.header.topics))


# ---------------------------------------------------------------- found by scanners in any text

PrivateType = Literal["PHONE", "EMAIL", "IBAN", "ADDRESS", "HANDLE", "SECRET"]


class Span(NamedTuple):
    """A piece of private data in a text; offsets are code points."""

    start: int
    end: int
    type: PrivateType


LinkType = Literal[
    "article", "video", "audio", "paper", "code", "dataset", "tool", "course", "event",
    "form", "document", "social", "map", "job", "book", "image", "other",
]  # fmt: skip


class Link(NamedTuple):
    """An address in a text."""

    start: int
    end: int
    url: str  # as shared, repaired enough to be opened
    canonical: str  # clean address a reader should open
    key: str  # identity of the resource; never shown
    type: LinkType
    title: str
    title_from: str  # message, slug, host
    publish: bool
    why_private: str = ""  # invitation, phone, meeting, signed, credentials, local
    delicate: str = ""  # editable, internal, names …: held back until accepted
    moment: int | None = None  # seconds into a video or sound


FigureKind = Literal[
    "percent",
    "energy",
    "power",
    "money",
    "duration",
    "distance",
    "mass",
    "data",
    "count",
    "ratio",
    "temperature",
    "other",
]


class Figure(NamedTuple):
    """A quantity in a text. Fields as in the figures reference of the guide."""

    start: int
    end: int
    text: str
    value: float | tuple[float, float]
    unit: str
    kind: FigureKind
    approx: str  # "", about, min, max
    key: bool  # False: a mere quantity that serves the conversation
    elided_unit: bool = False
    base_value: float | tuple[float, float] | None = None  # in the base unit of its kind, for comparing
    measures: str = ""  # subject phrase
    sentence: tuple[int, int] = (0, 0)  # span of its sentence or clause
    compared: int | None = None  # start of the first term when this is the second term of a comparison
    why: str = ""  # why it is key or mere, in a few words


# ---------------------------------------------------------------- after the gate


@dataclass(frozen=True, slots=True)
class Message:
    """A person's message that passed the gate."""

    id: str
    when: datetime  # for order and for profiles that show it; never print it yourself, see ``clock``
    who: int  # number of the person in this run; never printed
    name: Redacted | None  # the name to show; None when the profile hides it
    text: Redacted
    kind: Kind
    file: str
    line: int
    lines: int
    language: str
    clock: bool = False  # may the time of day be shown?
    edited: bool = False
    held: tuple[str, ...] = ()  # sensitive cues that keep its items out until accepted
    poll: Poll | None = None  # gated: its strings are Redacted
    masked: tuple[str, ...] = ()  # types of private data taken out
    links: tuple[Link, ...] = ()  # publishable links, offsets into ``text``

    @property
    def day(self) -> date:
        """The local day on which it was written."""
        return self.when.date()


# ---------------------------------------------------------------- highlights in their place

Section = Literal["resources", "figures", "events", "questions", "announcements", "polls"]


class Share(NamedTuple):
    """One sharing of a resource."""

    message: Message
    link: Link
    comment: Redacted  # the sharer's own words, without the address
    replies: int  # messages that answer it
    thanks: int  # of these, thanks only
    quoted: tuple[Redacted, ...] = ()  # replies with content, best first


@dataclass(frozen=True, slots=True)
class Resource:
    """A thing that was shared, once, with its story."""

    id: str  # r- and eight base32 characters
    key: str
    url: str
    host: str
    title: Redacted
    title_from: str
    type: LinkType
    shares: tuple[Share, ...]  # oldest first
    topics: tuple[str, ...] = ()  # ids of topics
    tags: tuple[str, ...] = ()
    why: Redacted = Redacted("")
    pinned: bool = False
    added: bool = False  # by the moderator, never shared in the chat
    archive: str = ""
    language: str = ""
    aliases: tuple[str, ...] = ()  # older ids that lead here
    held: tuple[str, ...] = ()
    dead: str = ""  # ISO day since which the address leads nowhere, as far as it was looked up

    @property
    def first(self) -> date | None:
        """Day of the first sharing."""
        return self.shares[0].message.day if self.shares else None

    @property
    def last(self) -> date | None:
        """Day of the latest sharing."""
        return self.shares[-1].message.day if self.shares else None

    @property
    def people(self) -> int:
        """How many different members shared it."""
        return len({share.message.who for share in self.shares})


class Fetched(NamedTuple):
    """What a look-up on the net told of a resource. Not gated."""

    url: str
    title: str
    dead: str = ""  # ISO day since which it is missing


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure in its place: what it measures, its sentence, its source."""

    id: str  # f- and eight base32 characters
    figure: Figure
    also: tuple[Figure, ...]  # the other terms of the comparison
    message: Message
    sentence: Redacted
    measures: Redacted
    source: str = ""  # id of the resource it comes from
    repeats: tuple[Message, ...] = ()  # later messages that say it again
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """Something with a day that members can attend or must not miss."""

    id: str
    message: Message
    title: Redacted
    day: date | None
    end: date | None = None
    time: str = ""  # HH:MM as announced
    source: str = ""  # id of a resource
    deadline: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A question that asks the group for knowledge."""

    id: str
    message: Message
    text: Redacted
    answered: bool
    answers: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class Announcement:
    """News that all members should know or act on."""

    id: str
    message: Message
    text: Redacted


@dataclass(frozen=True, slots=True)
class PollResult:
    """A poll and its votes."""

    id: str
    message: Message
    question: Redacted
    options: tuple[tuple[Redacted, int | None], ...]


Item = Resource | KeyFigure | Event | Question | Announcement | PollResult


class Pick(NamedTuple):
    """An item chosen for a digest, and why."""

    item: Item
    score: float
    why: tuple[str, ...]  # short reasons in the site's language
    message: Message | None = None  # the message it is shown from in this period


PeriodKind = Literal["day", "week", "month", "year"]


class Period(NamedTuple):
    """A day, an ISO week, a month or a year."""

    kind: PeriodKind
    start: date
    end: date  # last day, included

    @property
    def name(self) -> str:
        """``2025-06-05``, ``2025-W23``, ``2025-06`` or ``2025``."""
        if self.kind == "day":
            return self.start.isoformat()
        if self.kind == "week":
            year, week, _ = self.start.isocalendar()
            return f"{year}-W{week:02d}"
        return f"{self.start:%Y-%m}" if self.kind == "month" else f"{self.start:%Y}"

    @property
    def days(self) -> list[date]:
        """Every day in it."""
        return [self.start + timedelta(n) for n in range((self.end - self.start).days + 1)]


@dataclass(frozen=True, slots=True)
class Digest:
    """What one period shows, best first in each section."""

    period: Period
    messages: int
    people: int
    picks: Mapping[Section, tuple[Pick, ...]]
    per_day: Mapping[date, int] = field(default_factory=dict)  # messages by day
    talk: tuple[Message, ...] = ()  # the conversation, where the profile shows it
    words: tuple[str, ...] = ()  # the period's own vocabulary

    def section(self, name: Section) -> tuple[Pick, ...]:
        """The picks of one section, empty when there are none."""
        return self.picks.get(name, ())


# ---------------------------------------------------------------- the moderator's decisions, the site


class Topic(NamedTuple):
    """A theme under which resources stand."""

    id: str
    title: str
    intro: str = ""


class CuratedList(NamedTuple):
    """A list that members follow."""

    id: str
    title: str
    intro: str
    items: tuple[Resource, ...]


class Page(NamedTuple):
    """A file to write, its path relative to the group's folder."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Site:
    """All that a writer may know."""

    name: str
    description: str
    language: str
    profile: str
    url: str  # address of the finished site, "" if unknown
    contact: str
    today: date  # the latest day of the chat, unless told
    days: tuple[Digest, ...]  # oldest first
    weeks: tuple[Digest, ...]
    months: tuple[Digest, ...]
    years: tuple[Digest, ...]
    resources: tuple[Resource, ...]  # newest first
    figures: tuple[KeyFigure, ...]  # newest first
    events: tuple[Event, ...]  # by day
    topics: tuple[Topic, ...]
    lists: tuple[CuratedList, ...]
    notes: Mapping[str, str] = field(default_factory=dict)  # period name -> the moderator's Markdown
    removed: Mapping[str, str] = field(default_factory=dict)  # id of a hidden resource -> reason or new id
