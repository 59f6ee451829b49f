"""What the moderator decides is what the site shows: the merge rules of the guide, one by one."""

from datetime import timedelta

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from digest.curation import read_curation
from digest.errors import CurationError
from digest.model import Resource, Topic
from tests.curating import GUIDE, MIRROR, SPAM, START, STUDY, VIDEO, by_url, entries, run, site, text_of


def resource(curation: str, url: str = STUDY, **options: object) -> Resource:
    return next(r for r in run(curation, **options).resources if r.url == url)  # type: ignore[arg-type]


def entry(url: str, *lines: str) -> str:
    return "\n".join(["resources:", f"  - url: {url}", *(f"    {line}" for line in lines)]) + "\n"


def everything(curated: object) -> str:
    return repr(site(curated, profile="members"))  # type: ignore[arg-type]


def test_an_entry_changes_only_the_fields_it_names() -> None:
    plain, changed = resource(""), resource(entry(STUDY, 'title: "Ce que coûte un modèle"'))
    assert changed.title == "Ce que coûte un modèle" and changed.title_from == "curation"
    assert (changed.id, changed.type, changed.shares, changed.why) == (plain.id, plain.type, plain.shares, plain.why)


def test_an_entry_finds_its_resource_in_any_spelling() -> None:
    pasted = "http://www.example.org/etudes/energie-des-modeles/?utm_source=wa#haut"
    assert resource(entry(pasted, 'why: "Chiffres sourcés."')).why == "Chiffres sourcés."


def test_an_entry_finds_its_resource_by_id() -> None:
    own = by_url(run())[STUDY]
    assert resource(f'resources:\n  - id: {own}\n    title: "Par identifiant"\n').title == "Par identifiant"


def test_deleting_the_entry_brings_the_generated_values_back() -> None:
    first = run(entry(STUDY, 'title: "Autre"', "type: book"))
    again = run("", text_of(first.ledger))
    assert again.resources == run("").resources


def test_an_entry_never_shared_needs_a_title_and_is_marked_as_added() -> None:
    curated = run(entry("https://neuf.example.org/guide", 'title: "Un guide choisi"'))
    (added,) = [r for r in curated.resources if r.added]
    assert (added.title, added.url, added.shares) == ("Un guide choisi", "https://neuf.example.org/guide", ())


def test_an_entry_that_nothing_answers_is_told_with_the_closest_address() -> None:
    (warning,) = run(entry("https://example.org/etudes/energie-des-modele", "pin: oui")).warnings
    assert warning.line == 2 and STUDY in str(warning)


def test_a_private_address_of_the_moderator_is_not_shown() -> None:
    curated = run(entry("https://chat.whatsapp.com/AbCdEfGhIjKlMnOpQrStUv", 'title: "Rejoindre"'))
    assert not any(r.added for r in curated.resources) and len(curated.warnings) == 1


def test_what_is_hidden_is_nowhere() -> None:
    curated = run(entry(STUDY, 'hide: "lien mort"'), profile="members")
    assert curated.removed[by_url(run())[STUDY]] == "lien mort"
    assert "energie-des-modeles" not in everything(curated)
    assert "[lien masqué]" in everything(curated)


def test_the_other_links_of_a_message_keep_their_place_when_one_is_hidden() -> None:
    chat = entries([f"Voici {SPAM} puis {VIDEO} et la fin"])
    (day,) = run(entry(SPAM, 'hide: "publicité"'), chat=chat, profile="members").days
    (message,) = day.talk
    (link,) = message.links
    assert message.text == f"Voici [lien masqué] puis {VIDEO} et la fin"
    assert message.text[link.start : link.end] == VIDEO


def test_a_later_sharing_does_not_bring_back_what_is_hidden() -> None:
    curation = entry(STUDY, 'hide: "lien mort"')
    first = run(curation)
    more = [*entries(), *entries([f"Encore : {STUDY}?utm_medium=x"], START + timedelta(30))]
    again = run(curation, text_of(first.ledger), more)
    assert "energie-des-modeles" not in everything(again) and again.removed == first.removed


def test_figures_lose_their_hidden_source_but_stay() -> None:
    curated = run(entry(STUDY, 'hide: "lien mort"'))
    assert curated.figures and all(figure.source == "" for figure in curated.figures)


