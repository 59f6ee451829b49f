"""Whatever the bytes are, a chat is read or refused in a sentence; zips are read in memory."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.errors import InputError
from digest.model import Chunk, Notice
from digest.read import Input, Limits, ReadOptions, ledger_lines, messages_jsonl, read, trace_lines

CHAT = "25/06/2025, 07:28 - Léa: Bonjour à tous 🎉\nsuite\n26/06/2025, 07:29 - Zoé: déjà là\n"
TEXTS = ["Bonjour à tous 🎉\nsuite", "déjà là"]


def texts(*data: bytes) -> list[str]:
    return [r.text for r in read([Input.from_bytes(f"{n}.txt", d) for n, d in enumerate(data)]).records]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_in_any_form(encoding: str) -> None:
    assert texts(CHAT.encode(encoding)) == TEXTS


def test_windows_1252_is_read_and_said() -> None:
    plain = CHAT.replace("🎉", "€")
    chunk = read([Input.from_bytes("a.txt", plain.encode("cp1252"))])
    assert [r.text for r in chunk.records] == ["Bonjour à tous €\nsuite", "déjà là"]
    assert any("Windows-1252" in warning for warning in chunk.warnings)


@pytest.mark.parametrize("end", ["\r", "\r\n", "\n"])
def test_any_line_end(end: str) -> None:
    assert texts(CHAT.replace("\n", end).encode()) == TEXTS


def test_mixed_line_ends() -> None:
    first, second, third = CHAT.splitlines()
    assert texts(f"{first}\r\n{second}\r{third}\n".encode()) == TEXTS


def test_a_cut_in_the_middle_of_a_character() -> None:
    data = "25/06/2025, 07:28 - Léa: déjà".encode()[:-1]
    assert texts(data) == ["déj\ufffd"]


def test_nul_characters_are_text() -> None:
    assert texts(b"25/06/2025, 07:28 - A: a\x00b\n25/06/2025, 07:29 - A: c") == ["a\x00b", "c"]


def test_bad_bytes_in_a_good_file_damage_only_themselves() -> None:
    data = CHAT.encode() + b"26/06/2025, 07:30 - A: \xff\xfe caf\xc3\xa9\n"
    assert texts(data) == [*TEXTS, "\ufffd\ufffd café"]


@pytest.mark.parametrize(
    "data",
    [b"\x89PNG\r\n\x1a\n" + bytes(range(256)), b"%PDF-1.7\n...", bytes(range(256)) * 4, b"\x1f\x8b\x08" + b"\0" * 50],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(InputError, match="no text"):
        texts(data)


@pytest.mark.parametrize("data", [b"", b"\n\n", b"  \n", b"\xef\xbb\xbf"])
def test_an_empty_file_says_so(data: bytes) -> None:
    with pytest.raises(InputError, match=r"empty|no text"):
        texts(data)


def test_no_file_at_all_says_so() -> None:
    with pytest.raises(InputError, match="no chat file"):
        read([])


def test_a_picture_beside_the_chat_is_left_out() -> None:
    chunk = read([Input.from_bytes("a.txt", CHAT.encode()), Input.from_bytes("p.png", b"\x89PNG\r\n" + bytes(99))])
    assert len(chunk.records) == 2
    assert any("p.png" in warning for warning in chunk.warnings)


def test_a_message_of_five_megabytes() -> None:
    long = "mot é " * 800_000 + "\n" + "x\n" * 100_000 + "fin"
    (only,) = texts(f"25/06/2025, 07:28 - A: {long}".encode())
    assert only == long


def test_a_message_above_the_limit_is_refused() -> None:
    with pytest.raises(InputError, match="longer than"):
        read(
            [Input.from_bytes("a.txt", b"25/06/2025, 07:28 - A: " + b"x" * (3 << 20))],
            ReadOptions(limits=Limits(message=1 << 20)),
        )


def test_blocks_may_be_cut_anywhere() -> None:
    data = CHAT.replace("\n", "\r\n").encode()
    for size in range(1, 12):
        blocks = [data[i : i + size] for i in range(0, len(data), size)]
        chunk = read([Input("a.txt", len(data), lambda blocks=blocks: iter(blocks))])
        assert [r.text for r in chunk.records] == TEXTS


def packed(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def read_zip(data: bytes, **limits: int) -> Chunk:
    return read([Input.from_bytes("chat.zip", data)], ReadOptions(limits=Limits(**limits)))


def test_the_chat_in_a_zip_is_told_by_its_content() -> None:
    files = {"README.txt": b"hello", "Discussion.txt": CHAT.encode(), "IMG-1.jpg": bytes(999)}
    assert [r.text for r in read_zip(packed(files)).records] == TEXTS


def test_evil_names_are_harmless() -> None:
    chunk = read_zip(packed({"../../etc/\x1bchat.txt": CHAT.encode(), "/abs.txt": b"x", "__MACOSX/._chat.txt": b"y"}))
    assert chunk.records[0].file == "chat.zip/chat.txt"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (packed({"a.jpg": b"x"}), "without a text file"),
        (packed({"inner.zip": packed({"a.txt": CHAT.encode()})}), "without a text file"),
        (packed({"a.txt": CHAT.encode()})[:-30], "damaged"),
        (packed({"a.txt": b"nothing here"}), "No line opens"),
        (packed({}), "without a text file"),
    ],
)
def test_zips_without_a_chat_are_refused(data: bytes, words: str) -> None:
    with pytest.raises(InputError) as caught:
        read_zip(data)
    assert words in str(caught.value)


def test_a_bomb_is_refused() -> None:
    with pytest.raises(InputError, match="unpacks to more"):
        read_zip(packed({"a.txt": b"0" * (2 << 20)}), zip_text=1 << 20)


def test_too_many_members_are_refused() -> None:
    with pytest.raises(InputError, match="more than 3 files"):
        read_zip(packed({f"{n}.txt": b"" for n in range(5)}), zip_entries=3)


def test_the_lines_of_json_hold_every_record() -> None:
    data = CHAT + "26/06/2025, 07:30 - Léa a ajouté Paul\n"
    lines = list(messages_jsonl([Input.from_bytes("a.txt", data.encode())], ReadOptions(), lambda text: ()))
    assert lines[0] == (
        '{"datetime": "2025-06-25T07:28:00", "author": "Léa", "text": "Bonjour à tous 🎉\\nsuite", '
        '"kind": "message", "links": [], "source": {"file": "a.txt", "line": 1}}'
    )
    assert '"author": null' in lines[2]


def test_the_ledger_in_sentences() -> None:
    head = "=== MÉTADONNÉES CHUNK ===\nTopics: énergie, école\nMessages: 14\n\n=== CONTENU ===\n"
    data = head + CHAT + "26/06/2025, 07:30 - Léa a ajouté Paul"
    chunk = read([Input.from_bytes("000.txt", data.encode())])
    assert ledger_lines(chunk) == ["000.txt: 4 lines: 3 in 2 messages, 1 in 1 notice, header says 14 (lines)"]
    assert chunk.topics == ("énergie", "école")
    assert trace_lines(chunk) == [
        "000.txt:1-5 header",
        "000.txt:6-7 message",
        "000.txt:8 message",
        "000.txt:9 notice",
    ]


def test_own_phrases_and_date_order() -> None:
    data = b"05/06/2025, 07:28 - A: *borttaget*\n05/06/2025, 07:29 - A: b"
    options = ReadOptions(date_order="mdy", phrases={"deleted": ["*borttaget*"]})
    chunk = read([Input.from_bytes("a.txt", data)], options)
    assert [(r.when.month, r.kind) for r in chunk.records] == [(5, "deleted"), (5, "message")]
    assert not chunk.warnings


def lines_of(data: bytes) -> int:
    text = re.sub(rb"\r\n|\r", b"\n", data)
    return len(text.removesuffix(b"\n").split(b"\n"))


PIECE = st.one_of(
    st.binary(max_size=30),
    st.sampled_from(
        [
            "\n25/06/2025, 07:28 - Léa: ".encode(), b"\n05/06/2025, 25:00 - A: ", b"\r\n[25/06/2025 07:28:10] A: ",
            "\n\u200e[25/06/2025 07:28:10] A: \u200eimage absente".encode(), b"\n", b"\r", b"\n=== CONTENU ===\n",
            "=== MÉTADONNÉES CHUNK ===\nMessages: 3\n".encode(), b"<", b": ",
            "\n26/06/2025, 07:28 - Léa a ajouté A".encode(),
            b"\n01/01/2020, 07:28 - A: old", b"SONDAGE :\nq\nOPTION : a (1 vote)",
        ]
    ),
)  # fmt: skip
SOUP = st.lists(PIECE, max_size=25).map(b"".join)


@settings(max_examples=150, deadline=None)
@given(st.lists(SOUP, min_size=1, max_size=3))
def test_any_bytes_are_read_or_refused_and_the_ledger_adds_up(datas: list[bytes]) -> None:
    inputs = [Input.from_bytes(f"{n}.txt", data) for n, data in enumerate(datas)]
    try:
        chunk = read(inputs)
    except InputError:
        return
    for tally in chunk.tallies:
        parts = (tally.message_lines, tally.notice_lines, tally.header_lines)
        others = (tally.overlap_lines, tally.merged_lines, tally.unread_lines)
        assert min(*parts, *others) >= 0
        assert sum(parts) + sum(others) == tally.lines
    assert sum(t.messages + t.notices for t in chunk.tallies) == len(chunk.records)
    assert sum(isinstance(r, Notice) for r in chunk.records) == sum(t.notices for t in chunk.tallies)
    trace_lines(chunk)


@settings(max_examples=100, deadline=None)
@given(SOUP)
def test_every_line_of_a_file_is_counted(data: bytes) -> None:
    data = b"25/06/2025, 07:27 - A: a" + data.replace(b"\x00", b"").replace(b"\xef\xbb\xbf", b"")
    try:
        chunk = read([Input.from_bytes("a.txt", data)])
    except InputError:
        return
    assert chunk.tallies[0].lines == lines_of(data)


def test_own_notices_by_language() -> None:
    data = "[25/06/2025 07:28:10] A: hej\n[25/06/2025 07:28:11] Robot: Dagens SAMMANFATTNING för alla"
    chunk = read([Input.from_bytes("a.txt", data.encode())], ReadOptions(phrases={"sv": ["Dagens sammanfattning"]}))
    assert [r.kind for r in chunk.records] == ["message", "system"]
