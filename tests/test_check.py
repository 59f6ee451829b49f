"""The gate over a finished site, through its front door."""

from __future__ import annotations

import gzip
import re
import struct
import zlib
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.check import CHECKS, Policy, check_site, numbers_in, sealed
from digest.check.csp import script_hash
from digest.check.targets import scheme_of

CASES = Path(__file__).parent / "cases" / "check" / "site.txt"
QUIET = Policy(noindex=False)


class Case(NamedTuple):
    title: str
    policy: Policy
    files: dict[str, bytes]
    findings: Counter[str]


def read_cases() -> list[Case]:
    return [read_case(part) for part in re.split(r"^== ", CASES.read_text("utf-8"), flags=re.M)[1:]]


def read_case(part: str) -> Case:
    head, *blocks = re.split(r"^-[->] ", part, flags=re.M)
    title, *told = head.strip().split("\n")
    files = {}
    for block in blocks[:-1]:
        name, _, text = block.partition("\n")
        files[name] = text.encode()
    return Case(title, read_policy(told), files, Counter(blocks[-1].strip().split("\n")[1:]))


def read_policy(told: list[str]) -> Policy:
    given: dict[str, Any] = {"noindex": False}
    for line in told:
        key, _, value = line.removeprefix("policy ").partition(": ")
        if key == "said":
            given["numbers"] = numbers_in([value])
        elif key == "noindex":
            given[key] = True
        elif key == "site_url":
            given[key] = value
        else:
            given[key] = (*given.get(key, ()), value)
    return Policy(**given)


@pytest.mark.parametrize("case", read_cases(), ids=lambda case: case.title)
def test_a_site_has_the_findings_that_its_case_names(case: Case) -> None:
    found = check_site(case.files, case.policy)
    assert Counter(f"{f.severity} {f.file}:{f.line} {f.check}" for f in found) == case.findings, "\n".join(
        map(str, found)
    )


def test_every_check_has_a_case() -> None:
    named = {line.split(maxsplit=2)[2] for case in read_cases() for line in case.findings}
    assert named == {*CHECKS, "links"}


def test_the_guide_names_every_check() -> None:
    guide = (Path(__file__).resolve().parents[1] / "docs" / "guide" / "threats.md").read_text("utf-8")
    section = guide.split("### What the gate looks for")[1].split("###")[0]
    assert re.findall(r"^\| ([a-z ]+) \|", section, re.M)[1:] == [*CHECKS, "links"]


def test_a_finding_names_place_and_remedy_but_not_the_datum() -> None:
    (found,) = check_site({"index.html": b"<p>+33 6 39 98 41 07</p>"}, QUIET)
    assert str(found).startswith("index.html:1: error: A phone number (+3")
    assert "39 98" not in str(found)
    assert found.hint


def test_a_packed_file_is_looked_into() -> None:
    packed = gzip.compress(b"<p>+33 6 39 98 41 07</p>")
    found = check_site({"index.html": b"<p>x</p>", "feed.xml.gz": packed}, QUIET)
    assert [(f.file, f.check) for f in found] == [("feed.xml.gz", "private data")]


def png(*chunks: tuple[bytes, bytes]) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*c) for c in (*chunks, (b"IEND", b"")))


def jpeg(*segments: tuple[int, bytes]) -> bytes:
    body = b"".join(bytes([0xFF, marker]) + struct.pack(">H", len(data) + 2) + data for marker, data in segments)
    return b"\xff\xd8" + body + b"\xff\xda\x00\x02\xff\xd9"


@pytest.mark.parametrize(
    ("name", "data", "wrong"),
    [
        ("a.png", png((b"IHDR", b"x" * 13)), False),
        ("a.png", png((b"tEXt", b"Software\0drawn by hand")), False),
        ("a.png", png((b"tEXt", b"Author\0Lea Exemple")), True),
        ("a.png", png((b"eXIf", b"MM\0*")), True),
        ("a.jpg", jpeg((0xE0, b"JFIF\0")), False),
        ("a.jpg", jpeg((0xE0, b"JFIF\0"), (0xE1, b"Exif\0\0MM")), True),
        ("a.jpg", jpeg((0xFE, b"photo de classe")), True),
        ("a.webp", b"RIFF\x14\0\0\0WEBPEXIF\x04\0\0\0MM\0*", True),
        ("a.gif", b"GIF89a\0\0", False),
    ],
)
def test_pictures_must_not_tell_more_than_they_show(name: str, data: bytes, wrong: bool) -> None:
    found = check_site({"index.html": b"<p>x</p>", name: data}, QUIET)
    assert [f.check for f in found if f.severity == "error"] == ["images"] * wrong


@pytest.mark.parametrize("address", ["JaVaScRiPt:x", "\x01javascript:x", "java\nscript:x", "java\u200bscript:x"])
def test_a_disguised_scheme_is_seen(address: str) -> None:
    assert scheme_of(address) == "javascript"


@given(st.text(max_size=200))
@settings(max_examples=150, deadline=None)
def test_any_text_may_stand_in_any_file(text: str) -> None:
    data = text.encode("utf-8", "replace")
    names = ("a.html", "a.xml", "a.json", "a.css", "a.js", "a.csv", "a.png", "a.jpg", "a.webp", "a.gz", "a.bin")
    check_site(dict.fromkeys(names, data), Policy(names=("Ana Lys",), digits=("33639984107",), numbers=frozenset()))


@given(
    st.lists(st.sampled_from(["<p", ">", "</p>", '<a href="', '"', "<!--", "-->", "<script>", "&#x", "<![CDATA[", "é"]))
)
@settings(max_examples=150, deadline=None)
def test_broken_markup_is_read_without_a_crash(parts: list[str]) -> None:
    check_site({"a.html": "".join(parts).encode(), "feed.xml": "".join(parts).encode()}, QUIET)


@given(st.integers(0, 10**9), st.sampled_from([" ", "\u00a0", "\u202f", "'", ""]))
def test_a_number_of_the_chat_is_known_however_the_page_groups_it(number: int, group: str) -> None:
    printed = f"{number:,}".replace(",", group)
    page = f"<article><p>{printed} kWh</p></article>".encode()
    policy = Policy(noindex=False, generated=("a.html",), numbers=numbers_in([f"il y en a {number} !"]))
    assert not [f for f in check_site({"a.html": page}, policy) if f.check == "numbers"]


THEME = "<html><head><title>x</title></head><body><script>theme()</script><article>{}</article></body></html>"


def test_a_sealed_page_names_the_scripts_of_the_theme_and_no_other() -> None:
    page = sealed(THEME.format("<script>alert(1)</script>"))
    assert script_hash("theme()") in page
    assert script_hash("alert(1)") not in page
    assert [f.what for f in check_site({"index.html": page.encode()}, QUIET) if "policy" in f.what]


def test_sealing_twice_is_sealing_once() -> None:
    page = sealed(THEME.format("57 %"))
    assert sealed(page) == page
    assert not check_site({"index.html": page.encode()}, QUIET)
