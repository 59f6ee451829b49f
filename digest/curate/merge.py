"""Which gathered resources are one, under which id, and which decision speaks of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from digest.curate.changed import changed
from digest.curation import Curation, Decision
from digest.ledger import Register
from digest.model import Resource, Share
from digest.plain_yaml import web_address

Canonical = Callable[[str], tuple[str, str]]

# Where a title came from, best first; what is not named here comes between.
_TITLES = {"curation": 0, "message": 1, "label": 1, "slug": 8, "host": 9}


@dataclass(slots=True)
class Group:
    """The resources that one decision, or none, speaks of; the oldest first."""

    members: list[Resource]
    decision: Decision | None = None
    ids: list[str] = field(default_factory=list)  # ids that lead here, its own first


def group(resources: Sequence[Resource], curation: Curation, register: Register, canon: Canonical) -> list[Group]:
    """Every resource with its lasting id and its decision; those that a decision makes one, together.

    Decisions that no resource answers stand there with no members.
    """
    known = [changed(resource, id=register.id_of(resource.key)) for resource in sorted(resources, key=lambda r: r.key)]
    by_name = {name: resource for resource in known for name in (resource.key, resource.id)}
    groups, taken = [], set()
    for decision in curation.decisions:
        names = _names(decision, register, canon)
        members = {by_name[name].key: by_name[name] for name in names if name in by_name}
        found = sorted((m for m in members.values() if m.key not in taken), key=lambda m: _age(m, register))
        taken |= set(members)
        groups.append(Group(found, decision, _ids(found, names, register)))
    alone = (resource for resource in known if resource.key not in taken)
    groups += [Group([resource], None, _ids([resource], [], register)) for resource in alone]
    return _each_id_once(groups)


def _each_id_once(groups: list[Group]) -> list[Group]:
    """An older id leads to its own resource again once that stands alone."""
    owner = {member.id: group for group in groups for member in group.members}
    for group in groups:
        group.ids = [name for name in group.ids if owner.get(name, group) is group]
    return groups


def _names(decision: Decision, register: Register, canon: Canonical) -> list[str]:
    """Keys and ids by which ``decision`` knows its resource, its own first."""
    addresses = [decision.replace, *decision.same_as]
    keys = [canon(address)[1] if web_address(address) else address for address in addresses if address]
    own = [name for name in (decision.key, decision.id) if name]
    return [*own, *(register.leads_to[name] for name in own if name in register.leads_to), *keys]


def _age(resource: Resource, register: Register) -> tuple[bool, str, str]:
    """Sorts the oldest first: what the ledger knows, then by the first sharing, then by key."""
    record = register.known(resource.key)
    first = record.first if record else resource.first.isoformat() if resource.first else "9999"
    return (record is None, first or "9999", resource.key)


def _ids(members: Sequence[Resource], names: Iterable[str], register: Register) -> list[str]:
    """Ids of the group: of its members, of older keys that new rules joined, of addresses only named."""
    found = [member.id for member in members]
    found += [record.id for member in members for record in register.younger(member.key)]
    known = (register.known(member.key) for member in members)
    found += [alias.id for record in known if record for alias in record.aliases]
    for name in names:
        if name.startswith("r-") and "." not in name:
            found.append(name)
        elif name:
            found.append(register.id_of(name))
    return list(dict.fromkeys(found))


def merged(members: Sequence[Resource]) -> Resource:
    """One resource from several, the first of them in the lead: all shares once, the best title."""
    lead = members[0]
    if len(members) == 1:
        return lead
    best = min(members, key=lambda member: _TITLES.get(member.title_from, 5))
    return replace(
        lead,
        title=best.title,
        title_from=best.title_from,
        shares=_shares(members),
        topics=_union(member.topics for member in members),
        tags=_union(member.tags for member in members),
        held=_union(member.held for member in members),
    )


def _shares(members: Sequence[Resource]) -> tuple[Share, ...]:
    """All sharings, oldest first; one message counts once."""
    found: Mapping[str, Share] = {share.message.id: share for member in reversed(members) for share in member.shares}
    return tuple(sorted(found.values(), key=lambda share: (share.message.when, share.message.id)))


def _union(parts: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item for part in parts for item in part))
