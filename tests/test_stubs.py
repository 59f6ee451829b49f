"""What is new is offered as commented text behind the file; no byte before it changes."""

import re
from datetime import timedelta

import pytest

from digest.curation import read_curation
from digest.stubs import awaiting, stubs
from tests.curating import GUIDE, START, STUDY, VIDEO, entries, run

FILES = {
    "nothing": "",
    "entries last": f'topics:\n- {{id: a, title: "A"}}\nresources:\n  - url: {STUDY}\n    title: "Étude"\n',
    "no final line end": f"resources:\n- url: {STUDY}\n  pin: oui",
    "lists last": f"resources:\n  - url: {STUDY}\n    pin: oui\nlists:\n  - {{id: a, title: A, items: [{VIDEO}]}}\n",
}


def uncommented(appended: str) -> str:
    return re.sub(r"^# ( *(?:- |  ))", r"\1", appended, flags=re.M)


@pytest.mark.parametrize("name", FILES)
def test_the_file_with_stubs_means_the_same_as_before(name: str) -> None:
    text = FILES[name]
    appended = stubs(run(text), text, "fr")
    assert read_curation(text + appended) == read_curation(text)


@pytest.mark.parametrize("name", ["entries last", "no final line end"])
def test_stubs_become_entries_when_their_marks_are_taken_away(name: str) -> None:
    text = FILES[name]
    decisions = read_curation(text + uncommented(stubs(run(text), text, "fr"))).decisions
    assert {VIDEO, GUIDE} <= {decision.url for decision in decisions}
    assert all(decision.title for decision in decisions if decision.url != STUDY)


@pytest.mark.parametrize("name", FILES)
def test_nothing_is_offered_twice(name: str) -> None:
    text = FILES[name]
    once = text + stubs(run(text), text, "fr")
    assert stubs(run(once), once, "fr") == ""


def test_deleted_stubs_do_not_come_back_but_later_resources_do() -> None:
    offered = stubs(run(), "", "fr")
    head = next(line for line in offered.splitlines() if line.startswith("# ---")) + "\n"
    assert VIDEO not in stubs(run(head), head, "fr")
    later = [*entries(), *entries(["À lire : https://neuf.example.org/article-sur-la-lecture"], START + timedelta(20))]
    assert "neuf.example.org" in stubs(run(head, chat=later), head, "fr")


def test_what_is_held_is_offered_by_id_without_its_words() -> None:
    chat = entries([f"Cet élève dyslexique, Nolan, a aimé {GUIDE}"])
    offered = stubs(run(chat=chat), "", "fr")
    assert "accept: oui" in offered and "Nolan" not in offered and "guides.example.com" not in offered
    text = "resources:\n" + uncommented(offered)
    assert [r.url for r in run(text, chat=chat).resources] == [GUIDE]


def test_what_awaits_a_decision_is_listed() -> None:
    text = "resources:\n  - url: https://rien.example.org/x\n"
    chat = [*entries(), *entries(["Élève dyslexique : https://ecole.example.org/dossier-a-lire"], START + timedelta(9))]
    kinds = [waiting.kind for waiting in awaiting(run(text, chat=chat), text)]
    assert kinds[:2] == ["held", "fault"] and set(kinds[2:]) == {"new"}


def test_hostile_titles_stay_inside_their_comment() -> None:
    chat = entries(
        ['Article : « titre" ]\n  - url: https://mal.example.org\n: » https://example.org/un-article-de-fond']
    )
    offered = stubs(run(chat=chat), "", "en")
    assert all(line.startswith("#") or not line for line in offered.splitlines())
    read_curation("resources:\n" + uncommented(offered))
