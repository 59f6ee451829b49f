"""International bank account numbers (ISO 13616), by their check digits; French RIB keys too."""

from __future__ import annotations

import re
from collections.abc import Iterable

from digest.model import Span
from digest.private.shadow import Seen

# Length by country: SWIFT IBAN registry, release 99 (2024), and the numbers that banks of West and Central
# Africa and the Maghreb use outside it.
_REGISTRY = """
15 NO; 16 BE; 18 DK FI FO GL NL SD; 19 MK SI; 20 AT BA EE KZ LT LU MN XK; 21 CH HR LI LV;
22 BG BH CR DE GB GE IE ME RS VA; 23 AE GI IL IQ OM SO TL;
24 AD CZ ES MD PK RO SA SE SK TN VG; 25 LY PT ST AO MZ CV; 26 IS TR DZ;
27 BI DJ FR GR IT MC MR SM CF CG CM GA GQ TD MG; 28 AL AZ BY CY DO GT HU LB NI PL SV BF BJ CI ML NE SN TG MA;
29 BR EG PS QA UA; 30 JO KW MU YE; 31 MT SC; 32 LC; 33 RU
"""
_LENGTHS = {code: int(row.split()[0]) for row in _REGISTRY.split(";") for code in row.split()[1:]}
_START = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2}[ ]?\d{2}(?=(?:[ .\-\n]?[A-Za-z0-9]){11})")
_SHORTEST, _LONGEST = 15, 34
_FEWEST_DIGITS = 6
_ACCOUNT_DIGITS = 10  # every national account number of the registry has at least these, check digits included
_NUMBERS = {ord(char): str(int(char, 36)) for char in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"}
_CHARACTER = re.compile(r"[ .\-\n]?[A-Za-z0-9]")
_RIB = re.compile(r"(?<!\w)(\d{5})[ .-]?(\d{5})[ .-]?([0-9A-Z]{11})[ .-]?(\d{2})(?!\w)")
_RIB_DIGITS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "12345678912345678923456789")


def holds(account: str) -> bool:
    """True when the check digits of an IBAN without blanks are right (ISO 7064, mod 97-10).

    >>> holds("DE30999900000000123456")
    True
    """
    turned = account[4:] + account[:4]
    return int(turned.translate(_NUMBERS)) % 97 == 1


def _end(shadow: str, start: int) -> int:
    """Where the account number that starts here ends; 0 if it is none."""
    length = _LENGTHS.get(shadow[start : start + 2].upper(), 0)
    named = "iban" in shadow[max(0, start - 20) : start].lower()
    place, letters = start, ""
    while len(letters) < (length or _LONGEST) and (match := _CHARACTER.match(shadow, place)):
        letters += match[0][-1]
        place = match.end()
        if shadow[place : place + 1].isalnum():
            continue
        if not named and letters != letters.upper() and sum(map(str.isdigit, letters)) < _ACCOUNT_DIGITS:
            continue  # “le 14 janvier 2025 …”, “de 30 personnes …”: words, whatever their check digits
        if len(letters) == length and (named or holds(letters.upper())):
            return place
        if len(letters) >= _SHORTEST and not length and holds(letters.upper()):
            return place
    return 0


def _is_rib(bank: str, branch: str, account: str, key: str) -> bool:
    """True when the key of a French account number is right (CFONB)."""
    number = int(account.translate(_RIB_DIGITS))
    return 97 - (89 * int(bank) + 15 * int(branch) + 3 * number) % 97 == int(key)


def find(seen: Seen) -> Iterable[Span]:
    """Account numbers of a text."""
    shadow = seen.shadow
    if seen.digits < _FEWEST_DIGITS or len(shadow) < _SHORTEST:
        return
    for match in _START.finditer(shadow):
        if end := _end(shadow, match.start()):
            yield Span(match.start(), end, "IBAN")
    for match in _RIB.finditer(shadow):
        if _is_rib(*match.groups()):
            yield Span(*match.span(), "IBAN")
