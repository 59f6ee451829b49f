"""Slack: the workspace export, as the zip or as its folder.

``users.json``, ``channels.json`` and one folder for each channel with one file for each day (https://slack.com/help/
articles/220556107, fields of messages: https://docs.slack.dev/reference/events/message, seen 2026). Only channels
that ``channels.json`` names are read: direct messages and private channels have lists of their own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from typing import Any

from digest.errors import InputError
from digest.model import Chunk, Entry, Kind, Notice
from digest.read.archives import MAGIC
from digest.read.json_text import Json, file_name, given_name, id_of, json_text, table_of, tables_of, text_of
from digest.read.logs import NO_DATE, UTC_TOLD, Found, Log, bots_told, channels_told, combined, seconds_of
from digest.read.source import Document, Format, ReadOptions

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\.json\Z")
_USERS, _CHANNELS, _DIRECT = "users.json", "channels.json", ("groups.json", "dms.json", "mpims.json")
_LISTS = frozenset(
    (_USERS, _CHANNELS, *_DIRECT, "org_users.json", "integration_logs.json", "canvases.json", "lists.json",
     "file_conversations.json", "huddle_transcripts.json", "team.json")
)  # fmt: skip
_MESSAGE = re.compile(rb'"ts"\s*:\s*"\d+\.\d+"')
# Subtypes that people write; all others are told by the system.
_WRITTEN = frozenset(("", "me_message", "thread_broadcast", "file_share", "file_comment", "reply_broadcast"))
_KINDS: Mapping[str, Kind] = {"pinned_item": "pinned", "huddle_thread": "call", "sh_room_created": "call"}
_MARK = re.compile(r"<([^<>\n|]{1,4000})(?:\|([^<>\n]{0,4000}))?>")


def _claims(document: Document) -> bool:
    if document.head.startswith(MAGIC):
        names = {file_name(name) for name in document.members}
        return bool(names & {_USERS, _CHANNELS}) and any(map(_DAY.match, names))
    name, head = given_name(document), document.head.lstrip()
    if not head.startswith(b"["):
        return False
    return name in _LISTS or bool(_DAY.match(name) and (_MESSAGE.search(head) or head[1:].lstrip().startswith(b"]")))


def _folder(name: str) -> str:
    return name.replace("\\", "/").rpartition("/")[0].rsplit("/", 1)[-1]


@dataclass(slots=True)
class _Workspace:
    """Who is who, and on which clock."""

    people: dict[str, str] = field(default_factory=dict)
    channels: dict[str, str] = field(default_factory=dict)  # number -> name
    zone: tzinfo = UTC
    zone_name: str = ""
    bots: int = 0


def read_slack(documents: Sequence[Document], options: ReadOptions) -> Chunk:
    """All records of the public channels, in the order of time.

    The lists of people and channels, and the files that are left out, have no tally: they are no part of the chat.

    Raises:
        InputError: no JSON, no channel, or no message.
    """
    files = [part for document in documents for part in _files(document)]
    lists = [file for file in files if given_name(file) in _LISTS]
    days = [file for file in files if _DAY.match(given_name(file))]
    workspace = _workspace(lists, options)
    read, left = _chosen(days, workspace)
    if not read:
        raise InputError("There is no public channel in it.", file=documents[0].name, hint="Export public channels.")
    logs = [_day_log(file, options, workspace) for file in read]
    warnings = [warning for document in documents for warning in document.warnings]
    return combined(logs, "slack", [*warnings, *_warnings(workspace, read, left)])


def _warnings(workspace: _Workspace, read: Sequence[Document], left: int) -> Iterator[str]:
    yield from channels_told(len({_folder(file.name) for file in read}))
    if left:
        many = "1 file" if left == 1 else f"{left} files"
        yield f"{many} of private channels and direct messages left out."
    zone = workspace.zone_name
    yield f"Times are told in the time zone of most members, {zone}." if zone else UTC_TOLD
    yield from bots_told(workspace.bots)


def _files(document: Document) -> Iterator[Document]:
    """The JSON files of an archive, or the file itself; names keep their folder."""
    if not document.members:
        yield document
    for name in sorted(document.members):
        if file_name(name) in _LISTS or _DAY.match(file_name(name)):
            clean = "".join(c for c in f"{_folder(name)}/{file_name(name)}".lstrip("/") if c.isprintable())[:200]
            yield Document.from_text(f"{document.name}/{clean}", document.member(name))


def _chosen(days: Sequence[Document], workspace: _Workspace) -> tuple[list[Document], int]:
    """The files of public channels, and how many others there are."""
    public = set(workspace.channels.values())
    if not public:  # a channel's folder alone
        return [file for file in days if not re.match(r"(?:[DG][A-Z0-9]{8,}|mpdm-.*)\Z", _folder(file.name))], 0
    read = [file for file in days if _folder(file.name) in public]
    return read, len(days) - len(read)


def _workspace(lists: Iterable[Document], options: ReadOptions) -> _Workspace:
    workspace, zones = _Workspace(), Counter[str]()
    for file in lists:
        name = given_name(file)
        if name not in (_USERS, _CHANNELS):
            continue
        for part in Json(json_text(file, options.limits), file.name).parts():
            each = table_of(part.value)
            number = id_of(each.get("id"))
            if name == _CHANNELS:
                workspace.channels[number] = text_of(each.get("name"))
            else:
                workspace.people[number] = _name(each)
                zones[text_of(each.get("tz"))] += not each.get("is_bot") and not each.get("deleted")
    _set_clock(workspace, zones)
    return workspace


def _set_clock(workspace: _Workspace, zones: Counter[str]) -> None:
    """Slack tells seconds in UTC and where each member lives: the zone of most is the group's."""
    from zoneinfo import ZoneInfo  # needed by no other format

    del zones[""]
    name = min(zones, key=lambda zone: (-zones[zone], zone), default="")
    try:
        workspace.zone, workspace.zone_name = (ZoneInfo(name), name) if name else (UTC, "")
    except (KeyError, ValueError, OSError):  # unknown, or a system without time zones
        workspace.zone_name = ""


