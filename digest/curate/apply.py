"""The story of curation: ids, merges, rules, decisions, lists, digests."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from digest.curate.decide import Outcome, decide
from digest.curate.digests import Changes, Veil, change_digest, veil
from digest.curate.found import Found
from digest.curate.lists import curated_lists
from digest.curate.merge import group
from digest.curate.others import Others, other_items
from digest.curation import Curation, unknown_topics
from digest.errors import CurationError, Fault
from digest.language import table
from digest.ledger import Ledger, Record, Register, next_ledger, resource_id
from digest.links import CANON_VERSION, canonical
from digest.model import (
    Announcement,
    CuratedList,
    Digest,
    Event,
    Fetched,
    KeyFigure,
    PollResult,
    Question,
    Redacted,
    Resource,
    Topic,
)

Gate = Callable[[str], Redacted]
Canonical = Callable[[str], tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Held:
    """An item that waits for the moderator, and the cues that hold it back."""

    id: str
    kind: str
    title: Redacted
    cues: tuple[str, ...]
    line: int = 0  # of its message in the input
    file: str = ""


@dataclass(frozen=True, slots=True)
class Curated:
    """What the site shows, what is gone, what waits, and the ledger to keep."""

    resources: tuple[Resource, ...]  # pinned ones first in the order of the file, then the newest first
    figures: tuple[KeyFigure, ...]
    events: tuple[Event, ...]
    questions: tuple[Question, ...]
    announcements: tuple[Announcement, ...]
    polls: tuple[PollResult, ...]
    days: tuple[Digest, ...]
    weeks: tuple[Digest, ...]
    months: tuple[Digest, ...]
    years: tuple[Digest, ...]
    topics: tuple[Topic, ...]
    lists: tuple[CuratedList, ...]
    notes: Mapping[str, str]
    removed: Mapping[str, str]  # id -> reason, or the id that it leads to
    ledger: Ledger
    held: tuple[Held, ...] = ()
    warnings: tuple[Fault, ...] = ()
    new: tuple[Resource, ...] = field(default=())  # shown, without a decision of the moderator's


def curate(
    gathered: Found,
    curation: Curation,
    ledger: Ledger,
    gate: Gate,
    *,
    language: str = "fr",
    topics: Iterable[Topic] = (),
    canon: Canonical = canonical,
    canon_version: int = CANON_VERSION,
    cache: Mapping[str, Fetched] = MappingProxyType({}),
) -> Curated:
    """Apply ``curation`` to what was gathered.

    Args:
        gathered: resources, figures … and digests, from ``gather``.
        curation: the moderator's decisions.
        ledger: ids given so far; empty when there are none.
        gate: ``Gate.text``: the moderator's words pass it too.
        language: of the site, for the few words that curation adds.
        topics: generated topics, to stand behind the moderator's own when a resource has them.
        canon: address -> (clean address, key).
        canon_version: of the rules behind ``canon``.
        cache: what look-ups on the net told, by key: its titles stand before those of the chat, behind the moderator's.

    Raises:
        CurationError: ``curation`` names a topic that is neither its own nor among ``topics``.
    """
    topics = tuple(topics)
    if unknown := unknown_topics(curation, [topic.id for topic in topics]):
        raise CurationError(unknown)
    register = Register(ledger, canon, canon_version)
    groups = group(gathered.resources, curation, register, canon)
    outcome = decide(groups, curation, register, gate, cache)
    words = table("curation", language) or table("curation", "en")
    cover = veil(outcome.not_shown, str(words["hidden_link"]), gate)
    shown = _in_order([_covered(resource, cover) for resource in outcome.shown])
    by_key = {key: resource for resource in shown for key in outcome.keys[resource.id]}
    others = other_items(gathered, curation, cover, _sources(gathered.resources, by_key), gate)
    wanted = any(digest.section("resources") for digest in gathered.weeks)  # or the settings leave the section out
    pinned = [resource for resource in shown if resource.pinned and wanted]
    changes = Changes(by_key, others.by_id, pinned, str(words["pinned"]), frozenset(curation.accept))
    told = (*curation.warnings, *_idle_notes(curation, gathered))
    lists, list_warnings = curated_lists(curation, shown, {**by_key, **_by_id(shown)}, canon)
    return Curated(
        resources=shown,
        figures=others.figures,
        events=others.events,
        questions=others.questions,
        announcements=others.announcements,
        polls=others.polls,
        **_digests(gathered, changes, cover),
        topics=_topics(curation, topics, shown),
        lists=lists,
        notes=curation.notes,
        removed=outcome.removed,
        ledger=next_ledger(register, shown, outcome.hidden, outcome.held),
        held=_held(outcome, others),
        warnings=(*told, *outcome.warnings, *others.warnings, *list_warnings),
        new=tuple(resource for resource in shown if resource.id in outcome.undecided),
    )


def _digests(gathered: Found, changes: Changes, cover: Veil) -> dict[str, tuple[Digest, ...]]:
    """The digests of each kind of period after the decisions."""
    every = {"days": gathered.days, "weeks": gathered.weeks, "months": gathered.months, "years": gathered.years}
    return {name: tuple(change_digest(digest, changes, cover) for digest in those) for name, those in every.items()}


def _covered(resource: Resource, cover: Veil) -> Resource:
    return replace(resource, shares=tuple(map(cover.share, resource.shares))) if cover.pattern else resource


def _in_order(resources: list[Resource]) -> tuple[Resource, ...]:
    """``decide`` hands pinned ones over in the order of the file; all others the newest first."""
    pinned = [resource for resource in resources if resource.pinned]
    others = sorted((resource for resource in resources if not resource.pinned), key=lambda r: r.id)
    others.sort(key=lambda r: r.shares[-1].message.when.isoformat() if r.shares else "", reverse=True)
    return (*pinned, *others)


def _by_id(shown: Sequence[Resource]) -> dict[str, Resource]:
    """Resources by their ids, older ones too."""
    return {name: resource for resource in shown for name in (*resource.aliases, resource.id)}


def accepted_ids(curation: Curation, ledger: Ledger) -> frozenset[str]:
    """Ids, as ``gather`` makes them, of all that the moderator accepts; older ids of the ledger lead to the same."""
    made = {name: resource_id(record.key) for record in ledger.records if record.key for name in _ids_of(record)}
    return frozenset(name for given in curation.accept for name in (given, made.get(given, given)))


def _ids_of(record: Record) -> list[str]:
    return [record.id, *(alias.id for alias in record.aliases)]


def _sources(gathered: Sequence[Resource], by_key: Mapping[str, Resource]) -> dict[str, str]:
    """Id as gathered -> id as shown, empty when it is not shown."""
    return {found.id: by_key[found.key].id if found.key in by_key else "" for found in gathered}


def _idle_notes(curation: Curation, gathered: Found) -> list[Fault]:
    """Notes for periods in which nobody wrote."""
    digests = (*gathered.days, *gathered.weeks, *gathered.months, *gathered.years)
    names = {digest.period.name for digest in digests}
    idle = (name for name in curation.notes if name not in names)
    return [Fault(f"the note for {name} has no page: nobody wrote then", curation.file) for name in idle]


def _topics(curation: Curation, generated: Iterable[Topic], shown: Sequence[Resource]) -> tuple[Topic, ...]:
    """The moderator's topics first, then those generated ones that some resource has."""
    own = [Topic(topic.id, topic.title, topic.intro) for topic in curation.topics]
    used = {topic for resource in shown for topic in resource.topics} - {topic.id for topic in own}
    return (*own, *(topic for topic in generated if topic.id in used))


def _held(outcome: Outcome, others: Others) -> tuple[Held, ...]:
    waiting = [Held(r.id, "resources", r.title, r.held, *_place(r)) for r in outcome.held]
    waiting += [
        Held(i.id, kind, title, i.message.held, i.message.line, i.message.file) for i, kind, title in others.held
    ]
    return tuple(sorted(waiting, key=lambda held: (held.file, held.line, held.id)))


def _place(resource: Resource) -> tuple[int, str]:
    return (resource.shares[0].message.line, resource.shares[0].message.file) if resource.shares else (0, "")
