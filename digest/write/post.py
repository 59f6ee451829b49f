"""The text to post back into the group: WhatsApp's own formatting, a fixed length, nothing that the site does not show.

Formatting (WhatsApp help, "How to format your messages", 2025): ``*bold*``, ``_italic_``, ``~strike~``, backticks,
lines that start with ``- ``. Marks in chat text are taken out or replaced by look-alikes, so they format nothing.
The week's page comes first: WhatsApp previews the first address and folds long messages after some 770 characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from digest.markup import href
from digest.model import Event, KeyFigure, Question
from digest.typography import around, capital, one_line, quoted, shorten, typeset
from digest.write.desk import Desk
from digest.write.feed_entries import address
from digest.write.weekly import Row, Week, first_sentence, week_words

Variant = Literal["short", "long"]
LIMITS: dict[Variant, int] = {"short": 700, "long": 2000}  # characters, the text's last line end not counted
NOTE = 140  # characters of the moderator's sentence that no plan takes away
LONGEST_ADDRESS = 300  # a longer one is left to the page


class Plan(NamedTuple):
    """How much a post holds; the first plan whose text fits is taken."""

    resources: int
    figures: int
    events: int
    width: int  # characters of one item's words
    note: bool = True
    question: bool = True


# the fullest first
PLANS: dict[Variant, tuple[Plan, ...]] = {
    "long": (
        *(Plan(5, 3, events, width) for width in (180, 140, 110) for events in (2, 1)),
        *(Plan(n, figures, 0, width) for width in (140, 100) for n, figures in ((5, 2), (4, 2), (3, 2), (3, 1))),
        Plan(3, 1, 0, 60, note=False),
    ),
    "short": (
        *(Plan(n, figures, 0, 110) for n, figures in ((5, 2), (5, 1), (4, 1), (3, 1))),
        *(Plan(3, 1, 0, width) for width in (85, 75, 65, 55)),
        *(Plan(3, 1, 0, width, question=False) for width in (85, 60)),
        *(Plan(3, 1, 0, width, note=False, question=False) for width in (85, 50)),
    ),
}
_LAST = (Plan(3, 1, 0, 30, note=False, question=False), Plan(0, 0, 0, 30, note=False, question=False))


def post(desk: Desk, week: Week, variant: Variant = "short") -> str:
    """The text of ``week``, at most ``LIMITS[variant]`` characters, without a line end."""
    for plan in (*PLANS[variant], *_LAST):
        text = "\n\n".join(_parts(desk, week, plan, variant == "long"))
        if len(text) <= LIMITS[variant]:
            return text
    return text[: LIMITS[variant]]  # only a site address of hundreds of characters comes here


def page_place(desk: Desk, week: Week) -> str:
    """The address of the week's page; its place on the site when the site's address is unknown."""
    return address(desk, week.place) or f"{week.place}/"


def _parts(desk: Desk, week: Week, plan: Plan, addresses: bool) -> Iterator[str]:
    w, lang = week_words(desk)["post"], desk.language
    name = shorten(neutral(desk.site.name), 80)
    head = w["head"].format(name=name, week=week.title) if name else week.title
    place = w["more"].format(address=page_place(desk, week))
    yield f"*{capital(head)}*\n_{capital(week.span)}_\n{place}"
    if plan.note and (said := first_sentence(week.note)):
        yield f"_{typeset(shorten(neutral(said), max(NOTE, 2 * plan.width)), lang)}_"
    figures = distinct(week.section("figures"))[: plan.figures]
    asked = unanswered(week, figures)[: int(plan.question)]
    shown = {
        "resources": [_resource(desk, row, plan, addresses) for row in week.section("resources")[: plan.resources]],
        "figures": [_figure(desk, row, plan) for row in figures],
        "events": [_event(desk, row, plan) for row in coming(week)[: plan.events]],
        "question": [_words(desk, row.text, plan) for row in asked],
    }
    for name, lines in shown.items():
        if lines:
            yield "\n".join((f"*{w[name]}*", *(f"- {line}" for line in lines)))
    if not any(shown.values()) and not week.rows:
        yield typeset(desk.words.week["quiet"], lang)


def distinct(rows: list[Row]) -> list[Row]:
    """Of several figures in one message the first only: their sentences may overlap."""
    first: dict[str, Row] = {}
    for row in rows:
        first.setdefault(_message(row), row)
    return list(first.values())


def _message(row: Row) -> str:
    """The id of the message that a figure or a question stands in."""
    return row.item.message.id if isinstance(row.item, (KeyFigure, Question)) else row.item.id


def coming(week: Week) -> list[Row]:
    """Dates that are not over when the week ends."""
    last = week.digest.period.end
    rows = (row for row in week.section("events") if isinstance(row.item, Event) and row.item.day)
    return [row for row in rows if isinstance(row.item, Event) and (row.item.end or row.item.day or last) > last]


def unanswered(week: Week, told: list[Row]) -> list[Row]:
    """Questions that still wait for an answer, except those whose message is quoted in ``told``."""
    quoted_already = {_message(row) for row in told}
    rows = (row for row in week.section("questions") if _message(row) not in quoted_already)
    return [row for row in rows if isinstance(row.item, Question) and not row.item.answered]


def _resource(desk: Desk, row: Row, plan: Plan, addresses: bool) -> str:
    title = typeset(shorten(neutral(row.title), plan.width), desk.language)
    if not addresses:
        return f"{title} _({row.label.lower()})_"
    line = f"*{title}* ({row.label.lower()})"
    target = post_address(row.url)
    return f"{line}\n{target}" if target and len(target) <= LONGEST_ADDRESS else line


def _figure(desk: Desk, row: Row, plan: Plan) -> str:
    """The sentence in quotation marks, the figure in bold where its edges allow it."""
    assert isinstance(row.item, KeyFigure)
    piece = neutral(row.item.figure.text)
    sentence = around(neutral(row.text).lstrip("»”’) "), piece, plan.width * 3 // 2)
    before, found, after = sentence.partition(piece)
    if found and _edge(before[-1:]) and _edge(after[:1]):
        sentence = f"{before}*{found}*{after}"
    return typeset(quoted(sentence, desk.language), desk.language)


def _edge(char: str) -> bool:
    """WhatsApp takes a mark for formatting only where no letter or digit touches its outer side."""
    return not char or not char.isalnum()


def _event(desk: Desk, row: Row, plan: Plan) -> str:
    label = f" ({row.label.lower()})" if row.label else ""
    return f"*{typeset(row.title, desk.language)}*{label} {_words(desk, row.text, plan)}"


def _words(desk: Desk, text: str, plan: Plan) -> str:
    return typeset(quoted(shorten(neutral(text), plan.width), desk.language), desk.language)


# ---------------------------------------------------------------- words that format nothing

_PAIR = re.compile(r"(?<![^\W_])([*_~`])(?=\S)([^*_~`\n]+)(?<=\S)\1(?![^\W_])")
_NESTED = 3  # kinds of marks that people put inside each other
# Look-alikes: asterisk operator, low line of the modifier letters, tilde operator, modifier grave accent.
_LOOK_ALIKE = str.maketrans({"*": "\u2217", "_": "\u02cd", "~": "\u223c", "`": "\u02cb"})


def neutral(text: str) -> str:
    """``text`` on one line in which WhatsApp finds no formatting: pairs of marks go, single ones become look-alikes.

    >>> neutral("un *mot* fort, 2*3")
    'un mot fort, 2∗3'
    """
    words = one_line(text)
    for _ in range(_NESTED if any(mark in words for mark in "*_~`") else 0):
        words = _PAIR.sub(r"\2", words)
    return words.translate(_LOOK_ALIKE).strip()


_LOOSE = re.compile(r"(?<![0-9A-Za-z])[*_~]|[*_~](?![0-9A-Za-z])")


def post_address(url: str) -> str:
    """``url`` as a target, "" when it may not be one.

    A mark at the edge of a word, which WhatsApp could take for formatting, is percent-encoded (RFC 3986 §2.3: ``_`` and
    ``~`` mean the same then; the host, where they would not, holds none).
    """
    target = href(url)  # a refusal is false, and tells its reason as text
    return _LOOSE.sub(lambda found: f"%{ord(found[0]):02X}", target) if target else ""