def test_pinned_ones_come_first_in_the_order_of_the_file() -> None:
    curation = f"resources:\n  - {{url: '{GUIDE}', pin: oui}}\n  - {{url: '{VIDEO}', pin: oui}}\n"
    curated = run(curation)
    assert [r.url for r in curated.resources][:2] == [GUIDE, VIDEO]
    assert [pick.item.url for pick in curated.weeks[0].picks["resources"]][:2] == [GUIDE, VIDEO]  # type: ignore[union-attr]


def test_replace_changes_the_address_and_keeps_the_permalink() -> None:
    curated = run(entry(STUDY, "replace: https://neuf.example.org/etude"))
    (moved,) = [r for r in curated.resources if r.url == "https://neuf.example.org/etude"]
    assert moved.id == by_url(run())[STUDY] and moved.host == "neuf.example.org"


def test_the_new_address_of_a_replaced_one_is_the_same_resource_when_it_is_shared() -> None:
    chat = [*entries(), *entries(["Nouvelle adresse : https://neuf.example.org/etude"], START + timedelta(9))]
    curated = run(entry(STUDY, "replace: https://neuf.example.org/etude"), chat=chat)
    (moved,) = [r for r in curated.resources if "neuf.example.org" in r.url]
    assert len(moved.shares) == 3


def test_same_as_makes_two_addresses_one_resource_and_the_older_id_wins() -> None:
    ids = by_url(run())
    for curation in (entry(STUDY, f"same_as: [{MIRROR}]"), entry(MIRROR, f"same_as: [{STUDY}]")):
        curated = run(curation)
        (joined,) = [r for r in curated.resources if len(r.shares) == 3]
        assert (joined.id, joined.aliases) == (ids[STUDY], (ids[MIRROR],))
        assert curated.removed[ids[MIRROR]] == ids[STUDY]


def test_merged_resources_stand_once_in_every_digest() -> None:
    curated = run(entry(STUDY, f"same_as: [{MIRROR}]"))
    for digest in (*curated.days, *curated.weeks):
        ids = [pick.item.id for pick in digest.section("resources")]
        assert len(ids) == len(set(ids)) and by_url(run())[MIRROR] not in ids


def test_taking_same_as_back_parts_them_under_their_own_ids() -> None:
    joined = run(entry(STUDY, f"same_as: [{MIRROR}]"), text_of(run().ledger))
    assert by_url(run("", text_of(joined.ledger))) == by_url(run())


def test_a_rule_gives_type_tags_and_topics_or_hides() -> None:
    curation = f"""
topics:
  - {{id: energie, title: "Énergie"}}
resources:
  - url: {STUDY}
    tags: [chiffres, -lourd]
rules:
  - match: {{host: example.org, path: /etudes/}}
    type: dataset
    tags: [lourd, climat]
    topics: [energie]
  - match: {{host: example.biz}}
    hide: "publicité"
"""
    study = resource(curation)
    assert (study.type, study.topics[0], study.tags) == ("dataset", "energie", ("chiffres", "climat"))
    assert SPAM not in by_url(run(curation))


def test_the_entry_wins_over_the_rule() -> None:
    curation = entry(STUDY, "type: book") + "rules:\n  - match: {host: example.org}\n    type: dataset\n"
    assert resource(curation).type == "book"


def test_a_topic_takes_in_what_its_words_and_hosts_say() -> None:
    curation = """
topics:
  - {id: energie, title: "Énergie", words: [energie]}
  - {id: audio, title: "À écouter", hosts: [audio.example.org]}
"""
    found = {r.host: r.topics for r in run(curation).resources}
    assert "energie" in found["example.org"] and "audio" in found["audio.example.org"]
    assert "energie" not in found["guides.example.com"]


def test_a_list_keeps_the_moderators_order() -> None:
    curation = f"lists:\n  - id: debuter\n    title: Débuter\n    items: [{VIDEO}, {STUDY}, {GUIDE}]\n"
    (made,) = run(curation).lists
    assert [r.url for r in made.items] == [VIDEO, STUDY, GUIDE]


def test_a_list_by_query_follows_the_chat() -> None:
    (made,) = run(
        "lists:\n  - id: a\n    title: A\n    match: {host: example.org, since: 2025-06-01}\n    sort: old\n"
    ).lists
    assert made.items[0].url == VIDEO and len(made.items) == 3


def test_a_list_item_that_is_not_there_is_told() -> None:
    curated = run("lists:\n  - id: a\n    title: A\n    items: [https://rien.example.org/x]\n")
    assert "rien.example.org" in str(curated.warnings[0]) and curated.lists[0].items == ()


