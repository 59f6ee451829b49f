"""A page's bytes -> what it calls itself: title, description, language, canonical address, feed."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

from digest.clean import clean
from digest.enrich.address import asks_who_you_are, refused_url
from digest.enrich.tags import Tag, head_tags
from digest.language import fold, table

LONGEST_TITLE, LONGEST_DESCRIPTION = 200, 300
_SEPARATORS = re.compile(r" (?:[|\-–—·•:»~]|::|\|\|) ")
_BLANKS = re.compile(r"\s+")
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{1,40})", re.I)
# The encodings of the web (WHATWG Encoding Standard); Python knows others that no page may ask for.
_WEB = re.compile(
    r"utf-?8|utf-?16(?:le|be)?|us-ascii|ascii|latin-?1|iso-?8859-?\d{1,2}|windows-?125\d|cp125\d|macintosh|koi8-[ru]"
    r"|shift[_-]jis|sjis|euc-jp|iso-2022-jp|gb2312|gbk|gb18030|big5|euc-kr"
)
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*", re.I)
_FEEDS = ("application/atom+xml", "application/rss+xml", "application/feed+json")
_NEWS = ("Article", "NewsArticle", "BlogPosting", "ScholarlyArticle", "TechArticle", "Report", "VideoObject", "Course")


class Facts(NamedTuple):
    """What a page says of itself; ``why_not`` says why it has no title that can be believed."""

    title: str = ""
    description: str = ""
    language: str = ""
    canonical: str = ""
    feed: str = ""
    why_not: str = ""


def read_page(data: bytes, charset: str, asked: str, final: str) -> Facts:
    """The facts in a page.

    Args:
        data: its first bytes, unpacked.
        charset: the encoding that the answer named, "" when it named none.
        asked: the address that was looked up.
        final: the address that answered in the end.
    """
    tags = list(head_tags(decoded(data, charset)))
    meta = _meta(tags)
    why_not = _misled(asked, final)
    title = "" if why_not else _title(tags, meta, urlsplit(final).hostname or "")
    if not title:
        return Facts(why_not=why_not or "the page names itself in no way that tells anything")
    silent = "noindex" in meta.get("robots", "").lower() or "none" in meta.get("robots", "").lower()
    description = "" if silent else meta.get("og:description") or meta.get("description", "")
    return Facts(
        title,
        line(description, LONGEST_DESCRIPTION),
        _language(tags),
        _linked(tags, final, lambda tag: "canonical" in _rel(tag)),
        _linked(tags, final, lambda tag: "alternate" in _rel(tag) and tag.attributes.get("type", "").lower() in _FEEDS),
    )


def decoded(data: bytes, charset: str = "") -> str:
    """The text of a page: by byte order mark, the answer's encoding, the page's own, then UTF-8 or Windows-1252."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    named = _CHARSET.search(data[:4096])
    for name in (charset, named[1].decode("ascii", "replace") if named else ""):
        if name and _WEB.fullmatch(name.lower()):
            return data.decode(_python_name(name.lower()), "replace").removeprefix("\ufeff")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":  # the limit fell into a letter
            return data[: error.start].decode("utf-8-sig")
        return data.decode("cp1252", "replace")


def _python_name(name: str) -> str:
    """On the web Latin-1 and ASCII mean Windows-1252 (WHATWG Encoding Standard)."""
    short = name.replace("-", "").replace("_", "")
    if short in ("iso88591", "latin1", "usascii", "ascii"):
        return "cp1252"
    if short.startswith("windows"):
        return "cp" + short.removeprefix("windows") if "cp" + short.removeprefix("windows") in _CODE_PAGES else "cp1252"
    special = {"macintosh": "mac-roman", "sjis": "cp932", "shiftjis": "cp932", "gb2312": "gb18030", "gbk": "gb18030"}
    return special.get(short, name if _known(name) else "utf-8")


_CODE_PAGES = frozenset(f"cp125{n}" for n in range(9))


def _known(name: str) -> bool:
    try:
        codecs.lookup(name)
    except LookupError:
        return False
    return True


def line(text: str, longest: int) -> str:
    """One clean line of at most ``longest`` characters, cut at a word."""
    text = _BLANKS.sub(" ", clean(text[: 20 * longest])).strip()
    if len(text) <= longest:
        return text
    cut = text[: longest - 1]
    return (cut.rpartition(" ")[0] or cut).rstrip(" ,;:–—-") + "…"


def _meta(tags: list[Tag]) -> dict[str, str]:
    """Name or property of each meta tag -> its content; the first one counts."""
    found: dict[str, str] = {}
    for tag in tags:
        if tag.name == "meta":
            name = (tag.attributes.get("property") or tag.attributes.get("name", "")).strip().lower()
            found.setdefault(name, tag.attributes.get("content", ""))
    return found


