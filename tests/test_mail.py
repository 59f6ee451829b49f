"""The newsletter: two forms of one list, nothing fetched from anywhere, nothing sent without a yes."""

from __future__ import annotations

import email
import re
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from click.testing import CliRunner

from digest.commands.mail import command
from digest.errors import DigestError
from digest.mailing import PASSWORD, send
from digest.model import Site
from digest.settings import Mail, read_settings
from digest.write.desk import Desk
from digest.write.mail import Envelope, Letter, draft, letter, message
from digest.write.weekly import Week, find_week
from tests import sample
from tests.chromium import MISSING, chromium, installed, look, served
from tests.pages import Read
from tests.test_cli import CHAT, digest

FROM, LIST = "digest@example.org", ("liste@example.org",)
HOSTILE = ' "><script>alert(1)</script><img src=//evil.example.net/x.png> {{ 7*7 }} </style>\n.\nBcc: x@example.net'
SITES = {
    "French": sample.french(),
    "English": sample.english(),
    "no address": replace(sample.french(), url="", contact=""),
    "members": sample.french("members"),
    "hostile": sample.french(twist=lambda words: words + HOSTILE),
}
SENT = Envelope(FROM, LIST)
PLAIN_TAGS = {
    "html", "head", "meta", "title", "style", "body", "div", "table", "tr", "td", "p", "h1", "h2", "a", "span", "br",
}  # fmt: skip

EVERY = pytest.mark.parametrize("site", SITES.values(), ids=SITES)


def letters(site: Site, envelope: Envelope = SENT) -> Iterator[tuple[Week, Letter]]:
    desk = Desk(site)
    for digest_ in site.weeks:
        week = find_week(desk, digest_.period.name)
        yield week, letter(desk, week, envelope)


def a_letter(site: Site = SITES["French"], envelope: Envelope = SENT) -> Letter:
    return next(letters(site, envelope))[1]


@EVERY
def test_the_file_holds_both_forms_and_its_headers(site: Site) -> None:
    for _, sent in letters(site):
        read = email.message_from_bytes(draft(message(sent, Envelope(FROM, LIST), site.name)), policy=default)
        assert isinstance(read, EmailMessage)
        assert [part.get_content_type() for part in read.iter_parts()] == ["text/plain", "text/html"]
        plain, html = (part.get_content() for part in read.iter_parts())
        assert (plain.replace("\r\n", "\n"), html.replace("\r\n", "\n")) == (sent.text, sent.html)
        assert (read["Subject"], read["To"], read["Bcc"]) == (sent.subject, LIST[0], None)
        assert str(read["List-Unsubscribe"]).startswith(f"<mailto:{FROM}?subject=")
        assert not read.defects


@EVERY
def test_nothing_in_a_letter_is_fetched_or_run(site: Site) -> None:
    for _, sent in letters(site):
        read = Read(sent.html)
        names = {tag[0] for tag in read.tags}
        assert names <= PLAIN_TAGS
        assert not [name for tag in read.tags for name in tag[1:] if name.startswith("on") or name == "src"]
        assert not re.search(r"url\(|@import|javascript:|\{\{|\{%", re.sub(r"&#?\w+;", "", sent.html))
        assert not read.open, "every element is closed"


@EVERY
def test_letters_lead_only_to_what_the_site_shows(site: Site) -> None:
    shown = {resource.url for resource in site.resources}
    for week, sent in letters(site):
        own = {f"{site.url}weeks/{week.name}/", f"{site.url}privacy/", sent.stop}
        assert set(Read(sent.html).links) <= shown | own
        assert set(re.findall(r"https?://\S+", sent.text)) <= shown | own | {"//evil.example.net/x.png>"}


@EVERY
def test_every_rule_stands_inline_and_dark_mode_is_known(site: Site) -> None:
    html = a_letter(site).html
    assert "prefers-color-scheme: dark" in html
    read = Read(html)
    assert not [tag for tag in read.tags if tag[0] in {"p", "h1", "h2", "td", "a"} and "style" not in tag]


def test_the_same_week_gives_the_same_bytes() -> None:
    first, second = (draft(message(a_letter(), Envelope(FROM, LIST), "x")) for _ in range(2))
    assert first == second


def test_lines_of_the_file_are_as_long_as_mail_allows() -> None:
    for _, sent in letters(SITES["hostile"]):
        body = draft(message(sent, Envelope(FROM, LIST), "x")).partition(b"\r\n\r\n")[2]
        assert max(map(len, body.split(b"\r\n"))) <= 78
        assert b"\n" not in body.replace(b"\r\n", b"")


