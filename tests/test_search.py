"""The search index: small files that hold what the pages say, words as people type them."""

import json
import re

import pytest

from digest.write.desk import Desk
from digest.write.search import tokens, write
from tests import sample

ASKED = "digestSearch.take("


def index() -> dict[str, list[object]]:
    """Each file of the sample group's index: what it says it is, its number, its content."""
    found = {}
    for page in write(Desk(sample.french())):
        text = page.data.decode()
        assert text.startswith(ASKED)
        found[page.path] = json.loads("[" + text[len(ASKED) : text.rindex(")")] + "]")
    return found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("L'énergie d’Élise", ["l", "energie", "d", "elise"]),
        ("3 353 J, 3\u202f353 J, 3353", ["3353", "j", "3353", "j", "3353"]),
        ("2,9 ou 2.9 kWh", ["2.9", "ou", "2.9", "kwh"]),
        ("chef d'œuvre", ["chef", "d", "oeuvre"]),
        ("www.technologyreview.com/IA", ["www", "technologyreview", "com", "ia"]),
        ("12 345 678 élèves", ["12345678", "eleves"]),
        ("", []),
    ],
)
def test_words_are_indexed_as_people_type_them(text: str, words: list[str]) -> None:
    assert tokens(text) == words


def test_every_word_leads_to_the_entries_that_hold_it() -> None:
    files = index()
    manifest = files["docs/assets/search/manifest.js"][2]
    rows = [row for n in range(len(manifest["blocks"])) for row in files[f"docs/assets/search/b-{n}.js"][2]]
    assert len(rows) == manifest["entries"]
    shards = [files[f"docs/assets/search/s-{n}.js"][2] for n in range(len(manifest["shards"]))]
    words = [word for shard in shards for word in shard]
    assert words == sorted(words)
    assert [next(iter(shard)) for shard in shards] == manifest["starts"]
    found = next(shard["energie"] for shard in shards if "energie" in shard)
    entry, at = [], 0
    for gap in found:
        at += gap
        entry.append(rows[at // 2])
    assert any("nergie" in row[2] + row[4] for row in entry)


def test_no_name_and_no_live_element_is_in_the_index() -> None:
    text = "".join(page.data.decode() for page in write(Desk(sample.french())))
    assert not re.search(r"Camille|Maëlle|Noé|Solal|</|<!", text)


def test_the_index_is_the_same_every_time() -> None:
    assert write(Desk(sample.french())) == write(Desk(sample.french()))
