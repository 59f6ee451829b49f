"""Chats are read right: every case in tests/cases/read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pytest

from digest.errors import InputError
from digest.model import Chunk, Entry
from digest.read import Input, read

CASES = Path(__file__).parent / "cases" / "read"
ESCAPE = re.compile(r"\\(n|r|u[0-9a-f]{4}|x[0-9a-f]{2})")


@dataclass
class Case:
    title: str
    files: dict[str, list[str]] = field(default_factory=dict)
    expect: list[str] = field(default_factory=list)
    warns: list[str] = field(default_factory=list)
    fails: str = ""

    def inputs(self) -> list[Input]:
        return [Input.from_bytes(name, unescaped("\n".join(lines)).encode()) for name, lines in self.files.items()]


def unescaped(text: str) -> str:
    return ESCAPE.sub(lambda m: {"n": "\n", "r": "\r"}.get(m[1]) or chr(int(m[1][1:], 16)), text)


def cases(path: Path) -> Iterator[Case]:
    for part in path.read_text("utf-8").split("\n== ")[1:] if not path.name.startswith("=") else ():
        title, *lines = part.rstrip("\n").split("\n")
        case, into = Case(title), []
        for line in lines:
            word, _, value = line.removeprefix("-- ").partition(" ") if line.startswith("-- ") else ("", "", "")
            if word == "file":
                into = case.files.setdefault(value, [])
            elif word == "expect":
                _drop_blank(case)
                into = case.expect
            elif word == "warns":
                case.warns.append(value)
            elif word == "fails":
                case.fails = value
            else:
                into.append(line)
        case.expect = [line for line in case.expect if line.strip()]
        yield case


def _drop_blank(case: Case) -> None:
    for lines in case.files.values():
        while lines and not lines[-1]:
            lines.pop()


ALL = [
    pytest.param(case, id=f"{path.stem}: {case.title}") for path in sorted(CASES.glob("*.txt")) for case in cases(path)
]


def shown(chunk: Chunk) -> list[str]:
    return [
        " | ".join(
            (
                record.when.isoformat(),
                record.author if isinstance(record, Entry) else "-",
                record.kind + (" edited" if isinstance(record, Entry) and record.edited else ""),
                record.text,
            )
        )
        for record in chunk.records
    ]


def expected(line: str) -> str:
    when, author, kind, text = unescaped(line).split(" | ", 3)
    return " | ".join((datetime.fromisoformat(when).isoformat(), author, kind, text))


@pytest.mark.parametrize("case", ALL)
def test_case_is_read_as_written(case: Case) -> None:
    chunk = read(case.inputs())
    assert shown(chunk) == [expected(line) for line in case.expect]
    for words in case.warns:
        assert any(words in warning for warning in chunk.warnings), chunk.warnings


@pytest.mark.parametrize("case", ALL)
def test_ledger_of_a_case_adds_up(case: Case) -> None:
    inputs = case.inputs()
    chunk = read(inputs)
    lines = sum(len(re.findall(r"\r\n|\r|\n|\Z", text)) for text in contents(inputs))
    assert sum(tally.lines for tally in chunk.tallies) == lines


def contents(inputs: list[Input]) -> list[str]:
    return [re.sub(r"(\r\n|\r|\n)\Z", "", b"".join(given.blocks()).decode()) for given in inputs]


def test_there_are_cases() -> None:
    assert len(ALL) > 60
    assert not [case for case in ALL if not case.values[0].files]


def test_an_unknown_text_is_shown_masked() -> None:
    with pytest.raises(InputError, match="xxxxxxx xx 00 x") as caught:
        read([Input.from_bytes("letter.txt", "Bonjour le 12 à tous".encode())])
    assert "Bonjour" not in str(caught.value)
