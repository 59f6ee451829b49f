"""E-mail addresses, also disguised (``nom [at] domaine [dot] fr``) and spelt out (``nom arobase domaine point fr``)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from digest.cues import fold
from digest.model import Span
from digest.private.shadow import Seen
from digest.private.words import one_of, words

_AT = re.compile(r"@|%40")
_LOCAL_END = re.compile(r"[\w.%+'’-]{1,64}\Z")
_DOMAIN = re.compile(r"(?:[^\W_](?:[\w-]{0,62})\.){1,8}[^\W\d_]{2,24}(?![\w-])|\[\d{1,3}(?:\.\d{1,3}){3}\]")
_DOTTED = re.compile(r"[._\d]")  # a local part that is no plain word
_LOOSE_DOMAIN = re.compile(
    r"[ ]?(?:[^\W_][\w-]{0,62}[ ]?\.[ ]?){1,4}(?:com|org|net|fr|be|ch|ca|eu|de|example|test)\b", re.I
)
# Top-level domains after which a spelt-out address may end: the generic and national ones that people dictate.
_TLD = (
    "com|org|net|info|edu|gouv|gov|eu|fr|be|ch|lu|ca|qc|uk|us|de|at|es|it|pt|nl|se|au|ma|dz|tn|sn|ci|cm|bj|tg|ml|"
    "io|co|me|pro|asso|school|academy|example|test|invalid|localhost|ac|name|tv|app|dev|xyz|online|cloud"
)
_NO_NAMES = frozenset(
    [
        "moi",
        "toi",
        "lui",
        "elle",
        "nous",
        "vous",
        "eux",
        "elles",
        "soi",
        "one",
        "some",
        "any",
        "this",
        "that",
        "which",
        "every",
        "each",
        "least",
        "most",
        "first",
        "last",
    ]
)


@cache
def _spelt() -> re.Pattern[str]:
    """An address with the at sign, the dots or both written as words or between brackets.

    A bare word for the at sign (``chez``, ``at``) asks for a spelt-out dot too: "voir chez exemple.fr" is no address.
    """
    dot = rf"(?:[ ]*[\[({{<][ ]*(?:\.|{one_of('dot_words')})[ ]*[\])}}>][ ]*|[ ]{one_of('dot_words')}[ ])"
    plain = r"[ ]?\.[ ]?"
    boxed = rf"[ ]*[\[({{<][ ]*(?:@|a|{one_of('at_words')})[ ]*[\])}}>][ ]*"
    bare = rf"[ ]{one_of('at_words')}[ ]"
    sure = rf"[ ]?(?:{one_of('sure_at_words')})[ ]?"
    local = rf"[^\W_][\w.+-]{{0,63}}(?:{dot}[\w+-]{{1,63}}){{0,3}}"
    label = r"[^\W_][\w-]{0,62}"
    anyhow = rf"(?:(?:{boxed}|[ ]{sure}|{sure}[ ])(?:{label}(?:{dot}|{plain})){{1,4}}(?:{_TLD}))"
    worded = rf"(?:{bare}(?P<first>{label}){dot}(?:{label}{dot}){{0,3}}(?:{_TLD}))"
    mixed = rf"(?:[ ]?@[ ]?{label}{dot}(?:{label}{dot}){{0,3}}(?:{_TLD}))"
    return re.compile(rf"(?<![\w.]){local}(?:{anyhow}|{worded}|{mixed})(?!\w)", re.I)


def _written(shadow: str) -> Iterator[Span]:
    """Addresses with their at sign."""
    for match in _AT.finditer(shadow):
        local = _LOCAL_END.search(shadow, max(0, match.start() - 64), match.start())
        domain = _DOMAIN.match(shadow, match.end())
        if local and domain:
            if shadow[local.start() - 1 : local.start()] == "@" or _REPOSITORY.match(shadow, domain.end()):
                continue  # a handle with its server, an address of a repository
            start = local.end() - len(local[0].split("=")[-1].lstrip(".'’-+%"))
            yield Span(start, domain.end(), "EMAIL")
        elif match.start() and shadow[match.start() - 1] == " " and (loose := _LOOSE_DOMAIN.match(shadow, match.end())):
            before = _LOCAL_END.search(shadow, max(0, match.start() - 65), match.start() - 1)
            if before and (loose[0][0] == " " or _DOTTED.search(before[0])):
                yield Span(before.start(), loose.end(), "EMAIL")


def find(seen: Seen) -> Iterable[Span]:
    """E-mail addresses of a text."""
    if "@" in seen.whole or "%40" in seen.whole:
        yield from _written(seen.whole)
    if not _sign_words().isdisjoint(seen.words) and _DISGUISED.search(seen.whole):
        for match in _spelt().finditer(seen.whole):
            if (match["first"] or "").casefold() not in _NO_NAMES:
                yield Span(*match.span(), "EMAIL")


@cache
def _sign_words() -> frozenset[str]:
    """Words for the at sign and for the dot, folded; a disguised address has one of them."""
    kinds = ("at_words", "sure_at_words", "dot_words")
    return frozenset(fold(word) for kind in kinds for word in words(kind)) | {"a"}


_REPOSITORY = re.compile(r":[\w.-]+/")  # git@host:group/project
_DISGUISED = re.compile(
    r"(?i)[\[({<][ ]*(?:at|a|ät|chez|@|arob|arro|dot|point|punkt|punto|ponto)|[ ](?:at|chez|ät)[ ]|"
    r"arobas|arroba|chiocciola|klammeraffe|apenstaartje|@[ ]?[\w-]+[ ](?:dot|point)"
)
