"""Feeds are valid by their specifications, complete, stable, and hold no name the profile hides."""

import json
import re
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree as ET

import feedparser
import pytest

from digest.model import Redacted, Site
from digest.write import feeds, follow, redirects
from digest.write.desk import Desk
from digest.write.feed_entries import file_address
from tests.curating import GUIDE, MIRROR, SPAM, STUDY, VIDEO, by_url, entries, run, site

URL = "https://groupe.example.org/site/"
ATOM = "{http://www.w3.org/2005/Atom}"
CURATION = f"""
topics:
  - {{id: energie, title: "IA & énergie", words: [énergie]}}
lists:
  - {{id: debuter, title: "Débuter", items: [{GUIDE}, {VIDEO}]}}
resources:
  - url: {STUDY}
    same_as: {MIRROR}
    why: "Chiffres <sourcés> & utiles"
  - url: {SPAM}
    hide: "publicité"
notes:
  2025-W23: "Bonne semaine <b>à tous</b>."
"""
HOSTILE = [
    f"]]> <script>alert(1)</script> &amp; \u202e « titre \x01 ]]> » {GUIDE}",
    f'<img src=x onerror=alert(1)> 22 % selon "l\'étude" <!-- {VIDEO}',
]


def built(url: str = URL, profile: str = "public", curation: str = CURATION, chat: object = None) -> Site:
    return site(run(curation, chat=chat, profile=profile), url=url, profile=profile)  # type: ignore[arg-type]


def files(given: Site) -> dict[str, bytes]:
    return {page.path.removeprefix("docs/feeds/"): page.data for page in feeds.write(Desk(given))}


SITES = {
    "plain": built(),
    "without address": built(""),
    "members": built(profile="members"),
    "hostile": built(chat=entries(HOSTILE), curation=""),
    "odd name": replace(built(), name="A\x00<b>&\ufffe", description="\x0b]]>"),
    "empty": site(run(chat=[]), url=URL),
}
EVERY = [(name, path) for name, given in SITES.items() for path in files(given)]


