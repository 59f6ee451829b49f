"""``digest curate``: ready entries for what is new, behind the moderator's own file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from digest.terminal import Talk, loudness

if TYPE_CHECKING:
    from digest.pipeline import Built
    from digest.stubs import Waiting
    from digest.workspace import Group

HEADS = {
    "held": "Held back until you accept it",
    "fault": "In curation.yml, but not in the chat",
    "new": "New, without a decision of yours",
}


@click.command("curate", short_help="Append ready entries for what is new to curation.yml.")
@click.option("--list", "only_list", is_flag=True, help="Only show what awaits a decision; write nothing.")
@click.option("--config", type=click.Path(path_type=Path), help="Settings file; digest.yml here when not given.")
@loudness
def command(only_list: bool, config: Path | None, quiet: bool, verbose: bool) -> None:
    """Append an entry for each new resource to curation.yml, as comments, for you to use, change or delete.

    What stands in the file is never changed, not by a byte. An entry that you delete is not offered again.
    """
    from digest import disk
    from digest.workspace import CURATION, build_pages, open_group

    talk = Talk(quiet=quiet, verbose=verbose)
    group = open_group(config)
    with disk.locked(group.root):
        with talk.progress() as told:
            built = build_pages(group, told)
        place = group.config.with_name(CURATION)
        text = disk.read_text(place) or ""
        if only_list:
            _list(built, text)
        else:
            _append(talk, group, built, place, text)


def _list(built: Built, text: str) -> None:
    """What awaits a decision, most pressing first."""
    from digest.stubs import awaiting

    waiting = awaiting(built.curated, text)
    for kind, head in HEADS.items():
        if rows := [row for row in waiting if row.kind == kind]:
            click.echo(f"{head} ({len(rows)})")
            for row in rows:
                click.echo(f"  {_line(row)}")
    if not waiting:
        click.echo("Nothing awaits a decision.")


def _line(row: Waiting) -> str:
    parts = (row.id, " ".join(row.text.split())[:160], f"({row.why})" if row.why else "", row.place)
    return "  ".join(filter(None, parts))


def _append(talk: Talk, group: Group, built: Built, place: Path, text: str) -> None:
    """Put the entries behind the last byte of ``place``."""
    from digest.curation import read_curation
    from digest.errors import DigestError
    from digest.stubs import stubs

    added = stubs(built.curated, text, built.site.language)
    if not added:
        talk.say("Nothing is new since last time.")
        return
    if (
        read_curation(text + added, str(place)) != group.curation
    ):  # comments only: they cannot change what the file says
        raise DigestError("The new entries would change what the file says; nothing was written.", file=str(place))
    line = text.count("\n") + (not text.endswith("\n") and bool(text)) + 1
    _write_behind(place, added.replace("\n", "\r\n") if text.count("\r\n") * 2 > text.count("\n") else added)
    entries = sum(1 for row in added.splitlines() if row.lstrip("# ").startswith(("- url:", "- id:")))
    many = f"{entries} {'entry' if entries == 1 else 'entries'}"
    talk.say(f"{many} added to {place.name}, from line {line + 1} on. Nothing else in it was touched.")


def _write_behind(place: Path, added: str) -> None:
    """One write behind the end of the file: what is there is not even read again."""
    from digest.errors import DigestError

    try:
        with place.open("ab") as stream:
            stream.write(added.encode())
            stream.flush()
            os.fsync(stream.fileno())
    except OSError as error:
        reason = f"Cannot write: {error.strerror}."
        raise DigestError(reason, file=str(place), hint="Check the free space and the rights of the file.") from error
