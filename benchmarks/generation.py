"""From chats to pages, as whole processes: beside reading the file, and beside MkDocs on the same pages.

    python benchmarks/generation.py [MESSAGES] [--days N] [--no-site]

Makes an ordinary invented group (``group.py``), then runs each command once in a fresh process and prints its CPU
seconds, its peak memory and messages per second. Nothing is cached between the runs.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from group import lines


def run(command: list[str], folder: Path) -> tuple[float, float]:
    """CPU seconds (user and system) and peak memory in MB of one whole process."""
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed with {process.returncode}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def main() -> None:
    """Make the group, run, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("messages", type=int, nargs="?", default=100_000)
    parser.add_argument("--days", type=int, default=0)
    parser.add_argument("--no-site", action="store_true", help="leave MkDocs out")
    asked = parser.parse_args()
    days = asked.days or max(1, asked.messages // 66)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "chunks").mkdir()
        text = "\n".join(lines(asked.messages, days)) + "\n"
        (folder / "chunks/chat.txt").write_text(text, "utf-8")
        (folder / "digest.yml").write_text('name: "An ordinary group"\nlanguage: fr\n', "utf-8")
        measure(folder, asked.messages, len(text.encode()) / 1e6, site=not asked.no_site)


def measure(folder: Path, messages: int, megabytes: float, *, site: bool) -> None:
    """Run each command and print its row."""
    digest = [sys.executable, "-m", "digest"]
    read = "import sys; sys.stdout.buffer.write(open('chunks/chat.txt','rb').read())"
    rows = [
        ("reading the file", [sys.executable, "-c", read]),
        ("digest messages (to JSON lines)", [*digest, "messages", "chunks", "--jsonl"]),
        ("digest build --no-site, from nothing", [*digest, "build", "--no-site", "-q"]),
        ("digest build --no-site, unchanged", [*digest, "build", "--no-site", "-q"]),
    ]
    if site:
        rows.append(("digest build with the site", [*digest, "build", "-q"]))
        rows.append(("MkDocs alone on the same pages", [sys.executable, "-m", "mkdocs", "build", "-q", "-d", "plain"]))
    print(f"{messages} messages, {megabytes:.1f} MB")
    print(f"{'':40}{'CPU s':>8}{'peak MB':>9}{'msg/s':>10}")
    for label, command in rows:
        cpu, memory = run(command, folder)
        print(f"{label:40}{cpu:8.2f}{memory:9.0f}{messages / cpu:10,.0f}", flush=True)
    pages = sum(1 for _ in (folder / "docs").rglob("*.md"))
    print(f"{pages} pages")


if __name__ == "__main__":
    main()
