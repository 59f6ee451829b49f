"""The post for the group: formatting that holds, a length that holds, nothing but what the site shows."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.errors import DigestError
from digest.language import table
from digest.model import Site
from digest.write.desk import Desk
from digest.write.feeds import feeds
from digest.write.mail import letter
from digest.write.post import LIMITS, Variant, neutral, post, post_address
from digest.write.weekly import Row, Week, find_week, first_sentence, plain
from tests import sample
from tests.pages import Read, markdown_pages, rendered

VARIANTS: tuple[Variant, ...] = ("short", "long")
MARKS = "*_~`"
NOTE = {"2025-W23": "Une semaine **riche**. Et la suite."}
SITES = {
    "French": sample.french(),
    "English": sample.english(),
    "no address": replace(sample.french(), url=""),
    "members": sample.french("members"),
    "marked": sample.french(twist=lambda words: f"*{words}* _a_ ~b~ `c` ```d``` *"),
    "broken lines": sample.french(twist=lambda words: f"{words}\n- x\n> y\n* z\r1. w"),
    "endless": replace(sample.french(twist=lambda words: (words + " ") * 90), name="n" * 5000, notes=NOTE),
}


@cache
def week_pages(name: str) -> dict[str, str]:
    """The pages of the weeks of ``SITES[name]`` as HTML, by name of the week."""
    found = {path.removeprefix("docs/weeks/"): text for path, text in markdown_pages(SITES[name]).items()}
    return {path.removesuffix(".md"): rendered(text) for path, text in found.items() if path.startswith("2025-W")}


def weeks(site: Site) -> list[tuple[Desk, Week]]:
    desk = Desk(site)
    return [(desk, find_week(desk, digest.period.name)) for digest in site.weeks]


def even(text: str) -> str:
    """Text without what typesetting adds: spaces of all kinds as one, quotation marks as one."""
    return re.sub(r"\s+", " ", re.sub("[«»“”‘’\"']", "'", text)).replace("' ", "'").replace(" '", "'")


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("site", SITES.values(), ids=SITES)
def test_a_post_keeps_to_its_length(site: Site, variant: Variant) -> None:
    assert all(len(post(desk, week, variant)) <= LIMITS[variant] for desk, week in weeks(site))


def test_a_full_week_is_told_with_its_best(french: str = "2025-W23") -> None:
    site = replace(sample.french(), notes=NOTE)
    desk = Desk(site)
    text = post(desk, find_week(desk, french), "long")
    assert text.startswith("*Les jardins de Trifouillis · Semaine 23, 2025*\n_Du 2 au 8 juin 2025_\n")
    assert "https://digest.example.org/weeks/2025-W23/" in text
    assert "\n_Une semaine riche._\n" in text
    assert "\n- *L’empreinte énergétique des serveurs, en chiffres* (article)\nhttps://revue.example.org/" in text
    assert "*57 joules*" in text
    assert "Qui connaît un relevé gratuit des floraisons" in text


def test_a_post_reads_in_english() -> None:
    ((desk, week),) = weeks(sample.english())
    text = post(desk, week)
    assert "*Worth a look*\n- Sleep and endurance _(study)_" in text
    assert "*12%*" in text


def test_a_short_post_holds_one_address_so_that_the_group_sees_the_preview_of_the_page() -> None:
    for desk, week in weeks(sample.french()):
        assert re.findall(r"https?://\S+", post(desk, week)) == [f"https://digest.example.org/weeks/{week.name}/"]


def test_without_a_site_address_the_place_of_the_page_is_told() -> None:
    desk, week = weeks(SITES["no address"])[0]
    assert post(desk, week).splitlines()[2].endswith("weeks/2025-W23/")


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("name", ["French", "English", "members", "marked"])
def test_every_address_of_a_post_is_on_the_page_of_the_week(name: str, variant: Variant) -> None:
    for desk, week in weeks(SITES[name]):
        shown = {*Read(week_pages(name)[week.name]).links, f"{desk.site.url}weeks/{week.name}/"}
        assert set(re.findall(r"https?://\S+", post(desk, week, variant))) <= shown


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("name", ["French", "English", "members"])
def test_every_word_of_a_post_is_on_the_page_of_the_week(name: str, variant: Variant) -> None:
    site, words = SITES[name], table("weekly", SITES[name].language)["post"]
    for desk, week in weeks(site):
        page = even(Read(week_pages(name)[week.name]).text + site.name).lower()
        page += even(plain(site.notes.get(week.name, ""))).lower()
        lines = post(desk, week, variant).splitlines()[3:]
        for line in lines:
            said = re.sub(r"_?\((\w+)\)_?$", "", re.sub(r"^- |(?<!\w)\*|\*(?!\w)|^_|_$", "", line)).strip()
            if not said or "://" in said or said in words.values():
                continue
            for piece in re.split("[…«»“”]", said):
                assert even(piece).strip("' ").lower() in page, piece


PLAIN = {
    "*gras*": "gras",
    "un *mot* et _un autre_, ~barré~ `code`": "un mot et un autre, barré code",
    "2*3*4": "2∗3∗4",
    "snake_case_name": "snakeˍcaseˍname",
    "* puce\n* puce": "∗ puce ∗ puce",
    "```bloc```": "bloc",
    "a ``` b": "a ˋˋˋ b",
    "*ouvert": "∗ouvert",
    "*_les deux_*": "les deux",
    "**fort** *seul": "fort ∗seul",
}


@pytest.mark.parametrize("text", PLAIN)
def test_marks_of_the_chat_format_nothing(text: str) -> None:
    assert neutral(text) == PLAIN[text]


@given(st.text(alphabet="ab *_~`\n->1.é", max_size=40))
def test_no_chat_text_keeps_a_mark_or_a_line_break(text: str) -> None:
    assert not set(neutral(text)) & set(MARKS + "\n")


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("name", ["marked", "broken lines"])
def test_hostile_words_leave_the_form_of_a_post_as_it_is(name: str, variant: Variant) -> None:
    for desk, week in weeks(SITES[name]):
        for line in post(desk, week, variant).splitlines():
            bare = re.sub(r"https?://\S+|weeks/\S+", "", line)
            assert bare.count("*") in (0, 2) and bare.count("_") in (0, 2), line
            assert not re.search(r"[~`]|^[>\d]", bare), line
            assert not line.startswith(("- x", "> y", "* z", "1. w"))


ADDRESSES = {
    "https://example.org/a_b": "https://example.org/a_b",
    "https://example.org/_a_/": "https://example.org/%5Fa%5F/",
    "https://example.org/*?q=~x": "https://example.org/%2A?q=%7Ex",
    "https://example.org:99999/": "",
    "javascript:alert(1)": "",
}


@pytest.mark.parametrize("url", ADDRESSES)
def test_marks_at_the_edge_of_a_word_in_an_address_are_encoded(url: str) -> None:
    assert post_address(url) == ADDRESSES[url]


def test_neutralising_takes_linear_time() -> None:
    for text in ("*" * 100_000, "*a " * 40_000, "*a_" * 40_000, "a*" * 50_000, "*" + "a" * 100_000):
        start = time.process_time()
        neutral(text)
        assert time.process_time() - start < 1


# ---------------------------------------------------------------- the week that is meant


def test_the_latest_week_is_meant_when_none_is_named() -> None:
    desk = Desk(sample.french())
    assert find_week(desk).name == desk.site.weeks[-1].period.name


@pytest.mark.parametrize("name", ["2025-W23", "2025-w23", "2025W23", " 2025-W23 "])
def test_a_week_is_found_by_its_number(name: str) -> None:
    assert find_week(Desk(sample.french()), name).name == "2025-W23"


@pytest.mark.parametrize(
    ("name", "said"), [("juin", "2025-W23"), ("2025-W40", "2025-W2"), ("2025-W99", "no message"), ("23", "no week")]
)
def test_a_week_that_is_none_is_told_with_those_near_it(name: str, said: str) -> None:
    with pytest.raises(DigestError, match=said):
        find_week(Desk(sample.french()), name)


def test_a_site_without_weeks_says_what_to_do() -> None:
    with pytest.raises(DigestError, match="chunks"):
        find_week(Desk(sample.empty()))


NOTES = {
    "Un **mot** _doux_.": "Un mot doux.",
    "# Titre\n\nSuite": "Titre\n\nSuite",
    "- un\n- deux": "un deux",
    "Voir [ici](https://example.org/a_b_c).": "Voir ici (https://example.org/a_b_c).",
    "![image](https://example.org/x.png) fin": "image fin",
    "<b>gras</b> <https://example.org/>": "gras https://example.org/",
    "un `code` et mot_avec_tirets": "un code et mot_avec_tirets",
    "": "",
}


@pytest.mark.parametrize("markdown", NOTES)
def test_a_note_is_read_as_plain_words(markdown: str) -> None:
    assert plain(markdown) == NOTES[markdown]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Une phrase complète. Une autre.", "Une phrase complète."),
        ("M. Exemple parle. Ensuite…", "M. Exemple parle."),
        ("Sans point final", "Sans point final"),
        ("Un titre\n\nUn paragraphe.", "Un titre"),
        ("Version 2.5 du site, enfin ! Oui.", "Version 2.5 du site, enfin !"),
    ],
)
def test_the_first_sentence_is_whole(text: str, first: str) -> None:
    assert first_sentence(text) == first


# ---------------------------------------------------------------- one source, four outputs


def sign(row: Row) -> str:
    """What marks an item in any output: the title of a resource, the words of anything else."""
    return even(row.title if row.section in ("resources", "polls") else row.text)[:40]


def in_order(signs: list[str], text: str) -> bool:
    """Do all ``signs`` stand in ``text``, one behind the other?"""
    at = -1
    return all((at := text.find(one, at + 1)) >= 0 for one in signs)


@pytest.mark.parametrize("name", ["French", "English", "members"])
def test_feed_and_newsletter_hold_the_items_of_the_list_in_its_order(name: str) -> None:
    entries = {entry.id: entry for feed in feeds(Desk(SITES[name])) if feed.name == "weeks" for entry in feed.entries}
    for desk, week in weeks(SITES[name]):
        sent, feed = letter(desk, week), Read(entries[week.name].html)
        assert [found for found in Read(sent.html).ids if re.match(r"[a-z]-", found)] == [r.item.id for r in week.rows]
        signs = [sign(row) for row in week.rows]
        assert in_order(signs, even(sent.text)), sent.text
        assert in_order(signs, even(feed.text)), feed.text
        assert feed.tags.count(("h2",)) == len({row.section for row in week.rows})


@pytest.mark.parametrize("name", ["French", "English", "members"])
def test_the_page_holds_the_items_of_the_list_and_orders_each_group_alike(name: str) -> None:
    for _, week in weeks(SITES[name]):
        text = week_pages(name)[week.name]
        listed = [row.item.id for row in week.rows]
        assert set(re.findall(r"[a-z]-[a-z2-7]{8}", text)) >= set(listed)
        for group in re.findall(r'<section class="dg-theme">.*?</section>', text, re.S):
            ids = re.findall(r'id="(r-[a-z2-7]{8})"', group)
            assert ids == [one for one in listed if one in ids]
        for section in ("announcements", "events", "questions", "polls"):
            ids = [row.item.id for row in week.rows if row.section == section]
            assert [one for one in re.findall(r'id="([a-z]-[a-z2-7]{8})"', text) if one in ids] == ids


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("name", ["French", "English", "members"])
def test_the_post_holds_the_first_of_the_list_in_its_order(name: str, variant: Variant) -> None:
    for desk, week in weeks(SITES[name]):
        text = even(post(desk, week, variant))
        rows = week.section("resources")
        told = [text.find(sign(row)) for row in rows]
        shown = [at for at in told if at >= 0]
        assert len(shown) >= min(3, len(rows))
        assert shown == sorted(shown) and told[: len(shown)] == shown


def test_the_words_of_the_weekly_outputs_are_there_in_each_language() -> None:
    def keys(code: str) -> dict[str, set[str]]:
        return {name: set(words) for name, words in table("weekly", code).items()}

    assert keys("fr") == keys("en")
