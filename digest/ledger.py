"""The ledger of resources: which id each one has, for ever. Text <-> :class:`Ledger`; ``disk.py`` keeps the file.

An id is ``r-`` and eight base32 characters of the SHA-256 of the resource's key at first sight. The
ledger remembers it, so that new rules for keys, merges and moves never break a permalink. What is no
longer shown leaves only its id and a fingerprint here, no address and no title.
"""

from __future__ import annotations

import json
from base64 import b32encode
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from hashlib import sha256
from itertools import count
from typing import Any, NamedTuple

from digest.errors import DigestError
from digest.model import Resource

Canonical = Callable[[str], tuple[str, str]]


def resource_id(key: str, attempt: int = 0) -> str:
    """The id that ``key`` gets at first sight; a later ``attempt`` when that one is taken.

    >>> resource_id("example.org/a")
    'r-srmeeb7y'
    """
    seed = key if not attempt else f"{key}\n{attempt}"
    return "r-" + b32encode(sha256(seed.encode("utf-8", "surrogatepass")).digest())[:8].decode().lower()


@lru_cache(maxsize=1 << 14)
def fingerprint(key: str) -> str:
    """What the ledger keeps of a key whose resource is not shown."""
    return sha256(b"mark\n" + key.encode("utf-8", "surrogatepass")).hexdigest()[:20]


class Alias(NamedTuple):
    """An id that leads to another one now."""

    id: str
    mark: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """One resource in the ledger; ``url`` and what follows are empty when it is not shown."""

    id: str
    mark: str
    first: str = ""  # day of the first sharing when it was first seen
    aliases: tuple[Alias, ...] = ()
    key: str = ""
    url: str = ""
    title: str = ""
    type: str = ""
    last: str = ""
    shares: int = 0


@dataclass(frozen=True, slots=True)
class Ledger:
    """All ids given so far, and the version of the rules by which their keys were made."""

    records: tuple[Record, ...] = ()
    canon_version: int = 0


def read_ledger(text: str, file: str = "digest-data/resources.json") -> Ledger:
    """The ledger in ``text``; empty text is an empty ledger.

    Raises:
        DigestError: when it is not what ``write_ledger`` wrote.
    """
    if not text.strip():
        return Ledger()
    try:
        loaded = json.loads(text)
        records = tuple(_record(entry) for entry in loaded["resources"])
        return Ledger(records, int(loaded["canon_version"]))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 0
        hint = "Take the file back from git, or delete it: ids are made again from the addresses."
        raise DigestError(
            "this generated file was changed and cannot be read.", file=file, line=line, hint=hint
        ) from error


def _record(entry: Mapping[str, Any]) -> Record:
    aliases = tuple(Alias(str(a["id"]), str(a["mark"]), str(a.get("url", ""))) for a in entry.get("aliases", ()))
    texts = {name: str(entry.get(name, "")) for name in ("first", "key", "url", "title", "type", "last")}
    return Record(str(entry["id"]), str(entry["mark"]), aliases=aliases, shares=int(entry.get("shares", 0)), **texts)


def write_ledger(ledger: Ledger) -> str:
    """The ledger as text, one resource a line, sorted by id."""
    lines = [json.dumps(_entry(record), ensure_ascii=False) for record in sorted(ledger.records, key=lambda r: r.id)]
    body = "".join(f"\n  {line}," for line in lines).rstrip(",")
    return f'{{\n "canon_version": {ledger.canon_version},\n "resources": [{body}\n ]\n}}\n'


def _entry(record: Record) -> dict[str, Any]:
    values: dict[str, Any] = {
        name: getattr(record, name)
        for name in ("id", "mark", "key", "url", "title", "type", "first", "last", "shares")
        if getattr(record, name)
    }
    if record.aliases:
        values["aliases"] = [{k: v for k, v in alias._asdict().items() if v} for alias in sorted(record.aliases)]
    return values


