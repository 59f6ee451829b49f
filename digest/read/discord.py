"""Discord: the JSON of DiscordChatExporter, one or several files of one server.

Fields as the exporter's own ``JsonMessageWriter.cs`` writes them (Tyrrrz/DiscordChatExporter, seen 2026). Times carry
their offset and are taken as told; with the exporter's ``--utc`` they are UTC.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from digest.model import Chunk, Entry, Kind, Notice
from digest.read.json_text import Json, id_of, json_text, table_of, tables_of, text_of
from digest.read.logs import NO_DATE, UTC_TOLD, Found, Log, bots_told, channels_told, combined, is_utc, iso_of, local
from digest.read.source import Document, Format, ReadOptions

# Types that people write; all others are told by the system (MessageKind in the exporter's source; numbers where it
# has no name: 20 and 23 are commands that a person gave).
_WRITTEN = frozenset(("Default", "Reply", "0", "19", "20", "23", ""))
_KINDS: Mapping[str, Kind] = {"ChannelPinnedMessage": "pinned", "Call": "call"}
_GUILD = re.compile(rb'^\{\s*"guild"\s*:')
_MARK = re.compile(r"<(?:(@[!&]?|#)(\d{1,25})|a?(:\w{1,64}:)\d{1,25}|(https?://[^\s<>]{1,2000}))>")


def _claims(document: Document) -> bool:
    head = document.head.lstrip()
    return bool(_GUILD.match(head)) and b'"channel"' in head


@dataclass(slots=True)
class _Server:
    """What the files share: names by number, and what has to be said once."""

    names: dict[str, str] = field(default_factory=dict)
    bots: int = 0
    utc: bool = False


def read_discord(documents: Sequence[Document], options: ReadOptions) -> Chunk:
    """All records of the channels, in the order of time.

    Raises:
        InputError: no JSON, or no message.
    """
    server = _Server()
    logs = [_log(document, options, server) for document in documents]
    return combined(logs, "discord", [*(w for d in documents for w in d.warnings), *_warnings(server)])


def _warnings(server: _Server) -> Iterator[str]:
    if server.utc:
        yield UTC_TOLD
    yield from bots_told(server.bots)
    yield from channels_told(sum(name.startswith("#") for name in server.names))


def _log(document: Document, options: ReadOptions, server: _Server) -> Log:
    json = Json(json_text(document, options.limits), document.name, frozenset({(), ("messages",)}))
    log = Log(document.name, json.text)
    for part in json.parts():
        if len(part.path) == 2 and part.path[0] == "messages":
            log.add(_found(table_of(part.value), server), part.start, part.end)
        elif part.path == ("channel",):
            channel = table_of(part.value)
            server.names["#" + id_of(channel.get("id"))] = text_of(channel.get("name"))
    return log


def _found(message: Mapping[str, Any], server: _Server) -> Found:
    when = iso_of(message.get("timestamp"))
    if when is None:
        return Found(None, NO_DATE)
    server.utc |= is_utc(when)
    author, kind = table_of(message.get("author")), id_of(message.get("type"))
    for person in (author, *tables_of(message.get("mentions"))):
        server.names["@" + id_of(person.get("id"))] = _name(person)
    text = _plain(_content(message), server.names)
    key = (number,) if (number := id_of(message.get("id"))) else ()
    system = kind not in _WRITTEN
    if system or author.get("isBot") is True:
        server.bots += not system
        said = f"{_name(author)} {text}".strip() if system else text
        return Found(Notice(local(when), said, _KINDS.get(kind, "system")), key=key)
    media = ", ".join(_media(message))
    changed = text_of(message.get("timestampEdited"))
    entry = Entry(local(when), _name(author), text, "media" if media else "message", edited=bool(changed), media=media)
    return Found(entry, key=key, changed=changed)


def _name(person: Mapping[str, Any]) -> str:
    told = (text_of(person.get("nickname")), text_of(person.get("name")), id_of(person.get("id")), "?")
    return next(name.strip() for name in told if name.strip())


def _content(message: Mapping[str, Any]) -> str:
    """The words: of the message, else of the one that it forwards, else the addresses that it shows."""
    forwarded = table_of(message.get("forwardedMessage"))
    said = text_of(message.get("content")) or text_of(forwarded.get("content"))
    if said:
        return said.strip()
    shown = (f"{text_of(e.get('title'))} {text_of(e.get('url'))}".strip() for e in tables_of(message.get("embeds")))
    return "\n".join(filter(None, shown))


def _plain(text: str, names: Mapping[str, str]) -> str:
    """Text without Discord's marks, where the exporter left them in: people, channels, emoji, quiet links."""
    if "<" not in text:
        return text

    def word(found: re.Match[str]) -> str:
        sign, number, emoji, url = found.groups()
        if url or emoji:
            return url or emoji
        sign = sign[0]
        return sign + (names.get(sign + number) or number)

    return _MARK.sub(word, text)


def _media(message: Mapping[str, Any]) -> Iterator[str]:
    for holder in (message, table_of(message.get("forwardedMessage"))):
        yield from (text_of(file.get("fileName")) or "file" for file in tables_of(holder.get("attachments")))
        yield from (text_of(sticker.get("name")) or "sticker" for sticker in tables_of(holder.get("stickers")))


DISCORD = Format("discord", _claims, read_discord)
