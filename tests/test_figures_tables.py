"""The figure tables of the languages: complete, and nothing in them that no pass asks for."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

import digest
from digest.figures.lexicon import common, lexicon
from digest.language import languages, table
from digest.model import FigureKind

PACKAGE = Path(digest.__file__).parent
SOURCE = "".join(path.read_text("utf-8") for path in [*(PACKAGE / "figures").glob("*.py"), PACKAGE / "language.py"])
CODES = [code for code in languages() if table("figures", code)]
GUIDE = (PACKAGE.parent / "docs" / "guide" / "figures.md").read_text("utf-8")


def entries(value: object) -> list[object]:
    if isinstance(value, dict):
        return [*value, *(e for inner in value.values() for e in entries(inner))]
    return list(value) if isinstance(value, list) else []


@pytest.mark.parametrize("code", CODES)
def test_words_are_words_and_not_truth_values(code: str) -> None:
    found = [(name, entry) for name, value in table("figures", code).items() for entry in entries(value)]
    bad = [(name, entry) for name, entry in found if entry is None or isinstance(entry, bool)]
    assert bad == []


@pytest.mark.parametrize("code", CODES)
def test_every_entry_of_a_table_is_asked_for(code: str) -> None:
    assert [name for name in table("figures", code) if f'"{name}"' not in SOURCE] == []


@pytest.mark.parametrize("code", CODES)
def test_every_unit_of_a_language_has_a_kind(code: str) -> None:
    known = common().kinds.keys() | {"points", "people", "cup", "pint"}
    units = {str(name).partition("*")[0] for name in table("figures", code)["units"]}
    assert units - known == set()


def test_every_symbol_has_a_kind() -> None:
    assert {unit for unit, _ in common().symbols.values()} - common().kinds.keys() == set()


@pytest.mark.parametrize("kind", get_args(FigureKind))
def test_the_guide_names_every_kind(kind: str) -> None:
    assert f"`{kind}`" in GUIDE


def test_the_guide_names_every_reason_for_mere() -> None:
    for code in ("fr", "en"):
        reasons = table("figures", code)["why"]
        for name in ("age", "logistics", "frame", "denominator", "question", "indefinite"):
            assert re.split(r"[ ,]", reasons[name])[0] in GUIDE


@pytest.mark.parametrize("code", ["fr", "en"])
def test_every_reason_has_words(code: str) -> None:
    used = set(re.findall(r'"(\w+)"', (PACKAGE / "figures" / "weight.py").read_text("utf-8")))
    reasons = table("figures", code)["why"]
    assert {"age", "frame", "logistics", "question", "denominator"} <= used & reasons.keys()
    assert lexicon(code).why("age") == reasons["age"]


def test_an_unknown_language_is_read_as_english() -> None:
    assert lexicon("xx").code == "en"
