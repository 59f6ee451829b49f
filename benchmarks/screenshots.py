"""Pictures of every kind of page of a built site: phone and desktop, light and dark.

Usage: python benchmarks/screenshots.py SITE OUT [PAGE …]
"""

from __future__ import annotations

import base64
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.chromium import chromium, installed, look, served

VIEWS = {
    "phone-light": (390, False),
    "phone-dark": (390, True),
    "desktop-light": (1366, False),
    "desktop-dark": (1366, True),
}
FOLDERS = ("days", "weeks", "months", "years", "resources", "figures", "topics", "lists")


def page_kinds(site: Path) -> list[str]:
    """One page of each kind: the fixed ones, and of each folder the first with something in it."""
    fixed = ("", "archive/", "agenda/", "privacy/", "resources/", "figures/", "topics/", "lists/", "404.html")
    found = [p for p in fixed if (site / p / "index.html").exists() or (site / p).is_file()]
    for folder in FOLDERS:
        pages = sorted((site / folder).glob("*/index.html"))
        if pages:
            found.append(max(pages, key=lambda p: p.stat().st_size).parent.relative_to(site).as_posix() + "/")
    return found


def main(site: Path, out: Path, pages: list[str]) -> None:
    """Writes OUT/<page>-<view>.png for each page and view."""
    out.mkdir(parents=True, exist_ok=True)
    with served(site) as base, chromium() as driver:
        for view, (width, dark) in VIEWS.items():
            look(driver, width, dark=dark)
            for page in pages or page_kinds(site):
                driver.get(base + page)
                size = driver.execute_cdp_cmd("Page.getLayoutMetrics", {})["cssContentSize"]
                clip = {"x": 0, "y": 0, "width": width, "height": size["height"], "scale": 1}
                shot = driver.execute_cdp_cmd("Page.captureScreenshot", {"captureBeyondViewport": True, "clip": clip})
                name = (page.strip("/").replace("/", "_") or "home") + f"-{view}.png"
                (out / name).write_bytes(base64.b64decode(shot["data"]))


if __name__ == "__main__":
    if not installed():
        sys.exit("no Chromium with its driver on this machine")
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
