"""``digest serve``: build, watch, preview."""

from __future__ import annotations

from pathlib import Path

import click

from digest.errors import DigestError
from digest.terminal import Talk


@click.command("serve", short_help="Preview the site and renew it at each change.")
@click.option("--config", type=click.Path(path_type=Path), help="Settings file; digest.yml here when not given.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
def command(config: Path | None, host: str, port: int) -> None:
    """Build the site, show it on this machine, and renew it when a chat, a decision or a setting changes.

    Stop with Ctrl-C. A mistake in a file is told here and the last good site stays up.
    """
    from digest import disk
    from digest.plugin import serve_site
    from digest.workspace import CURATION, MKDOCS, open_group, write_pages, write_site

    talk = Talk()

    def rebuild() -> None:
        group = open_group(config)
        with disk.locked(group.root):
            built, changes = write_pages(group)
            write_site(group, built, preview=True)
        talk.say(f"{len(changes.written)} files written, {len(changes.deleted)} deleted")

    def rebuild_or_say() -> None:
        try:
            rebuild()
        except DigestError as error:
            talk.warn(str(error))

    rebuild()
    group = open_group(config)
    talk.say(f"Preview: http://{host}:{port}/   (Ctrl-C to stop)")
    watch = [group.config, group.chats, group.root / CURATION, group.root / MKDOCS, group.root / "docs" / "guide"]
    serve_site(group.preview, watch, host, port, rebuild_or_say)
