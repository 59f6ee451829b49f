"""Small invented conversations for the tests of what is found in a chat."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from digest.gather import Gathered, gather
from digest.links import find_links
from digest.model import Message, Redacted, Resource

_LINE = re.compile(r"(?:(?P<day>\d{4}-\d\d-\d\d) )?(?P<clock>\d\d:\d\d) (?P<name>[^:]+): (?P<text>.*)")


def messages(chat: str, language: str = "fr", held: str = "") -> list[Message]:
    """Messages from lines ``[2025-06-05 ]09:00 Nadia: text``; without a day, that of the line before.

    Args:
        chat: the lines.
        language: of all messages.
        held: a word that holds a message back.
    """
    found: list[Message] = []
    people: dict[str, int] = {}
    day = "2025-06-05"
    for number, line in enumerate(filter(None, map(str.strip, chat.strip().splitlines())), 1):
        match = _LINE.fullmatch(line)
        assert match, line
        day = match["day"] or day
        text, name = Redacted(match["text"]), match["name"]
        who = people.setdefault(name, len(people))
        found.append(
            Message(
                id=f"m{number}",
                when=datetime.fromisoformat(f"{day}T{match['clock']}"),
                who=who,
                name=Redacted(name),
                text=text,
                kind="message",
                file="chat.txt",
                line=number,
                lines=1,
                language=language,
                held=("held",) if held and held in text else (),
                links=tuple(link for link in find_links(text) if link.publish),
            )
        )
    return found


def gathered(chat: str, language: str = "fr", held: str = "") -> Gathered:
    """Everything found in such a chat."""
    return gather(messages(chat, language, held), language=language)


def best(chat: str, language: str = "fr") -> list[str]:
    """The addresses of the resources of the whole chat, best first."""
    whole = gathered(chat, language).whole
    assert whole is not None
    return [pick.item.url for pick in whole.section("resources") if isinstance(pick.item, Resource)]


def later(message: Message, **shift: int) -> Message:
    """The same message at another time."""
    from dataclasses import replace

    return replace(message, when=message.when + timedelta(**shift))
