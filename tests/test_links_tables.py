"""The tables of the links are complete and well formed, and what each link tells is what the seams promise."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import get_args

import pytest

from digest.language import languages, table
from digest.links import CANON_VERSION, find_links, link_json, spelling
from digest.links.hosts import top_level
from digest.model import LinkType

TABLES = [table("links"), *(table("links", code) for code in languages())]
OURS = ("fr", "en", "es", "de", "it", "pt")
CLASSES = {*get_args(LinkType), "none"}


def test_the_six_languages_have_a_table_of_words() -> None:
    assert all(table("links", code) for code in OURS)


@pytest.mark.parametrize(
    "name", ["host_types", "suffix_types", "path_words", "cue_words", "label_types", "slug_starts"]
)
def test_classes_in_tables_are_classes(name: str) -> None:
    assert {kind for part in TABLES for kind in part.get(name, {})} <= CLASSES


def test_every_table_names_its_date() -> None:
    place = files("digest").joinpath("languages")
    for path in (["links.yml"], ["private-links.yml"], ["tlds.txt"], *([code, "links.yml"] for code in OURS)):
        assert re.search(r"20\d\d-\d\d", place.joinpath(*path).read_text("utf-8").partition("\n\n")[0]), path


def test_no_list_lost_a_word_to_yaml() -> None:
    for part in TABLES:
        for value in part.values():
            for words in value.values() if isinstance(value, dict) else [value]:
                assert isinstance(words, (str, list, dict)), words


def test_a_site_bound_name_is_no_global_tracker() -> None:
    names = set(table("links")["trackers"].split())
    content = (
        "s",
        "t",
        "r",
        "ref",
        "si",
        "source",
        "feature",
        "share",
        "tab",
        "id",
        "q",
        "p",
        "v",
        "list",
        "page",
        "from",
    )
    assert names.isdisjoint(content)


def test_top_level_domains_are_there_in_both_spellings() -> None:
    assert {"fr", "org", "xn--p1ai", "рф", "ai", "science"} <= top_level()
    assert not {"invalid", "test", "example", "local", "onion", "pdf"} & top_level()


def test_the_groups_own_words_restore_accents() -> None:
    text = "https://exemple.org/un-geant-celere"
    assert find_links(text)[0].title == "Un geant celere"
    assert find_links(text, ["Géant", "célère"])[0].title == "Un géant célère"
    assert find_links(text, spelling(["géant", "célère"]))[0].title == "Un géant célère"


@pytest.mark.parametrize(
    ("url", "moment"),
    [
        ("https://youtu.be/AbCdEfGhI01?t=95", 95),
        ("https://youtu.be/AbCdEfGhI01?t=1h2m3s", 3723),
        ("https://www.youtube.com/watch?v=AbCdEfGhI01#t=1m35s", 95),
        ("https://youtu.be/AbCdEfGhI01", None),
        ("https://forum.exemple.org/viewtopic?t=95", None),
    ],
)
def test_the_moment_of_a_video_belongs_to_the_share(url: str, moment: int | None) -> None:
    assert find_links(url)[0].moment == moment


def test_the_seam_shows_no_identity() -> None:
    (link,) = find_links("voir exemple.org/une-belle-page, merci")
    assert link_json(link) == {
        "start": 5,
        "end": 31,
        "url": "https://exemple.org/une-belle-page",
        "canonical": "https://exemple.org/une-belle-page",
        "type": "article",
        "title": "Une belle page",
        "publish": True,
    }
    assert link.key == "exemple.org/une-belle-page"
    assert CANON_VERSION >= 1
