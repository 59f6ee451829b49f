"""The one way from text to page: everything a template prints becomes inert here, unless it is :class:`PageText`.

Two forms, both measured against hostile chats. *Inline*: every ASCII punctuation mark as a numeric entity, which
Markdown, its extensions and HTML all leave alone, in any position. *Block*: HTML-escaped, on one line, braces as
entities, for use inside a block of our own HTML, which Markdown does not read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache, partial

import jinja2

from digest.links import safe_href
from digest.typography import one_line, typeset

REL = "nofollow ugc noopener noreferrer"  # for every address that comes from the chat


class PageText(str):
    """What already is page text: Markdown or HTML that we made, or that the moderator wrote as such."""

    __slots__ = ()


_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u200b\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
# Every ASCII mark but , ; % would start or close something in Markdown, in one of its extensions or in HTML.
_PUNCTUATION = re.compile(r"[!\"#$&'()*+:<=>@\[\\\]^_`{|}~.\-?/]")
_PLACED = frozenset(".-?/")  # of these no syntax reads a . not after a digit, a - inside a word, a lone ? or /
_ENTITY = {chr(code): f"&#{code};" for code in range(128)}
_HTML = (  # the ampersand first, as the others become one
    ("&", "&amp;"),
    ("<", "&lt;"),
    (">", "&gt;"),
    ('"', "&quot;"),
    ("'", "&#39;"),
    ("{", "&#123;"),
    ("}", "&#125;"),
    ("\\", "&#92;"),
)


def _clean(text: str) -> str:
    return _CONTROLS.sub("", text) if not text.isascii() or not text.isprintable() else text


def inline(text: str) -> PageText:
    """``text`` as page text that is safe everywhere: headings, attributes, table cells, HTML blocks."""
    return PageText(_PUNCTUATION.sub(_entity, one_line(_clean(text))))


def _entity(found: re.Match[str]) -> str:
    """The mark as an entity, where it stands in a place that some syntax reads."""
    mark = found[0]
    if mark not in _PLACED:
        return _ENTITY[mark]
    text, at = found.string, found.start()
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if mark == ".":
        read = before.isdecimal()
    elif mark == "-":
        read = not (_in_word(before) and _in_word(after))
    else:
        read = mark in (before, after)
    return _ENTITY[mark] if read else mark


def _in_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _html(text: str) -> str:
    for mark, entity in _HTML:
        if mark in text:
            text = text.replace(mark, entity)
    return text


def block(text: str) -> PageText:
    """``text`` as page text for the inside of an HTML element of ours, its line breaks kept as ``<br>``."""
    lines = [one_line(line).strip() for line in _clean(text).split("\n")]
    return PageText("<br>".join(_html(line) for line in lines if line))


def link(url: str, text: str | PageText) -> PageText:
    """An ``<a>`` of our own to an address from the chat; only the text when the address may not be opened."""
    shown = text if isinstance(text, PageText) else inline(text)
    href = _address(url)
    return PageText(f'<a href="{href}" rel="{REL}">{shown}</a>') if href else shown


_ADDRESS_MARK = re.compile(r"[&<>\"'{}\[\]\\*_`|^~()!]")


@lru_cache(maxsize=20_000)
def _address(url: str) -> str:
    """A checked address inside double quotes: readable, without a mark that Markdown or HTML could take up; or ""."""
    return _ADDRESS_MARK.sub(lambda m: _ENTITY[m[0]], safe_href(url) or "")  # a refusal is false


def joined(parts: list[PageText], between: str = "") -> PageText:
    """Pieces of page text as one, ``between`` escaped."""
    return PageText(inline(between).join(parts))


@lru_cache(maxsize=20_000)
def _words(text: str, language: str) -> PageText:
    """Words set in ``language`` and escaped; a site says many of them over and over."""
    return inline(typeset(one_line(text), language))


def finalize(value: object, language: str = "") -> str:
    """What a template expression prints: page text as it is, words set and escaped, whole numbers; nothing else.

    Raises:
        UndefinedError: for a name that the template was not given.
        TypeError: for what has no form on a page (None, dates, nouns): the template must choose one.
    """
    if isinstance(value, PageText):
        return value
    if isinstance(value, str):
        return _words(value, language)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, jinja2.Undefined):
        return str(value)  # raises, and names what is missing
    raise TypeError(f"a page cannot print {type(value).__name__}: choose its form in the template")


@cache
def _packaged() -> jinja2.BaseLoader:
    return jinja2.PackageLoader("digest", "templates")


def environment(language: str, templates: Mapping[str, str] | None = None) -> jinja2.Environment:
    """The Jinja environment for pages in ``language``; ``templates`` (name -> source) replace ours of that name."""
    env = jinja2.Environment(
        loader=jinja2.ChoiceLoader([jinja2.DictLoader(dict(templates or {})), _packaged()]),
        finalize=partial(finalize, language=language),
        undefined=jinja2.StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    env.filters["block"] = lambda text: text if isinstance(text, PageText) else block(typeset(text, language))
    return env
