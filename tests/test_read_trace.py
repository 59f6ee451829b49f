"""The long form of the ledger: every line of every file in exactly one range, the sums as in the tally."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.chats import chat, chunks
from digest.errors import InputError
from digest.model import Chunk
from digest.read import Input, read, trace_lines
from tests.test_read_bytes import SOUP

HEADER = "=== MÉTADONNÉES CHUNK ===\nMessages: 4\n\n=== CONTENU ===\n"


def traced(files: list[tuple[str, bytes]]) -> tuple[Chunk, list[tuple[str, int, int, str]]]:
    chunk = read([Input.from_bytes(name, data) for name, data in files])
    found = []
    for line in trace_lines(chunk):
        name, first, last, what = re.fullmatch(r"(.+?):(\d+)(?:-(\d+))? (.+)", line).groups()
        found.append((name, int(first), int(last or first), what))
    return chunk, found


def assert_adds_up(chunk: Chunk, found: list[tuple[str, int, int, str]]) -> None:
    for tally in chunk.tallies:
        own = [part for part in found if part[0] == tally.file]
        lines = [line for _, first, last, _ in own for line in range(first, last + 1)]
        assert lines == list(range(1, tally.lines + 1))
        sums = Counter[str]()
        for _, first, last, what in own:
            sums[what.split(":")[0]] += last - first + 1
        assert sums["header"] == tally.header_lines
        assert sums["overlap removed"] == tally.overlap_lines
        assert sums["the same as in another export"] == tally.merged_lines
        assert sums["unread"] == tally.unread_lines


@pytest.mark.parametrize("options", [{}, {"overlap": 12}, {"split": True}, {"split": True, "overlap": 9}], ids=str)
@pytest.mark.parametrize("headers", ["null", "mixed"])
def test_every_line_of_generated_chunks_is_in_one_range(options: dict[str, int], headers: str) -> None:
    text, _ = chat("android-fr", 300)
    chunk, found = traced(chunks(text, headers=headers, **options))
    assert len(chunk.tallies) > 3
    assert_adds_up(chunk, found)


@pytest.mark.parametrize("dialect", ["ios-fr", "android-en-us", "android-fi"])
def test_every_line_of_two_exports_of_one_group_is_in_one_range(dialect: str) -> None:
    text, _ = chat(dialect, 200)
    half = text[: text.index("\n", len(text) // 2) + 1]
    chunk, found = traced([("one.txt", text.encode()), ("two.txt", half.replace("merci", "Merci !", 1).encode())])
    assert_adds_up(chunk, found)


def test_header_overlap_and_a_message_that_goes_on_are_named() -> None:
    first = HEADER + "05/06/2025, 07:28 - Léa: Bonjour à toutes\n05/06/2025, 07:29 - Tom: une longue question"
    second = HEADER + "05/06/2025, 07:29 - Tom: une longue question\nla suite\n05/06/2025, 07:30 - Léa: oui"
    third = HEADER + "et encore\n05/06/2025, 07:31 - Tom: bien"
    _, found = traced([(f"00{n}.txt", text.encode()) for n, text in enumerate((first, second, third))])
    assert found == [
        ("000.txt", 1, 4, "header"),
        ("000.txt", 5, 5, "message"),
        ("000.txt", 6, 6, "message"),
        ("001.txt", 1, 4, "header"),
        ("001.txt", 5, 5, "overlap removed"),
        ("001.txt", 6, 6, "message before goes on"),
        ("001.txt", 7, 7, "message"),
        ("002.txt", 1, 4, "header"),
        ("002.txt", 5, 5, "message before goes on"),
        ("002.txt", 6, 6, "message"),
    ]


def test_unread_lines_have_their_reason() -> None:
    _, found = traced([("a.txt", b"a line without a message\n05/06/2025, 07:28 - A: b\n05/06/2025, 07:29 - A: c")])
    assert found[0] == ("a.txt", 1, 1, "unread: before the first message")


@settings(max_examples=100, deadline=None)
@given(st.lists(SOUP, min_size=1, max_size=3))
def test_any_bytes_are_told_line_by_line(datas: list[bytes]) -> None:
    try:
        chunk, found = traced([(f"{n}.txt", data) for n, data in enumerate(datas)])
    except InputError:
        return
    assert_adds_up(chunk, found)
