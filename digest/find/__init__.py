"""One file per kind of highlight: resources, figures, events, questions, announcements, polls.

Each finds its items in a :class:`digest.talk.Talk` and gives each its reasons; :func:`find_all` is the visible list.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from digest.find.announcements import find_announcements
from digest.find.events import find_events
from digest.find.figure_reasons import crowded, weigh_figures
from digest.find.polls import find_polls
from digest.find.questions import find_questions
from digest.find.resource_reasons import weigh_resources
from digest.find.resources import find_resources
from digest.model import Announcement, Event, KeyFigure, PollResult, Question, Resource, Section
from digest.rank import Candidate, Crowd
from digest.talk import Talk
from digest.themes import with_topics
from digest.vocabulary import Subject

# Points below which an item is not shown.
FLOORS: Mapping[Section, float] = {
    "resources": -0.5, "figures": -0.3, "events": 0.0, "questions": 0.0, "announcements": 0.0, "polls": 0.0,
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
    crowds: Mapping[Section, Crowd] = field(default_factory=lambda: {"figures": crowded})


def find_all(talk: Talk, subject: Subject, topics: Sequence[object] = ()) -> Found:
    """Every highlight of the talk, oldest first in each kind."""
    resources = with_topics(find_resources(talk), topics, talk.language)
    candidates: dict[Section, list[Candidate]] = {
        "resources": weigh_resources(talk, resources, subject),
        "figures": weigh_figures(talk, resources, subject),
        "events": find_events(talk),
        "questions": find_questions(talk, subject),
        "announcements": find_announcements(talk, subject),
        "polls": find_polls(talk),
    }
    return Found(
        candidates,
        resources=resources,
        figures=[c.item for c in candidates["figures"] if isinstance(c.item, KeyFigure)],
        events=[c.item for c in candidates["events"] if isinstance(c.item, Event)],
        questions=[c.item for c in candidates["questions"] if isinstance(c.item, Question)],
        announcements=[c.item for c in candidates["announcements"] if isinstance(c.item, Announcement)],
        polls=[c.item for c in candidates["polls"] if isinstance(c.item, PollResult)],
    )
