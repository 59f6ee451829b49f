"""What never stands in a page of ours: event handlers, frames, objects, forms that post, scripts inside the article."""

from __future__ import annotations

import re
from collections.abc import Iterator

from digest.check.csp import script_hash
from digest.check.document import Document
from digest.check.finding import Finding, Policy

NAME = "markup"
HINT = "Chat text must pass the finalizer; look at the template that prints it."
STRANGERS = frozenset(str.split("applet base embed frame frameset iframe noembed object plaintext portal xmp"))
_HASH = re.compile(r"'(sha256-[A-Za-z0-9+/=]+)'")


def check(document: Document, policy: Policy) -> Iterator[Finding]:
    """Live markup that only a mistake or an attack puts there; inline scripts that the page's own policy forbids."""
    if document.kind not in ("page", "feed"):
        return
    page = document.page
    for line, tag, name, _ in page.attributes:
        if name.startswith("on") and len(name) > 4:
            yield _finding(document, line, f"<{tag}> has an event handler ({name}).")
        elif name in ("srcdoc", "formaction"):
            yield _finding(document, line, f"<{tag}> has the attribute {name}.")
    for line, tag, _ in page.elements:
        if tag in STRANGERS:
            yield _finding(document, line, f"The element <{tag}> does not belong into a page of ours.")
    if document.kind == "feed" and any(script.tag == "script" for script in page.scripts):
        yield _finding(document, 0, "A feed or drawing holds a script.")
    for script in page.scripts:
        if script.in_article and script.tag == "script":
            yield _finding(document, script.line, "A script stands inside the article.")
    yield from _forbidden_scripts(document)


def _forbidden_scripts(document: Document) -> Iterator[Finding]:
    page = document.page
    policies = [given.get("content", "") for _, tag, given in page.elements if tag == "meta" and _is_policy(given)]
    scripts = next((rule for policy in policies for rule in policy.split(";") if "script-src" in rule), "")
    if not scripts or "'unsafe-inline'" in scripts:
        return
    known = frozenset(_HASH.findall(scripts))
    for script in page.scripts:
        if script.tag == "script" and "json" not in script.type and script_hash(script.text) not in known:
            yield _finding(
                document, script.line, "An inline script is not among those that the page's own policy lists."
            )


def _is_policy(given: dict[str, str]) -> bool:
    return given.get("http-equiv", "").casefold() == "content-security-policy"


def _finding(document: Document, line: int, what: str) -> Finding:
    return Finding("error", document.name, line, what, HINT, NAME)
