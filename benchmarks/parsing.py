"""Time the reading of a big invented chat, beside the best other parser when node is there.

    python benchmarks/parsing.py [--messages 1000000] [--dialect android-fr] [--rounds 3] [--scratch DIR]

Prints CPU seconds of the whole process (user and system, start-up included), peak memory, messages a second
and the ratio to merely reading the file; then the time of a small chat through the command line.
The other parser is whatsapp-chat-parser 4.0.2 from npm, installed into the scratch folder.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
PEER = "whatsapp-chat-parser@4.0.2"
RAW = "import sys\nwith open(sys.argv[1], 'rb') as f:\n    while f.read(1 << 20): pass\nprint(0)"
RECORDS = """
import os, sys
from digest.read import Input, read
path = sys.argv[1]
def blocks():
    with open(path, "rb") as stream:
        while block := stream.read(1 << 20):
            yield block
print(len(read([Input(path, os.path.getsize(path), blocks)]).records))
"""
STREAM = RECORDS.replace("import Input, read", "import Input, ReadOptions, messages_jsonl").replace(
    "len(read([Input(path, os.path.getsize(path), blocks)]).records)",
    "sum(1 for _ in messages_jsonl([Input(path, os.path.getsize(path), blocks)], ReadOptions(), lambda text: ()))",
)
OTHER = """
import { readFileSync } from 'fs';
import { parseString } from 'whatsapp-chat-parser';
console.log(parseString(readFileSync(process.argv[2], 'utf8')).length);
"""


class Run(NamedTuple):
    """One process."""

    cpu: float  # seconds
    peak: int  # MB
    records: int


def run(command: list[str], cwd: Path) -> Run:
    """Run a command alone and ask the system what it used."""
    process = subprocess.Popen(command, cwd=cwd, stdout=subprocess.PIPE)
    assert process.stdout
    out = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command[0]} failed")
    return Run(used.ru_utime + used.ru_stime, used.ru_maxrss // 1024, int(out.split()[-1]))


def chat(scratch: Path, dialect: str, messages: int) -> Path:
    """The invented chat, made once."""
    path = scratch / f"{dialect}-{messages}.txt"
    if not path.exists():
        with path.open("wb") as stream:
            subprocess.run([sys.executable, HERE / "chats.py", dialect, str(messages)], stdout=stream, check=True)
    return path


def peer(scratch: Path) -> list[str] | None:
    """The command of the other parser; None without node and npm."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return None
    place = scratch / "peer"
    if not (place / "node_modules").exists():
        place.mkdir(parents=True, exist_ok=True)
        (place / "package.json").write_text('{"type": "module", "private": true}')
        done = subprocess.run([npm, "install", "--silent", "--no-audit", PEER], cwd=place, check=False)
        if done.returncode:
            return None
    (place / "run.mjs").write_text(OTHER)
    return [node, str(place / "run.mjs")]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--messages", type=int, default=1_000_000)
    parser.add_argument("--dialect", default="android-fr")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--scratch", type=Path, default=Path(tempfile.gettempdir()) / "chat-digest-benchmarks")
    given = parser.parse_args()
    given.scratch.mkdir(parents=True, exist_ok=True)
    path = chat(given.scratch, given.dialect, given.messages)
    python = [sys.executable, "-c"]
    contestants: dict[str, list[str]] = {
        "reading the file": [*python, RAW],
        "records in memory": [*python, RECORDS],
        "JSON lines, streamed": [*python, STREAM],
    }
    if other := peer(given.scratch):
        contestants[PEER] = other
    runs: dict[str, list[Run]] = {name: [] for name in contestants}
    for number in range(given.rounds):
        order = list(contestants.items())
        for name, command in order if number % 2 == 0 else reversed(order):
            runs[name].append(run([*command, str(path)], given.scratch))
    show(path, runs)
    small(given.scratch)


def show(path: Path, runs: dict[str, list[Run]]) -> None:
    """The table."""
    raw = middle(runs["reading the file"], lambda r: r.cpu)
    print(f"{path.name}, {path.stat().st_size / 1e6:.1f} MB; medians of {len(next(iter(runs.values())))} rounds")
    print(f"{'':28}{'CPU s':>8}{'peak MB':>9}{'msg/s':>10}{'x reading':>11}")
    for name, each in runs.items():
        cpu, peak, records = (middle(each, part) for part in (lambda r: r.cpu, lambda r: r.peak, lambda r: r.records))
        print(f"{name:28}{cpu:8.2f}{peak:9.0f}{records / cpu:10,.0f}{cpu / raw:11.0f}")


def middle(runs: list[Run], part: Callable[[Run], float]) -> float:
    """The median of one figure."""
    return statistics.median(part(each) for each in runs)


def small(scratch: Path) -> None:
    """A usual chat through the command line, start-up included."""
    path = chat(scratch, "android-fr", 4000)
    walls, cpus = [], []
    for _ in range(5):
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "digest", "messages", "--jsonl", path], stdout=subprocess.DEVNULL, check=True
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        walls.append(time.perf_counter() - start)
        cpus.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    print(f"digest messages, 4,000 messages: {min(walls):.2f} s wall, {min(cpus):.2f} s CPU at best of five")


if __name__ == "__main__":
    main()
