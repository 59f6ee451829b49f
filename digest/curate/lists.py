"""The lists that members follow: in the moderator's order, or by a query."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from digest.curate.match import fits, fold
from digest.curation import Curation, ListRule
from digest.errors import Fault
from digest.model import CuratedList, Resource
from digest.plain_yaml import web_address

Canonical = Callable[[str], tuple[str, str]]


def curated_lists(
    curation: Curation, shown: Sequence[Resource], by_name: Mapping[str, Resource], canon: Canonical
) -> tuple[tuple[CuratedList, ...], list[Fault]]:
    """Every list with its resources, and a warning for each item that nothing answers.

    ``by_name`` finds a resource by key or by id, older ids too.
    """
    found, warnings = [], []
    for rule in curation.lists:
        if rule.match is not None:
            items = _sorted((r for r in shown if fits(r, rule.match)), rule)
        else:
            items, missing = _listed(rule, by_name, canon)
            warnings += [Fault(_missing(rule, name), curation.file, rule.line, 0, _HINT) for name in missing]
        found.append(CuratedList(rule.id, rule.title, rule.intro, tuple(items[: rule.limit or None])))
    return tuple(found), warnings


_HINT = "add an entry with its `url:` and a `title:` under `resources`"


def _missing(rule: ListRule, name: str) -> str:
    return f"the list `{rule.id}` names {name[:200]}, which is not shown on the site"


def _listed(rule: ListRule, by_name: Mapping[str, Resource], canon: Canonical) -> tuple[list[Resource], list[str]]:
    found: dict[str, Resource] = {}
    missing = []
    for name in rule.items:
        resource = by_name.get(canon(name)[1] if web_address(name) else name)
        if resource is None:
            missing.append(name)
        else:
            found.setdefault(resource.id, resource)
    return list(found.values()), missing


def _sorted(resources: Iterable[Resource], rule: ListRule) -> list[Resource]:
    """In the order asked for, pinned ones always first; ``resources`` come the newest first."""
    found = list(resources)
    if rule.sort == "old":
        found.reverse()
    elif rule.sort == "most":
        found.sort(key=lambda resource: -resource.people)
    elif rule.sort == "title":
        found.sort(key=lambda resource: fold(resource.title))
    pinned = [resource for resource in found if resource.pinned]
    if rule.sort == "old":
        pinned.reverse()  # back to the order of the file
    return [*pinned, *(resource for resource in found if not resource.pinned)]
