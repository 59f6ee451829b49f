"""What a message calls the thing it shares: a label, a quotation, a line of its own, the words after a genre."""

from __future__ import annotations

import re
from typing import NamedTuple

from digest.links.tables import GENRES, NOT_FIRST, NOT_TITLES, SMALL_WORDS, TITLE_LABELS

LONGEST = 120
_NEAR = 400
_QUOTES = re.compile(
    r"«\s*([^«»\n]{3,160}?)\s*»|“\s*([^“”„\n]{3,160}?)\s*”|„\s*([^“”„\n]{3,160}?)\s*[“”]|\"([^\"\n]{3,160})\"|(?<![\w’'])‘([^‘’\n]{3,160})’(?!\w)|「([^「」\n]{2,160})」|『([^『』\n]{2,160})』|《([^《》\n]{2,160})》"
)
_LABEL = re.compile(r"\[([^\[\]\n]{2,160})\]\($")
_TITLE_LINE = re.compile(r"(?im)^[ \t*_>•-]*([^\W\d_]{4,8})[*_ \u00a0\u202f]*[:=][ \u00a0\u202f]*(\S[^\n]{1,160})$")
_BOLD = re.compile(r"^\s*(?:[^\w\s*_]+\s*)?([*_])(?=\S)([^*_\n]{3,120})\1\s*[:.!]?\s*$")
_MARKED = re.compile(r"(?<!\w)([*_])(?=\S)([^*_\n]{5,120}?)(?<=\S)\1(?!\w)")
_INFINITIVE = re.compile(r"\bà \w+(?:er|ir|re)$")
_WORDS = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_EDGES = ' \t\u00a0\u202f-–—:;,.|>→➡*_~•·#()[]«»"“”'
_SENTENCE = re.compile(r"[.!?;\n…]\s|[\n]|(?<=\w)[,]\s")
_VERB_END = re.compile(r"(?:ez|ons)$", re.I)


class Around(NamedTuple):
    """The text near an address: its own line and the lines above and below."""

    before: str
    after: str
    above: str
    below: str


def around(text: str, start: int, end: int, first: int, last: int) -> Around:
    """The lines around an address, cut to what a title could need and to ``text[first:last]``, between its neighbours."""
    floor = max(first, start - _NEAR)
    break_before = text.rfind("\n", floor, start)
    line_start = break_before + 1 if break_before >= 0 else floor
    break_after = text.find("\n", end, min(last, end + _NEAR))
    line_end = break_after if break_after >= 0 else min(last, end + _NEAR)
    above = _line_above(text, first, line_start) if break_before >= 0 else ""
    below = _line_below(text, line_end, last) if break_after >= 0 else ""
    return Around(text[line_start:start], text[end:line_end], above, below)


def _line_above(text: str, first: int, at: int) -> str:
    cut = text[max(first, at - _NEAR) : at].rstrip()
    return cut.rsplit("\n", 1)[-1]


def _line_below(text: str, at: int, last: int) -> str:
    return text[at : min(last, at + _NEAR)].lstrip().split("\n", 1)[0]


def title_near(near: Around) -> str:
    """The title the message gives, or empty."""
    if found := _LABEL.search(near.before):
        return _tidy(found[1])
    return _quoted(near) or _labelled(near) or _after_genre(near) or _lone_line(near) or _before_colon(near)


def _quoted(near: Around) -> str:
    """The quotation nearest to the address in its line, else one in the line above."""
    best, distance = "", 10_000
    for text, reverse in ((near.before, True), (near.after, False)):
        for found in _QUOTES.finditer(text):
            inner = next(group for group in found.groups() if group)
            gap = len(text) - found.end() if reverse else found.start()
            if "://" not in inner and gap < min(distance, 160) and _is_title(inner):
                best, distance = inner, gap
    if best:
        return _tidy(best)
    if not _strip_pictures(near.before).strip(_EDGES):
        for found in _QUOTES.finditer(near.above):
            inner = next(group for group in found.groups() if group)
            if "://" not in inner and _is_title(inner):
                best = inner
    return _tidy(best) or _bold_phrase(near.before)


def _bold_phrase(before: str) -> str:
    """The last words in bold or italics before the address, when they read like a name."""
    for found in reversed(_MARKED.findall(before)):
        if _names(found[1]):
            return _tidy(found[1])
    return ""


def _is_title(text: str) -> bool:
    """Long enough to name a thing: two words, or one long one."""
    words = _WORDS.findall(text)
    return len(words) >= 2 or (len(words) == 1 and len(words[0]) > 6)


