"""The interface's own words in one language, with counts that agree with their noun."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from babel import Locale
from babel.numbers import format_decimal

from digest.language import table

FALLBACK = "en"  # for a chat in a language whose interface nobody has written yet


class Words:
    """The word table of a language as attributes: ``words.home.title``; a missing key is an error."""

    def __init__(self, language: str) -> None:
        own = table("words", language)
        self.language = language if own else FALLBACK
        self._table = own or table("words", FALLBACK)
        self.__dict__.update({name: words for name, words in self._table.items() if not hasattr(Words, name)})

    def __getattr__(self, section: str) -> dict[str, Any]:
        try:
            found: dict[str, Any] = self._table[section]
        except KeyError:
            raise AttributeError(section) from None
        return found

    def form(self, forms: dict[str, str] | str, n: float) -> str:
        """The one of ``forms`` (CLDR plural names) that goes with ``n``; a single form goes with all."""
        return forms if isinstance(forms, str) else forms.get(_plural(n, self.language), forms["other"])

    def number(self, n: float) -> str:
        """``n`` as readers of the language write it: ``3 353``, ``2,9``."""
        return _number(n, self.language)

    def count(self, noun: str, n: int) -> str:
        """``3 messages``, ``1 message``: ``noun`` is a key of the section ``counts``."""
        return self.form(self.counts[noun], n).format(n=self.number(n))


@cache
def locale(language: str) -> Locale:
    """What CLDR tells of ``language``; to look it up by its code costs more than most uses of it."""
    return Locale.parse(language)


@lru_cache(maxsize=5_000)
def _number(n: float, language: str) -> str:
    return format_decimal(n, locale=locale(language), decimal_quantization=False)


@lru_cache(maxsize=5_000)
def _plural(n: float, language: str) -> str:
    return str(locale(language).plural_form(n))


@cache
def words(language: str) -> Words:
    """The words of ``language``, loaded once."""
    return Words(language)
