"""An answer's head: where a redirect leads, when to come back, what the body is."""

from __future__ import annotations

import math
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import quote, urljoin, urlsplit

REDIRECTS = frozenset((301, 302, 303, 307, 308))
PAGES = ("text/html", "application/xhtml+xml")
WAIT = frozenset((429, 503))
_LONGEST_WAIT = 30 * 86_400


def next_url(url: str, location: str) -> str:
    """The address a redirect leads to; the fragment of the old one is not kept. Empty when it cannot be parsed."""
    try:
        joined = urljoin(url, quote(location.strip(), safe="%/:=&?~#+!$,;'@()*[]"))
        urlsplit(joined).port  # noqa: B018 - raises on a port that is no number
    except ValueError:
        return ""
    return joined.partition("#")[0]


def retry_after(value: str, now: datetime) -> int:
    """Seconds to wait as a ``Retry-After`` says (RFC 9110 §10.2.3): a number or a date; else an hour."""
    value = value.strip()
    if value.isascii() and value.isdigit():
        return min(int(value[:9]), _LONGEST_WAIT)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return 3600
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0, min(math.ceil((moment - now).total_seconds()), _LONGEST_WAIT))


def content_type(value: str) -> tuple[str, str]:
    """Media type and encoding of a ``Content-Type``, in lower case."""
    kind, *parameters = value.lower().split(";")
    named = (parameter.partition("=") for parameter in parameters[:8])
    charset = next((text.strip(" \"'") for name, _, text in named if name.strip() == "charset"), "")
    return kind.strip(), charset


def target(url: str) -> str:
    """What stands in the request line: path and query in ASCII without blanks or controls."""
    parts = urlsplit(url)
    safe = "%/:=&?~+!$,;'@()*[]"
    return quote(parts.path or "/", safe=safe) + (f"?{quote(parts.query, safe=safe)}" if parts.query else "")
