"""The gate: what passes, what is masked, who is named, who is left out."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.clean import MAX_LINE, MAX_MESSAGE, clean, shorten
from digest.hold import why
from digest.model import Chunk, Entry, Header, Kind, Notice, Poll, Redacted, Tally
from digest.private import find_private
from digest.redact import Gate, Gated, Policy

CASES = Path(__file__).parent / "cases" / "private"
BEGIN = datetime(2025, 6, 5, 8, 0)
PUBLIC = Policy()


def gate(*said: tuple[str, str], policy: Policy = PUBLIC, kind: Kind = "message") -> Gated:
    """Messages (author, text) through the gate."""
    entries = [Entry(BEGIN + timedelta(minutes=n), author, text, kind) for n, (author, text) in enumerate(said)]
    return Gate(policy).messages(Chunk(entries))


def texts(gated: Gated) -> list[str]:
    return [str(message.text) for message in gated.messages]


# ------------------------------------------------------------------ cleaning


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("simple", "simple"),
        ("e\u0301te\u0301", "été"),
        ("a\u202eb\u202cc", "abc"),
        ("a\u2066b\u2069", "ab"),
        ("pay\u200bpal", "paypal"),
        ("un\u00adsoft", "unsoft"),
        ("\ufeffbom", "bom"),
        ("a\x00b\x1bc\x7f", "abc"),
        ("tag\U000e0041\U000e0042", "tag"),
        ("non\ufdd0\ufffe\U0001ffff", "non"),
        ("\ud800lone", "lone"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("tab\tstays", "tab\tstays"),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
        ("❤\ufe0f\u200d🔥", "❤\ufe0f\u200d🔥"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("chris\u200dtophe", "christophe"),
        ("é\u200dè", "éè"),
        ("chris\u200etophe", "christophe"),
        ("z" + "\u0335" * 30, "z" + "\u0335" * 4),
        ("\u3164\u115f", ""),
    ],
)
def test_text_is_cleaned_of_what_deceives(raw: str, cleaned: str) -> None:
    assert clean(raw) == cleaned


@given(st.text(max_size=60))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


def test_long_lines_and_messages_are_cut_with_a_mark() -> None:
    assert shorten("court") == "court"
    assert shorten("a" * (MAX_LINE + 50)) == "a" * MAX_LINE + " […]"
    assert len(shorten("mot\n" * MAX_MESSAGE)) < MAX_MESSAGE + 10


def test_a_shortened_message_is_counted() -> None:
    assert gate(("Ana", "x" * 30_000)).shortened == 1


# ------------------------------------------------------------------ private data


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("appelle le 06 39 98 12 34", "appelle le [téléphone masqué]"),
        ("écris à ana@example.org", "écris à [e-mail masqué]"),
        ("@33639981234 ok", "[téléphone masqué] ok"),
        ("au 12 rue des Songes, 13999 Marsefeint", "au [adresse masquée]"),
        ("suivez @atelier_demo", "suivez [compte masqué]"),
        ("mot de passe : Tulipe#42", "mot de passe : [code masqué]"),
        ("groupe https://chat.whatsapp.com/AbCdEfGhIjKlMnOpQrStUv", "groupe [lien masqué]"),
        ("https://example.org/inscription?email=ana@example.org", "[lien masqué]"),
        ("57 joules contre 3 353 joules", "57 joules contre 3 353 joules"),
        ("https://presse.example.org/2025/06/05/0639981234/ia", "https://presse.example.org/2025/06/05/0639981234/ia"),
    ],
)
def test_private_data_is_masked_by_type_and_figures_stay(raw: str, shown: str) -> None:
    assert texts(gate(("Zed", raw))) == [shown]


def test_masks_are_in_the_language_of_the_site() -> None:
    assert texts(gate(("Zed", "call 07700 900123"), policy=Policy(language="en"))) == ["call [phone number hidden]"]


def test_what_was_masked_is_counted_by_type() -> None:
    gated = gate(("Zed", "06 39 98 12 34 et 06 39 98 12 35"))
    assert gated.masked == {"PHONE": 2}
    assert gated.messages[0].masked == ("PHONE", "PHONE")


def test_links_point_into_the_gated_text() -> None:
    (message,) = gate(("Zed", "06 39 98 12 34 puis https://example.org/etude-ia")).messages
    (link,) = message.links
    assert message.text[link.start : link.end] == "https://example.org/etude-ia"


def test_poll_strings_are_gated() -> None:
    poll = Poll("Qui appelle le 06 39 98 12 34 ?", (("merci Léa", 2), ("non", None)))
    entry = Entry(BEGIN, "Léa Exemple", "", "poll", poll=poll)
    (message,) = Gate().messages(Chunk([entry])).messages
    assert message.poll == Poll("Qui appelle le [téléphone masqué] ?", (("merci [membre]", 2), ("non", None)))


# ------------------------------------------------------------------ what does not pass


@pytest.mark.parametrize("kind", ["deleted", "call", "location", "contact", "system", "pinned"])
def test_records_without_words_of_a_person_do_not_pass(kind: Kind) -> None:
    gated = gate(("Ana", "quelque chose"), kind=kind)
    assert not gated.messages and gated.withheld == {kind: 1}


def test_media_keep_their_caption_only() -> None:
    entries = [
        Entry(BEGIN, "Ana", "la légende", "media", media="IMG-0001.jpg"),
        Entry(BEGIN, "Ana", "", "media", media="b.jpg"),
    ]
    gated = Gate().messages(Chunk(entries))
    assert texts(gated) == ["la légende"] and gated.withheld == {"no text": 1}


def test_notices_never_pass() -> None:
    gated = Gate().messages(Chunk([Notice(BEGIN, "Votre code de sécurité avec +33 6 39 98 12 34 a changé.")]))
    assert gated.messages == () and gated.withheld == {"system": 1}


# ------------------------------------------------------------------ people


def test_public_shows_no_author_and_no_clock() -> None:
    (message,) = gate(("Léa Exemple", "bonjour")).messages
    assert message.name is None and not message.clock


def test_members_shows_first_names_and_full_shows_all() -> None:
    assert gate(("EXEMPLE Léa", "oui"), policy=Policy("members")).messages[0].name == "Léa"
    assert gate(("Léa Exemple", "oui"), policy=Policy("full")).messages[0].name == "Léa Exemple"


@pytest.mark.parametrize("profile", ["public", "members", "full"])
def test_a_number_is_never_a_name(profile: str) -> None:
    policy = Policy(profile)  # type: ignore[arg-type]
    assert gate(("+33 6 39 98 12 34", "oui"), policy=policy).messages[0].name is None


def test_a_number_inside_a_name_is_masked() -> None:
    (message,) = gate(("Zoé 06 39 98 12 34", "oui"), policy=Policy("full")).messages
    assert message.name == "Zoé [téléphone masqué]"


def test_configured_countries_add_to_the_usual_ones() -> None:
    assert texts(gate(("Zed", "appelle 699 00 15 04"), policy=Policy(countries=("FR",)))) == [
        "appelle [téléphone masqué]"
    ]


def test_who_agreed_appears_under_the_name_they_chose() -> None:
    gated = gate(("Léa Exemple", "oui"), ("Zed", "merci Léa"), policy=Policy(show={"lea exemple": "Léa (CDI)"}))
    assert gated.messages[0].name == "Léa (CDI)"
    assert texts(gated)[1] == "merci Léa (CDI)"


@pytest.mark.parametrize(
    ("profile", "shown"),
    [("public", "merci [membre] et [membre]"), ("members", "merci Léa et Paul"), ("full", "merci Léa Exemple et PAUL")],
)
def test_mentions_follow_the_profile(profile: str, shown: str) -> None:
    policy = Policy(profile)  # type: ignore[arg-type]
    gated = gate(("Léa Exemple", "a"), ("Paul Demo", "b"), ("Zed", "merci Léa Exemple et PAUL"), policy=policy)
    assert texts(gated)[2] == shown


def test_nicknames_stand_for_their_person() -> None:
    gated = gate(("Christophe Demo", "a"), ("Zed", "merci Kris !"), policy=Policy(aliases={"Kris": "Christophe Demo"}))
    assert texts(gated)[1] == "merci [membre] !"


def test_people_of_the_header_are_known_too() -> None:
    tally = Tally("a.txt", 9, 1, 1, 0, 0, 8, 0, 0, 0, Header("a.txt", participants=("Christophe Demo",)))
    gated = Gate().messages(Chunk([Entry(BEGIN, "Zed", "merci Christophe")], tallies=[tally]))
    assert texts(gated) == ["merci [membre]"]


def test_an_address_that_names_a_member_is_masked_and_a_first_name_is_not_enough() -> None:
    said = "https://social.example.org/in/christophe-demo-42 et https://example.org/christophe/outils"
    gated = gate(("Demo Christophe", "a"), ("Zed", said))
    assert texts(gated)[1] == "[lien masqué] et https://example.org/christophe/outils"


# ------------------------------------------------------------------ those who object


SPELLINGS = ["Opale Retirée", "OPALE RETIREE", "Retirée Opale", "~ Opale\u202fRetirée", "opale retire\u0301e"]


@pytest.mark.parametrize("author", SPELLINGS)
@pytest.mark.parametrize("profile", ["public", "members", "full"])
def test_who_objects_vanishes_in_any_spelling(author: str, profile: str) -> None:
    policy = Policy(profile, leave_out=("Opale Retirée",))  # type: ignore[arg-type]
    gated = gate((author, "mon message https://example.org/a"), ("Zed", "merci opale et Opale Retirée"), policy=policy)
    assert texts(gated) == ["merci [membre] et [membre]"]
    assert gated.opted_out == 1 and gated.withheld == {"opted out": 1}


def test_messages_under_a_former_number_go_too() -> None:
    policy = Policy(leave_out=("Opale Retirée",), aliases={"+33 6 39 98 12 34": "Opale Retirée"})
    assert texts(gate(("+33 6 39 98 12 34", "avant"), ("Zed", "reste"), policy=policy)) == ["reste"]
    assert texts(gate(("06 39 98 12 34", "avant"), ("Zed", "reste"), policy=policy)) == ["reste"]


def test_a_number_alone_can_be_left_out() -> None:
    assert texts(gate(("+33 6 39 98 12 34", "avant"), policy=Policy(leave_out=("06 39 98 12 34",)))) == []


def test_a_line_in_the_chat_opts_out() -> None:
    gated = gate(("Paul Demo", "avant"), ("Zed", "Tapez #sansmoi pour sortir"), ("Paul Demo", "bonjour\n#SansMoi !"))
    assert texts(gated) == ["Tapez #sansmoi pour sortir"]


def test_the_group_may_have_its_own_opt_out_word() -> None:
    assert texts(gate(("Paul", "avant"), ("Paul", "#privé"), policy=Policy(opt_out_words=("#privé",)))) == []


def test_part_of_a_name_takes_out_whoever_bears_it() -> None:
    assert texts(gate(("Opale Retirée", "a"), ("Zed", "b"), policy=Policy(leave_out=("Opale",)))) == ["b"]


# ------------------------------------------------------------------ held back


def held_cases() -> list[tuple[str, str]]:
    rows = (CASES / "held.txt").read_text("utf-8").split("\n")
    return [(row.split(" | ")[0], row.split(" | ", 1)[1]) for row in rows if row and not row.startswith("#")]


@pytest.mark.parametrize(("reason", "text"), held_cases())
def test_sensitive_messages_wait_and_general_talk_passes(reason: str, text: str) -> None:
    (message,) = gate(("Zed", text)).messages
    assert (reason in message.held) if reason != "-" else message.held == ()


def test_the_group_may_name_further_words_and_switch_holding_off() -> None:
    words = Policy(hold_words=("collège Exemple",))
    assert gate(("Zed", "au collège Exemple"), policy=words).messages[0].held == ("word",)
    assert gate(("Zed", "mon burn-out"), policy=Policy(hold=False)).messages[0].held == ()


def test_delicate_links_hold_their_message() -> None:
    (message,) = gate(("Zed", "à remplir https://docs.google.com/spreadsheets/d/1DemoDemoDemo/edit")).messages
    assert message.held == ("editable",)


def test_reasons_have_words_in_the_language_of_the_site() -> None:
    assert why("health", "fr") == "santé d'une personne"
    assert why("health", "en") == "somebody's health"


# ------------------------------------------------------------------ ids and derived text


def test_ids_come_from_gated_text_day_and_order() -> None:
    first, second = gate(("Ana", "ok"), ("Bob", "ok")).messages
    other = gate(("Zoé", "ok")).messages[0]
    assert first.id != second.id and first.id == other.id
    assert len(first.id) == 10 and first.id.startswith("m-")


def test_ids_tell_nothing_of_a_masked_number() -> None:
    one, other = (gate(("Ana", f"au 06 39 98 12 {n}")).messages[0].id for n in (34, 35))
    assert one == other


def test_derived_strings_pass_the_same_gate() -> None:
    gate_ = Gate()
    gate_.messages(Chunk([Entry(BEGIN, "Léa Exemple", "a")]))
    title = gate_.text("Entretien avec Léa Exemple, 06 39 98 12 34\u202e")
    assert title == "Entretien avec [membre], [téléphone masqué]" and isinstance(title, Redacted)


@given(
    st.lists(
        st.sampled_from(["06 39 98 12 34", "ana@example.org", "merci Léa", "\n", "3 353 J", "@Ana", "é", ". "]),
        max_size=8,
    )
)
def test_gated_text_holds_nothing_private_and_passes_unchanged(pieces: list[str]) -> None:
    gate_ = Gate()
    (first, *_) = gate_.messages(Chunk([Entry(BEGIN, "Léa Exemple", " ".join(["x", *pieces]))])).messages
    assert [span for span in find_private(first.text) if span.type in ("PHONE", "EMAIL", "IBAN")] == []
    assert gate_.text(first.text) == first.text


@given(st.text(max_size=200))
def test_any_text_passes_without_a_fault(text: str) -> None:
    assert isinstance(Gate().text(text), Redacted)


def test_who_objects_is_sought_beside_other_names_too() -> None:
    policy = Policy(leave_out=("Paulin Grandserre",))
    gated = gate(
        ("Paulin Grandserre", "x"), ("Rose Demo", "y"), ("Zed", "Rose Paulin et Paulin Testeur"), policy=policy
    )
    assert "Paulin" not in texts(gated)[-1]


def test_a_number_cut_by_an_address_is_masked_whole() -> None:
    (shown,) = texts(gate(("Zed", "wa.me/06 39 98 12 34 merci")))
    assert shown.endswith("merci") and not any(char.isdigit() for char in shown)


def test_masks_are_no_secrets_when_a_text_passes_again() -> None:
    once = Gate().text("https://example.org/?x=1 mot de passe : abc123 pwd=tulipe42")
    assert Gate().text(once) == once
