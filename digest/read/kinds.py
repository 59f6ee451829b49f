"""What kind of message a text is: cheap tests first, phrases only for the few that pass them."""

from __future__ import annotations

import re
from typing import NamedTuple

from digest.model import Kind, Poll
from digest.read.phrases import MARKS, Phrases, fold

_MARKS = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
_LEAD = re.compile(f"^[{MARKS}]+")
_EDITED = re.compile(rf"[ \u00a0\u202f]?[{MARKS}]*(<[^<>\n]{{4,60}}>)[{MARKS}]*$")
_MAPS = re.compile(
    r"https?://(?:maps\.google\.|www\.google\.[a-z.]{2,6}/maps|maps\.apple\.|goo\.gl/maps|foursquare\.com/v/)", re.I
)
_VOTES = re.compile(r"^(.*?)\s*\(\s*(\d{1,6})\s*([^\W\d]{1,12})\s*\)$")
_DURATION = re.compile(r"[,.:;]? *[•·(‎-]? *\d.*$")


class Told(NamedTuple):
    """What a text told of itself; ``text`` is the text without the edited marker."""

    text: str
    kind: Kind
    edited: bool = False
    media: str = ""
    poll: Poll | None = None


def classify(text: str, words: Phrases) -> Told:
    """The kind of one message's text, its caption kept, its edited marker taken off."""
    text, edited = _without_edited(text, words)
    plain = _LEAD.sub("", text) if text[:1] in _MARKS else text
    if name := _attachment(plain, words):
        return Told(plain, "contact" if name.lower().endswith(".vcf") else "media", edited, name)
    first, _, rest = plain.partition("\n")
    folded = fold(first)
    if not rest and (folded in words.deleted or folded.startswith(words.deleted_by)):
        return Told(plain, "deleted", edited)
    if folded in words.media:
        return Told(plain, "media", edited, folded.strip("<>"))
    return _rarer(plain, first, folded, plain is not text, edited, words)


def _rarer(plain: str, first: str, folded: str, marked: bool, edited: bool, words: Phrases) -> Told:
    head, colon, value = folded.partition(":")
    head = head.strip()
    if colon and head in words.poll and (poll := _poll(plain, words)):
        return Told(plain, "poll", edited, poll=poll)
    if folded in words.live_location or (colon and head in words.location and ("http" in value or not value.strip())):
        return Told(plain, "location", edited)
    if _MAPS.match(first) and "\n" not in plain and marked:
        return Told(plain, "location", edited)
    if folded in words.contact:
        return Told(plain, "contact", edited)
    if colon and first[: len(head)].isupper() and head in words.event:
        return Told(plain, "event", edited)
    if folded in words.call or (marked and _DURATION.sub("", folded).strip(" ,.:") in words.call):
        return Told(plain, "call", edited)
    return Told(plain, "message", edited)


def _without_edited(text: str, words: Phrases) -> tuple[str, bool]:
    found = _EDITED.search(text, max(0, len(text) - 80)) if text[-1:] == ">" or text[-2:-1] == ">" else None
    if found and fold(found[1]) in words.edited:
        return text[: found.start()], True
    return text, False


def _attachment(text: str, words: Phrases) -> str:
    """The file name when a line of ``text`` is an attachment's marker: first line, or the last on iPhones."""
    first = text.partition("\n")[0]
    last = text.rpartition("\n")[2]
    for line in (first, last) if first is not last else (first,):
        if line[-1:] in (")", ">", "\u200e"):
            found = words.attached.match(_marker(line))
            if found and (found[2] or line is first):
                return (found[1] or found[2]).strip()
    return ""


def _marker(line: str) -> str:
    """The marker on a line: on iPhones a caption may stand before it, divided by a mark."""
    cut = line.rfind("\u200e<")
    line = line[cut:] if cut >= 0 else line
    return line.strip(" \u200e\u200f\u202a\u202c").replace("\u00a0", " ").replace("\u202f", " ")


def _poll(text: str, words: Phrases) -> Poll | None:
    """A poll from its lines: marker and question, then one option a line with its votes."""
    question: list[str] = []
    options: list[tuple[str, int | None]] = []
    for number, line in enumerate(text.split("\n")):
        head, colon, value = _LEAD.sub("", line).partition(":")
        if number == 0:
            question.append(value.strip())
        elif colon and fold(head) in words.option:
            options.append(_option(value.strip(), words))
        elif not options:
            question.append(line.strip())
    return Poll("\n".join(q for q in question if q), tuple(options)) if options else None


def _option(value: str, words: Phrases) -> tuple[str, int | None]:
    found = _VOTES.match(value[-400:]) if value.endswith(")") else None
    if found and fold(found[3]) in words.vote:
        return value[: len(value) - len(value[-400:])] + found[1], int(found[2])
    return value, None


class Screen(NamedTuple):
    """Cheap tests that let plain messages pass; what fails one of them deserves a closer look."""

    starts: frozenset[str]  # first five characters
    attached: re.Pattern[str]  # what stands behind a file name


def screen(words: Phrases) -> Screen:
    """The cheap tests for these phrases, in the usual cases of letters."""
    exact = words.media | words.deleted | words.live_location | words.contact | words.call
    heads = (*words.poll, *words.location, *words.event)
    phrases = (*exact, *words.deleted_by, *(head + end for head in heads for end in (":", " :")))
    return Screen(frozenset(shape[:5] for phrase in phrases for shape in _shapes(phrase)), words.behind)


def _shapes(phrase: str) -> tuple[str, ...]:
    curly = phrase.replace("'", "\u2019")
    return tuple({p for q in (phrase, curly) for p in (q, q[:1].upper() + q[1:], q[:2].upper() + q[2:], q.upper())})
