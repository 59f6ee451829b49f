"""The privacy page: who publishes, what is taken, what is left out, how to object."""

from __future__ import annotations

from collections.abc import Iterator

from digest.markup import PageText, inline
from digest.model import Page
from digest.typography import typeset
from digest.write.desk import Desk


def write(desk: Desk) -> Iterator[Page]:
    """The privacy page of the site's profile."""
    w, site = desk.words.privacy, desk.site
    taken = w.get(f"taken_{site.profile}", w["taken_full"])
    contact = w["contact"].format(contact=site.contact) if site.contact else w["contact_group"]
    yield desk.page(
        "privacy",
        "privacy",
        w["title"],
        w["lede"],
        crumbs=[(desk.words.nav["home"], "index")],
        lede=w["lede"],
        counts=None,
        paragraphs=[
            (w["who_title"], w["who"].format(name=site.name)),
            (w["taken_title"], taken),
            (w["left_title"], w["left"]),
            (w["search_title"], w["search"]),
            (w["object_title"], w["object"]),
        ],
        contact=PageText(inline(typeset(contact, desk.language))),
    )
