"""The same declaration told three ways: a commented file, a table of the guide, a JSON Schema for editors."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from textwrap import wrap
from typing import Any

from digest.plain_yaml.hints import quoted
from digest.plain_yaml.shape import (
    FALSE,
    TRUE,
    Address,
    Choice,
    Flag,
    Many,
    Option,
    Pairs,
    Record,
    Shape,
    Text,
    Whole,
)


def commented_file(record: Record, language: str, values: Mapping[str, str]) -> str:
    """A YAML file that shows every option with its help; those in ``values`` are set, the others commented out."""
    blocks = ["\n".join(_option_lines(record, option, language, values)) for option in record.options]
    return "\n\n".join(blocks) + "\n"


def _option_lines(record: Record, option: Option, language: str, values: Mapping[str, str]) -> Iterator[str]:
    yield from (f"# {line}" for line in wrap(record.help(option.name, language), 98))
    if option.name in values:
        yield f"{option.name}: {quoted(values[option.name])}"
    elif isinstance(option.shape, Record):
        yield f"# {option.name}:"
        for inner in option.shape.options:
            yield from (f"#   # {line}" for line in wrap(option.shape.help(inner.name, language), 94))
            yield f"#   {inner.name}: {shown(inner)}"
    else:
        yield f"# {option.name}: {shown(option)}"


def shown(option: Option) -> str:
    """The example of ``option``, or its default, as YAML on one line.

    >>> shown(Option("noindex", Flag(), True))
    'yes'
    """
    return option.example or _yaml(option.default)


def _yaml(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_yaml(item)}" for key, item in value.items()) + "}"
    if isinstance(value, (tuple, list)):
        return "[" + ", ".join(map(_yaml, value)) + "]"
    return str(value) if value not in ("", None) else '""'


def table(record: Record, language: str, before: str = "") -> str:
    """A Markdown table of all options with what they take, their default and their help."""
    head = {"fr": ("Option", "Valeur", "Par défaut", "Sens")}.get(language, ("Option", "Takes", "Default", "Meaning"))
    rows = [f"| {' | '.join(head)} |", "| --- | --- | --- | --- |"]
    return "\n".join([*rows, *_rows(record, language, before)]) + "\n"


def _rows(record: Record, language: str, before: str) -> Iterator[str]:
    for option in record.options:
        name = before + option.name
        default = f"`{_yaml(option.default)}`" if option.default not in (None, "", (), {}) else ""
        cells = (f"`{name}`", takes(option.shape, language), default, record.help(option.name, language))
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
        if isinstance(option.shape, Record):
            yield from _rows(option.shape, language, f"{name}.")


_WORDS = {
    "en": "text | yes or no | a number from {} to {} | one of {} | an address | a list: {} | `name: value`, each {}",
    "fr": "texte | oui ou non | nombre de {} à {} | au choix : {} | une adresse | une liste : {} | `nom: valeur` : {}",
}


def takes(shape: Shape, language: str) -> str:
    """What ``shape`` takes, in a few words."""
    text, flag, whole, choice, address, many, pairs = _WORDS.get(language, _WORDS["en"]).split(" | ")
    match shape:
        case Flag():
            return flag
        case Whole(low, high):
            return whole.format(low, high)
        case Choice(values):
            return choice.format(", ".join(f"`{value}`" for value in values))
        case Address():
            return address
        case Many(Record()) | Record():
            return many.format("…") if isinstance(shape, Many) else ""
        case Many(of):
            return many.format(takes(of, language))
        case Pairs(of=of, names=names):
            inner = takes(of, language)
            return pairs.format(inner) + (f" ({', '.join(f'`{name}`' for name in names)})" if names else "")
    return text


def schema_text(record: Record, title: str, language: str = "en") -> str:
    """The JSON Schema (draft 2020-12) of a file as text."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title, **schema_of(record, language)}
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def schema_of(shape: Shape, language: str = "en") -> dict[str, Any]:
    """The JSON Schema of one shape."""
    match shape:
        case Flag():
            return {"enum": [True, False, *TRUE, *FALSE]}
        case Whole(low, high):
            return {"type": "integer", "minimum": low, "maximum": high}
        case Choice(values):
            return {"enum": list(values)}
        case Address():
            return {"type": "string", "pattern": "^https?://"}
        case Many(of):
            inner = schema_of(of, language)
            return {"anyOf": [{"type": "array", "items": inner}, inner, {"type": "null"}]}
        case Pairs(of=of, names=names):
            inner = schema_of(of, language)
            if names:
                return {"type": "object", "properties": dict.fromkeys(names, inner), "additionalProperties": False}
            return {"type": "object", "additionalProperties": inner}
        case Record():
            return _record_schema(shape, language)
        case Text(pattern=pattern) if pattern:
            return {"type": ["string", "number"], "pattern": pattern}
    return {"type": ["string", "number", "boolean", "null"]}  # what YAML makes of unquoted text; we read it as text


def _record_schema(record: Record, language: str) -> dict[str, Any]:
    properties = {
        option.name: {**schema_of(option.shape, language), "description": record.help(option.name, language)}
        for option in record.options
    }
    required = [option.name for option in record.options if option.required]
    schema: dict[str, Any] = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**schema, "required": required} if required else schema
