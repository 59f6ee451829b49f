"""Postal addresses, best effort: a house number, a street word, a name, perhaps a postal code and a town."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

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


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
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
    return tuple(re.compile(pattern) for pattern in (front, formal, unsure, back, latin, english, german, dutch, farm))


@cache
def _streets() -> frozenset[str]:
    """Street words; the long patterns are tried on texts that have one."""
    kinds = ("streets_before", "streets_capital", "streets_vague", "streets_named", "streets_latin", "streets_after")
    return frozenset(_WORD.findall(fold(word))[0] for kind in kinds for word in words(kind))


@cache
def _joined() -> re.Pattern[str]:
    """A street word at the end of a name, and a number: Traumweg 12."""
    return re.compile(rf"(?:{one_of('streets_joined')}|{one_of('streets_joined_vague')})[ ]\d", re.I)


def find(seen: Seen) -> Iterable[Span]:
    """Postal addresses of a text."""
    shadow = seen.shadow
    if not seen.digits or (_streets().isdisjoint(seen.words) and not _joined().search(shadow)):
        return
    for pattern in _patterns():
        for match in pattern.finditer(shadow):
            end = match.end() - (match[0].endswith((".", ",")))
            yield Span(match.start(), end, "ADDRESS")
