"""Each resource after rules and decisions: shown, hidden for a reason, or held until accepted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

from digest.curate.changed import changed
from digest.curate.match import fits, in_topic
from digest.curate.merge import Group, merged
from digest.curation import Curation, Decision, Rule
from digest.errors import Fault
from digest.ledger import Record, Register
from digest.links import find_links, host_of
from digest.model import Fetched, Redacted, Resource, Share

Gate = Callable[[str], Redacted]


@dataclass(slots=True)
class Outcome:
    """What became of every resource."""

    shown: list[Resource] = field(default_factory=list)  # pinned ones in the order of the file
    hidden: list[Resource] = field(default_factory=list)
    held: list[Resource] = field(default_factory=list)
    removed: dict[str, str] = field(default_factory=dict)
    keys: dict[str, tuple[str, ...]] = field(default_factory=dict)  # id -> keys of its parts
    undecided: set[str] = field(default_factory=set)
    warnings: list[Fault] = field(default_factory=list)

    @property
    def not_shown(self) -> list[Resource]:
        """Resources whose addresses must not be read anywhere."""
        return [*self.hidden, *self.held]


def decide(
    groups: Sequence[Group], curation: Curation, register: Register, gate: Gate, cache: Mapping[str, Fetched]
) -> Outcome:
    """Sort every group into what is shown, hidden and held; ``cache`` is what look-ups told, by key."""
    bench = _Bench(curation, register, gate, cache)
    for group in groups:
        resource = merged(group.members) if group.members else bench.added(group)
        if resource is not None:
            bench.place(resource, group)
        elif group.decision is not None:
            bench.nothing_answers(group.decision, group, groups)
    bench.outcome.shown.sort(key=lambda resource: not resource.pinned)
    return bench.outcome


@dataclass(slots=True)
class _Bench:
    """Where decisions are applied, one group after the other."""

    curation: Curation
    register: Register
    gate: Gate
    cache: Mapping[str, Fetched]
    outcome: Outcome = field(default_factory=Outcome)
    published: set[str] = field(default_factory=set)  # ids that stand in the ledger

    def __post_init__(self) -> None:
        self.published = {record.id for record in self.register.ledger.records} | set(self.register.leads_to)

    def place(self, resource: Resource, group: Group) -> None:
        """Give ``resource`` its id and its rules, then its place in the outcome."""
        outcome, decision = self.outcome, group.decision or _NO_DECISION
        resource = changed(resource, id=group.ids[0], aliases=tuple(group.ids[1:]))
        resource = _with_rules(resource, self.curation, decision)
        outcome.keys[resource.id] = tuple(member.key for member in group.members) or (resource.key,)
        resource = _looked_up(resource, outcome.keys[resource.id], decision.replace, self.cache, self.gate)
        leads = {name for name in resource.aliases if group.members or name in self.published}
        outcome.removed |= dict.fromkeys(sorted(leads), resource.id)
        accepted = decision.accept or not {resource.id, *resource.aliases}.isdisjoint(self.curation.accept)
        spoken = _without_delicate_words(resource, accepted, decision.hide_shares)
        wanted = decision.pin or accepted  # an entry that asks for it wins over a rule that hides
        if hide := decision.hide or ("" if wanted else _rule_hides(resource, self.curation.rules)):
            outcome.hidden.append(resource)
            outcome.removed[resource.id] = hide
        elif resource.held and not accepted:
            outcome.held.append(resource)
        elif resource.shares and not spoken.shares and not decision.title:
            outcome.hidden.append(resource)  # every sharing was hidden one by one
        else:
            outcome.undecided |= set() if group.decision else {resource.id}
            outcome.shown.append(_with_fields(spoken, decision, self.gate))

    def added(self, group: Group) -> Resource | None:
        """A resource that nobody shared, or whose chunk is gone: from its address alone. None: too little is known."""
        decision = group.decision or _NO_DECISION
        record = self.register.known(decision.key) if decision.key else self._record(decision.id)
        url = decision.url or (record.url if record else "")
        link = next(iter(find_links(url)), None) if url else None
        if link is None or decision.hide or not (decision.title or record):
            return None
        if not link.publish:
            self.warn(decision, "this address leads into a private place and is never shown", "")
            return None
        if record and record.shares:
            self.warn(decision, f"{link.canonical} is no longer in the archive; the entry keeps it", "")
        return Resource(
            group.ids[0], link.key, link.canonical, host_of(link.canonical), self.gate(decision.title or link.title),
            link.title_from, link.type, (), added=True,
        )  # fmt: skip

    def _record(self, name: str) -> Record | None:
        return next((record for record in self.register.ledger.records if name and record.id == name), None)

    def nothing_answers(self, decision: Decision, group: Group, groups: Sequence[Group]) -> None:
        """Say what an entry without a resource lacks; a hidden one stays removed."""
        if decision.hide:
            known = [name for name in group.ids if name in self.published]
            self.outcome.removed |= dict.fromkeys(known, decision.hide)
            return
        if any(warning.line == decision.line for warning in self.outcome.warnings):
            return
        name = decision.url or decision.id
        close = _closest(name, groups)
        hint = f"the closest that was shared is {close}" if close else "give it a `title:` to show it all the same"
        self.warn(decision, f"nobody shared {name[:200]}", hint)

    def warn(self, decision: Decision, message: str, hint: str) -> None:
        """Note what the moderator should know of an entry."""
        self.outcome.warnings.append(Fault(message, self.curation.file, decision.line, 0, hint))


_NO_DECISION = Decision(0)


def _without_delicate_words(resource: Resource, accepted: bool, hide_shares: Sequence[str]) -> Resource:
    """Hidden sharings taken out; words of held messages silenced unless the resource was accepted."""
    kept = tuple(share for share in resource.shares if share.message.id not in hide_shares)
    if not accepted:
        kept = tuple(_silent(share) if share.message.held else share for share in kept)
    return replace(resource, shares=kept) if kept != resource.shares else resource


def _silent(share: Share) -> Share:
    return share._replace(comment=Redacted(""), quoted=())


def _with_rules(resource: Resource, curation: Curation, decision: Decision) -> Resource:
    """Topics and tags: the entry's, the moderator's topics by word or host, the rules'; ``-name`` in an entry wins."""
    own = (topic.id for topic in curation.topics if in_topic(resource, topic))
    resource = changed(resource, topics=_less((*decision.topics, *own, *resource.topics)))
    for rule in curation.rules:
        if fits(resource, rule.match):
            resource = _ruled(resource, rule)
    topics, tags = (*decision.topics, *resource.topics), (*decision.tags, *resource.tags)
    return changed(resource, topics=_less(topics), tags=_less(tags))


