"""Dates in running text become days; what cannot be known stays unknown."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.dates import find_dates
from digest.language import languages, table

THURSDAY = date(2025, 6, 5)

FRENCH = [
    ("samedi 14 juin à 14h", "2025-06-14 14:00"),
    ("le 14 juin", "2025-06-14"),
    ("le 1er juillet", "2025-07-01"),
    ("vendredi 19h, entrée libre", "2025-06-06 19:00"),
    ("ce jeudi à 18 h 30", "2025-06-05 18:30"),
    ("jeudi", "2025-06-12"),
    ("mardi midi", "2025-06-10 12:00"),
    ("demain soir 20h", "2025-06-06 20:00"),
    ("après-demain", "2025-06-07"),
    ("le 12 à 18h", "2025-06-12 18:00"),
    ("mardi 17", "2025-06-17"),
    ("le 12/06/25 20h", "2025-06-12 20:00"),
    ("le 14/07", "2025-07-14"),
    ("2025-09-01", "2025-09-01"),
    ("du 3 au 5 juillet", "2025-07-03 - 2025-07-05"),
    ("du 30 juin au 2 juillet", "2025-06-30 - 2025-07-02"),
    ("dans 15 jours", "2025-06-20"),
    ("dans deux semaines", "2025-06-19"),
    ("ce week-end", "2025-06-07 - 2025-06-08"),
    ("samedi en huit", "2025-06-14"),
    ("le 3 janvier", "2026-01-03"),
    ("l'article du 20 mai", "2025-05-20"),
    ("hier", "2025-06-04"),
    ("lundi dernier", "2025-06-02"),
    ("inscription avant le 12 juin", "2025-06-12 !"),
    ("date limite : 30 juin", "2025-06-30 !"),
    ("fin juin", "?"),
    ("la semaine prochaine", "?"),
]
ENGLISH = [
    ("Saturday 14 June, 2pm", "2025-06-14 14:00"),
    ("June 14th at 7:30 pm", "2025-06-14 19:30"),
    ("the 12th", "2025-06-12"),
    ("11th of July 2026", "2026-07-11"),
    ("next Friday", "2025-06-13"),
    ("this Friday at 5", "2025-06-06 17:00"),
    ("tomorrow noon", "2025-06-06 12:00"),
    ("March 3-5", "2026-03-03 - 2026-03-05"),
    ("Fri 7pm", "2025-06-06 19:00"),
    ("closes on 1 July", "2025-07-01 !"),
    ("in two weeks", "2025-06-19"),
    ("next week", "?"),
]
OTHERS = [
    ("de", "Samstag, 14. Juni um 19 Uhr", "2025-06-14 19:00"),
    ("de", "bis zum 15.7.", "2025-07-15 !"),
    ("de", "morgen", "2025-06-06"),
    ("es", "el sábado 14 de junio a las 18:30", "2025-06-14 18:30"),
    ("es", "hasta el 30 de junio de 2025", "2025-06-30 !"),
    ("it", "sabato 14 giugno alle 18", "2025-06-14 18:00"),
    ("it", "entro il 30 giugno", "2025-06-30 !"),
    ("pt", "sábado, 14 de junho às 18h", "2025-06-14 18:00"),
    ("pt", "até 30 de junho", "2025-06-30 !"),
]
NOTHING = ["3/4 des élèves", "version 3.5", "2 h de cours", "page 12", "mai pas encore", "24 % contre 21 %", "5e B"]


def told(text: str, language: str) -> str:
    """The first date in a short notation."""
    found = find_dates(text, THURSDAY, language)
    if not found:
        return ""
    one = found[0]
    if one.day is None:
        return "?"
    until = f" - {one.until}" if one.until else ""
    return f"{one.day}{until}" + (f" {one.time}" if one.time else "") + (" !" if one.deadline else "")


@pytest.mark.parametrize(("text", "day"), FRENCH)
def test_french_dates(text, day):
    assert told(text, "fr") == day


@pytest.mark.parametrize(("text", "day"), ENGLISH)
def test_english_dates(text, day):
    assert told(text, "en") == day


@pytest.mark.parametrize(("language", "text", "day"), OTHERS)
def test_dates_of_other_languages(language, text, day):
    assert told(text, language) == day


@pytest.mark.parametrize("text", NOTHING)
def test_what_only_looks_like_a_date(text):
    assert find_dates(text, THURSDAY, "fr") == []


def test_a_weekday_decides_the_year():
    assert told("le dimanche 14 décembre", "fr") == "2025-12-14"
    assert find_dates("samedi 14 février", date(2025, 11, 3), "fr")[0].day == date(2026, 2, 14)


def test_the_date_that_no_longer_holds_is_marked():
    first, second = find_dates("au lieu du 12 juin, le 19 juin", THURSDAY, "fr")
    assert (first.instead, second.instead) == (True, False)


def test_two_dates_keep_their_own_clock_times():
    found = find_dates("samedi 14 juin à 14h et mardi 17 juin à 9h", THURSDAY, "fr")
    assert [one.time for one in found] == ["14:00", "09:00"]


@given(st.text(alphabet=st.sampled_from("0123456789/.-: hàlejuindmars12\n"), max_size=60), st.sampled_from(languages()))
def test_any_text_is_read_and_offsets_lie_in_it(text, language):
    for one in find_dates(text, THURSDAY, language):
        assert 0 <= one.start < one.end <= len(text)


@pytest.mark.parametrize("piece", ["12 ", "lundi ", "le 12/", "du 3 au ", "1.2.", "-–", "mar. "])
def test_time_grows_with_the_length_only(piece):
    def spent(times: int) -> float:
        start = time.process_time()
        find_dates(piece * times, THURSDAY, "fr")
        return time.process_time() - start

    spent(100)
    assert spent(8000) < 60 * (spent(500) + 0.002)


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("en", "9/10 would ride again", ""),
        ("en", "on 03/07 at 5pm", "2025-07-03 17:00"),
        ("fr", "réunion 14/10 18h", "2025-10-14 18:00"),
        ("fr", "avant le 31/10", "2025-10-31 !"),
    ],
)
def test_two_numbers_are_a_date_only_where_one_is_expected(language, text, day):
    assert told(text, language) == day


def test_every_word_of_the_tables_is_text():
    for code in languages():
        for subject in ("dates", "highlights", "topics"):
            for words in [*table(subject, code).values(), *table(subject, code).get("cues", {}).values()]:
                assert not [word for word in words if isinstance(word, bool)], (code, subject)
