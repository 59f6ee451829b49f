"""Names of the chat files and folders of the machine that built the site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from digest.check.document import Document, Reading
from digest.check.finding import Finding, Policy

NAME = "raw input"
RAW = re.compile(r"=== (?:MÉTADONNÉES CHUNK|CONTENU|CHUNK METADATA|CONTENT) ===")
# Home folders of the three usual systems; not as part of a web address.
HOME = re.compile(r"(?<![\w./:%-])(?:/home/|/Users/|/root/|[A-Za-z]:\\Users\\)\w")
PLAIN = frozenset(["_chat.txt", "chat.txt", "chat.zip"])  # names that every export has, and that guides explain
KEPT_OUT = re.compile(r"(?:^|/)(?:chunks|digest-data|\.git|\.digest|_chat\.txt|curation\.yml|digest\.yml)(?:/|$)")


def check(document: Document, policy: Policy) -> Iterator[Finding]:
    """Chat files, their names, their headers, and machine paths in any text file.

    On pages that the moderator wrote they are a warning: a guide may explain them.
    """
    if KEPT_OUT.search(document.name):
        yield _finding(document, 0, "A private file stands in the site.", "Keep it outside docs/.")
    program = document.kind in ("code", "style")
    for reading in [Reading(1, document.text, "program")] if program else document.readings:
        for found in _in_text(document, reading, policy):
            by_hand = (reading.page or document.name) in policy.by_hand
            yield found._replace(severity="warning") if by_hand else found


def _in_text(document: Document, reading: Reading, policy: Policy) -> Iterator[Finding]:
    text = reading.text
    if "===" in text and (found := RAW.search(text)):
        yield _finding(document, _line(reading, found), "The header of a chat file stands here.", "")
    for found in _named(text, tuple(policy.input_names), tuple(policy.machine_paths)):
        what = "The name of a chat file or of a private folder stands here."
        yield _finding(document, _line(reading, found), what, "")
    if reading.where != "program" and ("/home/" in text or "/root/" in text or "Users" in text):
        for found in HOME.finditer(text):
            what = "A folder of somebody's machine seems to be named here."
            yield _finding(document, _line(reading, found), what, "")._replace(severity="warning")


def _named(text: str, names: tuple[str, ...], paths: tuple[str, ...]) -> Iterator[re.Match[str]]:
    for word, pattern in _patterns(names, paths):
        if word in text:
            yield from pattern.finditer(text)


@lru_cache(maxsize=8)
def _patterns(names: tuple[str, ...], paths: tuple[str, ...]) -> list[tuple[str, re.Pattern[str]]]:
    files = {name.rsplit("/", 1)[-1] for name in names} - PLAIN
    folders = {path.rstrip("/\\") for path in paths}
    wanted = [(name, rf"(?<![\w-]){re.escape(name)}(?!\w)") for name in sorted(files)]
    wanted += [(path, rf"(?<![\w./:-])(?:file://)?{re.escape(path)}(?![\w-])") for path in sorted(folders)]
    return [(word, re.compile(pattern)) for word, pattern in wanted if len(word) > 4]


def _line(reading: Reading, found: re.Match[str]) -> int:
    return reading.line + reading.text.count("\n", 0, found.start())


def _finding(document: Document, line: int, what: str, hint: str) -> Finding:
    return Finding("error", document.name, line, what, hint, NAME)
