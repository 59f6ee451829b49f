"""Secrets: passwords, access codes, keys and tokens, card and social security numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from digest.cues import fold
from digest.model import Span
from digest.private.shadow import Seen
from digest.private.words import longest, one_of, words

# Prefixes of keys as their makers document them: OpenAI, GitHub, GitLab, AWS, Google, Hugging Face, Slack, Stripe, JWT.
_KEY = re.compile(
    r"(?<!\w)(?:sk-[\w-]{16,}|gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|AKIA[0-9A-Z]{12,}|AIza[\w-]{30,}|"
    r"hf_\w{20,}|xox[abprs]-[\w-]{10,}|[rsp]k_(?:live|test)_\w{16,}|eyJ[\w-]{10,}\.[\w-]{5,}(?:\.[\w-]*)?)"
)
_KEY_BEGINS = ("sk-", "gh", "glpat", "AKIA", "AIza", "hf_", "xox", "k_live", "k_test", "eyJ", "-----BEGIN")
_SHORTEST_KEY = 15
_FEWEST_DIGITS = 15  # of a card or a social security number
_PEM = re.compile(r"-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[^-]*(?:-----END [A-Z ]{0,30}-----)?")
_CARD = re.compile(r"(?<![\d.,-])[3-6]\d{3}(?:[ -]?\d{4}){2}[ -]?\d{3,4}(?!\d)(?!-\d)")
_NIR = re.compile(
    r"(?<!\d)([12][ .]?\d\d[ .]?(?:0[1-9]|1[0-2]|[2-9]\d)[ .]?\d[0-9AB][ .]?\d{3}[ .]?\d{3})[ .]?(\d\d)(?!\d)"
)
_VALUE = r"[\"'«“‘`]?[ ]?(?P<value>(?!\[)[^\s\"'»”’`<>()\x1f]{3,64})"


@cache
def _labelled() -> re.Pattern[str]:
    """A value after a word such as "mot de passe": with a colon or equals sign, with "is", or right behind it."""
    link = r"[ ]?(?P<sign>[:=]|est|is|ist|es|é|è)[ ]?|[ ]"
    return re.compile(rf"(?<!\w)(?i:{one_of('secret_labels')})(?:{link}){_VALUE}")


@cache
def _label_words() -> frozenset[str]:
    """The longest word of each label, folded."""
    return frozenset(longest(fold(label)) for label in words("secret_labels"))


def _is_value(value: str, sign: str, rest: str) -> bool:
    """True when this looks like a password rather than the next word of a sentence."""
    if value.isdigit():
        return len(value) >= 4 and not (len(value) == 4 and value.startswith(("19", "20")) and not sign)
    if any(char.isdigit() for char in value) or any(char in "!#$%&*+_@^~" for char in value[:-1]):
        return True
    alone = not rest.strip(" .!)»\"'") or rest.lstrip(" .)").startswith("\n")
    return sign in {":", "="} and alone and value.isascii()


def _passwords(shadow: str) -> Iterator[Span]:
    """Values that a word introduces."""
    for match in _labelled().finditer(shadow):
        value = match["value"].rstrip(".,;:!?")
        rest = shadow[match.end() : match.end() + 40].split("\n", maxsplit=1)[0]
        if len(value) >= (3 if match["sign"] else 4) and _is_value(value, match["sign"] or "", rest):
            start = match.start("value")
            yield Span(start, start + len(value), "SECRET")


def _luhn(digits: str) -> bool:
    """The check of payment card numbers (ISO 7812)."""
    odd = sum(int(d) for d in digits[-1::-2])
    return (odd + sum(sum(divmod(2 * int(d), 10)) for d in digits[-2::-2])) % 10 == 0


def _cards(shadow: str) -> Iterator[Span]:
    """Payment cards, and French social security numbers by their key (97 minus the number modulo 97)."""
    for match in _CARD.finditer(shadow):
        if _luhn(re.sub(r"\D", "", match[0])):
            yield Span(*match.span(), "SECRET")
    for match in _NIR.finditer(shadow):
        number = re.sub(r"[ .]", "", match[1]).replace("2A", "19").replace("2B", "18")
        if number.isdigit() and 97 - int(number) % 97 == int(match[2]):
            yield Span(*match.span(), "SECRET")


def find(seen: Seen) -> Iterable[Span]:
    """Secrets of a text."""
    shadow = seen.shadow
    if len(shadow) > _SHORTEST_KEY and any(begin in shadow for begin in _KEY_BEGINS):
        for pattern in (_KEY, _PEM):
            for match in pattern.finditer(shadow):
                yield Span(*match.span(), "SECRET")
    if not _label_words().isdisjoint(seen.words):
        yield from _passwords(shadow)
    if seen.digits >= _FEWEST_DIGITS:
        yield from _cards(shadow)
