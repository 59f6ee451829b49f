"""A group's folder: its settings, decisions, chats and state, brought together for the commands."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from digest import disk
from digest.curation import Curation, read_curation
from digest.disk import Changes, Delivery
from digest.enrich import Visit, read_cache, titles
from digest.errors import DigestError, FaultsError
from digest.ledger import Ledger, read_ledger, write_ledger
from digest.model import Site
from digest.settings import Settings, read_settings

if TYPE_CHECKING:
    from digest.check import Finding
    from digest.pipeline import Built

CONFIG = "digest.yml"
MKDOCS = "mkdocs.yml"
CURATION = "curation.yml"
LEDGER = "digest-data/resources.json"
CACHE = "digest-data/link-cache.json"


@dataclass(frozen=True, slots=True)
class Group:
    """A group's folder, opened."""

    root: Path
    config: Path
    settings: Settings
    curation: Curation
    ledger: Ledger
    visits: Mapping[str, Visit] = field(default_factory=dict)  # what “digest enrich” was told, by key

    @property
    def chats(self) -> Path:
        """The folder of the chat files."""
        return self.root / self.settings.chunks

    @property
    def preview(self) -> Path:
        """The folder of the site that ``digest serve`` shows."""
        return self.root / disk.STATE / "preview"

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
    visits = read_cache(disk.read_text(root / CACHE) or "", CACHE)
    return Group(root, path, settings, curation, ledger, visits)


def build_pages(group: Group, told: Callable[[str], None] = lambda stage: None, today: date | None = None) -> Built:
    """Chats to pages, nothing written."""
    from digest.pipeline import build

    disk.refuse_overlap(group.chats, group.root)
    chats, cache = disk.inputs([group.chats]), titles(group.visits)
    return build(chats, group.settings, group.curation, group.ledger, today=today, told=told, cache=cache)


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


def check_group(group: Group, built: Built) -> list[Finding]:
    """Everything that is wrong with the input, the decisions and the finished site."""
    from digest.check import check_site
    from digest.summary import input_findings, site_policy

    policy = site_policy(
        built,
        group.settings,
        machine_paths=(str(group.root), str(Path.home())),
        by_hand=_pages_by_hand(group, built),
        own_texts=_own_texts(group),
    )
    findings = check_site(disk.read_tree(group.site), policy)
    return [*input_findings(built, tracked_by_git(group)), *findings]


def _pages_by_hand(group: Group, built: Built) -> list[str]:
    """Pages of the site that the moderator wrote, as its files: ``guide/start/index.html``."""
    ours = {page.path for page in built.pages}
    names = (path.relative_to(group.root / "docs").with_suffix("") for path in (group.root / "docs").rglob("*.md"))
    return [f"{name.as_posix()}/index.html" for name in names if f"docs/{name.as_posix()}.md" not in ours]


def _own_texts(group: Group) -> list[str]:
    """What the moderator wrote in settings and decisions."""
    texts = (disk.read_text(place) for place in (group.config, group.config.with_name(CURATION)))
    return [text for text in texts if text]


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


def write_site(group: Group, built: Built, *, preview: bool = False) -> list[str]:
    """Build ``site/`` with MkDocs and put it in place in one step; returns MkDocs' warnings.

    A preview goes to a folder of its own and has no content-security policy, which would stop its live reload.

    Raises:
        SiteError: MkDocs gave up; the site that stood there stays.
    """
    from digest.check import sealed
    from digest.plugin import build_site

    # the same input gives the same bytes: MkDocs stamps the sitemap with this moment, not with the clock
    today = built.site.today
    moment = datetime(today.year, today.month, today.day, tzinfo=UTC)
    os.environ.setdefault("SOURCE_DATE_EPOCH", str(int(moment.timestamp())))
    ensure_mkdocs_settings(group, built.site)
    new = disk.fresh_folder(group.root, "site-new")
    warnings = build_site(group.root / MKDOCS, new, group.settings.site_url)
    if not preview:
        disk.change_files(new, ".html", sealed)
    disk.swap(new, group.preview if preview else group.site)
    return warnings
