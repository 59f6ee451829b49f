"""``digest build``: chats in, pages in docs/, the site in site/."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from digest.terminal import Talk, loudness

if TYPE_CHECKING:
    from digest.disk import Changes
    from digest.pipeline import Built


@click.command("build", short_help="Chats to pages in docs/, then the site in site/.")
@click.option("--config", type=click.Path(path_type=Path), help="Settings file; digest.yml here when not given.")
@click.option("--site/--no-site", default=True, help="Build site/ with MkDocs after the pages (default: yes).")
@click.option("--overwrite", is_flag=True, help="Replace generated pages that were edited by hand, too.")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="The day to write for; the chat's last day otherwise.")
@loudness
def command(
    config: Path | None, site: bool, overwrite: bool, today: datetime | None, quiet: bool, verbose: bool
) -> int:
    """Read the chats, write the digest pages, build the site; say what was read and what changed.

    Only pages that changed are rewritten; a page that was edited by hand is kept and named. The site is
    replaced in one step: when anything goes wrong, the last good one stays.
    """
    from digest import disk
    from digest.workspace import open_group, write_pages, write_site

    talk = Talk(quiet=quiet, verbose=verbose)
    group = open_group(config)
    with disk.locked(group.root), talk.progress() as told:
        built, changes = write_pages(group, told, today=today.date() if today else None, overwrite=overwrite)
        warnings: list[str] = []
        if site:
            told("site")
            warnings = write_site(group, built)
    summarise(talk, built, changes, group.root, site)
    for warning in warnings:
        talk.warn(warning)
    return 1 if warnings else 0


def summarise(talk: Talk, built: Built, changes: Changes, root: Path, site: bool) -> None:
    """The closing summary: what was read, what changed, what to look at."""
    from digest.read import ledger_lines
    from digest.summary import counted, held_lines, withheld_lines

    for line in ledger_lines(built.chunk):
        talk.say(line)
    for sentence in built.chunk.warnings:
        talk.warn(sentence)
    for line in withheld_lines(built.gated):
        talk.say(line)
    made = built.site
    talk.say(
        f"{counted(len(made.resources), 'resource')}, {counted(len(made.figures), 'figure')}, "
        f"{counted(len(made.events), 'date')} on {counted(len(made.days), 'day')} in "
        f"{counted(len(made.weeks), 'week')} (profile {made.profile})"
    )
    for fault in built.curated.warnings:
        talk.warn(str(fault))
    for line in held_lines(built):
        talk.say(line)
    written = counted(len(changes.written), "file")
    talk.say(f"{written} written, {len(changes.deleted)} deleted, {changes.unchanged} unchanged")
    for path in changes.kept:
        talk.warn(f"{path}: edited by hand since it was generated; left as it is. --overwrite replaces it.")
    for path in (*changes.written, *changes.deleted):
        talk.detail(path)
    if site:
        talk.say(f"Look at it: {_shown(root / 'site' / 'index.html')}   or run “digest serve”.")


def _shown(path: Path) -> str:
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)
