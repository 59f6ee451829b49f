"""Pieces of gated text, and the ids made from them."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence

from digest.model import Link, Message, Redacted

_EDGE = " :-–—>→|*_"


def make_id(letter: str, *parts: object) -> str:
    """A permanent id: ``letter``, a hyphen and eight base32 characters of the SHA-256 of ``parts``."""
    data = "\n".join(str(part) for part in parts)
    return f"{letter}-{base64.b32encode(hashlib.sha256(data.encode()).digest()[:5]).decode().lower()}"


def without_links(message: Message, start: int = 0, end: int | None = None) -> Redacted:
    """The words of a message (or of its piece ``[start:end]``) without addresses, white space levelled."""
    end = len(message.text) if end is None else end
    if not message.links:
        return Redacted(" ".join(message.text[start:end].split()).strip(_EDGE))
    kept, at = [], start
    for link in message.links:
        if start <= link.start and link.end <= end:
            kept.append(message.text[at : link.start])
            at = link.end
    kept.append(message.text[at:end])
    return Redacted(" ".join("".join(kept).split()).strip(_EDGE))


def line_around(message: Message, link: Link) -> tuple[int, int]:
    """The span of the line of text in which a link stands."""
    start = message.text.rfind("\n", 0, link.start) + 1
    end = message.text.find("\n", link.end)
    return start, len(message.text) if end < 0 else end


def joined(texts: Sequence[Redacted]) -> Redacted:
    """Several gated texts as one."""
    return Redacted(" ".join(texts))


_END = re.compile(r"[.!?…]+(?=\s|$)|\n+|(?<=[^\s,:])\s+(?=https?://)")


_REACH = 600  # characters before and after a piece in which its sentence is looked for


def sentence_around(message: Message, start: int, end: int, longest: int = 200) -> Redacted:
    """The sentence with the piece ``[start:end]``, with the one before it when it is very short; no addresses."""
    cuts = [max(0, start - _REACH)]
    cuts += [match.end() for match in _END.finditer(message.text, cuts[0], start + 1) if match.end() <= start]
    reach = min(len(message.text), end + _REACH)
    stop = next((match.end() for match in _END.finditer(message.text, end, reach)), reach)
    begin = cuts[-1]
    if len(cuts) > 1 and end - begin < 25 and stop - begin < 60:
        begin = cuts[-2]
    return shortened(without_links(message, begin, stop), longest)


def shortened(text: Redacted, longest: int) -> Redacted:
    """At most ``longest`` characters, cut between words and marked with an ellipsis."""
    if len(text) <= longest:
        return text
    cut = text.rfind(" ", 0, longest)
    return Redacted(text[: cut if cut > longest // 2 else longest].rstrip(" ,;:") + "…")
