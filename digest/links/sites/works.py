"""Code, encyclopedias, questions and letters: GitHub, GitLab, Wikipedia, Stack Exchange, Substack, Medium."""

from __future__ import annotations

import re
from collections.abc import Callable

from digest.links.address import Address


def github(address: Address) -> Address:
    """A repository without ``.git`` and without the name of its main branch."""
    if found := re.match(r"(/[^/]+/[^/]+?)(?:\.git)?(?:/tree/(?:main|master))?/?$", address.path):
        query = tuple(piece for piece in address.query if not piece.startswith(("tab=", "readme=")))
        return address._replace(path=found[1], query=query)
    return address


def github_key(address: Address) -> str:
    """Owner and repository in lower case, the rest as it is."""
    parts = address.parts
    if not parts:
        return ""
    named = [part.lower() for part in parts[:2]]
    query = "?" + "&".join(sorted(address.query)) if address.query else ""
    return "github.com/" + "/".join(named + parts[2:]) + query


def gist_key(address: Address) -> str:
    """A gist by its number."""
    found = re.match(r"/(?:[^/]+/)?([0-9a-f]{20,})/?$", address.path)
    return "gist.github.com/" + found[1] if found and not address.query else ""


def gitlab(address: Address) -> Address:
    """A project without ``.git`` and without its main branch."""
    path = re.sub(r"(?:\.git|/-/tree/(?:main|master))/?$", "", address.path)
    return address._replace(path=path or "/")


def huggingface(address: Address) -> Address:
    """A model or data set without its main branch."""
    return address._replace(path=re.sub(r"/tree/main/?$", "", address.path))


def wikipedia(address: Address) -> Address:
    """The page by its title, spaces as underscores."""
    title = address.value("title")
    if address.path in ("/w/index.php", "/index.php") and title and len(address.query) == 1:
        return address._replace(
            path="/wiki/" + address.query[0].partition("=")[2].replace("+", "_").replace("%20", "_"), query=()
        )
    return address._replace(path=address.path.replace("%20", "_"))


def stack_key(address: Address) -> str:
    """A question by its number, whatever its title."""
    found = re.match(r"/(?:questions|q)/(\d+)(?:/[^/]*)?/?$", address.path)
    return f"{address.site}/questions/{found[1]}" if found and not address.query else ""


def substack(address: Address) -> Address:
    """The reader's form as the letter's own."""
    if found := re.match(r"/pub/([\w-]+)/p/([^/]+)/?$", address.path):
        return address._replace(host=found[1] + ".substack.com", path="/p/" + found[2])
    return address


def medium_key(address: Address) -> str:
    """A story by the code at the end of its address."""
    found = re.match(r"/(?:[^/]+/)?[^/]*-([0-9a-f]{10,12})/?$", address.path)
    return "medium.com/" + found[1] if found and not address.query else ""


def notion_key(address: Address) -> str:
    """A page by its number, whatever its title."""
    found = re.search(r"(?:^|[/-])([0-9a-f]{32})/?$", address.path)
    return "notion/" + found[1] if found and not address.query else ""


FORMS = {
    "github.com": github,
    "gitlab.com": gitlab,
    "framagit.org": gitlab,
    "forge.apps.education.fr": gitlab,
    "codeberg.org": gitlab,
    "huggingface.co": huggingface,
    ".wikipedia.org": wikipedia,
    ".wiktionary.org": wikipedia,
    "open.substack.com": substack,
}
SAME: dict[str, Callable[[Address], Address]] = {}
KEYS = {
    "github.com": github_key,
    "gist.github.com": gist_key,
    ".stackoverflow.com": stack_key,
    ".stackexchange.com": stack_key,
    "superuser.com": stack_key,
    "askubuntu.com": stack_key,
    ".medium.com": medium_key,
    "notion.so": notion_key,
    ".notion.site": notion_key,
}
