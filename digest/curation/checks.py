"""Contradictions in the moderator's decisions: what no single line shows, told with both lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from digest.curation.nouns import Curation, Decision, Match
from digest.errors import Fault
from digest.plain_yaml import nearest, web_address
from digest.plain_yaml.shape import FALSE, TRUE

# Bare yes or no; "faux" is what a moderator writes about a wrong figure.
_NO_REASON = {*TRUE, *FALSE} - {"faux"}

Canonical = Callable[[str], tuple[str, str]]
Found = Iterator[tuple[int, str, str]]  # line, what is wrong, what to do


def contradictions(curation: Curation, topics: Sequence[str] | None, canon: Canonical) -> list[Fault]:
    """Everything in ``curation`` that cannot hold.

    ``topics`` are ids known besides its own; None when they are not known yet, see :func:`unknown_topics`.
    """
    found = [
        *_entries(curation),
        *_one_resource_twice(curation, canon),
        *_same(curation, canon),
        *_figures(curation),
        *_ids_twice(curation),
        *_lists(curation, canon),
        *_rules(curation),
    ]
    told = [Fault(message, curation.file, line, 0, hint) for line, message, hint in found]
    return told if topics is None else told + unknown_topics(curation, topics)


def unknown_topics(curation: Curation, topics: Sequence[str]) -> list[Fault]:
    """Topics that ``curation`` uses and that stand neither in it nor among ``topics``."""
    found = _unknown_topics(curation, topics)
    return [Fault(message, curation.file, line, 0, hint) for line, message, hint in found]


def _entries(curation: Curation) -> Found:
    for entry in curation.decisions:
        if not {"url", "id"} & set(entry.lines):
            yield entry.line, "this entry says nothing of which resource it means", "add `url:` (any spelling) or `id:`"
        if entry.url and entry.id:
            yield entry.lines["id"], "this entry has a `url` and an `id`", "keep one of the two"
        yield from _hidden_and_pinned(entry.hide, entry.pin, entry.lines)


def _figures(curation: Curation) -> Found:
    for entry in curation.figures:
        yield from _hidden_and_pinned(entry.hide, entry.pin, entry.lines)


def _hidden_and_pinned(hide: str, pin: bool, lines: Mapping[str, int]) -> Found:
    if hide and pin:
        both = f"`hide` on line {lines['hide']} and `pin` on line {lines['pin']} contradict each other"
        yield max(lines["hide"], lines["pin"]), both, "keep one of the two"
    if hide.lower() in _NO_REASON:
        yield lines["hide"], "`hide` needs the reason", 'for example `hide: "lien mort"`'


def _one_resource_twice(curation: Curation, canon: Canonical) -> Found:
    """Two entries for one resource, be it by address, by id, or because one moves to the other's address."""
    seen: dict[str, Decision] = {}
    for entry in curation.decisions:
        name = entry.key or entry.id
        if name and name in seen:
            message = f"lines {seen[name].line} and {entry.line} speak of the same resource"
            yield entry.line, message, "join the two entries"
        if name:
            seen.setdefault(name, entry)
    for entry in curation.decisions:
        target = canon(entry.replace)[1] if entry.replace else ""
        other = seen.get(target)
        if other is not None and other is not entry:
            message = f"`replace` on line {entry.lines['replace']} leads to the resource of line {other.line}"
            yield entry.lines["replace"], message, "use `same_as` in one entry, and delete the other"


def _same(curation: Curation, canon: Canonical) -> Found:
    own = {name: entry for entry in curation.decisions for name in (entry.key, entry.id) if name}
    claimed: dict[str, Decision] = {}
    for entry in curation.decisions:
        for address in entry.same_as:
            line = entry.lines["same_as"]
            if not (web_address(address) or _looks_like_id(address)):
                yield line, f"“{address[:80]}” in `same_as` is no address and no id", ""
                continue
            name = canon(address)[1] if web_address(address) else address
            other = own.get(name)
            if other is entry:
                yield line, "`same_as` names the entry's own address", "take it out"
            elif other is not None:
                message = f"`same_as` on line {line} names the resource that has its own entry on line {other.line}"
                yield line, message, "join the two entries"
            elif name in claimed:
                message = f"the entries on lines {claimed[name].line} and {entry.line} claim the same address"
                yield line, message, "keep it in one of them"
            claimed.setdefault(name, entry)


def _looks_like_id(word: str) -> bool:
    return word.startswith("r-") and len(word) >= 10


# Page names that MkDocs or an operating system keeps for itself.
_RESERVED = {
    "index",
    "readme",
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{name}{n}" for name in ("com", "lpt") for n in range(10)),
}


def _ids_twice(curation: Curation) -> Found:
    pages = [(entry.line, entry.id) for entry in curation.topics] + [(entry.line, entry.id) for entry in curation.lists]
    for line, name in pages:
        if name in _RESERVED:
            yield line, f"`{name}` cannot be the name of a page", "choose another id"
    for kind, entries in (("topic", curation.topics), ("list", curation.lists), ("figure", curation.figures)):
        seen: dict[str, int] = {}
        for entry in entries:
            if entry.id in seen:
                message = f"the {kind} `{entry.id}` stands on line {seen[entry.id]} and on line {entry.line}"
                yield entry.line, message, "keep one of the two"
            seen.setdefault(entry.id, entry.line)


def _lists(curation: Curation, canon: Canonical) -> Found:
    hidden = {name: entry for entry in curation.decisions if entry.hide for name in (entry.key, entry.id) if name}
    for entry in curation.lists:
        if not entry.items and entry.match is None:
            yield entry.line, f"the list `{entry.id}` has no items", "add `items:` or `match:`"
        if entry.items and entry.match is not None:
            yield entry.line, f"the list `{entry.id}` has both `items` and `match`", "keep one of the two"
        for address in entry.items:
            if not (web_address(address) or _looks_like_id(address)):
                yield entry.line, f"“{address[:80]}” in the list `{entry.id}` is no address and no id", ""
                continue
            other = hidden.get(canon(address)[1] if web_address(address) else address)
            if other is not None:
                message = f"the list `{entry.id}` on line {entry.line} shows what line {other.lines['hide']} hides"
                yield entry.line, message, "take it out of the list, or delete `hide`"


def _rules(curation: Curation) -> Found:
    for rule in curation.rules:
        if rule.match == Match():
            yield rule.line, "this rule matches everything", "say which resources it means"
        if not (rule.hide or rule.type or rule.topics or rule.tags):
            yield rule.line, "this rule does nothing", "add `hide:`, `type:`, `topics:` or `tags:`"


def _unknown_topics(curation: Curation, topics: Sequence[str]) -> Found:
    known = (*(topic.id for topic in curation.topics), *topics)
    used = [(entry.line, entry.lines.get("topics", entry.line), entry.topics) for entry in curation.decisions]
    used += [(rule.line, rule.line, rule.topics + rule.match.topic) for rule in curation.rules]
    used += [(entry.line, entry.line, entry.match.topic) for entry in curation.lists if entry.match]
    for _, line, names in used:
        for name in names:
            if name.removeprefix("-") not in known:
                yield line, f"the topic `{name}` is not declared under `topics`", nearest(name, known)
