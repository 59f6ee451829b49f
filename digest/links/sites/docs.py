"""Documents and maps at Google and Microsoft, and pages whose number decides (Genially)."""

from __future__ import annotations

import re
from collections.abc import Callable

from digest.links.address import Address

_DOC = re.compile(
    r"(?:/a/[^/]+)?/(document|spreadsheets|presentation|drawings|file)/(?:u/\d+/)?d/(?!e/)([\w-]+)(?:/.*)?$"
)
_PUBLISHED = re.compile(r"(?:/a/[^/]+)?/(document|spreadsheets|presentation)/(?:u/\d+/)?d/e/([\w-]+)/(pub\w*)$")
_FORM = re.compile(r"(?:/a/[^/]+)?/forms/(?:u/\d+/)?d/(e/)?([\w-]+)(?:/(\w+))?/?$")
_FORM_VIEWS = ("viewform", "formResponse", "closedform", "viewscore", None)


def google_docs(address: Address) -> Address:
    """A document by its number; a published one and a form keep the view that readers get."""
    if found := _FORM.match(address.path):
        view = "viewform" if found[3] in _FORM_VIEWS else found[3]
        return address._replace(path=f"/forms/d/{found[1] or ''}{found[2]}/{view}", query=())
    if found := _PUBLISHED.match(address.path):
        return address._replace(path=f"/{found[1]}/d/e/{found[2]}/{found[3]}", query=())
    if found := _DOC.match(address.path):
        host = "drive.google.com" if found[1] == "file" else address.host
        return address._replace(host=host, path=f"/{found[1]}/d/{found[2]}", query=_resource_key(address))
    number = address.value("id")
    if number and address.path.rstrip("/") in ("/open", "/uc", "/leaf", "/document/edit", "/a/open"):
        return address._replace(host="drive.google.com", path="/file/d/" + number, query=_resource_key(address))
    if found := re.match(r"/drive/(?:u/\d+/|mobile/)?folders/([\w-]+)", address.path):
        return address._replace(path="/drive/folders/" + found[1], query=_resource_key(address))
    return address


def _resource_key(address: Address) -> tuple[str, ...]:
    """Old files open only with their resource key."""
    return tuple(piece for piece in address.query if piece.startswith("resourcekey="))


def google_docs_key(address: Address) -> str:
    """Numbers are unique over all kinds of documents."""
    found = re.match(r"/(?:document|spreadsheets|presentation|drawings|file)/d/(?!e/)([\w-]+)$", address.path)
    return "docs.google.com/d/" + found[1] if found else ""


def genially_key(address: Address) -> str:
    """A Genially by its number."""
    found = re.match(r"/([0-9a-f]{24})(?:/[^/]*)*$", address.path)
    return "view.genially.com/" + found[1] if found else ""


def legifrance(address: Address) -> Address:
    """A text by its number; what remains of the search that led to it is dropped."""
    if re.search(r"/id/[A-Z]{8}\d+", address.path) and address.query:
        return address._replace(query=tuple(piece for piece in address.query if piece.partition("=")[0] not in _SEARCH))
    return address


_SEARCH = frozenset(
    (
        "init", "page", "query", "searchField", "searchType", "searchProximity", "tab_selection", "typePagination",
        "sortValue", "pageSize", "isSuggest", "fonds",
    )
)  # fmt: skip
FORMS = {
    "docs.google.com": google_docs,
    "drive.google.com": google_docs,
    "spreadsheets.google.com": google_docs,
    "legifrance.gouv.fr": legifrance,
}
SAME: dict[str, Callable[[Address], Address]] = {}
KEYS = {"docs.google.com": google_docs_key, "drive.google.com": google_docs_key, "view.genially.com": genially_key}