@dataclass(slots=True)
class Register:
    """Gives each key its id: the one in the ledger, or a new one that no other resource ever had."""

    ledger: Ledger
    canon: Canonical
    canon_version: int
    by_mark: dict[str, list[Record]] = field(default_factory=dict)
    own_mark: dict[str, str] = field(default_factory=dict)  # id -> mark of the resource that has it
    by_alias: dict[str, str] = field(default_factory=dict)  # mark -> id
    leads_to: dict[str, str] = field(default_factory=dict)  # alias -> id
    by_id: dict[str, Record] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.by_id.update((record.id, record) for record in self.ledger.records)
        for record in sorted(self.ledger.records, key=age):
            mark = self.mark_now(record.mark, record.url)
            self.by_mark.setdefault(mark, []).append(record)
            self.own_mark.setdefault(record.id, mark)
            for alias in record.aliases:
                alias_mark = self.mark_now(alias.mark, alias.url)
                self.by_alias.setdefault(alias_mark, alias.id)
                self.own_mark.setdefault(alias.id, alias_mark)
                self.leads_to.setdefault(alias.id, record.id)

    def mark_now(self, mark: str, url: str) -> str:
        """The fingerprint under today's rules."""
        return mark if self.ledger.canon_version == self.canon_version or not url else fingerprint(self.canon(url)[1])

    def known(self, key: str) -> Record | None:
        """The oldest record of ``key``, if the ledger has one."""
        return self.by_mark.get(fingerprint(key), [None])[0]

    def younger(self, key: str) -> list[Record]:
        """Further records that new rules made the same as the oldest one."""
        return self.by_mark.get(fingerprint(key), [])[1:]

    def id_of(self, key: str) -> str:
        """The id of ``key``: stored, or new and never used by another resource."""
        mark = fingerprint(key)
        if record := self.known(key):
            return record.id
        if mark in self.by_alias:
            return self.by_alias[mark]
        for attempt in count():
            made = resource_id(key, attempt)
            if self.own_mark.setdefault(made, mark) == mark:
                return made
        raise AssertionError("count() never ends")


def age(record: Record) -> tuple[str, str]:
    """Older records first."""
    return (record.first or "9999", record.id)


def next_ledger(
    register: Register, shown: Iterable[Resource], hidden: Iterable[Resource], held: Iterable[Resource]
) -> Ledger:
    """The ledger after this run: what is shown in full, what is hidden with its address, all else as ids only."""
    records = [_new_record(register, resource, "shown") for resource in shown]
    records += [_new_record(register, resource, "hidden") for resource in hidden]
    records += [_new_record(register, resource, "held") for resource in held]
    present = {record.id for record in records}
    taken = present | {alias.id for record in records for alias in record.aliases}
    gone = [_faded(record, present) for record in register.ledger.records if record.id not in taken]
    return Ledger(tuple(_without(record, present) for record in (*records, *gone)), register.canon_version)


def _new_record(register: Register, resource: Resource, state: str) -> Record:
    earlier = register.known(resource.key)
    first = earlier.first if earlier and earlier.first else str(resource.first or "")
    # the address by which it was shared, not what the moderator put in its place: its key comes from it
    url = resource.shares[0].link.canonical if resource.shares else earlier.url if earlier else ""
    mark, aliases = fingerprint(resource.key), _aliases(register, resource)
    facts = Record(resource.id, mark, first, aliases, resource.key, url or resource.url)
    if state == "held":
        return _faded(facts, set())
    if state == "hidden":
        return facts
    if resource.added and earlier:  # its chunk is gone: remember that it was in the chat once
        return replace(facts, title=str(resource.title), type=resource.type, last=earlier.last, shares=earlier.shares)
    last, shares = str(resource.last or ""), len(resource.shares)
    return replace(facts, title=str(resource.title), type=resource.type, last=last, shares=shares)


def _aliases(register: Register, resource: Resource) -> tuple[Alias, ...]:
    """Earlier ids of ``resource`` and those it takes over now."""
    taken_over = register.by_id
    own = taken_over.get(resource.id)
    stored = {alias.id: alias for alias in own.aliases} if own else {}
    for name in resource.aliases:
        if name in taken_over and name not in stored:
            stored[name] = Alias(name, register.own_mark[name], taken_over[name].url)
        elif name not in stored:
            stored[name] = Alias(name, register.own_mark.get(name, ""))
    return tuple(stored[name] for name in sorted(stored))


def _faded(record: Record, present: set[str]) -> Record:
    """Only ids and fingerprints are left of what is not shown."""
    aliases = tuple(Alias(alias.id, alias.mark) for alias in record.aliases if alias.id not in present)
    return Record(record.id, record.mark, record.first, aliases)


def _without(record: Record, present: set[str]) -> Record:
    """``record`` without aliases that are resources of their own again."""
    if not record.aliases:
        return record
    return replace(record, aliases=tuple(alias for alias in record.aliases if alias.id not in present))
