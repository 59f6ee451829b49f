"""What a YAML parser's complaint means for somebody who only wanted to write a title.

The traps come from files that French moderators wrote: ``title: L'IA : mode d'emploi`` is no YAML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from yaml import MarkedYAMLError

from digest.errors import Fault

# `name: value`, also behind list dashes; the name has no space. Each part takes what the next cannot.
_PAIR = re.compile(r"^(\s*(?:- +)*)([^\s:#\"'\[\]{},-][^\s:]*):[ \t]+(\S.*)$")
_ITEM = re.compile(r"^(\s*(?:- +)+)(\S.*)$")
_GLUED = re.compile(r"^(\s*(?:- +)*)([A-Za-z_]+):([^\s/].*)$")
_BLOCK = re.compile(r"[|>][-+0-9]{0,2}$")

_STARTS = {
    "@": "a text cannot start with `@`",
    "`": "a text cannot start with a backtick",
    "%": "a text cannot start with `%`",
    "*": "a text that starts with `*` means something else here",
    "&": "a text that starts with `&` means something else here",
    "!": "a text that starts with `!` means something else here",
    ",": "a text cannot start with a comma",
    "]": "a text cannot start with `]`",
    "}": "a text cannot start with `}`",
}


def quoted(value: str) -> str:
    """``value`` as it can stand in YAML: between double quotes.

    >>> print(quoted("L'IA : mode d'emploi"))
    "L'IA : mode d'emploi"
    """
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def explain(error: MarkedYAMLError, text: str, file: str) -> list[Fault]:
    """The faults behind a parser's ``error``: every line with a known trap, or else the line where it stopped."""
    lines = text.splitlines()
    known = [Fault(message, file, n, column, hint) for n, column, message, hint in _traps(lines)]
    if known:
        return known
    mark = error.problem_mark or error.context_mark
    if error.context_mark and "quoted scalar" in (error.context or ""):
        mark = error.context_mark
        return [
            _at(mark, file, lines, "the quotation mark that opens here is never closed", "close it with the same mark")
        ]
    if error.context_mark and "flow" in (error.context or ""):
        mark = error.context_mark
        return [
            _at(
                mark,
                file,
                lines,
                "the bracket that opens here is not closed where it should be",
                "close it, or " + _QUOTE,
            )
        ]
    message = "this line does not fit the lines above"
    return [_at(mark, file, lines, message, "look at the spaces at its start, or " + _QUOTE)]


_QUOTE = "put the text between double quotes"


def _at(mark: object, file: str, lines: list[str], message: str, hint: str) -> Fault:
    number, column = getattr(mark, "line", 0) + 1, getattr(mark, "column", 0) + 1
    number = min(number, max(len(lines), 1))
    line = lines[number - 1].strip() if lines else ""
    return Fault(message, file, number, column, f"{hint}: {_short(line)}" if line else hint)


def _traps(lines: list[str]) -> Iterator[tuple[int, int, str, str]]:
    """Line, column, what is wrong, and the line as it should be."""
    for number, line in _outside_blocks(lines):
        if "\t" in line[: len(line) - len(line.lstrip())]:
            yield number, 1, "a tab stands at the start of the line", "use spaces instead"
            continue
        pair = _PAIR.match(line)
        item = None if pair else _ITEM.match(line)
        if pair and (fault := _value_fault(pair[3])):
            fixed = f"{pair[2]}: {quoted(_inner(pair[3]))}"
            yield number, pair.start(3) + 1, fault, f"{_QUOTE}: {_short(fixed)}"
        elif item and (fault := _value_fault(item[2])):
            yield number, item.start(2) + 1, fault, f"{_QUOTE}: {_short('- ' + quoted(_inner(item[2])))}"
        elif glued := _GLUED.match(line):
            fixed = f"{glued[2]}: {glued[3]}"
            yield number, glued.start(3) + 1, "a space is missing after the colon", f"write it so: {_short(fixed)}"


def _outside_blocks(lines: list[str]) -> Iterator[tuple[int, str]]:
    """Lines that are not inside a ``|`` or ``>`` block, nor comments."""
    block = -1
    for number, line in enumerate(lines, 1):
        bare = line.strip()
        if not bare or bare.startswith("#"):
            continue
        indent = len(line) - len(line.lstrip(" "))
        if 0 <= block < indent:
            continue
        block = indent if _BLOCK.search(bare.split(" #")[0].rstrip()) and ":" in bare else -1
        yield number, line


def _value_fault(value: str) -> str:
    """Why ``value`` cannot stand without quotes; empty when it can."""
    first = value[0]
    if first in "\"'":
        rest = _after_quote(value)
        return "there is more text behind the closing quotation mark" if rest else ""
    if first in "[{":
        close = value.rfind("]" if first == "[" else "}")
        rest = value[close + 1 :].strip() if close > 0 else ""
        return "there is more text behind the closing bracket" if rest and not rest.startswith("#") else ""
    if first in _STARTS:
        return _STARTS[first]
    if value.startswith("- "):
        return "a text cannot start with a dash and a space"
    if first in "|>" and not _BLOCK.match(value.split(" #", maxsplit=1)[0].rstrip()):
        return f"a text cannot start with `{first}`"
    plain = value.split(" #", maxsplit=1)[0].rstrip()
    if ": " in plain or plain.endswith(":"):
        return "a colon followed by a space stands inside the text"
    return ""


def _after_quote(value: str) -> str:
    """What follows the closing mark of a text in quotes, but comments; empty when it does not close."""
    mark, place = value[0], 1
    while place < len(value):
        if mark == '"' and value[place] == "\\":
            place += 2
            continue
        if value[place] == mark:
            if mark == "'" and value[place + 1 : place + 2] == "'":
                place += 2
                continue
            rest = value[place + 1 :].strip()
            return "" if rest.startswith("#") else rest
        place += 1
    return ""


def _inner(value: str) -> str:
    """The text that was meant, when the whole value must be quoted."""
    return value.rstrip()


def _short(line: str, width: int = 120) -> str:
    return line if len(line) <= width else line[: width - 1] + "…"


def odd_lines(text: str, file: str) -> list[Fault]:
    """Lines that parse but hardly mean it: ``url: https://x.org/a #b`` loses its end."""
    found = []
    for number, line in _outside_blocks(text.splitlines()):
        pair = _PAIR.match(line) if " #" in line else None
        if pair and pair[3][0] not in "\"'[{|>#":
            kept, _, eaten = pair[3].partition(" #")
            if eaten and not eaten[0].isspace():
                message = f"what follows ` #` is a comment and is left out: #{_short(eaten, 40)}"
                hint = f"{_QUOTE} if it belongs to `{pair[2]}`: {_short(pair[2] + ': ' + quoted(_inner(pair[3])))}"
                found.append(Fault(message, file, number, pair.start(3) + len(kept) + 2, hint))
    return found
