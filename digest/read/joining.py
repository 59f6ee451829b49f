"""Chunks back to one text: ordered by their first moment, lines that two of them share read once.

Chunks are joined as lines before anything is parsed, so a message that was split is whole again and true
repetitions are kept. File names only break ties. A file that fits no other (another phone's export, or one in which an
old message was edited since) opens a run of its own; runs are merged message by message.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from digest.read.texts import Scan, family, natural


class Piece(NamedTuple):
    """A file in a run, and how many of its first lines the run already has."""

    scan: Scan
    skip: int


@dataclass(slots=True, eq=False)
class Run:
    """Files that follow each other in one export."""

    pieces: list[Piece] = field(default_factory=list)
    lines: array[int] = field(default_factory=lambda: array("q"))
    last: datetime | None = None

    def add(self, scan: Scan, skip: int) -> None:
        """Append what of ``scan`` is new."""
        self.pieces.append(Piece(scan, skip))
        self.lines.extend(scan.lines[skip:])
        if scan.last and (self.last is None or scan.last > self.last):
            self.last = scan.last


class Plan(NamedTuple):
    """The runs, and the files that only say again what another says."""

    runs: list[Run]
    doubles: list[Scan]


def plan(scans: Sequence[Scan]) -> Plan:
    """How the files of one dialect belong together."""
    seen: set[str] = set()
    runs: list[Run] = []
    doubles: list[Scan] = []
    for scan in in_order(scans):
        if scan.print in seen:
            doubles.append(scan)
            continue
        seen.add(scan.print)
        run, skip = _place(scan, runs)
        run.add(scan, skip)
    return Plan([_without_chance(run) for run in runs], doubles)


def in_order(scans: Sequence[Scan]) -> list[Scan]:
    """By first moment, then last, then name; files without a moment behind their neighbour by name."""
    dated = sorted((s for s in scans if s.first), key=lambda s: (s.first, s.last, natural(s.text.name)))
    for scan in sorted((s for s in scans if not s.first), key=lambda s: natural(s.text.name)):
        before = [s for s in dated if natural(s.text.name) < natural(scan.text.name)]
        neighbour = max(before, key=lambda s: natural(s.text.name), default=None)
        dated.insert(dated.index(neighbour) + 1 if neighbour else 0, scan)
    return dated


def _place(scan: Scan, runs: list[Run]) -> tuple[Run, int]:
    """The run that ``scan`` continues and the lines it shares with it, or a new run."""
    for run in runs:
        if skip := overlap(run, scan):
            return run, skip
    fitting = [run for run in runs if scan.first is None or run.last is None or scan.first >= run.last]
    if fitting:
        kin = family(scan.text.name)
        return max(fitting, key=lambda run: (family(run.pieces[-1].scan.text.name) == kin, _end(run))), 0
    runs.append(Run())
    return runs[-1], 0


def _end(run: Run) -> datetime:
    return run.last or datetime.min


def overlap(run: Run, scan: Scan) -> int:
    """How many first lines of ``scan`` the run already has: the longest that end the run, or all of them."""
    have, want = run.lines, scan.lines
    if scan.opens == len(want):
        return _leading_overlap(have, scan)
    window = 0 if run.last and scan.last and scan.last < run.last else max(0, len(have) - len(want))
    opening = want[scan.opens]
    at = window + scan.opens
    while True:
        try:
            at = have.index(opening, at)
        except ValueError:
            return _leading_overlap(have, scan)
        start = at - scan.opens
        size = min(len(want), len(have) - start)
        if have[start : start + size] == want[:size]:
            return size
        at += 1


def _leading_overlap(have: array[int], scan: Scan) -> int:
    """An overlap inside one long message: shared lines must be long enough not to meet by chance."""
    for size in range(min(scan.opens, len(have), 200), 0, -1):
        if have[-size:] == scan.lines[:size] and any(scan.long[:size]):
            return size
    return 0


def _without_chance(run: Run) -> Run:
    """Where chunks are cut clean, one equal line at a seam is somebody who wrote the same twice."""
    skips = [piece.skip for piece in run.pieces[1:]]
    if len(skips) >= 3 and skips.count(0) > len(skips) / 2:
        run.pieces = [Piece(p.scan, 0 if p.skip == 1 and len(p.scan.lines) > 1 else p.skip) for p in run.pieces]
    return run
