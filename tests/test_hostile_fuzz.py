"""Whatever is put together from pieces that mean something to us is read, or refused in plain words; never a crash.

The long run of the same, guided by coverage, is ``benchmarks/fuzz.py``.
"""

from __future__ import annotations

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from digest.curation import read_curation
from digest.errors import DigestError
from digest.figures import find_figures
from digest.ledger import read_ledger
from digest.links import find_links, same
from digest.private import find_private
from digest.read import Input, read
from digest.redact import Gate, Policy
from digest.settings import read_settings

WORDS = (
    "https://", "http://[", "www.a.example.org", "/wiki/X_(y)", "?utm_source=x&", "@", " arobase ", " point ", "[",
    "](", "<", "+33 6 39 98 41 07", "0639984107", "00", "FR76 3000", "mot de passe : ", "57 %", "3 353", "2,9 kWh",
    "entre ", " et ", "un tiers", "doublé", "1,5 M€", "\u202f", "\u202e", "\u200b", "\u0301", "👩\u200d👧", "\x00",
    "élève", "Léa",
)  # fmt: skip
LINES = (
    "05/06/2025, 07:28 - ", "[05/06/2025, 07:28:11] ", "\u200e[05/06/25 à 07:28] ", "6/5/25, 7:28 AM - ",
    "2025-06-05, 07:28 - ", "Léa: ", "+33 6 39 98 41 07: ", "\u200e", "=== MÉTADONNÉES CHUNK ===\n", "Période: ",
    "Messages: x\n", "=== CONTENU ===\n", "<Médias omis>", "SONDAGE :\n", "OPTION : x (3 votes)\n", "#sansmoi",
    "\n", "\r\n", "\ufeff", "\u2028", "99/99/9999, 99:99 - ",
)  # fmt: skip
YAML = (
    "name: ", "profile: ", "public", "people:\n", "  show: {", "}", "- url: ", "resources:\n", "topics:\n",
    "lists:\n", "  id: ", "&a ", "*a", "!!python/object:os.system ", "|\n", ">\n", "\t", "'", '"', ": ", "#",
    "---\n", "[", "]", "oui", "2025-06-05", "\n",
)  # fmt: skip


def made_of(*pieces: str) -> st.SearchStrategy[str]:
    return st.lists(st.one_of(st.sampled_from(pieces), st.text(max_size=6)), max_size=30).map("".join)


FUZZ = settings(max_examples=150, deadline=None)


@given(made_of(*WORDS))
@FUZZ
def test_finders_answer_for_any_text(text: str) -> None:
    assert all(text[figure.start : figure.end] == figure.text for figure in find_figures(text, ""))
    assert all(0 <= link.start < link.end <= len(text) and same(link.url, link.url) for link in find_links(text))
    spans = find_private(text)
    assert all(first.end <= second.start for first, second in itertools.pairwise(spans))


@given(made_of(*WORDS))
@FUZZ
def test_the_gate_lets_no_mail_through(text: str) -> None:
    passed = Gate(Policy()).text(text)
    assert not [span for span in find_private(passed) if span.type == "EMAIL"]


@given(made_of(*LINES, *WORDS))
@FUZZ
def test_every_line_of_any_file_goes_somewhere(text: str) -> None:
    data = text.encode("utf-8", "replace")
    try:
        chunk = read([Input.from_bytes("a.txt", data)])
    except DigestError as error:
        assert str(error)
        return
    for tally in chunk.tallies:
        taken = tally.message_lines + tally.notice_lines + tally.header_lines + tally.overlap_lines
        assert taken + tally.merged_lines + tally.unread_lines == tally.lines


@given(st.binary(max_size=300))
@FUZZ
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for name in ("a.txt", "a.zip", "result.json"):
        try:
            read([Input.from_bytes(name, data)])
        except DigestError as error:
            assert str(error)


@given(made_of(*YAML))
@FUZZ
def test_settings_decisions_and_ledger_are_understood_or_refused(text: str) -> None:
    for reader in (read_settings, read_curation, lambda written: read_ledger(written, "resources.json")):
        try:
            reader(text)
        except DigestError as error:
            assert str(error)


@given(made_of(*WORDS), made_of(*LINES))
@FUZZ
def test_a_chat_of_anything_passes_the_gate(text: str, other: str) -> None:
    lines = f"05/06/2025, 07:28 - Léa: {text}\n05/06/2025, 07:29 - {other}: x\n"
    try:
        chunk = read([Input.from_bytes("a.txt", lines.encode("utf-8", "replace"))])
    except DigestError:
        return
    for profile in ("public", "full"):
        Gate(Policy(profile=profile)).messages(chunk)
