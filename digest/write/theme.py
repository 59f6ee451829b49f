"""The files that make the pages look and behave as ours: style, script, overrides of theme blocks, pictures."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from digest.model import Page
from digest.write.desk import Desk

FILES: tuple[tuple[str, str], ...] = (
    ("digest.css", "docs/assets/digest.css"),
    ("digest.js", "docs/assets/digest.js"),
    ("search.js", "docs/assets/search.js"),
    ("logo.svg", "docs/assets/logo.svg"),
    ("card.png", "docs/assets/card.png"),  # shown where a link is pasted
    ("overrides/main.html", "overrides/main.html"),
    ("overrides/404.html", "overrides/404.html"),
    ("overrides/partials/digest-search.html", "overrides/partials/digest-search.html"),
)  # (in the package, in the group's folder)


def write(desk: Desk) -> Iterator[Page]:
    """Each file as it is in the package."""
    for source, target in FILES:
        yield Page(target, _read(source))


@cache
def _read(name: str) -> bytes:
    return files("digest").joinpath("theme").joinpath(name).read_bytes()
