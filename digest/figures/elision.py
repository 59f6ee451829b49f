"""Numbers whose unit stands elsewhere: ``57 joules, versus 3 353``, table headers, fever."""

from __future__ import annotations

from digest.figures.nouns import noun_after
from digest.figures.quantities import scale_of, sign_before
from digest.figures.reading import Draft, Number, Reading
from digest.figures.units import kind_of, plain_unit, with_denominator

_REACH = 75  # characters between the figure that has the unit and the number that lacks it
_STOPS = frozenset(".!?…")


def find_elided(reading: Reading) -> None:
    """Give open numbers the unit of the figure, header or sense they lean on."""
    bare = [number for number in reading.open_numbers() if number.digits]
    if not bare:
        return
    for number in bare:
        unit = _sensed(reading, number) or _headed(reading, number)
        if unit:
            _add(reading, number, unit, None)
    order = sorted(reading.drafts, key=lambda draft: draft.start)
    for number in bare:
        if number.taken:
            continue
        first = _leaned_on(reading, number, order)
        if first is not None:
            draft = _add(reading, number, first.unit, first)
            order.append(draft)
            order.sort(key=lambda d: d.start)


def _add(reading: Reading, number: Number, unit: str, first: Draft | None) -> Draft:
    sign, begin = sign_before(reading, number.first)
    value = sign * number.value * (_scale(number, first) if first else 1.0)
    draft = Draft(reading.tokens[begin].start, number.end, value, unit, begin, number.last)
    draft.elided, draft.versus = True, first
    return reading.add(draft, number)


# ---------------------------------------------------------------- sense


def _sensed(reading: Reading, number: Number) -> str:
    """``39 de fièvre``: the words say degrees."""
    table = reading.lexicon
    if reading.ends(number.first, table.phrases("weather")) >= 0 and number.value <= 50 and _closes(reading, number):
        return "°C"
    near = set(reading.low[max(0, number.first - 3) : number.first])
    if near & table["pulse"] and 30 <= number.value <= 220:
        return "bpm"
    if not 34 <= number.value <= 43 and not 95 <= number.value <= 107:
        return ""
    words = {reading.word(k) for k in range(max(0, number.first - 5), min(len(reading.low), number.last + 5))}
    if not words & table["fever"]:
        return ""
    return "°C" if number.value < 50 else "°F"


# ---------------------------------------------------------------- headers


def _headed(reading: Reading, number: Number) -> str:
    """The unit in brackets of the column's header, or of the label before a colon."""
    line_start, line_end = _line(reading, number.start)
    line = reading.text[line_start:line_end]
    mark = "|" if "|" in line else "\t" if "\t" in line else ""
    if mark:
        return _column_unit(reading, number, line_start, mark)
    return _bracket_unit(reading, number, line_start)


def _line(reading: Reading, at: int) -> tuple[int, int]:
    start = reading.text.rfind("\n", 0, at) + 1
    end = reading.text.find("\n", at)
    return start, len(reading.text) if end < 0 else end


def _column_unit(reading: Reading, number: Number, line_start: int, mark: str) -> str:
    column = reading.text.count(mark, line_start, number.start)
    for header_start, header in reading.table_headers(mark):
        if header_start < line_start:
            cells = header.split(mark)
            return _unit_in(reading, cells[column]) if column < len(cells) else ""
    return ""


def _unit_in(reading: Reading, cell: str) -> str:
    """Unit named in ``Prix (€/mois)`` or ``Durée en min``."""
    inner = cell[cell.rfind("(") + 1 :].partition(")")[0] if "(" in cell else cell
    part = Reading(inner.strip(), reading.lexicon)
    start = 0 if "(" in cell else len(part.tokens) - 1
    if part.word(start) in part.lexicon["header_in"]:
        start += 1
    unit = plain_unit(part, start) if 0 <= start < len(part.tokens) else None
    return with_denominator(part, unit).name if unit else ""


def _bracket_unit(reading: Reading, number: Number, line_start: int) -> str:
    head = reading.text[max(line_start, number.start - 200) : number.start]
    close = head.rfind(")")
    opened = head.rfind("(", 0, close) if close >= 0 else -1
    inner = head[opened + 1 : close].strip() if opened >= 0 else ""
    if (
        not inner
        or len(inner) > 20
        or any(c.isdigit() for c in inner.replace("m2", "").replace("m3", "").replace("CO2", ""))
    ):
        return ""
    if ":" not in head[close:] and "=" not in head[close:]:
        return ""
    return _unit_in(reading, f"({inner})")


# ---------------------------------------------------------------- the figure before


def _leaned_on(reading: Reading, number: Number, order: list[Draft]) -> Draft | None:
    """The figure before in the same sentence whose unit the number shares, if it does."""
    for draft in reversed(order):
        if draft.start >= number.start or draft.note in ("indefinite", "logistics", "frame", "age", "denominator"):
            continue
        before = _same_joint(reading, number, draft, order)
        if before is not draft:
            return before
        if number.start - draft.end > _REACH or not _leanable(reading, draft):
            return None
        if _sentence_break(reading, draft.last + 1, number.first):
            return None
        return draft if _leans(reading, number, draft) else None
    return None


