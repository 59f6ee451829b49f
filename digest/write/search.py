"""The search index as small files: a reader downloads the few that hold the words typed, whatever the age of the group.

Words stand folded (without accents, ligatures, apostrophes; numbers without spaces, with a point) and sorted in
*shards*, each word with the entries that hold it; entries stand in *blocks* of a fixed size; the manifest tells where
each begins. All are scripts that hand their data over, so that a site opened from a folder searches too.
``theme/search.js`` reads them.
"""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from digest.model import Digest, Page
from digest.typography import folded, shorten
from digest.write import dates
from digest.write.desk import Desk

FOLDER = "docs/assets/search"
BLOCK = 60  # entries in a block: about 6 kB compressed
SHARD = 24_000  # characters of a shard, about: it ends at the first word from there whose mark says so
EXCERPT = 260  # characters of an entry that a result can show
LONGEST = 40  # letters of a word that count
OFTEN = 3  # items of a day that hold a word, from which the day is about it

# the same rules as in theme/search.js; tests run both on the same texts
_GROUPED = re.compile(r"\d{1,3}(?:[ \u00a0\u202f\u2009.,'’]\d{3})+(?![\d])")
_WORD = re.compile(r"\d+[.,]\d+|[^\W_]+")


class Entry(NamedTuple):
    """Something that can be found."""

    kind: str
    date: str  # ISO day, or ""
    title: str
    address: str  # as for Desk.to
    text: str
    strong: str = ""  # words that count like the title: host, figure as written


def tokens(text: str) -> list[str]:
    """The words of ``text`` as the index holds them.

    >>> tokens("L'énergie : 3 353 J, soit 2,9 kWh")
    ['l', 'energie', '3353', 'j', 'soit', '2.9', 'kwh']
    """
    joined = _GROUPED.sub(lambda m: re.sub(r"\D", "", m[0]), text)
    return [word.replace(",", ".")[:LONGEST] for word in _WORD.findall(folded(joined))]


def write(desk: Desk) -> list[Page]:
    """The index of everything the site shows."""
    entries = list(_entries(desk))
    rows = [[e.kind, e.date, e.title, desk.to(e.address, "index"), shorten(e.text, EXCERPT)] for e in entries]
    blocks = [rows[start : start + BLOCK] for start in range(0, len(rows), BLOCK)]
    shards = list(_shards(_postings(entries)))
    files = {f"s-{number}": _script("s", number, words) for number, words in enumerate(shards)}
    files |= {f"b-{number}": _script("b", number, block) for number, block in enumerate(blocks)}
    manifest = {
        "entries": len(entries),
        "words": desk.words.search,
        "block": BLOCK,
        "runs": _runs(entries),
        "starts": [next(iter(words)) for words in shards],
        "shards": [_mark(files[f"s-{number}"]) for number in range(len(shards))],
        "blocks": [_mark(files[f"b-{number}"]) for number in range(len(blocks))],
    }
    files["manifest"] = _script("manifest", 0, manifest)
    return [Page(f"{FOLDER}/{name}.js", data) for name, data in sorted(files.items())]


def _runs(entries: list[Entry]) -> list[tuple[int, str, str]]:
    """Where a run of one kind and one month begins: enough to filter without loading any entry."""
    runs: list[tuple[int, str, str]] = []
    for number, entry in enumerate(entries):
        if not runs or runs[-1][1:] != (entry.kind, entry.date[:7]):
            runs.append((number, entry.kind, entry.date[:7]))
    return runs


def _script(what: str, number: int, content: object) -> bytes:
    data = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    # a script may not hold these two as they are, nor close its own element when a page is saved whole
    for bad, good in (("\u2028", "\\u2028"), ("\u2029", "\\u2029"), ("</", "<\\/"), ("<!", "<\\!")):
        data = data.replace(bad, good)
    return f"digestSearch.take({json.dumps(what)},{number},{data})\n".encode()


