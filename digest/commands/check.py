"""``digest check``: the gate before anything is published."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from digest.terminal import Talk, loudness

if TYPE_CHECKING:
    from digest.check import Finding
    from digest.pipeline import Built
    from digest.workspace import Group


@click.command("check", short_help="The gate: input, settings, decisions, leaks, links of the site.")
@click.option("--config", type=click.Path(path_type=Path), help="Settings file; digest.yml here when not given.")
@click.option("--ledger", is_flag=True, help="List for every input line where it went.")
@loudness
def command(config: Path | None, ledger: bool, quiet: bool, verbose: bool) -> int:
    """Check the chats, digest.yml, curation.yml and the finished site; name every fault with file and line.

    The site is searched for private data, names that the profile hides, people who objected, requests to
    other hosts, live scripts, dead links and numbers that nobody wrote. Exit code 1 when something is found.
    """
    from digest.summary import counted
    from digest.workspace import open_group

    talk = Talk(quiet=quiet, verbose=verbose)
    group = open_group(config)
    with talk.progress() as told:
        told("check")
        built, findings = _look(group)
    if ledger:
        from digest.read import trace_lines

        for line in trace_lines(built.chunk):
            click.echo(line)
    errors = [f for f in findings if f.severity == "error"]
    for finding in findings:
        if finding.severity == "error" or not quiet:
            click.echo(str(finding), err=finding.severity == "error")
    if errors:
        click.echo(f"{len(errors)} to mend before this site is published.", err=True)
        return 1
    talk.say(f"Checked: nothing private, nothing foreign, no dead link ({counted(len(findings), 'warning')}).")
    return 0


def _look(group: Group) -> tuple[Built, list[Finding]]:
    """What was built, and everything that is wrong."""
    from digest.errors import DigestError
    from digest.workspace import build_pages, check_group

    if not group.site.is_dir():
        raise DigestError("There is no built site yet.", file=str(group.site), hint="Run “digest build” first.")
    built = build_pages(group)
    return built, check_group(group, built)
