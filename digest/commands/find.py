"""``digest find``: try the finders on your own words, or run them over a file of JSON lines."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import click

from digest.errors import InputError

Row = dict[str, Any]


@click.group("find", short_help="Try the finders: figures, links, private data, same resource?")
def command() -> None:
    """Try the finders on your own words, or run them over JSON lines.

    With TEXT the result is a readable table. With --jsonl each line of the standard input is an object,
    {"id", "text", "lang"?} or, for “same”, {"a", "b"}, and one object comes out for each.
    """


def _rows() -> Iterator[Row]:
    """Objects of the standard input, one a line."""
    for number, raw in enumerate(sys.stdin.buffer, 1):
        if not raw.strip():
            continue
        try:
            row = json.loads(raw)
        except ValueError as error:
            reason = "is not JSON" if not isinstance(error, UnicodeDecodeError) else "is not UTF-8"
            raise InputError(
                f"This line {reason}.", file="standard input", line=number, hint='One object a line: {"id", "text"}.'
            ) from error
        if not isinstance(row, dict):
            raise InputError("This line is not a JSON object.", file="standard input", line=number)
        yield row


def _text(row: Row) -> str:
    text = row.get("text")
    if not isinstance(text, str):
        raise InputError(
            'An object lacks its "text".', file="standard input", hint='One object a line: {"id", "text"}.'
        )
    return text


def _answer(rows: Iterable[Row]) -> None:
    for row in rows:
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")


def _table(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    if not rows:
        click.echo(f"{title}: none found.")
        return
    table = Table(title=title, title_justify="left")
    for name in columns:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    Console(highlight=False).print(table)


def _either(text: str, jsonl: bool, lines: Callable[[], Iterable[Row]], show: Callable[[str], None]) -> None:
    """Run over the standard input, or show the table for ``text``."""
    if jsonl:
        _answer(lines())
    elif text:
        show(text)
    else:
        raise click.UsageError("Give some text in quotes, or --jsonl to read JSON lines from the standard input.")


_text_argument = click.argument("text", default="")
_jsonl_option = click.option("--jsonl", is_flag=True, help="Read JSON lines from the standard input, write JSON lines.")
_language_option = click.option("--language", default="", help="Language of TEXT (fr, en …); inferred when not given.")


@command.command("figures")
@_text_argument
@_jsonl_option
@_language_option
def figures(text: str, jsonl: bool, language: str) -> None:
    """Quantities in TEXT: value, unit, kind, and why each is or is not a key figure."""
    from digest.figures import figure_json, find_figures

    def lines() -> Iterator[Row]:
        for row in _rows():
            found = find_figures(_text(row), str(row.get("lang") or language))
            yield {"id": row.get("id"), "figures": [figure_json(figure) for figure in found]}

    def show(text: str) -> None:
        found = find_figures(text, language)
        rows = [
            (f.text, str(f.value), f.unit, f.kind, f.approx or "–", "key" if f.key else "mere", f.why, f.measures)
            for f in found
        ]
        _table("Figures", ("as written", "value", "unit", "kind", "approx", "key?", "why", "measures"), rows)

    _either(text, jsonl, lines, show)


@command.command("links")
@_text_argument
@_jsonl_option
def links(text: str, jsonl: bool) -> None:
    """Addresses in TEXT: cleaned, typed, titled, and whether they may be published."""
    from digest.links import find_links, link_json

    def lines() -> Iterator[Row]:
        for row in _rows():
            yield {"id": row.get("id"), "links": [link_json(link) for link in find_links(_text(row))]}

    def show(text: str) -> None:
        rows = [
            (
                link.url,
                link.canonical,
                link.type,
                link.title,
                "yes" if link.publish and not link.delicate else link.why_private or link.delicate,
            )
            for link in find_links(text)
        ]
        _table("Links", ("as shared", "clean address", "type", "title", "published?"), rows)

    _either(text, jsonl, lines, show)


@command.command("private")
@_text_argument
@_jsonl_option
def private(text: str, jsonl: bool) -> None:
    """Private data in TEXT: phone numbers, e-mail and postal addresses, bank accounts, handles, secrets."""
    from digest.private import find_private

    def lines() -> Iterator[Row]:
        for row in _rows():
            spans = [{"start": s.start, "end": s.end, "type": s.type} for s in find_private(_text(row))]
            yield {"id": row.get("id"), "spans": spans}

    def show(text: str) -> None:
        _table("Private data", ("found", "type"), [(text[s.start : s.end], s.type) for s in find_private(text)])

    _either(text, jsonl, lines, show)


@command.command("same")
@click.argument("first", default="")
@click.argument("second", default="")
@_jsonl_option
def same(first: str, second: str, jsonl: bool) -> None:
    """Do two addresses lead to the same resource?"""
    from digest.links import same as same_resource

    def lines() -> Iterator[Row]:
        for row in _rows():
            a, b = str(row.get("a", "")), str(row.get("b", ""))
            yield {"a": row.get("a"), "b": row.get("b"), "same": same_resource(a, b)}

    def show(_: str) -> None:
        click.echo("the same resource" if same_resource(first, second) else "two different resources")

    _either(second and first, jsonl, lines, show)
