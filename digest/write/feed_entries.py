"""What a feed tells of a resource, a figure, a day or a week: title, dates, full content as plain HTML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from html import escape
from typing import Any, NamedTuple

from digest.language import table
from digest.markup import href
from digest.model import Announcement, Digest, Event, KeyFigure, Message, PollResult, Question, Resource, Share
from digest.typography import quoted, shorten, typeset
from digest.write import dates, quantities
from digest.write.desk import Desk

MOST_SAID = 3  # sharings whose words a feed repeats
SAID = 320  # characters of a sharer's words, as on the site's cards


class Entry(NamedTuple):
    """One item of a feed; ``html`` is our own, with nothing of the chat in it unescaped."""

    id: str
    title: str
    html: str
    url: str  # what the title opens: the resource, or the page of the digest; "" if it has no address
    page: str  # its place on our site, "" when the site's address is unknown
    published: date
    updated: date
    tags: tuple[str, ...] = ()


def feed_words(desk: Desk) -> Mapping[str, Any]:
    """The words of feeds and exports in the site's language."""
    return table("feeds", desk.language) or table("feeds", "en")


def address(desk: Desk, there: str) -> str:
    """The full address of ``there`` (``resources/2025-06#r-…``), or "" when the site's address is unknown."""
    if not desk.site.url:
        return ""
    place, _, anchor = there.partition("#")
    place = place.removesuffix("index").rstrip("/")
    ending = ("/" if place else "") if desk.directory_urls else (".html" if place else "index.html")
    return desk.site.url.rstrip("/") + "/" + place + ending + (f"#{anchor}" if anchor else "")


def file_address(desk: Desk, path: str) -> str:
    """The full address of a file under ``docs/``, or "" when the site's address is unknown."""
    return desk.site.url.rstrip("/") + "/" + path if desk.site.url else ""


def resource_entry(desk: Desk, resource: Resource) -> Entry:
    """A resource with why it was shared."""
    page = address(desk, desk.resource_address(resource))
    names = {topic.id: topic.title for topic in desk.site.topics}
    begin = desk.site.days[0].period.start if desk.site.days else desk.site.today  # never "now": it would move
    first, last = resource.first or begin, resource.last or begin
    return Entry(
        id=resource.id,
        title=one(desk, resource.title or resource.host),
        html="".join(_resource_html(desk, resource, page)),
        url=href(resource.url) or page,
        page=page,
        published=first,
        updated=last,
        tags=tuple(dict.fromkeys((*(names[t] for t in resource.topics if t in names), *resource.tags))),
    )


def _resource_html(desk: Desk, resource: Resource, page: str) -> Iterator[str]:
    w = feed_words(desk)
    yield f"<p>{anchor(desk, resource.url, resource.title or resource.host)} ({escape(resource.host)})</p>"
    if resource.why:
        yield paragraph(desk, resource.why)
    for share in [share for share in resource.shares if share.comment][:MOST_SAID]:
        yield from _said(desk, share)
    if resource.added:
        yield paragraph(desk, w["added"])
    elif len(resource.shares) > 1 and resource.last:
        yield paragraph(desk, w["times"].format(n=len(resource.shares), day=dates.short(resource.last, desk.language)))
    if resource.archive:
        yield f"<p>{anchor(desk, resource.archive, w['archived'])}</p>"
    if page:
        yield f"<p>{anchor(desk, page, w['story'])}</p>"


def said(resource: Resource, message: Message | None = None) -> str:
    """The words with which ``resource`` was shared (in ``message``, if told), as many as the site shows."""
    told = (s.comment for s in resource.shares if s.comment and (message is None or s.message.id == message.id))
    return shorten(next(told, ""), SAID)


def _said(desk: Desk, share: Share) -> Iterator[str]:
    w = feed_words(desk)
    day = w["shared"].format(day=dates.short(share.message.day, desk.language))
    who = w["shared_by"].format(name=share.message.name) if desk.talks and share.message.name else ""
    yield f"<blockquote><p>{words(desk, quoted(shorten(share.comment, SAID), desk.language))}</p></blockquote>"
    yield f"<p><small>{words(desk, ', '.join(filter(None, (who, day))))}</small></p>"
    if desk.talks and share.quoted:
        yield listed(words(desk, quoted(reply, desk.language)) for reply in share.quoted)