def _same_joint(reading: Reading, number: Number, draft: Draft, order: list[Draft]) -> Draft | None:
    """In ``1 To à 59 €, 2 To à 99`` the last number goes with the price, not with the size beside it."""
    if number.first != draft.last + 2 or reading.word(draft.last + 1) not in reading.lexicon["pair_joints"]:
        return draft
    joint = reading.word(draft.last + 1)
    for other in reversed(order):
        if other.start < draft.start and other.unit != draft.unit and reading.word(other.first - 1) == joint:
            return other
    return draft if joint in reading.lexicon["range"] else None


def _leanable(reading: Reading, draft: Draft) -> bool:
    return draft.unit not in ("x", "fraction", "times") and not draft.unit.startswith("/") and draft.note != "frame"


def _sentence_break(reading: Reading, first: int, last: int) -> bool:
    for i in range(first, last):
        if reading.new_line(i + 1):
            return True
        if reading.low[i] in _STOPS and not reading.glued(i) and i > first - 1 and not reading.word(i + 1).isdigit():
            return True
    return False


def _leans(reading: Reading, number: Number, draft: Draft) -> bool:
    table = reading.lexicon
    if not _alike(number, draft):
        return False
    kind = kind_of(reading, draft.unit)
    if noun_after(reading, number) is not None and not _strong(reading, number):
        return False
    if _strong(reading, number):
        return True
    if number.first - 1 == draft.last or (kind == "count" and not number.floating and number.value < 2):
        return False
    before = reading.word(number.first - 1)
    if reading.ends(number.first, table.phrases("frame_before_bare")) >= 0 and not number.floating:
        return False
    if before in table["one_article"] or _opens_pair(reading, number) or _continues(reading, number):
        return False
    if before in table["products"] and any(i in reading.number_at for i in range(number.last + 1, number.last + 4)):
        return False  # Llama 3 seulement 60
    if not _closes(reading, number):
        return False
    if reading.ends(draft.first, table.phrases("out_of")) >= 0:
        return True  # sur 40 images produites, 37 …
    return _clause_between(reading, draft.last + 1, number.first) or before in table["versus"]


def _opens_pair(reading: Reading, number: Number) -> bool:
    """``1 pour 4``: how many for how much."""
    joint = reading.word(number.last + 1)
    other = reading.number_at.get(number.last + 2) or reading.number_at.get(number.last + 3)
    return joint in reading.lexicon["pair_joints"] and other is not None and other.taken in ("", "figure")


def _continues(reading: Reading, number: Number) -> bool:
    """``2024-12``: part of a longer number."""
    i = number.first - 1
    return reading.glued(i) and reading.glued(i - 1) and reading.low[i] in "-/–." and i - 1 in reading.ended_at


def _alike(number: Number, draft: Draft) -> bool:
    """Sizes within a factor of some thousand; zero fits all."""
    other = draft.value if isinstance(draft.value, float) else draft.value[0]
    if not number.value or not other:
        return True
    return 1 / 5000 < abs(number.value * _scale(number, draft) / other) < 5000


def _scale(number: Number, draft: Draft) -> float:
    """The magnitude that ``dont 12`` takes over from ``42 M€``."""
    if draft.number is None or not draft.number.magnitude or number.magnitude:
        return 1.0
    scale = scale_of(draft.number)
    alone = number.value / draft.number.value if draft.number.value else 1.0
    return scale if alone < 1 / 100 and 1 / 50 < alone * scale < 50 else 1.0


def _strong(reading: Reading, number: Number) -> bool:
    """Does ``contre``, ``versus``, ``au lieu de``, ``from`` stand just before?"""
    table, i = reading.lexicon, number.first
    while reading.word(i - 1) in table["approx_skip"] | table["versus_fillers"] and i > 0:
        i -= 1
    return any(reading.ends(at, table.phrases("versus_strong")) >= 0 for at in {i, number.first})


def _closes(reading: Reading, number: Number) -> bool:
    """After the number the clause ends or goes on with a small word, not with a noun of its own."""
    i = number.last + 1
    word = reading.word(i)
    if not word or reading.new_line(i) or not word.isalnum():
        return not (word in "/:'’°" and word != "" and reading.glued(number.last))
    table = reading.lexicon
    return not reading.glued(number.last) and (word in table["closers"] or word in table["participles"])


def _clause_between(reading: Reading, first: int, last: int) -> bool:
    """A comma, ``et``, ``;`` or bracket stands between: the second clause repeats the first."""
    table = reading.lexicon
    return any(
        reading.low[i] in (",", ";", "(", "/", "→", "–", "|", ">") or reading.low[i] in table["clause_joins"]
        for i in range(first, last)
    )
