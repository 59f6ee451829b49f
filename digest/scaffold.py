"""The files of a new group's folder, ready to build."""

from __future__ import annotations

from collections.abc import Mapping

import jinja2

from digest import __version__
from digest.model import Page
from digest.settings import new_settings
from digest.write import scaffold as mkdocs_settings


def new_group(name: str, language: str, profile: str, site_url: str, contact: str = "") -> list[Page]:
    """Settings, decisions, the chats' folder, MkDocs settings, what git ignores, and a workflow.

    Args:
        name: of the group, at the top of its site.
        language: of the site and of the comments in the files: fr or en.
        profile: public, members or full.
        site_url: address of the published site, empty when not known yet.
        contact: role address for objections, empty when not known yet.
    """
    told = {"name": name, "language": language, "profile": profile, "site_url": site_url, "contact": contact}
    values = {key: value for key, value in told.items() if value}
    return [
        Page("digest.yml", new_settings(language, values).encode()),
        Page("curation.yml", _render(f"curation.{language}.yml", {})),
        Page("chunks/README.md", _render(f"chunks.{language}.md", {})),
        Page(".gitignore", _render("gitignore", {})),
        Page(".github/workflows/pages.yml", _render("pages.yml", {"version": __version__})),
        *mkdocs_settings(name, language, site_url),
    ]


def _render(template: str, values: Mapping[str, str]) -> bytes:
    """One of our own templates, filled with our own values: nothing from a chat comes here."""
    env = jinja2.Environment(loader=jinja2.PackageLoader("digest", "templates/new"), keep_trailing_newline=True)
    return env.get_template(f"{template}.j2").render(values).encode()
