"""Reads the case files of the links: title in brackets, message, then its links."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).with_name("cases") / "links"


class Wanted(NamedTuple):
    """A link that a case expects: its text, and any of url, canonical, type, title, from, private, delicate, moment."""

    text: str
    fields: dict[str, str]


class Case(NamedTuple):
    """One message and the links in it."""

    title: str
    text: str
    links: list[Wanted]


def unescaped(text: str) -> str:
    """``\\n``, ``\\t``, ``\\uXXXX`` and ``\\\\`` as in Python."""
    names = {"n": "\n", "t": "\t", "r": "\r", "\\": "\\"}
    return re.sub(r"\\(?:u([0-9a-fA-F]{4})|([ntr\\]))", lambda m: chr(int(m[1], 16)) if m[1] else names[m[2]], text)


def read_cases(name: str) -> list[Case]:
    """The cases of ``tests/cases/links/<name>.txt``."""
    cases: list[Case] = []
    for block in re.split(r"\n(?=\[[^\]\n]+\]\n)", FOLDER.joinpath(name + ".txt").read_text("utf-8"))[1:]:
        lines = [line for line in block.split("\n") if line.strip()]
        links: list[Wanted] = []
        text: list[str] = []
        for line in lines[1:]:
            if line.startswith("-> "):
                links.append(Wanted(unescaped(line[3:]), {}))
            elif links and line.startswith("   "):
                key, _, value = line.strip().partition(" ")
                links[-1].fields[key] = unescaped(value)
            else:
                text.append(unescaped(line))
        cases.append(Case(lines[0].strip("[]"), "\n".join(text), [link for link in links if link.text != "none"]))
    return cases
