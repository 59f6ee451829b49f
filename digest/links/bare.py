"""Host names written without a scheme: ``exemple.org/page``, but neither file names nor sentences run together."""

from __future__ import annotations

import re
from collections.abc import Iterator

from digest.links.chars import trim
from digest.links.hosts import ascii_head, is_label, is_public
from digest.links.tables import DETERMINERS, FILE_TLDS, HOME_WORDS, HOST_TYPES, NOT_HOSTS, PLAIN_TLDS, TITLES, WORD_TLDS

_TOKEN = re.compile(r"[\w.@+%~✪-]+")
_PORT = re.compile(r":(\d+)")
_JOINED = re.compile(r"(?<=[,;|])www\.", re.I)
_BEFORE = frozenset("/\\@#$%&-.")
_SIGN = re.compile(r"[/?#][^/?#\s]*(?:[\d?=#/_-]|\.(?:html?|php|aspx?|pdf)\b)")


def bare_spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Bare addresses in the run ``text[start:end]``, which holds no scheme of the web."""
    at = start
    while at < end and (token := _TOKEN.search(text, at, end)):
        at = token.end()
        if "." not in token.group():
            continue
        if "@" in token.group() or _is_path(text, token.start(), start):
            at = _rest_of_word(text, at, end)
            continue
        found = _host(text, token.start(), token.end())
        if found is None:
            at = _rest_of_word(text, at, end)
            continue
        span = _with_path(text, found[0], found[1], token.end(), end)
        if span:
            yield span
            at = max(at, span[1])
        else:
            at = _rest_of_word(text, at, end)


def _is_path(text: str, at: int, start: int) -> bool:
    before = text[at - 1] if at else ""
    return before in _BEFORE and bool(before) and at > 0 and (at > start or before not in "-.")


def _rest_of_word(text: str, at: int, end: int) -> int:
    """Skip what hangs on a word that is no address: the path of an e-mail address or of a file."""
    while at < end and text[at] not in ",;|()[]{}":
        at += 1
    return at


def _host(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The host inside a token of word characters and dots, or nothing."""
    token = text[start:end]
    lead = len(token) - len(token.lstrip("_.~+%*-"))
    glued = token.lower().find("www.")
    if glued > 0 and not (token[glued - 1].isascii() and token[glued - 1].isalnum()) and token[glued - 1] not in ".-_":
        lead = glued
    elif lead and token[lead - 1 : lead] != "_" and not token.startswith("~"):
        return None
    if (
        lead
        and token[lead - 1] == "_"
        and "_" not in token[lead:]
        and "_" not in text[end : end + 200].partition("\n")[0]
    ):
        return None
    name = token[lead:].rstrip(".+%~-✪")
    if name.endswith("_"):
        opened = lead > 0 or text.rfind("_", max(0, start - 200), start) >= 0
        name = name.rstrip("_") if opened else ""
    labels = name.split(".")
    labels, lead = _from_script_change(labels, lead)
    size = ascii_head(labels[-1])
    if 0 < size < len(labels[-1]):
        labels[-1] = labels[-1][:size]
    if not _is_host(labels) or not _likely(labels, text, start + lead, start + lead + len(".".join(labels))):
        return None
    return start + lead, start + lead + len(".".join(labels))


def _from_script_change(labels: list[str], lead: int) -> tuple[list[str], int]:
    """``看这里exemple.org`` starts at its Latin letters when the domain under which it stands is Latin."""
    first = labels[0]
    if first.isascii() or len(labels) < 2 or not labels[-1][:1].isascii():
        return labels, lead
    tail = len(first)
    while tail and first[tail - 1].isascii():
        tail -= 1
    if 0 < tail < len(first) and ascii_head(first) < len(first) and first[tail].isalnum():
        return [first[tail:], *labels[1:]], lead + tail
    return labels, lead


def _is_host(labels: list[str]) -> bool:
    return (
        len(labels) > 1
        and is_public(labels[-1])
        and all(is_label(label) for label in labels)
        and (not labels[-2].isdigit() or (len(labels) == 2 and labels[-1].lower() in PLAIN_TLDS))
    )


def _likely(labels: list[str], text: str, start: int, end: int) -> bool:
    """Would a reader see an address here, and not a file, an abbreviation or two sentences without a space?"""
    top = labels[-1]
    name = ".".join(labels)
    if labels[0].lower() == "www":
        return len(labels) > 2
    if name.lower() in NOT_HOSTS or labels[0].lower() in TITLES:
        return False
    if top != top.lower() and not (name.isupper() or (top.lower() in PLAIN_TLDS and labels[-2].istitle())):
        return False
    if name.isupper() and top.lower() not in PLAIN_TLDS:
        return False
    low = top.lower()
    if (
        (low in FILE_TLDS or low in WORD_TLDS)
        and ".".join(labels[-2:]).lower() not in HOST_TYPES
        and not _at_home(low, text, start, end)
    ):
        return _looks_like_address(labels, text, start, end)
    return True


def _at_home(top: str, text: str, start: int, end: int) -> bool:
    """Is the message in the language of this ending's country, where it is no doubtful word?"""
    words = HOME_WORDS.get(top, frozenset())
    return bool(words) and not words.isdisjoint(
        text[max(0, start - 160) : start].lower().split() + text[end : end + 160].lower().split()
    )


def _looks_like_address(labels: list[str], text: str, start: int, end: int) -> bool:
    """Doubtful endings need more: a path that no two inclusive words would be, or a hyphen in the name."""
    is_word = labels[-1].lower() in WORD_TLDS
    if text[end : end + 1] not in ("/", "?", "#"):
        plain = "-" in labels[-2] and labels[-2].isascii() and len(labels) == 2
        return is_word and plain and _before(text, start) not in DETERMINERS
    return not is_word or bool(_SIGN.match(text, end, end + 200)) or _before(text, start) not in ("", *DETERMINERS)


def _before(text: str, start: int) -> str:
    """The word before, in lower case; empty at the start of the text."""
    words = text[max(0, start - 30) : start].split()
    return words[-1].lower().strip(",;:(") if words else ""


def _with_path(text: str, start: int, host_end: int, token_end: int, end: int) -> tuple[int, int] | None:
    """The whole bare address from its host on: port, path, query."""
    after = host_end
    if host_end == token_end and (port := _PORT.match(text, host_end, end)):
        if int(port.group(1)[:9]) > 65535:
            return None
        after = port.end()
    if text[after : after + 1] not in ("/", "?", "#") or after >= end:
        return start, after
    stop = _JOINED.search(text, after, end)
    last = trim(text, start, _close(text, start, stop.start() - 1 if stop else end))
    if text[last - 1] == "_" and text.rfind("_", max(0, start - 200), start) >= 0:
        last -= 1
    return start, max(last, after)


def _close(text: str, start: int, end: int) -> int:
    """A bracket right before the address ends it with its partner."""
    partner = {"(": ")", "[": "]", "{": "}"}.get(text[start - 1] if start else "", "")
    if not partner:
        return end
    depth = 0
    for at in range(start, end):
        depth += (text[at] == text[start - 1]) - (text[at] == partner)
        if depth < 0:
            return at
    return end
