"""Why a resource is worth a reader's time: substance, what is said of it, what the group does with it."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from digest import cues
from digest.find.hosts import kinds_of_host
from digest.find.resources import host_of
from digest.model import Link, LinkType, Resource, Share
from digest.rank import Candidate, Reason
from digest.stopwords import root
from digest.talk import BARE, SOON, Talk, Turn
from digest.vocabulary import Subject

# Points by class of link, before anything is said of it.
SUBSTANCE: dict[LinkType, float] = {
    "paper": 2.0, "document": 1.5, "dataset": 1.5, "code": 1.3, "course": 1.3, "article": 0.9, "book": 0.8,
    "tool": 0.7, "audio": 0.6, "video": 0.3, "other": 0.7, "event": -1.2, "job": -0.5, "form": -2.0,
    "social": -1.5, "image": -2.5, "map": -1.0,
}  # fmt: skip

_PATH_WORD = re.compile(r"[^\W_]+")
_ERRANDS = ("event", "form", "job", "map")  # visited because one must, not because they bring something
_TOLL = {"trifle": -2.5, "sale": -4.0, "search": -4.0, "map": -4.0, "form": -1.5, "shop": -0.8}


def weigh_resources(talk: Talk, resources: list[Resource], subject: Subject) -> list[Candidate]:
    """One candidate for each day on which a resource was shared, with its reasons."""
    place = {turn.message.id: turn for turn in talk.turns if turn.message.links}
    found = []
    for resource in resources:
        people: set[int] = set()
        for share in resource.shares:
            turn = place[share.message.id]
            again = bool(people - {share.message.who})
            people.add(share.message.who)
            said = cues.words(share.comment)
            thing, speech = _thing(turn, share, said, subject), _said(talk, turn, share, said)
            reasons = (*thing, *speech, *_taken_up(talk, turn, share, said, again))
            found.append(Candidate(resource, share.message, tuple(r for r in reasons if r.points)))
    return found


def slug_words(link: Link) -> list[str]:
    """The folded words of an address, host first."""
    parts = urlsplit(link.canonical)
    return _PATH_WORD.findall(cues.fold(unquote(f"{host_of(link.canonical)} {parts.path}")))


def is_home(link: Link) -> bool:
    """Does the address lead to a home page only?"""
    parts = urlsplit(link.canonical)
    return not parts.path.strip("/") and not parts.query and not parts.fragment


def _thing(turn: Turn, share: Share, said: list[str], subject: Subject) -> list[Reason]:
    """What the thing is, whoever shared it."""
    link = share.link
    slug = slug_words(link)
    named = cues.cues(turn.language, "en").of(slug)
    reasons = [_substance(link), *_place(link)]
    if is_home(link):
        reasons.append(Reason("home", -1.2))
    if "trifle" in named:
        reasons.append(Reason("trifle", -1.5))
    if named & {"ready", "study"}:
        reasons.append(Reason("ready" if "ready" in named else "paper", 0.5))
    return [*reasons, subject.reason([*said, *slug])]


def _substance(link: Link) -> Reason:
    """What a link of this class brings by itself; a page that only speaks of pictures is no picture."""
    points = SUBSTANCE[link.type]
    if link.type == "image" and not urlsplit(link.canonical).path.lower().endswith(_PICTURES):
        points = SUBSTANCE["other"]
    return Reason(link.type if link.type in ("paper", "document", "video", "form") else "kind", points)


_PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg")


def _place(link: Link) -> list[Reason]:
    """What the host says of it."""
    kinds = kinds_of_host(host_of(link.canonical))
    tolls = [kind for kind in sorted(kinds) if kind in _TOLL]
    reasons = [Reason("logistics" if kind in ("search", "map") else kind, _TOLL[kind]) for kind in tolls]
    if "official" in kinds:
        reasons.append(Reason("official", 0.3 if link.type in _ERRANDS else 1.2))
    if "study" in kinds and link.type != "paper":
        reasons.append(Reason("paper", 0.8))
    if "social" in kinds and link.type != "social":
        reasons.append(Reason("social", -1.2))
    return reasons


def _said(talk: Talk, turn: Turn, share: Share, said: list[str]) -> list[Reason]:
    """What the sharer says it brings."""
    cue = cues.cues(talk.language, turn.language).of(said)
    length = sum(word[0].isalpha() for word in said)
    later = bool(turn.retold) and turn.plain < BARE
    rich = length >= 10 and any(word[0].isdigit() for word in said) and bool(cue & {"study", "own", "official"})
    reasons = [Reason("bare", -1.3) if length == 0 else Reason("said", min(1.8, (length - 3) * 0.14))]
    reasons += [Reason("later", 1.0)] if later else []
    for name, code, points in _SPEECH:
        if name in cue:
            reasons.append(Reason(code, points / 4 if rich and points < 0 else points))
    if share.link.type == "form" and rich:
        reasons.append(Reason("paper", 2.5))  # a survey that is told with its results is no form
    if any(word[0].isdigit() for word in said) and length >= 5:
        reasons.append(Reason("numbers", 0.5))
    if length == 0 and turn.asks:
        reasons.append(Reason("asked", -0.4))
    return reasons


_SPEECH = (
    ("study", "source", 0.6),
    ("official", "official", 0.8),
    ("binding", "binding", 0.8),
    ("ready", "ready", 0.6),
    ("novel", "new", 0.3),
    ("brings", "said", 0.5),
    ("launch", "new", 0.3),
    ("trifle", "trifle", -2.2),
    ("sale", "sale", -2.5),
    ("social", "logistics", -2.0),
    ("internal", "logistics", -1.5),
    ("joke", "trifle", -1.2),
    ("laugh", "trifle", -0.8),
    ("personal", "personal", -0.6),
)


def _taken_up(talk: Talk, turn: Turn, share: Share, said: list[str], again: bool) -> list[Reason]:
    """What the group does with it."""
    used = talk.manners(turn, "uptake")
    laughs = talk.manners(turn, "laugh")
    others = talk.manners(turn, "content", "question", "thanks", "uptake")
    worth = (0.0, 1.1, 2.0, 2.6)[min(3, len(used))] * (
        0.2 if share.link.type in _ERRANDS and not _cause(share) else 1.0
    )
    reasons = [Reason("uptake" if len(used) > 1 else "uptake1", worth, len(used))]
    if not others and not laughs and "binding" not in cues.cues(turn.language).of(said):
        reasons.append(Reason("kind", -0.4))
    reasons.append(Reason("replies", 0.35 * min(3, len(talk.manners(turn, "content", "question")))))
    reasons.append(Reason("thanks", 0.2 * min(3, len(talk.manners(turn, "thanks")))))
    if len(laughs) > len(others):
        reasons.append(Reason("trifle", -1.0 - 0.5 * min(3, len(laughs))))
    if answered(talk, turn):
        reasons.append(Reason("answers", 0.9))
    if again:
        reasons.append(Reason("reshared", 1.0))
    reasons += _doubts(talk, turn)
    return reasons


def _cause(share: Share) -> bool:
    """Is it a petition, the group's own cause?"""
    return "petition" in kinds_of_host(host_of(share.link.canonical))


def _doubts(talk: Talk, turn: Turn) -> list[Reason]:
    """What speaks against it in the talk that follows."""
    reasons = []
    own = [talk.turns[at].cues for at in turn.more]
    if turn.withdrawn:
        reasons.append(Reason("withdrawn", -8.0))
    if talk.manners(turn, "untrue") or any("untrue" in cue for cue in own):
        reasons.append(Reason("untrue", -6.0))
    doubting = talk.manners(turn, "doubt")
    if doubting:
        reasons.append(Reason("doubted", -0.9 * min(2, len(doubting))))
    return reasons


def answered(talk: Talk, turn: Turn) -> bool:
    """Does this turn answer a question to the group, soon or with a word of it?"""
    question = talk.turns[turn.answers] if turn.answers >= 0 else None
    if question is None or not question.asks or "ask_group" not in question.cues or "logistics" in question.cues:
        return False
    soon = turn.message.when - question.message.when <= SOON
    return soon or bool({root(word) for word in question.content} & {root(word) for word in turn.content})
