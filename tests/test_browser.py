"""The built site in a real browser: phone and desktop, light and dark. Skips where there is no Chromium."""

from __future__ import annotations

import base64
import gzip
import json
import os
import re
import shutil
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from digest.write import scaffold, write
from digest.write.search import tokens
from tests import sample
from tests.chromium import MISSING, chromium, installed, look, served

pytestmark = [pytest.mark.browser, pytest.mark.skipif(not installed(), reason=MISSING)]

ROOT = Path(__file__).parents[1]
AXE = Path(os.environ.get("AXE_CORE", ROOT / "node_modules" / "axe-core" / "axe.min.js"))  # npm install axe-core
KINDS = (
    "", "archive/", "agenda/", "privacy/", "resources/", "resources/2025-06/", "figures/", "topics/", "topics/energie/",
    "lists/", "lists/debuter/", "feeds/", "days/2025-06-05/", "days/2025-06-22/", "weeks/2025-W23/", "months/2025-06/",
    "years/2025/", "not/there/",
)  # fmt: skip
VIEWS = [pytest.param((390, False), id="phone-light"), pytest.param((390, True), id="phone-dark"),
         pytest.param((1366, False), id="desktop-light"), pytest.param((1366, True), id="desktop-dark")]  # fmt: skip


@pytest.fixture(scope="module")
def driver() -> Iterator[Any]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The sample group with its conversation, so that every part of a page is there."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    folder, group = tmp_path_factory.mktemp("sample"), sample.french("full")
    for found in [*write(group), *scaffold(group.name, group.language, "http://127.0.0.1/base/")]:
        place = folder / found.path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(found.data)
    build(load_config(str(folder / "mkdocs.yml"), strict=True))
    with served(folder / "site") as base:
        yield base


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The example group, built as a moderator would."""
    from digest.workspace import open_group, write_pages, write_site

    folder = tmp_path_factory.mktemp("example") / "group"
    shutil.copytree(ROOT / "examples" / "ai-education", folder)
    group = open_group(folder / "digest.yml")
    built, _ = write_pages(group)
    assert write_site(group, built) == []
    with served(folder / "site") as base:
        yield base


def events(driver: Any) -> list[dict[str, Any]]:
    """What the browser did since the last call."""
    return [json.loads(entry["message"])["message"] for entry in driver.get_log("performance")]


def requests(driver: Any) -> list[str]:
    found = (e["params"]["request"]["url"] for e in events(driver) if e["method"] == "Network.requestWillBeSent")
    return [url for url in found if url.startswith("http")]


def unfold(driver: Any) -> None:
    driver.execute_script("document.querySelectorAll('details').forEach(d => d.open = true)")


@pytest.mark.parametrize("view", VIEWS)
def test_pages_are_quiet_ask_nobody_and_fit_their_width(driver: Any, site: str, view: tuple[int, bool]) -> None:
    look(driver, view[0], dark=view[1])
    driver.get_log("browser"), events(driver)
    for kind in KINDS:
        driver.get(site + kind)
        unfold(driver)
        assert driver.execute_script("return document.scrollingElement.scrollWidth") <= view[0], kind
        loud = [entry for entry in driver.get_log("browser") if "not/there" not in entry["message"]]
        assert loud == [], kind
    assert [url for url in requests(driver) if not url.startswith(site.partition("/base")[0])] == []


def test_nothing_is_cut_off_at_320_pixels_or_with_text_twice_as_large(driver: Any, site: str) -> None:
    for width, size in ((320, "100%"), (640, "200%")):
        look(driver, width)
        for kind in KINDS:
            driver.get(site + kind)
            unfold(driver)
            driver.execute_script(f"document.documentElement.style.fontSize = 'calc(125% * {size[:-1]} / 100)'")
            assert driver.execute_script("return document.scrollingElement.scrollWidth") <= width, (width, kind)


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not installed (npm install axe-core)")
@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_nothing_on_any_kind_of_page(driver: Any, site: str, view: tuple[int, bool]) -> None:
    look(driver, view[0], dark=view[1])
    for kind in KINDS:
        driver.get(site + kind)
        unfold(driver)
        driver.execute_script(AXE.read_text("utf-8"))
        run = "axe.run({runOnly: ['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice']})"
        found = driver.execute_async_script(f"const done = arguments[0]; {run}.then(r => done(r.violations))")
        told = [(v["id"], v["nodes"][0]["html"][:200], v["nodes"][0].get("failureSummary", "")) for v in found]
        assert told == [], kind


def test_a_page_that_is_not_searched_fetches_no_index_and_little_else(driver: Any, site: str) -> None:
    look(driver, 390)
    events(driver)
    driver.get(site + "weeks/2025-W23/")
    time.sleep(0.5)
    asked = requests(driver)
    assert not [url for url in asked if "/search/" in url]
    assert len(asked) <= 12
    assert sum(weight(url) for url in asked) <= 120_000
    assert weight(site + "weeks/2025-W23/") <= 20_000


def weight(url: str) -> int:
    """Bytes of an answer as a server would compress it."""
    with urllib.request.urlopen(url) as answer:
        return len(gzip.compress(answer.read()))


def typed(driver: Any, base: str, words: str) -> list[str]:
    """The pages that the search box lists for ``words``."""
    driver.get(base)
    driver.execute_script("document.querySelector('#__search').click()")
    box = driver.find_element("css selector", ".md-search__input")
    box.send_keys(words)
    end = time.monotonic() + 10
    found: list[str] = []
    while not found and time.monotonic() < end:
        time.sleep(0.1)
        links = driver.find_elements("css selector", ".md-search-result__link")
        found = [link.get_attribute("href") for link in links]
    return found


@pytest.mark.parametrize("words", ["énergie", "energie", "l'énergie", "L’ENERGIE", "3353", "3 353", "2,9", "2.9"])
@pytest.mark.parametrize("width", [390, 1366])
def test_words_and_numbers_are_found_however_they_are_typed(driver: Any, site: str, words: str, width: int) -> None:
    look(driver, width)
    assert any("days/2025-06-05/" in link for link in typed(driver, site, words)[:5])


@pytest.mark.parametrize("words", ["énergie", "energie"])
@pytest.mark.parametrize("width", [390, 1366])
def test_the_example_group_finds_its_day(driver: Any, example: str, words: str, width: int) -> None:
    look(driver, width)
    driver.get_log("browser"), events(driver)
    assert any("/days/" in link or "/weeks/" in link for link in typed(driver, example, words)[:5])
    assert driver.get_log("browser") == []
    end = time.monotonic() + 10  # the box opens with a movement: what counts is where it comes to rest
    while driver.execute_script("return document.scrollingElement.scrollWidth") > width and time.monotonic() < end:
        time.sleep(0.1)
    assert driver.execute_script("return document.scrollingElement.scrollWidth") <= width
    assert [url for url in requests(driver) if not url.startswith(example.partition("/base")[0])] == []


def test_a_search_has_an_address(driver: Any, site: str) -> None:
    look(driver, 1366)
    driver.get(site + "?q=energie")
    end = time.monotonic() + 10
    while not driver.find_elements("css selector", ".md-search-result__link") and time.monotonic() < end:
        time.sleep(0.1)
    assert driver.find_elements("css selector", ".md-search-result__link")


TYPED = [
    "L'énergie d’ŒUVRE : 3\u202f353 J, 1.234.567",
    "2,9 et 2.9 kWh ; æther straße",
    "Ærø Łódź 12 345",
    "a_b c-d 3,5,7 x2",
]


def test_page_and_index_cut_words_alike(driver: Any, site: str) -> None:
    driver.get(site)
    cut = [driver.execute_script("return digestSearch.tokens(arguments[0])", text) for text in TYPED]
    assert cut == [tokens(text) for text in TYPED]


def test_a_search_is_narrowed_by_kind_and_year_and_keeps_its_address(driver: Any, site: str) -> None:
    look(driver, 390)
    driver.get(site + "?q=energie&section=day")
    wait_for_links(driver)
    assert {"days"} == {link.split("/")[-3] for link in hrefs(driver)}
    choose = "k.value = 'resource'; k.dispatchEvent(new Event('change'))"
    driver.execute_script(f"const k = document.forms['dg-search'].elements.section; {choose}")
    time.sleep(0.5)
    assert all("/resources/" in link for link in hrefs(driver))
    assert "section=resource" in driver.current_url


def test_the_search_works_by_keyboard(driver: Any, site: str) -> None:
    look(driver, 1366)
    driver.get(site)
    body = driver.find_element("css selector", "body")
    body.send_keys("/")
    driver.switch_to.active_element.send_keys("energie")
    wait_for_links(driver)
    driver.switch_to.active_element.send_keys("\ue015")
    assert "md-search-result__link" in driver.switch_to.active_element.get_attribute("class")
    driver.switch_to.active_element.send_keys("\ue00c")
    assert not driver.execute_script("return document.getElementById('__search').checked")


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not installed (npm install axe-core)")
@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_nothing_in_the_open_search(driver: Any, site: str, view: tuple[int, bool]) -> None:
    look(driver, view[0], dark=view[1])
    driver.get(site + "?q=energie")
    wait_for_links(driver)
    driver.execute_script(AXE.read_text("utf-8"))
    run = "axe.run('.md-search', {runOnly: ['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice']})"
    found = driver.execute_async_script(f"const done = arguments[0]; {run}.then(r => done(r.violations))")
    assert [(v["id"], v["nodes"][0]["html"][:200], v["nodes"][0].get("failureSummary", "")) for v in found] == []


def wait_for_links(driver: Any) -> None:
    end = time.monotonic() + 10
    while not hrefs(driver) and time.monotonic() < end:
        time.sleep(0.1)


def hrefs(driver: Any) -> list[str]:
    return [link.get_attribute("href") for link in driver.find_elements("css selector", ".md-search-result__link")]


def test_a_listing_is_filtered_by_kind_and_by_word(driver: Any, site: str) -> None:
    look(driver, 390)
    driver.get(site + "resources/")
    shown = "return [...document.querySelectorAll('.dg-card')].filter(c => !c.hidden).length"
    every = driver.execute_script(shown)
    driver.find_element("css selector", ".dg-filter [data-pick=video]").click()
    assert driver.execute_script(shown) == 1
    driver.find_element("css selector", ".dg-filter [data-pick='']").click()
    driver.find_element("css selector", ".dg-filter input").send_keys("energetique")
    assert 0 < driver.execute_script(shown) < every


def test_a_filtered_listing_has_an_address(driver: Any, site: str) -> None:
    look(driver, 390)
    shown = "return [...document.querySelectorAll('.dg-card, .dg-tile')].filter(c => !c.hidden).length"
    topic = "const t = document.querySelector('.dg-filter [name=topic]'); t.selectedIndex = 1;"
    topic += "t.dispatchEvent(new Event('input', {bubbles: true}))"
    kind = "document.querySelectorAll('.dg-filter button')[1].click()"
    for listing, choose in (("resources/", topic), ("figures/", kind)):
        driver.get(site + listing)
        every = driver.execute_script(shown)
        driver.execute_script(choose)
        some = driver.execute_script(shown)
        assert 0 < some < every
        driver.get(driver.current_url)
        assert driver.execute_script(shown) == some


def test_a_link_to_something_folded_unfolds_it(driver: Any, site: str) -> None:
    look(driver, 390)
    driver.get(site + "days/2025-06-05/")
    inside = driver.execute_script("return document.querySelector('details li').id")
    driver.get(site + f"days/2025-06-05/?x#{inside}")
    assert driver.execute_script("return document.querySelector('details').open")


def test_the_page_works_without_a_script(driver: Any, site: str) -> None:
    driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        driver.get(site + "resources/")
        assert len(driver.find_elements("css selector", ".dg-card")) > 3
        assert not driver.find_element("css selector", ".dg-filter").is_displayed()
    finally:
        driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_what_is_new_since_the_last_visit_is_marked_and_can_be_switched_off(driver: Any, site: str) -> None:
    look(driver, 390)
    driver.get(site)
    key = "'dg:/base/'"
    driver.execute_script(f"localStorage.setItem({key}, '2025-06-12'); sessionStorage.clear()")
    driver.get(site)
    new = "return [...document.querySelectorAll('.dg-new')].map(n => n.closest('[data-day]').dataset.day)"
    marked = driver.execute_script(new)
    assert marked
    assert all(day > "2025-06-12" for day in marked)
    driver.find_element("css selector", ".dg-since button").click()
    assert driver.execute_script(new) == []
    driver.get(site + "weeks/2025-W25/")
    assert driver.execute_script(new) == []
    driver.execute_script("localStorage.clear(); sessionStorage.clear()")


def test_a_first_visit_marks_nothing_and_sets_no_cookie(driver: Any, site: str) -> None:
    driver.get(site)
    driver.execute_script("localStorage.clear(); sessionStorage.clear()")
    driver.get(site)
    assert driver.find_elements("css selector", ".dg-new") == []
    assert driver.get_cookies() == []


def test_a_week_prints_on_two_pages_with_addresses_written_out(driver: Any, example: str) -> None:
    driver.get(example + "weeks/2025-W20/")
    paper = {"paperWidth": 8.27, "paperHeight": 11.69, "preferCSSPageSize": True}
    pdf = base64.b64decode(driver.execute_cdp_cmd("Page.printToPDF", paper)["data"])
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) <= 2
