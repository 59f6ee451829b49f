"""A group's folder: its settings, decisions, chats and state, brought together for the commands."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from digest import disk
from digest.curation import Curation, read_curation
from digest.disk import Changes, Delivery
from digest.errors import DigestError, FaultsError
from digest.ledger import Ledger, read_ledger, write_ledger
from digest.model import Site
from digest.settings import Settings, read_settings

if TYPE_CHECKING:
    from digest.pipeline import Built

CONFIG = "digest.yml"
MKDOCS = "mkdocs.yml"
CURATION = "curation.yml"
LEDGER = "digest-data/resources.json"


@dataclass(frozen=True, slots=True)
class Group:
    """A group's folder, opened."""

    root: Path
    config: Path
    settings: Settings
    curation: Curation
    ledger: Ledger

    @property
    def chats(self) -> Path:
        """The folder of the chat files."""
        return self.root / self.settings.chunks

    @property
    def site(self) -> Path:
        """The folder of the built site."""
        return self.root / "site"


def open_group(config: Path | None = None) -> Group:
    """The group whose settings file is ``config``, or ``digest.yml`` here.

    Raises:
        DigestError: there is none.
        FaultsError: settings or decisions do not hold together; all faults of both files at once.
    """
    path = config or Path(CONFIG)
    if path.is_dir():
        path = path / CONFIG
    text = disk.read_text(path)
    if text is None:
        raise DigestError(
            "There is no such settings file.",
            file=str(path),
            hint="“digest new my-group” makes one; or name yours with --config.",
        )
    root = path.resolve().parent
    faults: list[DigestError] = []
    settings, curation = Settings(), Curation()
    try:
        settings = read_settings(text, str(path))
    except FaultsError as error:
        faults += error.faults
    place = path.with_name(CURATION)
    try:
        curation = read_curation(disk.read_text(place) or "", str(place))
    except FaultsError as error:
        faults += error.faults
    if faults:
        raise FaultsError(faults)
    ledger = read_ledger(disk.read_text(root / LEDGER) or "", LEDGER)
    return Group(root, path, settings, curation, ledger)


def build_pages(group: Group, told: Callable[[str], None] = lambda stage: None, today: date | None = None) -> Built:
    """Chats to pages, nothing written."""
    from digest.pipeline import build

    disk.refuse_overlap(group.chats, group.root)
    return build(disk.inputs([group.chats]), group.settings, group.curation, group.ledger, today=today, told=told)


def write_pages(
    group: Group,
    told: Callable[[str], None] = lambda stage: None,
    *,
    today: date | None = None,
    overwrite: bool = False,
) -> tuple[Built, Changes]:
    """Chats to pages in ``docs/``; only what changed is written.

    Args:
        group: the opened group.
        told: called with the name of each stage as it begins.
        today: the day to write for; the chat's last day when None.
        overwrite: replace pages that were edited by hand, too.

    Raises:
        DigestError: unreadable input, or a place that cannot be written; nothing was changed then.
    """
    for name in ("docs", "overrides"):
        disk.ensure_writable(group.root / name)
    built = build_pages(group, told, today)
    told("deliver")
    changes = Delivery(group.root).deliver(built.pages, overwrite=overwrite)
    disk.write_atomic(group.root / LEDGER, write_ledger(built.curated.ledger).encode())
    return built, changes


def ensure_mkdocs_settings(group: Group, site: Site) -> None:
    """A group without ``mkdocs.yml`` gets one; an existing one is the moderator's and stays as it is."""
    from digest.write import scaffold

    if not (group.root / MKDOCS).exists():
        for page in scaffold(site.name or group.root.name, site.language, site.url, site.description):
            disk.write_atomic(group.root / page.path, page.data)


def tracked_by_git(group: Group) -> list[str]:
    """Files of the raw chats and of the state that git would publish; none where there is no repository."""
    private = [group.settings.chunks, "digest-data", disk.STATE]
    try:
        done = subprocess.run(  # noqa: S603 - fixed words and the group's own folder
            ["git", "-C", str(group.root), "ls-files", "--", *private],  # noqa: S607 - the user's own git
            capture_output=True,
            text=True,
            timeout=20,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return []
    return done.stdout.splitlines() if done.returncode == 0 else []


def write_site(group: Group, built: Built) -> list[str]:
    """Build ``site/`` with MkDocs and put it in place in one step; returns MkDocs' warnings.

    Raises:
        SiteError: MkDocs gave up; the site that stood there stays.
    """
    from digest.plugin import build_site

    # the same input gives the same bytes: MkDocs stamps the sitemap with this moment, not with the clock
    today = built.site.today
    moment = datetime(today.year, today.month, today.day, tzinfo=UTC)
    os.environ.setdefault("SOURCE_DATE_EPOCH", str(int(moment.timestamp())))
    ensure_mkdocs_settings(group, built.site)
    new = disk.fresh_folder(group.root, "site-new")
    warnings = build_site(group.root / MKDOCS, new, group.settings.site_url)
    disk.swap(new, group.site)
    return warnings
