"""A content-security policy for a finished page: the browser runs our theme's scripts and nothing else.

GitHub Pages sets no headers of ours, so the policy stands in the page, as a meta element before anything that loads
(Content Security Policy Level 3, 3.3; HTML Living Standard, 4.2.5.3). Inline scripts of the theme are named by their
hashes; one inside the article is not, since no page of ours has any there.
"""

from __future__ import annotations

import base64
import hashlib
import re

from digest.check.page import parse_page

# Styles stay open: the theme and our charts set style attributes. data: serves the theme's icons, blob: its worker.
RULES = (
    "default-src 'self'",
    "script-src 'self'{hashes}",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "worker-src 'self' blob:",
    "connect-src 'self'",
    "object-src 'none'",
    "frame-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
)
_HEAD = re.compile(r"<head\b[^>]*>")
_OURS = re.compile(r'\s*<meta http-equiv="Content-Security-Policy"[^>]*>')


def script_hash(text: str) -> str:
    """The hash of an inline script as a policy writes it."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def sealed(page: str) -> str:
    """``page`` with its policy; a page without a head comes back as it is, sealing twice is sealing once.

    >>> "script-src 'self';" in sealed("<html><head></head><body></body></html>")
    True
    """
    bare = _OURS.sub("", page, count=1)
    if not (head := _HEAD.search(bare)):
        return page
    scripts = [script for script in parse_page(bare).scripts if script.tag == "script" and not script.in_article]
    named = dict.fromkeys(script_hash(script.text) for script in scripts if "json" not in script.type)
    rules = "; ".join(RULES).format(hashes="".join(f" '{found}'" for found in named))
    meta = f'\n<meta http-equiv="Content-Security-Policy" content="{rules}">'
    return bare[: head.end()] + meta + bare[head.end() :]
