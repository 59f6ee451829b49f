"""One file per kind of highlight: resources, figures, events, questions, announcements, polls.

Each finds its items in a :class:`digest.talk.Talk` and gives each its reasons; :func:`find_all` is the visible list.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from digest.find.resource_reasons import weigh_resources
from digest.find.resources import find_resources
from digest.model import Announcement, Event, KeyFigure, PollResult, Question, Resource, Section
from digest.rank import Candidate, Crowd
from digest.talk import Talk
from digest.vocabulary import Subject

# Points below which an item is not shown.
FLOORS: Mapping[Section, float] = {
    "resources": 0.0, "figures": 0.0, "events": 0.0, "questions": 0.0, "announcements": 0.0, "polls": 0.0,
}  # fmt: skip


@dataclass(slots=True)
class Found:
    """All items of a chat, and the candidates for its digests by section."""

    candidates: dict[Section, list[Candidate]]
    resources: list[Resource] = field(default_factory=list)
    figures: list[KeyFigure] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    announcements: list[Announcement] = field(default_factory=list)
    polls: list[PollResult] = field(default_factory=list)
    floors: Mapping[Section, float] = field(default_factory=lambda: FLOORS)
    crowds: Mapping[Section, Crowd] = field(default_factory=dict)


def find_all(talk: Talk, subject: Subject, topics: Sequence[object] = ()) -> Found:
    """Every highlight of the talk, oldest first in each kind."""
    resources = find_resources(talk)
    found = Found({"resources": weigh_resources(talk, resources, subject)}, resources=resources)
    return found
