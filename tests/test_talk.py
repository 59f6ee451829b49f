"""Who answers whom, and how, read from order and words."""

from __future__ import annotations

import pytest

from digest.talk import hear, manner
from tests.talking import messages

GUIDE = "https://guide.example.org/evaluer-en-ligne"


def manners(chat: str, language: str = "fr") -> list[str]:
    """How the first message was answered."""
    talk = hear(messages(chat, language), language)
    return [reply.manner for reply in talk.turns[0].replies]


@pytest.mark.parametrize(
    ("reply", "how"),
    [
        ("merci beaucoup", "thanks"),
        ("👏", "thanks"),
        ("😂😂", "laugh"),
        ("testé ce matin avec mes 4e", "uptake"),
        ("téléchargé, très propre", "uptake"),
        ("c'est faux, démenti hier", "untrue"),
        ("source ? je doute", "doubt"),
        ("ça marche aussi en maternelle ?", "question"),
        ("chez nous les collègues préfèrent la version papier du guide", "content"),
    ],
)
def test_the_manner_of_a_reply(reply, how):
    assert manners(f"09:00 Nadia: Le guide est là {GUIDE}\n09:04 Karim: {reply}") == [how]


@pytest.mark.parametrize(
    ("reply", "how"),
    [("thanks!", "thanks"), ("cloned, running it Thursday", "uptake"), ("lol", "laugh"), ("that's wrong", "untrue")],
)
def test_the_manner_of_an_english_reply(reply, how):
    assert manners(f"09:00 Nadia: The guide is out {GUIDE}\n09:04 Karim: {reply}", "en") == [how]


def test_silence_ends_a_talk():
    assert manners(f"09:00 Nadia: Le guide {GUIDE}\n13:00 Karim: merci") == []


def test_a_name_leads_back_to_an_earlier_thing():
    chat = f"""
    09:00 Nadia: Le guide {GUIDE}
    09:30 Lou: Une autre chose sans rapport https://example.org/autre-chose
    14:00 Karim: Nadia ton guide a bien servi, merci
    """
    assert manners(chat) == ["thanks"]


def test_a_new_link_ends_the_talk_about_the_one_before():
    chat = f"""
    09:00 Nadia: Le guide {GUIDE}
    09:01 Lou: et la vidéo https://video.example.org/v/1
    09:02 Karim: merci
    """
    talk = hear(messages(chat), "fr")
    assert talk.turns[0].replies == []
    assert [reply.manner for reply in talk.turns[1].replies] == ["thanks"]


def test_a_link_answers_a_question():
    chat = f"""
    09:00 Nadia: Quelqu'un a un guide pour évaluer en ligne ?
    09:20 Karim: {GUIDE}
    """
    assert hear(messages(chat), "fr").turns[1].answers == 0


def test_replies_to_the_senders_next_message_belong_to_the_link():
    chat = f"""
    09:00 Nadia: {GUIDE}
    09:01 Nadia: douze fiches pour évaluer en ligne sans compte, avec les corrigés
    09:04 Karim: imprimé
    """
    talk = hear(messages(chat), "fr")
    assert [reply.manner for reply in talk.manners(talk.turns[0], "uptake")] == ["uptake"]


def test_nobody_answers_himself():
    talk = hear(messages(f"09:00 Nadia: Le guide {GUIDE}\n09:01 Nadia: merci"), "fr")
    assert talk.turns[0].replies == []
    assert talk.turns[1].goes_on == 0


def test_a_manner_needs_no_known_language():
    (turn,) = hear(messages("09:00 Nadia: 12345"), "fr").turns
    assert manner(turn) == "nod"