def _name(person: Mapping[str, Any]) -> str:
    profile = table_of(person.get("profile"))
    told = (profile.get("real_name"), person.get("real_name"), profile.get("display_name"), person.get("name"))
    return next((name for name in map(text_of, told) if name.strip()), id_of(person.get("id"))).strip()


def _day_log(file: Document, options: ReadOptions, workspace: _Workspace) -> Log:
    json = Json(json_text(file, options.limits), file.name)
    log = Log(file.name, json.text)
    channel = _folder(file.name)
    for part in json.parts():
        if part.path:
            log.add(_found(table_of(part.value), channel, workspace), part.start, part.end)
    return log


def _found(message: Mapping[str, Any], channel: str, workspace: _Workspace) -> Found:
    told = message.get("ts")
    moment = seconds_of(told)
    if moment is None:
        return Found(None, NO_DATE)
    when = _clock(moment, workspace.zone)
    key = (channel, id_of(told), id_of(message.get("user")))
    subtype, text = text_of(message.get("subtype")), _plain(text_of(message.get("text")), workspace).strip()
    if subtype == "tombstone":
        return Found(Entry(when, _author(message, workspace), "", "deleted"), key=key, changed="~")
    bot = subtype == "bot_message" or bool(message.get("bot_id") and not message.get("user"))
    if subtype not in _WRITTEN or bot:
        workspace.bots += bot
        return Found(Notice(when, text, _KINDS.get(subtype, "system")), key=key)
    media = ", ".join(text_of(f.get("name")) or "file" for f in tables_of(message.get("files")))
    changed = id_of(table_of(message.get("edited")).get("ts"))
    kind: Kind = "media" if media else "message"
    return Found(
        Entry(when, _author(message, workspace), text, kind, edited=bool(changed), media=media), "", key, changed
    )


def _clock(moment: datetime, zone: tzinfo) -> datetime:
    try:
        return moment.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None, fold=0)
    except OverflowError:
        return moment


def _author(message: Mapping[str, Any], workspace: _Workspace) -> str:
    number = id_of(message.get("user"))
    profile = table_of(message.get("user_profile"))
    told = (
        workspace.people.get(number, ""),
        text_of(profile.get("real_name")),
        text_of(message.get("username")),
        number,
    )
    return next((name.strip() for name in told if name.strip()), "?")


def _plain(text: str, workspace: _Workspace) -> str:
    """Text without Slack's marks: people, channels and addresses as they are read."""
    if "<" in text:
        text = _MARK.sub(lambda found: _word(found[1], found[2] or "", workspace), text)
    for escaped, sign in (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):  # the only three that Slack writes
        text = text.replace(escaped, sign)
    return text


def _word(target: str, label: str, workspace: _Workspace) -> str:
    """One mark: ``@U…``, ``#C…``, ``!here``, ``!date^…``, an address."""
    number = target[1:]
    if target.startswith("@"):
        return "@" + (workspace.people.get(number) or label.removeprefix("@") or number)
    if target.startswith("#"):
        return "#" + (label or workspace.channels.get(number) or number)
    if target.startswith("!"):
        return label or "@" + number.partition("^")[0]
    if target.startswith(("mailto:", "tel:")):
        return label or target.partition(":")[2]
    bare = re.sub(r"^https?://", "", target).rstrip("/")
    if not label or label.rstrip("/") in (target.rstrip("/"), bare, bare.removeprefix("www.")):
        return target
    return f"{label} {target}"


SLACK = Format("slack", _claims, read_slack)
