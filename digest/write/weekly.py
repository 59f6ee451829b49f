"""The one list of a week: every item that its page shows, in order; page, feed item, newsletter and post come from it.

Sections stand in the order of the page, items in the order in which the digest ranks them. The page also puts
resources under their themes and figures under their message; within each group the order is this one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from digest.errors import DigestError
from digest.language import table
from digest.model import (
    Announcement,
    Digest,
    Event,
    Item,
    KeyFigure,
    Message,
    PollResult,
    Question,
    Resource,
    Section,
)
from digest.typography import capital, one_line
from digest.write import dates, quantities
from digest.write.desk import Desk
from digest.write.views import SECTIONS, card

WEEK = re.compile(r"(\d{4})-?[Ww](\d{1,2})")


class Row(NamedTuple):
    """One item, ready to be said in any form; all texts are plain and come from gated ones."""

    section: Section
    item: Item
    title: str  # what stands out: a title, a quantity, a day; "" when the words say it all
    text: str  # the words beside it
    url: str  # what the title opens, "" for nothing
    label: str  # kind of a resource, state of a question
    source: Resource | None  # where a figure or a date comes from


@dataclass(frozen=True, slots=True)
class Week:
    """A week's list and what stands around it."""

    digest: Digest
    title: str
    span: str  # its first and last day in words
    note: str  # the moderator's own, as plain text: paragraphs between empty lines
    rows: tuple[Row, ...]

    def section(self, name: Section) -> list[Row]:
        """The rows of one section."""
        return [row for row in self.rows if row.section == name]

    @property
    def name(self) -> str:
        """``2025-W23``."""
        return self.digest.period.name

    @property
    def place(self) -> str:
        """Where its page is, from the root of the site."""
        return f"weeks/{self.name}"


def week_words(desk: Desk) -> Mapping[str, Any]:
    """The words of post, newsletter and calendar in the site's language."""
    return table("weekly", desk.language) or table("weekly", "en")


def find_week(desk: Desk, name: str = "") -> Week:
    """The week ``name`` (``2025-W23``), or the latest one.

    Raises:
        DigestError: that is no week, or the chat says nothing in it.
    """
    if not desk.site.weeks:
        raise DigestError("There is no week with messages yet.", hint="Put a chat into the chunks folder first.")
    if not name:
        return week_list(desk, desk.site.weeks[-1])
    asked = WEEK.fullmatch(name.strip())
    if asked is None:
        raise DigestError(f"“{name[:40]}” is no week.", hint="Weeks are written like 2025-W23.")
    wanted = f"{asked[1]}-W{int(asked[2]):02d}"
    if wanted not in desk.weeks:
        names = [digest.period.name for digest in desk.site.weeks]
        around = [*[n for n in names if n < wanted][-2:], *[n for n in names if n > wanted][:2]]
        raise DigestError(f"The chat has no message in {wanted}.", hint=f"Near it: {', '.join(around)}.")
    return week_list(desk, desk.weeks[wanted])


def week_list(desk: Desk, digest: Digest) -> Week:
    """The list of one week."""
    period = digest.period
    return Week(
        digest,
        dates.title(period, desk.language),
        dates.span(period.start, period.end, desk.language),
        plain(desk.site.notes.get(period.name, "")),
        tuple(_row(desk, name, pick.item, pick.message) for name, _ in SECTIONS for pick in digest.section(name)),
    )


def _row(desk: Desk, section: Section, item: Item, message: Message | None) -> Row:
    w = desk.words
    match item:
        case Resource():
            shown = card(item, message)
            text = item.why or (shown.share.comment if shown.share else "")
            return Row(section, item, shown.title, text, item.url, w.kinds.get(item.type, w.kinds["other"]), None)
        case KeyFigure():
            parts = (quantities.approximation(item.figure, w), quantities.quantity(item.figure, w))
            source = desk.resources.get(item.source)
            return Row(section, item, " ".join(filter(None, parts)), item.sentence, "", "", source)
        case Event():
            source = desk.resources.get(item.source)
            label = w.event["deadline"] if item.deadline else ""
            return Row(section, item, when(desk, item), item.title, source.url if source else "", label, source)
        case Question():
            return Row(section, item, "", item.text, "", w.question["answered" if item.answered else "open"], None)
        case Announcement():
            return Row(section, item, "", item.text, "", "", None)
        case PollResult():
            return Row(section, item, item.question, _votes(desk, item), "", "", None)


def when(desk: Desk, event: Event) -> str:
    """The day of ``event`` in words, its last day and its time as far as they were told."""
    if not event.day:
        return str(desk.words.dates["undated"])
    parts = [dates.day(event.day, desk.language)]
    if event.end and event.end != event.day:
        parts.append(desk.words.dates["until"].format(day=dates.day_month(event.end, desk.language)))
    if event.time:
        parts.append(desk.words.dates["at"].format(time=desk.clock(event.time)))
    return capital(" ".join(parts))


def _votes(desk: Desk, poll: PollResult) -> str:
    told = (text if n is None else f"{text} ({desk.words.count('vote', n)})" for text, n in poll.options)
    return " · ".join(told)


# ---------------------------------------------------------------- the moderator's Markdown as plain text

_LINK = re.compile(r"!?\[([^\[\]\n]*)\]\(([^()\n]*)\)")
_ANGLE = re.compile(r"<([^<>\n]*)>")
_LINE_MARK = re.compile(r"^[ \t]*(?:#{1,6}[ \t]|>[ \t]?|[-*+][ \t]|\d{1,3}[.)][ \t])[ \t]*", re.M)
_EMPHASIS = re.compile(r"\*\*|__|`+|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)")


def plain(markdown: str) -> str:
    """The words of ``markdown``, addresses of links in brackets behind them, paragraphs between empty lines.

    >>> plain("# Bonjour\\n\\nUn **mot** et [un lien](https://example.org/a).")
    'Bonjour\\n\\nUn mot et un lien (https://example.org/a).'
    """
    text = _LINK.sub(_link_words, markdown.replace("\r\n", "\n"))
    text = _ANGLE.sub(lambda m: m[1] if m[1].startswith(("https://", "http://")) else "", text)
    pieces = (_unmarked(_LINE_MARK.sub("", part)) for part in re.split(r"\n[ \t]*\n", text))
    return "\n\n".join(piece for piece in pieces if piece)


def _link_words(found: re.Match[str]) -> str:
    address = found[2].strip().split(" ")[0]
    shown = not found[0].startswith("!") and address.startswith(("https://", "http://"))
    return f"{found[1]} ({address})" if shown else found[1]


def _unmarked(text: str) -> str:
    """Emphasis taken away, except inside addresses."""
    words = (word if "://" in word else _EMPHASIS.sub("", word) for word in one_line(text).strip().split(" "))
    return " ".join(words)


_END = re.compile(r"[.!?…]+[»”\")]*(?=\s|$)")
LEAST = 12  # characters of a first sentence; below it stands an abbreviation or a greeting


def first_sentence(text: str) -> str:
    """The first sentence of plain ``text``, at least a few words long.

    >>> first_sentence("M. Exemple a parlé. Puis silence.")
    'M. Exemple a parlé.'
    """
    first = text.partition("\n\n")[0]
    ends: Iterable[int] = (found.end() for found in _END.finditer(first))
    return first[: next((end for end in ends if end >= LEAST), len(first))]