def _misled(asked: str, final: str) -> str:
    """Why the page that answered is not the one that was asked for."""
    if asks_who_you_are(final) and not asks_who_you_are(asked):
        return "it asks for a login"
    here, there = urlsplit(asked), urlsplit(final)
    if here.path.strip("/") and not there.path.strip("/") and not there.query:
        return "it leads to the front page of its site"
    return ""


def _title(tags: list[Tag], meta: dict[str, str], host: str) -> str:
    """og:title, else the headline of JSON-LD, else title; without the site's name; empty when none can be believed."""
    titles = (tag.inside for tag in tags if tag.name == "title")
    site = meta.get("og:site_name", "")
    # a wall has its own <title>, and nothing of the page
    walled = _is_no_title(line(next((t for t in titles), ""), LONGEST_TITLE)) and not meta.get("og:title")
    if walled and not next(_headlines(tags), ""):
        return ""
    own = next((tag.inside for tag in tags if tag.name == "title"), "")
    for raw in (meta.get("og:title", ""), next(_headlines(tags), ""), own):
        title = without_site(line(raw, 2 * LONGEST_TITLE), site, host)
        if title and not _is_no_title(title) and not _is_site(title, site, host):
            return line(title, LONGEST_TITLE)
    return ""


@cache
def _no_titles() -> tuple[str, ...]:
    return tuple(str(phrase) for phrase in table("enrich")["no_title"])


def _is_no_title(title: str) -> bool:
    """A wall, a login, an error or an empty name: as a whole, or (two words and more) at the start."""
    low = fold(title).replace("’", "'").strip(" .!?…:-–—|")
    for phrase in _no_titles():
        if low == phrase or (low.startswith(phrase) and _goes_on(phrase, low[len(phrase) :])):
            return True
    return not any(char.isalpha() for char in low)


def _goes_on(phrase: str, rest: str) -> bool:
    """Does the phrase end at the end of a sentence, or, when it is long enough to tell, of a word?"""
    if rest[0].isalnum():
        return False
    apart = rest.lstrip()[:1] in tuple("|-–—·.…:!,")
    return apart or phrase.isdigit() or (" " in phrase and len(phrase) >= 12)


def without_site(title: str, site: str, host: str) -> str:
    """The title without the site's name at its end or start.

    >>> without_site("Lire autrement - Le Monde", "", "www.lemonde.fr")
    'Lire autrement'
    """
    for _ in range(2):
        cuts = list(_SEPARATORS.finditer(title))
        if not cuts:
            return title
        if _is_site(title[cuts[-1].end() :], site, host):
            title = title[: cuts[-1].start()]
        elif _is_site(title[: cuts[0].start()], site, host):
            title = title[cuts[0].end() :]
    return title


def _is_site(text: str, site: str, host: str) -> bool:
    """Is ``text`` the name of the site: what it says itself, or the letters of a label of its host?"""
    name = _letters(text)
    labels = {_letters(label) for label in host.split(".")[:-1]} | {_letters(host.removeprefix("www."))}
    return not name or name == _letters(site) or name in labels


def _letters(text: str) -> str:
    return "".join(char for char in fold(text) if char.isalnum())


def _headlines(tags: list[Tag]) -> Iterator[str]:
    """Headlines in JSON-LD, of works only."""
    for tag in tags:
        if tag.name == "script" and tag.attributes.get("type", "").strip().lower() == "application/ld+json":
            try:
                loaded = json.loads(tag.inside)
            except (ValueError, RecursionError):
                continue
            yield from filter(None, map(_headline, _things(loaded)))


def _things(loaded: Any) -> list[dict[str, Any]]:
    graph = loaded.get("@graph", loaded) if isinstance(loaded, dict) else loaded
    return [thing for thing in (graph if isinstance(graph, list) else [graph]) if isinstance(thing, dict)]


def _headline(thing: dict[str, Any]) -> str:
    kinds = thing.get("@type")
    if not any(kind in _NEWS for kind in (kinds if isinstance(kinds, list) else [kinds])):
        return ""
    found = thing.get("headline") or thing.get("name")
    return found if isinstance(found, str) else ""


def _language(tags: list[Tag]) -> str:
    named = next((tag.attributes.get("lang", "") for tag in tags if tag.name == "html"), "").strip().replace("_", "-")
    return named.lower() if len(named) < 36 and _LANGUAGE.fullmatch(named) else ""


def _rel(tag: Tag) -> list[str]:
    return tag.attributes.get("rel", "").lower().split()


def _linked(tags: list[Tag], base: str, wanted: Any) -> str:
    """The address of the first link tag that is wanted, if it could be looked up itself."""
    for tag in tags:
        if tag.name == "link" and wanted(tag) and (href := tag.attributes.get("href", "").strip()):
            try:
                url = urljoin(base, href[:2048])
            except ValueError:
                continue
            return "" if refused_url(url) else url
    return ""
