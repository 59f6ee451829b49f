"""The command line: the list of commands, and the one place where an error becomes a sentence and an exit code."""

from __future__ import annotations

import os
import sys
from importlib import import_module

import click

from digest import __version__
from digest.errors import DigestError

# the order of the help: the weekly routine first, then the tools behind it
COMMANDS = (
    "new", "build", "curate", "serve", "check", "post", "mail", "publish", "enrich", "highlights", "find", "messages",
)  # fmt: skip


class Commands(click.Group):
    """Commands of ``digest.commands``, each loaded only when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, with a hint at the nearest one if there is none."""
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"digest.commands.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Click's own, with the nearest command named when the name is unknown."""
        if args and not args[0].startswith("-") and args[0] not in COMMANDS:
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, 1)
            hint = f" Did you mean “{near[0]}”?" if near else f" Commands: {', '.join(COMMANDS)}."
            raise click.UsageError(f"No command is called “{args[0]}”.{hint}", ctx)
        return super().resolve_command(ctx, args)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="chat-digest")
def commands() -> None:
    """Turn a group chat into a searchable digest site: shared resources, key figures, curated lists.

    Start with “digest new my-group”, put the exported chat into my-group/chunks, then “digest build”.
    Exit codes: 0 all is well, 1 something was found that needs you, 2 wrong use or unreadable input.
    """


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave with its exit code."""
    sys.exit(run(arguments))


def run(arguments: list[str] | None = None) -> int:
    """The exit code of one run; every expected error is printed as one sentence."""
    try:
        result = commands.main(args=arguments, prog_name="digest", standalone_mode=False)
        sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except click.UsageError as error:
        error.show()
        return 2
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped; what was there before is untouched.", err=True)
        return 130
    except BrokenPipeError:  # the reader of our output went away: no error of ours
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except DigestError as error:
        click.echo(str(error), err=True)
        return error.exit_code
