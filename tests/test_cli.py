"""The commands as a user meets them: results, one clear sentence for bad input, exit codes."""

import contextlib
import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from digest.cli import COMMANDS

CHAT = (
    "\n".join(
        (
            "=== MÉTADONNÉES CHUNK ===",
            "Période: null → null",
            "Participants: ",
            "Topics: ",
            "Tokens: 90",
            "Messages: 5",
            "",
            "=== CONTENU ===",
            "05/06/2025, 07:28 - Aline Exemple: L'étude sur l'énergie de l'IA : 57 joules par réponse, "
            "contre 3 353 pour le plus grand modèle https://www.example.org/etude-energie",
            "05/06/2025, 07:31 - Bruno Exemple: merci Aline, testé ce matin en classe !",
            "mon numéro : 06 39 98 12 34",
            "05/06/2025, 10:28 - Chloé Exemple: Quelqu'un connaît un atelier sur l'énergie pour des 4e ?",
            "05/06/2025, 14:14 - Votre code de sécurité avec +33 6 39 98 45 67 a changé. Appuyez pour en savoir plus.",
        )
    )
    + "\n"
)


def digest(*arguments: str, stdin: str = "", at: Path | None = None, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "digest", *arguments],
        input=stdin,
        capture_output=True,
        text=True,
        cwd=at,
        env={**os.environ, "NO_COLOR": "1", "COLUMNS": "200", **env},
        check=False,
    )


@pytest.fixture
def group(tmp_path: Path) -> Path:
    (tmp_path / "chunks").mkdir()
    (tmp_path / "chunks/a.txt").write_text(CHAT, "utf-8")
    (tmp_path / "digest.yml").write_text('name: "Le groupe"\n', "utf-8")
    return tmp_path


def test_a_chunk_file_becomes_a_site_and_the_ledger_is_told(group: Path) -> None:
    done = digest("build", at=group)
    assert done.returncode == 0, done.stderr
    assert "5 lines: 4 in 3 messages, 1 in 1 notice, header says 5 (lines)" in done.stdout
    assert (group / "docs/days/2025-06-05.md").is_file()
    assert "3" in (group / "site/days/2025-06-05/index.html").read_text("utf-8")
    assert digest("check", at=group).returncode == 0


def test_nothing_private_is_in_anything_that_was_written(group: Path) -> None:
    assert digest("build", at=group).returncode == 0
    for path in [
        p for name in ("docs", "site", "overrides", "digest-data", ".digest") for p in (group / name).rglob("*")
    ]:
        if path.is_file():
            text = path.read_bytes().decode("utf-8", "replace")
            assert not [
                word for word in ("Aline", "Bruno", "Chloé", "98 12 34", "981234", "98 45 67") if word in text
            ], path


def test_two_builds_give_the_same_bytes_and_the_second_writes_nothing(group: Path) -> None:
    def tree() -> dict[str, bytes]:
        return {
            p.relative_to(group).as_posix(): p.read_bytes()
            for d in ("docs", "site")
            for p in sorted((group / d).rglob("*"))
            if p.is_file()
        }

    assert digest("build", at=group).returncode == 0
    first = tree()
    done = digest("build", at=group)
    assert "0 files written, 0 deleted" in done.stdout
    assert tree() == first


BAD: dict[str, tuple[dict[str, bytes], str]] = {
    "no settings file": ({"digest.yml": b""}, ""),
    "an empty file": ({"chunks/a.txt": b""}, "a.txt"),
    "a binary": ({"chunks/a.txt": bytes(range(256)) * 40}, "a.txt"),
    "no chat at all": ({"chunks/a.txt": b"hello\nworld\n"}, "a.txt"),
    "broken YAML": ({"digest.yml": b'name: "x\nlanguage: fr\n'}, "digest.yml:1"),
    "an unknown key": ({"digest.yml": b"name: x\nlangage: fr\n"}, "language"),
    "several faults at once": ({"digest.yml": b"langage: fr\nprofile: open\n"}, "profile"),
    "a fault in the decisions": ({"curation.yml": b"resources:\n  - url: https://example.org\n    hiden: x\n"}, "hide"),
}


@pytest.mark.parametrize("case", [name for name in BAD if name != "no settings file"])
def test_bad_input_is_one_clear_sentence_and_leaves_what_was_there(group: Path, case: str) -> None:
    assert digest("build", "--no-site", at=group).returncode == 0
    before = {p: p.read_bytes() for p in (group / "docs").rglob("*") if p.is_file()}
    files, expected = BAD[case]
    for name, data in files.items():
        (group / name).write_bytes(data)
    done = digest("build", "--no-site", at=group)
    assert done.returncode == 2, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert expected in done.stderr
    assert {p: p.read_bytes() for p in (group / "docs").rglob("*") if p.is_file()} == before


def test_no_settings_file_says_how_to_make_one(tmp_path: Path) -> None:
    done = digest("build", at=tmp_path)
    assert (done.returncode, "digest new" in done.stderr) == (2, True)


def test_an_unknown_command_names_the_nearest_one() -> None:
    done = digest("biuld")
    assert (done.returncode, "build" in done.stderr) == (2, True)


