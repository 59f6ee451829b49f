"""Which characters end an address, and which may not stand at its end."""

from __future__ import annotations

import re
import unicodedata

# Marks of direction, no-break joiners and the like: chat exports put them around addresses (Unicode 15, Cf).
MARKS = "\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u061c\u180e"
# Pictographs, arrows, keycaps and their variation selectors. The check mark ✓ and the star ✪ stay: addresses have them.
PICTURES = (
    "\u20e3\u2190-\u21ff\u2300-\u23ff\u2460-\u24ff\u25a0-\u2712\u2714-\u2729\u272b-\u27bf\u2900-\u297f\u2b00-\u2bff"
    "\ufe0e\ufe0f\U0001f000-\U0001faff\U000e0020-\U000e007f"
)
QUOTES = '"«»‹›“”„‟‘’‚‛`'
WIDE = "。、，；：！？｜｡､（）［］｛｝「」『』【】〈〉《》〔〕〖〗！／＜＞"
OTHER = "<>…•¿¡؟،؛۔।"
STOP = rf"\s\x00-\x20\x7f-\xa0\u2000-\u200a\u2028\u2029\u202f\u205f\u3000{MARKS}{PICTURES}{QUOTES}{WIDE}{OTHER}"

# A run is text without any character that ends an address.
RUN = re.compile(rf"[^{STOP}]+")
STRIP_MARKS = re.compile(rf"[{MARKS}\xad]")

CLOSERS = {")": "(", "]": "[", "}": "{"}
_TRAIL = frozenset(".,;:!?'|*~–—·\\^´")
_ENTITY = re.compile(r"&(?:amp|[lg]t|quot|apos|nbsp|[a-z]{2,8}|#\d{1,5});$", re.I)


def trim(text: str, start: int, end: int) -> int:
    """Where the address ``text[start:end]`` really ends: before punctuation, chat markup and brackets not its own."""
    last = text[end - 1 : end]
    if last == "/" or (last.isalnum() and text[end - 2 : end] != "'s"):
        return end
    piece = text[start:end]
    extra = {closer: piece.count(closer) - piece.count(opener) for closer, opener in CLOSERS.items() if closer in piece}
    while end > start:
        last = text[end - 1]
        if last in CLOSERS:
            if extra[last] <= 0:
                break
            extra[last] -= 1
        elif last == ";" and (entity := _ENTITY.search(text, max(start, end - 12), end)):
            end = entity.start()
            continue
        elif last == "s" and text[end - 2 : end - 1] == "'":
            end -= 1
        elif last in "([{":
            closer = {"(": ")", "[": "]", "{": "}"}[last]
            extra[closer] = extra.get(closer, 0) + 1
        elif last not in _TRAIL and last not in "\u200c\u200d":
            break
        end -= 1
    return end


def is_foreign(char: str) -> bool:
    """Is it a letter outside the Latin script? Where scripts change without a space, a host name ends."""
    return ord(char) > 0x24F and unicodedata.category(char)[0] in "LM"