def test_several_recipients_do_not_see_each_other() -> None:
    envelope = Envelope(FROM, ("a@example.org", "b@example.org"))
    made = message(a_letter(), envelope, "x")
    assert (made["To"], made["Bcc"]) == (None, "a@example.org, b@example.org")


@pytest.mark.parametrize(
    ("stop", "contact", "address"),
    [
        ("https://liste.example.org/quitter?x=1", "", "https://liste.example.org/quitter?x=1"),
        ("quitter@example.org", "", "mailto:quitter@example.org?subject=d%C3%A9sabonnement"),
        ("", "La modération : contact@example.org", "mailto:contact@example.org?subject=d%C3%A9sabonnement"),
        ("", "", ""),
        ("javascript:alert(1)", "", ""),
    ],
)
def test_the_way_out_is_the_one_that_was_set(stop: str, contact: str, address: str) -> None:
    sent = a_letter(replace(sample.french(), contact=contact), Envelope(stop=stop))
    made = message(sent, Envelope(stop=stop), "x")
    assert sent.stop == address
    assert made["List-Unsubscribe"] == (f"<{address}>" if address else None)
    assert "recevoir" in sent.html and "recevoir" in sent.text


def test_a_note_opens_the_letter() -> None:
    site = replace(sample.french(), notes={"2025-W23": "Un **mot**.\n\n<img src=x> [lien](https://example.org/y)"})
    sent = a_letter(site)
    assert "Un mot." in sent.text and "Un mot." in sent.html
    assert "<img" not in sent.html


def test_settings_of_the_mail_are_read_and_faults_named() -> None:
    text = "mail:\n  from: a@example.org\n  to: [b@example.org]\n  host: smtp.example.org\n  port: 465\n"
    assert read_settings(text).mail == Mail("a@example.org", ("b@example.org",), host="smtp.example.org", port=465)
    with pytest.raises(DigestError, match="password"):
        read_settings("mail:\n  password: x\n")
    with pytest.raises(DigestError, match="from"):
        read_settings("mail:\n  from: nobody\n")