def test_a_wrong_option_is_a_usage_error() -> None:
    assert digest("build", "--nope").returncode == 2


def test_help_does_not_load_mkdocs() -> None:
    code = "import sys; from digest.cli import run; run(['--help']); sys.exit('mkdocs' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0


def test_find_answers_json_lines() -> None:
    row = json.dumps(
        {"id": "1", "text": "Il a coûté 12 € : https://example.org/a?utm_source=x, appelez le 06 39 98 12 34"}
    )
    figures = json.loads(digest("find", "figures", "--jsonl", stdin=row).stdout)
    assert [(f["value"], f["unit"]) for f in figures["figures"]] == [(12, "EUR")]
    links = json.loads(digest("find", "links", "--jsonl", stdin=row).stdout)
    assert links["links"][0]["canonical"] == "https://example.org/a"
    private = json.loads(digest("find", "private", "--jsonl", stdin=row).stdout)
    assert [span["type"] for span in private["spans"]] == ["PHONE"]
    pair = json.dumps({"a": "http://www.example.org/a/", "b": "https://example.org/a"})
    assert json.loads(digest("find", "same", "--jsonl", stdin=pair).stdout)["same"] is True


def test_find_shows_a_table_for_a_text() -> None:
    done = digest("find", "figures", "environ 2,9 kWh par jour")
    assert done.returncode == 0
    assert "kWh" in done.stdout


@pytest.mark.parametrize("line", ["not json", "[1]", '{"id": "1"}', '{"id": "1", "text": 3}'])
def test_a_line_that_is_no_object_with_a_text_is_named(line: str) -> None:
    done = digest("find", "figures", "--jsonl", stdin=line)
    assert (done.returncode, "Traceback" in done.stderr, bool(done.stderr)) == (2, False, True)


def test_messages_are_json_lines_with_their_place(group: Path) -> None:
    rows = [json.loads(line) for line in digest("messages", "chunks", "--jsonl", at=group).stdout.splitlines()]
    assert [row["kind"] for row in rows] == ["message", "message", "message", "system"]
    assert rows[0]["source"]["line"] == 9
    assert rows[3]["author"] is None


def test_highlights_say_why(group: Path) -> None:
    done = digest("highlights", "chunks", "--week", "2025-W23", "--jsonl", at=group)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert {"resources", "figures"} <= {row["section"] for row in rows}
    assert all(isinstance(row["why"], list) for row in rows)


def test_a_new_group_builds_at_once_and_a_second_run_changes_nothing(tmp_path: Path) -> None:
    home = tmp_path / "g"
    assert digest("new", str(home), "--name", 'L\'IA : "nous"', "--language", "fr").returncode == 0
    (home / "chunks/chat.txt").write_text(CHAT, "utf-8")
    done = digest("build", at=home)
    assert done.returncode == 0, done.stderr
    settings = (home / "digest.yml").read_bytes()
    again = digest("new", str(home), "--name", "other", "--language", "en")
    assert (again.returncode, (home / "digest.yml").read_bytes()) == (0, settings)


def test_a_new_group_without_chats_says_what_to_do(tmp_path: Path) -> None:
    digest("new", str(tmp_path / "g"), "--name", "x", "--language", "en")
    done = digest("build", at=tmp_path / "g")
    assert (done.returncode, "chunks" in done.stderr) == (2, True)


def test_a_folder_of_pages_that_cannot_be_made_is_said_before_any_work(group: Path) -> None:
    (group / "docs").write_text("a file where a folder should be")
    done = digest("build", at=group)
    assert (done.returncode, "docs" in done.stderr, "Traceback" in done.stderr) == (2, True, False)


def test_a_finding_makes_check_fail_with_file_and_line(group: Path) -> None:
    assert digest("build", at=group).returncode == 0
    page = group / "site/index.html"
    page.write_text(page.read_text("utf-8").replace("</body>", "\n<p>06 39 98 12 34</p></body>"), "utf-8")
    done = digest("check", at=group)
    assert done.returncode == 1
    assert "index.html:" in done.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str) -> None:
    done = digest(command, "--help")
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) > 5


def test_the_preview_follows_a_decision_and_leaves_the_site_alone(group: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (group / "curation.yml").write_text("# nothing decided yet\n", "utf-8")
    command = [sys.executable, "-m", "digest", "serve", "--port", str(port)]
    with subprocess.Popen(command, cwd=group, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as server:
        try:
            home = fetched(f"http://127.0.0.1:{port}/resources/", "etude-energie")
            assert "livereload" in home
            (group / "curation.yml").write_text(
                'resources:\n  - url: https://www.example.org/etude-energie\n    title: "Un titre choisi"\n', "utf-8"
            )
            assert "Un titre choisi" in fetched(f"http://127.0.0.1:{port}/resources/", "Un titre choisi")
            assert not (group / "site").exists()
        finally:
            server.terminate()


def fetched(url: str, words: str) -> str:
    """The page at ``url`` as soon as it holds ``words``; what it is after half a minute otherwise."""
    text, end = "", time.monotonic() + 30
    while words not in text and time.monotonic() < end:
        with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=5) as answer:
            text = answer.read().decode()
        time.sleep(0.2)
    return text
