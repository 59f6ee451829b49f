"""Every page of a hostile site in a real browser: nothing runs, nothing is asked of another machine."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from digest.check import sealed
from digest.read import Input
from tests.building import show
from tests.chromium import MISSING, chromium, installed, served
from tests.hostile import chat, payloads

pytestmark = [pytest.mark.browser, pytest.mark.skipif(not installed(), reason=MISSING)]

# Counts every dialog instead of showing it, before any script of the page.
WATCH = """
window.__ran = [];
for (const name of ['alert', 'confirm', 'prompt', 'open']) window[name] = (x) => window.__ran.push(name + x);
"""
EVERY = bool(os.environ.get("EVERY_PAGE"))  # every day page, not one in five
QUERIES = ("énergie", "zqt15x001q", "<img src=x onerror=alert(1)>", '"><svg onload=alert(1)>')


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All classes of attack on markup, without those of mere size, each page under its policy."""
    found = [payload for payload in payloads() if payload.group.startswith("T") and payload.group != "T21"]
    inputs = [Input.from_bytes(name, data) for name, data in chat(found).items()]
    group = tmp_path_factory.mktemp("browser")
    show(group, inputs, "name: Groupe\nlanguage: fr\nprofile: full")
    for page in (group / "site").rglob("*.html"):
        page.write_text(sealed(page.read_text("utf-8")), "utf-8")
    return group / "site"


def test_nothing_of_a_hostile_site_runs_or_calls_out(site: Path) -> None:
    pages = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html") if path.name != "404.html")
    pages = [page for n, page in enumerate(pages) if EVERY or not page.startswith("days/") or not n % 5]
    with served(site) as address, chromium() as driver:
        driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": WATCH})
        ran: dict[str, Any] = {}
        for page in pages:
            driver.get(address + page.removesuffix("index.html"))
            if found := driver.execute_script("return window.__ran"):
                ran[page] = found
            assert driver.current_url.startswith(address), f"{page} led away to {driver.current_url}"
        ran |= {query: found for query in QUERIES if (found := search(driver, address, query))}
        asked, said = requests(driver), [e["message"] for e in driver.get_log("browser") if e["level"] == "SEVERE"]
    assert not ran
    assert not {url for url in asked if urlsplit(url).hostname != "127.0.0.1" and url.startswith(("http", "ws"))}
    assert not [line for line in said if "favicon" not in line]


def search(driver: Any, address: str, query: str) -> list[str]:
    """What ran while ``query`` was typed into the search box."""
    from selenium.webdriver.support.ui import WebDriverWait

    driver.get(address)
    driver.execute_script(
        "document.querySelector('#__search').checked = true; document.querySelector('.md-search__input').focus()"
    )
    driver.find_element("css selector", ".md-search__input").send_keys(query)
    WebDriverWait(driver, 20).until(
        lambda d: d.execute_script(
            "return !/Initiali|recherche…/.test(document.querySelector('.md-search-result__meta').innerText)"
        )
    )
    return list(driver.execute_script("return window.__ran"))


def requests(driver: Any) -> set[str]:
    """Addresses that the browser asked for."""
    entries = (json.loads(entry["message"])["message"] for entry in driver.get_log("performance"))
    return {e["params"]["request"]["url"] for e in entries if e["method"] == "Network.requestWillBeSent"}
