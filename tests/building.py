"""A site from chats in one call, as ``digest build`` makes it, in a folder of the test's own."""

from __future__ import annotations

import time
from pathlib import Path
from typing import NamedTuple

from digest import pipeline
from digest.curation import read_curation
from digest.disk import read_tree
from digest.ledger import read_ledger
from digest.plugin import build_site
from digest.read import Input
from digest.settings import Settings, read_settings
from digest.write.scaffold import scaffold

ADDRESS = "https://groupe.example.org/digest/"


class Shown(NamedTuple):
    """A built site and how it came about."""

    settings: Settings
    built: pipeline.Built
    files: dict[str, bytes]
    warnings: list[str]
    seconds: float  # of processor time

    @property
    def pages(self) -> dict[str, str]:
        return {name: data.decode() for name, data in self.files.items() if name.endswith(".html")}


def show(group: Path, inputs: list[Input], settings: str, curation: str = "") -> Shown:
    """Chats in, a site built by MkDocs in ``group``/site out."""
    start = time.process_time()
    read = read_settings(settings)
    built = pipeline.build(inputs, read, read_curation(curation), read_ledger("", ""))
    language = built.site.language
    for page in (*built.pages, *scaffold("Groupe", language, ADDRESS)):
        place = group / page.path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(page.data)
    warnings = build_site(group / "mkdocs.yml", group / "site")
    return Shown(read, built, dict(read_tree(group / "site")), warnings, time.process_time() - start)
