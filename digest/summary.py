"""What a run says of itself: sentences for the moderator, and what the gate over the site must look for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from digest.check import Finding, Policy, numbers_in
from digest.pipeline import Built
from digest.redact import Gated
from digest.settings import Settings

SAID = {
    "resource": ("resource", "resources"),
    "figure": ("key figure", "key figures"),
    "date": ("date", "dates"),
    "day": ("day", "days"),
    "week": ("week", "weeks"),
    "file": ("file", "files"),
    "item": ("item waits", "items wait"),
    "warning": ("warning", "warnings"),
    "PHONE": ("phone number", "phone numbers"),
    "EMAIL": ("e-mail address", "e-mail addresses"),
    "IBAN": ("bank account", "bank accounts"),
    "ADDRESS": ("postal address", "postal addresses"),
    "HANDLE": ("handle", "handles"),
    "SECRET": ("secret", "secrets"),
    "link": ("private link", "private links"),
    "member": ("member's name", "members' names"),
    "system": ("system line", "system lines"),
    "opted out": ("message of people who objected", "messages of people who objected"),
    "deleted": ("deleted message", "deleted messages"),
    "media": ("picture or file", "pictures or files"),
    "no text": ("message without text", "messages without text"),
}


def counted(n: int, what: str) -> str:
    """``3 phone numbers``.

    >>> counted(1, "PHONE"), counted(2, "call")
    ('1 phone number', '2 call')
    """
    return f"{n} {SAID.get(what, (what, what))[n != 1]}"


def withheld_lines(gated: Gated) -> Iterator[str]:
    """What the gate took out, as counts; empty when it took nothing."""
    masked = ", ".join(counted(n, what) for what, n in sorted(gated.masked.items()))
    if masked:
        yield f"masked: {masked}"
    withheld = ", ".join(counted(n, why) for why, n in sorted(gated.withheld.items()))
    if withheld:
        yield f"not passed on: {withheld}"
    if gated.opted_out:
        yield f"left out on their wish: {gated.opted_out} {'person' if gated.opted_out == 1 else 'people'}"
    if gated.shortened:
        yield f"shortened: {gated.shortened} very long messages"


def held_lines(built: Built) -> Iterator[str]:
    """What waits for the moderator, if anything."""
    if waiting := len(built.curated.held):
        yield f"{counted(waiting, 'item')} for you: “digest check” names each; accept it by its id in curation.yml"


def site_policy(
    built: Built, settings: Settings, *, machine_paths: Sequence[str], by_hand: Sequence[str], own_texts: Sequence[str]
) -> Policy:
    """What must not be in the finished site, from everything that is known of the chat.

    Args:
        built: the run whose site is looked at.
        settings: of the group.
        machine_paths: folders of the machine that builds.
        by_hand: pages that the moderator wrote, as files of the site.
        own_texts: the moderator's own words, whose numbers need not stand in the chat.
    """
    hidden = settings.profile == "public"
    authors = {entry.author for entry in built.chunk.entries}
    private = " ".join(notice.text for notice in built.chunk.notices)
    shown = {*settings.people.show, *settings.people.show.values()}
    return Policy(
        site_url=settings.site_url,
        noindex=settings.noindex or settings.profile != "public",
        countries=settings.countries_for(built.site.language),
        digits={_digits(text) for text in (*authors, *_numbers(private)) if len(_digits(text)) >= 8},
        names={name for name in authors if hidden and name not in shown and not _digits(name)},
        opted_out={*settings.people.leave_out, *built.left_out},
        input_names=[tally.file for tally in built.chunk.tallies],
        machine_paths=[path for path in machine_paths if len(path) > 3],
        generated=_addresses(built),
        numbers=numbers_in([*(entry.text for entry in built.chunk.entries), *own_texts]),
        by_hand=by_hand,
        allowed=[settings.contact, settings.name, settings.description, *shown],
    )


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _numbers(text: str) -> list[str]:
    return re.findall(r"[+\d][\d \u00a0\u202f().-]{6,}\d", text)


def _addresses(built: Built) -> frozenset[str]:
    """Files of the site that tell what the chat said."""
    told = ("days/", "weeks/", "figures/")
    names = (page.path.removeprefix("docs/").removesuffix(".md") for page in built.pages if page.path.endswith(".md"))
    return frozenset(f"{name}/index.html" for name in names if name.startswith(told) and not name.endswith("index"))


def input_findings(built: Built, tracked: Sequence[str]) -> Iterator[Finding]:
    """What is wrong with the input and its place, beside the site itself."""
    for unread in built.chunk.unread:
        yield Finding("warning", unread.file, unread.line, f"Not read: {unread.reason}.", "", "input")
    for sentence in built.chunk.warnings:
        yield Finding("warning", "", 0, sentence, "", "input")
    for fault in built.curated.warnings:
        yield Finding("warning", fault.file, fault.line, fault.message, fault.hint, "curation")
    for held in built.curated.held:
        cues = ", ".join(held.cues)
        what = f"Held back ({cues}): {held.kind} {held.id}."
        yield Finding(
            "warning", held.file, held.line, what, f"To show it: accept: [{held.id}] in curation.yml.", "held"
        )
    for name in tracked[:20]:
        hint = "Take it out with “git rm --cached” and keep it in .gitignore."
        yield Finding("warning", name, 0, "Git tracks this private file and would publish it.", hint, "git")
