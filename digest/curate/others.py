"""Figures, events, questions, announcements and polls after the moderator's decisions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from digest.curate.changed import changed
from digest.curate.digests import Veil
from digest.curate.found import Found
from digest.curation import Curation, FigureDecision
from digest.errors import Fault
from digest.model import Announcement, Event, Item, KeyFigure, PollResult, Question, Redacted
from digest.plain_yaml import nearest

Gate = Callable[[str], Redacted]
Other = KeyFigure | Event | Question | Announcement | PollResult
Kind = TypeVar("Kind", KeyFigure, Event, Question, Announcement, PollResult)


@dataclass(slots=True)
class Others:
    """What is shown of each kind, and what waits."""

    figures: tuple[KeyFigure, ...] = ()
    events: tuple[Event, ...] = ()
    questions: tuple[Question, ...] = ()
    announcements: tuple[Announcement, ...] = ()
    polls: tuple[PollResult, ...] = ()
    held: list[tuple[Other, str, Redacted]] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)
    accept: frozenset[str] = frozenset()

    @property
    def by_id(self) -> dict[str, Item]:
        """Everything shown, by id."""
        every: Iterable[Item] = (*self.figures, *self.events, *self.questions, *self.announcements, *self.polls)
        return {item.id: item for item in every}

    def let_through(self, items: Iterable[Kind], section: str) -> list[Kind]:
        """The items that nothing holds back; the others are noted."""
        shown = []
        for item in items:
            if item.message.held and item.id not in self.accept:
                self.held.append((item, section, headline(item)))
            else:
                shown.append(item)
        return shown


def headline(item: Other) -> Redacted:
    """The words by which a moderator recognises an item."""
    match item:
        case KeyFigure():
            return item.sentence
        case Event():
            return item.title
        case PollResult():
            return item.question
    return item.text


def other_items(found: Found, curation: Curation, cover: Veil, sources: Mapping[str, str], gate: Gate) -> Others:
    """All other items as the site shows them.

    ``sources`` leads from ids of resources as gathered to ids as shown, "" for those not shown.
    """
    others = Others(accept=frozenset(curation.accept))
    decisions = {decision.id: decision for decision in curation.figures}
    figures = others.let_through(
        (f for f in found.figures if not (f.id in decisions and decisions[f.id].hide)), "figures"
    )
    others.figures = tuple(
        sorted(
            (_figure(figure, decisions.get(figure.id), cover, sources, gate) for figure in figures),
            key=lambda figure: decisions[figure.id].order if figure.pinned else len(decisions),
        )
    )
    others.events = tuple(
        changed(_spoken(event, cover), title=cover.text(event.title), source=sources.get(event.source, event.source))
        for event in others.let_through(found.events, "events")
    )
    others.questions = tuple(
        _question(q, cover, others.accept) for q in others.let_through(found.questions, "questions")
    )
    others.announcements = tuple(
        changed(_spoken(a, cover), text=cover.text(a.text))
        for a in others.let_through(found.announcements, "announcements")
    )
    others.polls = tuple(
        replace(
            _spoken(p, cover), question=cover.text(p.question), options=tuple((cover.text(o), n) for o, n in p.options)
        )
        for p in others.let_through(found.polls, "polls")
    )
    others.warnings = _unknown_figures(found.figures, curation)
    return others


def _spoken(item: Kind, cover: Veil) -> Kind:
    """``item`` with its message free of hidden addresses."""
    return replace(item, message=cover.message(item.message)) if cover.pattern else item


def _figure(
    figure: KeyFigure, decision: FigureDecision | None, cover: Veil, sources: Mapping[str, str], gate: Gate
) -> KeyFigure:
    measures = gate(decision.title) if decision and decision.title else cover.text(figure.measures)
    return changed(
        figure,
        message=cover.message(figure.message),
        repeats=tuple(map(cover.message, figure.repeats)),
        sentence=cover.text(figure.sentence),
        measures=measures,
        source=sources.get(figure.source, figure.source),
        pinned=decision is not None and decision.pin,
    )


def _question(question: Question, cover: Veil, accept: frozenset[str]) -> Question:
    """Answers that hold a delicate word stay out unless accepted."""
    answers = (answer for answer in question.answers if not answer.held or answer.id in accept)
    return changed(_spoken(question, cover), text=cover.text(question.text), answers=tuple(map(cover.message, answers)))


def _unknown_figures(figures: Sequence[KeyFigure], curation: Curation) -> list[Fault]:
    known = {figure.id for figure in figures}
    return [
        Fault(f"no figure has the id `{decision.id}`", curation.file, decision.line, 0, nearest(decision.id, known))
        for decision in curation.figures
        if decision.id not in known
    ]
