"""A whole site made of hostile messages: nothing alive, nothing private, nothing foreign."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from digest.check import Policy, check_site
from digest.check.document import Document
from digest.read import Input
from tests.building import ADDRESS, Shown, show
from tests.hostile import KNOWN, chat, payloads
from tests.live import Shape

ROOT = Path(__file__).resolve().parents[1]
OBJECTS = "Aldric Quémeneur"
MEMBERS = ("Maëlle Ostrowski", "Gwenaëlle Trévidic", "Ghislaine Pruvost", "Ignace Lemarchand")
PAYLOADS = [payload for payload in payloads() if payload.id not in KNOWN]
COUNTRIES = ("FR", "GB", "US")
SECONDS = 60


@pytest.fixture(scope="module", params=["public", "full"])
def hostile(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Shown:
    people = f"people: {{leave_out: [{OBJECTS}]}}\ncountries: [{', '.join(COUNTRIES)}]"
    settings = f"name: Groupe\nlanguage: fr\nprofile: {request.param}\nsite_url: {ADDRESS}\n{people}"
    inputs = [Input.from_bytes(name, data) for name, data in chat(PAYLOADS).items()]
    return show(tmp_path_factory.mktemp(request.param), inputs, settings)


@pytest.fixture(scope="module")
def ordinary(tmp_path_factory: pytest.TempPathFactory) -> Shown:
    """The example group under the profile that shows most."""
    chunks = sorted((ROOT / "examples/ai-education/chunks").iterdir())
    settings = f"name: Groupe\nlanguage: fr\nprofile: full\nsite_url: {ADDRESS}"
    inputs = [Input.from_bytes(path.name, path.read_bytes()) for path in chunks]
    return show(tmp_path_factory.mktemp("ordinary"), inputs, settings)


def test_the_site_builds_without_a_warning_in_time(hostile: Shown) -> None:
    assert not hostile.warnings
    assert hostile.seconds < SECONDS


def test_nothing_of_a_payload_is_alive(hostile: Shown) -> None:
    alive = [f"{name}: {found}" for name, page in hostile.pages.items() for found in Shape(page).alive]
    assert not alive


def test_no_element_is_in_the_site_that_ordinary_messages_do_not_make(hostile: Shown, ordinary: Shown) -> None:
    known = {kind for page in ordinary.pages.values() for kind in Shape(page).kinds}
    new = {kind: name for name, page in hostile.pages.items() for kind in Shape(page).kinds if kind not in known}
    assert not new


def test_a_payload_stands_where_ordinary_words_stand(hostile: Shown) -> None:
    """Never as emphasis, code, heading, table, notice or picture of its own making."""
    frames = {frame: name for name, page in hostile.pages.items() for frame in Shape(page).frames}
    wrong = re.compile(r"> (?:em|code|pre|kbd|del|ins|sub|sup|th|td|dd|img|h1)$|admonition|md-nav|tabbed|highlight")
    allowed = re.compile(r"dg-|^dl|^html > head > title$")
    points = "span.dg-point > strong"
    odd = {frame: name for frame, name in frames.items() if wrong.search(frame) or not allowed.search(frame)}
    odd |= {frame: name for frame, name in frames.items() if frame.endswith("strong") and not frame.endswith(points)}
    assert not odd


def test_the_gate_over_the_site_finds_nothing(hostile: Shown) -> None:
    hidden = MEMBERS if hostile.settings.profile == "public" else ()
    files = list(chat(PAYLOADS))
    policy = Policy(
        site_url=ADDRESS,
        countries=COUNTRIES,
        names=hidden,
        opted_out=(OBJECTS,),
        input_names=files,
        digits=("33639984177",),
    )
    found = [str(f) for f in check_site(hostile.files, policy) if f.severity == "error"]
    assert not found


def test_no_private_piece_of_a_payload_is_in_any_file(hostile: Shown) -> None:
    readings = [(name, text, re.sub(r"[^\w\n]", "", text)) for name, text in texts(hostile)]
    leaks = {
        (payload.id, name)
        for payload in PAYLOADS
        if not (hostile.settings.profile == "full" and payload.group == "P7")
        for needle in payload.needles
        for name, text, solid in readings
        if (needle in solid if needle.isdigit() else needle in text)
    }
    assert not leaks


def texts(built: Shown) -> Iterator[tuple[str, str]]:
    for name, data in built.files.items():
        if not name.startswith("assets/javascripts"):
            document = Document(name, data)
            yield from ((name, reading.text) for reading in document.readings)


def test_every_feed_index_and_export_is_well_formed(hostile: Shown) -> None:
    for name, data in hostile.files.items():
        if name.endswith((".xml", ".svg", ".opml", ".atom")):
            ET.fromstring(data)
        elif name.endswith(".json"):
            json.loads(data)


def test_every_file_of_the_site_has_a_name_of_ours(hostile: Shown) -> None:
    ours = re.compile(r"[a-z0-9][a-z0-9._-]*(?:\.[a-z0-9]+)*", re.I)
    odd = [name for name in hostile.files if not all(ours.fullmatch(part) for part in name.split("/"))]
    assert not odd
    assert not [name for name in hostile.files if "zqt" in name.lower() or "zqp" in name.lower()]


def test_a_table_for_spreadsheets_runs_no_formula(hostile: Shown) -> None:
    for name, data in hostile.files.items():
        if name.endswith(".csv"):
            rows = csv.reader(data.decode("utf-8-sig").splitlines(keepends=True))
            cells = [cell for row in rows for cell in row if cell.lstrip()[:1] in tuple("=+-@\t\r")]
            assert not [cell for cell in cells if not re.fullmatch(r"-?[\d.,]+", cell)], name
