"""The hostile corpus: payloads by class, and a chat that holds them all."""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
PLACES = ("author", "topic", "participant", "file")
# What is known to pass, and why; only ever shortened.
KNOWN = {
    "P1-026": "two numbers glued together by a comma",
    "P4-003": "coordinates in a map address",
    "P4-004": "coordinates in a map address",
}
_ESCAPE = re.compile(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[ntr\\])")
_REPEAT = re.compile(r"<<(\d+)\|(.*?)>>(?!>)", re.S)
_AUTHORS = ("Maëlle Ostrowski", "Gwenaëlle Trévidic", "Ghislaine Pruvost", "Ignace Lemarchand")


class Payload(NamedTuple):
    """One hostile text, where it stands, and what of it must never appear."""

    id: str
    place: str  # text, author, topic, participant, file
    text: str
    marker: str
    needles: tuple[str, ...]

    @property
    def group(self) -> str:
        return self.id.split("-")[0]


def payloads() -> list[Payload]:
    """Every payload, in the order of the files and their lines."""
    found = []
    for path in sorted(HERE.glob("[TP]*.txt")):
        group = path.name.split("-")[0]
        lines = [line for line in path.read_text("utf-8").split("\n") if line]
        found += [_payload(f"{group}-{number:03}", line) for number, line in enumerate(lines, 1)]
    return found


def _payload(name: str, line: str) -> Payload:
    text, _, needles = line.partition(" => ")
    place, _, rest = text.partition(": ")
    place, text = (place, rest) if place in PLACES else ("text", text)
    marker = "zq" + name.lower().replace("-", "x") + "q"
    return Payload(
        name,
        place,
        plain(text).replace("@@", marker),
        marker,
        tuple(map(plain, needles.split(" | "))) if needles else (),
    )


def plain(written: str) -> str:
    """Escapes and repetitions read."""
    text = _ESCAPE.sub(lambda m: codecs.decode(m[0], "unicode_escape"), written)
    return _REPEAT.sub(lambda m: m[2] * int(m[1]), text)


def chat(found: list[Payload]) -> dict[str, bytes]:
    """Chunk files that hold the payloads: six of them a day, each bare, beside a resource and beside a figure."""
    lines: list[str] = []
    for index, payload in enumerate(found):
        lines += _said(payload, index)
    files = [payload.text for payload in found if payload.place == "file"] or ["000_hostile.txt"]
    share = -(-len(lines) // len(files))
    pieces = [lines[at : at + share] for at in range(0, len(lines), share)]
    head = _header(found)
    return {
        name: (head + "\n".join(piece) + "\n").encode("utf-8", "surrogatepass")
        for name, piece in zip(files, pieces, strict=False)
    }


def _header(found: list[Payload]) -> str:
    topics = ", ".join(p.text.replace("\n", " ") for p in found if p.place == "topic")
    members = ", ".join(p.text.replace("\n", " ") for p in found if p.place == "participant")
    told = f"Période: null → null\nParticipants: {members}\nTopics: {topics}\nTokens: 1\nMessages: 1\n"
    return f"=== MÉTADONNÉES CHUNK ===\n{told}\n=== CONTENU ===\n"


def _said(payload: Payload, index: int) -> list[str]:
    day = f"{1 + index // 6 % 28:02}/{1 + index // 168:02}/2025"
    author = _AUTHORS[index % 4]
    if payload.place == "author":
        name = payload.text.replace("\n", " ")
        return [
            f"{day}, 09:0{index % 6} - {name}: Étude {payload.marker} : 57 % des élèves https://a.example.org/{payload.marker}"
        ]
    if payload.place != "text":
        return []
    page = f"https://a.example.org/page-{payload.marker}"
    return [
        f"{day}, 10:0{index % 6} - {author}: {payload.text}",
        f"{day}, 10:1{index % 6} - {author}: À lire : {payload.text} {page}",
        f"{day}, 10:2{index % 6} - {author}: 42 % des élèves selon cette étude, {payload.text}",
    ]