def figure_entry(desk: Desk, figure: KeyFigure) -> Entry:
    """A key figure with its sentence and source."""
    page = address(desk, desk.figure_address(figure))
    day = figure.message.day
    title = quantities.quantity(figure.figure, desk.words)
    if figure.measures:
        title += f" : {figure.measures}" if desk.language == "fr" else f": {figure.measures}"
    content = f"<p>{_figure_line(desk, figure)}</p>" + (f"<p>{_said_on(desk, day, page)}</p>")
    return Entry(figure.id, one(desk, title), content, page, page, day, day)


def _said_on(desk: Desk, day: date, page: str) -> str:
    text = dates.short(day, desk.language)
    return anchor(desk, page, text) if page else words(desk, text)


def _figure_line(desk: Desk, figure: KeyFigure) -> str:
    source = desk.resources.get(figure.source)
    told = f"<strong>{words(desk, quantities.quantity(figure.figure, desk.words))}</strong> "
    told += words(desk, quoted(figure.sentence, desk.language))
    if source:
        name = feed_words(desk)["source"].format(title=source.title or source.host)
        told += f" ({anchor(desk, source.url, name)})"
    return told


def digest_entry(desk: Desk, digest: Digest) -> Entry:
    """A day or a week with all that its page shows but the conversation."""
    period, page = digest.period, address(desk, desk.address(digest.period))
    last = max(digest.per_day, default=period.end)
    content = "".join(_digest_html(desk, digest))
    return Entry(period.name, dates.title(period, desk.language), content, page, page, last, last)


def _digest_html(desk: Desk, digest: Digest) -> Iterator[str]:
    if note := desk.site.notes.get(digest.period.name):
        yield "".join(paragraph(desk, part) for part in note.split("\n\n") if part.strip())
    for name in ("resources", "figures", "announcements", "events", "questions", "polls"):
        lines = [line for pick in digest.picks.get(name, ()) if (line := item_line(desk, pick.item, pick.message))]
        if lines:
            yield f"<h2>{words(desk, desk.words.sections[name])}</h2>{listed(lines)}"
    if not any(digest.picks.values()):
        yield paragraph(desk, getattr(desk.words, digest.period.kind)["quiet"])


def item_line(desk: Desk, item: object, message: Message | None = None) -> str:
    """One item of a digest as HTML for the inside of a list item."""
    match item:
        case Resource():
            told = item.why or said(item, message)
            link = anchor(desk, item.url, item.title or item.host)
            return f"{link} ({escape(item.host)})" + (f" — {words(desk, told)}" if told else "")
        case KeyFigure():
            return _figure_line(desk, item)
        case Event():
            return _event_line(desk, item)
        case Question() | Announcement():
            return words(desk, shorten(item.text, 600))
        case PollResult():
            votes = [words(desk, text) + ("" if n is None else f" : {n}") for text, n in item.options]
            return words(desk, item.question) + listed(votes)
    return ""


def _event_line(desk: Desk, event: Event) -> str:
    day = dates.short(event.day, desk.language) if event.day else desk.words.dates["undated"]
    time = " " + desk.words.dates["at"].format(time=event.time) if event.time else ""
    source = desk.resources.get(event.source)
    title = anchor(desk, source.url, event.title) if source else words(desk, event.title)
    return f"<strong>{words(desk, day + time)}</strong> {title}"


def one(desk: Desk, text: str) -> str:
    """``text`` as a title: one line, at most 200 characters."""
    return typeset(shorten(text, 200), desk.language)


def words(desk: Desk, text: str) -> str:
    """``text`` escaped for HTML, its line breaks kept."""
    return "<br>".join(escape(typeset(line, desk.language)) for line in text.strip().split("\n"))


def paragraph(desk: Desk, text: str) -> str:
    """``text`` as a paragraph."""
    return f"<p>{words(desk, text)}</p>"


def listed(lines: Iterable[str]) -> str:
    """HTML pieces as a list."""
    return "<ul>" + "".join(f"<li>{line}</li>" for line in lines) + "</ul>"


def anchor(desk: Desk, url: str, text: str) -> str:
    """A link of our own; only its text when the address may not be opened."""
    target = href(url)
    shown = words(desk, shorten(text, 300))
    return f'<a href="{escape(target)}" rel="nofollow ugc noopener">{shown}</a>' if target else shown
