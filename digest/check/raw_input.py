"""Names of the chat files and folders of the machine that built the site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from digest.check.document import Document
from digest.check.finding import Finding, Policy

NAME = "raw input"
RAW = re.compile(r"=== (?:MÉTADONNÉES CHUNK|CONTENU|CHUNK METADATA|CONTENT) ===")
# Home folders of the three usual systems; not as part of a web address.
HOME = re.compile(r"(?<![\w./:%-])(?:/home/|/Users/|/root/|[A-Za-z]:\\Users\\)\w")
PLAIN = frozenset(["_chat.txt", "chat.txt", "chat.zip"])  # names that every export has, and that guides explain
KEPT_OUT = re.compile(r"(?:^|/)(?:chunks|digest-data|\.git|\.digest|_chat\.txt|curation\.yml|digest\.yml)(?:/|$)")


def check(document: Document, policy: Policy) -> Iterator[Finding]:
    """Chat files, their names, their headers, and machine paths in any text file."""
    if KEPT_OUT.search(document.name):
        yield _finding(document, 0, "A private file stands in the site.", "Keep it outside docs/.")
    text = document.text
    if not text:
        return
    if "===" in text and (found := RAW.search(text)):
        yield _finding(document, _line(text, found.start()), "The header of a chat file stands here.", "")
    for found in _named(text, tuple(policy.input_names), tuple(policy.machine_paths)):
        yield _finding(
            document, _line(text, found.start()), "The name of a chat file or of a private folder stands here.", ""
        )
    if document.kind in ("code", "style"):
        return  # a theme's programs hold what they hold
    for found in HOME.finditer(text) if "/home/" in text or "/root/" in text or "Users" in text else ():
        what = "A folder of somebody's machine seems to be named here."
        yield Finding("warning", document.name, _line(text, found.start()), what, "", NAME)


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


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def _finding(document: Document, line: int, what: str, hint: str) -> Finding:
    return Finding("error", document.name, line, what, hint, NAME)
