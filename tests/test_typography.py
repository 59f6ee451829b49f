"""Spaces, marks and cuts: tables of pairs, and what always holds."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.typography import around, folded, quoted, shorten, typeset

N, F = "\u202f", "\u00a0"


@pytest.mark.parametrize(
    ("written", "set_"),
    [
        ("Vraiment ?", f"Vraiment{N}?"),
        ("Super!!", f"Super{N}!!"),
        ("Attention : danger", f"Attention{F}: danger"),
        ("« oui »", f"«{F}oui{F}»"),
        ("«oui»", f"«{F}oui{F}»"),
        ("3 353 joules", f"3{N}353 joules"),
        ("1 234 567 €", f"1{N}234{N}567{F}€"),
        ("22%", f"22{N}%"),
        ("16 km", f"16{F}km"),
        ("de 2,9 kWh", f"de 2,9{F}kWh"),
        ("en 2023 450 élèves", "en 2023 450 élèves"),
        ("à 10:30 pile", f"à 10:30{F}pile"),
        ("https://example.org/a?b=1", "https://example.org/a?b=1"),
        ("merci :)", "merci :)"),
        ("merci ;)", "merci ;)"),
        ("(vraiment ?)", f"(vraiment{N}?)"),
        ("06 39 98 12 34", "06 39 98 12 34"),
        ("rien à changer", "rien à changer"),
    ],
)
def test_french_is_set_as_french_typesetters_do(written: str, set_: str) -> None:
    assert typeset(written, "fr") == set_


@pytest.mark.parametrize(
    ("written", "set_"), [("Really?", "Really?"), ("16 km", f"16{F}km"), ("Note: this", "Note: this")]
)
def test_english_closes_its_marks_up(written: str, set_: str) -> None:
    assert typeset(written, "en") == set_


@given(st.text())
def test_setting_changes_spaces_only(text: str) -> None:
    def bare(words: str) -> str:
        return re.sub(r"[ \u00a0\u202f]", "", words)

    assert bare(typeset(text, "fr")) == bare(text)


@given(st.text())
def test_setting_twice_is_setting_once(text: str) -> None:
    once = typeset(text, "fr")
    assert typeset(once, "fr") == once


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [
        ("bonjour", "fr", f"«{F}bonjour{F}»"),
        ('il dit "oui"', "fr", f"«{F}il dit “oui”{F}»"),
        ("il dit « oui »", "fr", f"«{F}il dit “oui”{F}»"),
        ("hello", "en", "“hello”"),
        ("she said “yes”", "en", "“she said ‘yes’”"),
    ],
)
def test_quotation_marks_nest(text: str, language: str, said: str) -> None:
    assert quoted(text, language) == said


@given(st.text(), st.integers(8, 60))
def test_a_cut_text_is_never_longer_than_asked(text: str, most: int) -> None:
    assert len(shorten(text, most)) <= most


def test_a_long_sentence_is_cut_around_its_figure() -> None:
    assert "2,9 kWh" in around("mot " * 200 + "2,9 kWh " + "mot " * 200, "2,9 kWh", 120)


@pytest.mark.parametrize(
    ("word", "plain"),
    [("Énergie", "energie"), ("œuvre", "oeuvre"), ("Noël", "noel"), ("Straße", "strasse"), ("ﬁn", "fin")],
)
def test_folding_gives_what_people_type(word: str, plain: str) -> None:
    assert folded(word) == plain


@pytest.mark.parametrize("unit", [" ", "! ", "« ", "1 000 ", ";", ": ", '"', "1"])
def test_setting_takes_time_in_proportion_to_the_text(unit: str) -> None:
    start = time.process_time()
    typeset(unit * (100_000 // len(unit)), "fr")
    quoted(unit * (100_000 // len(unit)), "fr")
    assert time.process_time() - start < 2  # some milliseconds; a quadratic pass takes minutes
