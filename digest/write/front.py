"""The head of a page file: YAML from fixed keys, its strings harmless where the theme prints them unescaped."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

import yaml

from digest.markup import inline

_Dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def matter(title: str, description: str) -> str:
    """Front matter with title, description and what the theme hides.

    The theme prints titles and descriptions as they are, so both hold entities instead of punctuation.
    """
    head: dict[str, Any] = {"title": str(inline(title))}
    if description:
        head["description"] = str(inline(description))
    head["hide"] = ["navigation", "toc"]
    return f"---\n{_yaml(head)}---\n"


# What YAML writes as it is, in one line: at least two words, from a letter on, so that it is no other type.
_LETTER = "A-Za-zÀ-ÖØ-öø-ÿŒœ"
_PLAIN = re.compile(rf"[{_LETTER}][{_LETTER}0-9&;,.#'’()/-]*(?: [{_LETTER}0-9&(][{_LETTER}0-9&;,.#'’()/-]*)+")


def _yaml(head: Mapping[str, Any]) -> str:
    """The bytes of YAML's own writer, which is asked only where a string is not plain."""
    texts = [head[name] for name in ("title", "description") if name in head]
    if not all(_PLAIN.fullmatch(text) and text.isprintable() for text in texts):
        return str(yaml.dump(head, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000))
    lines = [f"{name}: {head[name]}\n" for name in ("title", "description") if name in head]
    rest = {name: value for name, value in head.items() if name not in ("title", "description")}
    return "".join(lines) + _rest(json.dumps(rest))


@cache
def _rest(told: str) -> str:
    return str(yaml.dump(json.loads(told), Dumper=_Dumper, sort_keys=False))
