"""Papers: arXiv, DOI, HAL, PubMed, SSRN, Zenodo, ScienceDirect, and publishers whose addresses hold the DOI."""

from __future__ import annotations

import re

from digest.links.address import Address

_ARXIV = re.compile(
    r"/(?:pdf|abs|html|format|ps|src|e-print)/((?:[a-z-]+(?:\.[A-Z]{2})?/)?\d{4}\.?\d{3,5}?)(?:v\d+)?(?:\.pdf)?/?$",
    re.I,
)
_DOI = re.compile(r"10\.\d{4,9}/[^?#]+")
_HAL = re.compile(r"/((?:[a-z_]+-)?[a-z]+-\d{6,9})(?:v\d+)?(?:/(?:document|file/[^/]+|bibtex|image))?/?$")


def arxiv(address: Address) -> Address:
    """PDF, page and versions as ``/abs/NUMBER``."""
    if found := _ARXIV.match(address.path):
        return address._replace(host="arxiv.org", path="/abs/" + found[1], query=())
    return address


def doi(address: Address) -> Address:
    """The number alone, without a ``doi:`` in front and without parameters."""
    path = re.sub(r"^/doi:\s*", "/", address.path.replace("%3A", ":"), flags=re.I)
    return address._replace(path=path, query=()) if _DOI.match(path[1:]) else address


def hal(address: Address) -> Address:
    """A deposit without version and file; portals keep their host."""
    found = _HAL.match(address.path)
    return address._replace(path="/" + found[1], query=()) if found else address


def pubmed(address: Address) -> Address:
    """The old host of the two libraries as the new ones."""
    if found := re.match(r"/(?:m/)?pubmed/(\d+)/?$", address.path):
        return address._replace(host="pubmed.ncbi.nlm.nih.gov", path=f"/{found[1]}/")
    if found := re.match(r"/pmc/articles/(PMC\d+)(?:/.*)?$", address.path):
        return address._replace(host="pmc.ncbi.nlm.nih.gov", path=f"/articles/{found[1]}/")
    return address


def ssrn(address: Address) -> Address:
    """The short form as the page of the abstract."""
    if found := re.match(r"/abstract=(\d+)$", address.path):
        return address._replace(host="papers.ssrn.com", path="/sol3/papers.cfm", query=("abstract_id=" + found[1],))
    return address


def zenodo(address: Address) -> Address:
    """``/record/`` became ``/records/``."""
    return (
        address._replace(path=address.path.replace("/record/", "/records/", 1))
        if address.path.startswith("/record/")
        else address
    )


def sciencedirect(address: Address) -> Address:
    """The abstract is the article."""
    return address._replace(path=address.path.replace("/article/abs/pii/", "/article/pii/", 1))


def doi_key(address: Address) -> str:
    """DOIs in lower case; arXiv's own DOIs are arXiv's papers."""
    number = address.path[1:].lower().rstrip("/")
    if found := re.fullmatch(r"10\.48550/arxiv\.(\d{4}\.\d{4,5})(?:v\d+)?", number):
        return "arxiv.org/abs/" + found[1]
    return "doi.org/" + number


def hal_key(address: Address) -> str:
    """One deposit, whatever portal shows it."""
    found = _HAL.match(address.path)
    return "hal.science/" + found[1] if found else ""


def publisher_key(address: Address) -> str:
    """The DOI in a publisher's own address, when nothing but the article's page or file stands there."""
    found = re.match(
        r"/(?:article|chapter|book|content/pdf|doi|doi/abs|doi/full|doi/pdf|doi/epdf|doi/pdfdirect|articles)/(10\.\d{4,9}/[^/?#]+?)"
        r"(?:\.pdf|/full|/pdf|/abstract)?/?$",
        address.path,
    )
    return "doi.org/" + found[1].lower() if found and not address.query else ""


_PUBLISHERS = (
    "link.springer.com", "onlinelibrary.wiley.com", "tandfonline.com", "journals.sagepub.com", "dl.acm.org",
    "frontiersin.org", "pnas.org", "science.org",
)  # fmt: skip

FORMS = {"arxiv.org": arxiv, "doi.org": doi}
SAME = {
    ".hal.science": hal,
    "hal.inria.fr": hal,
    ".archives-ouvertes.fr": hal,
    "ncbi.nlm.nih.gov": pubmed,
    ".ssrn.com": ssrn,
    "zenodo.org": zenodo,
    "sciencedirect.com": sciencedirect,
}
KEYS = {
    "doi.org": doi_key,
    ".hal.science": hal_key,
    "hal.inria.fr": hal_key,
    ".archives-ouvertes.fr": hal_key,
    **dict.fromkeys(_PUBLISHERS, publisher_key),
}
