"""One kind of highlight after the other, in small conversations."""

from __future__ import annotations

import pytest

from digest.model import KeyFigure
from tests.talking import best, gathered

STUDY = "https://univ.example.org/etudes/sommeil-ecrans"
CENTRES = "https://univ.example.org/etudes/centres-de-donnees"
CLIP = "https://www.youtube.com/watch?v=chatRigolo1"


# ---------------------------------------------------------------- resources


def test_a_resource_that_members_use_comes_before_one_that_made_them_laugh():
    chat = f"""
    09:00 Nadia: {CLIP}
    09:01 Karim: 😂😂
    09:02 Lou: mdr
    10:00 Paul: Étude sur le sommeil et les écrans, 1 200 élèves suivis {STUDY}
    10:05 Lou: testé ce matin avec mes 4e
    """
    assert best(chat)[0].endswith("sommeil-ecrans")
    assert CLIP not in best(chat)


def test_a_withdrawn_link_is_not_shown():
    chat = f"""
    09:00 Nadia: Le guide complet de l'évaluation {STUDY}
    09:03 Nadia: pardon mauvais lien, oubliez
    """
    assert best(chat) == []


def test_a_link_shown_false_is_not_shown():
    chat = f"""
    09:00 Nadia: 80 % des enfants ne dorment plus {STUDY}
    09:03 Karim: c'est faux, démenti par l'agence hier
    """
    assert best(chat) == []


def test_words_in_the_message_beside_a_bare_link_are_its_comment():
    (resource,) = gathered(f"""
    09:00 Nadia: L'étude sur le sommeil que je cherchais depuis mars
    09:01 Nadia: {STUDY}
    """).resources
    assert resource.shares[0].comment == "L'étude sur le sommeil que je cherchais depuis mars"


def test_a_bare_link_explained_days_later_keeps_the_explanation():
    (resource,) = gathered(f"""
    2025-06-02 09:00 Nadia: {STUDY}
    2025-06-05 09:00 Karim: L'étude postée par Nadia lundi : une heure d'écran de moins, vingt minutes de sommeil
    """).resources
    assert "vingt minutes" in resource.shares[0].comment


def test_one_resource_shared_twice_is_one_with_two_people():
    (resource,) = gathered(f"""
    09:00 Nadia: à lire {STUDY}
    2025-06-06 11:00 Karim: je remets l'étude {STUDY}?utm_source=wa
    """).resources
    assert (len(resource.shares), resource.people) == (2, 2)
    assert resource.id.startswith("r-")
    assert len(resource.id) == 10


def test_replies_with_content_are_quoted_and_thanks_counted():
    (resource,) = gathered(f"""
    09:00 Nadia: Étude sur le sommeil des collégiens {STUDY}
    09:02 Karim: merci
    09:04 Lou: je l'ai lue, la page 12 suffit pour une séance
    """).resources
    share = resource.shares[0]
    assert share.thanks == 1
    assert share.quoted == ("je l'ai lue, la page 12 suffit pour une séance",)


def test_hashtags_become_tags_and_words_topics():
    (resource,) = gathered(f"09:00 Nadia: Étude sur l'énergie des centres de données #sobriété {CENTRES}").resources
    assert resource.tags == ("sobriété",)
    assert "energy" in resource.topics


# ---------------------------------------------------------------- figures


def figures(chat: str) -> list[KeyFigure]:
    whole = gathered(chat).whole
    return [pick.item for pick in whole.section("figures")] if whole else []  # type: ignore[misc]


def test_the_two_terms_of_a_comparison_are_one_figure():
    (figure,) = figures(f"09:00 Nadia: Étude : 58 % des élèves acceptent l'erreur, contre 33 % avec un doute {STUDY}")
    assert figure.figure.text == "58 %"
    assert [other.text for other in figure.also] == ["33 %"]


def test_a_figure_has_the_link_of_its_message_as_source():
    found = gathered(f"09:00 Nadia: Étude : 58 % des élèves acceptent l'erreur {STUDY}")
    assert found.figures[0].source == found.resources[0].id


def test_the_sharers_next_link_is_the_source_too():
    found = gathered(f"""
    09:00 Nadia: Rapport de l'agence : 58 % des élèves acceptent l'erreur
    09:02 Nadia: {STUDY}
    """)
    assert found.figures[0].source == found.resources[0].id


def test_a_part_of_a_whole_is_one_figure():
    (figure,) = figures("09:00 Nadia: Résultat : 7 élèves sur 25 osaient dessiner un visage")
    assert (figure.figure.text, figure.figure.value) == ("7 élèves sur 25", (7, 25))


