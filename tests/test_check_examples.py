"""The example groups, built as a moderator would, pass the gate; what they must not show is not there."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest.check import check_site
from digest.read import Input, read
from digest.summary import site_policy
from tests.building import Shown, show

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"


def example(name: str, place: Path) -> Shown:
    folder = EXAMPLES / name
    inputs = [Input.from_bytes(path.name, path.read_bytes()) for path in sorted((folder / "chunks").iterdir())]
    return show(place, inputs, (folder / "digest.yml").read_text("utf-8"), (folder / "curation.yml").read_text("utf-8"))


@pytest.fixture(scope="module")
def teachers(tmp_path_factory: pytest.TempPathFactory) -> Shown:
    return example("ai-education", tmp_path_factory.mktemp("fr"))


@pytest.fixture(scope="module")
def cyclists(tmp_path_factory: pytest.TempPathFactory) -> Shown:
    return example("cycling-club", tmp_path_factory.mktemp("en"))


def words(shown: Shown) -> str:
    return "\n".join(
        data.decode() for name, data in shown.files.items() if name.endswith((".html", ".json", ".xml", ".csv"))
    )


def errors(shown: Shown) -> list[str]:
    policy = site_policy(shown.built, shown.settings, machine_paths=(), by_hand=(), own_texts=())
    return [str(found) for found in check_site(shown.files, policy) if found.severity == "error"]


def test_the_teachers_site_passes_the_gate(teachers: Shown) -> None:
    assert not errors(teachers)


def test_the_cyclists_site_passes_the_gate(cyclists: Shown) -> None:
    assert not errors(cyclists)


def test_the_teachers_chat_is_joined_from_its_chunks(teachers: Shown) -> None:
    """Five files in no order, twelve lines twice, one message over two files."""
    assert len(teachers.built.chunk.entries) == 444
    assert not teachers.built.chunk.unread
    (series,) = [entry for entry in teachers.built.chunk.entries if "4 séances de 55 min" in entry.text]
    assert series.text.endswith("https://forge.apps.education.fr/mkeita/snt-ia")


def test_the_cyclists_chat_is_joined_from_an_archive_and_a_later_export(cyclists: Shown) -> None:
    assert len(cyclists.built.chunk.entries) == 119
    assert not cyclists.built.chunk.unread


@pytest.mark.parametrize(
    "secret",
    [
        "Tilleul-Vert-77",
        "HkDemo0Tilleul77Invite2",
        "qfx-wmnd-rub",
        "4518B",
        "Matéo",
        "truquées d'elle",
        "Gaëtan",
        "39 98 52 14",
    ],
)
def test_the_teachers_site_does_not_tell(teachers: Shown, secret: str) -> None:
    assert secret not in words(teachers).replace("’", "'").replace("&#39;", "'")


@pytest.mark.parametrize("secret", ["DemoPassWheels77", "2806", "900417", "nell@", "1DemoCakeRota"])
def test_the_cyclists_site_does_not_tell(cyclists: Shown, secret: str) -> None:
    assert secret not in words(cyclists)


def test_the_day_on_energy_shows_its_figures(teachers: Shown) -> None:
    page = teachers.files["days/2025-06-05/index.html"].decode().replace("\u202f", " ").replace("\u00a0", " ")
    for piece in ("57 J", "3 353 J", "2,9 kWh", "22 %", "technologyreview.com"):
        assert piece in page


def test_an_iphone_export_of_the_same_week_adds_no_message() -> None:
    files = sorted((EXAMPLES / "ai-education").glob("*/*.*"))
    assert {path.suffix for path in files} == {".txt", ".zip"}
    chunk = read([Input.from_bytes(path.name, path.read_bytes()) for path in files])
    assert len(chunk.entries) == 444
    assert not chunk.unread


def test_the_repository_is_the_site_of_the_first_example() -> None:
    root, example = Path(__file__).parents[1], Path(__file__).parents[1] / "examples/ai-education"
    settings = (
        (example / "digest.yml").read_text("utf-8").replace("chunks: chunks", "chunks: examples/ai-education/chunks")
    )
    assert (root / "digest.yml").read_text("utf-8") == settings
    assert (root / "curation.yml").read_bytes() == (example / "curation.yml").read_bytes()
