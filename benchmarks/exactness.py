"""Measure the finders on labelled development sets and hold them to the levels reached so far.

    python benchmarks/exactness.py SETS [--raise]

SETS is a folder with the sets (``figures-dev.jsonl`` …) and their scorers (``score_figures.py`` …).
The levels stand in ``levels.json`` beside this file; they are only ever raised. Exit status 1 when
one is missed.
"""

from __future__ import annotations

import json
import math
import subprocess
import sys
import tempfile
from pathlib import Path

LEVELS = Path(__file__).with_name("levels.json")
LOWER_IS_BETTER = ("leaks", "wrongly_hidden", "touched", "noise", "neg_fp", "delicate")


def digest(*arguments: str, stdin: str = "") -> str:
    """Standard output of the command line with these arguments."""
    done = subprocess.run(
        [sys.executable, "-m", "digest", *arguments], input=stdin, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"digest {' '.join(arguments)} failed: {done.stderr[-2000:]}")
    return done.stdout


def scorer(sets: Path, name: str, *arguments: str) -> str:
    """Standard output of a scorer; its own exit status is about its own thresholds."""
    return subprocess.run(
        [sys.executable, str(sets / name), *arguments], capture_output=True, text=True, check=False
    ).stdout


def figures(sets: Path, work: Path) -> dict[str, float]:
    """Detection, all-fields and strict-key figures."""
    gold = sets / "figures-dev.jsonl"
    pred = work / "figures.jsonl"
    pred.write_text(digest("find", "figures", "--jsonl", stdin=gold.read_text("utf-8")), "utf-8")
    plain = json.loads(scorer(sets, "score_figures.py", str(gold), str(pred), "--json"))
    strict = json.loads(scorer(sets, "score_figures.py", str(gold), str(pred), "--json", "--strict-key"))
    kept = {k: plain[k] for k in ("f1", "precision", "recall", "triple_f1", "exact_span", "neg_fp")}
    return kept | {"strict_key_precision": strict["precision"]}


def links(sets: Path, work: Path) -> dict[str, float]:
    """Detection, canonical addresses, classes, titles, leaks."""
    gold = sets / "links-dev.jsonl"
    pred = work / "links.jsonl"
    pred.write_text(digest("find", "links", "--jsonl", stdin=gold.read_text("utf-8")), "utf-8")
    out = json.loads(scorer(sets, "score_links.py", "--gold", str(gold), "--pred", str(pred), "--json"))
    return {k: out[k] for k in ("f1", "precision", "canonical", "type", "title", "leaks", "wrongly_hidden")}


def private(sets: Path, work: Path) -> dict[str, float]:
    """Recall by type and ordinary messages touched."""
    gold = sets / "pii-dev.jsonl"
    pred = work / "private.jsonl"
    pred.write_text(digest("find", "private", "--jsonl", stdin=gold.read_text("utf-8")), "utf-8")
    line = scorer(sets, "score_private.py", "--data", str(gold), "--pred", str(pred)).strip().splitlines()[-1]
    parts = dict(part.split("=") for part in line.split() if "=" in part)
    touched = parts.pop("ordinary-messages-touched").split("/")[0]
    return {k: float(v) for k, v in parts.items()} | {"touched": float(touched)}


def highlights(sets: Path, work: Path) -> dict[str, float]:
    """What a week shows first."""
    gold = sets / "highlights-dev.jsonl"
    folder = work / "highlights"
    folder.mkdir()
    for line in gold.read_text("utf-8").splitlines():
        week = json.loads(line)
        chat = sets / "highlights-dev" / f"{week['id']}.txt"
        out = digest("highlights", str(chat), "--week", week["week"], "--jsonl")
        (folder / f"{week['id']}.jsonl").write_text(out, "utf-8")
    out = json.loads(scorer(sets, "score_highlights.py", str(gold), str(folder), "--json"))["ALL"]
    return {k: v for k, v in out.items() if isinstance(v, int | float) and k != "weeks"}


def main(arguments: list[str]) -> int:
    """Print every measure beside its level."""
    sets = Path(next(a for a in arguments if not a.startswith("--")))
    levels = json.loads(LEVELS.read_text("utf-8")) if LEVELS.exists() else {}
    missed = 0
    with tempfile.TemporaryDirectory() as name:
        for measure in (figures, links, private, highlights):
            reached = measure(sets, Path(name))
            held = levels.setdefault(measure.__name__, {})
            for key, value in sorted(reached.items()):
                missed += compare(measure.__name__, key, value, held, raising="--raise" in arguments)
    if "--raise" in arguments:
        LEVELS.write_text(json.dumps(levels, indent=2, sort_keys=True) + "\n", "utf-8")
    print(f"{missed} below their level" if missed else "every level is held")
    return 1 if missed else 0


def compare(subject: str, key: str, value: float, held: dict[str, float], *, raising: bool) -> int:
    """1 when ``value`` is worse than its level; a better one replaces it when raising."""
    down = key.startswith(LOWER_IS_BETTER)
    level = held.get(key)
    worse = level is not None and (value > level + 5e-4 if down else value < level - 5e-4)
    print(
        f"{subject:<11}{key:<24}{value:8.4f}  level {'-' if level is None else format(level, '.4f')}{'  BELOW' * worse}"
    )
    if raising and (level is None or (value < level if down else value > level)):
        held[key] = math.ceil(value * 1e4) / 1e4 if down else math.floor(value * 1e4) / 1e4
    return int(worse)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
