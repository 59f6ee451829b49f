"""Private data in web addresses: numbers of chat links, secrets among the parameters, names with a password.

Also hides addresses from the other scanners, so that a path of digits is never read as a phone number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from digest.model import PrivateType, Span
from digest.private.shadow import Seen

_ADDRESS = re.compile(
    r"(?i)(?:https?://|www\.)[^\s<>\"«»]+|(?<![\w@.-])[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)+(?::\d+)?/[^\s<>\"«»]*"
)

# wa.me/<number>, api.whatsapp.com/send?phone=<number>, tel: (RFC 3966), sms: (RFC 5724), vCard's waid
_NUMBER = re.compile(
    r"(?i)(?:wa\.me/|\b(?:phone|phone_number|telephone|tel|mobile|gsm|msisdn|waid)=|"
    r"\b(?:tel|sms|smsto|callto|facetime|whatsapp):(?://)?|[/=](?=\+|%2B)|send/(?=\d{9}))"
    r"((?:\+|%2B|00)?\d(?:(?:[ .\-()/]|%20|-){0,2}\d){5,16})"
)
_VALUE = re.compile(
    r"(?i)[?&;#](?:pwd|passwd|password|passcode|pass|mdp|token|access_token|id_token|auth|authkey|key|api_?key|apikey|"
    r"secret|client_secret|sig|signature|x-amz-signature|x-goog-signature|tk|hash_key|resourcekey|invite|code)=(?!\[)([^\s&#;<>\"]{4,})"
)
_LOGIN = re.compile(r"(?i)\b[a-z][a-z0-9+.-]{1,15}://([^\s/@:<>\"]{1,64}:[^\s/@<>\"]{1,64})@")


_BLOT = "\x1f"


def hide(shadow: str, places: Sequence[tuple[int, int]] | None) -> str:
    """The shadow with its web addresses blotted out by a letter that no scanner reads.

    ``places`` are those already known; ``None`` looks for them. E-mail parts of an address stay readable.
    """
    if places is None:
        if "." not in shadow:
            return shadow
        places = [match.span() for match in _ADDRESS.finditer(shadow)]
    pieces: list[str] = []
    done = 0
    for start, end in sorted(places):
        pieces += (shadow[done:start], _BLOT * (end - max(start, done)))
        done = max(done, end)
    return "".join(pieces) + shadow[done:]


def _spans(pattern: re.Pattern[str], shadow: str, kind: PrivateType) -> Iterator[Span]:
    """The first group of each match."""
    for match in pattern.finditer(shadow):
        yield Span(match.start(1), match.end(1), kind)


def find(seen: Seen) -> Iterable[Span]:
    """Numbers and secrets that stand in an address or a chat link."""
    shadow = seen.whole
    if seen.digits > 5 and any(sign in shadow for sign in ("/", "=", "el:", "EL:", "sms", "callto")):
        yield from _spans(_NUMBER, shadow, "PHONE")
    if "@" in shadow and "://" in shadow:
        yield from _spans(_LOGIN, shadow, "SECRET")
    if "=" in shadow:
        yield from _spans(_VALUE, shadow, "SECRET")
