"""What counts as a figure, with which value, unit and kind: the cases in ``cases/figures``."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from digest.figures import figure_json, find_figures

CASES = Path(__file__).parent / "cases" / "figures"


@dataclass
class Case:
    language: str
    text: str
    key: list[tuple[str, object, str, str]] = field(default_factory=list)
    mere: list[tuple[str, object, str, str]] = field(default_factory=list)
    either: list[str] = field(default_factory=list)


def read_cases(path: Path) -> list[Case]:
    cases: list[Case] = []
    for line in path.read_text("utf-8").splitlines():
        if message := re.match(r"(\w\w): (.*)", line):
            cases.append(Case(message[1], message[2].replace("\\n", "\n").replace("\\t", "\t")))
        elif line[:2] in ("+ ", "~ ", "? "):
            add_figure(cases[-1], line)
    return cases


def add_figure(case: Case, line: str) -> None:
    mark, line = line[0], line[2:]
    text, _, rest = line.rpartition(" = ")
    value, unit, kind = rest.split(" ")
    number: object = tuple(float(v) for v in value.split("..")) if ".." in value else float(value)
    if mark == "?":
        case.either.append(text[2:])
    else:
        (case.key if mark == "+" else case.mere).append((text, number, unit, kind))


ALL = [case for path in sorted(CASES.glob("*.txt")) for case in read_cases(path)]


@pytest.mark.parametrize("case", ALL, ids=lambda case: f"{case.language}: {case.text[:60]}")
def test_finds_the_figures_of_the_case(case: Case) -> None:
    found = find_figures(case.text, case.language)
    wanted = [figure for figure in found if not any(figure.text in text or text in figure.text for text in case.either)]
    mere = [figure[0] for figure in case.mere]
    got = [(f.text, f.value, f.unit, f.kind) for f in wanted if f.key or f.text not in mere]
    assert got == [(t, pytest.approx(v, rel=1e-2), u, k) for t, v, u, k in case.key]


def test_holds_more_than_five_hundred_cases() -> None:
    assert len(ALL) > 500
    assert {case.language for case in ALL} == {"fr", "en", "es", "de", "it", "pt"}


SEED_LIKE = """Morceaux choisis :
- La consommation des centres de données a doublé entre 2017 et 2023.
- D'ici 2028, l'IA pourrait consommer autant d'électricité que 22% de l'ensemble des foyers.
- L'entraînement du modèle GPT-4 a consommé 50 gigawatt-heures, la consommation d'une ville pendant trois jours.
- L'énergie requise par le plus petit modèle est de 57 joules par réponse, versus 3 353 pour le plus grand modèle.
- 2,9 kilowatt-heures (de quoi parcourir environ 16km), 80-90% pour l'inférence (jusque 15 ans)."""


def test_reads_a_message_with_many_findings() -> None:
    found = [f for f in find_figures(SEED_LIKE) if f.key]
    assert [(f.value, f.unit) for f in found] == [
        (2, "x"), (22, "%"), (50, "GWh"), (3, "day"), (57, "J"), (3353, "J"), (2.9, "kWh"), (16, "km"), ((80, 90), "%"),
    ]  # fmt: skip


def test_second_term_of_a_comparison_knows_the_first() -> None:
    first, second = find_figures("57 joules par réponse, versus 3 353 pour le plus grand modèle")
    assert (second.elided_unit, second.compared, first.compared) == (True, first.start, None)


@pytest.mark.parametrize(
    "text",
    [
        "58 % des élèves contre 22 % des profs",
        "2h05 au lieu de 3h10",
        "a $30 gadget instead of a $300 one",
        "£184 a month, down from £260",
    ],
)
def test_ties_the_terms_of_a_comparison_that_both_have_units(text: str) -> None:
    first, second = find_figures(text)
    assert second.compared == first.start


def test_two_figures_side_by_side_are_no_comparison() -> None:
    assert [f.compared for f in find_figures("12 € l'entrée et 8 € le repas")] == [None, None]


@pytest.mark.parametrize(
    ("text", "approx"),
    [
        ("environ 16 km", "about"), ("~40 Wh", "about"), ("plus de 300 élèves", "min"), ("jusqu'à 40 %", "max"),
        ("moins de 3 %", "max"), ("at least 5 kg", "min"), ("50+ applications", "min"), ("16 km", ""),
        ("une dizaine de profs", "about"), ("300 € maximum", "max"),
    ],
)  # fmt: skip
def test_says_how_exact_a_figure_claims_to_be(text: str, approx: str) -> None:
    assert [f.approx for f in find_figures(text)] == [approx]


BASES = [
    ("50 GWh", 1.8e14), ("2 h", 7200.0), ("16 km", 16000.0), ("3 t", 3000.0),
    ("20 Go", 2e10), ("5-10 km", (5000.0, 10000.0)), ("212 °F", 100.0), ("90 km/h", 90.0),
]  # fmt: skip


@pytest.mark.parametrize(("text", "base"), BASES)
def test_gives_the_value_in_the_base_unit_of_its_kind(text: str, base: object) -> None:
    assert [f.base_value for f in find_figures(text, "fr")] == [pytest.approx(base)]


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("D'ici 2028, 22 % de l'ensemble des foyers", "l'ensemble des foyers"),
        ("La consommation des centres de données a doublé", "La consommation des centres de données"),
        ("L'énergie du petit modèle est de 57 joules par réponse", "L'énergie du petit modèle"),
        ("57 joules pour le petit, versus 3 353 pour le plus grand modèle", "le plus grand modèle"),
        ("On a planté 1 200 arbres", "arbres"),
    ],
)
def test_names_what_is_measured(text: str, measures: str) -> None:
    assert find_figures(text)[-1].measures == measures


def test_gives_the_sentence_around() -> None:
    text = "Bonjour. Le rapport dit 22 % des foyers ! Et vous ?"
    (figure,) = find_figures(text)
    start, end = figure.sentence
    assert text[start:end] == "Le rapport dit 22 % des foyers !"


@pytest.mark.parametrize(
    ("text", "key", "why"),
    [
        ("Mon fils a 8 ans", False, "âge"),
        ("Le budget est de 3 M€", True, "montant"),
        ("My son is 8 years old", False, "age"),
        ("Moved here ten years ago", False, "time frame of another figure"),
        ("The trial followed 12,400 people", True, "number of people"),
    ],
)
def test_says_why_a_figure_is_key_or_mere(text: str, key: bool, why: str) -> None:
    assert [(f.key, f.why) for f in find_figures(text)] == [(key, why)]


def test_json_has_the_fields_of_the_command() -> None:
    (figure,) = find_figures("entre 5 et 10 % des élèves")
    assert figure_json(figure) == {
        "start": 6,
        "end": 15,
        "text": "5 et 10 %",
        "value": [5, 10],
        "unit": "%",
        "kind": "percent",
        "approx": "",
        "key": True,
    }
