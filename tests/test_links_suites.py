"""Held against others: linkify-it-py as an oracle, GitHub Flavored Markdown, a social network."""

from __future__ import annotations

import pytest

from digest.links import find_links
from tests.link_cases import FOLDER

LINES = FOLDER.joinpath("linkify-differences.txt").read_text("utf-8").splitlines()
DIFFERENCES = [[part.strip() for part in line.split(" | ")] for line in LINES if line and not line.startswith("#")]

# Messages on which the oracle and we must agree; our own words, in the classes of its fixtures.
AGREED = """
My http://example.com site
http://example.com/foo_bar/
http://user:pass@example.com:8080
http://example.com?foo=bar
http://example.com/#foo=bar
HTTP://EXAMPLE.COM
http://example.invalid
http://host-name
>>example.com
>>http://example.com
http://localhost:8000?
My ftp://example.com site
text:http://example.com/
example.com: // no port
a-b.com
EXAMPLE.COM.
(Scoped http://example.com/foo_bar)
http://example.com/foo_bar_(wiki)
http://example.com/blah_blah_[other]
http://example.com/blah_blah_{I'm_king}
[example.com/foo_bar.jpg)]
http://example.com/foo_bar...
http://example.com/foo_bar?p=10.
http://example.com/123!!!
http://example.com/foo--bar
See http://example.com/123; Example link.
http://example.com/123;123
http://example.com/foo-with-trailing-dash-dot-.
<http://example.com/foo>.
<example.com>
http://xn--df-oiy.ws/123
example.com/䨹
президент.рф
http://www.bürgerentscheid-krankenhäuser.de
｜www.example.com/www.example.com/foo｜bar
www.a--b.com
https://example.com/maps/@59.9393895,30.3165389,15z?hl=ru
https://example.com/article/0,,9065-2473189,00.html
example.invalid/
http://.example.com
http://-example.com
hppt://example.com
-example.coma
foo.123
localhost/
///localhost
_http://example.com
_//example.com
http://example.com_
@example.com
node.js and io.js
http://
http://.
http://##
http://??
example.com:500000
show image.jpg
path:to:file.pm
/path/to/file.pl
1.2.3.4.5
1.2.3.400
1.2.3.4a
foo@bar
""".strip().split("\n")

# GitHub Flavored Markdown 0.29, section 6.9: one message and its address each.
GFM = {
    "www.commonmark.org": "www.commonmark.org",
    "Visit www.commonmark.org/help for more information.": "www.commonmark.org/help",
    "Visit www.commonmark.org.": "www.commonmark.org",
    "Visit www.commonmark.org/a.b.": "www.commonmark.org/a.b",
    "www.google.com/search?q=Markup+(business)": "www.google.com/search?q=Markup+(business)",
    "www.google.com/search?q=Markup+(business)))": "www.google.com/search?q=Markup+(business)",
    "(www.google.com/search?q=Markup+(business))": "www.google.com/search?q=Markup+(business)",
    "(www.google.com/search?q=Markup+(business)": "www.google.com/search?q=Markup+(business)",
    "www.google.com/search?q=(business))+ok": "www.google.com/search?q=(business))+ok",
    "www.google.com/search?q=commonmark&hl=en": "www.google.com/search?q=commonmark&hl=en",
    "www.google.com/search?q=commonmark&hl;": "www.google.com/search?q=commonmark",
    "www.commonmark.org/he<lp": "www.commonmark.org/he",
    "http://commonmark.org": "http://commonmark.org",
    "(Visit https://encrypted.google.com/search?q=Markup+(business))": (
        "https://encrypted.google.com/search?q=Markup+(business)"
    ),
    "Anonymous FTP is available at ftp://foo.bar.baz.": "ftp://foo.bar.baz",
}


def raw(text: str) -> list[str]:
    """The addresses of a text as written."""
    return [text[link.start : link.end] for link in find_links(text)]


@pytest.mark.parametrize("text", AGREED)
def test_we_agree_with_the_oracle(text: str) -> None:
    oracle = pytest.importorskip("linkify_it").LinkifyIt()
    found = [match.raw for match in oracle.match(text) or [] if match.schema != "mailto:"]
    assert raw(text) == found


@pytest.mark.parametrize(("text", "ours", "why"), DIFFERENCES)
def test_differences_to_the_oracle_are_wanted(text: str, ours: str, why: str) -> None:
    oracle = pytest.importorskip("linkify_it").LinkifyIt(options={"fuzzy_ip": True})
    assert raw(text) == ([] if ours == "none" else [ours])
    assert [match.raw for match in oracle.match(text) or []] != raw(text), "no difference any more"
    assert why


@pytest.mark.parametrize("text", GFM)
def test_autolinks_of_github_flavored_markdown(text: str) -> None:
    assert raw(text) == [GFM[text]]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("https://nic.みんな/", ["https://nic.みんな/"]),
        ("http://example.gay", ["http://example.gay"]),
        ("http://www.example.com'", ["http://www.example.com"]),
        ("http://www.example.com>", ["http://www.example.com"]),
        ("https://example.com/search?utf8=✓", ["https://example.com/search?utf8=✓"]),
        ("https://example.com/\u3000abc123", ["https://example.com/"]),
        ("「[https://example.org/」", ["https://example.org/"]),
        ("https://zh.wikipedia.org/wiki/臺灣", ["https://zh.wikipedia.org/wiki/臺灣"]),
        ("https://ko.wikipedia.org/wiki/대한민국", ["https://ko.wikipedia.org/wiki/대한민국"]),
        ("http://example.com/b<del>b</del>", ["http://example.com/b"]),
        ('http://example.com/a<script>alert("Hello")</script>', ["http://example.com/a"]),
        ("<img src=\"javascript:alert('XSS');\">", []),
        ("http://www\\.example\\.com", []),
        ("#hashtag", []),
    ],
)
def test_messages_of_a_social_network(text: str, found: list[str]) -> None:
    assert raw(text) == found
