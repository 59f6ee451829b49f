"""Spaces, quotation marks and cut texts as a language's typesetters want them: text in, text out, no markup.

French rules: Imprimerie nationale, *Lexique des règles typographiques* (narrow no-break space before ; ! ? and
between thousands, no-break space before : and inside guillemets). English closes its marks up.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

NARROW, FIXED = "\u202f", "\u00a0"  # narrow no-break space, no-break space
_BREAKING = r"\t\n\r\v\f\x1c-\x1f\x85\u2028\u2029"
_SPACES = re.compile(rf" [ {_BREAKING}]+|[{_BREAKING}][ {_BREAKING}]*")  # all but a single space
_BREAK = re.compile(f"[{_BREAKING}]")
_THOUSANDS = re.compile(r"(?<![\d.,/:+\u202f])(\d{1,3})((?:[ \u00a0\u202f]\d{3})+)(?![\d\u202f])")
_GROUPED = re.compile(r"\d[ \u00a0\u202f]\d{3}")  # what every number with thousands holds
_UNIT = re.compile(r"(\d) (?=[^\W\d_]{1,4}\b|[€$£°‰])")
_PERCENT = re.compile(r"(?<=\d)[ \u00a0\u202f]?(?=%)")
_HIGH_MARK = re.compile(r"(?<=[\w)»”\"'’…])[ \u00a0\u202f]?([;!?]+)(?=[\s»”\"]|$|\)(?<![;:]\)))")
_COLON = re.compile(r"(?<=[\w)»”\"'’…])[ \u00a0\u202f]?:(?=\s|$)")
_OPEN, _CLOSE = re.compile(r"«[ \u00a0\u202f]?"), re.compile(r"[ \u00a0\u202f]?»")
_STRAIGHT = re.compile(r"\"([^\"\n]{1,200})\"")
_DIGIT = re.compile(r"\d")
_INNER = str.maketrans("«»", "“”")


def one_line(text: str) -> str:
    """``text`` with each run of breaking white space as one space; no-break spaces stay."""
    return _SPACES.sub(" ", text) if "  " in text or _BREAK.search(text) else text


def _numbers(text: str) -> str:
    """Digits keep their thousands and their unit on the same line."""
    if not _DIGIT.search(text):
        return text
    if _GROUPED.search(text):
        text = _THOUSANDS.sub(lambda m: m[1] + re.sub(r"[ \u00a0]", NARROW, m[2]), text)
    return _UNIT.sub(r"\1" + FIXED, text)


def _french(text: str) -> str:
    text = _numbers(text)
    if "%" in text:
        text = _PERCENT.sub(NARROW, text)
    if "?" in text or "!" in text or ";" in text:
        text = _HIGH_MARK.sub(NARROW + r"\1", text)
    if ":" in text:
        text = _COLON.sub(FIXED + ":", text)
    return _CLOSE.sub(FIXED + "»", _OPEN.sub("«" + FIXED, text)) if "«" in text or "»" in text else text


_TYPESETTERS: dict[str, Callable[[str], str]] = {"fr": _french}
_NEEDS = re.compile(r"[;:!?«»\d]")


def typeset(text: str, language: str) -> str:
    """``text`` with the no-break spaces of ``language``; only spaces change, never a letter, digit or mark."""
    if not _NEEDS.search(text):
        return text
    return _TYPESETTERS.get(language, _numbers)(text)


def quoted(text: str, language: str) -> str:
    """``text`` between the quotation marks of ``language``, marks inside it made inner ones."""
    text = one_line(text).strip()
    if language == "fr":
        inner = re.sub(r"“[ \u00a0\u202f]|[ \u00a0\u202f]”", lambda m: m[0].strip(), text.translate(_INNER))
        return "«" + FIXED + _STRAIGHT.sub(r"“\1”", inner) + FIXED + "»"
    return "“" + text.translate(str.maketrans("“”", "‘’")) + "”"


def shorten(text: str, most: int) -> str:
    """``text`` on one line, cut between two words to at most ``most`` characters, with an ellipsis when cut."""
    text = one_line(text).strip()
    if len(text) <= most:
        return text
    cut = text.rfind(" ", most // 2, most - 1)
    return text[: cut if cut > 0 else most - 1].rstrip(" ,;:–—-(«“") + "…"


def around(text: str, piece: str, most: int) -> str:
    """At most about ``most`` characters of ``text`` on one line, chosen so that ``piece`` is among them."""
    text = one_line(text).strip()
    at = text.find(piece)
    if len(text) <= most or at + len(piece) <= most * 3 // 4:
        return shorten(text, most)
    start = text.rfind(" ", 0, max(1, at - most // 2)) + 1
    return ("…" if start else "") + shorten(text[start:], most)


def capital(text: str) -> str:
    """``text`` with its first letter in upper case, the others as they are."""
    return text[:1].upper() + text[1:]


_FOLDS = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l"})


@lru_cache(maxsize=50_000)
def folded(word: str) -> str:
    """``word`` in lower case without accents and ligatures, as people type it in a search box."""
    plain = unicodedata.normalize("NFKD", word.lower().translate(_FOLDS))
    return "".join(c for c in plain if not unicodedata.combining(c))
