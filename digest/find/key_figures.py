"""Key figures in their place: what they measure, their sentence, their source, the other terms of a comparison."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from digest.figures import find_figures
from digest.find.comparisons import group_figures
from digest.find.pieces import make_id, sentence_around
from digest.model import Figure, KeyFigure, Message, Resource
from digest.stopwords import root
from digest.talk import Talk, Turn

BESIDE = timedelta(minutes=5)  # a link by the same person this near is the source of a figure
_PER_MESSAGE = 40  # figures of one message that can be shown
REPEAT = timedelta(days=8)  # a figure said again within this time is the same one


class Placed:
    """A key figure with the turn it stands in."""

    __slots__ = ("figure", "item", "kin", "turn")

    def __init__(self, turn: Turn, figure: Figure, item: KeyFigure, kin: int) -> None:
        self.turn = turn
        self.figure = figure
        self.item = item
        self.kin = kin  # how many key figures its message has


def place_figures(talk: Talk, resources: Sequence[Resource]) -> list[Placed]:
    """All key figures in the order of the chat, repeats not yet merged."""
    by_message: dict[str, str] = {}
    for resource in resources:
        for share in resource.shares:
            by_message.setdefault(share.message.id, resource.id)
    placed = []
    for turn in talk.turns:
        message = turn.message
        if message.kind not in ("message", "media", "poll") or not message.text:
            continue
        figures = find_figures(message.text, turn.language)
        if not (figures or turn.numbers):
            continue
        groups = group_figures(message.text, figures, turn.language)
        source = _source(talk, turn, by_message) if groups else ""
        for figure, also in groups[:_PER_MESSAGE]:
            placed.append(Placed(turn, figure, _item(message, figure, also, source), len(groups)))
    return placed


def _item(message: Message, figure: Figure, also: tuple[Figure, ...], source: str) -> KeyFigure:
    start = min([figure.start, *(other.start for other in also)])
    end = max([figure.end, *(other.end for other in also if other.end - figure.start < 300)])
    sentence = sentence_around(message, start, end, longest=320)
    at = message.text.find(figure.measures) if figure.measures else -1
    measures = message.text.part(at, at + len(figure.measures)) if at >= 0 else message.text.part(0, 0)
    return KeyFigure(
        id=make_id("f", message.day, figure.text, sentence),
        figure=figure,
        also=also,
        message=message,
        sentence=sentence,
        measures=measures,
        source=source,
    )


def _source(talk: Talk, turn: Turn, by_message: dict[str, str]) -> str:
    """The resource a figure comes from: of the same message, of the same person's next ones, of the one it answers."""
    if turn.message.id in by_message:
        return by_message[turn.message.id]
    for at in (*turn.more, turn.goes_on):
        if at >= 0 and abs(talk.turns[at].message.when - turn.message.when) <= BESIDE:
            found = by_message.get(talk.turns[at].message.id)
            if found:
                return found
    if turn.answers >= 0 and not talk.turns[turn.answers].asks:
        return by_message.get(talk.turns[turn.answers].message.id, "")
    return ""


def merge_repeats(placed: Sequence[tuple[Placed, float]]) -> list[tuple[Placed, tuple[Message, ...]]]:
    """One entry for each figure: the mention with most points, the other mentions beside it."""
    groups: dict[tuple[object, str], list[list[tuple[Placed, float]]]] = {}
    order: list[list[tuple[Placed, float]]] = []
    for one in placed:
        known = groups.setdefault((one[0].figure.value, one[0].figure.unit), [])
        group = next((g for g in reversed(known[-6:]) if _again(g[-1][0], one[0])), None)
        if group is None:
            group = []
            known.append(group)
            order.append(group)
        group.append(one)
    merged = []
    for group in order:
        best = max(group, key=lambda one: one[1])[0]
        others = tuple(one.turn.message for one, _ in group if one.turn is not best.turn)
        merged.append((best, others))
    return merged


def _again(first: Placed, then: Placed) -> bool:
    """Is ``then`` the same figure said again?"""
    if first.turn is then.turn or then.turn.message.when - first.turn.message.when > REPEAT:
        return False
    answers_it = first.turn.at in (then.turn.answers, then.turn.goes_on)
    if answers_it or then.turn.answers == first.turn.answers >= 0:
        return True
    return bool({root(word) for word in first.turn.content} & {root(word) for word in then.turn.content})
