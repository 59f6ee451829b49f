"""A build that is killed at any moment leaves the previous site whole, and the next build right."""

from __future__ import annotations

import itertools
import os
import random
import signal
import sys
import time
from pathlib import Path

import pytest

from digest import disk
from digest.model import Page

ROUNDS = int(os.environ.get("KILL_ROUNDS", "40"))
FILES = 30

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="forks and kills")


def pages(version: str) -> list[Page]:
    """Version b lacks a third of the pages of a, and has others."""
    names = [n for n in range(FILES) if version == "a" or n % 3] + ([100, 101] if version == "b" else [])
    return [Page(f"docs/days/{n:03}.md", f"{version} {n}\n".encode() * 50) for n in names]


def build(group: Path, version: str) -> disk.Changes:
    """What one build does to the disk: pages, then the site beside the old one, then the exchange."""
    with disk.locked(group):
        changes = disk.Delivery(group).deliver(pages(version))
        new = disk.fresh_folder(group, "site-new")
        for page in pages(version):
            disk.write_atomic(new / page.path, page.data)
        disk.swap(new, group / "site")
    return changes


def build_until_killed(group: Path, after: float) -> None:
    """Build a and b in turn in a child process, and kill it after some seconds."""
    child = os.fork()
    if not child:
        for version in itertools.cycle("ab"):
            build(group, version)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def held(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*.md")}


def test_a_killed_build_leaves_a_whole_site_and_the_next_one_is_right(tmp_path: Path) -> None:
    whole = {version: {p.path: p.data for p in pages(version)} for version in "ab"}
    build(tmp_path, "a")
    chance = random.Random(7)
    for _ in range(ROUNDS):
        build_until_killed(tmp_path, chance.uniform(0.0, 0.03))
        site = held(tmp_path / "site")
        assert site in (whole["a"], whole["b"])
        version = chance.choice("ab")
        assert not build(tmp_path, version).kept, "a page of ours was taken for one edited by hand"
        assert held(tmp_path / "site") == whole[version]
        assert {f"docs/{name}": data for name, data in held(tmp_path / "docs").items()} == whole[version]


def test_a_build_is_told_that_another_is_at_work(tmp_path: Path) -> None:
    with disk.locked(tmp_path), pytest.raises(disk.DigestError, match="Another build"):
        build(tmp_path, "a")


def test_what_a_killed_build_leaves_behind_is_never_published(tmp_path: Path) -> None:
    build(tmp_path, "a")
    for _ in range(10):
        build_until_killed(tmp_path, 0.01)
    build(tmp_path, "a")
    left = [p.name for p in (tmp_path / "site").rglob("*") if p.is_file() and p.suffix != ".md"]
    assert not left
    strays = [p for p in (tmp_path / "docs").rglob("*") if p.is_file() and p.suffix != ".md"]
    assert all(p.name.startswith(".") for p in strays), "MkDocs would copy it into the site"
