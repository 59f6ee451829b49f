"""MkDocs, behind one door: build a site, and refresh a group's pages when MkDocs itself is started."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, ConfigurationError, MkDocsException
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin

from digest.errors import DigestError


class SiteError(DigestError):
    """MkDocs could not build the site."""


class _Warnings(logging.Handler):
    """Keeps what MkDocs warns of, so that it can be shown in our own words."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


def build_site(config: Path, site_dir: Path, site_url: str = "") -> list[str]:
    """Build the site that the file ``config`` (mkdocs.yml) describes into ``site_dir``.

    Args:
        config: path of mkdocs.yml.
        site_dir: empty folder for the result.
        site_url: address of the finished site, instead of the one in mkdocs.yml.

    Returns:
        The warnings of MkDocs, none on a sound site.

    Raises:
        SiteError: MkDocs gave up; the message says why.
    """
    kept = _Warnings()
    log = logging.getLogger("mkdocs")
    log.addHandler(kept)
    log.propagate = False
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # the theme's notice about its future is for us, not for users
    try:
        options: dict[str, Any] = {"site_dir": str(site_dir)}
        if site_url:
            options["site_url"] = site_url
        loaded = load_config(str(config), **options)
        loaded.plugins.pop("chat-digest", None)  # its pages are fresh already
        loaded.plugins.on_startup(command="build", dirty=False)
        mkdocs_build(loaded)
        loaded.plugins.on_shutdown()
    except (ConfigurationError, MkDocsException, Abort) as error:
        reason = str(error) or "; ".join(kept.lines[-3:])
        raise SiteError(f"MkDocs cannot build the site: {reason}", file=str(config)) from error
    except OSError as error:
        hint = "Check the free space and the rights of the folder."
        raise SiteError(f"The site cannot be written: {error.strerror}.", file=str(site_dir), hint=hint) from error
    finally:
        log.removeHandler(kept)
    return kept.lines


def serve_site(folder: Path, watch: Iterable[Path], host: str, port: int, rebuild: Callable[[], None]) -> None:
    """Serve ``folder`` and reload the reader's browser after each change; returns on Ctrl-C.

    Args:
        folder: the built site.
        watch: files and folders whose change calls ``rebuild``.
        host: address to listen on.
        port: port to listen on.
        rebuild: renews ``folder``.

    Raises:
        SiteError: the address cannot be used.
    """
    try:
        server = LiveReloadServer(builder=rebuild, host=host, port=port, root=str(folder))
        for path in watch:
            if path.exists():
                server.watch(str(path))
        server.error_handler = lambda code: (folder / "404.html").read_bytes() if code == 404 else None
        try:
            server.serve()  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            pass
        finally:
            server.shutdown()
    except OSError as error:
        raise SiteError(
            f"The preview cannot listen on {host}:{port}: {error.strerror}.", hint="Choose another --port."
        ) from error


class DigestPlugin(BasePlugin):  # type: ignore[no-untyped-call,type-arg]
    """Renews a group's pages before MkDocs, started by hand, reads them. Optional: no page depends on it."""

    def on_pre_build(self, *, config: Any) -> None:
        """Bring ``docs/`` up to date with the chats."""
        from digest.workspace import open_group, write_pages

        write_pages(open_group(Path(config.config_file_path).with_name("digest.yml")))
