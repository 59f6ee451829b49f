"""Digits that are no quantity: each rule gives its reason, the first one counts."""

from __future__ import annotations

from collections.abc import Callable

from digest.figures.addresses import address
from digest.figures.dates import date, slash_date, year
from digest.figures.names import id_run, label, list_number, name, ordinal, size, zero_led
from digest.figures.reading import Number, Reading

RULES: tuple[Callable[[Reading, Number], str], ...] = (
    slash_date,  # 9/09
    id_run,  # 06 39 98 12 34
    list_number,  # 1. Open
    zero_led,  # 0218
    date,  # 20 mai
    size,  # 20x30
    name,  # H100
    ordinal,  # 3rd
    year,  # 2017
    address,  # 12 rue …
    label,  # page 45
)


def mask_numbers(reading: Reading) -> None:
    """Give every number that is no quantity its reason."""
    for number in reading.numbers:
        for rule in RULES:
            if number.taken:
                break
            number.taken = rule(reading, number)


def mask_idioms(reading: Reading) -> None:
    """Numbers inside fixed idioms (``couper les cheveux en quatre``) count nothing."""
    idioms = reading.lexicon.idioms
    if idioms.firsts.isdisjoint(reading.low):
        return
    for i, word in enumerate(reading.low):
        if word in idioms.firsts:
            end = reading.starts(i, idioms)
            if end > 0:
                reading.free[i:end] = b"\0" * (end - i)
    for number in reading.numbers:
        if not reading.free[number.first]:
            number.taken = "idiom"
