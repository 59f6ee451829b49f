"""Line ends of any kind to ``\\n``, block by block; U+2028 and the like are text, not line ends.

iPhones end a message with CR LF and break lines inside it with LF alone. Where a file keeps to that, a line
after a lone LF can never open a message, whatever it looks like: it is guarded with a NUL, taken off later.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

GUARD = b"\n\x00"
_LONE_CR = re.compile(rb"\r(?!\n)(?!\Z)")
_LONE_LF = re.compile(rb"(?<!\r)\n")


def plain_lines(blocks: Iterable[bytes], guard: bool = False) -> Iterator[bytes]:
    """The blocks with ``\\n`` as the only line end; with ``guard``, lines after a lone LF are guarded."""
    held = b""
    for block in blocks:
        data = held + block if held else block
        held = b""
        if data.endswith(b"\r"):
            held, data = b"\r", data[:-1]
        yield _normal(data, guard)
    if held:
        yield b"\n"


def _normal(data: bytes, guard: bool) -> bytes:
    if guard:
        data = _LONE_LF.sub(GUARD, data)
    return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if b"\r" in data else data


def keeps_apart(sample: bytes, stamp: re.Pattern[bytes]) -> bool:
    """Does the sample end its messages, and only these, with CR LF?

    Args:
        sample: the beginning of a file as it came.
        stamp: what opens a message, at the start of a line.
    """
    if b"\r\n" not in sample or _LONE_CR.search(sample):
        return False
    opening = {True: 0, False: 0}
    inner = {True: 0, False: 0}
    ends_crlf = True
    for number, line in enumerate(sample.split(b"\n")):
        if number and line:
            (opening if stamp.match(line) else inner)[ends_crlf] += 1
        ends_crlf = line.endswith(b"\r")
    return opening[True] > 2 * opening[False] and not inner[True] and bool(opening[False])
