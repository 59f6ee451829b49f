"""Why a figure is worth quoting: comparison, source, scale, what the group does with it; and what speaks against it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from digest import cues, language
from digest.find.hosts import kinds_of_host
from digest.find.key_figures import Placed, merge_repeats, place_figures
from digest.find.resource_reasons import answered
from digest.model import Figure, Resource
from digest.rank import Candidate, Reason
from digest.talk import Talk, Turn
from digest.vocabulary import Subject

_MOVE = re.compile(
    r"(?:\bde |\bd'|\bfrom |\bvon |\bdi |\bda )$", re.IGNORECASE
)  # a move from one value to another, no range
# "étude sur 60 fermes :", "a survey of 49,000 devs": the sample, not the finding.
_SAMPLE = re.compile(
    r"(?:\b(?:stud(?:y|ies)|surveys?|preprint|trial|paper|panel|cohorte?|sample|enquêtes?|études?|sondage|essai|umfrage|"
    r"studie|encuesta|estudio|studio|indagine|estudo|inquérito|auprès|among|followed|suivi[es]*)\b[^.!?:\n]{0,28}"
    r"|n ?= ?)$",
    re.IGNORECASE,
)
_TICKET = 200  # money up to this, told with an event, is its price
_LARGE = 1000  # a count from which the number itself is news
_MILLION = 1_000_000


def weigh_figures(talk: Talk, resources: Sequence[Resource], subject: Subject) -> list[Candidate]:
    """All key figures as candidates, oldest first; repeats stand with the mention that has most points."""
    hosts = {resource.id: resource.host for resource in resources}
    reasons: dict[int, tuple[Reason, ...]] = {}
    scored = []
    for placed in place_figures(talk, resources):
        told = [*_scale(placed), *_origin(talk, placed, hosts), *_talk(talk, placed), *_against(talk, placed)]
        told.append(subject.reason(placed.turn.words))
        reasons[id(placed)] = tuple(reason for reason in told if reason.points)
        scored.append((placed, sum(reason.points for reason in told)))
    found = []
    for placed, others in merge_repeats(scored):
        item = replace(placed.item, repeats=others)
        again = (Reason("repeated", 0.3 * min(2, len(others)), len(others) + 1),) if others else ()
        found.append(Candidate(item, placed.turn.message, (*reasons[id(placed)], *again), placed.figure.kind))
    return sorted(found, key=lambda candidate: candidate.message.when)


def crowded(same: int, alike: int) -> float:
    """Points off beside figures already chosen: of the same message, or of the same kind."""
    return (0.0, 0.6, 1.6, 2.4)[min(3, same)] + 0.1 * min(3, alike)


def _scale(placed: Placed) -> list[Reason]:
    """How much the number itself says."""
    figure, also = placed.figure, placed.item.also
    reasons = []
    if figure.why == "share":
        reasons.append(Reason("compare" if len(also) > 1 else "share", 1.6))
    elif also or figure.compared is not None:
        reasons.append(Reason("compare", 1.5))
    elif isinstance(figure.value, tuple):
        moved = _MOVE.search(placed.turn.message.text, max(0, figure.start - 8), figure.start)
        reasons.append(Reason("change", 1.4) if moved else Reason("scale", 0.5))
    reasons.append(Reason(*_by_kind(figure)))
    if figure.text[:1] in "+-−±" and figure.kind != "temperature":
        reasons.append(Reason("change", 0.3))
    return reasons


def _by_kind(figure: Figure) -> tuple[str, float]:
    high = max(figure.value) if isinstance(figure.value, tuple) else figure.value
    if figure.kind == "percent":
        return "share", 1.2
    if figure.kind == "ratio":
        return "change", 0.9
    if figure.kind in ("energy", "power") or "CO2" in figure.unit:
        return "scale", 1.0
    if figure.kind == "money":
        return ("scale", 0.9) if high >= _MILLION else ("scale", 0.6) if high >= 10 * _LARGE else ("price", 0.2)
    if figure.kind == "count" or figure.unit == "people":
        return ("scale", 0.8) if high >= _LARGE else ("scale", 0.0)
    return "scale", 0.1


def _origin(talk: Talk, placed: Placed, hosts: dict[str, str]) -> list[Reason]:
    """Where the number comes from."""
    turn, item = placed.turn, placed.item
    said = turn.cues
    reasons = []
    kinds = kinds_of_host(hosts.get(item.source, ""))
    here = bool(turn.message.links)
    if item.source and not kinds & {"trifle", "sale", "social", "map", "search"}:
        reasons.append(Reason("source", (1.1 if here else 0.8) + (0.3 if kinds & {"official", "study"} else 0.0)))
    if "study" in said or "source" in said:
        reasons.append(Reason("source", 0.7))
    figure = placed.figure
    scale = item.also or isinstance(figure.value, tuple) or figure.why == "share" or figure.kind in ("percent", "ratio")
    if "own" in said and scale:
        reasons.append(Reason("own", 0.8))
    elif "own" in said:
        reasons.append(Reason("own", 0.3))
    speaks = scale or figure.kind in ("energy", "power") or "CO2" in figure.unit
    if not reasons and not speaks and not said & {"decision", "change", "binding", "official"}:
        reasons.append(Reason("unsourced", -0.7))
    if said & {"decision", "official"}:
        reasons.append(Reason("decision", 1.1 if "decision" in said else 0.8))
    elif "binding" in said:
        reasons.append(Reason("binding", 0.4))
    elif "change" in said:
        reasons.append(Reason("change_rule", 0.5))
    return reasons


def _talk(talk: Talk, placed: Placed) -> list[Reason]:
    """What the group does with it."""
    turn = placed.turn
    reasons = [
        Reason("replies", 0.45 * min(2, len(talk.manners(turn, "uptake")))),
        Reason("replies", 0.25 * min(3, len(talk.manners(turn, "content", "question")))),
        Reason("thanks", 0.12 * min(3, len(talk.manners(turn, "thanks")))),
    ]
    if answered(talk, turn):
        reasons.append(Reason("answers", 0.8))
    return reasons


def _against(talk: Talk, placed: Placed) -> list[Reason]:
    """What lowers it: a detail, a price, a joke, a guess, a question, doubt, a correction."""
    turn, figure = placed.turn, placed.figure
    said = turn.cues
    reasons = [Reason(code, points) for cue, code, points in _CUES if cue in said]
    if (
        figure.why != "share"
        and not placed.item.also
        and not isinstance(figure.value, tuple)
        and _is_size(figure, turn)
    ):
        reasons.append(Reason("detail", -1.2))
    if _SAMPLE.search(turn.message.text, max(0, figure.start - 45), figure.start) and not placed.item.also:
        reasons.append(Reason("detail", -1.4 if figure.kind == "count" else 0.0))
    elif _is_sample(placed):
        reasons.append(Reason("detail", -1.2 if placed.kin > 1 else -0.8))
    if figure.approx == "max" and "call" in said:
        reasons.append(Reason("detail", -0.6))
    if turn.asks:
        start, end = figure.sentence
        inside = "?" in turn.message.text[start : end + 2] and "call" not in said and turn.plain <= 18
        reasons.append(Reason("asked", -1.5 if inside else -0.4))
    if turn.plain <= 7 and not turn.message.links:
        reasons.append(Reason("bare", -0.5))
    cheap = figure.kind == "money" and not isinstance(figure.value, tuple) and figure.value <= _TICKET
    if cheap and "gathering" in said and not (placed.item.also or said & {"decision", "change"}):
        reasons.append(Reason("price", -1.3))
    elif cheap and not (placed.item.also or said & {"decision", "change", "call"}):
        reasons.append(Reason("price", -0.6))
    if (
        figure.kind in ("duration", "temperature", "distance")
        and not placed.item.also
        and not isinstance(figure.value, tuple)
    ):
        reasons.append(Reason("mere", -0.9))
    return [*reasons, *_answers_to_figure(talk, placed), *_doubts(talk, placed)]


_CUES = (
    ("sale", "sale", -4.0),
    ("social", "logistics", -1.5),
    ("joke", "joke", -1.8),
    ("laugh", "joke", -1.2),
    ("guess", "guess", -1.0),
    ("personal", "personal", -2.0),
    ("weather", "personal", -2.0),
    ("trifle", "trifle", -1.5),
    ("seek", "asked", -1.2),
    ("logistics", "logistics", -1.0),
)


def _sizes(code: str) -> frozenset[str]:
    return frozenset(cues.fold(str(word)) for word in language.table("highlights", code).get("sizes", ()))


def _is_size(figure: Figure, turn: Turn) -> bool:
    """Does it tell how long a document or course is, or how many parts a resource has?"""
    return figure.kind in ("count", "duration") and cues.fold(figure.unit.split("/")[0]) in _sizes(turn.language)


def _is_sample(placed: Placed) -> bool:
    """A small count beside other figures of the same message is mostly the sample of a study."""
    figure = placed.figure
    high = max(figure.value) if isinstance(figure.value, tuple) else figure.value
    alone = not isinstance(figure.value, tuple) and not placed.item.also and figure.why != "share"
    return figure.kind == "count" and high < _LARGE and alone


def _answers_to_figure(talk: Talk, placed: Placed) -> list[Reason]:
    """A short reply that says the figure of the message before in another way."""
    turn = placed.turn
    if turn.answers < 0 or turn.plain > 9 or turn.message.links:
        return []
    before = talk.turns[turn.answers]
    return [Reason("restated", -0.9)] if before.numbers and not before.asks else []


def _doubts(talk: Talk, placed: Placed) -> list[Reason]:
    """Corrections and doubts in the talk that follows."""
    turn = placed.turn
    reasons = []
    doubting = len(talk.manners(turn, "doubt"))
    if doubting:
        reasons.append(Reason("doubted", -0.8 * min(2, doubting)))
    if talk.manners(turn, "untrue"):
        reasons.append(Reason("untrue", -3.0))
    later = [talk.turns[reply.at] for reply in talk.manners(turn, "correction")]
    later += [talk.turns[at] for at in turn.more if "correction" in talk.turns[at].cues]
    if any(other.numbers for other in later):
        reasons.append(Reason("corrected", -3.0))
    if turn.withdrawn:
        reasons.append(Reason("withdrawn", -4.0))
    return reasons
