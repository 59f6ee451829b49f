"""Key figures beside other libraries, in one run: detection and speed on a set of messages.

    python benchmarks/figures.py GOLD.jsonl

GOLD: one JSON object a line, ``{"id", "lang", "text", "figures": [{"start", "end", "value", "unit", "kind", "key"}]}``.
Without it the cases of ``tests/cases/figures`` are used (they are our own, so they flatter us). quantulum3 and
recognizers-text take part when they are installed; the table says when one is not.
"""

from __future__ import annotations

import importlib
import json
import re
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from digest.figures import find_figures

Found = list[tuple[int, int, tuple[float, ...]]]  # start, end, values
Finder = Callable[[str, str], Found]
CASES = Path(__file__).parents[1] / "tests" / "cases" / "figures"
_CULTURES = {"fr": "fr-fr", "en": "en-us", "es": "es-es", "de": "de-de", "it": "it-it", "pt": "pt-br"}


class Score(NamedTuple):
    """One row of the table."""

    precision: float
    recall: float
    f1: float
    values: float  # share of the matched figures with the right value
    negatives: int  # messages without a key figure that got one
    rate: float  # messages a second


def ours(text: str, language: str) -> Found:
    return [
        (f.start, f.end, f.value if isinstance(f.value, tuple) else (f.value,)) for f in find_figures(text, language)
    ]


def quantulum() -> Finder:
    parser = importlib.import_module("quantulum3.parser")

    def find(text: str, language: str) -> Found:
        quantities = parser.parse(text)
        return [(*q.span, (float(q.value),)) for q in quantities if q.unit.name != "dimensionless"]

    return find


def recognizers() -> Finder:
    units = importlib.import_module("recognizers_number_with_unit")
    models = (units.recognize_currency, units.recognize_dimension, units.recognize_temperature)

    def find(text: str, language: str) -> Found:
        results = [r for model in models for r in model(text, _CULTURES.get(language, "en-us"))]
        return [(r.start, r.end + 1, (_number(r.resolution),)) for r in results if r.resolution]

    return find


def _number(resolution: dict[str, Any]) -> float:
    try:
        return float(resolution.get("value") or "nan")
    except ValueError:
        return float("nan")


def from_cases() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for path in sorted(CASES.glob("*.txt")):
        for line in path.read_text("utf-8").splitlines():
            if message := re.match(r"(\w\w): (.*)", line):
                text = message[2].replace("\\n", "\n").replace("\\t", "\t")
                rows.append({"lang": message[1], "text": text, "figures": []})
            elif line[:2] in ("+ ", "~ ", "? "):
                rows[-1]["figures"].append(_from_case(rows[-1]["text"], line))
    return rows


def _from_case(text: str, line: str) -> dict[str, Any]:
    quoted, _, rest = line.removeprefix("? ")[2:].rpartition(" = ")
    start = text.find(quoted)
    values = [float(v) for v in rest.split(" ")[0].split("..")]
    return {"start": start, "end": start + len(quoted), "value": values, "key": line[0] == "+"}


def score(rows: list[dict[str, Any]], find: Finder) -> Score:
    begun = time.perf_counter()
    answers = [find(row["text"], row["lang"]) for row in rows]
    rate = len(rows) / (time.perf_counter() - begun)
    right = wrong = missed = values = negatives = 0
    for row, answer in zip(rows, answers, strict=True):
        gold = [figure for figure in row["figures"] if figure.get("key", True)]
        free = [f for f in answer if not any(_touch(f, figure) for figure in row["figures"])]
        hits = [(figure, next((f for f in answer if _touch(f, figure)), None)) for figure in gold]
        right += sum(hit is not None for _, hit in hits)
        missed += sum(hit is None for _, hit in hits)
        values += sum(hit is not None and _same(hit[2], figure["value"]) for figure, hit in hits)
        wrong += len(free)
        negatives += bool(free and not gold)
    precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return Score(precision, recall, f1, values / max(1, right), negatives, rate)


def _touch(found: tuple[int, int, tuple[float, ...]], figure: dict[str, Any]) -> bool:
    return found[0] < figure["end"] and figure["start"] < found[1]


def _same(values: tuple[float, ...], wanted: Any) -> bool:
    goal = wanted if isinstance(wanted, list) else [wanted]
    return len(goal) == len(values) and all(
        abs(a - b) <= 0.011 * max(abs(a), abs(b)) for a, b in zip(values, goal, strict=True)
    )


def finders() -> Iterator[tuple[str, Finder | None]]:
    yield "chat-digest", ours
    for name, make in (("quantulum3", quantulum), ("recognizers-text", recognizers)):
        try:
            yield name, make()
        except ImportError:
            yield name, None


def main() -> None:
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path else from_cases()
    print(f"{len(rows)} messages, {sum(f.get('key', True) for row in rows for f in row['figures'])} key figures")
    print(f"{'':<18} {'P':>5} {'R':>5} {'F1':>5} {'value':>6} {'neg':>4} {'messages/s':>11}")
    for name, find in finders():
        if find is None:
            print(f"{name:<18} not installed")
            continue
        for language in sorted({row["lang"] for row in rows}):
            find("warm up 3 km", language)
        s = score(rows, find)
        shares = " ".join(f"{share:5.2f}" for share in s[:3])
        print(f"{name:<18} {shares} {s.values:6.2f} {s.negatives:>4} {s.rate:>11,.0f}")


if __name__ == "__main__":
    main()
