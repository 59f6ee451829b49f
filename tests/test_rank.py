"""Candidates are ordered by their points, and each choice can say why."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from digest import language
from digest.cues import why
from digest.model import Announcement, Redacted
from digest.rank import Candidate, Reason, pick
from tests.talking import messages

MESSAGES = messages("\n".join(f"09:{n:02d} Nadia: annonce {n}" for n in range(12)))


def candidate(at: int, *reasons: Reason, alike: str = "", beside: int | None = None) -> Candidate:
    message = MESSAGES[at if beside is None else beside]
    return Candidate(Announcement(f"a-{at}", MESSAGES[at], Redacted(str(at))), message, reasons, alike)


def ids(picks):
    return [choice.item.id for choice in picks]


def test_more_points_come_first_and_ties_keep_the_order_of_the_chat():
    found = [candidate(0, Reason("said", 1)), candidate(1, Reason("said", 2)), candidate(2, Reason("said", 1))]
    assert ids(pick(found, "fr", limit=9, floor=0)) == ["a-1", "a-0", "a-2"]


def test_nothing_under_the_floor_and_no_more_than_the_limit():
    found = [candidate(n, Reason("said", n / 2)) for n in range(6)]
    assert ids(pick(found, "fr", limit=2, floor=1)) == ["a-5", "a-4"]
    assert ids(pick(found, "fr", limit=9, floor=2.2)) == ["a-5"]


def test_a_crowd_lowers_the_second_of_a_message():
    found = [candidate(n, Reason("said", 3 - n / 10), beside=0 if n < 2 else 5) for n in range(3)]
    picks = pick(found, "fr", limit=9, floor=0, crowd=lambda same, alike: 1.0 * same)
    assert ids(picks) == ["a-0", "a-2", "a-1"]


def test_reasons_for_are_told_best_first_and_the_strongest_against_last():
    one = candidate(0, Reason("said", 1), Reason("official", 2), Reason("home", -1), Reason("thanks", 0.1))
    assert one.why("fr") == ("texte officiel", "expliqué par qui le partage", "page d'accueil")


def test_reasons_are_told_in_the_readers_language():
    one = candidate(0, Reason("uptake", 2, 3))
    assert one.why("en") == ("taken up by 3 members",)


def test_every_reason_has_words_in_french_and_english():
    french, english = (language.table("highlights", code)["why"] for code in ("fr", "en"))
    assert set(french) == set(english)
    assert why("official", "de") == why("official", "en")


@given(st.lists(st.floats(-5, 5), max_size=12))
def test_scores_never_rise_down_the_list_and_nothing_is_shown_twice(points):
    picks = pick([candidate(n, Reason("said", value)) for n, value in enumerate(points)], "fr", limit=20, floor=-1)
    scores = [choice.score for choice in picks]
    assert scores == sorted(scores, reverse=True)
    assert len(set(ids(picks))) == len(picks)
