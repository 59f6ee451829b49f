"""Ready entries for what is new, as commented text to append to ``curation.yml``; and what awaits a decision.

Nothing that stands in the file is ever rewritten: the text only goes behind its last line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from digest.curate import Curated, Held
from digest.language import table
from digest.model import Resource
from digest.plain_yaml.hints import quoted

# The head of an earlier block of stubs tells up to which day everything was offered.
_MARK = re.compile(r"^# --- .*?([0-9]{4}-[0-9]{2}-[0-9]{2}).* ---$", re.M)
_TOP_KEY = re.compile(r"^([a-z_]+):", re.M)
_FIRST_ENTRY = re.compile(r"^resources:[^\n]*\n(?:[ \t]*(?:#[^\n]*)?\n)*( *)-", re.M)


class Waiting(NamedTuple):
    """Something that a moderator may decide."""

    kind: str  # new, held, fault
    id: str
    text: str  # what it is
    why: str  # day of the sharing, cues, or the line of the file
    place: str = ""  # file and line of its message


def awaiting(curated: Curated, text: str) -> list[Waiting]:
    """What awaits a decision: held items first, then faults of the file, then new resources.

    ``text`` is that of ``curation.yml``: what it names already, commented or not, is not new.
    """
    held = [Waiting("held", h.id, str(h.title), ", ".join(h.cues), f"{h.file}:{h.line}") for h in curated.held]
    faults = [Waiting("fault", "", f.message, f.hint, f"{f.file}:{f.line}") for f in curated.warnings]
    new = [Waiting("new", r.id, f"{r.title} {r.url}", str(r.first or "")) for r in _new(curated, text)]
    return [*held, *faults, *new]


def stubs(curated: Curated, text: str, language: str) -> str:
    """The text to append to ``curation.yml``, whose text is ``text``; empty when nothing is new."""
    new, held = _new(curated, text), [h for h in curated.held if h.kind == "resources" and h.id not in text]
    if not new and not held:
        return ""
    w = table("curation", language).get("stubs") or table("curation", "en")["stubs"]
    last = max((r.first for r in curated.resources if r.first), default=date(1970, 1, 1))
    lines = [f"# --- {w['head'].format(day=last.isoformat(), n=len(new) + len(held))} ---"]
    parts = _TOP_KEY.findall(text)
    if parts[-1:] != ["resources"]:
        lines.append(f"# {w['move' if 'resources' in parts else 'begin']}")
    indent = _indent(text)
    lines += [f"# {indent}{line}" if line else "" for line in _blocks(new, held, w)]
    start = "" if not text or text.endswith("\n") else "\n"
    return start + "\n" + "\n".join(lines) + "\n"


def _indent(text: str) -> str:
    """The spaces before the dashes of the entries that stand there."""
    found = _FIRST_ENTRY.search(text)
    return found[1] if found else "  "


def _new(curated: Curated, text: str) -> list[Resource]:
    """Undecided resources that the file does not name, from the day of the last block on; oldest first."""
    since = max(_MARK.findall(text), default="")
    unnamed = [r for r in curated.new if r.id not in text and r.url not in text]
    late = [r for r in unnamed if (r.first or date.min).isoformat() >= since]
    return sorted(late, key=lambda r: (r.first or date.min, r.id))


def _blocks(new: Sequence[Resource], held: Sequence[Held], w: dict[str, str]) -> Iterator[str]:
    for item in held:
        yield from ("", f"- id: {item.id}", f"  accept: {w['yes']}  # {w['held'].format(why=', '.join(item.cues))}")
    for resource in new:
        yield ""
        yield f"- url: {resource.url}"
        yield f"  # {resource.id}, {resource.first}, {resource.type}"
        yield f"  title: {quoted(' '.join(resource.title.split()))}"
        yield f"  topics: [{', '.join(resource.topics)}]"
