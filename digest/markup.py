"""The one way from text to page: everything a template prints becomes inert here, unless it is :class:`PageText`.

Two forms, both measured against hostile chats. *Inline*: every ASCII punctuation mark as a numeric entity, which
Markdown, its extensions and HTML all leave alone, in any position. *Block*: HTML-escaped, on one line, braces as
entities, for use inside a block of our own HTML, which Markdown does not read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from functools import cache, cached_property, lru_cache
from typing import Any

import jinja2
import jinja2.runtime

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


# The address as a target, or a refusal, which is false; pages, feeds and exports ask for the same.
href = lru_cache(maxsize=32_768)(safe_href)


@lru_cache(maxsize=20_000)
def _address(url: str) -> str:
    """A checked address inside double quotes: readable, without a mark that Markdown or HTML could take up; or ""."""
    return _ADDRESS_MARK.sub(lambda m: _ENTITY[m[0]], href(url) or "")


def joined(parts: list[PageText], between: str = "") -> PageText:
    """Pieces of page text as one, ``between`` escaped."""
    return PageText(inline(between).join(parts))


@lru_cache(maxsize=20_000)
def _words(text: str, language: str) -> PageText:
    """Words set in ``language`` and escaped; a site says many of them over and over."""
    return PageText(text) if _PLAIN.fullmatch(text) else inline(typeset(one_line(text), language))


_PLAIN = re.compile(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*")  # ids, days, kinds: nothing in them to set or to escape


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


class _Context(jinja2.runtime.Context):
    """What a template sees. Ours call functions that never ask for the context, so a call is only a call."""

    environment: _Environment

    def __init__(self, environment: _Environment, parent: dict[str, Any], name: str | None, *rest: Any, **_: Any):
        super().__init__(environment, parent, name, rest[0] if rest else {})
        self.globals_keys = environment.names  # the same for all, once for all

    def call(
        __self, __obj: Callable[..., Any], /, *args: Any, _loop_vars: Any = None, _block_vars: Any = None, **named: Any
    ) -> Any:
        return __obj(*args, **named)


class _Environment(jinja2.Environment):
    """Jinja's environment with short ways for what every page does hundreds of times."""

    context_class = _Context

    @cached_property
    def names(self) -> set[str]:
        """The names of the functions that every template knows, told when the first of them is printed."""
        return set(self.globals)

    @cached_property
    def _found(self) -> dict[str, jinja2.Template]:
        return {}

    def get_template(
        self, name: str | jinja2.Template, parent: str | None = None, globals: Any = None
    ) -> jinja2.Template:
        """The template ``name``; none of ours changes while pages are written."""
        if globals or not isinstance(name, str):
            return super().get_template(name, parent, globals)
        template = self._found.get(name)
        if template is None:
            template = self._found[name] = super().get_template(name, parent)
        return template

    def getattr(self, obj: Any, attribute: str) -> Any:
        """``obj.attribute``: most often a word of a table, which is no attribute of a dict."""
        if type(obj) is dict and attribute in obj and attribute not in _DICT:
            return obj[attribute]
        try:
            return getattr(obj, attribute)
        except AttributeError:
            return super().getattr(obj, attribute)


_DICT = frozenset(dir(dict))


def _finalizer(language: str) -> Callable[[object], str]:
    """:func:`finalize` in ``language``, with a short way for what pages print most."""

    def finalizer(value: object) -> str:
        kind = type(value)
        if kind is PageText:
            return value  # type: ignore[return-value]
        return _words(value, language) if kind is str else finalize(value, language)

    return finalizer


@cache
def _packaged() -> jinja2.BaseLoader:
    return jinja2.PackageLoader("digest", "templates")


_INCLUDE = re.compile(r"^\{% include \"([a-z./0-9]+)\" %\}\n", re.M)


class _Whole(jinja2.BaseLoader):
    """Our parts, those in them that include no other in place: they then need no lookup and no context of their own.

    Those that somebody ``replaced`` stay where they are.
    """

    def __init__(self, replaced: Collection[str]) -> None:
        self._replaced = frozenset(replaced)

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str | None, Any]:
        """The source of ``template``, as Jinja's loaders tell it."""
        source, path, fresh = _packaged().get_source(environment, template)

        def part(found: re.Match[str]) -> str:
            if found[1] in self._replaced:
                return found[0]
            inside = self.get_source(environment, found[1])[0].removesuffix("\n")
            if "{% include" in inside:
                return found[0]
            return f"{{% with %}}\n{inside}{{% endwith %}}\n"  # names set inside stay inside

        return _INCLUDE.sub(part, source) if template.startswith("parts/") else source, path, fresh


def environment(language: str, templates: Mapping[str, str] | None = None) -> jinja2.Environment:
    """The Jinja environment for pages in ``language``; ``templates`` (name -> source) replace ours of that name."""
    env = _Environment(
        loader=jinja2.ChoiceLoader([jinja2.DictLoader(dict(templates or {})), _Whole(templates or ())]),
        finalize=_finalizer(language),
        undefined=jinja2.StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    env.filters["block"] = lambda text: text if isinstance(text, PageText) else block(typeset(text, language))
    return env