@pytest.mark.browser
@pytest.mark.skipif(not installed(), reason=MISSING)
def test_a_letter_fits_a_phone_in_both_colours_and_asks_nobody_for_anything(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(a_letter(SITES["hostile"]).html, "utf-8")
    with chromium() as driver, served(tmp_path) as site:
        for dark in (False, True):
            look(driver, 320, dark=dark)
            driver.get(site + "index.html")
            assert driver.execute_script("return document.documentElement.scrollWidth") <= 320
            colour = driver.execute_script("return getComputedStyle(document.querySelector('.sheet')).backgroundColor")
            assert colour == ("rgb(31, 36, 41)" if dark else "rgb(255, 255, 255)")
        asked = driver.execute_script("return performance.getEntriesByType('resource').map(e => e.name)")
        assert [name for name in asked if "favicon" not in name] == []


# ---------------------------------------------------------------- sending


class Post(socketserver.StreamRequestHandler):
    """A mail server that knows a handful of words and keeps what it gets."""

    def handle(self) -> None:
        kept = self.server.kept  # type: ignore[attr-defined]
        self._say("220 ready")
        for raw in self.rfile:
            line = raw.decode().strip()
            kept["said"].append(line)
            word = line.upper()[:4]
            if word == "DATA":
                self._say("354 go on")
                lines = iter(self.rfile.readline, b".\r\n")
                kept["data"] = b"".join(line.removeprefix(b".") if line[:2] == b".." else line for line in lines)
                self._say("250 kept")
            elif word == "EHLO":
                self._say("250-here")
                self._say("250 AUTH PLAIN")
            elif word == "AUTH":
                self._say("235 welcome" if kept["welcome"] else "535 no")
            elif word == "QUIT":
                self._say("221 bye")
                return
            else:
                self._say("550 unknown" if "inconnu@" in line else "250 fine")

    def _say(self, words: str) -> None:
        self.wfile.write(words.encode() + b"\r\n")


@contextmanager
def server(welcome: bool = True) -> Iterator[tuple[int, dict[str, object]]]:
    """A mail server on loopback: its port and what it keeps."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Post) as there:
        there.kept = {"said": [], "data": b"", "welcome": welcome}  # type: ignore[attr-defined]
        threading.Thread(target=there.serve_forever, args=(0.01,), daemon=True).start()
        try:
            yield there.server_address[1], there.kept  # type: ignore[attr-defined]
        finally:
            there.shutdown()


def settings(port: int, to: tuple[str, ...] = LIST, user: str = "") -> Mail:
    return Mail(FROM, to, host="127.0.0.1", port=port, user=user)


def made(to: tuple[str, ...] = LIST) -> EmailMessage:
    return message(a_letter(), Envelope(FROM, to), "Groupe")


def test_a_letter_arrives_with_a_date_and_without_the_marks_of_a_draft() -> None:
    to = ("a@example.org", "b@example.org")
    with server() as (port, kept):
        assert send(made(to), settings(port, to)) == []
    read = email.message_from_bytes(kept["data"], policy=default)  # type: ignore[arg-type]
    assert read["Date"] and read["Message-ID"].endswith("@example.org>")
    assert (read["Bcc"], read["X-Unsent"], read["To"]) == (None, None, FROM)
    assert [line for line in kept["said"] if line.startswith("rcpt")] == [f"rcpt TO:<{one}>" for one in to]  # type: ignore[attr-defined]


def test_refused_recipients_are_told() -> None:
    to = ("a@example.org", "inconnu@example.org")
    with server() as (port, _):
        assert send(made(to), settings(port, to)) == ["inconnu@example.org"]
        with pytest.raises(DigestError, match=r"inconnu@example\.org"):
            send(made(to[1:]), settings(port, to[1:]))


def test_a_wrong_password_is_one_sentence_without_the_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PASSWORD, "tres-secret")
    with server(welcome=False) as (port, _), pytest.raises(DigestError) as told:
        send(made(), settings(port, user="moi"))
    assert "password" in str(told.value) and "tres-secret" not in str(told.value)


def test_no_server_is_one_sentence() -> None:
    with server() as (port, _):
        pass
    with pytest.raises(DigestError, match="Nothing was sent"):
        send(made(), settings(port))


@pytest.mark.parametrize(
    ("mail", "said"),
    [
        (Mail(), "from, to, host"),
        (Mail(FROM, LIST), "host"),
        (Mail(FROM, LIST, host="127.0.0.1", user="moi"), PASSWORD),
    ],
)
def test_what_is_missing_to_send_is_named(mail: Mail, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(PASSWORD, raising=False)
    with pytest.raises(DigestError, match=said):
        send(made(), mail)


def test_nothing_goes_to_another_machine_without_encryption(monkeypatch: pytest.MonkeyPatch) -> None:
    import digest.mailing as mailing

    monkeypatch.setattr(mailing, "_HERE", frozenset())
    with server() as (port, kept), pytest.raises(DigestError, match="encryption"):
        send(made(), settings(port))
    assert kept["data"] == b""


# ---------------------------------------------------------------- the command


@pytest.fixture
def group(tmp_path: Path) -> Path:
    (tmp_path / "chunks").mkdir()
    (tmp_path / "chunks/a.txt").write_text(CHAT, "utf-8")
    return tmp_path


def settle(group: Path, port: int) -> None:
    mail = f"mail: {{from: {FROM}, to: [{LIST[0]}], host: 127.0.0.1, port: {port}, user: moi}}\n"
    (group / "digest.yml").write_text(f"name: Le groupe\nsite_url: https://groupe.example.org/d/\n{mail}", "utf-8")


def test_two_files_are_written_and_hold_nothing_private(group: Path) -> None:
    settle(group, 25)
    done = digest("mail", "--week", "2025-W23", "--out", "out", at=group)
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in (group / "out").iterdir()) == ["2025-W23.eml", "2025-W23.html"]
    read = email.message_from_bytes((group / "out/2025-W23.eml").read_bytes(), policy=default)
    assert isinstance(read, EmailMessage)
    text = "".join(part.get_content() for part in read.iter_parts()) + (group / "out/2025-W23.html").read_text("utf-8")
    assert "https://www.example.org/etude-energie" in text or "https://example.org/etude-energie" in text
    assert "https://groupe.example.org/d/weeks/2025-W23/" in text
    assert not [word for word in ("Aline", "Bruno", "Chloé", "98 12 34", "981234", "98 45 67") if word in text]


@pytest.mark.parametrize(("answer", "code"), [("n\n", 1), ("", 1), ("y\n", 0)])
def test_nothing_is_sent_without_a_yes(group: Path, answer: str, code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PASSWORD, "x")
    with server() as (port, kept):
        settle(group, port)
        done = CliRunner().invoke(command, ["--send", "--config", str(group)], input=answer, standalone_mode=True)
    assert done.exit_code == code, done.output
    assert bool(kept["data"]) is (answer == "y\n")
    assert LIST[0] in done.output


def test_sending_without_settings_says_what_is_missing_before_any_work(group: Path) -> None:
    (group / "digest.yml").write_text("name: x\n", "utf-8")
    done = digest("mail", "--send", at=group)
    assert (done.returncode, "host" in done.stderr, (group / "mail").exists()) == (2, True, False)