def _labelled(near: Around) -> str:
    """``Titre : …`` in the line above or below."""
    for line in (near.above, near.below, near.before):
        if (found := _TITLE_LINE.match(line)) and found[1].lower() in TITLE_LABELS and "://" not in found[2]:
            return _tidy(found[2])
    return ""


def _lone_line(near: Around) -> str:
    """A bold or short line right above the address (or below it), when the address stands alone in its line."""
    if _strip_pictures(near.before + near.after).strip(_EDGES):
        return ""
    for line in (near.above, near.below):
        if found := _BOLD.match(line):
            return _tidy(found[2])
    for line in (near.above, near.below):
        if "://" not in line and _names(_strip_pictures(line).strip(" *_>•-–—:#\t\u00a0\u202f")):
            return _tidy(line)
    return ""


def _strip_pictures(text: str) -> str:
    """Without emoji and other symbols."""
    return re.sub(r"[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]", " ", text)


def _names(line: str) -> bool:
    """Is a line a name rather than talk? Two to fourteen words, a capital first, no talk words, no closing full stop."""
    words = _WORDS.findall(line)
    if (
        not 2 <= len(words) <= 14
        or not (words[0][0].isupper() or words[0][0].isdigit())
        or line.endswith((".", "?", "!", "…"))
        and len(words) > 8
    ):
        return False
    if words[0].lower() in NOT_FIRST:
        return False
    return not any(word.lower() in NOT_TITLES for word in words) and not _talks(words)


def _talks(words: list[str]) -> bool:
    return any(_VERB_END.search(word) and len(word) > 5 for word in words)


def _after_genre(near: Around) -> str:
    """``Livre blanc : …``, ``Podcast – …``, ``Article du Café pédagogique : …`` before the address."""
    text = near.before if _strip_pictures(near.before).strip(_EDGES) else near.above
    text = _strip_pictures(text)
    found = re.search(
        r"(?:^|[.!?;,]\s+|\s[-–]\s)([^:.!?\n]{3,60}?)\s*(?::| [-–—|] )\s*(\S[^\n]{3,})$", text.strip(_EDGES)
    )
    if not found:
        return ""
    label, rest = _WORDS.findall(found[1].lower()), found[2].strip(_EDGES)
    if not 1 <= len(label) <= 8 or GENRES.isdisjoint(label[:3]):
        return ""
    words = _WORDS.findall(rest)
    if not 1 <= len(words) <= 18 or "://" in rest or (len(words) > 2 and _is_talk(words)):
        return ""
    return _tidy(rest)


def _is_talk(words: list[str]) -> bool:
    low = [word.lower() for word in words]
    return low[0] in NOT_TITLES


def _before_colon(near: Around) -> str:
    """``Fiche de prépa : …``: a short name that starts with a genre, right before the colon and the address."""
    text = _strip_pictures(near.before).rstrip(" \u00a0\u202f\t*_")
    if not text.endswith((":", "→", ">", "-", "–", "—")) and near.before.strip():
        return ""
    text = text.rstrip(_EDGES)
    phrase = _SENTENCE.split(text)[-1].strip(_EDGES)
    words = _WORDS.findall(phrase)
    low = [word.lower() for word in words]
    if not 2 <= len(words) <= 12:
        return ""
    at = _hiring(low)
    if at:
        return _tidy(phrase[phrase.lower().find(words[at].lower(), len(" ".join(words[:at])) - 1) :])
    content = [word for word in low if word not in SMALL_WORDS]
    if low[0] not in GENRES or len(content) < 2 or any(word in NOT_TITLES for word in low):
        return ""
    if len(words) <= 4 and _INFINITIVE.search(phrase):
        return ""
    return _tidy(phrase)


_HIRING = {("recrute",), ("recrutent",), ("recrutons",), ("recherche",), ("cherchons",), ("hiring",)}


def _hiring(low: list[str]) -> int:
    """Where the name of a post starts after "on recrute un"; 0 when nobody is hired."""
    for at, word in enumerate(low[:-1]):
        if (word,) in _HIRING:
            at += 1
            while at < len(low) - 1 and low[at] in (
                "un",
                "une",
                "des",
                "deux",
                "a",
                "an",
                "e",
                "le",
                "la",
                "actuellement",
            ):
                at += 1
            return at
    return 0


def _tidy(text: str) -> str:
    """One line, without markup, quotes and closing punctuation, at most 120 characters."""
    text = " ".join(_strip_pictures(text).split()).strip(' *_~`>•–—:;,.|\u00a0\u202f#«»“”"-')
    if len(text) > LONGEST:
        text = text[:LONGEST].rsplit(" ", 1)[0] + "…"
    return text
