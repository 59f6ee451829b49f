"""A figure's value and unit as readers of a language write them: ``2,9 kWh``, ``80–90 %``, ``× 2``, ``1,5 M€``."""

from __future__ import annotations

import re
from functools import lru_cache

from babel.numbers import format_compact_currency, format_compact_decimal, format_currency

from digest.model import Figure
from digest.typography import FIXED, NARROW, capital, one_line
from digest.write.words import Words, locale

_CODE = re.compile(r"[A-Z]{3}")
_MILLION = 1_000_000


@lru_cache(maxsize=5_000)
def quantity(figure: Figure, words: Words) -> str:
    """What the big number of a tile says; the wording of the chat where a value would say less."""
    unit, _, per = figure.unit.partition("/") if not figure.unit.startswith("/") else (figure.unit, "", "")
    value = figure.value
    if figure.kind == "ratio" and (isinstance(value, tuple) or unit == "fraction"):
        return capital(one_line(figure.text).strip())
    if figure.kind == "ratio":
        assert not isinstance(value, tuple)
        return _factor(value, words)
    shown = _money(value, unit, words) if _CODE.fullmatch(unit) else _measure(value, unit, words)
    return one_line(shown).replace(" ", FIXED) + (f"/{words.per.get(per, per)}" if per else "")


def approximation(figure: Figure, words: Words) -> str:
    """``environ``, ``plus de``, ``jusqu’à`` or nothing: stands before the number."""
    return str(words.approx.get(figure.approx, ""))


def _factor(value: float, words: Words) -> str:
    if value and value < 1 and abs(round(1 / value) - 1 / value) < 0.05:
        return f"÷{FIXED}{words.number(round(1 / value))}"
    return f"×{FIXED}{words.number(value)}"


def _numbers(value: float | tuple[float, float], words: Words) -> str:
    if isinstance(value, tuple):
        return f"{_number(value[0], words)}–{_number(value[1], words)}"
    return _number(value, words)


def _number(value: float, words: Words) -> str:
    if abs(value) >= _MILLION and _lossless(value):
        return format_compact_decimal(value, format_type="long", locale=locale(words.language), fraction_digits=2)
    return words.number(round(value, 6))


def _lossless(value: float) -> bool:
    """Do two decimals of a million or milliard say it all?"""
    scale = 10.0 ** (3 * ((len(str(int(abs(value)))) - 1) // 3))
    hundredths = abs(value) / scale * 100
    return abs(hundredths - round(hundredths)) < 1e-6


def _money(value: float | tuple[float, float], code: str, words: Words) -> str:
    if isinstance(value, tuple):
        return f"{words.number(value[0])}–{_money(value[1], code, words)}"
    if abs(value) >= _MILLION and _lossless(value):
        return _tight(format_compact_currency(value, code, locale=locale(words.language), fraction_digits=2))
    digits = None if value != int(value) else "¤#,##0" if words.language == "en" else "#,##0\u00a0¤"
    return format_currency(value, code, format=digits, locale=locale(words.language), currency_digits=digits is None)


def _tight(text: str) -> str:
    """``1,5 M €`` is written ``1,5 M€``."""
    return re.sub(r"M[ \u00a0\u202f](?=\W|[A-Z])", "M", text)


def _measure(value: float | tuple[float, float], unit: str, words: Words) -> str:
    number = _numbers(value, words)
    if unit in {"%", "‰"}:
        return number + (NARROW if words.language == "fr" else "") + unit
    if unit.startswith("/"):
        return number + unit
    last = value[1] if isinstance(value, tuple) else value
    name = words.form(words.units.get(unit, unit), abs(last))
    de = (
        FIXED + "de" if words.language == "fr" and re.search(r"(million|milliard)s?$", number) and len(name) > 3 else ""
    )
    return f"{number}{de}{FIXED}{name}" if name else number


def plain_value(figure: Figure) -> str:
    """The value for machines: ``2.9``, ``80/90`` for a range."""
    parts = figure.value if isinstance(figure.value, tuple) else (figure.value,)
    return "/".join(f"{part:.10g}" for part in parts)
