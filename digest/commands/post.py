"""``digest post``: the text to post back into the group."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from digest.terminal import Talk

if TYPE_CHECKING:
    from digest.write.post import Variant


@click.command("post", short_help="The week as a text to post back into the group.")
@click.option("--week", default="", help="ISO week such as 2025-W23; the latest one when not given.")
@click.option(
    "--variant",
    type=click.Choice(["short", "long"]),
    default="short",
    show_default=True,
    help="short: up to 700 characters; long: up to 2,000, with the address of each resource.",
)
@click.option("--config", type=click.Path(path_type=Path), help="Settings file; digest.yml here when not given.")
def command(week: str, variant: str, config: Path | None) -> None:
    """Print the week in WhatsApp's own formatting, ready to copy: nothing else goes to the standard output.

    The best resources, figures, an open question, the first sentence of your note and the address of the
    week's page, all as the site shows them. On a Mac: digest post | pbcopy. On Linux: digest post | wl-copy.
    """
    from digest.workspace import build_pages, open_group
    from digest.write.desk import Desk
    from digest.write.post import post
    from digest.write.weekly import find_week

    talk = Talk()
    group = open_group(config)
    with talk.progress() as told:
        built = build_pages(group, told)
    desk = Desk(built.site)
    found = find_week(desk, week)
    if not built.site.url:
        talk.warn("The post names the place of the page only: set “site_url” in digest.yml to have its address.")
    click.echo(post(desk, found, cast("Variant", variant)))
