"""Exports of Telegram, Discord, Slack and Signal: each folder of tests/cases/read/formats, and what breaks JSON."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.errors import InputError
from digest.model import Chunk, Entry
from digest.read import Input, Limits, ReadOptions, messages_jsonl, read, trace_lines
from tests.test_read import unescaped
from tests.test_read_trace import assert_adds_up

CASES = Path(__file__).parent / "cases" / "read" / "formats"
FOLDERS = sorted(path.name for path in CASES.iterdir())


def inputs(folder: str) -> list[Input]:
    paths = sorted(p for p in (CASES / folder).rglob("*") if p.is_file() and p.name != "expected.txt")
    return [Input.from_bytes(p.relative_to(CASES / folder).as_posix(), p.read_bytes()) for p in paths]


def expected(folder: str) -> list[str]:
    return (CASES / folder / "expected.txt").read_text("utf-8").splitlines()


def told(name: str, text: str | bytes) -> Chunk:
    return read([Input.from_bytes(name, text if isinstance(text, bytes) else text.encode())])


def shown(chunk: Chunk) -> list[str]:
    lines = []
    for record in chunk.records:
        parts = [record.when.isoformat(), "-", record.kind, record.text]
        if isinstance(record, Entry):
            parts[1:3] = record.author, record.kind + " edited" * record.edited
            if record.poll:
                votes = ", ".join(f"{option}={count}" for option, count in record.poll.options)
                parts.append(f"{record.poll.question}: {votes}")
            parts += [record.media] if record.media else []
        lines.append(" | ".join(parts))
    return lines


def traced(chunk: Chunk) -> list[tuple[str, int, int, str]]:
    found = [re.fullmatch(r"(.+?):(\d+)(?:-(\d+))? (.+)", line).groups() for line in trace_lines(chunk)]
    return [(name, int(first), int(last or first), what) for name, first, last, what in found]


@pytest.mark.parametrize("folder", FOLDERS)
def test_an_export_is_read_as_expected(folder: str) -> None:
    chunk = read(inputs(folder))
    lines = expected(folder)
    assert shown(chunk) == [unescaped(line) for line in lines if not line.startswith("warns ")]
    for words in (line.removeprefix("warns ") for line in lines if line.startswith("warns ")):
        assert any(words in warning for warning in chunk.warnings), chunk.warnings
    assert chunk.platform == folder.partition("-")[0]


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_ledger_of_an_export_adds_up(folder: str) -> None:
    given = inputs(folder)
    chunk = read(given)
    assert_adds_up(chunk, traced(chunk))
    for tally in chunk.tallies:
        assert sum(tally[3:12:2]) <= tally.lines


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_same_export_twice_changes_nothing(folder: str) -> None:
    once, twice = read(inputs(folder)), read([*inputs(folder), *inputs(folder)])
    assert shown(twice) == shown(once)
    assert_adds_up(twice, traced(twice))
    assert sum(t.merged_lines for t in twice.tallies) == sum(t.message_lines + t.notice_lines for t in once.tallies)


def test_lines_are_those_of_the_file() -> None:
    (given,) = inputs("telegram-group")
    lines = b"".join(given.blocks()).decode().split("\n")
    for record in read([given]).records:
        assert lines[record.line - 1].strip() == "{"
        assert lines[record.line + record.lines - 2].strip(" ,") == "}"


def test_records_on_one_line_count_as_one_line_each() -> None:
    chunk = read(inputs("discord-raw"))
    assert [(r.line, r.lines) for r in chunk.records] == [(1, 1), (2, 1)]
    assert chunk.tallies[0].lines == 2


def packed(folder: str, prefix: str = "") -> Input:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for given in inputs(folder):
            archive.writestr(prefix + given.name, b"".join(given.blocks()))
    return Input.from_bytes(f"{folder}.zip", stream.getvalue())


@pytest.mark.parametrize("folder", ["slack-workspace", "telegram-group"])
@pytest.mark.parametrize("prefix", ["", "export 2025/"])
def test_a_zip_is_read_like_its_folder(folder: str, prefix: str) -> None:
    chunk = read([packed(folder, prefix)])
    assert shown(chunk) == shown(read(inputs(folder)))
    assert_adds_up(chunk, traced(chunk))


def test_the_later_export_shows_edits() -> None:
    old = {"id": 1, "type": "message", "date": "2025-06-01T10:00:00", "from": "Léa", "from_id": "user5", "text": "avat"}
    new = old | {"text": "avant", "edited": "2025-06-02T10:00:00"}
    group = {"name": "g", "type": "private_group", "id": 7}
    files = [
        Input.from_bytes(f"{n}.json", json.dumps(group | {"messages": [m]}).encode()) for n, m in enumerate((new, old))
    ]
    (entry,) = read(files).entries
    assert (entry.text, entry.edited, entry.file) == ("avant", True, "0.json")


def test_several_private_chats_are_refused() -> None:
    message = {"id": 1, "type": "message", "date": "2025-06-01T10:00:00", "from": "L", "text": "x"}
    chats = [{"name": "L", "type": "personal_chat", "id": n, "messages": [message]} for n in (1, 2)]
    with pytest.raises(InputError, match="none is a group"):
        told("result.json", json.dumps({"about": "Telegram", "chats": {"about": "", "list": chats}}))


def test_names_and_types_may_stand_behind_the_messages() -> None:
    message = {"id": 1, "type": "message", "date": "2025-06-01T10:00:00", "from": "L", "text": "x"}
    assert len(told("r.json", json.dumps({"messages": [message], "type": "private_group", "id": 1})).records) == 1


def test_pages_and_cards_beside_an_export_are_left_out() -> None:
    card = Input.from_bytes("contacts/contact_1.vcard", b"BEGIN:VCARD\nVERSION:3.0\nFN:Tom\nEND:VCARD\n")
    chunk = read([card, *inputs("telegram-group")])
    assert shown(chunk) == shown(read(inputs("telegram-group")))
    assert chunk.warnings[0] == "contacts/contact_1.vcard: it holds no message. It was left out."


def test_chats_of_two_kinds_are_refused() -> None:
    other = Input.from_bytes("a.txt", "05/06/2025, 07:28 - Léa: Bonjour".encode())
    with pytest.raises(InputError, match="chat, but"):
        read([other, *inputs("telegram-group")])


# ---------------------------------------------------------------- what breaks JSON

HEAD = '{"name": "g", "type": "private_group", "id": 7, "messages": [\n'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            HEAD + '{"id": 1, "type": "message",\n "date": "2025-06-01T10:00',
            r"r.json:3: .*cut short|r.json:3: .*not JSON",
        ),
        (HEAD + '{"id": 1,\n', "r.json:3: The JSON is cut short"),
        (HEAD + "{]", "r.json:2: This is not JSON"),
        (HEAD + "]} trailing", "r.json:2: This is not JSON"),
        (HEAD + "[" * 100_000, "r.json:2: The JSON is nested too deeply"),
        (HEAD + '{"id": ' + "9" * 10_000 + "}]}", "r.json:2: A number in the JSON is too long"),
        (HEAD + "]}", "There is no message in it"),
    ],
    ids=["cut in a text", "cut", "broken", "more behind", "deep", "long number", "empty"],
)
def test_broken_json_is_refused_with_its_line(text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        told("r.json", text)


def test_a_json_file_above_the_limit_is_refused() -> None:
    given = inputs("telegram-group")
    with pytest.raises(InputError, match="larger than 0 MiB"):
        read(given, ReadOptions(limits=Limits(json=100)))


def test_other_json_is_refused_and_told_what_was_expected() -> None:
    with pytest.raises(InputError, match="Expected"):
        told("other.json", json.dumps({"messages": [{"text": "x"}]}))


def test_half_characters_can_be_written_down() -> None:
    message = (
        '{"id": 1, "type": "message", "date": "2025-06-01T10:00:00", "from": "L", "text": "a\\ud83d b \\ud83d\\ude00"}'
    )
    (entry,) = told("r.json", HEAD + message + "]}").entries
    assert entry.text == "a\ufffd b 😀"
    assert entry.text.encode()


def test_lines_of_json_are_written_for_every_format() -> None:
    for folder in FOLDERS:
        rows = [json.loads(row) for row in messages_jsonl(inputs(folder), ReadOptions(), lambda text: ())]
        assert [row["text"] for row in rows] == [record.text for record in read(inputs(folder)).records]


VALUE: Any = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.just("2025-06-01T10:00:00"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)
FIELDS = [
    "id", "type", "date", "from", "from_id", "text", "text_entities", "edited", "poll", "photo", "file", "media_type",
    "contact_information", "actor", "action", "members", "location_information", "place_name", "timestamp",
    "timestampEdited", "content", "author", "attachments", "embeds", "mentions", "forwardedMessage", "ts", "user",
    "subtype", "files", "bot_id", "user_profile", "chatId", "authorId", "dateSent", "standardMessage", "updateMessage",
    "revisions", "contactMessage", "stickerMessage", "sender", "body", "sticker", "deleted", "call",
]  # fmt: skip
ODD = st.dictionaries(st.sampled_from(FIELDS), VALUE, max_size=8) | VALUE


@settings(max_examples=150, deadline=None)
@given(st.lists(ODD, max_size=4), st.sampled_from(["telegram", "discord", "slack", "signal", "backup"]))
def test_any_values_are_read_or_refused(messages: list[Any], kind: str) -> None:
    name, text = {
        "telegram": ("r.json", HEAD + ",\n".join(json.dumps(m) for m in messages) + "]}"),
        "discord": ("d.json", json.dumps({"guild": {}, "channel": {}, "messages": messages})),
        "slack": ("general/2025-06-05.json", json.dumps([{"ts": "1749101290.0001", "text": "x"}, *messages])),
        "signal": (
            "data.json",
            "\n".join(['{"date": "2025-06-05T07:28:10", "sender": "L"}', *map(json.dumps, messages)]),
        ),
        "backup": (
            "main.jsonl",
            "\n".join(['{"version": "1"}', '{"recipient": {}}', *(json.dumps({"chatItem": m}) for m in messages)]),
        ),
    }[kind]
    try:
        chunk = told(name, text)
    except InputError:
        return
    assert_adds_up(chunk, traced(chunk))
    for record in chunk.records:
        record.text.encode()
