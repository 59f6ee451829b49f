"""What ``gather`` hands over, as far as curation needs it: stages do not import each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from digest.model import Announcement, Digest, Event, KeyFigure, PollResult, Question, Resource


class Found(Protocol):
    """Everything found in the chat, held items too, and the digests made of it."""

    @property
    def resources(self) -> Sequence[Resource]:
        """Every link once."""

    @property
    def figures(self) -> Sequence[KeyFigure]:
        """Key figures."""

    @property
    def events(self) -> Sequence[Event]:
        """Events and deadlines."""

    @property
    def questions(self) -> Sequence[Question]:
        """Questions to the group."""

    @property
    def announcements(self) -> Sequence[Announcement]:
        """News for all members."""

    @property
    def polls(self) -> Sequence[PollResult]:
        """Polls with their votes."""

    @property
    def days(self) -> Sequence[Digest]:
        """A digest a day."""

    @property
    def weeks(self) -> Sequence[Digest]:
        """A digest an ISO week."""

    @property
    def months(self) -> Sequence[Digest]:
        """A digest a month."""

    @property
    def years(self) -> Sequence[Digest]:
        """A digest a year."""
