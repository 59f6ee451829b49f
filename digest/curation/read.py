"""``curation.yml``: the text in, a :class:`Curation` out, all faults at once. Nothing here writes the file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, get_args

from digest.curation.checks import contradictions
from digest.curation.nouns import Curation, Decision, FigureDecision, ListRule, Match, Rule, TopicRule
from digest.errors import CurationError, Fault
from digest.ledger import resource_id
from digest.links import canonical
from digest.model import LinkType
from digest.plain_yaml import Address, Choice, Document, Flag, Many, Option, Pairs, Record, Text, Whole, read_yaml
from digest.plain_yaml.docs import schema_text, table

TYPES: tuple[str, ...] = get_args(LinkType)

_ID = Text(r"[a-z0-9](?:[a-z0-9-]{0,60}[a-z0-9])?", "energie-climat (small letters, digits, dashes)")
_RESOURCE_ID = Text(r"r-[a-z2-7]{8,}", "r-7k2mq4ab")
_ITEM_ID = Text(r"[a-z]-[a-z2-7]{8,}", "r-7k2mq4ab")
_FIGURE_ID = Text(r"f-[a-z2-7]{8,}", "f-7k2mq4ab")
_DAY = Text(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", "2025-06-05")
_PERIOD = r"[0-9]{4}(?:-(?:[0-9]{2}(?:-[0-9]{2})?|W[0-9]{2}))?"

_MATCH = Record(
    "match",
    (
        Option("host", Many(Text()), (), "example.org"),
        Option("path", Many(Text()), (), "/formation/"),
        Option("type", Many(Choice(TYPES)), (), "video"),
        Option("topic", Many(Text()), (), "energie"),
        Option("tag", Many(Text()), (), "climat"),
        Option("words", Many(Text()), (), '["énergie"]'),
        Option("since", _DAY, None, "2025-01-01"),
        Option("until", _DAY, None, "2025-12-31"),
    ),
)
_TOPIC = Record(
    "topic",
    (
        Option("id", _ID, required=True),
        Option("title", Text(), required=True),
        Option("intro", Text()),
        Option("words", Many(Text()), ()),
        Option("hosts", Many(Text()), ()),
    ),
)
_RESOURCE = Record(
    "resource",
    (
        Option("url", Address()),
        Option("id", _RESOURCE_ID),
        Option("title", Text()),
        Option("why", Text()),
        Option("type", Choice(TYPES)),
        Option("topics", Many(Text()), ()),
        Option("tags", Many(Text()), ()),
        Option("pin", Flag(), False),
        Option("hide", Text()),
        Option("replace", Address()),
        Option("archive", Address()),
        Option("same_as", Many(Text()), ()),
        Option("hide_shares", Many(Text()), ()),
        Option("accept", Flag(), False),
    ),
)
_FIGURE = Record(
    "figure",
    (
        Option("id", _FIGURE_ID, required=True),
        Option("title", Text()),
        Option("pin", Flag(), False),
        Option("hide", Text()),
    ),
)
_LIST = Record(
    "list",
    (
        Option("id", _ID, required=True),
        Option("title", Text(), required=True),
        Option("intro", Text()),
        Option("items", Many(Text())),
        Option("match", _MATCH),
        Option("sort", Choice(("new", "old", "most", "title")), "new"),
        Option("limit", Whole(0, 5000), 0),
    ),
)
_RULE = Record(
    "rule",
    (
        Option("match", _MATCH, required=True),
        Option("hide", Text()),
        Option("type", Choice(TYPES)),
        Option("topics", Many(Text()), ()),
        Option("tags", Many(Text()), ()),
    ),
)
# The help of each option stands in the language tables ``options``.
CURATION = Record(
    "curation",
    (
        Option("version", Choice(("1",)), "1"),
        Option("topics", Many(_TOPIC), ()),
        Option("resources", Many(_RESOURCE), ()),
        Option("figures", Many(_FIGURE), ()),
        Option("lists", Many(_LIST), ()),
        Option("rules", Many(_RULE), ()),
        Option("accept", Many(_ITEM_ID), ()),
        Option("notes", Pairs(Text(), key=Text(_PERIOD, "2025-W23, 2025-06-05, 2025-06 or 2025")), {}),
    ),
)

Canonical = Callable[[str], tuple[str, str]]


def read_curation(
    text: str, file: str = "curation.yml", *, topics: Sequence[str] | None = None, canon: Canonical = canonical
) -> Curation:
    """The decisions in ``text``.

    Args:
        text: of the file.
        file: its name in messages.
        topics: ids of topics known besides those of the file; None leaves that check to ``curate``.
        canon: address -> (clean address, key).

    Raises:
        CurationError: with all faults and contradictions, each with its line.
    """
    document = read_yaml(text, file)
    values = CURATION.read(document.root, document, "") or {} if not document.faults else {}
    read = _curation(values, document, canon)
    document.faults += contradictions(read, topics, canon)
    if document.faults:
        raise CurationError(document.in_order())
    return replace(read, warnings=tuple(document.warnings))


def curation_table(part: str, language: str) -> str:
    """The fields of one ``part`` of the file (``resources``, ``lists`` …) as a Markdown table for the guide."""
    shapes = {option.name: option.shape for option in CURATION.options} | {"": CURATION, "match": _MATCH}
    shape = shapes[part]
    inner = shape.of if isinstance(shape, Many) else shape
    assert isinstance(inner, Record)
    return table(inner, language)


def curation_schema(language: str = "en") -> str:
    """The JSON Schema of ``curation.yml``, by which editors complete and check it."""
    return schema_text(CURATION, "curation.yml", language)


def _curation(values: dict[str, Any], document: Document, canon: Canonical) -> Curation:
    def those(name: str, needed: str = "id") -> list[dict[str, Any]]:
        """Entries that are complete enough to be looked at; what lacks is a fault already."""
        return [entry for entry in values.get(name, ()) if needed in entry]

    return Curation(
        decisions=tuple(_decision(entry, n, canon) for n, entry in enumerate(values.get("resources", ()))),
        figures=tuple(FigureDecision(**entry, order=n) for n, entry in enumerate(those("figures"))),
        topics=tuple(TopicRule(**_only(entry)) for entry in those("topics")),
        lists=tuple(_list(entry, document) for entry in those("lists")),
        rules=tuple(_rule(entry, document) for entry in those("rules", "match")),
        accept=(*values.get("accept", ()), *_accepted(values, canon)),
        notes=values.get("notes", {}),
        file=document.file,
    )


def _accepted(values: dict[str, Any], canon: Canonical) -> list[str]:
    """Ids of the resources whose entries say ``accept``."""
    entries = [entry for entry in values.get("resources", ()) if entry.get("accept")]
    return [entry.get("id") or resource_id(canon(entry["url"])[1]) for entry in entries if {"id", "url"} & set(entry)]


def _only(entry: dict[str, Any]) -> dict[str, Any]:
    """``entry`` without the places of its fields, with an empty title where that is missing."""
    return {"title": "", **{key: value for key, value in entry.items() if key != "lines"}}


def _decision(entry: dict[str, Any], order: int, canon: Canonical) -> Decision:
    return Decision(**entry, key=canon(entry["url"])[1] if "url" in entry else "", order=order)


def _list(entry: dict[str, Any], document: Document) -> ListRule:
    return ListRule(**{**_only(entry), "match": _match(entry["match"], document) if "match" in entry else None})


def _rule(entry: dict[str, Any], document: Document) -> Rule:
    given = {key: value for key, value in entry.items() if key not in ("lines", "match")}
    return Rule(match=_match(entry["match"], document), **given)


def _match(entry: dict[str, Any], document: Document) -> Match:
    given = {key: value for key, value in entry.items() if key not in ("line", "lines")}
    for name in ("since", "until"):
        if name in given:
            try:
                given[name] = date.fromisoformat(given[name])
            except ValueError:
                message = f"`{name}: {given.pop(name)}` is no day of the calendar"
                place = entry["lines"][name]
                document.faults.append(Fault(message, document.file, place, 0, "write year-month-day"))
    return Match(**given)
