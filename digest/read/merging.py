"""Two exports of one group to one conversation, message by message.

Phones differ in language, in the names they saved and in seconds; what they share is the minute and the words.
Equal messages are paired one to one, so true repetitions stay. Of a pair the newer export's form stands; a
message that one of them shows as deleted stays deleted, and an edited one wins over its first form.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from digest.model import Entry, Notice
from digest.read.phrases import fold

Record = Entry | Notice
_MENTION = re.compile("@(?:\u2068[^\u2069\n]{0,80}\u2069|\\+?\\d{6,15})")
_SPACE = re.compile(r"\s+")
_NUMBER = re.compile(r"^\+?[\d\s().\u2011-]+$")
_SLACK = timedelta(hours=3)  # a clock set back between two files is no second export
Key = tuple[datetime, str]


class Merged(NamedTuple):
    """One conversation, and the records that another one stands for."""

    records: list[Record]
    dropped: list[Record]


def merge(first: Sequence[Record], second: Sequence[Record]) -> Merged:
    """Both exports in one; where they tell the same, the one that goes on longer is the newer."""
    if not first or not second:
        return Merged([*first, *second], [])
    older, newer = sorted((first, second), key=lambda records: (_latest(records), len(records)))
    pairs = _pairs(older, newer)
    if not pairs:
        return Merged(_apart(first, second), [])
    names = _names(older, newer, pairs)
    _pair_changed(older, newer, pairs, names)
    return _woven(_renamed(older, names), _renamed(newer, names), pairs)


def _latest(records: Sequence[Record]) -> datetime:
    return max(record.when for record in records)


def _apart(first: Sequence[Record], second: Sequence[Record]) -> list[Record]:
    """Nothing in common: one behind the other, or, when they lie in the same days, by time."""
    if second[0].when >= first[-1].when - _SLACK:
        return [*first, *second]
    return list(_woven(first, second, {}).records)


def key(record: Record) -> Key:
    """What two exports of one message share: its minute and, where phones agree on them, its words."""
    minute = record.when.replace(second=0)
    if record.kind in ("message", "poll"):
        return minute, _SPACE.sub(" ", _MENTION.sub("@", fold(record.text)))
    return minute, f"\0{'notice' if isinstance(record, Notice) else record.kind}"


def _pairs(older: Sequence[Record], newer: Sequence[Record]) -> dict[int, int]:
    """Index in the older -> index in the newer, equal messages in their order."""
    places: dict[Key, list[int]] = defaultdict(list)
    for index, record in enumerate(newer):
        places[key(record)].append(index)
    taken: Counter[Key] = Counter()
    pairs = {}
    for index, record in enumerate(older):
        same = key(record)
        if taken[same] < len(places.get(same, ())):
            pairs[index] = places[same][taken[same]]
            taken[same] += 1
    return pairs


def _names(older: Sequence[Record], newer: Sequence[Record], pairs: dict[int, int]) -> dict[str, str]:
    """Name in either export -> the name to use: a name rather than a number, else the newer export's."""
    met: dict[str, Counter[str]] = defaultdict(Counter)
    for a, b in pairs.items():
        old, new = older[a], newer[b]
        if isinstance(old, Entry) and isinstance(new, Entry) and old.kind == "message":
            met[old.author][new.author] += 1
    names: dict[str, str] = {}
    for author, others in met.items():
        other = others.most_common(1)[0][0]
        if other == author or author in names or other in names:
            continue
        if _NUMBER.match(other) and not _NUMBER.match(author):
            names[other] = author
        else:
            names[author] = other
    return names


def _renamed(records: Sequence[Record], names: dict[str, str]) -> list[Record]:
    return [r._replace(author=names[r.author]) if isinstance(r, Entry) and r.author in names else r for r in records]


def _pair_changed(
    older: Sequence[Record], newer: Sequence[Record], pairs: dict[int, int], names: dict[str, str]
) -> None:
    """Pair what was edited or deleted in between: the same minute and person, other words."""
    taken = set(pairs.values())
    left: dict[tuple[datetime, str], list[int]] = defaultdict(list)
    for index, record in enumerate(newer):
        if index not in taken and isinstance(record, Entry):
            left[record.when.replace(second=0), names.get(record.author, record.author)].append(index)
    for index, record in enumerate(older):
        if index in pairs or not isinstance(record, Entry):
            continue
        there = left.get((record.when.replace(second=0), names.get(record.author, record.author)), [])
        for place in there:
            other = newer[place]
            if isinstance(other, Entry) and (_changed(record) or _changed(other)):
                pairs[index] = place
                there.remove(place)
                break


def _changed(record: Entry) -> bool:
    return record.edited or record.kind == "deleted"


def _woven(older: Sequence[Record], newer: Sequence[Record], pairs: dict[int, int]) -> Merged:
    """Both in the order that each had, pairs once."""
    partner = {b: a for a, b in pairs.items()}
    done: set[int] = set()  # of the newer
    records: list[Record] = []
    dropped: list[Record] = []
    i = j = 0
    while i < len(older) or j < len(newer):
        if j in done:
            j += 1
        elif j == len(newer) or (
            i < len(older) and i not in pairs and (j in partner or older[i].when <= newer[j].when)
        ):
            if i in pairs:  # its partner came earlier in the newer export's order
                i += 1
                continue
            records.append(older[i])
            i += 1
        elif i < len(older) and i in pairs and pairs[i] in done:
            i += 1
        elif j not in partner:
            records.append(newer[j])
            j += 1
        else:
            place = pairs[i] if i < len(older) and i in pairs else j
            best, other = _better(older[partner[place]], newer[place])
            records.append(best)
            dropped.append(other)
            done.add(place)
    return Merged(records, dropped)


def _better(old: Record, new: Record) -> tuple[Record, Record]:
    """The form that stands, and the other."""
    if isinstance(old, Entry) and isinstance(new, Entry):
        rank_old, rank_new = ((r.kind == "deleted", r.edited) for r in (old, new))
        if rank_old > rank_new:
            return old, new
    return new, old
