"""Messages become days, ISO weeks, months and years, each with its picks and counts."""

from __future__ import annotations

import random
import time
from dataclasses import replace
from datetime import timedelta

import pytest

from digest.gather import find_digest, gather, highlights
from digest.model import Redacted
from tests.talking import gathered, messages

CHAT = """
2024-12-30 09:00 Nadia: Étude sur le sommeil, 58 % des élèves contre 33 % https://univ.example.org/etudes/sommeil
2024-12-30 09:05 Karim: je l'utilise demain
2025-01-02 10:00 Lou: Le guide complet de l'évaluation en ligne https://guide.example.org/evaluation-en-ligne
2025-01-31 18:00 Paul: Réunion du comité jeudi 6 février à 18h
2025-02-01 11:00 Nadia: Je remets l'étude sur le sommeil https://univ.example.org/etudes/sommeil
"""


def test_every_period_with_messages_has_a_digest_oldest_first():
    found = gathered(CHAT)
    assert [d.period.name for d in found.days] == ["2024-12-30", "2025-01-02", "2025-01-31", "2025-02-01"]
    assert [d.period.name for d in found.weeks] == ["2025-W01", "2025-W05"]
    assert [d.period.name for d in found.months] == ["2024-12", "2025-01", "2025-02"]
    assert [d.period.name for d in found.years] == ["2024", "2025"]


def test_messages_and_people_are_counted_by_period():
    week = find_digest(gathered(CHAT), "2025-W01")
    assert week is not None
    assert (week.messages, week.people) == (3, 3)
    assert sum(week.per_day.values()) == week.messages


def test_a_resource_shared_again_stands_in_both_weeks_from_its_own_message():
    first, again = (digest.section("resources") for digest in gathered(CHAT).weeks)
    study = {choice.item.id: choice.message for choice in first}
    shown_again = [choice for choice in again if choice.item.id in study]
    assert [choice.message.line for choice in shown_again] == [5]
    assert study[shown_again[0].item.id].line == 1


def test_rows_tell_the_place_in_the_input():
    rows = highlights(gathered(CHAT), "2025-W01")
    assert {"rank", "section", "line", "lines", "score", "why"} <= set(rows[0])
    assert [(row["section"], row["line"]) for row in rows if row["rank"] == 1] == [("resources", 1), ("figures", 1)]


def test_a_day_a_week_a_month_a_year_or_everything_can_be_asked_for():
    found = gathered(CHAT)
    for name in ("2024-12-30", "2025-W01", "2025-w01", "2024-12", "2024", ""):
        assert highlights(found, name), name
    assert highlights(found, "2023-W01") == []


def test_held_messages_are_found_but_shown_nowhere():
    found = gathered(CHAT, held="sommeil")
    assert [bool(resource.held) for resource in found.resources] == [True, False]
    shown = [choice.item.id for digest in (*found.days, *found.years) for choice in digest.section("resources")]
    assert found.resources[0].id not in shown
    assert all("sommeil" not in message.text for digest in found.days for message in digest.talk)


def test_a_held_item_that_the_moderator_accepts_is_shown():
    chat = messages(CHAT, held="sommeil")
    first = gather(chat, language="fr").resources[0].id
    assert any(row.get("url", "").endswith("sommeil") for row in highlights(gather(chat, accepted=(first,)), "2024"))


def test_limits_are_kept():
    chat = "\n".join(
        f"09:{n:02d} Nadia: Étude complète numéro {n} https://univ.example.org/etude-{n}" for n in range(30)
    )
    found = gather(messages(chat), limits={"day": {"resources": 4}})
    assert len(found.days[0].section("resources")) == 4
    assert len(found.weeks[0].section("resources")) == 20


def test_the_same_messages_give_the_same_result():
    assert gather(messages(CHAT)) == gather(messages(CHAT))


def test_an_empty_chat_gives_nothing():
    found = gather([])
    assert (found.days, found.resources, highlights(found)) == ((), (), [])


def test_hidden_names_change_nothing_in_what_is_found():
    named = gather(messages(CHAT))
    hidden = gather([replace(message, name=None) for message in messages(CHAT)])
    assert [r.id for r in hidden.resources] == [r.id for r in named.resources]


def test_words_of_a_week_are_its_own_and_written_as_in_the_chat():
    chat = "\n".join(
        f"2025-06-0{day} 09:0{n} Nadia: {word} encore et toujours cette {word} pour tous"
        for day, word in ((2, "chorale"), (9, "énergie"))
        for n in range(3)
    ).replace("2025-06-09", "2025-06-09")
    weeks = gather(messages(chat.replace("2025-06-09", "2025-06-10"[:8] + "09"))).weeks
    assert weeks[0].words[0] == "chorale"
    assert weeks[1].words[0] == "énergie"


def test_the_work_grows_with_the_number_of_messages_only():
    random.seed(4)
    few = messages(CHAT) * 1
    many = [
        replace(few[n % len(few)], id=f"m{n}", when=few[0].when + timedelta(minutes=37 * n), line=n + 1)
        for n in range(3000)
    ]
    assert len(gather(many).weeks) >= 10


HOSTILE = ["8 sur 25 ", "12 kWh contre 14 kWh pour tous. ", "lundi 12 juin à 14h, ", "merci ? ", "😂"]


@pytest.mark.parametrize("piece", HOSTILE)
def test_one_long_message_takes_time_by_its_length_only(piece):
    (base,) = messages("09:00 Nadia: x")

    def spent(length: int) -> float:
        long = replace(base, text=Redacted((piece * length)[:length]))
        start = time.process_time()
        gather([long])
        return time.process_time() - start

    spent(1000)
    assert spent(40_000) < 30 * (spent(5_000) + 0.01)
