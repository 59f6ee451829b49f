"""The pages do not need MkDocs: other builders that read its settings give the same pages, where they are installed."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from digest.write import scaffold, write
from tests import sample
from tests.pages import Read


def program(name: str) -> str | None:
    return shutil.which(name) or shutil.which(name, path=str(Path(sys.executable).parent))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place, site = tmp_path_factory.mktemp("out"), sample.french()
    for found in [*write(site), *scaffold(site.name, site.language, "https://example.org/base/")]:
        path = place / found.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(found.data)
    run("mkdocs", place)
    return place


def run(name: str, folder: Path) -> Path:
    """The site that the program ``name`` builds."""
    command = [program(name) or name, "build", "-f", str(folder / "mkdocs.yml")]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=120)
    target = folder / f"site-{name}"
    (folder / "site").rename(target)
    return target


def article(html: Path) -> str:
    found = re.search(r"<article class=\"md-content__inner.*</article>", html.read_text("utf-8"), re.S)
    return re.sub(r"[\s¶]+", " ", Read(found[0] if found else "").text) if found else ""


@pytest.mark.parametrize("name", ["zensical", "properdocs"])
def test_another_builder_makes_the_same_pages(name: str, folder: Path) -> None:
    if not program(name):
        pytest.skip(f"{name} is not installed")
    ours, theirs = folder / "site-mkdocs", run(name, folder)
    pages = {path.relative_to(ours) for path in ours.rglob("*.html")}
    assert pages == {path.relative_to(theirs) for path in theirs.rglob("*.html")}
    for page in pages - {Path("404.html")}:
        assert article(theirs / page) == article(ours / page), page
        assert "noindex" in (theirs / page).read_text("utf-8")
