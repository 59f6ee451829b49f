"""``main.jsonl``: Signal's backup in plain text, one frame a line: account, recipients, chats, then their items."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from digest.errors import InputError
from digest.model import Entry, Kind, Notice, Poll
from digest.read.json_text import Json, id_of, list_of, table_of, tables_of, text_of
from digest.read.logs import NO_DATE, Found, Log, seconds_of

_MENTION = "\ufffc"  # stands in a text for the person whom it names
_WORDS = re.compile(r"(?<=[a-z])(?=[A-Z])")
_KINDS: Mapping[str, Kind] = {"individualCall": "call", "groupCall": "call", "pinMessage": "pinned"}
_SILENT = ("paymentNotification", "giftBadge", "directStoryReplyMessage")


@dataclass(slots=True)
class _Backup:
    """The frames before the items: who is who, and which chats are groups."""

    owner: str = ""
    names: dict[str, str] = field(default_factory=dict)  # recipient -> name
    services: dict[str, str] = field(default_factory=dict)  # account of a recipient -> name
    groups: set[str] = field(default_factory=set)  # recipients
    recipients: dict[str, str] = field(default_factory=dict)  # chat -> recipient
    chats: list[str] = field(default_factory=list)  # of each item

    def frame(self, frame: Mapping[str, Any]) -> None:
        """Learn from a frame that is no item."""
        if account := table_of(frame.get("account")):
            self.owner = _both(account, "givenName", "familyName")
        if chat := table_of(frame.get("chat")):
            self.recipients[id_of(chat.get("id"))] = id_of(chat.get("recipientId"))
        if recipient := table_of(frame.get("recipient")):
            self._recipient(recipient)

    def _recipient(self, recipient: Mapping[str, Any]) -> None:
        number, contact = id_of(recipient.get("id")), table_of(recipient.get("contact"))
        if "group" in recipient:
            self.groups.add(number)
        if "self" in recipient:
            self.names[number] = self.owner or "Me"
        elif contact:
            self.names[number] = _name(contact) or f"? {number}"
            if service := text_of(contact.get("aci")):
                self.services[service] = self.names[number]


def backup_log(name: str, text: str, warnings: list[str]) -> Log:
    """The items of the largest group, or of the only chat.

    Args:
        name: of the file.
        text: its content.
        warnings: gets a sentence when there are several chats.

    Raises:
        InputError: no JSON, or several chats without a group.
    """
    json, backup = Json(text, name), _Backup()
    log = Log(name, json.text)
    for part in json.documents():
        frame = table_of(part.value)
        if "chatItem" not in frame:
            backup.frame(frame)
            continue
        item = table_of(frame["chatItem"])
        backup.chats.append(id_of(item.get("chatId")))
        log.add(_found(item, backup), part.start, part.end)
    _keep_one_chat(log, backup, warnings)
    return log


def _keep_one_chat(log: Log, backup: _Backup, warnings: list[str]) -> None:
    """Leave out all but the largest group, so that no private conversation gets into a digest."""
    sizes = dict.fromkeys(backup.chats, 0)
    for chat, found in zip(backup.chats, log.found, strict=True):
        sizes[chat] += isinstance(found.record, Entry)
    groups = [chat for chat in sizes if backup.recipients.get(chat, "") in backup.groups]
    if len(sizes) > 1 and not groups:
        hint = "Export the group alone: open it in Signal, then “Export chat”."
        raise InputError(f"There are {len(sizes)} chats in it, and none is a group.", file=log.file, hint=hint)
    chosen = max(groups or sizes, key=lambda chat: sizes[chat], default="")
    if len(sizes) > 1:
        warnings.append(f"{log.file}: {len(sizes)} chats in it; the group with most messages was read.")
    other = Found(None, "of another chat")
    log.found = [f if chat == chosen else other for chat, f in zip(backup.chats, log.found, strict=True)]


def _both(table: Mapping[str, Any], *fields: str) -> str:
    return " ".join(filter(None, (text_of(table.get(each)).strip() for each in fields)))


def _name(contact: Mapping[str, Any]) -> str:
    """The name that Signal shows: nickname, address book, profile, user name, number."""
    number = id_of(contact.get("e164"))
    told = (
        _both(table_of(contact.get("nickname")), "given", "family"),
        _both(contact, "systemGivenName", "systemFamilyName"),
        _both(contact, "profileGivenName", "profileFamilyName"),
        text_of(contact.get("username")),
        f"+{number.lstrip('+')}" if number else "",
    )
    return next(filter(None, told), "")


def _found(item: Mapping[str, Any], backup: _Backup) -> Found:
    told = id_of(item.get("dateSent"))
    moment = seconds_of(int(told) / 1000) if told.isdecimal() and len(told) < 16 else None
    if moment is None:
        return Found(None, NO_DATE)
    author = backup.names.get(id_of(item.get("authorId")), "?")
    key = (told, author)
    revisions = list_of(item.get("revisions"))
    if update := table_of(item.get("updateMessage")):
        return Found(Notice(moment, f"{author} {_happened(update)}", _KINDS.get(next(iter(update)), "system")), key=key)
    if "updateMessage" in item or any(each in item for each in _SILENT):
        return Found(Notice(moment, f"{author} an event"), key=key)
    entry = _entry(item, Entry(moment, author, "", edited=bool(revisions)), backup)
    return Found(entry, key=key, changed=str(len(revisions)).zfill(6))


def _happened(update: Mapping[str, Any]) -> str:
    """What happened, in the export's own words: ``group member added update``."""
    kind = next(iter(update))
    inner = table_of(update.get(kind))
    steps = [name for each in tables_of(inner.get("updates")) for name in each] or [text_of(inner.get("type")), kind]
    return _WORDS.sub(" ", next(filter(None, steps), kind)).replace("_", " ").lower()


