"""``digest publish``: build, check, show what becomes public, ask, push."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from digest.terminal import Talk, loudness

if TYPE_CHECKING:
    from digest.check import Finding
    from digest.pipeline import Built
    from digest.publish import Difference
    from digest.workspace import Group

SHOWN = 12  # new items named one by one


@click.command("publish", short_help="Build, check, show what becomes public, ask, then push the site.")
@click.option("--dry-run", is_flag=True, help="Show what would become public; push nothing.")
@click.option("--yes", is_flag=True, help="Push without asking (the check still decides).")
@click.option("--remote", default="origin", show_default=True, help="Remote of your repository, or an address.")
@click.option("--branch", default="gh-pages", show_default=True, help="The branch that your forge serves.")
@click.option("--config", type=click.Path(path_type=Path), help="Settings file; digest.yml here when not given.")
@loudness
def command(dry_run: bool, yes: bool, remote: str, branch: str, config: Path | None, quiet: bool, verbose: bool) -> int:
    """Push the site to the Pages branch as one commit without history, after you saw what is new in it.

    Only site/ is pushed: never the chats, your decisions or the state. One error of “digest check” and nothing
    goes out. What you take off the site is gone from the branch with the next publish.
    """
    from digest.publish import repository
    from digest.workspace import open_group

    talk = Talk(quiet=quiet, verbose=verbose)
    group = open_group(config)
    with repository(group.root, remote, branch) as made:
        before = made.look()
        built, findings = _build(talk, group)
        if not _clean(talk, findings):
            return 1
        commit = made.take(group.site, made.further(group.settings.site_url), built.site.today)
        difference = made.compare(commit, _names(built))
        _tell(talk, built, difference, first=not before.commit)
        if difference.nothing:
            talk.say(f"The branch {branch} already holds this site.")
            return 0
        if dry_run:
            talk.say(f"Dry run: nothing was pushed to {remote}, branch {branch}.")
            return 0
        if not yes:
            click.confirm(f"Publish this to {remote}, branch {branch}?", abort=True, err=True)
        made.push(commit)
    talk.say(f"Published to {remote}, branch {branch}. {group.settings.site_url}".rstrip())
    return 0


def _build(talk: Talk, group: Group) -> tuple[Built, list[Finding]]:
    """Pages and site made anew, and everything that is wrong with them."""
    from digest import disk
    from digest.workspace import check_group, write_pages, write_site

    with disk.locked(group.root), talk.progress() as told:
        built, changes = write_pages(group, told)
        told("site")
        for warning in write_site(group, built):
            talk.warn(warning)
        told("check")
        findings = check_group(group, built)
    for path in changes.kept:
        talk.warn(f"{path}: edited by hand since it was generated; published as you left it.")
    return built, findings


def _clean(talk: Talk, findings: list[Finding]) -> bool:
    """May the site go out? Errors are told one by one, warnings counted."""
    errors = [finding for finding in findings if finding.severity == "error" or finding.check == "git"]
    for finding in errors:
        click.echo(str(finding), err=True)
    if errors:
        click.echo(f"{len(errors)} to mend before this site is published; nothing was pushed.", err=True)
        return False
    for finding in findings:
        talk.detail(str(finding))
    talk.say(f"Checked: nothing private, nothing foreign, no dead link ({len(findings)} warnings).")
    return True


def _names(built: Built) -> set[str]:
    """The names that the profile lets appear."""
    return {str(message.name) for message in built.gated.messages if message.name}


def _tell(talk: Talk, built: Built, difference: Difference, first: bool) -> None:
    """What becomes public, and what goes."""
    site = built.site
    resources = [resource for resource in site.resources if resource.id in difference.ids]
    figures = [figure for figure in site.figures if figure.id in difference.ids]
    talk.say("First publication." if first else "Since the last publication:")
    talk.say(f"  new: {_many(len(resources), 'resource')}, {_many(len(figures), 'key figure')}")
    names = [" ".join((resource.title or resource.host).split()) for resource in resources]
    names += [" ".join(figure.sentence.split()) for figure in figures]
    for name in names if talk.verbose else names[:SHOWN]:
        talk.say(f"    + {name[:100]}")
    if not talk.verbose and len(names) > SHOWN:
        talk.say(f"    … and {len(names) - SHOWN} more (--verbose names all)")
    if difference.names:
        talk.warn(f"names that become public: {', '.join(difference.names)}")
    if difference.gone:
        talk.say(f"  no longer shown: {_many(len(difference.gone), 'resource or figure', 'resources or figures')}")
    talk.say(f"  files: {difference.added} new, {difference.changed} changed, {difference.removed} removed")


def _many(n: int, one: str, more: str = "") -> str:
    return f"{n} {one if n == 1 else more or one + 's'}"
