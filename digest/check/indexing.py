"""Pages of a private group ask search engines to stay away."""

from __future__ import annotations

from collections.abc import Iterator

from digest.check.document import Document
from digest.check.finding import Finding, Policy

NAME = "indexing"


def check(document: Document, policy: Policy) -> Iterator[Finding]:
    """A page without ``<meta name="robots" content="noindex">``, where the group wants it."""
    if not policy.noindex or document.kind != "page":
        return
    for _, tag, given in document.page.elements:
        if (
            tag == "meta"
            and given.get("name", "").casefold() == "robots"
            and "noindex" in given.get("content", "").casefold()
        ):
            return
    what = "The page does not ask search engines to stay away."
    yield Finding(
        "error", document.name, 0, what, "Set `noindex: true` and build again, or say `noindex: false`.", NAME
    )
