"""robots.txt, read as RFC 9309 has it: the most specific group, the longest matching rule, ``*`` and ``$``."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urlsplit

AGENT = "chat-digest"
_MOST_LINES = 5000
_LONGEST_DELAY = 60.0


class Rules(NamedTuple):
    """What a host asks of us: (pattern, allowed) pairs, and seconds between two requests."""

    rules: tuple[tuple[str, bool], ...] = ()
    delay: float = 0.0

    def allow(self, url: str) -> bool:
        """May ``url`` be fetched? Of the rules that fit, the longest decides; of equal ones, the one that allows."""
        parts = urlsplit(url)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        fitting = [(len(pattern), allowed) for pattern, allowed in self.rules if _fits(pattern, path)]
        return max(fitting, default=(0, True))[1]


NOTHING_ASKED = Rules()
ALL_FORBIDDEN = Rules((("/", False),))


def read_robots(text: str, agent: str = AGENT) -> Rules:
    """The rules of ``text`` for ``agent``, else those for everybody."""
    groups: dict[str, list[tuple[str, str]]] = {}
    names: list[str] = []
    open_group = False  # are further agents named for the same group?
    for line in text.splitlines()[:_MOST_LINES]:
        field, _, value = line.partition("#")[0].partition(":")
        field, value = field.strip().lower(), value.strip()
        if field == "user-agent":
            names = [*names, value.lower()] if open_group else [value.lower()]
            groups.setdefault(value.lower(), [])
            open_group = True
        elif field in ("allow", "disallow", "crawl-delay"):
            open_group = False
            for name in names:
                groups[name].append((field, value))
    return _rules(groups.get(agent, groups.get("*", [])))


def _rules(lines: list[tuple[str, str]]) -> Rules:
    rules = tuple((value, field == "allow") for field, value in lines if field != "crawl-delay" and value)
    delays = [float(value) for field, value in lines if field == "crawl-delay" and _is_number(value)]
    return Rules(rules, min(max(delays, default=0.0), _LONGEST_DELAY))


def _is_number(value: str) -> bool:
    return value.isascii() and len(value) < 12 and value.replace(".", "", 1).isdigit()


def _fits(pattern: str, path: str) -> bool:
    """Does ``path`` start as ``pattern`` says? Linear: each piece is sought behind the one before."""
    closed = pattern.endswith("$")
    first, *pieces = (pattern[:-1] if closed else pattern).split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    for piece in pieces[:-1] if closed else pieces:
        found = path.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    if not closed:
        return True
    return path.endswith(pieces[-1]) and len(path) - len(pieces[-1]) >= at if pieces else at == len(path)
