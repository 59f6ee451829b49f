"""Whole weeks of invented groups, graded by hand: what deserves to be shown comes first, nothing else slips in.

Each ``tests/cases/highlights/wNN.txt`` is a chunk file; its line in ``gold.jsonl`` has the grades (3 to 0) of every
link and figure, the events with their days, the questions and the announcements.
"""

from __future__ import annotations

import json
import math
from functools import cache
from pathlib import Path

import pytest

from digest.disk import inputs
from digest.links import canonical
from digest.pipeline import highlight_rows

FOLDER = Path(__file__).parent / "cases" / "highlights"
WEEKS = {gold["id"]: gold for gold in map(json.loads, (FOLDER / "gold.jsonl").read_text("utf-8").splitlines())}


@cache
def rows(week: str) -> list[dict]:
    file = FOLDER / f"{week}.txt"
    return highlight_rows(inputs((file,)), WEEKS[week]["week"])


def shown(week: str, section: str) -> list[dict]:
    return [row for row in rows(week) if row["section"] == section]


def ndcg(grades: list[int], best: list[int]) -> float:
    def gain(values: list[int]) -> float:
        return sum((2**grade - 1) / math.log2(at + 2) for at, grade in enumerate(values[:5]))

    return gain(grades) / gain(sorted(best, reverse=True))


def resource_grades(week: str) -> list[int]:
    grades = {canonical(link["url"])[1]: link["grade"] or 0 for link in WEEKS[week]["resources"]}
    return [grades.get(canonical(row["url"])[1], 0) for row in shown(week, "resources")]


def figure_grades(week: str) -> list[int]:
    left, found = list(WEEKS[week]["figures"]), []
    for row in shown(week, "figures"):
        texts = [(gold, {gold["text"], *gold.get("also", [])}) for gold in left if gold["line"] == row["line"]]
        match = next((gold for gold, terms in texts if any(t in row["text"] or row["text"] in t for t in terms)), None)
        found.append(match["grade"] if match else 0)
        if match:
            left.remove(match)
    return found


def mean(values: list[float]) -> float:
    return sum(values) / len(values)


@pytest.mark.parametrize("week", WEEKS)
def test_the_first_resources_of_each_week_deserve_their_place(week):
    assert ndcg(resource_grades(week), [link["grade"] or 0 for link in WEEKS[week]["resources"]]) >= 0.8


def test_the_first_resources_deserve_their_place_over_all_weeks():
    scores = [ndcg(resource_grades(w), [link["grade"] or 0 for link in WEEKS[w]["resources"]]) for w in WEEKS]
    assert mean(scores) >= 0.93


def test_the_first_figures_deserve_their_place_over_all_weeks():
    scores = [ndcg(figure_grades(week), [figure["grade"] for figure in WEEKS[week]["figures"]]) for week in WEEKS]
    assert mean(scores) >= 0.82


@pytest.mark.parametrize("week", WEEKS)
def test_events_have_their_day(week):
    days = {row["line"]: [] for row in shown(week, "events")}
    for row in shown(week, "events"):
        days[row["line"]].append(row["date"])
    gold = WEEKS[week]["events"]
    assert sum(event["date"] in days.get(event["line"], []) for event in gold) >= len(gold) - 1


@pytest.mark.parametrize("week", WEEKS)
def test_nothing_private_or_delicate_is_shown(week):
    gold = WEEKS[week]
    text = json.dumps(rows(week), ensure_ascii=False)
    hidden = [link["url"] for link in gold["resources"] if link.get("private") or link.get("delicate")]
    assert not [secret for secret in (*hidden, *gold["private"], *gold["delicate"]) if secret in text]


def test_open_questions_and_announcements_are_found_over_all_weeks():
    for section, found_at_least in (("questions", 0.7), ("announcements", 0.7)):
        wanted = hits = 0
        for week, gold in WEEKS.items():
            lines = {row["line"] for row in shown(week, section)}
            open_ones = [item["line"] for item in gold[section] if not item.get("answered")]
            wanted, hits = wanted + len(open_ones), hits + sum(line in lines for line in open_ones)
        assert hits >= found_at_least * wanted, section


def test_each_choice_says_why_in_a_few_words():
    for week in WEEKS:
        assert all(len(reason) < 60 for row in rows(week) for reason in row["why"])
