"""Which format reads the documents; one group is read at a time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib import import_module
from typing import NamedTuple

from digest.errors import InputError
from digest.read.archives import MAGIC
from digest.read.documents import unknown
from digest.read.phrases import phrases
from digest.read.source import Document, Format, ReadOptions
from digest.read.texts import look

_JSON = re.compile(rb"\s*(?:\{|\[\s*[\]{])")  # an iPhone's chat opens with a bracket and a digit
_PAGES = (".md", ".html")


def late(name: str) -> Format:
    """The format of the module ``name``, which is loaded only for a document that may be one: most chats are texts.

    Args:
        name: of the module beside this one; its format has the same name in capitals.
    """

    def loaded() -> Format:
        found: Format = getattr(import_module(f"digest.read.{name}"), name.upper())
        return found

    return Format(
        name,
        lambda document: _no_plain_text(document) and loaded().claims(document),
        lambda documents, options: loaded().read(documents, options),
    )


def _no_plain_text(document: Document) -> bool:
    """May this be JSON, a page or an archive? One look at its first bytes and its name."""
    return bool(
        _JSON.match(document.head)
        or document.head.startswith(MAGIC)
        or any(ending in document.name.lower() for ending in _PAGES)
    )


class Choice(NamedTuple):
    """The format, the documents that it reads, and sentences about the others."""

    format: Format
    documents: list[Document]
    warnings: list[str]


def choose(documents: Sequence[Document], formats: Sequence[Format], options: ReadOptions) -> Choice:
    """The format that claims all ``documents`` but those that hold no chat.

    Args:
        documents: at least one.
        formats: asked in this order; the last claims any text.
        options: how to read.

    Raises:
        InputError: no format does, or the documents are chats of several kinds.
    """
    claims: dict[str, tuple[Format, list[Document]]] = {}
    for document in documents:
        found = next((each for each in formats if each.claims(document)), None)
        if found is None:
            raise unknown(document)
        claims.setdefault(found.name, (found, []))[1].append(document)
    beside: list[Document] = []
    if len(claims) > 1 and (texts := claims.get(formats[-1].name)):
        beside = [document for document in texts[1] if not _holds_chat(document, options)]
        if len(beside) == len(texts[1]):
            del claims[formats[-1].name]
    if len(claims) > 1:
        raise _mixed(*list(claims.values())[:2])
    (chosen, kept), *_ = claims.values()
    return Choice(chosen, kept, [f"{document.name}: it holds no message. It was left out." for document in beside])


def _holds_chat(document: Document, options: ReadOptions) -> bool:
    """Does a line of this text open a message? Pages and contact cards lie beside some exports."""
    if document.head.startswith(MAGIC):
        return True
    text = look(document, phrases(options.phrases))
    return bool(text.matches or text.top.lines)


def _mixed(one: tuple[Format, list[Document]], other: tuple[Format, list[Document]]) -> InputError:
    return InputError(
        f"This is a {one[0].name} chat, but {other[1][0].name} is a {other[0].name} chat.",
        file=one[1][0].name,
        hint="Give the chats of one group and one kind at a time.",
    )
