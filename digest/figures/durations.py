"""Clock times and durations: ``1h47``, ``2 h 05``, ``45'10``, ``4:12``, ``19h``, ``7pm``."""

from __future__ import annotations

from typing import NamedTuple

from digest.figures.reading import Draft, Number, Reading
from digest.figures.units import Unit, plain_unit, with_denominator

_HOURS = frozenset({"h", "heure", "heures", "std", "hs", "hrs", "hr"})
_MINUTES = frozenset({"min", "mn", "mins", "m", "minutes", "minute", "minuti", "minutos", "minuten"})
_SECONDS = frozenset({"s", "sec", "secs", "secondes", "seconds"})


class Span(NamedTuple):
    """Hours and minutes (or minutes and seconds) as written."""

    numbers: tuple[Number, ...]
    value: float
    unit: str  # h, min or s
    last: int
    clocklike: bool  # could be a time of day


def find_times(reading: Reading) -> None:
    """Take times of day out and durations in hours and minutes in."""
    for number in reading.numbers:
        if number.taken:
            continue
        if not number.digits:
            _spelled(reading, number)
            continue
        span = (
            _hours(reading, number)
            or _primes(reading, number)
            or _metres(reading, number)
            or _colon(reading, number)
            or _bare_clock(reading, number)
        )
        if span is None:
            continue
        if span.clocklike and is_clock(reading, span):
            for part in span.numbers:
                part.taken = "clock"
            _clock_partner(reading, span)
        elif len(span.numbers) > 1:
            token = reading.tokens[number.first]
            unit = with_denominator(reading, Unit(span.unit, 1.0, span.last))
            draft = Draft(token.start, reading.tokens[unit.last].end, span.value, unit.name, number.first, unit.last)
            draft.precise = True
            reading.add(draft, *span.numbers)


def _spelled(reading: Reading, number: Number) -> None:
    """``vers les trois heures``, ``dix heures du soir``: a clock time in words."""
    i = number.last + 1
    if reading.word(i) not in _HOURS or not 1 <= number.value <= 24:
        return
    table = reading.lexicon
    told = reading.ends(number.first, table.phrases("clock_phrases")) >= 0
    if told or reading.starts(i + 1, table.phrases("clock_after_phrases")) >= 0:
        number.taken = "clock"


def _hours(reading: Reading, number: Number) -> Span | None:
    """``1h47``, ``2 h 05``, ``1 heure 20``, ``10 s 8``, ``3 min 25``, ``19h``."""
    i = number.last + 1
    word = reading.word(i)
    if word in _HOURS:
        minutes = reading.number_at.get(i + 1)
        if minutes is not None and _sixty(minutes) and minutes.taken != "id":
            last = minutes.last
            if reading.word(last + 1) in _MINUTES and reading.word(last + 1) != "m":
                last += 1
            return Span((number, minutes), number.value + minutes.value / 60, "h", last, number.value < 25)
        return Span((number,), number.value, "h", i, number.value < 25 and word in ("h", "heures", "heure"))
    if word in _MINUTES and word != "m":
        return _small(reading, number, i, _SECONDS, "min", 60)
    if word in ("s", "sec"):
        return _small(reading, number, i, frozenset(), "s", 0)
    return None


def _small(reading: Reading, number: Number, i: int, names: frozenset[str], unit: str, base: int) -> Span | None:
    part = reading.number_at.get(i + 1)
    if part is None or part.floating or not part.digits or not (len(part.raw) == 2 or unit == "s"):
        return None
    if not base and len(part.raw) > 2:
        return None
    named = reading.word(part.last + 1) in names
    if base and not named and not reading.glued(i):
        return None
    fraction = part.value / base if base else part.value / 10 ** len(part.raw)
    return Span((number, part), number.value + fraction, unit, part.last + named, False)


def _sixty(number: Number) -> bool:
    return number.digits and len(number.raw) == 2 and number.raw.isdigit() and number.value < 60


