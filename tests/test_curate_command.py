"""``digest curate``: ready entries go behind the last byte of the moderator's file; nothing before it changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from digest.commands.curate import command
from digest.curation import read_curation
from tests.test_cli import CHAT

STUDY = "https://www.example.org/etude-energie"
HELD = (
    "06/06/2025, 08:00 - Bruno Exemple: Cet élève dyslexique, Nolan, a aimé https://guides.example.com/lire-autrement\n"
)
LATER = "20/06/2025, 08:00 - Bruno Exemple: À lire : https://neuf.example.org/article-sur-la-lecture\n"


@pytest.fixture
def group(tmp_path: Path) -> Path:
    (tmp_path / "chunks").mkdir()
    (tmp_path / "chunks/a.txt").write_text(CHAT, "utf-8")
    (tmp_path / "digest.yml").write_text("name: Le groupe\nlanguage: fr\n", "utf-8")
    return tmp_path


def curate(group: Path, *words: str) -> Result:
    return CliRunner().invoke(command, [*words, "--config", str(group)], standalone_mode=False)


def add(group: Path, line: str) -> None:
    with (group / "chunks/a.txt").open("a", encoding="utf-8") as chat:
        chat.write(line)


FILES = {
    "none": None,
    "empty": b"",
    "a comment": b"# mes choix\n",
    "no line end": 'resources:\n  - url: https://autre.example.org/x\n    title: "L\'été"'.encode(),
    "Windows lines": b"# mes choix\r\nresources:\r\n  - url: https://autre.example.org/x\r\n    pin: oui\r\n",
    "a mark at the start": b"\xef\xbb\xbf# mes choix\n",
    "trailing blanks": b"# a  \n\n\n",
}


@pytest.mark.parametrize("name", FILES)
def test_every_byte_that_stood_there_stays(group: Path, name: str) -> None:
    before, place = FILES[name], group / "curation.yml"
    if before is not None:
        place.write_bytes(before)
    done = curate(group)
    after = place.read_bytes()
    assert "1 entry added" in done.output
    assert after.startswith(before or b"") and STUDY.encode() in after[len(before or b"") :]
    meaning = read_curation((before or b"").decode("utf-8-sig"))
    assert read_curation(after.decode("utf-8-sig")) == meaning
    assert (b"\r\n" in after[len(before or b"") :]) is (name == "Windows lines")


def test_nothing_is_added_twice_and_later_things_are(group: Path) -> None:
    curate(group)
    once = (group / "curation.yml").read_bytes()
    assert "Nothing is new" in curate(group).output
    assert (group / "curation.yml").read_bytes() == once
    add(group, LATER)
    curate(group)
    more = (group / "curation.yml").read_bytes()
    assert (
        more.startswith(once) and b"neuf.example.org" in more[len(once) :] and STUDY.encode() not in more[len(once) :]
    )


def test_the_line_that_is_told_is_that_of_the_first_entry_s_head(group: Path) -> None:
    (group / "curation.yml").write_text("# un\n# deux\n", "utf-8")
    told = curate(group).output
    line = int(told.split("from line ")[1].split()[0])
    assert (group / "curation.yml").read_text("utf-8").splitlines()[line - 1].startswith("# ---")


def test_the_list_names_what_waits_and_writes_nothing(group: Path) -> None:
    add(group, HELD)
    told = curate(group, "--list").output
    assert told.index("Held back") < told.index("New, without a decision")
    assert STUDY in told and "a.txt:" in told
    assert not (group / "curation.yml").exists()


def test_an_empty_list_says_so(group: Path) -> None:
    (group / "curation.yml").write_text(f"resources:\n  - url: {STUDY}\n    pin: oui\n", "utf-8")
    assert curate(group, "--list").output == "Nothing awaits a decision.\n"


def test_what_is_held_is_added_without_its_words(group: Path) -> None:
    add(group, HELD)
    curate(group)
    text = (group / "curation.yml").read_text("utf-8")
    assert "accept: oui" in text and "Nolan" not in text and "guides.example.com" not in text


def test_a_file_of_settings_elsewhere_has_its_decisions_beside_it(group: Path) -> None:
    done = CliRunner().invoke(command, ["--config", str(group / "digest.yml")], standalone_mode=False)
    assert done.exit_code == 0 and (group / "curation.yml").exists()
