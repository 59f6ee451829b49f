"""Lines that have the form of a stamp but open no message: impossible dates, and pasted lines that time betrays.

What stands in a message may look exactly like the start of another. Where it would make time run backwards (an old
message quoted) or leap ahead and return (an agenda) by more than a phone's clock does, the line stays in the
message in which it stands. A forged line that fits its place in time cannot be told from a true one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from operator import le
from typing import NamedTuple, cast

FAR = timedelta(hours=6)  # summer time moves one hour; late delivery and corrected clocks rarely more than a few
_RUN = 10  # messages that somebody pastes at once


class Columns(NamedTuple):
    """Records of a block, column by column; ``names`` holds None where a first line must be looked at."""

    stamps: list[bytes]
    names: list[bytes | None]
    bodies: list[bytes]
    whens: list[datetime]


def real(
    stamps: list[bytes], names: list[bytes | None], bodies: list[bytes], whens: list[datetime | None]
) -> tuple[Columns, int]:
    """Without stamps that name no moment; their lines stay in the message before. Returns how many there were."""
    if None not in whens:
        return Columns(stamps, names, bodies, cast(list[datetime], whens)), 0
    wrong = {index for index, when in enumerate(whens) if when is None}
    kept = [when for when in whens if when]
    return _glued(stamps, names, bodies, wrong, kept), len(wrong)


def in_time(columns: Columns, after: datetime | None, stranger: Callable[[bytes | None], bool]) -> tuple[Columns, int]:
    """Without stamps that time betrays as pasted; returns how many there were.

    Args:
        columns: a block in its order.
        after: when the message behind the block was written, if there is one.
        stranger: is this name nobody's who wrote elsewhere?
    """
    whens = [*columns.whens, after] if after else columns.whens
    if all(map(le, whens, whens[1:])):
        return columns, 0
    pasted = set(_dips(whens)) | {i for i in _leaps(whens) if stranger(columns.names[i])}
    if not pasted or len(pasted) > max(_RUN, len(whens) // 100):
        return columns, 0
    kept = [when for index, when in enumerate(columns.whens) if index not in pasted]
    return _glued(columns.stamps, columns.names, columns.bodies, pasted, kept), len(pasted)


def _dips(whens: Sequence[datetime]) -> list[int]:
    """Short runs far before the message ahead of them, after which time goes on as before."""
    found: list[int] = []
    index = 1
    while index < len(whens):
        before = whens[index - 1]
        end = index
        while end < len(whens) and end - index <= _RUN and whens[end] < before - FAR:
            end += 1
        if index < end < len(whens) and end - index <= _RUN and whens[end] >= before:
            found += range(index, end)
            index = end
        index += 1
    return found


def _leaps(whens: Sequence[datetime]) -> list[int]:
    """Short runs far ahead of both neighbours."""
    found: list[int] = []
    index = 1
    while index < len(whens):
        before = whens[index - 1]
        end = index
        while end < len(whens) and end - index <= _RUN and whens[end] > before + FAR:
            end += 1
        if index < end < len(whens) and end - index <= _RUN and before <= whens[end] <= before + FAR:
            found += range(index, end)
            index = end
        index += 1
    return found


def _glued(
    stamps: list[bytes], names: list[bytes | None], bodies: list[bytes], away: set[int], whens: list[datetime]
) -> Columns:
    """Columns without the rows in ``away``, whose lines go to the row before."""
    kept = Columns([], [], [], whens)
    pieces: list[list[bytes]] = []
    for index, (stamp, name, body) in enumerate(zip(stamps, names, bodies, strict=True)):
        if index in away and pieces:
            pieces[-1].append(stamp + (name + b": " if name is not None else b"") + body)
        else:
            kept.stamps.append(stamp)
            kept.names.append(name)
            pieces.append([body])
    kept.bodies.extend(b"\n".join(each) for each in pieces)
    return kept
