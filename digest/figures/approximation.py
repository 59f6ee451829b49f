"""``environ``, ``~``, ``plus de``, ``up to``, ``50+``: how exact a figure claims to be."""

from __future__ import annotations

from digest.figures.reading import Draft, Reading

_SIGNS = {
    "~": "about",
    "≈": "about",
    "∼": "about",
    "±": "about",
    ">": "min",
    "≥": "min",
    "⩾": "min",
    "<": "max",
    "≤": "max",
    "⩽": "max",
}


def find_approximations(reading: Reading) -> None:
    """Set ``approx`` of every draft from the words around it."""
    for draft in reading.drafts:
        if not draft.approx and not draft.settled:
            draft.approx = _before(reading, draft) or _after(reading, draft)


def _before(reading: Reading, draft: Draft) -> str:
    table, i = reading.lexicon, draft.first
    sign = reading.tokens[i - 1].raw if i else ""
    if sign in _SIGNS and not (sign == ">" and (reading.new_line(i - 1) or reading.word(i - 2) in "-=–")):
        return _SIGNS[sign]
    if reading.new_line(i):
        return ""
    while i > 0 and reading.low[i - 1] in table["approx_skip"]:
        i -= 1
    for at in dict.fromkeys((draft.first, i)):
        found = {sort: reading.ends(at, table.approx[sort]) for sort in ("min", "max", "about")}
        hits = {sort: start for sort, start in found.items() if start >= 0}
        if hits:
            return min(hits, key=lambda sort: hits[sort])  # the longest phrase
    return ""


def _after(reading: Reading, draft: Draft) -> str:
    if draft.number is not None and reading.word(draft.number.last + 1) == "+" and reading.glued(draft.number.last):
        return "min"
    i = draft.last + 1
    if reading.word(i) == "+" and reading.glued(draft.last) and not reading.glued(i):
        return "min"
    while reading.word(i) in ("(", ","):
        i += 1
    if reading.new_line(i):
        return ""
    for sort in ("about", "min", "max"):
        if reading.starts(i, reading.lexicon.approx_after[sort]) >= 0:
            return sort
    return ""
