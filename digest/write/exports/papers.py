"""Studies and books for reference managers: BibTeX and CSL-JSON. Authors and years are not guessed."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import unquote

from digest.markup import href
from digest.model import Resource
from digest.typography import one_line
from digest.write.desk import Desk

# A DOI is "10.", four to nine digits, a slash and a suffix (Crossref's own advice for finding them).
_DOI = re.compile(r"\b10\.[0-9]{4,9}/[^\s\"<>?#]+")
# arXiv identifiers: since 2007 "YYMM.NNNNN", before "archive/YYMMNNN".
_ARXIV = re.compile(r"arxiv\.org/(?:abs|pdf|html)/([0-9]{4}\.[0-9]{4,5}|[a-z-]+(?:\.[A-Z]{2})?/[0-9]{7})")
_TEX = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_TEX |= {mark: f"\\{mark}" for mark in "&%$#_{}"}
_TEX_MARK = re.compile(r"[\\~^&%$#_{}]")


def papers(desk: Desk) -> list[Resource]:
    """Resources that a reference manager wants, by id."""
    return sorted((r for r in desk.site.resources if r.type in ("paper", "book")), key=lambda resource: resource.id)


def doi(resource: Resource) -> str:
    """The DOI in the address, or ""."""
    found = _DOI.search(unquote(resource.url))
    return found[0].rstrip("./)") if found else ""


def arxiv(resource: Resource) -> str:
    """The arXiv identifier in the address, or ""."""
    found = _ARXIV.search(resource.url)
    return found[1] if found else ""


def tex(text: str) -> str:
    """``text`` with the marks that TeX acts on escaped.

    >>> print(tex("50 % & {x}"))
    50 \\% \\& \\{x\\}
    """
    return _TEX_MARK.sub(lambda mark: _TEX[mark[0]], one_line(text).strip())


def bibtex(desk: Desk) -> str:
    """All studies and books as BibTeX entries."""
    return "\n".join(_bibtex_entry(resource) for resource in papers(desk))


def _bibtex_entry(resource: Resource) -> str:
    fields = {
        "title": "{" + tex(resource.title or resource.host) + "}",
        "doi": doi(resource),
        "eprint": arxiv(resource),
        "archivePrefix": "arXiv" if arxiv(resource) else "",
        # {} and % would end the field or the line
        "url": href(resource.url).replace("{", "%7B").replace("}", "%7D"),
        "urldate": resource.first.isoformat() if resource.first else "",
        "keywords": tex(", ".join((*resource.topics, *resource.tags))),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@{'book' if resource.type == 'book' else 'misc'}{{{resource.id.replace('-', '')},\n{lines}}}\n"


def csl_json(desk: Desk) -> str:
    """All studies and books as CSL-JSON items."""
    return json.dumps([_csl_item(resource) for resource in papers(desk)], ensure_ascii=False, indent=1) + "\n"


def _csl_item(resource: Resource) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": resource.id,
        "type": "book" if resource.type == "book" else "article",
        "title": one_line(resource.title or resource.host),
        "URL": href(resource.url),
        "DOI": doi(resource),
        "number": f"arXiv:{arxiv(resource)}" if arxiv(resource) else "",
        "language": resource.language,
    }
    if resource.first:
        item["accessed"] = {"date-parts": [[resource.first.year, resource.first.month, resource.first.day]]}
    return {name: value for name, value in item.items() if value}