def _primes(reading: Reading, number: Number) -> Span | None:
    """``45'10``, ``52'30''``: minutes and seconds; ``1'30``."""
    i = number.last + 1
    if reading.word(i) not in ("'", "’", "′") or not reading.word(i) or not reading.glued(number.last):
        return None
    seconds = reading.number_at.get(i + 1)
    if seconds is None or not _sixty(seconds) or not reading.glued(i):
        return None
    last = seconds.last
    while reading.word(last + 1) in ("'", "’", '"', "″", "''", "”") and reading.word(last + 1) and reading.glued(last):
        last += 1
    if number.value < 8 and seconds.value < 12 and reading.lexicon.code == "en":  # 5'10"
        return Span((number, seconds), number.value + seconds.value / 12, "ft", last, False)
    return Span((number, seconds), number.value + seconds.value / 60, "min", last, False)


def _metres(reading: Reading, number: Number) -> Span | None:
    """``1m85``: metres and centimetres."""
    i = number.last + 1
    if reading.word(i) != "m" or not reading.glued(number.last) or not reading.glued(i) or number.value >= 20:
        return None
    part = reading.number_at.get(i + 1)
    if part is None or len(part.raw) != 2 or reading.word(part.last + 1) in _SECONDS:
        return None
    return Span((number, part), number.value + part.value / 100, "m", part.last, False)


def _colon(reading: Reading, number: Number) -> Span | None:
    """``10:15``, ``4:12``, ``1:02:33``."""
    i = number.last + 1
    if reading.word(i) != ":" or not reading.glued(number.last) or not reading.glued(i):
        return None
    second = reading.number_at.get(i + 1)
    if second is None or not _sixty(second):
        return None
    third = (
        reading.number_at.get(second.last + 2)
        if reading.word(second.last + 1) == ":" and reading.glued(second.last)
        else None
    )
    if third is not None and _sixty(third):
        value = number.value + second.value / 60 + third.value / 3600
        return Span((number, second, third), value, "h", third.last, False)
    unit = "min" if number.value > 12 or reading.word(second.last + 1) in ("/", "min") else "h"
    return Span((number, second), number.value + second.value / 60, unit, second.last, number.value < 25)


def _bare_clock(reading: Reading, number: Number) -> Span | None:
    """``7pm``, ``6.30 am``, ``18 Uhr``, ``alle 18``: words that make a clock of a number."""
    table = reading.lexicon
    after = reading.word(number.last + 1)
    half_day = after in ("am", "pm") or (
        after in ("a", "p") and reading.word(number.last + 2) == "." and reading.word(number.last + 3) == "m"
    )
    if number.value <= 24.6 and (half_day or after in table["clock_units"]):
        return Span((number,), number.value, "h", number.last + 1, True)
    signed = number.first > 0 and reading.tokens[number.first - 1].raw in "-+−"
    told = not signed and reading.ends(number.first, table.phrases("bare_clock")) >= 0
    if number.value <= 24.6 and told and (after == "h" or plain_unit(reading, number.last + 1) is None):
        return Span((number,), number.value, "h", number.last, True)
    return None


def is_clock(reading: Reading, span: Span) -> bool:
    """A time of day rather than a duration: the words around decide, then the form."""
    table = reading.lexicon
    number = span.numbers[0]
    after = reading.word(span.last + 1)
    if len(span.numbers) == 1 and (
        reading.word(number.last + 1) in table["clock_units"] or reading.word(number.last + 1) in ("am", "pm", "a", "p")
    ):
        return True
    if reading.starts(span.last + 1, table.phrases("clock_after_phrases")) >= 0:
        return True
    told = reading.ends(number.first, table.phrases("clock_phrases")) >= 0
    if reading.word(span.last) == "heures" and (after in table["of"] or after in table["per"]):
        return False  # 8 à 12 heures de techno
    if told and not _rate(reading, span, after) and not _noun_of_time(reading, span, after):
        return True
    if _opening_hours(reading, span):
        return True
    if number.floating and span.unit == "h" and len(span.numbers) == 1:
        return False
    if _lasts(reading, span, after):
        return False
    if reading.word(span.last + 1) in table["clock_after"]:
        return True
    if not table["clock_with_h"] and reading.word(number.last + 1) in _HOURS:
        return False
    spelled = len(span.numbers) == 1 and reading.word(span.last) in ("heures", "heure")
    if not spelled and _dated(reading, number):
        return True
    if len(span.numbers) == 1:
        return (
            7 <= number.value <= 24
            and number.value == int(number.value)
            and reading.word(span.last) == "h"
            and reading.glued(number.last)
        )
    if reading.word(number.last + 1) == ":":
        return True
    near = reading.low[max(0, number.first - 10) : number.first]
    return number.value >= 6 and table["course_words"].isdisjoint(near)