def _entry(item: Mapping[str, Any], entry: Entry, backup: _Backup) -> Entry:
    if "remoteDeletedMessage" in item:
        return entry._replace(kind="deleted")
    if poll := table_of(item.get("poll")):
        told = _poll(poll)
        return entry._replace(kind="poll", text="\n".join([told.question, *(o for o, _ in told.options)]), poll=told)
    if shared := table_of(item.get("contactMessage")):
        person = table_of(table_of(shared.get("contact")).get("name"))
        return entry._replace(kind="contact", text=_both(person, "givenName", "familyName"), media="contact")
    if sticker := table_of(item.get("stickerMessage")):
        emoji = text_of(table_of(sticker.get("sticker")).get("emoji"))
        return entry._replace(kind="media", media=f"sticker {emoji}".strip())
    standard = table_of(item.get("standardMessage"))
    text = _text(table_of(standard.get("text")), backup).strip()
    media = ", ".join(_media(item, standard))
    return entry._replace(kind="media" if media else "message", text=text, media=media)


def _text(told: Mapping[str, Any], backup: _Backup) -> str:
    """The words, with the names of the people whom they mention."""
    body = text_of(told.get("body"))
    if _MENTION not in body:
        return body
    ranges = [each for each in tables_of(told.get("bodyRanges")) if each.get("mentionAci")]
    ranges.sort(key=lambda each: start if isinstance(start := each.get("start", 0), int) else 0)
    names = iter([backup.services.get(text_of(each["mentionAci"]), "") for each in ranges])
    return re.sub(_MENTION, lambda _: f"@{next(names, '')}", body)


def _media(item: Mapping[str, Any], standard: Mapping[str, Any]) -> Iterator[str]:
    if "viewOnceMessage" in item:
        yield "view once"
    for attachment in tables_of(standard.get("attachments")):
        pointer = table_of(attachment.get("pointer"))
        flag = text_of(attachment.get("flag")).replace("_", " ").lower()
        yield (
            text_of(pointer.get("fileName"))
            or flag.replace("none", "")
            or text_of(pointer.get("contentType"))
            or "file"
        )


def _poll(told: Mapping[str, Any]) -> Poll:
    options = tables_of(told.get("options"))
    return Poll(
        text_of(told.get("question")), tuple((text_of(o.get("option")), len(list_of(o.get("votes")))) for o in options)
    )
