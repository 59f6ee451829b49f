"""Five hundred hostile messages: none of them becomes markup, on its own or in a whole site."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from markdown import Markdown

from digest.clean import clean
from digest.markup import block, inline
from digest.private import find_private
from digest.redact import Gate, Policy
from tests.hostile import KNOWN, Payload, payloads, plain

PAYLOADS = payloads()
GROUPS = sorted({payload.group for payload in PAYLOADS})
GATE = Gate(Policy(profile="full", leave_out=("Aldric Quémeneur",)))


def of(group: str) -> list[Payload]:
    return [payload for payload in PAYLOADS if payload.group == group]


def test_the_corpus_has_every_class_and_no_marker_twice() -> None:
    assert {f"T{n:02}" for n in range(1, 22)} < set(GROUPS)
    assert len({payload.marker for payload in PAYLOADS}) == len(PAYLOADS) >= 500


def test_the_corpus_is_read_as_written() -> None:
    assert plain(r"a\n\u202eb\\n<<3|[x>>") == "a\n\u202eb\\n[x[x[x"


class _Tags(HTMLParser):
    """Elements and the names of their attributes, in order; line breaks apart."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "br":
            self.found.append(" ".join([tag, *(name for name, _ in attrs)]))


# Every position in which a template prints a text; the Markdown extensions are those of the sites we make.
PAGE = """# {inline}

- {inline}
- next

| {inline} | b |
|---|---|
| {inline} | {inline} |

<div class="x" title="{inline}">
<p>{block}</p>
<h2>{inline}</h2>
</div>

> {inline}

after
"""
EXTENSIONS = ("admonition", "attr_list", "tables", "toc", "md_in_html", "def_list", "footnotes", "abbr", "fenced_code")


def tags_of(text: str) -> list[str]:
    reader = _Tags()
    reader.feed(Markdown(extensions=EXTENSIONS).convert(PAGE.format(inline=inline(text), block=block(text))))
    return reader.found


ORDINARY = tags_of("ordinary")


@pytest.mark.parametrize("group", GROUPS)
def test_a_hostile_text_has_the_markup_of_an_ordinary_one(group: str) -> None:
    broken = [p.id for p in of(group) if tags_of(GATE.text(p.text)[:2000] or "x") != ORDINARY]
    assert not broken


@pytest.mark.parametrize("group", GROUPS)
def test_cleaning_leaves_nothing_that_deceives(group: str) -> None:
    for payload in of(group):
        text = clean(payload.text)
        assert not [c for c in text if (ord(c) < 32 and c not in "\n\t") or c in "\u202e\u2066\u200b\u3164\ufeff"], (
            payload.id
        )


def private() -> list[Payload]:
    groups = ("P1", "P2", "P3", "P4", "P5")
    return [p for p in PAYLOADS if p.group in groups and p.place == "text" and p.id not in KNOWN]


@pytest.mark.parametrize("payload", private(), ids=lambda p: p.id)
def test_the_gate_masks_what_is_private(payload: Payload) -> None:
    passed = GATE.text(payload.text)
    assert not leaked(payload, passed), passed
    assert not [span for span in find_private(passed) if span.type in ("PHONE", "EMAIL", "IBAN")]


def leaked(payload: Payload, text: str) -> list[str]:
    """The needles that ``text`` holds; numbers are compared as digits."""
    digits = "".join(c for c in text if c.isdigit())
    return [n for n in payload.needles if (n in digits if n.isdigit() else n in text)]