def _opening_hours(reading: Reading, span: Span) -> bool:
    """``de 10 h à 11 h``."""
    table, number = reading.lexicon, span.numbers[0]
    if reading.word(number.first - 1) not in table["from_hour"] or reading.word(span.last + 1) not in table["range"]:
        return False
    other = reading.number_at.get(span.last + 2)
    return other is not None and reading.word(other.last + 1) in _HOURS and other.value <= 24


def _noun_of_time(reading: Reading, span: Span, after: str) -> bool:
    table = reading.lexicon
    return after in table["of"] and reading.word(reading.over(span.last + 2)) in table["duration_nouns"]


def _rate(reading: Reading, span: Span, after: str) -> bool:
    return after == "/" or after in reading.lexicon["per"]


def _lasts(reading: Reading, span: Span, after: str) -> bool:
    """Do the words around speak of a duration?"""
    table = reading.lexicon
    if _rate(reading, span, after):
        return True
    if _noun_of_time(reading, span, after):
        return True
    i = reading.back(span.numbers[0].first)
    while i >= 0 and reading.low[i] in table["duration_fillers"]:
        i = reading.back(i)
    word = reading.word(i)
    if word in (":", "=", "(", ","):
        word = reading.word(reading.back(i))
    return (
        word in table["duration_before"] or reading.ends(span.numbers[0].first, table.phrases("duration_phrases")) >= 0
    )


def _dated(reading: Reading, number: Number) -> bool:
    """Does a clock word, a weekday or a date stand shortly before?"""
    table = reading.lexicon
    i, seen = number.first - 1, 0
    while i >= 0 and seen < 4 and not reading.new_line(i + 1):
        word = reading.low[i]
        before = reading.ended_at.get(i)
        if (
            word in table["clock_before"]
            or word in table.weekdays
            or word in table.months
            or (before and before.taken in ("date", "clock"))
        ):
            return True
        if word in ".!?;":
            return False
        seen += word not in "-–,:()'’/"
        i -= 1
    return False


def _clock_partner(reading: Reading, span: Span) -> None:
    """``de 9h à 11h30``, ``4:30-7pm``, ``14-16h``: the other end is a clock time too."""
    table = reading.lexicon
    for step, at in ((1, span.last + 1), (-1, span.numbers[0].first - 1)):
        word = reading.word(at)
        if not word or not (
            word in "-–—/>" or word in table["range"] or word in table["between_and"] or word in table["either"]
        ):
            continue
        if (
            word in table["between_and"]
            and reading.word(reading.back(span.numbers[0].first)) not in table["between"]
            and step > 0
            and not reading.word(at + 2).startswith("h")
        ):
            continue
        other = reading.number_at.get(at + 1) if step > 0 else reading.ended_at.get(at - 1)
        if other is not None and not other.taken and other.value <= 24.6 and _clock_form(reading, other, step):
            other.taken = "clock"
            minutes = reading.number_at.get(other.last + 2)
            if minutes is not None and reading.word(other.last + 1) in ("h", ":") and _sixty(minutes):
                minutes.taken = "clock"


def _clock_form(reading: Reading, other: Number, step: int) -> bool:
    after = reading.word(other.last + 1)
    return (
        after in ("h", ":", "am", "pm", "heures")
        or step < 0
        or after in reading.lexicon["clock_units"]
        or not after.isalpha()
    )
