"""``digest new``: the folder of a group's site."""

from __future__ import annotations

import locale
import os
import sys
from pathlib import Path

import click

from digest.errors import DigestError
from digest.terminal import Talk


def _reader_language() -> str:
    """The language of the person at the terminal, as far as the system tells."""
    told = os.environ.get("LC_ALL") or os.environ.get("LANG") or locale.getlocale()[0] or ""
    return "fr" if told.lower().startswith("fr") else "en"


def _ask_language() -> str:
    answer: str = click.prompt("Language of the site", type=click.Choice(["fr", "en"]), default=_reader_language())
    return answer


@click.command("new", short_help="Make the folder of a group's site.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--name", help="Name of the group; asked for on a terminal.")
@click.option("--language", type=click.Choice(["fr", "en"]), help="Language of the site; asked for on a terminal.")
@click.option(
    "--profile",
    type=click.Choice(["public", "members", "full"]),
    default="public",
    show_default=True,
    help="What is published: public shows no names, no times, no conversation.",
)
@click.option("--site-url", default="", help="Address of the published site, when you know it.")
@click.option("--contact", default="", help="Role address for objections, shown on the privacy page.")
def command(folder: Path, name: str | None, language: str | None, profile: str, site_url: str, contact: str) -> None:
    """Make DIR with settings, decisions, a place for the chats, MkDocs settings and a publishing workflow.

    Every option stands commented in digest.yml. Running it again adds what is missing and changes nothing else.
    """
    from digest import disk
    from digest.scaffold import new_group

    asks = sys.stdin.isatty()
    language = language or (_ask_language() if asks else _reader_language())
    name = name or (click.prompt("Name of the group", default=folder.name) if asks else folder.resolve().name)
    if folder.exists() and not folder.is_dir():
        raise DigestError("There is a file of that name.", file=str(folder), hint="Choose another folder.")
    talk = Talk()
    disk.ensure_writable(folder)
    for page in new_group(name, language, profile, site_url, contact):
        place = folder / page.path
        if place.exists():
            talk.say(f"kept     {page.path}")
        else:
            disk.write_atomic(place, page.data)
            talk.say(f"written  {page.path}")
    talk.say(f"\nNext: put the exported chat into {folder / 'chunks'}, then\n  cd {folder} && digest build")
