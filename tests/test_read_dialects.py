"""An invented group is read exactly in every dialect, however it is cut and from however many phones."""

from __future__ import annotations

import random
import re
import runpy
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from digest.model import Entry, Notice
from digest.read import Input, read

CHATS: dict[str, Any] = runpy.run_path(str(Path(__file__).parents[1] / "benchmarks" / "chats.py"), run_name="chats")
DIALECTS = sorted(CHATS["DIALECTS"])
Row = tuple[datetime, str | None, str, str]


def plain(text: str) -> str:
    """Marks and the kind of space forgiven."""
    return re.sub("[\u200e\u202a\u202c]", "", text).replace("\u202f", " ").replace("\xa0", " ").removesuffix(".")


def rows(records: Sequence[Entry | Notice]) -> list[Row]:
    return [(r.when, r.author if isinstance(r, Entry) else None, plain(r.text), r.kind) for r in records]


def truth_rows(truth: Sequence[Any]) -> list[Row]:
    return [(t.when, t.author, plain(t.text), t.kind) for t in truth]


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_record_of_a_dialect_is_exact(dialect: str) -> None:
    text, truth = CHATS["chat"](dialect, 700, seed=7)
    assert rows(read([Input.from_bytes("chat.txt", text.encode())]).records) == truth_rows(truth)


@pytest.mark.parametrize(
    "cut",
    [
        {},
        {"headers": "mixed"},
        {"split": True, "headers": "none"},
        {"split": True, "headers": "wrong"},
        {"split": True, "overlap": 5, "headers": "wrong"},
        {"overlap": 1},
        {"overlap": 12, "headers": "wrong"},
    ],
    ids=str,
)
@pytest.mark.parametrize("names", ["by number", "permuted"])
def test_chunks_are_joined_exactly(cut: dict[str, Any], names: str) -> None:
    text, truth = CHATS["chat"]("android-fr", 900, seed=3)
    files = CHATS["chunks"](text, seed=4, **cut)
    chance = random.Random(5)
    if names == "permuted":
        labels = [name for name, _ in files]
        chance.shuffle(labels)
        files = [(label, data) for label, (_, data) in zip(labels, files, strict=True)]
    chance.shuffle(files)
    chunk = read([Input.from_bytes(name, data) for name, data in files])
    assert rows(chunk.records) == truth_rows(truth)
    for tally in chunk.tallies:
        parts = (tally.message_lines, tally.notice_lines, tally.header_lines, tally.overlap_lines)
        assert sum(parts) + tally.merged_lines + tally.unread_lines == tally.lines


def talk(count: int) -> list[tuple[datetime, str, str]]:
    chance = random.Random(8)
    now = datetime(2025, 6, 2, 7, 5)
    said = []
    for number in range(count):
        now += timedelta(seconds=chance.choice([0, 5, 20, 90, 900]))
        said.append((now, chance.choice("ABC"), chance.choice(["ok", "merci", f"message {number}", "👍"])))
    return said


def written(dialect: str, said: list[tuple[datetime, str, str]], names: dict[str, str]) -> bytes:
    writer = CHATS["Writer"](CHATS["DIALECTS"][dialect], random.Random(0))
    return "".join(f"{writer.stamp(when)}{names[who]}: {text}\n" for when, who, text in said).encode()


@pytest.mark.parametrize(
    "dialects", [("android-fr", "ios-en-gb"), ("ios-de", "android-en-us"), ("android-fr", "android-fr")]
)
def test_two_phones_give_one_conversation(dialects: tuple[str, str]) -> None:
    said = talk(600)
    first = written(dialects[0], said[:500], {"A": "Léa Roux", "B": "+33 6 39 98 41 07", "C": "Zoé"})
    second = written(dialects[1], said[80:], {"A": "Léa", "B": "Marc", "C": "Zoé"})
    chunk = read([Input.from_bytes("one.txt", first), Input.from_bytes("two.txt", second)])
    assert [(r.when.replace(second=0), r.text) for r in chunk.records] == [
        (when.replace(second=0), text) for when, _, text in said
    ]
    assert {r.author for r in chunk.entries} == {"Léa", "Marc", "Zoé"}
    assert sum(t.merged_lines for t in chunk.tallies) == 420


def test_the_same_folder_cut_in_two_ways() -> None:
    text, truth = CHATS["chat"]("android-fr", 600, seed=9)
    files = CHATS["chunks"](text, seed=1) + [(f"again/{n}", d) for n, d in CHATS["chunks"](text, seed=2)]
    chunk = read([Input.from_bytes(name, data) for name, data in files])
    assert rows(chunk.records) == truth_rows(truth)
