"""The head of a page file: YAML from fixed keys, its strings harmless where the theme prints them unescaped."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

from digest.markup import inline

_Dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def matter(title: str, description: str, shown: Mapping[str, Any]) -> str:
    """Front matter with title, description, what the theme hides, and whether the page is searched.

    The theme prints titles and descriptions as they are, so both hold entities instead of punctuation.
    """
    head: dict[str, Any] = {"title": str(inline(title))}
    if description:
        head["description"] = str(inline(description))
    head["hide"] = ["navigation", "toc"]
    if not shown.get("search", True):
        head["search"] = {"exclude": True}
    elif "boost" in shown:
        head["search"] = {"boost": shown["boost"]}
    text = yaml.dump(head, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000)
    return f"---\n{text}---\n"
