"""What answers what: replies, thanks, use, doubt and corrections, read from the order and the words of a chat.

Exports rarely say which message a reply belongs to. Rules (measured on weeks graded by hand, see the guide):
a reply follows within 45 minutes of the thing or of the reply before it, until another thing is posted;
it names the sender; or it says that something was used and shares a rare word with it, up to a week later.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from operator import itemgetter
from typing import Literal

from digest import cues
from digest.language import infer
from digest.model import Message
from digest.stopwords import content_words

Manner = Literal["thanks", "laugh", "uptake", "content", "question", "doubt", "untrue", "correction", "nod"]

PAUSE = timedelta(minutes=45)  # silence after which a reply no longer belongs to the thing before
SOON = timedelta(minutes=90)  # an answer this soon need not share a word with its question
ANSWER_PAUSE = timedelta(hours=20)  # a question may wait overnight
MEMORY = timedelta(days=8)  # how long a thing can be taken up again
BESIDE = timedelta(minutes=3)  # the same person's next message in a row says more
AT_ONCE = timedelta(minutes=10)  # a long message this soon is an answer
WITHDRAWAL = timedelta(days=1)
OWN = timedelta(minutes=5)  # the same person's next message goes on with the one before
BARE = 4  # words below which a link stands alone
_SHORT = 24  # characters up to which a message tells no language
_REPEATED = 200  # characters up to which a message is remembered
_REMEMBERED = 20_000  # messages remembered at most
_LONG = 12  # words from which a message is a thing of its own


@dataclass(slots=True)
class Turn:
    """A message with what its words do and what answers it."""

    at: int
    message: Message
    words: list[str]
    cues: frozenset[str]
    language: str
    plain: int  # how many words it has, marks and emoji not counted
    content: list[str]  # the words that may carry a subject
    asks: bool  # is there a question mark in it?
    numbers: bool  # is there a number in it?
    answers: int = -1  # the turn it answers
    goes_on: int = -1  # the turn of the same person that it goes on with
    replies: list[Reply] = field(default_factory=list)
    more: list[int] = field(default_factory=list)  # turns of the same person that go on with it
    retold: list[int] = field(default_factory=list)  # later turns that explain it
    withdrawn: bool = False  # its sender took it back, or others warn against it


@dataclass(frozen=True, slots=True)
class Reply:
    """A message that answers another, and how."""

    at: int
    who: int
    manner: Manner
    near: bool = True  # it came right after, not found by a name or a word


@dataclass(slots=True)
class Talk:
    """All messages in order, and who answers whom."""

    turns: list[Turn]
    language: str

    def together(self, turn: Turn) -> list[Turn]:
        """A turn and those that say more of the same thing: its continuations, and later explanations."""
        if turn.goes_on < 0 and not turn.more and not turn.retold:
            return [turn]
        near = [self.turns[at] for at in (*turn.more, *turn.retold)]
        if turn.goes_on >= 0 and turn.plain < BARE:
            near.append(self.turns[turn.goes_on])
        return [turn, *(other for other in near if not other.message.links)]

    def manners(self, turn: Turn, *manners: Manner) -> list[Reply]:
        """The replies of these manners to a turn and to what says more of it, one a person."""
        first: dict[int, Reply] = {}
        if not turn.replies and turn.goes_on < 0 and not turn.more and not turn.retold:
            return []
        for one in self.together(turn):
            for reply in one.replies:
                if reply.manner in manners and reply.who != turn.message.who:
                    first.setdefault(reply.who, reply)
        return list(first.values())


def hear(messages: Sequence[Message], language: str) -> Talk:
    """Read a conversation in its order; ``language`` is the site's, added to each message's own."""
    known: dict[tuple[str, str], _Read] = {}
    tongues = _Tongues()
    turns = []
    for at, message in enumerate(messages):
        text = message.text
        code = tongues.of(message) if len(text) > _SHORT else message.language
        read = known.get((text, code))
        if read is None:
            read = _read(text, language, code)
            if len(text) <= _REPEATED and len(known) < _REMEMBERED:
                known[text, code] = read
        turns.append(Turn(at, message, *read))
    talk = Talk(turns, language)
    _connect(talk)
    return talk


# Words, cues, language, number of words, content words, asks, has a number.
_Read = tuple[list[str], frozenset[str], str, int, list[str], bool, bool]


class _Tongues:
    """Which language each person writes in. Who wrote the same one eight times is not asked again."""

    def __init__(self) -> None:
        self._seen: dict[int, tuple[str, int]] = {}

    def of(self, message: Message) -> str:
        """The language of a long message."""
        code, times = self._seen.get(message.who, ("", 0))
        if times >= 8:
            return code
        found = infer(message.text, message.language)
        self._seen[message.who] = (found, times + 1 if found == code else 1)
        return found


def _read(text: str, site_language: str, code: str) -> _Read:
    """What :class:`Turn` holds of a text in the language ``code``."""
    said = cues.words(text)
    plain = sum(map(str.isalnum, said))
    numbers = not text.isalpha() and any(map(str.isdigit, map(_first_letter, said)))
    return said, cues.cues(site_language, code).of(said), code, plain, content_words(said, code), "?" in said, numbers


_first_letter = itemgetter(0)


def manner(turn: Turn) -> Manner:
    """What a reply does to the thing it answers; the strongest sign wins."""
    said = turn.cues
    if "withdrawn" in said or "untrue" in said:
        return "question" if turn.asks else "untrue"
    if "correction" in said and turn.plain >= 4:
        return "correction"
    if "doubt" in said:
        return "doubt"
    if turn.asks:
        return "question"
    if "laugh" in said and turn.plain <= 8:
        return "laugh"
    if "uptake" in said:
        return "uptake"
    if turn.plain >= 5 and not (said & {"thanks", "praise"} and turn.plain < 8):
        return "content"
    return "thanks" if said & {"thanks", "praise"} else "nod"


def is_thing(turn: Turn) -> bool:
    """Is it something that others answer: a link, a question to the group, a poll, or many words?"""
    if turn.message.links or turn.message.poll:
        return True
    if turn.asks:
        return turn.plain >= 3
    return turn.plain >= _LONG or (turn.plain >= 6 and turn.numbers)


def _connect(talk: Talk) -> None:
    """Fill ``answers``, ``goes_on``, ``replies`` and ``more`` of every turn, in one walk."""
    names = _names(talk.turns)
    of_person: dict[int, int] = {}  # the latest thing of each person
    rare: dict[str, int] = {}  # a word of a thing -> the latest thing that has it
    last_of: dict[int, int] = {}  # the latest turn of each person
    last_link: dict[int, int] = {}  # the latest link of each person
    bare: deque[int] = deque(maxlen=20)  # links shared without a word
    thing = -1
    for turn in talk.turns:
        who = turn.message.who
        before = last_of.get(who, -1)
        last_of[who] = turn.at
        onward = before == turn.at - 1 and before >= 0 and _continues(talk.turns[before], turn)
        target, near = (-1, False) if onward else _target(talk, turn, thing, of_person, rare, names)
        if "withdrawn" in turn.cues and not turn.asks:
            _withdraw(talk, turn, last_link.get(who, before), target)
        if "pointer" in turn.cues and (told := _pointed(talk, turn, bare, names)) >= 0:
            talk.turns[told].retold.append(turn.at)
        if turn.message.links:
            last_link[who] = turn.at
        if turn.message.links and turn.plain <= 1:
            bare.append(turn.at)
        if target >= 0:
            turn.answers = target
            talk.turns[target].replies.append(Reply(turn.at, who, manner(turn), near))
        elif before >= 0 and turn.message.when - talk.turns[before].message.when <= OWN:
            turn.goes_on = before
            talk.turns[before].more.append(turn.at)
        if is_thing(turn):
            thing = of_person[who] = turn.at
            if turn.message.links or turn.plain >= _LONG:
                rare.update(dict.fromkeys([w for w in turn.words if len(w) >= 6 and w.isalpha()], turn.at))


def _target(
    talk: Talk, turn: Turn, thing: int, of_person: dict[int, int], rare: dict[str, int], names: dict[str, int]
) -> tuple[int, bool]:
    """The turn that ``turn`` answers, -1 if none, and whether it came right after it."""
    who, when = turn.message.who, turn.message.when
    for person in [names[word] for word in turn.words if word in names and names[word] != who] if names else ():
        at = of_person.get(person, -1)
        if at >= 0 and when - talk.turns[at].message.when <= MEMORY:
            return at, False
    if (
        thing >= 0
        and talk.turns[thing].message.who != who
        and _still(talk, thing, when)
        and _can_answer(talk, turn, thing)
    ):
        return thing, True
    if "uptake" in turn.cues:
        for word in turn.words:
            at = rare.get(word, -1)
            if at >= 0 and talk.turns[at].message.who != who and when - talk.turns[at].message.when <= MEMORY:
                return at, False
    return -1, False


def _withdraw(talk: Talk, turn: Turn, own: int, target: int) -> None:
    """Mark what a message takes back: the sender's own latest link or message of the last day, or what it answers."""
    if own >= 0 and turn.message.when - talk.turns[own].message.when <= WITHDRAWAL:
        talk.turns[own].withdrawn = True
    elif target >= 0:
        talk.turns[target].withdrawn = True


