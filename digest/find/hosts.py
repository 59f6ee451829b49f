"""What kind of place an address leads to, by its host: official, study, press, social, trifle."""

from __future__ import annotations

import re
from functools import cache

from digest import language

_LABEL = re.compile(r"[.-]")


@cache
def _tables() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    names: dict[str, set[str]] = {}
    labels: dict[str, set[str]] = {}
    for kind, hosts in language.table("hosts").items():
        for host in hosts:
            (labels if host.startswith("~") else names).setdefault(host.lstrip("~"), set()).add(kind)
    return {k: frozenset(v) for k, v in names.items()}, {k: frozenset(v) for k, v in labels.items()}


@cache
def kinds_of_host(host: str) -> frozenset[str]:
    """All kinds that the table gives to ``host``, to the hosts above it and to its labels."""
    names, labels = _tables()
    found: frozenset[str] = frozenset()
    parts = host.split(".")
    for start in range(len(parts) - 1):
        found |= names.get(".".join(parts[start:]), frozenset())
    for part in parts[:-1]:
        for word in {part, *_LABEL.split(part)}:
            found |= labels.get(word, frozenset())
    return found
