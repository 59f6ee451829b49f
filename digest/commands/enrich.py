"""``digest enrich``: titles and dead links from the net, on request only; the build reads what is remembered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from digest.terminal import Talk, loudness

if TYPE_CHECKING:
    from digest.enrich import Candidate, Visit
    from digest.lookup import Net
    from digest.workspace import Group

SHOWN = 12  # hosts named before the question


@click.command("enrich", short_help="Look up titles and dead links on the net, after asking you.")
@click.option("--limit", type=click.IntRange(1), default=100, show_default=True, help="At most so many look-ups.")
@click.option("--again", is_flag=True, help="Look up those again, too, whose turn has not come.")
@click.option("--yes", is_flag=True, help="Do not ask first.")
@click.option("--config", type=click.Path(path_type=Path), help="Settings file; digest.yml here when not given.")
@loudness
@click.pass_obj
def command(
    net: Net | None, limit: int, again: bool, yes: bool, config: Path | None, quiet: bool, verbose: bool
) -> int:
    """Ask the pages that your site links to for their titles, and note which are gone.

    No other command touches the net for this. Each page is asked once, like a reader who opens it, from your machine;
    its host learns your IP address and that somebody with chat-digest looked, never who shared it or what was said.
    Private, held and hidden links are not looked up. What is learnt stands in digest-data/link-cache.json;
    “digest build” uses it, and works without it. Delete the file to have the chat's own titles again.
    """
    from digest import disk
    from digest.workspace import CACHE, open_group

    talk = Talk(quiet=quiet, verbose=verbose)
    group = open_group(config)
    net = net or _net(group)
    with disk.locked(group.root):
        wanted, known = _wanted(talk, group, net, limit, again)
        if not wanted:
            talk.say("Nothing to look up: all that may be known is known for now.")
            return 0
        _announce(talk, wanted, group.settings.contact)
        if not yes:
            click.confirm("Look these up now?", abort=True, err=True)
        disk.ensure_writable((group.root / CACHE).parent)
        found = _look_up(talk, group, net, wanted, known)
    _summary(talk, wanted, found)
    return 0


def _net(group: Group) -> Net:
    """The real net; pages are told who asks: this program, and the group's public contact if it has one."""
    from digest.lookup import Net, agent

    return Net(agent=agent(group.settings.contact))


def _wanted(talk: Talk, group: Group, net: Net, limit: int, again: bool) -> tuple[list[Candidate], dict[str, Visit]]:
    """What to look up now, and what is known of all that the site shows; the rest is forgotten."""
    from digest.enrich import candidates, due
    from digest.workspace import build_pages

    with talk.progress() as told:
        shown = build_pages(group, told).curated.resources
    allowed, refused = candidates(shown)
    for why, count in sorted(refused.items()):
        talk.detail(f"{_links(count)} not looked up: {why}")
    waiting = due(allowed, group.visits, net.now().date(), again)
    if len(waiting) > limit:
        talk.say(f"{_links(len(waiting))} could be looked up; the first {limit} now (--limit).")
    known = {c.key: group.visits[c.key] for c in allowed if c.key in group.visits}
    return waiting[:limit], known


def _announce(talk: Talk, wanted: Sequence[Candidate], contact: str) -> None:
    """What is about to be asked, of whom, and what they learn."""
    hosts = Counter(candidate.host for candidate in wanted)
    click.echo(f"{_links(len(wanted))} at {len(hosts)} host{'s' * (len(hosts) > 1)} will be asked for:", err=True)
    for host, count in hosts.most_common(SHOWN):
        click.echo(f"  {count:>4}  {host}", err=True)
    if len(hosts) > SHOWN:
        click.echo(f"        and {len(hosts) - SHOWN} more", err=True)
    named = f" and your contact ({contact})" if contact else ""
    click.echo(f"They learn your IP address, the name of this program{named}; nothing of the chat.", err=True)
    for candidate in wanted:
        talk.detail(candidate.url)


def _look_up(talk: Talk, group: Group, net: Net, wanted: Sequence[Candidate], known: dict[str, Visit]) -> list[Visit]:
    """Look all up; what was learnt is kept even when you stop half-way."""
    from digest import disk
    from digest.enrich import remember, write_cache
    from digest.visits import visits
    from digest.workspace import CACHE

    found: list[Visit] = []
    try:
        with talk.progress() as told:
            for visit in visits(net, wanted, lambda candidate: told(f"{len(found)}/{len(wanted)} {candidate.host}")):
                known[visit.key] = remember(known.get(visit.key), visit)
                found.append(known[visit.key])
    finally:
        disk.write_atomic(group.root / CACHE, write_cache(known).encode("utf-8", "replace"))
    return found


def _summary(talk: Talk, wanted: Sequence[Candidate], found: Sequence[Visit]) -> None:
    """What was learnt, and what was not and why."""
    from digest.enrich import dead_since

    titled = sum(bool(visit.title and not visit.error) for visit in found)
    talk.say(f"{_links(len(found))} looked up: {titled} with a title of their own.")
    for why, count in Counter(visit.error for visit in found if visit.error).most_common():
        talk.say(f"  {count:>4}  {why}")
    if rest := len(wanted) - len(found):
        talk.say(f"  {rest:>4}  left for later: their hosts asked us to wait")
    for visit in found:
        if since := dead_since(visit):
            talk.warn(f"Gone since {since}: {visit.url}")
    talk.say("“digest build” uses the titles now. A title of yours in curation.yml always wins.")


def _links(count: int) -> str:
    return f"{count} link{'s' * (count != 1)}"