def _continues(before: Turn, turn: Turn) -> bool:
    """Does a message go on with the same person's message right before it?"""
    return before.at == turn.at - 1 and turn.message.when - before.message.when <= BESIDE and not before.asks


def _can_answer(talk: Talk, turn: Turn, thing: int) -> bool:
    """A new link or a long message answers a question; anything else only when it comes at once."""
    if talk.turns[thing].asks or not is_thing(turn):
        return True
    if turn.message.links:
        return False
    return turn.message.when - talk.turns[turn.at - 1].message.when <= AT_ONCE


def _pointed(talk: Talk, turn: Turn, bare: Sequence[int], names: dict[str, int]) -> int:
    """The bare link that a later message speaks of: of the person it names, else the latest."""
    recent = [at for at in bare if turn.message.when - talk.turns[at].message.when <= MEMORY]
    named = {names[word] for word in turn.words if word in names}
    of_named = [at for at in recent if talk.turns[at].message.who in named]
    return (of_named or recent or [-1])[-1]


def _still(talk: Talk, thing: int, when: datetime) -> bool:
    """Is the talk about ``thing`` still going on at ``when``?"""
    turn = talk.turns[thing]
    last = talk.turns[turn.replies[-1].at].message.when if turn.replies else turn.message.when
    wait = ANSWER_PAUSE if turn.asks and not turn.message.links else PAUSE
    return turn.message.when <= when and when - max(last, turn.message.when) <= wait


def _names(turns: Sequence[Turn]) -> dict[str, int]:
    """First names that are shown -> the person; a name that two people share is left out."""
    owner: dict[str, int] = {}
    for turn in turns:
        if turn.message.name:
            for word in cues.words(turn.message.name)[:1]:
                if len(word) >= 3 and word.isalpha():
                    owner[word] = turn.message.who if owner.get(word, turn.message.who) == turn.message.who else -1
    return {word: who for word, who in owner.items() if who >= 0}
