"""The MkDocs settings of a new group's site, from a template."""

from __future__ import annotations

import json

from digest.markup import PageText, environment
from digest.model import Page
from digest.write.words import words


def scaffold(name: str, language: str = "fr", url: str = "", description: str = "") -> list[Page]:
    """``mkdocs.yml`` for the group ``name``, its interface in ``language``.

    ``url`` is where the site will be, its path included.
    """
    found, address = words(language), url or "https://example.org/"
    text = (
        environment(found.language)
        .get_template("new/mkdocs.yml.j2")
        .render(
            w=found,
            language=PageText(found.language),
            name=_yaml(name),
            url=_yaml(address),
            description=_yaml(description or name),
            yaml=_yaml,
        )
    )
    return [Page("mkdocs.yml", text.encode())]


def _yaml(value: str) -> PageText:
    """``value`` as a YAML string; JSON strings are YAML strings."""
    return PageText(json.dumps(value, ensure_ascii=False))
