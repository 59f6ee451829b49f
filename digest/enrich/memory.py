"""What earlier look-ups found: text <-> visits, which are due again, when a link counts as dead."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, timedelta
from typing import Any

from digest.enrich.address import Candidate
from digest.errors import DigestError
from digest.model import Fetched

VERSION = 1
MOST_BYTES = 3 << 20  # state files above 4 MiB are taken for a mistake
TITLE_DAYS = 90  # a title that no look-up confirmed for so long is dropped
CHECK_DAYS = 30
RETRY_DAYS = 7  # after an answer that tells nothing
SILENCE_DAYS = 1  # without any answer: this machine may have been offline
GONE_DAYS = 3  # until a missing page is asked for again
GONE_TIMES, GONE_SPAN = 3, timedelta(days=7)  # a link is dead when it is missing so often over so long
GONE = frozenset((404, 410))


@dataclass(frozen=True, slots=True)
class Visit:
    """What the latest look-up of a resource told, and what earlier ones left."""

    key: str
    url: str
    checked: str  # day, ISO
    status: int = 0  # of HTTP; 0 when there was no answer
    error: str = ""  # why nothing was learnt
    final: str = ""  # the address at the end of redirects, when it differs and may be shown
    title: str = ""  # as the page has it: not gated
    titled: str = ""  # day on which the title was read
    description: str = ""
    language: str = ""
    canonical: str = ""
    feed: str = ""
    later: str = ""  # not to be asked before this day: the host said so
    gone: tuple[str, ...] = ()  # days on which it was missing, without an answer of another kind between


_FIELDS = {field.name: field.type for field in fields(Visit)}


def read_cache(text: str, file: str = "digest-data/link-cache.json") -> dict[str, Visit]:
    """The visits in ``text`` by key; empty text, or that of another version, holds none.

    Raises:
        DigestError: when it is not what ``write_cache`` wrote.
    """
    if not text.strip():
        return {}
    try:
        loaded = json.loads(text)
        visits = [_visit(entry) for entry in loaded["links"]] if loaded["version"] == VERSION else []
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 0
        hint = "Delete it: the next “digest enrich” makes it again."
        raise DigestError(
            "this generated file was changed and cannot be read.", file=file, line=line, hint=hint
        ) from error
    return {visit.key: visit for visit in visits}


def _visit(entry: Mapping[str, Any]) -> Visit:
    texts = {name: str(entry.get(name, "")) for name in _FIELDS if name not in ("status", "gone")}
    days = tuple(date.fromisoformat(day).isoformat() for day in entry.get("gone", ()))
    for name in ("checked", "titled", "later"):
        if texts[name] or name == "checked":
            date.fromisoformat(texts[name])
    return Visit(**texts, status=int(entry.get("status", 0)), gone=days)


def write_cache(cache: Mapping[str, Visit]) -> str:
    """The visits as text, one a line, sorted by key; with less of each when it would grow too large to read."""
    text = _written(cache, ())
    return text if len(text.encode("utf-8", "replace")) < MOST_BYTES else _written(cache, ("description", "canonical"))


def _written(cache: Mapping[str, Visit], without: Collection[str]) -> str:
    visits = (asdict(cache[key]) for key in sorted(cache))
    entries = ({name: value for name, value in visit.items() if value and name not in without} for visit in visits)
    body = "".join(f"\n  {json.dumps(entry, ensure_ascii=False)}," for entry in entries).rstrip(",")
    return f'{{\n "version": {VERSION},\n "links": [{body}\n ]\n}}\n'


def due(
    candidates: Iterable[Candidate], cache: Mapping[str, Visit], today: date, again: bool = False
) -> list[Candidate]:
    """The candidates to look up on ``today``: new ones first, then those whose turn has come, the oldest first.

    ``again``: all of them, but for hosts that asked to wait.
    """
    known = [(cache.get(c.key), c) for c in candidates]
    new = [c for visit, c in known if visit is None or visit.url != c.url]
    old = [(visit, c) for visit, c in known if visit is not None and visit.url == c.url]
    ready = [(visit.checked, c) for visit, c in old if (again and today >= _later(visit)) or today >= next_day(visit)]
    return [*new, *(c for _, c in sorted(ready))]


def _later(visit: Visit) -> date:
    return date.fromisoformat(visit.later) if visit.later else date.min


def next_day(visit: Visit) -> date:
    """The day from which a look-up is due again."""
    days = CHECK_DAYS
    if visit.status in GONE:
        days = CHECK_DAYS if dead_since(visit) else GONE_DAYS
    elif visit.error:
        days = RETRY_DAYS if visit.status else SILENCE_DAYS
    return max(date.fromisoformat(visit.checked) + timedelta(days), _later(visit))


def remember(old: Visit | None, new: Visit) -> Visit:
    """What is known after ``new``: an answer that tells nothing takes nothing away, but for a title grown too old."""
    if old is None or old.url != new.url:
        old = Visit(new.key, new.url, new.checked)
    if new.status in GONE:
        days = old.gone if new.checked in old.gone else (*old.gone, new.checked)
        return replace(_with_title(old, new), gone=(*days[:1], *days[1:][-2:]))
    if new.error:
        return replace(_with_title(old, new), gone=old.gone)
    return replace(new if new.title else _with_title(old, new), gone=())


def _with_title(old: Visit, new: Visit) -> Visit:
    """``new`` with what ``old`` had read of the page, unless that is too old."""
    limit = (date.fromisoformat(new.checked) - timedelta(TITLE_DAYS)).isoformat()
    if not old.titled or old.titled < limit:
        return new
    kept = {name: getattr(old, name) for name in ("title", "titled", "description", "language", "canonical", "feed")}
    return replace(new, **kept)


def dead_since(visit: Visit) -> str:
    """The first day on which a dead link was missing; empty while it may be alive.

    Only 404 and 410 count, three times over seven days or more; refusals and silence prove nothing.
    """
    days = visit.gone
    if len(days) < GONE_TIMES or date.fromisoformat(days[-1]) - date.fromisoformat(days[0]) < GONE_SPAN:
        return ""
    return days[0]


def titles(cache: Mapping[str, Visit]) -> dict[str, Fetched]:
    """By key of the resource: what the build may take from the cache, not gated yet. No clock is asked."""
    told = {key: Fetched(visit.url, visit.title, dead_since(visit)) for key, visit in cache.items()}
    return {key: fetched for key, fetched in told.items() if fetched.title or fetched.dead}
