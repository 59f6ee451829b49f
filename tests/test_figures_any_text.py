"""What holds for the figures of any text, however odd."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.figures import figure_json, find_figures, may_hold_figures
from digest.language import infer, languages

WORDS = (
    "5 12 3,5 1 200 1.250 2025 06 % € $ k€ M€ Md€ kWh GWh km/h h 1h47 45'10 9/09 3/4 16/20 x3"
    " 5x × - – + ~ ( ) | : , . ;"
    " \n \t"
    " de d' et à entre contre versus sur par un une deux cent mille million millions moitié"
    " tiers doublé fois plus moins"
    " of and to half twice times élèves profs homes page salle rue mai lundi janvier ans mois jours CO2 H100 GPT-4"
    " https://example.org/2 a@b.example 🔥 ½ ² ° № \u202f \u00a0 ' ’ İ ß"
)
PIECES = st.sampled_from(WORDS.split(" "))
MESSAGES = (
    st.lists(PIECES, max_size=30).map(" ".join) | st.lists(PIECES, max_size=30).map("".join) | st.text(max_size=80)
)


@settings(max_examples=400, deadline=None)
@given(MESSAGES, st.sampled_from(["", *languages(), "xx"]))
def test_spans_lie_in_the_text_in_order_and_apart(text: str, language: str) -> None:
    end = 0
    for figure in find_figures(text, language):
        assert end <= figure.start < figure.end <= len(text)
        assert text[figure.start : figure.end] == figure.text
        assert figure.sentence[0] <= figure.start and figure.end <= figure.sentence[1]
        end = figure.end


@settings(max_examples=200, deadline=None)
@given(MESSAGES)
def test_figures_are_finite_and_can_be_written_as_json(text: str) -> None:
    for figure in find_figures(text):
        assert json.loads(json.dumps(figure_json(figure), allow_nan=False))["text"] == figure.text
        assert figure.unit and figure.why


@settings(max_examples=200, deadline=None)
@given(MESSAGES)
def test_the_quick_look_never_loses_a_figure(text: str) -> None:
    assert may_hold_figures(text) or not find_figures(text)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_every_text_has_one_of_our_languages(text: str) -> None:
    assert infer(text) in languages()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Merci beaucoup pour le partage", "fr"),
        ("Thanks, that is what we need", "en"),
        ("Quedamos mañana en la plaza", "es"),
        ("Wir treffen uns morgen nicht", "de"),
        ("Ci vediamo domani con gli altri", "it"),
        ("Vamos amanhã à escola, não é?", "pt"),
        ("ok", "fr"),
    ],
)
def test_tells_the_language_of_a_short_message(text: str, language: str) -> None:
    assert infer(text) == language


def test_keeps_the_default_when_words_do_not_tell() -> None:
    assert infer("ok 👍", default="en") == "en"


def test_finds_the_figures_of_a_long_text_at_their_places() -> None:
    line = "Le lycée compte 1 250 élèves et le budget atteint 3,2 M€ cette année.\n"
    found = find_figures(line * 60)
    assert len(found) == 120
    assert {figure.text for figure in found} == {"1 250 élèves", "3,2 M€"}
    assert [f.start for f in found[::2]] == [i * len(line) + line.index("1 250") for i in range(60)]


def test_takes_a_dump_of_numbers_for_no_figures() -> None:
    assert find_figures("12 € 13 km " * 500) == []
