"""A site's pages: one file per output, one visible list that names and orders them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from digest.model import Page, Site
from digest.write import (
    agenda,
    archive,
    calendar,
    days,
    exports,
    feeds,
    figures,
    follow,
    home,
    lists,
    months,
    privacy,
    redirects,
    resources,
    search,
    theme,
    topics,
    weeks,
    years,
)  # fmt: skip
from digest.write.desk import Desk
from digest.write.scaffold import scaffold

Writer = Callable[[Desk], Iterable[Page]]

WRITERS: tuple[Writer, ...] = (
    home.write,
    days.write,
    weeks.write,
    months.write,
    years.write,
    archive.write,
    resources.write,
    figures.write,
    topics.write,
    lists.write,
    agenda.write,
    calendar.write,
    follow.write,
    feeds.write,
    exports.write,
    redirects.write,
    privacy.write,
    search.write,
    theme.write,
)  # in the order in which a visitor meets them


def write(site: Site, templates: Mapping[str, str] | None = None, directory_urls: bool = True) -> list[Page]:
    """Every file of the site's docs and overrides folders, the same bytes for the same site.

    ``templates`` (name -> source) replace those of the package; ``directory_urls`` as in MkDocs' settings.
    """
    desk = Desk(site, templates, directory_urls)
    return [page for writer in WRITERS for page in writer(desk)]


__all__ = ["WRITERS", "Writer", "scaffold", "write"]
