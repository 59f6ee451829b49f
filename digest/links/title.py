"""What a message calls the thing it shares: a label, a quotation, a line of its own, the words after a genre."""

from __future__ import annotations

import re

from digest.links.around import EDGES, Around, without_pictures
from digest.links.tables import GENRES, HIRING_WORDS, NOT_FIRST, NOT_TITLES, SENTENCE_WORDS, SMALL_WORDS, TITLE_LABELS

LONGEST = 120
_QUOTE_MARK = re.compile(r"[«“„\"‘「『《]")
_QUOTES = re.compile(
    r"«\s*([^«»\n]{3,160}?)\s*»|“\s*([^“”„\n]{3,160}?)\s*”|„\s*([^“”„\n]{3,160}?)\s*[“”]|\"([^\"\n]{3,160})\""
    r"|(?<![\w’'])‘([^‘’\n]{3,160})’(?!\w)|「([^「」\n]{2,160})」|『([^『』\n]{2,160})』|《([^《》\n]{2,160})》"
)
_LABEL = re.compile(r"\[([^\[\]\n]{2,160})\]\($")
_TITLE_LINE = re.compile(r"[ \t*_>•-]*([^\W\d_]{4,8})[*_ \u00a0\u202f]*[:=][ \u00a0\u202f]*(\S[^\n]{1,160})$")
_BOLD_LINE = re.compile(r"\s*([*_])(?=\S)([^*_\n]{3,120})\1\s*[:.!]?\s*$")
_MARKED = re.compile(r"(?<!\w)([*_])(?=\S)([^*_\n]{5,120}?)(?<=\S)\1(?!\w)")
_SEPARATOR = re.compile(r"\s*:\s+| [-–—|] ")
_CLAUSE = re.compile(r"[.!?;…]\s|\n|(?<=\w),\s")
_WORDS = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_INFINITIVE = re.compile(r"\bà \w+(?:er|ir|re)$")
_ORDER = re.compile(r".{3,}(?:ez|(?<![iç])ons)$", re.I)
_ITEM = re.compile(r"\s*(?:[-•·▪*]|\d{1,2}[.)])\s+(\S[^:\n]{3,100}?)\s*[:\-–—(]?\s*$")
_AFTER = re.compile(r"\s*(?::|[-–—])\s+(\S[^\n]{3,120})$")
_MARKS = re.compile(r"(?<!\w)[*_~]+|[*_~]+(?!\w)")
_MARKUP = ' *_~`>•–—:;,.|\u00a0\u202f#«»“”"-'


def title_near(near: Around) -> str:
    """The title the message gives, or empty: Markdown label, quotation, title line, genre, line of its own, name."""
    if found := _LABEL.search(near.before):
        return _tidy(found[1])
    if not any(map(str.strip, near)):
        return ""
    return (
        _quoted(near)
        or _bold_phrase(near.lead)
        or _title_line(near)
        or _after_genre(near.lead)
        or (_lone_line(near) if near.alone else "")
        or _before_colon(near.before)
        or _beside(near)
    )


def _quoted(near: Around) -> str:
    """The quotation nearest to the address in its line, else the last one in the line above."""
    best, distance = "", 160
    for text, before in ((near.before, True), (near.after, False)):
        for inner, start, end in _quotations(text):
            gap = len(text) - end if before else start
            if gap < distance:
                best, distance = inner, gap
    if not best and not near.before.strip(EDGES):
        best = next((inner for inner, _, _ in reversed(_quotations(near.above))), "")
    return _tidy(best)


def _quotations(text: str) -> list[tuple[str, int, int]]:
    """Quotations long enough to name a thing (two words, or a long one), and where they stand."""
    if not _QUOTE_MARK.search(text):
        return []
    found = [(next(filter(None, quote.groups())), quote.start(), quote.end()) for quote in _QUOTES.finditer(text)]
    return [quote for quote in found if "://" not in quote[0] and _is_title(quote[0])]


def _is_title(text: str) -> bool:
    words = _WORDS.findall(text)
    return len(words) >= 2 or (len(words) == 1 and len(words[0]) > 6)


def _bold_phrase(lead: str) -> str:
    """The last words in bold or italics before the address, when they read like a name."""
    if "*" not in lead and "_" not in lead:
        return ""
    return next((_tidy(words) for _, words in reversed(_MARKED.findall(lead)) if _is_name(words)), "")


