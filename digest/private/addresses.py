"""Postal addresses, best effort: a house number, a street word, a name, perhaps a postal code and a town."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from digest.cues import fold
from digest.model import Span
from digest.private.shadow import Seen
from digest.private.words import one_of, words

_NAME = r"[^\W\d_][\w'’.-]*"
_CAP = r"(?:[A-ZÀ-ÖØ-Þ][\w'’.-]*)"
_SMALL = r"(?:(?:sur|sous|le|la|les|en|de|du|des|d'|l'|am|an|der|upon)[ -]?)"
_TOWN = rf"{_CAP}(?:[ -]{_SMALL}?{_CAP}){{0,3}}(?:[ ]cedex(?:[ ]\d\d)?)?"
_ANY_TOWN = rf"(?:{_TOWN}|[^\W\d_][\w'’-]+)"
_ZIP_TOWN = rf"(?:[ ]?[,\-–(]?[ \n]?(?:[A-Z]{{1,2}}-)?\d{{4,5}}(?:-\d{{3}})?(?:[ ][A-Z]{{2}})?,?[ ]{_ANY_TOWN}\)?)"
_UK = r"(?:,?[ ](?:[A-Z]{1,2}\d[A-Z\d]?[ ]?\d[A-Z]{2}|[A-Z]{2}[ ]\d{5}(?:-\d{4})?))"
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = r"\d{1,4}(?:[ ]?(?:bis|ter|quater|[A-Da-d](?!\w)))?(?:[ ]?[-/][ ]?\d{1,4})?"


class Order(NamedTuple):
    """One order of house number, street word and name."""

    streets: frozenset[str] | None  # the street words it may have; None: those that end a name
    digits: int  # the fewest it has
    pattern: re.Pattern[str]


@cache
def _orders() -> tuple[Order, ...]:
    """One pattern for each order in which languages write a street."""
    small = (
        r"(?:(?:de[ ]la|de|du|des|la|le|les|del|della|dei|da|do|dos|das|los|las|el|à)[ ]"
        r"|(?:de[ ])?[dl]['’][ ]?)"
    )
    named = rf"(?:{small}{{0,2}}{_CAP}(?:[ ](?:{small}{{0,2}}){_CAP}){{0,4}})"
    dated = r"du[ ]\d{1,2}[ ][^\W\d_]{3,9}(?:[ ]\d{4})?"
    kind, vague = one_of("streets_before"), one_of("streets_vague")
    loose = rf"{small}{{1,2}}{_NAME}(?:[ ]{_NAME}(?=[ ]\d{{5}}))?"
    front = rf"(?<![\w/]){_NUMBER}[ ]?,?[ ](?i:{kind})[ ](?:{dated}|{named}|{loose}){_ZIP_TOWN}?"
    formal = rf"(?<![\w/]){_NUMBER}[ ]?,?[ ](?i:{one_of('streets_capital')})[ ]{named}{_ZIP_TOWN}?"
    unsure = rf"(?<![\w/]){_NUMBER}[ ]?,?[ ](?i:{vague})[ ]{named}{_ZIP_TOWN}"
    back = rf"(?<!\w)(?i:{kind})[ ]{named},?[ ](?:n[°º][ ]?)?{_NUMBER}(?:,?[ \n]?\d{{4,5}}(?:-\d{{3}})?[ ]{_TOWN})"
    farm = rf"(?<!\w)(?i:{one_of('streets_named')})[ ](?:{named}|\d{{1,5}}),?[ ]\d{{4,5}}[ ]{_TOWN}"
    latin = rf"(?<!\w){one_of('streets_latin')}[ ]{named},?[ ](?:n\.?[°º]?[ ]?)?{_NUMBER}(?!\d){_ZIP_TOWN}?"
    way = rf"{_CAP}(?:[ ]{_CAP}){{0,3}}[ ]{one_of('streets_after')}\b\.?"
    english = rf"(?<![\w/])\d{{1,5}}[A-Da-d]?,?[ ]{way}(?:,[ ]{_TOWN})?{_UK}?"
    house = r"[ ]\d{1,4}[ ]?[a-d]?(?!\d)"
    place = rf"(?:,?[ \n]\d{{4,5}}(?:[ ][A-Z]{{2}})?[ ]{_TOWN})"
    german = rf"(?<!\w){_CAP}[ -]?(?i:{one_of('streets_joined')}){house}{place}?"
    dutch = rf"(?<!\w){_CAP}[ -]?(?i:{one_of('streets_joined_vague')}){house}{place}"
    return (
        Order(_streets("streets_before"), 1, re.compile(front)),
        Order(_streets("streets_capital"), 1, re.compile(formal)),
        Order(_streets("streets_vague"), 5, re.compile(unsure)),
        Order(_streets("streets_before"), 5, re.compile(back)),
        Order(_streets("streets_latin"), 1, re.compile(latin)),
        Order(_streets("streets_after"), 1, re.compile(english)),
        Order(_streets("streets_named"), 4, re.compile(farm)),
        Order(None, 1, re.compile(german)),
        Order(None, 5, re.compile(dutch)),
    )


@cache
def _streets(kind: str) -> frozenset[str]:
    """Street words of one kind, folded."""
    return frozenset(_WORD.findall(fold(word))[0] for word in words(kind))


@cache
def _endings() -> tuple[str, ...]:
    """Street words that end a name (Traumweg 12), folded."""
    return tuple(fold(word).rstrip(".") for kind in ("streets_joined", "streets_joined_vague") for word in words(kind))


def find(seen: Seen) -> Iterable[Span]:
    """Postal addresses of a text."""
    if not seen.digits:
        return
    joined = any(word.endswith(_endings()) for word in seen.words)
    for order in _orders():
        said = joined if order.streets is None else not order.streets.isdisjoint(seen.words)
        if said and seen.digits >= order.digits:
            for match in order.pattern.finditer(seen.shadow):
                yield Span(match.start(), match.end() - match[0].endswith((".", ",")), "ADDRESS")
