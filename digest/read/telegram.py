"""Telegram Desktop: ``result.json`` of one chat, or of the whole account.

Fields as Telegram Desktop's own exporter writes them (``export_output_json.cpp`` of telegramdesktop/tdesktop, and
https://core.telegram.org/import-export, seen 2026). ``date`` is the exporting computer's clock.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from digest.errors import InputError
from digest.model import Chunk, Entry, Kind, Notice, Poll
from digest.read.archives import MAGIC, shown
from digest.read.json_text import (
    Json,
    Part,
    Path,
    count_of,
    file_name,
    id_of,
    json_text,
    list_of,
    table_of,
    tables_of,
    text_of,
)  # fmt: skip
from digest.read.logs import NO_DATE, Found, Log, combined, iso_of, local
from digest.read.source import Document, Format, ReadOptions

_GROUPS = frozenset(
    ("private_group", "private_supergroup", "public_supergroup", "private_channel", "public_channel")
)  # what a digest may be made of when there are several chats
_CHATS: tuple[Path, ...] = (("chats",), ("left_chats",))
_OPENED: frozenset[Path] = frozenset(
    [(), ("messages",)]
    + [(*chats, *rest) for chats in _CHATS for rest in ((), ("list",), ("list", "*"), ("list", "*", "messages"))]
)
_TYPE = re.compile(
    rb'"type"\s*:\s*"(?:saved_messages|replies|personal_chat|bot_chat|(?:private|public)_(?:group|supergroup|channel))"'
)
_KINDS: Mapping[str, Kind] = {
    "pin_message": "pinned",
    "phone_call": "call",
    "group_call": "call",
    "conference_call": "call",
    "invite_to_group_call": "call",
    "group_call_scheduled": "call",
}
_MISSING = "(File "  # what stands for a file that was not exported


def _claims(document: Document) -> bool:
    if document.head.startswith(MAGIC):
        return _member(document) != ""
    head = document.head.lstrip()
    if not head.startswith(b"{"):
        return False
    if _TYPE.search(head) and b'"messages"' in head:
        return True
    return b'"about"' in head[:40] and b"Telegram" in head[:2000]


def _member(document: Document) -> str:
    """The name of the export in an archive."""
    names = [name for name in document.members if file_name(name) == "result.json"]
    return min(names, key=len, default="")


def read_telegram(documents: Sequence[Document], options: ReadOptions) -> Chunk:
    """All records of one chat: of each file its only chat, or the group with most messages.

    Raises:
        InputError: no JSON, no group in an export of several chats, or no message.
    """
    warnings = [warning for document in documents for warning in document.warnings]
    logs = [_log(document, options, warnings) for document in documents]
    return combined(logs, "telegram", warnings)


def _log(document: Document, options: ReadOptions, warnings: list[str]) -> Log:
    if member := _member(document):
        document = Document.from_text(shown(document.name, member), document.member(member))
    json = Json(json_text(document, options.limits), document.name, _OPENED)
    log = Log(document.name, json.text)
    names: dict[Path, tuple[str, str]] = {}  # chat -> type, id
    chats: list[Path] = []  # of each record
    for part in json.parts():
        *chat, field = part.path or ("",)
        if len(part.path) > 1 and part.path[-2] == "messages":
            chat.pop()
            chats.append(tuple(chat))
            log.add(_found(part), part.start, part.end)
        elif field in ("type", "id"):
            kind, number = names.get(tuple(chat), ("", ""))
            new = (text_of(part.value), number) if field == "type" else (kind, id_of(part.value))
            names[tuple(chat)] = new
    _keep_one_chat(log, chats, names, warnings)
    return log


def _keep_one_chat(log: Log, chats: Sequence[Path], names: Mapping[Path, tuple[str, str]], warnings: list[str]) -> None:
    """Leave out all but the largest group, so that no private conversation gets into a digest."""
    sizes = dict.fromkeys(chats, 0)
    for chat, found in zip(chats, log.found, strict=True):
        sizes[chat] += isinstance(found.record, Entry)
    groups = [chat for chat in sizes if names.get(chat, ("", ""))[0] in _GROUPS]
    if len(sizes) > 1 and not groups:
        hint = "Export the group alone: ⋮ in the chat, “Export chat history”, format JSON."
        raise InputError(f"There are {len(sizes)} chats in it, and none is a group.", file=log.file, hint=hint)
    chosen = max(groups or sizes, key=lambda chat: sizes[chat], default=())
    if len(sizes) > 1:
        warnings.append(f"{log.file}: {len(sizes)} chats in it; the group with most messages was read.")
    number = names.get(chosen, ("", ""))[1]
    for index, (chat, found) in enumerate(zip(chats, log.found, strict=True)):
        if chat == chosen:
            log.found[index] = found._replace(key=(number, *found.key) if found.key else ())
        else:
            log.found[index] = Found(None, "of another chat")


def _found(part: Part) -> Found:
    message = table_of(part.value)
    when = iso_of(message.get("date"))
    if when is None:
        unsupported = message.get("type") == "unsupported"
        return Found(None, "a kind of message that Telegram does not export" if unsupported else NO_DATE)
    key = (number,) if (number := id_of(message.get("id"))) else ()
    if message.get("type") == "service":
        action = text_of(message.get("action"))
        return Found(Notice(local(when), _notice(message), _KINDS.get(action, "system")), key=key)
    entry = _entry(message, Entry(local(when), _author(message), ""))
    return Found(entry, key=key, changed=text_of(message.get("edited")))


def _author(message: Mapping[str, Any]) -> str:
    """The name; people who deleted their account have only a number."""
    told = (text_of(message.get("from")), id_of(message.get("from_id")), text_of(message.get("author")), "?")
    return next(name.strip() for name in told if name.strip())


def _entry(message: Mapping[str, Any], entry: Entry) -> Entry:
    text = plain(message.get("text", message.get("text_entities"))).strip()
    entry = entry._replace(text=text, edited=bool(message.get("edited")))
    if question := table_of(message.get("poll")):
        poll = _poll(question)
        return entry._replace(kind="poll", text="\n".join([poll.question, *(o for o, _ in poll.options)]), poll=poll)
    if contact := table_of(message.get("contact_information")):
        name = f"{text_of(contact.get('first_name'))} {text_of(contact.get('last_name'))}".strip()
        return entry._replace(kind="contact", text=text or name, media="contact")
    if "location_information" in message or "place_name" in message:
        return entry._replace(kind="location", text="\n".join(filter(None, (text, *_place(message)))))
    if media := _media(message):
        return entry._replace(kind="media", media=media)
    return entry._replace(text=text or text_of(message.get("game_title")))


def plain(value: object) -> str:
    """Text from a string or a list of strings and entities; a link behind words is put after them."""
    if isinstance(value, list):
        return "".join(map(_piece, value))
    return _piece(value) if isinstance(value, dict) else text_of(value)


def _piece(part: object) -> str:
    if not isinstance(part, dict):
        return text_of(part)
    text, href = text_of(part.get("text")), text_of(part.get("href"))
    return f"{text} {href}" if href and href != text else text


def _poll(told: Mapping[str, Any]) -> Poll:
    answers = tables_of(told.get("answers"))
    return Poll(plain(told.get("question")), tuple((plain(a.get("text")), count_of(a.get("voters"))) for a in answers))


def _place(message: Mapping[str, Any]) -> Iterator[str]:
    yield text_of(message.get("place_name"))
    yield text_of(message.get("address"))
    point = table_of(message.get("location_information"))
    latitude, longitude = point.get("latitude"), point.get("longitude")
    if isinstance(latitude, int | float) and isinstance(longitude, int | float):
        yield f"https://maps.google.com/?q={latitude},{longitude}"


def _media(message: Mapping[str, Any]) -> str:
    """The name of the attachment, or its kind when the file was not exported."""
    for field in ("file_name", "file", "photo"):
        path = text_of(message.get(field))
        if path:
            name = file_name(path).partition(_MISSING)[0].strip() if _MISSING in path else file_name(path)
            return name or text_of(message.get("media_type")) or ("photo" if field == "photo" else "file")
    return text_of(message.get("media_type"))


def _notice(message: Mapping[str, Any]) -> str:
    """What happened, in the export's own words."""
    members = ", ".join(text_of(name) for name in list_of(message.get("members")) if name)
    told = text_of(message.get("information_text")) or text_of(message.get("title")) or plain(message.get("text"))
    parts = (text_of(message.get("actor")), text_of(message.get("action")).replace("_", " "), told, members)
    return " ".join(part for part in parts if part)


TELEGRAM = Format("telegram", _claims, read_telegram)
