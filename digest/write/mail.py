"""The week as a newsletter: one list of items as HTML and as plain text, and the message that holds both.

The styles stand inline in the template itself. A library that inlines a style sheet (premailer with lxml and cssutils,
css-inline with its compiled part) would bring two to five packages to move some thirty declarations of one template
of ours. No picture, no script, no font, no address but those of the items, the site and the way out.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formataddr
from html import escape
from typing import Any, NamedTuple
from urllib.parse import quote as percent

from digest.markup import PageText, block, environment, href, inline
from digest.model import Resource
from digest.typography import capital, one_line, quoted, shorten, typeset
from digest.write.desk import Desk
from digest.write.feed_entries import address
from digest.write.views import SECTIONS
from digest.write.weekly import Row, Week, week_words

TITLE, SAID = 160, 400  # characters of a title and of what was said; the page holds the rest
_MAILBOX = re.compile(r"[^\s@<>,;:\"'()\[\]\\]+@[^\s@<>,;:\"'()\[\]\\]+")


class Letter(NamedTuple):
    """A newsletter as it will be read."""

    subject: str
    text: str
    html: str
    stop: str  # address to write to or to open to get no more, "" when only a reply does it


@dataclass(frozen=True, slots=True)
class Envelope:
    """From whom to whom; all may be empty for a draft."""

    sender: str = ""
    to: tuple[str, ...] = ()
    stop: str = ""  # address or page where readers leave, as the moderator gave it


DRAFT = Envelope()


def letter(desk: Desk, week: Week, envelope: Envelope = DRAFT) -> Letter:
    """The newsletter of ``week``.

    Args:
        desk: the site.
        week: its list of items; all of them are told, in that order.
        envelope: only to say how to get no more letters.
    """
    w = week_words(desk)["mail"]
    name = one_line(desk.site.name).strip() or w["unnamed"]
    subject = shorten(typeset(capital(w["subject"].format(name=name, week=week.title)), desk.language), 120)
    stop = stop_address(desk, envelope)
    return Letter(subject, _text(desk, week, name, stop), _html(desk, week, name, subject, stop), stop)


def stop_address(desk: Desk, envelope: Envelope) -> str:
    """Where readers leave: what the moderator set, else a letter to the sender or the contact; "" for a plain reply."""
    given = envelope.stop or envelope.sender or desk.site.contact
    if found := _MAILBOX.search(given):
        subject = percent(week_words(desk)["mail"]["stop_subject"])
        return f"mailto:{percent(found[0], safe='@')}?subject={subject}"
    return given if given.startswith(("https://", "http://")) and href(given) else ""


def message(sent: Letter, envelope: Envelope, name: str = "") -> EmailMessage:
    """``sent`` as a message with both forms, the same bytes for the same letter; no date: sending adds it.

    One recipient (a list's address) stands in ``To``, several in ``Bcc`` so that they do not see each other.
    """
    made = EmailMessage(policy=SMTP)
    made["Subject"] = sent.subject
    if envelope.sender:
        box = _MAILBOX.search(envelope.sender)
        made["From"] = formataddr((one_line(name), box[0])) if box and name else envelope.sender
    if envelope.to:
        made["To" if len(envelope.to) == 1 else "Bcc"] = ", ".join(envelope.to)
    if sent.stop:
        made["List-Unsubscribe"] = f"<{sent.stop}>"
    made.set_content(sent.text, cte="quoted-printable")
    made.add_alternative(sent.html, subtype="html", cte="quoted-printable")
    made.set_boundary("=_" + hashlib.sha256(sent.html.encode()).hexdigest()[:32])
    return made


def as_bytes(made: EmailMessage) -> bytes:
    """The message as it travels; long headers stay whole, for a folded address in them is one that nobody can read."""
    return made.as_bytes(policy=SMTP.clone(max_line_length=900))


def draft(made: EmailMessage) -> bytes:
    """The message as a file that mail programs open as a draft (``X-Unsent``, read by Outlook and others)."""
    del made["X-Unsent"]
    made["X-Unsent"] = "1"
    return as_bytes(made)


# ---------------------------------------------------------------- HTML


def _html(desk: Desk, week: Week, name: str, subject: str, stop: str) -> str:
    w, site = week_words(desk)["mail"], desk.site
    sections = [
        (section, desk.words.sections[section], rows) for section, _ in SECTIONS if (rows := week.section(section))
    ]
    env = environment(desk.language)
    env.globals.update(_functions(desk))
    privacy = address(desk, "privacy")
    text = env.get_template("mail/week.html.j2").render(
        desk=desk,
        week=week,
        words=w,
        name=name,
        subject=subject,
        preview=week.note or ", ".join(shorten(row.title or row.text, 60) for row in week.rows[:3]),
        note=week.note.split("\n\n") if week.note else [],
        page=PageText(escape(address(desk, week.place))) if site.url else "",
        sections=sections,
        quiet=desk.words.week["quiet"],
        unverified=desk.words.figure["unverified"] if week.section("figures") else "",
        reason=w["reason"].format(name=name),
        stop=_small(stop, w["stop"]) if stop else w["stop_reply"],
        privacy=_small(privacy, w["privacy"]) if privacy else "",
    )
    return f"{text.strip()}\n"


def _small(target: str, text: str) -> PageText:
    """A link of the footer, to an address of ours."""
    return PageText(f'<a class="soft" href="{escape(target)}" style="color:#55606b">{inline(text)}</a>')


def _functions(desk: Desk) -> dict[str, Any]:
    """What the template may call."""
    lang = desk.language

    def linked(row: Row) -> PageText:
        shown = inline(typeset(shorten(row.title, TITLE), lang))
        return _anchor(row.url, shown) if row.section == "resources" else _ink(shown)

    def source(resource: Resource) -> PageText:
        title = inline(typeset(shorten(resource.title or resource.host, 90), lang))
        before, _, after = week_words(desk)["mail"]["source"].partition("{title}")
        return PageText(f"{inline(typeset(before, lang))}{_anchor(resource.url, title)}{inline(after)}")

    return {
        "capital": capital,
        "linked": linked,
        "source": source,
        "beside": beside,
        "quote": lambda text: block(typeset(quoted(shorten(text, SAID), lang), lang)),
        "said": lambda row: block(typeset(said(row, lang), lang)),
    }


def _anchor(url: str, shown: PageText) -> PageText:
    target = href(url)
    return (
        PageText(f'<a class="link" href="{escape(target)}" style="color:#1a4f9c">{shown}</a>')
        if target
        else _ink(shown)
    )


def _ink(shown: PageText) -> PageText:
    return PageText(f'<span class="ink" style="color:#16191d">{shown}</span>')


def beside(row: Row) -> str:
    """The small line under a title: kind and host of a resource, state of a question, a deadline."""
    host = row.item.host if isinstance(row.item, Resource) else ""
    return " · ".join(filter(None, (row.label, host)))


def said(row: Row, language: str) -> str:
    """The words of a row: in quotation marks when a member wrote them."""
    moderators = (isinstance(row.item, Resource) and row.item.why == row.text) or row.section == "polls"
    cut = shorten(row.text, SAID)
    return cut if moderators else quoted(cut, language)


# ---------------------------------------------------------------- plain text


def _text(desk: Desk, week: Week, name: str, stop: str) -> str:
    parts = [*_head(desk, week, name)]
    for section, _ in SECTIONS:
        if rows := week.section(section):
            title = desk.words.sections[section]
            parts += [title.upper(), *("\n".join(_lines(desk, row)) for row in rows)]
    if not week.rows:
        parts.append(desk.words.week["quiet"])
    return "\n\n".join([*(typeset(part, desk.language) for part in parts), "\n".join(_foot(desk, name, stop))]) + "\n"


def _head(desk: Desk, week: Week, name: str) -> Iterator[str]:
    yield f"{name}\n{week.title}, {week.span}"
    if week.note:
        yield week.note
    if page := address(desk, week.place):
        yield f"{week_words(desk)['mail']['read']}\n{page}"


def _lines(desk: Desk, row: Row) -> Iterator[str]:
    title = shorten(row.title, TITLE) or (row.label if row.section == "questions" else "")
    small = beside(row) if row.title else ""
    yield "* " + (title + (f" ({small})" if small else "") if title else said(row, desk.language))
    if row.text and title:
        yield f"  {said(row, desk.language)}"
    if row.section == "resources" and (target := href(row.url)):
        yield f"  {target}"
    if row.source and row.section == "figures":
        origin = shorten(row.source.title or row.source.host, 90)
        yield f"  {week_words(desk)['mail']['source'].format(title=origin)}"


def _foot(desk: Desk, name: str, stop: str) -> Iterator[str]:
    w = week_words(desk)["mail"]
    yield "-- "  # the signature mark that mail programs know (RFC 3676 §4.3)
    yield w["reason"].format(name=name)
    yield (
        f"{w['stop']} : {stop}"
        if stop and desk.language == "fr"
        else f"{w['stop']}: {stop}"
        if stop
        else w["stop_reply"]
    )
    if privacy := address(desk, "privacy"):
        yield privacy
