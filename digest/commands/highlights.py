"""``digest highlights``: what a digest shows, best first, and why."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click


@click.command("highlights", short_help="What a day or a week shows, best first, and why.")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--day", help="Only this day, such as 2025-06-05.")
@click.option("--week", help="Only this ISO week, such as 2025-W23.")
@click.option("--jsonl", is_flag=True, help="JSON lines instead of a table.")
@click.option("--about", default="", help="A few words on the group's subject; inferred from its talk when not given.")
def command(paths: tuple[Path, ...], day: str | None, week: str | None, jsonl: bool, about: str) -> None:
    """Show what a digest of the chats in PATHS would show: the same choice and order as its pages.

    Nothing private is shown: what the pages hold back is held back here too.
    """
    from digest.disk import inputs
    from digest.pipeline import highlight_rows

    if day and week:
        raise click.UsageError("Give --day or --week, not both.")
    rows = highlight_rows(inputs(paths), day or week or "", about=about)
    if jsonl:
        for row in rows:
            sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(title=f"Highlights {day or week or ''}".strip(), title_justify="left")
    for name in ("section", "rank", "what", "line", "score", "why"):
        table.add_column(name, overflow="fold")
    for row in rows:
        what = str(row.get("url") or row.get("text") or "")
        cells = (row["section"], row["rank"], what, row["line"], f"{row['score']:.1f}", ", ".join(row["why"]))
        table.add_row(*(Text(str(cell)) for cell in cells))
    Console(highlight=False).print(table) if rows else click.echo("Nothing to highlight there.")
