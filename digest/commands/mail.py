"""``digest mail``: the week as a newsletter."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from digest.terminal import Talk, loudness

if TYPE_CHECKING:
    from email.message import EmailMessage

    from digest.settings import Mail


@click.command("mail", short_help="The week as a newsletter: files, or sent on your word.")
@click.option("--week", default="", help="ISO week such as 2025-W23; the latest one when not given.")
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), help="Folder of the files; mail/ when not given."
)
@click.option("--send", is_flag=True, help="Send it after asking you, through the server that digest.yml names.")
@click.option("--config", type=click.Path(path_type=Path), help="Settings file; digest.yml here when not given.")
@loudness
def command(week: str, out: Path | None, send: bool, config: Path | None, quiet: bool, verbose: bool) -> int:
    """Write the week as WEEK.eml (opens as a draft in any mail program) and WEEK.html (for a newsletter service).

    It holds what the week's page holds, in the same order. With --send it goes out through “mail” of digest.yml;
    the password is read from the environment variable DIGEST_SMTP_PASSWORD. Nothing is ever sent without your yes.
    """
    from digest import disk, mailing
    from digest.workspace import build_pages, open_group
    from digest.write.desk import Desk
    from digest.write.mail import Envelope, draft, letter, message
    from digest.write.weekly import find_week

    talk = Talk(quiet=quiet, verbose=verbose)
    group = open_group(config)
    mail = group.settings.mail
    if send:
        mailing.ready(mail)
    with talk.progress() as told:
        built = build_pages(group, told)
    desk = Desk(built.site)
    found = find_week(desk, week)
    if not built.site.url:
        talk.warn("The letter has no link to the site: set “site_url” in digest.yml.")
    envelope = Envelope(mail.sender, mail.to, mail.unsubscribe)
    sent = letter(desk, found, envelope)
    made = message(sent, envelope, built.site.name)
    folder = out or group.root / "mail"
    for name, data in ((f"{found.name}.eml", draft(made)), (f"{found.name}.html", sent.html.encode())):
        disk.write_atomic(folder / name, data)
        talk.say(f"written  {folder / name}")
    return _send(talk, made, mail) if send else 0


def _send(talk: Talk, made: EmailMessage, mail: Mail) -> int:
    """Ask, then send; 1 when some recipients were refused."""
    from digest import mailing

    many = f"{len(mail.to)} recipients, hidden from each other" if len(mail.to) > 1 else mail.to[0]
    click.echo(f"“{made['Subject']}”\n  from {mail.sender}\n  to   {many}\n  through {mail.host}:{mail.port}", err=True)
    click.confirm("Send it now?", abort=True, err=True)
    refused = mailing.send(made, mail)
    talk.say(f"Sent to {len(mail.to) - len(refused)} of {len(mail.to)}.")
    for address in refused:
        talk.warn(f"refused: {address}")
    return 1 if refused else 0