def _title_line(near: Around) -> str:
    """``Titre : …`` in the line above or below, or right before."""
    for line in (near.above, near.below, near.before):
        found = _TITLE_LINE.match(line)
        if found and found[1].lower() in TITLE_LABELS and "://" not in found[2]:
            return _tidy(found[2])
    return ""


def _lone_line(near: Around) -> str:
    """A bold or short line right above or below an address that stands alone in its line."""
    for line in (near.above, near.below):
        if found := _BOLD_LINE.match(line):
            return _tidy(found[2])
    for line in (near.above, near.below):
        if "://" not in line and _is_name(line.strip(_MARKUP)):
            return _tidy(line)
    return ""


def _is_name(line: str) -> bool:
    """A name rather than talk: two to fourteen words, a capital or number first, no word of talk, no sentence."""
    words = _WORDS.findall(line)
    if not 2 <= len(words) <= 14 or not (words[0][0].isupper() or words[0][0].isdigit()):
        return False
    if line.endswith((".", "?", "!", "…")) and len(words) > 8:
        return False
    low = [word.lower() for word in words]
    return low[0] not in NOT_FIRST and NOT_TITLES.isdisjoint(low) and not any(map(_ORDER.match, low))


def _after_genre(lead: str) -> str:
    """``Livre blanc : …``, ``Podcast – …``, ``Article du Café pédagogique : …``: what follows the separator."""
    text = lead.strip(EDGES)
    for separator in _SEPARATOR.finditer(text):
        label = _WORDS.findall(_CLAUSE.split(text[: separator.start()])[-1].lower())
        rest = text[separator.end() :]
        words = _WORDS.findall(rest)
        if not 1 <= len(label) <= 8 or "://" in rest:
            continue
        if GENRES.isdisjoint(label[:3]):
            if len(label) < 6 and _is_name(rest):
                return _tidy(rest)
        elif 1 <= len(words) <= 18 and (len(words) < 3 or words[0].lower() not in NOT_TITLES):
            return _tidy(rest)
    return ""


def _before_colon(before: str) -> str:
    """``Fiche de prépa : …``: a short name that starts with a genre, right before the colon and the address."""
    text = before.rstrip(" \u00a0\u202f\t*_")
    if not text.endswith((":", ">", "-", "–", "—")):
        return ""
    phrase = _CLAUSE.split(text.rstrip(EDGES))[-1].strip(EDGES)
    words = list(_WORDS.finditer(phrase))
    if not 2 <= len(words) <= 12:
        return ""
    low = [word.group().lower() for word in words]
    if post := _post_from(low):
        return _tidy(phrase[words[post].start() :])
    content = [word for word in low if word not in SMALL_WORDS]
    if low[0] not in GENRES or len(content) < 2 or not (NOT_TITLES | SENTENCE_WORDS).isdisjoint(low):
        return ""
    return "" if len(words) <= 4 and _INFINITIVE.search(phrase) else _tidy(phrase)


def _beside(near: Around) -> str:
    """A name right before the address in brackets or in an item of a list, or right after it behind a dash or colon."""
    if item := _ITEM.match(near.before):
        name = item[1].strip(_MARKUP)
    elif near.before.rstrip().endswith("("):
        name = _CLAUSE.split(near.before.rstrip(" ("))[-1].strip(_MARKUP)
    elif not near.before.strip(EDGES) and (found := _AFTER.match(near.after)):
        name = found[1].strip(_MARKUP)
    else:
        return ""
    return _tidy(name) if _is_name(name) else ""


def _post_from(low: list[str]) -> int:
    """Which word starts the name of a post after "on recrute un"; 0 when nobody is hired."""
    hiring = next((at for at, word in enumerate(low[:-1]) if word in HIRING_WORDS), -1)
    if hiring < 0:
        return 0
    after = hiring + 1
    while after < len(low) - 1 and low[after] in SMALL_WORDS:
        after += 1
    return after


def _tidy(text: str) -> str:
    """One line, without markup, quotes and closing punctuation, at most 120 characters."""
    text = " ".join(_MARKS.sub("", without_pictures(text)).split()).strip(_MARKUP)
    if text.count("(") == text.count(")") + 1:
        text += ")"
    return text if len(text) <= LONGEST else text[:LONGEST].rsplit(" ", 1)[0] + "…"
