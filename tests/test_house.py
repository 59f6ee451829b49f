"""The house stands: imports point one way, families are listed, the world is touched in few rooms only."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "digest"

# room -> the rooms it may import from, itself aside; nouns <- scanners <- stages <- pipeline <- the outside world
NOUNS = {"digest", "model", "errors", "language"}
SCANNERS = {"links", "figures", "private", "clean", "typography", "plain_yaml", "cues"}
GATE = {"redact", "people", "hold", "names"}
HIGHLIGHTS = {"find", "talk", "rank", "gather", "themes", "vocabulary", "dates", "stopwords"}
CURATION = {"curation", "curate", "ledger", "stubs", "settings"}
PAGES = {"write", "markup"}
OTHERS = {"read", "check", "enrich"}
ROOMS = {
    **dict.fromkeys(NOUNS, NOUNS),
    **dict.fromkeys(SCANNERS, NOUNS | SCANNERS),
    **dict.fromkeys(GATE, NOUNS | SCANNERS | GATE),
    **dict.fromkeys(HIGHLIGHTS, NOUNS | SCANNERS | HIGHLIGHTS),
    **dict.fromkeys(CURATION, NOUNS | SCANNERS | CURATION),
    **dict.fromkeys(PAGES, NOUNS | SCANNERS | PAGES),
    **dict.fromkeys(OTHERS, NOUNS | SCANNERS),
}
STAGES = NOUNS | SCANNERS | GATE | HIGHLIGHTS | CURATION | PAGES | OTHERS
ROOMS["pipeline"] = STAGES
ROOMS["scaffold"] = STAGES
ROOMS["summary"] = STAGES | {"pipeline"}
OUTSIDE = {
    "disk",
    "lookup",
    "visits",
    "publish",
    "mailing",
    "terminal",
    "workspace",
    "plugin",
    "commands",
    "cli",
    "__main__",
}
WORLD = {
    "os",
    "shutil",
    "subprocess",
    "socket",
    "tempfile",
    "pathlib",
    "urllib.request",
    "webbrowser",
    "time",
    "smtplib",
}
MAY_TOUCH_WORLD = OUTSIDE | {"language"}


def room(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return "digest" if parts == ("__init__",) else parts[0]


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = "." * node.level + (node.module or "")
            found |= {base} if base != "digest" else {f"digest.{alias.name}" for alias in node.names}
    return found


MODULES = sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_imports_point_one_way(path: Path) -> None:
    here = room(path)
    assert not any(name.startswith(".") for name in imports(path)), "write imports out in full"
    ours = {name.split(".")[1] for name in imports(path) if name.startswith("digest.")} - {here, "__version__"}
    allowed = ROOMS.get(here, STAGES | OUTSIDE | {"pipeline", "scaffold", "summary"})
    assert ours <= allowed, f"{here} may not import {sorted(ours - allowed)}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_only_the_outer_rooms_touch_the_world(path: Path) -> None:
    if room(path) in MAY_TOUCH_WORLD:
        return
    assert not imports(path) & WORLD
    calls = {
        n.func.id
        for n in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)
    }
    assert not calls & {"open", "print", "input"}


def test_only_the_plugin_imports_mkdocs() -> None:
    assert {room(p) for p in MODULES if any(n.split(".")[0] == "mkdocs" for n in imports(p))} <= {"plugin"}


def test_only_the_gate_makes_redacted_text() -> None:
    """``find`` cuts and joins pieces of gated text; nobody else writes one."""
    makers = {
        room(p)
        for p in MODULES
        for n in ast.walk(ast.parse(p.read_text("utf-8")))
        if isinstance(n, ast.Call)
        and isinstance(n.func, ast.Name)
        and n.func.id == "Redacted"
        and n.args
        and not (isinstance(n.args[0], ast.Constant) and n.args[0].value == "")
    }
    assert makers <= {"redact", "model", "find"}


def test_every_command_is_listed() -> None:
    from digest.cli import COMMANDS

    files = {p.stem for p in (PACKAGE / "commands").glob("*.py") if not p.stem.startswith("_")}
    assert files == set(COMMANDS)


def code_lines(path: Path) -> int:
    """Lines that hold code: no blanks, comments or docstrings."""
    tree = ast.parse(path.read_text("utf-8"))
    texts = [
        n
        for n in ast.walk(tree)
        if isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant) and isinstance(n.value.value, str)
    ]
    skipped = {line for n in texts for line in range(n.lineno, (n.end_lineno or n.lineno) + 1)}
    lines = enumerate(path.read_text("utf-8").splitlines(), 1)
    return sum(1 for n, line in lines if n not in skipped and line.strip() and not line.strip().startswith("#"))


def test_no_module_is_longer_than_three_hundred_lines_of_code() -> None:
    assert not {p.relative_to(PACKAGE).as_posix(): n for p in MODULES if (n := code_lines(p)) > 300}


def test_no_broad_excepts_and_no_utils() -> None:
    assert not [p for p in MODULES if p.stem in {"utils", "util", "helpers", "misc"}]
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ExceptHandler):
                assert node.type is not None, path
                assert not (isinstance(node.type, ast.Name) and node.type.id in {"Exception"}), path
