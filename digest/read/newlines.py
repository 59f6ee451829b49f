"""Line ends of any kind to ``\\n``, block by block; U+2028 and the like are text, not line ends.

iPhones end a message with CR LF and break lines inside it with LF alone. Where a file keeps to that, a line
after a lone LF can never open a message, whatever it looks like: it is guarded with a NUL, taken off later.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

GUARD = b"\n\x00"
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
