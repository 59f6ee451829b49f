"""Coverage-guided fuzzing of everything that reads what a stranger wrote.

    pip install atheris
    python benchmarks/fuzz.py links -runs=200000            # one target; options are libFuzzer's
    python benchmarks/fuzz.py all -runs=200000              # every target, one after another

A target fails on any exception but our own errors, on an answer that breaks its promise, and after ten seconds on one
input (``-timeout``). An input that fails is kept as ``crash-…`` and can be given again as the last argument.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterable

import atheris

with atheris.instrument_imports(include=["digest"]):
    from digest.check import Policy as SitePolicy
    from digest.check import check_site, numbers_in
    from digest.clean import clean, shorten
    from digest.curation import read_curation
    from digest.errors import DigestError
    from digest.figures import find_figures
    from digest.links import find_links, same
    from digest.markup import block, inline
    from digest.private import find_private
    from digest.read import Input, read
    from digest.redact import Gate, Policy
    from digest.settings import read_settings

GATE = Gate(Policy())
SITE = SitePolicy(
    site_url="https://a.example.org/b/", names=("Ana Lys",), digits=("33639984107",), numbers=numbers_in(["57"])
)
# Pieces that mean something to one of our readers; the fuzzer chooses and mixes them with bytes of its own.
PIECES = (
    "https://", "www.", "a.example.org", "/wiki/X_(y)", "?utm_source=x", "@", " arobase ", "[", "](", ")", "<", ">",
    "{{", "```", "+33 6 39 98 41 07", "0639984107", "+", "00", "FR76 3000 6000 0112 3456 7890 189",
    "mot de passe : ", "57 %", "3 353", "2,9 kWh", "entre ", " et ", " à ", "un tiers", "doublé", "1,5 M€",
    "\u202f", "\u00a0", "\u202e", "\u200b", "\u0301", "👩\u200d👧", "\x00", "\n", "\r\n", "05/06/2025, 07:28 - ",
    "[05/06/2025, 07:28:11] ", "Léa: ", "\u200e", "=== MÉTADONNÉES CHUNK ===\n", "Période: ", "=== CONTENU ===\n",
    "<Médias omis>", "SONDAGE :\n", "OPTION : x (3 votes)\n", "#sansmoi", "name: ", "- url: ", "  ", "&a ", "*a",
    "!!python/object:os.system ", "|", "> ", "\t", "'", '"', "resources:\n", "topics:\n", "<p>", "</p>", "<script>",
    "&#x", "]]>",
)  # fmt: skip


def text_of(data: bytes) -> str:
    """Words from the pieces and from free bytes, as the fuzzer chooses."""
    source = atheris.FuzzedDataProvider(data)
    parts: list[str] = []
    while source.remaining_bytes():
        choice = source.ConsumeIntInRange(0, len(PIECES) + 15)
        if choice < len(PIECES):
            parts.append(PIECES[choice] * source.ConsumeIntInRange(1, 3))
        else:
            parts.append(source.ConsumeUnicodeNoSurrogates(source.ConsumeIntInRange(1, 12)))
    return "".join(parts)


def _in_order(spans: Iterable[tuple[int, int]], length: int) -> None:
    last = 0
    for start, end in spans:
        assert last <= start < end <= length, (start, end, last, length)
        last = end


def fuzz_clean(data: bytes) -> None:
    """Cleaning twice is cleaning once; shortening never lengthens beyond its mark."""
    once = clean(text_of(data))
    assert clean(once) == once
    assert len(shorten(once)) <= len(once) + 10


def fuzz_links(data: bytes) -> None:
    """Links lie in the text in order; an address is the same as itself."""
    text = text_of(data)
    found = find_links(text)
    _in_order(((link.start, link.end) for link in found), len(text))
    assert all(same(link.url, link.url) for link in found)


def fuzz_figures(data: bytes) -> None:
    """Figures lie in the text, as written."""
    text = text_of(data)
    assert all(text[figure.start : figure.end] == figure.text for figure in find_figures(text, ""))


def fuzz_private(data: bytes) -> None:
    """Private spans lie in the text in order, without overlaps."""
    text = text_of(data)
    _in_order(((span.start, span.end) for span in find_private(text)), len(text))


def fuzz_gate(data: bytes) -> None:
    """What the gate lets through holds no address of mail that the finder knows."""
    passed = GATE.text(text_of(data))
    assert not [span for span in find_private(passed) if span.type == "EMAIL"], passed


def fuzz_markup(data: bytes) -> None:
    """Page text holds no live mark of HTML, Markdown or a template."""
    text = text_of(data)
    assert not set(inline(text)) & set("<>\"'[]{}`*_|!\\")
    assert not set(block(text).replace("<br>", "")) & set("<>\"'{}")


def fuzz_read(data: bytes) -> None:
    """Every input line goes somewhere; only our own errors are raised."""
    raw = data if data[:1] < b"\x40" else text_of(data[1:]).encode("utf-8", "replace")
    try:
        chunk = read([Input("a.txt", len(raw), lambda: iter([raw]))])
    except DigestError:
        return
    for tally in chunk.tallies:
        told = tally.message_lines + tally.notice_lines + tally.header_lines + tally.overlap_lines
        assert told + tally.merged_lines + tally.unread_lines == tally.lines, tally


def fuzz_settings(data: bytes) -> None:
    """Settings and decisions are understood, or refused in plain words."""
    text = text_of(data)
    for reader in (read_settings, read_curation):
        try:
            reader(text)
        except DigestError as error:
            assert str(error)


def fuzz_check(data: bytes) -> None:
    """The gate over a site survives any page, feed or index."""
    raw = text_of(data).encode("utf-8", "replace")
    check_site(dict.fromkeys(("a.html", "b.xml", "c.json", "d.css", "e.csv", "f.png", "g.jpg"), raw), SITE)


TARGETS: dict[str, Callable[[bytes], None]] = {
    "clean": fuzz_clean,
    "links": fuzz_links,
    "figures": fuzz_figures,
    "private": fuzz_private,
    "gate": fuzz_gate,
    "markup": fuzz_markup,
    "read": fuzz_read,
    "settings": fuzz_settings,
    "check": fuzz_check,
}


def main() -> int:
    """Fuzz one target, or all."""
    if len(sys.argv) < 2 or sys.argv[1] not in (*TARGETS, "all"):
        print(f"usage: fuzz.py {'|'.join(TARGETS)}|all [-runs=N] [-timeout=S] [FILE]")
        return 2
    name, *options = sys.argv[1:]
    if name == "all":
        return max(
            subprocess.run([sys.executable, __file__, each, *options], check=False).returncode for each in TARGETS
        )
    options = ["-timeout=10", "-max_len=400", *options]
    atheris.Setup([sys.argv[0], *options], TARGETS[name])
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
