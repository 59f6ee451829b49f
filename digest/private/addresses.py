"""Postal addresses, best effort: a house number, a street word, a name, perhaps a postal code and a town."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from digest.model import Span
from digest.private.words import one_of, words

_NAME = r"[^\W\d_][\w'’.-]*"
_CAP = r"(?:[A-ZÀ-ÖØ-Þ][\w'’.-]*)"
_TOWN = rf"{_CAP}(?:[ -](?:(?:sur|sous|le|la|les|en|de|du|des|d'|l'|am|an|der|upon)[ -]?)?{_CAP}){{0,3}}(?:[ ]cedex(?:[ ]\d\d)?)?"
_ZIP_TOWN = rf"(?:[ ]?[,\-–(]?[ \n]?(?:[A-Z]{{1,2}}-)?\d{{4,5}}(?:-\d{{3}})?(?:[ ][A-Z]{{2}})?,?[ ]{_TOWN}\)?)"
_UK = r"(?:,?[ ](?:[A-Z]{1,2}\d[A-Z\d]?[ ]?\d[A-Z]{2}|[A-Z]{2}[ ]\d{5}(?:-\d{4})?))"
_NUMBER = r"\d{1,4}(?:[ ]?(?:bis|ter|quater|[A-Da-d](?!\w)))?(?:[ ]?[-/][ ]?\d{1,4})?"


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """One pattern for each order in which languages write a street."""
    small = r"(?:(?:de[ ]la|de[ ]l['’]|de|du|des|d['’]|la|le|les|l['’]|del|della|dei|da|do|dos|das|los|las|el|à)[ ]?)"
    named = rf"(?:{small}{{0,2}}{_CAP}(?:[ ](?:{small}{{0,2}}){_CAP}){{0,4}})"
    kind, vague = one_of("streets_before"), one_of("streets_vague")
    front = rf"(?<![\w/]){_NUMBER}[ ]?,?[ ](?i:{kind})[ ](?:{named}|{small}{{1,2}}{_NAME}){_ZIP_TOWN}?"
    unsure = rf"(?<![\w/]){_NUMBER}[ ]?,?[ ](?i:{vague})[ ]{named}{_ZIP_TOWN}"
    back = rf"(?<!\w)(?i:{kind})[ ]{named},?[ ](?:n[°º][ ]?)?{_NUMBER}(?:,?[ ]?\d{{4,5}}(?:-\d{{3}})?[ ]{_TOWN})"
    latin = rf"(?<!\w){one_of('streets_latin')}[ ]{named},?[ ](?:n\.?[°º]?[ ]?)?{_NUMBER}(?!\d){_ZIP_TOWN}?"
    english = rf"(?<![\w/])\d{{1,5}}[A-Da-d]?,?[ ]{_CAP}(?:[ ]{_CAP}){{0,3}}[ ]{one_of('streets_after')}\b\.?(?:,[ ]{_TOWN})?{_UK}?"
    german = rf"(?<!\w){_CAP}?(?:[ -]{_CAP})?{one_of('streets_joined')}[ ]\d{{1,4}}[ ]?[a-d]?(?!\d)(?:,?[ \n]\d{{4,5}}(?:[ ][A-Z]{{2}})?[ ]{_TOWN})?"
    return tuple(re.compile(pattern) for pattern in (front, unsure, back, latin, english, german))


@cache
def _hint() -> re.Pattern[str]:
    """Any street word at all; the long patterns are tried on texts that have one."""
    kinds = ("streets_before", "streets_vague", "streets_latin", "streets_after", "streets_joined")
    return re.compile("|".join(sorted({re.escape(word) for kind in kinds for word in words(kind)}, key=len)), re.I)


def find(_text: str, shadow: str, _countries: Sequence[str]) -> Iterable[Span]:
    """Postal addresses of a text."""
    if not any(char.isdigit() for char in shadow) or not _hint().search(shadow):
        return
    for pattern in _patterns():
        for match in pattern.finditer(shadow):
            end = match.end() - (match[0].endswith((".", ",")))
            yield Span(match.start(), end, "ADDRESS")
