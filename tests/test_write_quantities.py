"""Figures and dates as their readers write them."""

from __future__ import annotations

from datetime import date

import pytest

from digest.model import Figure, KeyFigure, Period
from digest.write import charts, dates
from digest.write.quantities import approximation, plain_value, quantity
from digest.write.words import words
from tests.sample import french

N, F = "\u202f", "\u00a0"


def figure(value: float | tuple[float, float], unit: str, kind: str, text: str = "x", approx: str = "") -> Figure:
    return Figure(0, len(text), text, value, unit, kind, approx, True)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("said", "fr", "en"),
    [
        (figure(2.9, "kWh", "energy"), f"2,9{F}kWh", f"2.9{F}kWh"),
        (figure(3353, "J", "energy"), f"3{N}353{F}J", f"3,353{F}J"),
        (figure((80, 90), "%", "percent"), f"80–90{N}%", "80–90%"),
        (figure(-30, "%", "percent"), f"-30{N}%", "-30%"),
        (figure(2, "x", "ratio", "doublé"), f"×{F}2", f"×{F}2"),
        (figure(0.333, "x", "ratio", "divisé par 3"), f"÷{F}3", f"÷{F}3"),
        (figure(0.333, "fraction", "ratio", "un tiers"), "Un tiers", "Un tiers"),
        (figure(1_500_000, "EUR", "money"), f"1,5{F}M€", "€1.5M"),
        (figure(12.99, "EUR/month", "money"), f"12,99{F}€/mois", "€12.99/month"),
        (figure(3500, "people", "count"), f"3{N}500{F}personnes", f"3,500{F}people"),
        (figure(2_500_000, "foyers", "count"), f"2,5{F}millions{F}de{F}foyers", f"2.5{F}million{F}foyers"),
        (figure(3, "day", "duration"), f"3{F}jours", f"3{F}days"),
        (figure(1, "day", "duration"), f"1{F}jour", f"1{F}day"),
        (figure(1.5, "GB", "data"), f"1,5{F}Go", f"1.5{F}GB"),
        (figure(12, "/20", "other"), "12/20", "12/20"),
        (figure(120, "gCO2e/km", "mass"), f"120{F}g{F}CO₂e/km", f"120{F}g{F}CO₂e/km"),
        (figure(1_234_567, "votes", "count"), f"1{N}234{N}567{F}votes", f"1,234,567{F}votes"),
    ],
)
def test_a_figure_reads_as_its_reader_writes_it(said: Figure, fr: str, en: str) -> None:
    assert (quantity(said, words("fr")), quantity(said, words("en"))) == (fr, en)


def test_a_quantity_never_breaks_over_a_line() -> None:
    for found in french().figures:
        assert " " not in quantity(found.figure, words("fr"))


def test_an_approximation_stands_in_words() -> None:
    assert approximation(figure(3, "h", "duration", approx="about"), words("fr")) == "environ"


def test_machines_get_the_bare_value() -> None:
    assert [plain_value(figure(v, "x", "ratio")) for v in (2.9, (80.0, 90.0), 1e6)] == ["2.9", "80/90", "1000000"]


def test_a_comparison_is_drawn_to_scale_with_both_terms_in_words() -> None:
    compared: KeyFigure = next(found for found in french().figures if found.also)
    bars = charts.comparison(compared, words("fr"))
    assert [(bar.value, round(bar.share, 3)) for bar in bars] == [(f"57{F}J", 0.017), (f"3{N}353{F}J", 1)]


def test_terms_without_a_common_scale_are_not_drawn() -> None:
    compared = next(found for found in french().figures if found.also)
    other = KeyFigure(
        "f-x", compared.figure, (figure(3, "day", "duration"),), compared.message, compared.sentence, compared.measures
    )
    assert charts.comparison(other, words("fr")) == []


@pytest.mark.parametrize(
    ("start", "end", "fr", "en"),
    [
        (date(2025, 6, 2), date(2025, 6, 8), "du 2 au 8 juin 2025", "June 2 to June 8, 2025"),
        (date(2025, 6, 30), date(2025, 7, 6), "du 30 juin au 6 juillet 2025", "June 30 to July 6, 2025"),
        (
            date(2024, 12, 30),
            date(2025, 1, 5),
            "du 30 décembre 2024 au 5 janvier 2025",
            "December 30, 2024 to January 5, 2025",
        ),
        (date(2025, 9, 1), date(2025, 9, 7), "du 1er au 7 septembre 2025", "September 1 to September 7, 2025"),
    ],
)
def test_a_span_says_once_what_both_days_share(start: date, end: date, fr: str, en: str) -> None:
    assert (dates.span(start, end, "fr"), dates.span(start, end, "en")) == (fr, en)


@pytest.mark.parametrize(
    ("period", "fr"),
    [
        (Period("day", date(2025, 6, 1), date(2025, 6, 1)), "Dimanche 1er juin 2025"),
        (Period("day", date(2025, 6, 21), date(2025, 6, 21)), "Samedi 21 juin 2025"),
        (Period("week", date(2024, 12, 30), date(2025, 1, 5)), "Semaine 1, 2025"),
        (Period("month", date(2025, 8, 1), date(2025, 8, 31)), "Août 2025"),
        (Period("year", date(2025, 1, 1), date(2025, 12, 31)), "2025"),
    ],
)
def test_a_period_has_a_title(period: Period, fr: str) -> None:
    assert dates.title(period, "fr") == fr
