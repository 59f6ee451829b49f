"""The look, without a browser: contrasts by calculation, no outside address, small files."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

import digest
from digest.write.theme import FILES

THEME = Path(digest.__file__).parent / "theme"
CSS = (THEME / "digest.css").read_text("utf-8")

# text on ground; WCAG 2.2 §1.4.3 asks 4.5:1
READ = [
    *((ink, ground) for ink in ("ink", "soft", "accent") for ground in ("paper", "surface", "sunk")),
    ("accent", "accent-ground"), ("paper", "accent"), ("panel-ink", "panel"), ("panel-soft", "panel"),
    ("flag", "flag-ground"),
    ("blue", "blue-ground"), ("plum", "plum-ground"), ("amber", "amber-ground"),
    ("slate", "slate-ground"), ("ink", "mark"),
]  # fmt: skip
SEEN = [("edge", "surface"), ("accent", "sunk"), ("panel-bar", "panel-line")]  # bars and borders: §1.4.11 asks 3:1


def palette(scheme: str) -> dict[str, str]:
    block = CSS.split(f'[data-md-color-scheme="{scheme}"] {{', 1)[1].split("}", 1)[0]
    return dict(re.findall(r"--dg-([\w-]+): (#[0-9a-f]{6});", block))


def light(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(a: str, b: str) -> float:
    dark, bright = sorted((light(a), light(b)))
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["default", "slate"])
@pytest.mark.parametrize(("pair", "least"), [*((p, 4.5) for p in READ), *((p, 3.0) for p in SEEN)])
def test_every_pair_of_colours_can_be_read(scheme: str, pair: tuple[str, str], least: float) -> None:
    colours = palette(scheme)
    assert contrast(colours[pair[0]], colours[pair[1]]) >= least


@pytest.mark.parametrize("name", [source for source, _ in FILES if not source.endswith(".png")])
def test_no_file_of_the_theme_asks_anybody_for_anything(name: str) -> None:
    text = (THEME / name).read_text("utf-8").replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"https?://|url\(|@import|//cdn", text.replace('href^="http"', ""))


SMALL = [("digest.css", 9_000), ("digest.js", 2_500), ("search.js", 6_500), ("logo.svg", 500)]  # bytes, compressed


@pytest.mark.parametrize(("name", "most"), SMALL)
def test_the_themes_files_are_small(name: str, most: int) -> None:
    assert len(gzip.compress((THEME / name).read_bytes())) < most


def test_overrides_extend_blocks_and_copy_nothing() -> None:
    for path in (THEME / "overrides").rglob("*.html"):
        text = path.read_text("utf-8")
        assert text.startswith("{% extends") or path.name.startswith("digest-"), path.name
        assert len(text) < 5_000, path.name


def test_every_file_of_the_theme_is_listed() -> None:
    found = {path.relative_to(THEME).as_posix() for path in THEME.rglob("*") if path.is_file()}
    assert found == {source for source, _ in FILES}
