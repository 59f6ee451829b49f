"""What a page calls itself, from any bytes; what a robots.txt asks; which addresses and machines are let alone."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.enrich import refused_address, refused_url
from digest.enrich.hop import content_type, next_url, retry_after, target
from digest.enrich.page import Facts, decoded, read_page
from digest.enrich.robots import read_robots

CASES = Path(__file__).parent / "cases/enrich"
URL = "https://www.example.org/lire/autrement"


def read(html: str, url: str = URL, final: str = "") -> Facts:
    return read_page(html.encode(), "utf-8", url, final or url)


def cases() -> list[tuple[str, str, str]]:
    """(title of the case, page, expected title) from ``=== title / page / --- / expected``."""
    found = []
    for block in (CASES / "titles.txt").read_text("utf-8").split("\n=== ")[1:]:
        name, _, rest = block.partition("\n")
        page, _, expected = rest.rpartition("\n---")
        found.append((name, page, expected.strip()))
    return found


@pytest.mark.parametrize(("page", "expected"), [c[1:] for c in cases()], ids=[c[0] for c in cases()])
def test_the_title_of_a_page(page: str, expected: str) -> None:
    assert read(page).title == expected


def test_a_page_tells_more_than_its_title() -> None:
    facts = read(
        '<html lang="fr-FR"><head><title>Lire autrement</title><meta name=description content="Une  étude &amp; outil">'
        '<link rel="alternate" type="application/atom+xml" href="/feed.xml"><link rel=canonical href="/lire">'
    )
    assert facts[1:] == ("Une étude & outil", "fr-fr", "https://www.example.org/lire",
                         "https://www.example.org/feed.xml", "")  # fmt: skip


def test_noindex_means_no_description() -> None:
    facts = read('<title>Lire autrement</title><meta name=robots content="noindex"><meta name=description content=x>')
    assert (facts.title, facts.description) == ("Lire autrement", "")


def test_an_address_of_a_private_place_is_not_taken_over() -> None:
    facts = read('<title>Lire autrement</title><link rel=canonical href="http://169.254.169.254/latest">')
    assert facts.canonical == ""


@pytest.mark.parametrize(
    ("final", "why"),
    [
        ("https://www.example.org/login?next=/lire", "it asks for a login"),
        ("https://www.example.org/authwall", "it asks for a login"),
        ("https://www.example.org/", "it leads to the front page of its site"),
    ],
)
def test_another_page_than_the_one_asked_for_gives_no_title(final: str, why: str) -> None:
    assert read("<title>Lire autrement</title>", final=final) == Facts(why_not=why)


@pytest.mark.parametrize(
    ("data", "charset", "expected"),
    [
        ("été".encode(), "", "été"),
        ("été".encode("cp1252"), "", "été"),
        ("été".encode("latin-1"), "iso-8859-1", "été"),
        ("été".encode("utf-16"), "", "été"),
        (b"<meta charset=windows-1251>" + "да".encode("cp1251"), "", "<meta charset=windows-1251>да"),
        ("été".encode(), "rot13", "été"),
        ("été".encode(), "punycode", "été"),
        ("日本".encode("cp932"), "Shift_JIS", "日本"),
        (b"x", "iso-8859-99", "x"),
        ("éé".encode()[:-1], "", "é"),
    ],
)
def test_the_encodings_of_the_web(data: bytes, charset: str, expected: str) -> None:
    assert decoded(data, charset) == expected


HOSTILE = {
    "comments": "<!--" * 130_000,
    "open tags": "<a" * 260_000,
    "metas": "<meta " * 85_000,
    "quotes": '<meta a="' * 57_000,
    "blanks": "<meta" + " " * 500_000,
    "attributes": "<meta " + "a=" * 250_000,
    "titles": "<title>" * 75_000,
    "entities": "<title>" + "&amp" * 128_000,
    "declarations": "<!" * 260_000,
    "scripts": "<script type=application/ld+json>" + "[" * 500_000,
    "slashes": "<meta " + "/" * 500_000,
    "links": "<link a='>" * 52_000,
    "growing letters": "<title>" + "İ" * 250_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_are_read_in_no_time(name: str) -> None:
    began = time.process_time()
    read(HOSTILE[name])
    assert time.process_time() - began < 3


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300), st.text(max_size=12))
def test_any_bytes_give_one_clean_line_or_nothing(data: bytes, charset: str) -> None:
    title = read_page(b"<title>" + data, charset, URL, URL).title
    assert len(title) <= 200 and "\n" not in title and "\u202e" not in title


ROBOTS = """
User-agent: other
Disallow: /
User-agent: chat-digest
User-agent: third
Disallow: /prive
Allow: /prive/ouvert
Disallow: /*.pdf$
Disallow: /a*b*c
Crawl-delay: 5 # seconds
"""


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/", True), ("/prive/x", False), ("/prive/ouvert/x", True), ("/x.pdf", False), ("/x.pdf?y", True),
        ("/axxbxxc/d", False), ("/axxcxxb", True),
    ],
)  # fmt: skip
def test_the_longest_rule_of_our_own_group_decides(path: str, allowed: bool) -> None:
    assert read_robots(ROBOTS).allow("https://example.org" + path) is allowed


def test_robots_for_everybody_and_pauses() -> None:
    assert not read_robots("User-agent: *\nDisallow: /").allow("https://example.org/a")
    assert read_robots("User-agent: *\nDisallow:").allow("https://example.org/a")
    assert read_robots("<html>no such file</html>").allow("https://example.org/a")
    assert read_robots(ROBOTS).delay == 5


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_robots_txt_can_be_read(text: str) -> None:
    read_robots("user-agent: *\ndisallow: " + text).allow("https://example.org/a")


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "192.0.2.1", "198.18.0.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "::", "::1",
        "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "fec0::1", "ff02::1", "2001:db8::1", "::ffff:127.0.0.1",
        "::ffff:10.0.0.1", "::ffff:169.254.169.254", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1",
        "2002:7f00:1::", "2002:c0a8:101::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "::127.0.0.1", "nonsense", "",
    ],
)  # fmt: skip
def test_machines_that_are_not_on_the_public_net(address: str) -> None:
    assert refused_address(address)


@pytest.mark.parametrize("address", ["93.184.215.14", "8.8.8.8", "2606:2800:21f:cb07::1", "64:ff9b::808:808"])
def test_machines_of_the_public_net(address: str) -> None:
    assert refused_address(address) == ""


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/a", "file:///etc/passwd", "gopher://example.org/", "javascript:alert(1)", "//example.org/",
        "http://user:pw@example.org/", "http://example.org@127.0.0.1/", "https://example.org:8443/",
        "http://example.org:443/", "http://127.0.0.1/", "http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/",
        "http://127.1/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://localhost/", "http://printer/",
        "http://nas.local/", "http://metadata.google.internal/x", "http://example.org\\@127.0.0.1/",
        "http://１２７.０.０.１/", "http://127。0。0。1/", "http://example.org:99999/", "http://example.org:x/",
        "https://chat.whatsapp.com/AbCdEfGhIjKlMnOpQrStUv", "https://wa.me/33639981234",
        "https://example.org/unsubscribe?u=1", "https://example.org/compte/Déconnexion", "https://example.org/a?action=delete",
        "https://example.org/newsletter/confirm/abc", "https://example.org/logout.php", "https://example.org/se_desinscrire",
        "http://exa mple.org/\r\nHost: x", "",
    ],
)  # fmt: skip
def test_addresses_that_are_never_looked_up(url: str) -> None:
    assert refused_url(url)


@pytest.mark.parametrize(
    "url",
    ["https://example.org/lire", "http://example.org:80/a?b=c", "https://www.example.org/deleted-scenes",
     "https://été.example.org/a", "https://example.org/confirmation-biais"],
)  # fmt: skip
def test_addresses_that_may_be_looked_up(url: str) -> None:
    assert refused_url(url) == ""


def test_heads_of_answers() -> None:
    from datetime import UTC, datetime

    now = datetime(2026, 3, 2, tzinfo=UTC)
    assert retry_after("120", now) == 120
    assert retry_after("Mon, 02 Mar 2026 00:01:00 GMT", now) == 60
    assert retry_after("soon", now) == 3600
    assert retry_after("9" * 50, now) == 30 * 86_400
    assert content_type('Text/HTML; Charset="UTF-8"') == ("text/html", "utf-8")
    assert next_url("https://example.org/a/b", "../c#d") == "https://example.org/c"
    assert next_url("https://example.org/", "//[::1") == ""
    assert target("https://example.org/é a?x=\r\ny") == "/%C3%A9%20a?x=y"
