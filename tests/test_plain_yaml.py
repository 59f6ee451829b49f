"""YAML as a moderator means it: texts stay texts, places are right, tricks and floods are refused."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.plain_yaml import Choice, Flag, Many, Option, Pairs, Record, Text, Whole, nearest, read_yaml
from digest.plain_yaml.docs import schema_of
from digest.plain_yaml.hints import quoted

AS_TYPED = [
    "no",
    "on",
    "oui",
    "12:30",
    "010",
    "1_000",
    "2025-06-05",
    "1e3",
    ".5",
    "0x1F",
    "null",
    "true",
    "=",
    "L'IA",
    "3 353",
]


def value(text: str) -> object:
    document = read_yaml(f"a: {text}\n")
    assert not document.faults
    assert isinstance(document.root.value, dict)
    return document.root.value["a"].value


@pytest.mark.parametrize("text", AS_TYPED)
def test_a_value_stays_the_text_that_was_typed(text: str) -> None:
    assert value(text) == text


@given(st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=80))
def test_any_text_between_double_quotes_comes_back(text: str) -> None:
    text = " ".join(text.replace("\x85", " ").replace("\u2028", " ").replace("\u2029", " ").split())
    if "\ufffe" not in text and "\uffff" not in text and not any(0x7F <= ord(c) < 0xA0 for c in text):
        assert value(quoted(text)) == text


@given(st.text(max_size=200))
def test_no_text_makes_the_reader_raise(text: str) -> None:
    document = read_yaml(text, "f")
    assert all(fault.line >= 0 and str(fault) for fault in document.faults)


@given(
    st.lists(
        st.sampled_from(["a", ":", " ", "\n", "- ", "[", "]", "{", "}", '"', "'", "#", "&x", "*x", "|", "é", "\t"]),
        max_size=40,
    )
)
def test_no_heap_of_marks_makes_the_reader_raise(parts: list[str]) -> None:
    read_yaml("".join(parts), "f")


def test_values_know_their_line_and_column() -> None:
    root = read_yaml("a: 1\n\nb:\n  - c: x\n    d: y\n").root
    node = root.value["b"].value[0].value["d"]  # type: ignore[call-overload,index]
    assert (node.line, node.column, node.key_line, node.key_column) == (5, 8, 5, 5)


def test_a_comment_that_eats_the_end_of_an_address_is_told() -> None:
    (warning,) = read_yaml("url: https://example.org/a #b\nother: fine # said\n", "f").warnings
    assert str(warning).startswith("f:1:28: what follows ` #` is a comment and is left out: #b")


@pytest.mark.parametrize("text", ["", "\n", "# only a comment\n", "---\n", "\ufeff# mark\n"])
def test_an_empty_file_is_an_empty_root(text: str) -> None:
    document = read_yaml(text)
    assert not document.faults and document.root.value == {}


def test_windows_line_ends_and_a_byte_order_mark_change_nothing() -> None:
    assert not read_yaml("\ufeffa: x\r\nb: y\r\n").faults


def test_invisible_characters_are_told_with_their_place() -> None:
    (fault,) = read_yaml("a: x\nb: y\x08z\n", "f").faults
    assert (fault.line, fault.column) == (2, 5)


FLOODS = {
    "brackets": "a: " + "[" * 50_000,
    "closed brackets": "a: " + "[" * 5_000 + "]" * 5_000,
    "indents": "".join("  " * n + "- \n" for n in range(300)),
    "a thousand equal keys": "a: 1\n" * 1_000,
    "aliases": "a: &a [x]\n" + "".join(f"k{n}: *a\n" for n in range(1_000)),
    "one long line": "a: " + "x" * 2_000_000,
    "one quoted line without end": 'a: "' + "x" * 500_000,
    "many colons": "a: " + ": " * 100_000,
}


@pytest.mark.parametrize("name", FLOODS)
def test_floods_end_in_few_words(name: str) -> None:
    document = read_yaml(FLOODS[name], "f")
    assert all(len(str(fault)) < 1_000 for fault in document.faults)


def test_a_file_beyond_the_limit_is_refused() -> None:
    assert "too big" in str(read_yaml("a" * 8_000_001).faults[0])


SHAPE = Record(
    "x",
    (
        Option("flag", Flag()),
        Option("n", Whole(1, 9)),
        Option("word", Choice(("one", "two"))),
        Option("many", Many(Text())),
        Option("pairs", Pairs(Text(), ("fr", "en"))),
    ),
)


@pytest.mark.parametrize(
    ("line", "name", "expected"),
    [("flag: oui", "flag", True), ("flag: NO", "flag", False), ("n: 9", "n", 9), ("word: two", "word", "two"),
     ("many: x", "many", ("x",)), ("many: [x, y]", "many", ("x", "y")), ("many:\n  - x\n  - no", "many", ("x", "no")),
     ("pairs: {fr: non}", "pairs", {"fr": "non"})],
)  # fmt: skip
def test_declared_values_are_read(line: str, name: str, expected: object) -> None:
    document = read_yaml(line)
    read = SHAPE.read(document.root, document, "")
    assert read is not None and read[name] == expected and not document.faults


@pytest.mark.parametrize(
    "line",
    [
        "flag: peut-être",
        "n: 10",
        "n: ٣",
        "n: " + "9" * 5000,
        "word: On",
        "many: {a: b}",
        "pairs: {de: x}",
        "pairs: x",
        "word: [a]",
        "many: [[a]]",
    ],
)
def test_other_values_are_faults(line: str) -> None:
    document = read_yaml(line)
    SHAPE.read(document.root, document, "")
    assert len(document.faults) == 1


def test_the_nearest_name_is_offered() -> None:
    assert nearest("titel", ("title", "tags")) == "did you mean `title`?"
    assert nearest("xyz", ("title", "tags")) == "known: title, tags"


def test_the_schema_of_a_shape_is_plain_json() -> None:
    schema = json.loads(json.dumps(schema_of(SHAPE)))
    assert set(schema["properties"]) == {"flag", "n", "word", "many", "pairs"}
    assert schema["additionalProperties"] is False
