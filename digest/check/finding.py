"""What the gate over a finished site is told, and what it answers."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

Severity = Literal["error", "warning"]


class Finding(NamedTuple):
    """One thing that is wrong in a finished site; an ``error`` forbids to publish it."""

    severity: Severity
    file: str  # path inside the site, with "/"
    line: int  # from 1; 0 when the whole file is meant
    what: str  # one sentence, without the private datum itself
    hint: str  # what to do next
    check: str  # name of the check that found it

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        where = f"{place}: " if place else ""
        return f"{where}{self.severity}: {self.what}" + (f" {self.hint}" if self.hint else "")


@dataclass(frozen=True, slots=True)
class Policy:
    """What must not be in the site, and what the chat really said.

    Args:
        site_url: address of the finished site; its path is the base path of absolute links.
        noindex: every page must ask search engines to stay away.
        countries: whose way of writing phone numbers is read without a prefix; empty: the usual ones.
        digits: phone numbers of members and of system lines, as digits only.
        names: names of members that the profile hides.
        opted_out: names, nicknames and numbers of those who object.
        input_names: names of the chat files.
        machine_paths: folders of the machine that builds.
        generated: pages that tell what the chat said; empty: none is compared with it.
        numbers: numbers of the chat as ``numbers_in`` gives them; None: printed numbers are not compared.
        by_hand: pages that the moderator wrote; what looks private there is a warning.
        allowed: words of the moderator that may stand in the site though they look private (a contact address).
    """

    site_url: str = ""
    noindex: bool = True
    countries: tuple[str, ...] = ()
    digits: Collection[str] = ()
    names: Collection[str] = ()
    opted_out: Collection[str] = ()
    input_names: Sequence[str] = ()
    machine_paths: Sequence[str] = ()
    generated: Collection[str] = ()
    numbers: Collection[str] | None = None
    by_hand: Collection[str] = ()
    allowed: Collection[str] = ()