def test_a_figure_said_again_is_merged():
    found = gathered("""
    09:00 Nadia: Rapport : 48 700 élèves attendent un accompagnant
    09:05 Karim: 48 700 élèves, c'est énorme
    """)
    (figure,) = found.figures
    assert len(figure.repeats) == 1


@pytest.mark.parametrize(
    "line",
    ["vends chevalet 35 €", "13 500 jours de retard 😂", "mon contrat passe de 24h à 30h 🎉", "je dirais 40 % au pif"],
)
def test_sales_jokes_guesses_and_personal_numbers_come_after_findings(line):
    chat = f"""
    09:00 Nadia: {line}
    12:00 Karim: Enquête : 64 % des familles trouvent le repas trop court, 41 % en 2023 {STUDY}
    """
    assert figures(chat)[0].figure.text == "64 %"


def test_a_corrected_figure_gives_way_to_the_right_one():
    chat = f"""
    09:00 Nadia: Le rapport dit que 82 % des élèves utilisent l'outil
    09:04 Karim: correction, j'ai relu : c'est 28 % des élèves, page 4 {STUDY}
    """
    assert [figure.figure.text for figure in figures(chat)][:1] == ["28 %"]


# ---------------------------------------------------------------- events


def events(chat: str, language: str = "fr") -> list[tuple[str, str]]:
    return [(str(event.day), event.time) for event in gathered(chat, language).events]


def test_an_event_has_its_day_and_hour():
    assert events("09:00 Nadia: Atelier beatmaking samedi 14 juin à 14h au conservatoire") == [("2025-06-14", "14:00")]


def test_a_moved_event_stands_under_its_new_day_only():
    chat = """
    09:00 Nadia: Réunion du comité jeudi 12 juin à 18h, salle 4
    12:00 Nadia: La réunion du comité est décalée au mardi 17 juin, même heure
    """
    assert events(chat) == [("2025-06-17", "")]


def test_a_cancelled_event_goes():
    chat = """
    09:00 Nadia: Réunion du comité jeudi 12 juin à 18h, salle 4
    12:00 Nadia: Réunion du comité annulée, pas assez d'inscrits
    """
    assert events(chat) == []


def test_the_same_event_said_again_stands_once():
    chat = """
    09:00 Nadia: Concert de la chorale vendredi 13 juin à 19h
    2025-06-12 12:00 Karim: Rappel : concert de la chorale demain à 19h
    """
    assert len(events(chat)) == 1


@pytest.mark.parametrize(
    "line",
    [
        "je fais la séance 2 demain",
        "qui peut prendre mon panier jeudi ?",
        "la trace de la sortie de dimanche était belle",
        "à demain !",
        "c'est quoi déjà le code ?",
    ],
)
def test_plans_and_favours_are_no_events(line):
    assert events(f"09:00 Nadia: {line}") == []


def test_a_registration_deadline_is_marked():
    found = gathered("09:00 Nadia: Colloque jeudi 26 juin à Rennes, inscription avant le 12 juin").events
    assert [(str(event.day), event.deadline) for event in found] == [("2025-06-26", False), ("2025-06-12", True)]


# ---------------------------------------------------------------- questions and announcements


def test_a_question_is_open_until_somebody_answers_with_content():
    chat = """
    09:00 Nadia: Quelqu'un connaît une banque de pictos libre ?
    09:05 Karim: je cherche aussi
    """
    (question,) = gathered(chat).questions
    assert not question.answered
    (question,) = gathered(chat + "09:10 Lou: oui, la banque Exemple est libre et traduite").questions
    assert question.answered


@pytest.mark.parametrize(
    "line", ["qui vient ce soir ?", "ça va ?", "tu as les clés ?", "c'est beau non ?", "quelqu'un aurait un chargeur ?"]
)
def test_favours_and_rhetoric_are_no_questions_to_the_group(line):
    assert gathered(f"09:00 Nadia: {line}").questions == ()


@pytest.mark.parametrize(
    "line",
    [
        "Appel à projets : dépôt des dossiers jusqu'au 15 juillet",
        "Le comité a voté hier soir : la cotisation passe de 20 à 24 €",
        "Pour info à partir de septembre la salle change, rendez-vous au foyer",
        "Poste de sage-femme à pourvoir, CDD de 6 mois",
    ],
)
def test_calls_decisions_changes_and_vacancies_are_announced(line):
    assert len(gathered(f"09:00 Nadia: {line}").announcements) == 1


@pytest.mark.parametrize("line", ["vends vélo avant samedi", "merci pour la décision 😂", "bonjour à tous"])
def test_other_talk_is_not_announced(line):
    assert gathered(f"09:00 Nadia: {line}").announcements == ()
