"""How the commands speak: progress while they work, then a summary; ``--quiet`` and ``--verbose``."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])

STAGES = {
    "read": "reading the chats",
    "redact": "taking out private data",
    "find": "finding resources and figures",
    "curate": "applying your decisions",
    "write": "writing the pages",
    "deliver": "saving what changed",
    "site": "building the site",
    "check": "checking the site",
}


def loudness(function: F) -> F:
    """The options ``--quiet`` and ``--verbose``."""
    quiet = click.option("-q", "--quiet", is_flag=True, help="Say only what needs you.")
    verbose = click.option("-v", "--verbose", is_flag=True, help="Name every file that changed.")
    return quiet(verbose(function))


@dataclass(frozen=True, slots=True)
class Talk:
    """What a command says, by loudness: summary to the standard output, the rest to the standard error."""

    quiet: bool = False
    verbose: bool = False

    def say(self, line: str) -> None:
        """A line of the summary."""
        if not self.quiet:
            click.echo(line)

    def detail(self, line: str) -> None:
        """A line for those who want everything."""
        if self.verbose and not self.quiet:
            click.echo(f"  {line}")

    def warn(self, line: str) -> None:
        """A line that needs the user, whatever the loudness."""
        click.echo(f"! {line}", err=True)

    @contextmanager
    def progress(self) -> Iterator[Callable[[str], None]]:
        """A function that shows the stage at work, on a terminal only."""
        if self.quiet or not sys.stderr.isatty():
            yield lambda stage: None
            return
        from rich.console import Console

        with Console(stderr=True).status("starting") as status:
            yield lambda stage: status.update(STAGES.get(stage, stage) + " …")
