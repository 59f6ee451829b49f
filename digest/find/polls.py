"""Polls and their votes."""

from __future__ import annotations

from digest.find.pieces import make_id
from digest.model import PollResult, Redacted
from digest.rank import Candidate, Reason
from digest.talk import Talk


def find_polls(talk: Talk) -> list[Candidate]:
    """All polls as candidates, oldest first; more votes, more points."""
    found = []
    for turn in talk.turns:
        poll = turn.message.poll
        if poll is None:
            continue
        options = tuple((Redacted(text), votes) for text, votes in poll.options)
        votes = sum(count or 0 for _, count in options)
        question = Redacted(poll.question)
        item = PollResult(make_id("p", turn.message.day, question), turn.message, question, options)
        found.append(Candidate(item, turn.message, (Reason("votes", 1.0 + min(2.0, votes * 0.2), votes),)))
    return found
