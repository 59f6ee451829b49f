"""Every language says everything: the same keys, the same places to fill in, nothing left over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import digest
from digest.language import languages, table
from digest.model import FigureKind, LinkType
from digest.write.words import words

WRITTEN = [code for code in languages() if table("words", code)]


def flat(found: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(found, dict) and not set(found) <= {"zero", "one", "two", "few", "many", "other"}:
        for key, value in found.items():
            yield from flat(value, f"{path}.{key}".lstrip("."))
    else:
        yield path, found["other"] if isinstance(found, dict) else found


def test_french_and_english_are_written() -> None:
    assert {"fr", "en"} <= set(WRITTEN)


@pytest.mark.parametrize("code", WRITTEN)
def test_a_language_has_every_word(code: str) -> None:
    own, reference = dict(flat(table("words", code))), dict(flat(table("words", "fr")))
    assert own.keys() == reference.keys()
    for key, text in own.items():
        assert isinstance(text, str) and text.strip(), key
        assert set(re.findall(r"\{\w+\}", text)) == set(re.findall(r"\{\w+\}", reference[key])), key


@pytest.mark.parametrize("code", WRITTEN)
def test_every_kind_has_a_name(code: str) -> None:
    assert set(LinkType.__args__) == set(words(code).kinds)  # type: ignore[attr-defined]
    assert set(FigureKind.__args__) == set(words(code).figure_kinds)  # type: ignore[attr-defined]


def test_every_word_is_used_somewhere() -> None:
    root = Path(digest.__file__).parent
    sources = "\n".join(
        p.read_text("utf-8")
        for p in [*root.glob("write/**/*.py"), *root.glob("templates/**/*.j2"), root / "theme/search.js"]
    )
    by_value = {"kinds", "figure_kinds", "units", "per", "approx", "counts", "sections"}
    by_value_too = {"taken_public", "taken_members", "taken_full", "topic_empty", "list_empty"}
    for key in dict(flat(table("words", "fr"))):
        section, _, name = key.partition(".")
        said = re.search(rf"\b(?:{section}|words)(\.|\[\")({name.split('.')[0]})\b|(w|section)\[\"{name}\"", sources)
        assert section in by_value or name in by_value_too or said, f"nobody says {key}"


@pytest.mark.parametrize(
    ("n", "said"), [(0, "0 message"), (1, "1 message"), (2, "2 messages"), (1500, "1\u202f500 messages")]
)
def test_french_counts_agree(n: int, said: str) -> None:
    assert words("fr").count("message", n) == said


@pytest.mark.parametrize(("n", "said"), [(0, "0 messages"), (1, "1 message"), (1500, "1,500 messages")])
def test_english_counts_agree(n: int, said: str) -> None:
    assert words("en").count("message", n) == said


def test_a_language_without_words_falls_back_to_english() -> None:
    assert words("xx").language == "en"
