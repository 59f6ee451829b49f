"""``digest messages``: what was read, one JSON object a record. Private: nothing is masked."""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.command(
    "messages",
    short_help="Private: every record of a chat as JSON lines, nothing masked.",
)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--jsonl", is_flag=True, help="JSON lines (the only form so far; for clarity in scripts).")
@click.option(
    "--date-order",
    type=click.Choice(["auto", "dmy", "mdy", "ymd"]),
    default="auto",
    show_default=True,
    help="Order of day, month and year in the file, when it cannot be inferred.",
)
def command(paths: tuple[Path, ...], jsonl: bool, date_order: str) -> None:
    """Print every record of the chats in PATHS (files, zips or folders), one JSON object a line.

    Private: names, numbers and system lines are shown as they are; do not publish the output.
    """
    from digest.disk import inputs
    from digest.links.repair import repair
    from digest.links.scan import Span, spans
    from digest.read import ReadOptions, messages_jsonl

    def addresses(text: str) -> list[Span]:
        """Where addresses stand, ready to be opened: all that is printed of a link, without its title and class."""
        return [span._replace(url=repair(span.url)) for span in spans(text)]

    options = ReadOptions(date_order=date_order)
    write = sys.stdout.write
    for line in messages_jsonl(inputs(paths), options, addresses):
        write(line + "\n")