def atom_faults(data: bytes) -> list[str]:
    """What RFC 4287 demands and ``data`` lacks."""
    root, found = ET.fromstring(data), []
    for element in (root, *root.findall(f"{ATOM}entry")):
        found += [
            f"no {name}" for name in ("id", "title", "updated") if not element.findtext(f"{ATOM}{name}", "").strip()
        ]
        iri = element.findtext(f"{ATOM}id", "")
        found += [] if re.fullmatch(r"urn:x-chat-digest:[\w:.-]+", iri) else [f"id {iri}"]
        stamps = [element.findtext(f"{ATOM}{name}") for name in ("updated", "published")]
        found += [f"date {s}" for s in stamps if s and not re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", s)]
        links = [(link.get("rel"), link.get("href", "")) for link in element.findall(f"{ATOM}link")]
        found += [f"relative {href}" for _, href in links if not re.match(r"https?://[^/]", href)]
        found += ["two alternates"] if len([rel for rel, _ in links if rel == "alternate"]) > 1 else []
        if element is not root and not any(rel == "alternate" for rel, _ in links):
            found += [] if element.find(f"{ATOM}content") is not None else ["neither alternate nor content"]
    ids = [element.findtext(f"{ATOM}id") for element in root.findall(f"{ATOM}entry")]
    found += ["an id twice"] if len(ids) != len(set(ids)) else []
    return found + ([] if root.find(f"{ATOM}author/{ATOM}name") is not None else ["no author"])


def json_faults(data: bytes) -> list[str]:
    """What JSON Feed 1.1 demands and ``data`` lacks."""
    feed = json.loads(data)
    found = [] if feed["version"] == "https://jsonfeed.org/version/1.1" and feed["title"] else ["head"]
    found += [
        f"relative {name}"
        for name in ("home_page_url", "feed_url")
        if not feed.get(name, "https://").startswith("https://")
    ]
    for item in feed["items"]:
        found += [] if isinstance(item["id"], str) and item["id"] else ["no id"]
        found += [] if item.get("content_html") or item.get("content_text") else ["no content"]
        found += [
            f"relative {name}" for name in ("url", "external_url") if not item.get(name, "https://").startswith("http")
        ]
    ids = [item["id"] for item in feed["items"]]
    return found + (["an id twice"] if len(ids) != len(set(ids)) else [])


@pytest.mark.parametrize(("name", "path"), [pair for pair in EVERY if pair[1].endswith(".xml")])
def test_every_atom_feed_is_valid(name: str, path: str) -> None:
    data = files(SITES[name])[path]
    assert atom_faults(data) == []
    assert not feedparser.parse(data).bozo


@pytest.mark.parametrize(("name", "path"), [pair for pair in EVERY if pair[1].endswith(".json")])
def test_every_json_feed_is_valid(name: str, path: str) -> None:
    assert json_faults(files(SITES[name])[path]) == []


def test_there_is_a_feed_for_all_for_each_topic_and_for_each_list() -> None:
    names = {path.removesuffix(".xml") for path in files(SITES["plain"]) if path.endswith(".xml")}
    assert names == {"resources", "figures", "weeks", "days", "topic-energie", "list-debuter"}


@pytest.mark.parametrize("path", ["resources", "weeks", "list-debuter"])
def test_both_formats_hold_the_same(path: str) -> None:
    found = files(SITES["plain"])
    atom, items = feedparser.parse(found[f"{path}.xml"]).entries, json.loads(found[f"{path}.json"])["items"]
    assert [e.id.removeprefix("urn:x-chat-digest:") for e in atom] == [item["id"] for item in items]
    assert [e.title for e in atom] == [item["title"] for item in items]


def test_the_content_is_full() -> None:
    (week,) = json.loads(files(SITES["plain"])["weeks.json"])["items"]
    for told in (
        "Bonne semaine &lt;b&gt;",
        STUDY,
        "Chiffres &lt;sourcés&gt; &amp; utiles",
        "2,9",
        "Quelqu&#x27;un connaît-il",
    ):
        assert told in week["content_html"].replace("\u202f", " ").replace("\u00a0", " ")


def test_the_id_of_an_entry_outlives_title_address_and_site() -> None:
    own = by_url(run())[STUDY]
    changed = built(
        "https://autre.example.org/",
        curation=f'resources:\n  - url: {STUDY}\n    title: "Autre"\n    replace: {URL}x\n',
    )
    for given in (SITES["plain"], changed):
        assert f"urn:x-chat-digest:{own}" in {e.id for e in feedparser.parse(files(given)["resources.xml"]).entries}


def test_a_hidden_resource_is_in_no_feed_and_an_older_id_in_none_either() -> None:
    everything = b"".join(files(SITES["plain"]).values())
    assert b"spam.example.biz" not in everything and by_url(run())[MIRROR].encode() not in everything


def test_names_and_replies_are_told_only_where_the_profile_shows_them() -> None:
    assert "Camille" not in b"".join(files(SITES["plain"]).values()).decode()
    assert "Camille" in b"".join(files(SITES["members"]).values()).decode()


def test_no_time_of_day_is_told() -> None:
    assert not re.search(rb"T(?!00:00:00Z)\d\d:\d\d", b"".join(files(SITES["members"]).values()))


def test_nothing_of_the_chat_becomes_markup() -> None:
    everything = b"".join(files(SITES["hostile"]).values()).decode()
    for path, data in files(SITES["hostile"]).items():
        html = " ".join(item["content_html"] for item in json.loads(data)["items"]) if path.endswith(".json") else ""
        assert set(re.findall(r"<(\w+)", html)) <= {"p", "a", "blockquote", "small", "ul", "li", "h2", "strong", "br"}
        assert not re.search(r"<\w+[^>]* on\w+=", html)
    assert "\x01" not in everything and "\u202e" not in everything


def test_without_the_sites_address_no_feed_leads_to_a_page_of_it() -> None:
    found = files(SITES["without address"])
    assert all(b'rel="self"' not in data and b"feed_url" not in data for data in found.values())
    assert json.loads(found["resources.json"])["items"][0]["external_url"].startswith("https://")


def test_equal_sites_give_equal_bytes() -> None:
    assert files(built()) == files(built())


def test_an_older_id_leads_to_its_resource_and_a_hidden_one_home() -> None:
    given, ids = SITES["plain"], by_url(run())
    found = {page.path: page.data.decode() for page in redirects.write(Desk(given))}
    moved, gone = found[f"docs/r/{ids[MIRROR]}/index.html"], found[f"docs/r/{ids[SPAM]}/index.html"]
    assert f'url=../../resources/2025-06/#{ids[STUDY]}"' in moved and "publicité" not in gone and "refresh" not in gone
    assert set(found) == {f"docs/r/{ids[MIRROR]}/index.html", f"docs/r/{ids[SPAM]}/index.html"}


def test_the_page_of_feeds_names_every_file() -> None:
    given = SITES["plain"]
    (page,) = follow.write(Desk(given))
    assert all(f'href="{path}"' in page.data.decode() for path in files(given))


def test_addresses_are_full_and_below_the_sites_own() -> None:
    assert file_address(Desk(SITES["plain"]), "feeds/weeks.xml") == URL + "feeds/weeks.xml"
    assert file_address(Desk(SITES["without address"]), "feeds/weeks.xml") == ""


def test_a_very_long_list_is_cut_to_the_newest() -> None:
    (first, *_) = SITES["plain"].resources
    many = tuple(replace(first, id=f"r-{n:08d}", title=Redacted(f"Titre {n}")) for n in range(300))
    given = replace(SITES["plain"], resources=many, today=date(2025, 6, 8))
    assert len(json.loads(files(given)["resources.json"])["items"]) == feeds.NEWEST
