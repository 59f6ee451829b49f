"""The moderator's decisions as nouns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from digest.errors import Fault
from digest.model import LinkType


@dataclass(frozen=True, slots=True)
class Decision:
    """What the moderator says of one resource; empty fields change nothing."""

    line: int
    url: str = ""
    key: str = ""  # identity of ``url``
    id: str = ""
    title: str = ""
    why: str = ""
    type: LinkType | None = None
    topics: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    pin: bool = False
    hide: str = ""  # the reason
    replace: str = ""
    archive: str = ""
    same_as: tuple[str, ...] = ()  # addresses or ids
    hide_shares: tuple[str, ...] = ()  # ids of messages
    accept: bool = False
    order: int = 0  # place in the file
    lines: Mapping[str, int] = field(default_factory=dict)  # where each field stands


@dataclass(frozen=True, slots=True)
class FigureDecision:
    """What the moderator says of one figure."""

    line: int
    id: str
    title: str = ""  # what it measures
    pin: bool = False
    hide: str = ""
    order: int = 0
    lines: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Match:
    """Which resources a rule or a list means: every field that is set must fit, any of its values."""

    host: tuple[str, ...] = ()
    path: tuple[str, ...] = ()  # starts of the path
    type: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    tag: tuple[str, ...] = ()
    words: tuple[str, ...] = ()  # in the title or in what was said about it
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """What to do with every resource that matches."""

    line: int
    match: Match
    hide: str = ""
    type: LinkType | None = None
    topics: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TopicRule:
    """A topic of the moderator's; resources that hold one of ``words`` or stand on one of ``hosts`` join it."""

    line: int
    id: str
    title: str
    intro: str = ""
    words: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListRule:
    """A list that members follow: items in order, or a query."""

    line: int
    id: str
    title: str
    intro: str = ""
    items: tuple[str, ...] = ()  # addresses or ids
    match: Match | None = None
    sort: str = "new"
    limit: int = 0  # 0: all


@dataclass(frozen=True, slots=True)
class Curation:
    """All decisions of the moderator."""

    decisions: tuple[Decision, ...] = ()
    figures: tuple[FigureDecision, ...] = ()
    topics: tuple[TopicRule, ...] = ()
    lists: tuple[ListRule, ...] = ()
    rules: tuple[Rule, ...] = ()
    accept: tuple[str, ...] = ()  # ids of held items of any kind
    notes: Mapping[str, str] = field(default_factory=dict)  # name of a period -> Markdown
    file: str = "curation.yml"
    warnings: tuple[Fault, ...] = ()