def _ruled(resource: Resource, rule: Rule) -> Resource:
    kind = rule.type or resource.type
    return replace(
        resource,
        type=kind,  # the loader let pass known types only
        topics=_less((*resource.topics, *rule.topics)),
        tags=_less((*resource.tags, *rule.tags)),
    )


def _less(names: Sequence[str]) -> tuple[str, ...]:
    """Each name once; ``-name`` takes ``name`` away."""
    if not names:
        return ()
    out = {name[1:] for name in names if name.startswith("-")}
    return tuple(dict.fromkeys(name for name in names if not name.startswith("-") and name not in out))


def _looked_up(
    resource: Resource, keys: Sequence[str], replaced: str, cache: Mapping[str, Fetched], gate: Gate
) -> Resource:
    """The title that the page itself has, and since when it is missing, where a look-up told so of this address.

    What was read at an address that the moderator has replaced since says nothing of the new one.
    """
    told = next((cache[key] for key in keys if key in cache), None) if cache else None
    if told is None or (replaced and told.url != replaced):
        return resource
    title = gate(told.title)
    return replace(
        resource,
        title=title or resource.title,
        title_from="net" if title else resource.title_from,
        dead=told.dead,
    )


def _rule_hides(resource: Resource, rules: Iterable[Rule]) -> str:
    return next((rule.hide for rule in rules if rule.hide and fits(resource, rule.match)), "")


def _with_fields(resource: Resource, decision: Decision, gate: Gate) -> Resource:
    """The fields that the decision sets, all others as they were."""
    if decision is _NO_DECISION:
        return resource
    given = {
        "url": decision.replace,
        "host": host_of(decision.replace) if decision.replace else "",
        "title": gate(decision.title) if decision.title else "",
        "title_from": "curation" if decision.title else "",
        "why": gate(decision.why) if decision.why else "",
        "type": decision.type,
        "archive": decision.archive,
        "pinned": decision.pin,
    }
    return replace(resource, **{name: value for name, value in given.items() if value})  # type: ignore[arg-type]


def _closest(name: str, groups: Sequence[Group]) -> str:
    """The address or id most like ``name`` among those shared, of the same host where there are any."""
    members = [member for group in groups for member in group.members]
    if name.startswith("r-"):
        return next(iter(get_close_matches(name, [member.id for member in members][:5000], 1, 0.6)), "")
    host = host_of(name)
    urls = [member.url for member in members if member.host == host] or [member.url for member in members]
    return next(iter(get_close_matches(name[:300], urls[:2000], 1, 0.6)), "")
