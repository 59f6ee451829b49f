"""Signal: its own plain export (``main.jsonl``), and what the signal-export tool writes (``data.json``, ``chat.md``).

Fields of ``main.jsonl`` are those of Signal's backups as JSON lines (``Backups.proto`` of signalapp/Signal-Desktop);
of the others those of ``models.py`` of carderne/signal-export; both seen 2026. The first tells times in UTC, the
second by the exporting computer's clock.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from digest.model import Chunk, Entry, Kind, Notice
from digest.read.json_text import Json, file_name, given_name, json_text, table_of, tables_of, text_of
from digest.read.logs import NO_DATE, UTC_TOLD, Found, Log, combined, iso_of, local
from digest.read.signal_backup import backup_log
from digest.read.source import Document, Format, ReadOptions

_BACKUP = re.compile(rb'^\{\s*"(?:version|backupTimeMs|mediaRootBackupKey|account|recipient)"\s*:')
_TOOL = re.compile(rb'^\{\s*"date"\s*:\s*"\d{4}-[^"]{10,40}",\s*"sender"\s*:')
_MARKDOWN = re.compile(rb"^\[\d{4}-\d\d-\d\d,? \d\d:\d\d(?::\d\d)?\] [^\n]{1,200}: ")
_PAGE = re.compile(rb"^\s*<!doctype html>.{0,400}<link rel=stylesheet href='\.\./style\.css'>", re.S | re.I)

_OPENS = re.compile(r"^\[(\d{4}-\d\d-\d\d),? (\d\d:\d\d(?::\d\d)?)\] ([^\n]{1,200}?): ", re.M)
_REACTIONS = re.compile(r"\n\(- [^\n]* -\)")
_STICKER = re.compile(r"\n\(\( ([^\n]*) \)\)")
_ATTACHED = re.compile(r"!?\[([^\[\]\n]{0,300})\]\(\.{1,2}/(?:media|exported_stickers)/[^()\n]{1,600}\)")
_QUOTE = re.compile(r"\A\n\n(?:> [^\n]*\n)+\n*")
DELETED = "(This message was deleted)"
_TWICE = "the same chat is told by data.json"


def _claims(document: Document) -> bool:
    head, name = document.head.lstrip(), given_name(document).lower()
    if _TOOL.match(head) or (_BACKUP.match(head) and (b'"chatItem"' in head or b'"recipient"' in head)):
        return True
    return bool(name.endswith(".md") and _MARKDOWN.match(head)) or bool(name.endswith(".html") and _PAGE.match(head))


def read_signal(documents: Sequence[Document], options: ReadOptions) -> Chunk:
    """All records of one conversation.

    Raises:
        InputError: no JSON, no group among several chats, or no message.
    """
    warnings = [warning for document in documents for warning in document.warnings]
    folders = {_folder(document.name) for document in documents if _TOOL.match(document.head.lstrip())}
    logs = []
    for document in documents:
        text = json_text(document, options.limits)
        if _TOOL.match(document.head.lstrip()):
            logs.append(_tool_log(document.name, text))
        elif _BACKUP.match(document.head.lstrip()):
            logs.append(backup_log(document.name, text, warnings))
        elif _folder(document.name) in folders or given_name(document).lower().endswith(".html"):
            logs.append(_left_out(document.name, text))
        else:
            logs.append(_markdown_log(document.name, text))
    if any(_BACKUP.match(document.head.lstrip()) for document in documents):
        warnings.append(UTC_TOLD)
    return combined(logs, "signal", warnings)


def _folder(name: str) -> str:
    return name.replace("\\", "/").rpartition("/")[0]


def _left_out(name: str, text: str) -> Log:
    log = Log(name, text)
    log.add(Found(None, _TWICE), 0, len(text))
    return log


# ---------------------------------------------------------------- data.json of signal-export


def _tool_log(name: str, text: str) -> Log:
    json = Json(text, name)
    log = Log(name, json.text)
    for part in json.documents():
        log.add(_tool_found(table_of(part.value)), part.start, part.end)
    return log


def _tool_found(message: Mapping[str, Any]) -> Found:
    when = iso_of(message.get("date"))
    if when is None:
        return Found(None, NO_DATE)
    sender = text_of(message.get("sender")).strip() or "?"
    said = text_of(message.get("body")).strip()
    key = (local(when), sender, said)
    if message.get("call") is True:
        return Found(Notice(local(when), f"{sender} {said}", "call"), key=key)
    if sender == "No-Sender" and not said:
        return Found(Notice(local(when), "an event without words"), key=key)
    if message.get("deleted") is True:
        return Found(Entry(local(when), sender, "", "deleted"), key=key)
    sticker = message.get("sticker")
    told = [text_of(each.get("name")) or "file" for each in tables_of(message.get("attachments"))]
    told += [text_of(table_of(sticker).get("emoji")) or text_of(sticker) or "sticker"] if sticker else []
    kind: Kind = "media" if told else "message"
    return Found(Entry(local(when), sender, said, kind, media=", ".join(told)), key=key)


# ---------------------------------------------------------------- chat.md of signal-export


def _markdown_log(name: str, text: str) -> Log:
    log = Log(name, text)
    opens = list(_OPENS.finditer(text))
    if opens and text[: opens[0].start()].strip():
        log.add(Found(None, "lines before the first message"), 0, opens[0].start())
    for found, after in zip(opens, [*(o.start() for o in opens[1:]), len(text)], strict=True):
        when = iso_of(f"{found[1]}T{found[2]}")
        body = text[found.end() : after]
        log.add(_markdown_found(when, found[3], body), found.start(), after) if when else None
    return log


def _markdown_found(when: datetime, sender: str, body: str) -> Found:
    """A message without what the tool adds to it: the quoted message, reactions, stickers, attachments."""
    said = _REACTIONS.sub("", _QUOTE.sub("", body))
    told = [label or file_name(found) for found, label in ((m[0], m[1]) for m in _ATTACHED.finditer(said))]
    told += [found[1] for found in _STICKER.finditer(said)]
    said = _STICKER.sub("", _ATTACHED.sub("", said)).strip()
    key = (when, sender, said)
    if said == DELETED:
        return Found(Entry(when, sender, "", "deleted"), key=key)
    kind: Kind = "media" if told else "message"
    return Found(Entry(when, sender, said, kind, media=", ".join(told)), key=key)


SIGNAL = Format("signal", _claims, read_signal)
