"""One hidden line a page with its words as people type them: no accents, no spaces in numbers, a decimal point."""

from __future__ import annotations

import re
from html import unescape

from digest.markup import inline
from digest.typography import folded

_TEXT = re.compile(r">([^<]+)")  # what stands between tags; drawings have none
_WORD = re.compile(r"[^\W\d_]+")
_THOUSANDS = re.compile(r"\d{1,3}(?:[\u00a0\u202f,.]\d{3})+(?!\d)")
_DIGIT = re.compile(r"\d")
_DECIMAL = re.compile(r"(?<!\d)\d{1,9}[.,]\d{1,4}(?!\d)")


def search_line(body: str) -> str:
    """The hidden line for a page's Markdown; empty when the page needs none."""
    texts = dict.fromkeys(_TEXT.findall(f">{body}"))
    pieces = dict.fromkeys(" ".join(texts).replace("\n", " ").split(" "))
    odd = (piece for piece in pieces if not piece.isascii() or (not piece.isalpha() and _DIGIT.search(piece)))
    text = unescape(" ".join(odd))
    found = dict.fromkeys(folded(word) for word in _WORD.findall(text) if not word.isascii())
    found.update(dict.fromkeys(_numbers(text)))
    return f'\n<p class="dg-fold" hidden>{inline(" ".join(found))}</p>\n' if found else ""


def _numbers(text: str) -> list[str]:
    """Every grouped number as bare digits, every decimal with the other mark."""
    forms = ["".join(re.split(r"[\u00a0\u202f,.]", number)) for number in _THOUSANDS.findall(text)]
    for number in _DECIMAL.findall(text):
        forms.append(number.replace(",", ".") if "," in number else number.replace(".", ","))
    return forms
