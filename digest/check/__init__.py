"""The gate over a finished site: nothing private, nothing foreign, nothing dead, nothing made up.

Pure: it gets names and bytes, and answers with findings. One file per check; the list below names and orders them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from digest.check import images, indexing, markup, names, numbers, private_data, raw_input, requests, targets
from digest.check.csp import sealed
from digest.check.document import Document
from digest.check.finding import Finding, Policy, Severity
from digest.check.links import Outline, dead_links, outline
from digest.check.numbers import numbers_in

Check = Callable[[Document, Policy], Iterator[Finding]]

# Each looks at one file. Dead links need the whole site and come last.
CHECKS: Mapping[str, Check] = {
    "private data": private_data.check,
    "names": names.check,
    "raw input": raw_input.check,
    "requests": requests.check,
    "targets": targets.check,
    "markup": markup.check,
    "indexing": indexing.check,
    "images": images.check,
    "numbers": numbers.check,
}


def check_site(files: Mapping[str, bytes] | Iterable[tuple[str, bytes]], policy: Policy) -> list[Finding]:
    """Everything that is wrong in a finished site, errors first, then by file and line.

    Args:
        files: path inside the site (with "/") and bytes of every file; read once, so it may come from a generator.
        policy: what must not be in the site, see :class:`Policy`.

    An empty site is an error: a gate that saw nothing proves nothing.
    """
    pairs = files.items() if isinstance(files, Mapping) else files
    findings: list[Finding] = []
    outlines: dict[str, Outline] = {}
    for name, data in pairs:
        document = Document(name, data)
        outlines[name] = outline(document)
        for look in CHECKS.values():
            findings.extend(look(document, policy))
    if not any(name.endswith(".html") for name in outlines):
        findings.append(Finding("error", "", 0, "The site has no page.", "Build it first.", "links"))
    findings.extend(dead_links(outlines, policy))
    return sorted(set(findings), key=lambda found: (found.severity, found.file, found.line, found.check, found.what))


__all__ = ["CHECKS", "Finding", "Policy", "Severity", "check_site", "numbers_in", "sealed"]
