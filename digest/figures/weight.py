"""Key or mere: does a figure say something about the topic, or does it serve the talk?"""

from __future__ import annotations

from collections.abc import Callable

from digest.figures.reading import Draft, Reading
from digest.figures.units import kind_of

_TIME = frozenset({"s", "min", "h", "day", "night", "week", "month", "quarter", "year"})


def weigh(reading: Reading) -> None:
    """Decide ``key`` and its reason for every draft that has none yet."""
    for draft in reading.drafts:
        if draft.note or draft.settled:
            continue
        draft.settled = True
        if draft.versus is not None:
            continue
        for name, rule in MERE.items():
            if rule(reading, draft):
                draft.key, draft.note = False, name
                break


def _words_before(reading: Reading, draft: Draft, count: int) -> list[str]:
    return [reading.word(i) for i in range(max(0, draft.first - count), draft.first)]


def _age(reading: Reading, draft: Draft) -> bool:
    """``enfants de 10 ans``, ``les moins de 26 ans``, ``a 8 ans``, ``40 years old``."""
    table = reading.lexicon
    if draft.unit not in ("year", "month") or "decade" in draft.unit:
        return False
    if reading.starts(draft.last + 1, table.phrases("age_after")) >= 0:
        return True
    high = draft.value if isinstance(draft.value, float) else draft.value[1]
    if high > 115:
        return False
    if reading.ends(draft.first, table.phrases("age_phrases")) >= 0:
        return True
    if (
        high <= 26
        and reading.ends(draft.first, table.phrases("age_limits")) >= 0
        and reading.word(draft.last + 1) not in table["of"]
    ):
        return not set(reading.low[max(0, draft.first - 8) : draft.first]) & table["frame_key"]
    return (
        bool(set(_words_before(reading, draft, 5)) & table["age_words"])
        and not reading.ends(draft.first, table.phrases("frame_before")) >= 0
    )


def _frame(reading: Reading, draft: Draft) -> bool:
    """``en six mois``, ``il y a dix ans``, ``over five years``: the time another figure is about."""
    if draft.unit not in _TIME or draft.unit == "s" or draft.precise:
        return False
    if reading.starts(draft.last + 1, reading.lexicon.phrases("versus_strong")) >= 0:
        return False
    if reading.word(draft.first - 1) in reading.lexicon["versus"]:
        return False
    table = reading.lexicon
    sentence = set(reading.low[max(0, draft.first - 12) : draft.last + 6])
    if sentence & table["frame_key"]:
        return False
    first = draft.first
    while first > 0 and reading.low[first - 1] in table["approx_skip"] | table["definite"]:
        first -= 1
    framed = any(reading.ends(at, table.phrases("frame_before")) >= 0 for at in {first, draft.first})
    framed = framed or reading.starts(draft.last + 1, table.phrases("frame_after")) >= 0
    return framed and not _performance(reading, draft)


def _performance(reading: Reading, draft: Draft) -> bool:
    """A time for a distance: ``10 km en 52 min``."""
    if draft.unit not in ("s", "min", "h"):
        return False
    return any(abs(last - draft.first) < 8 for last in reading.distances)


def _denominator(reading: Reading, draft: Draft) -> bool:
    """``per million tokens``, ``par tranche de 100 requêtes``."""
    table = reading.lexicon
    if kind_of(reading, draft.unit) != "count" or len(reading.drafts) < 2:
        return False
    return reading.ends(draft.first, table.phrases("denominator_before")) >= 0


def _logistics(reading: Reading, draft: Draft) -> bool:
    """``atelier de 2 h``, ``il reste 6 places``, ``RDV ds 10 min``."""
    table = reading.lexicon
    kind = kind_of(reading, draft.unit)
    if kind not in ("duration", "count") or "/" in draft.unit or _performance(reading, draft):
        return False
    high = draft.value if isinstance(draft.value, float) else draft.value[1]
    if high >= 1000:
        return False
    if draft.unit in table["logistics_nouns"]:
        return high < 10
    near = set(_words_before(reading, draft, 4)) | {reading.word(draft.last + 1)}
    if draft.versus or (kind == "duration" and near & table["frame_key"]):
        return False
    if kind == "count":
        return high <= 10 and bool(near & table["left_before"])
    return high < 100 and bool(near & table["logistics_before"])


def _question(reading: Reading, draft: Draft) -> bool:
    """Only asked about."""
    _, end = reading.sentences.around(draft.start, draft.end)
    return reading.text[end - 1 : end] == "?"


MERE: dict[str, Callable[[Reading, Draft], bool]] = {
    "age": _age,
    "denominator": _denominator,
    "logistics": _logistics,
    "frame": _frame,
    "question": _question,
}

_KEY_NOTES = {"percent": "percent", "ratio": "ratio", "money": "money", "duration": "duration", "count": "count"}


def settle_points(reading: Reading) -> None:
    """``dix points de moins`` beside a percentage are percentage points."""
    if any(draft.unit == "%" for draft in reading.drafts):
        for draft in reading.drafts:
            if draft.unit == "points" and isinstance(draft.value, float) and abs(draft.value) <= 60:
                draft.unit = "pp"


def reason(reading: Reading, draft: Draft) -> str:
    """Why ``draft`` is key or mere, in a few words of the message's language."""
    note = draft.note
    if draft.key and not note:
        note = "comparison" if draft.versus else _KEY_NOTES.get(kind_of(reading, draft.unit), "measure")
        note = "people" if draft.unit == "people" else note
    return reading.lexicon.why(note)
