"""Questions that ask the group for knowledge, advice, a resource or a contact; open until someone answers."""

from __future__ import annotations

from digest.dates import day_words
from digest.find.pieces import make_id, shortened, without_links
from digest.model import Message, Question
from digest.rank import Candidate, Reason
from digest.stopwords import root
from digest.talk import SOON, Talk, Turn
from digest.vocabulary import Subject

_WHO = frozenset({"who", "qui", "wer", "quien", "chi", "quem"})  # "who can open on Saturday?" asks for a favour
LEAST = 1.3  # points that make a message a question to the group
_LONGEST = 280


def find_questions(talk: Talk, subject: Subject) -> list[Candidate]:
    """All questions to the group as candidates, oldest first."""
    found = []
    for turn in talk.turns:
        if not (turn.asks or "seek" in turn.cues) or turn.message.kind == "poll":
            continue
        reasons = [reason for reason in _reasons(turn) if reason.points]
        if sum(reason.points for reason in reasons) >= LEAST:
            question = _question(talk, turn)
            state = Reason("answered", -1.0) if question.answered else Reason("open", 1.0)
            found.append(Candidate(question, turn.message, (*reasons, state, subject.reason(turn.words))))
    return found


def _question(talk: Talk, turn: Turn) -> Question:
    text = shortened(without_links(turn.message), _LONGEST)
    answers = answers_to(talk, turn)
    return Question(make_id("q", turn.message.day, text), turn.message, text, bool(answers), tuple(answers))


def _reasons(turn: Turn) -> list[Reason]:
    said = turn.cues
    reasons = [Reason("asked", 1.0 if turn.asks else 0.3)]
    reasons.append(Reason("asked", 0.3 * (turn.plain >= 6) + 0.2 * (turn.plain >= 10)))
    if turn.plain < 3:
        reasons.append(Reason("bare", -1.5))
    for cue, code, points in _CUES:
        if cue in said:
            reasons.append(Reason(code, points))
    if turn.words[0] in _WHO and turn.plain <= 10 and not day_words(turn.language).isdisjoint(turn.words):
        reasons.append(Reason("logistics", -1.5))
    if not turn.asks and said & {"vacancy", "call", "notice"}:
        reasons.append(Reason("call", -1.5))
    if turn.answers >= 0 and not turn.asks:
        reasons.append(Reason("replies", -1.0))
    if turn.message.links and "seek" not in said:
        reasons.append(Reason("detail", -1.0))
    return reasons


_CUES = (
    ("ask_group", "asked", 0.7),
    ("seek", "asked", 0.9),
    ("logistics", "logistics", -1.6),
    ("rhetoric", "joke", -1.2),
    ("joke", "joke", -0.7),
    ("laugh", "joke", -0.7),
    ("sale", "sale", -1.0),
    ("social", "logistics", -0.6),
    ("trifle", "trifle", -0.8),
    ("call", "call", -1.2),
    ("attending", "logistics", -0.6),
    ("doubt", "doubted", -1.2),
)


def answers_to(talk: Talk, turn: Turn) -> list[Message]:
    """The messages with content that answer a question, oldest first, at most five."""
    end = (turn.replies[-1].at if turn.replies else turn.at) + 3
    thanked = any("thanks" in t.cues and t.message.who == turn.message.who for t in talk.turns[turn.at + 1 : end])
    found = [
        other.message
        for other in (talk.turns[reply.at] for reply in turn.replies)
        if other.message.who != turn.message.who
        and not other.message.held
        and is_answer(other, thanked)
        and _fits(turn, other)
    ]
    return found[:5]


def _fits(question: Turn, reply: Turn) -> bool:
    """A late reply must share a word with the question, or bring a link."""
    if reply.message.when - question.message.when <= SOON or reply.message.links:
        return True
    return bool({root(word) for word in question.content} & {root(word) for word in reply.content})


def is_answer(turn: Turn, thanked: bool = False) -> bool:
    """Does a reply bring something: a link, or words that say more than "me too"?"""
    said = turn.cues
    if turn.asks and turn.plain < 10:
        return False
    if turn.message.links:
        return True
    if "no_answer" in said or "laugh" in said:
        return False
    if "agree" in said:
        return turn.plain >= 3
    if said & {"thanks", "praise"} and turn.plain < 8:
        return False
    return turn.plain >= (2 if thanked else 4)