def test_a_figure_is_retitled_pinned_or_hidden_by_its_id() -> None:
    chat = entries(
        [f"Selon l'étude {STUDY}, 22 % des foyers sont équipés.", "À Lyon, 415 TWh ont été consommés en 2024."]
    )
    first, second = (figure.id for figure in run(chat=chat).figures[:2])
    curation = f'figures:\n  - {{id: {second}, pin: oui, title: "par jour"}}\n  - {{id: {first}, hide: "faux"}}\n'
    curated = run(curation, chat=chat)
    assert curated.figures[0].id == second and curated.figures[0].measures == "par jour"
    assert first not in {figure.id for figure in curated.figures}
    assert first not in {pick.item.id for week in curated.weeks for pick in week.section("figures")}


def test_an_unknown_figure_is_told() -> None:
    assert "no figure has the id" in str(run("figures:\n  - {id: f-aaaaaaaa, pin: oui}\n").warnings[0])


def test_notes_reach_the_site() -> None:
    assert run("notes:\n  2025-W23: |\n    Bonne **semaine**.\n").notes == {"2025-W23": "Bonne **semaine**."}


HELD = [f"Un élève de ma classe, Nolan, dyslexique, a fait ceci : {GUIDE}", f"Sinon {VIDEO}"]


def test_what_a_delicate_message_brings_waits_until_accepted() -> None:
    curated = run(chat=entries(HELD))
    assert GUIDE not in by_url(curated) and [held.kind for held in curated.held] == ["resources"]
    assert "Nolan" not in everything(curated) and "guides.example.com" not in text_of(curated.ledger)
    accepted = run(entry(GUIDE, "accept: oui"), chat=entries(HELD))
    assert GUIDE in by_url(accepted) and not accepted.held


def test_held_items_are_accepted_by_id_too() -> None:
    (held,) = run(chat=entries(HELD)).held
    assert GUIDE in by_url(run(f"accept: [{held.id}]", chat=entries(HELD)))


def test_what_was_said_in_a_held_message_is_not_shown_when_another_shared_it_too() -> None:
    chat = entries([*HELD, f"Utile : {GUIDE}"])
    assert "Nolan" not in everything(run(chat=chat))


def test_a_single_sharing_can_be_hidden() -> None:
    study = resource("")
    curation = entry(STUDY, f"hide_shares: [{study.shares[1].message.id}]")
    assert len(resource(curation).shares) == 1


def test_the_moderators_words_pass_the_gate() -> None:
    study = resource(entry(STUDY, 'title: "Appelez le +33 6 39 98 12 34"'))
    assert "98 12 34" not in study.title


@pytest.mark.parametrize("curation", ["", entry(STUDY, f"same_as: [{MIRROR}]"), entry(STUDY, 'hide: "x"')])
def test_the_same_input_gives_the_same_result(curation: str) -> None:
    assert run(curation) == run(curation) == run(curation, seed=7)


def test_an_unknown_topic_stops_everything_and_a_built_in_one_does_not() -> None:
    curation = entry(STUDY, "topics: [law]")
    with pytest.raises(CurationError, match="the topic `law` is not declared"):
        run(curation)
    assert resource(curation, topics=[Topic("law", "Droit")]).topics[0] == "law"


def test_an_entry_that_pins_wins_over_a_rule_that_hides() -> None:
    rule = "rules:\n  - match: {host: example.org}\n    hide: non\n".replace("non", "ailleurs")
    found = by_url(run(entry(STUDY, "pin: oui") + rule))
    assert STUDY in found and VIDEO not in found


def test_a_note_for_a_time_without_messages_is_told() -> None:
    (warning,) = run("notes:\n  2031-W02: Bonjour\n").warnings
    assert "2031-W02" in str(warning)


FIELDS = "version topics resources figures lists rules accept notes"
NAMES = f"{FIELDS} url id title hide pin items match host type same_as replace topic since".split()
LEAVES = st.sampled_from(
    ["", "oui", "r-aaaaaaaa", "a", STUDY, MIRROR, "2025-06-01", "1", "#x", "- y", "video", "*x", ": "]
)
TREES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=4)
)


@given(st.dictionaries(st.sampled_from(FIELDS.split()), TREES, max_size=4))
def test_any_file_is_applied_or_told_to_be_wrong(tree: object) -> None:
    try:
        read_curation(yaml.safe_dump(tree, allow_unicode=True))
    except CurationError as error:
        assert all(fault.line > 0 and fault.message for fault in error.faults)