def _mark(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:8]


# ---------------------------------------------------------------- words to entries


def _postings(entries: Iterable[Entry]) -> dict[str, list[int]]:
    """Word -> entry numbers times two, plus one where the word stands in a title."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, entry in enumerate(entries):
        strong = {*tokens(entry.title), *tokens(entry.strong)}
        for word in sorted(strong):
            found[word].append(number * 2 + 1)
        for word in sorted(set(tokens(entry.text)) - strong):
            found[word].append(number * 2)
    return found


def _shards(words: dict[str, list[int]]) -> Iterator[dict[str, list[int]]]:
    """The words in order, cut where a word's own mark says so, so that a new day moves few borders."""
    shard: dict[str, list[int]] = {}
    size = 0
    for word in sorted(words):
        if size > SHARD and (size > 3 * SHARD or zlib.crc32(word.encode()) % 16 == 0):
            yield shard
            shard, size = {}, 0
        shard[word] = _gaps(words[word])
        size += len(word) + 4 + 3 * len(words[word])
    if shard:
        yield shard


def _gaps(numbers: list[int]) -> list[int]:
    """First number, then the differences: small numbers compress well."""
    return [b - a for a, b in zip([0, *numbers], numbers, strict=False)]


# ---------------------------------------------------------------- what can be found


def _entries(desk: Desk) -> Iterator[Entry]:
    """Every entry, oldest first, so that a new day is added at the end."""
    yield from _catalogue(desk)
    for digest in (*desk.site.years, *desk.site.months):
        yield _period(desk, digest, digest.period.kind)
    for digest in desk.site.weeks:
        yield _period(desk, digest, "week")
    for digest in desk.site.days:
        yield _period(desk, digest, "day")
    for resource in sorted(desk.site.resources, key=lambda r: (r.first is None, r.first, r.id)):
        shares = " … ".join(str(share.comment) for share in resource.shares if share.comment)
        topics = " ".join(desk.topics[t].title for t in resource.topics if t in desk.topics)
        text = " · ".join(filter(None, (str(resource.why), shares, topics)))
        day = resource.first.isoformat() if resource.first else ""
        yield Entry("resource", day, str(resource.title), desk.resource_address(resource), text, resource.host)
    for figure in sorted(desk.site.figures, key=lambda f: (f.message.day, f.id)):
        title = f"{figure.figure.text} – {figure.measures}" if figure.measures else figure.figure.text
        day = figure.message.day.isoformat()
        yield Entry("figure", day, title, desk.figure_address(figure), str(figure.sentence))


def _catalogue(desk: Desk) -> Iterator[Entry]:
    for topic in desk.site.topics:
        yield Entry("topic", "", topic.title, f"topics/{topic.id}", topic.intro)
    for chosen in desk.site.lists:
        titles = " · ".join(str(resource.title) for resource in chosen.items)
        yield Entry("list", "", chosen.title, f"lists/{chosen.id}", f"{chosen.intro} {titles}".strip())


def _period(desk: Desk, digest: Digest, kind: str) -> Entry:
    """A page of days: its items are its text, so that it is found by what stands on it."""
    title = dates.title(digest.period, desk.language)
    texts = list(dict.fromkeys(_texts(digest))) if kind in ("day", "week") else list(digest.words)
    said = Counter(word for text in texts for word in set(tokens(text)))
    strong = " ".join(word for word, times in said.items() if times >= OFTEN)
    return Entry(kind, digest.period.start.isoformat(), title, desk.address(digest.period), " · ".join(texts), strong)


def _texts(digest: Digest) -> Iterator[str]:
    for picks in digest.picks.values():
        for pick in picks:
            item = pick.item
            for name in ("title", "question", "text", "sentence", "measures", "why", "host"):
                if value := getattr(item, name, ""):
                    yield str(value)
            for share in getattr(item, "shares", ()):
                yield str(share.comment)
    for message in digest.talk:
        yield str(message.text)
