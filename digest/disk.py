"""The only reader and writer of a group's files: inputs, settings, pages, state, the built site."""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import json
import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from digest.errors import DigestError, InputError
from digest.model import Page
from digest.read import Input

BLOCK = 1 << 20
STATE = ".digest"
MAX_TEXT = 4 << 20  # a settings or curation file above 4 MiB is a mistake


# ---------------------------------------------------------------- reading


def inputs(paths: Sequence[Path]) -> list[Input]:
    """The regular files among ``paths`` and in the folders among them, each once, by name.

    Symbolic links are refused: they could bring a private file of the machine into the site.

    Raises:
        InputError: a path is missing, unreadable or no regular file, or nothing is there to read.
    """
    found: dict[Path, Input] = {}
    for path in paths:
        for file in _regular_files(path):
            shown = str(file) if path.is_file() else file.relative_to(path).as_posix()
            found.setdefault(file.resolve(), _input(file, shown))
    if not found:
        where = ", ".join(str(p) for p in paths)
        raise InputError(
            f"No chat file in {where}.", hint="Put the exported chat (.txt or .zip) or the chunk files there."
        )
    return list(found.values())


def _regular_files(path: Path) -> Iterator[Path]:
    try:
        mode = path.lstat().st_mode
        if stat.S_ISLNK(mode):
            raise InputError("This is a symbolic link; links are not followed.", file=str(path), hint="Copy the file.")
        if stat.S_ISDIR(mode):
            for child in sorted(path.iterdir()):
                if not child.name.startswith(".") and child.name.lower() not in {"readme.md", "lisezmoi.md"}:
                    yield from _regular_files(child)
        elif stat.S_ISREG(mode):
            yield path
        else:
            raise InputError("This is neither a file nor a folder.", file=str(path))
    except OSError as error:
        raise _unreadable(path, error) from error


def _input(file: Path, shown: str) -> Input:
    def blocks() -> Iterator[bytes]:
        try:
            with file.open("rb") as stream:
                while block := stream.read(BLOCK):
                    yield block
        except OSError as error:
            raise _unreadable(file, error) from error

    return Input(shown, file.stat().st_size, blocks)


def _unreadable(path: Path, error: OSError) -> InputError:
    reason = "does not exist" if isinstance(error, FileNotFoundError) else f"cannot be read ({error.strerror})"
    return InputError(f"The file {reason}.", file=str(path), hint="Check the name and the rights.")


def read_text(path: Path) -> str | None:
    """The UTF-8 text of a settings, curation or state file; None when there is no such file.

    Raises:
        InputError: unreadable, too large, or not UTF-8.
    """
    try:
        if path.stat().st_size > MAX_TEXT:
            raise InputError("The file is larger than 4 MiB.", file=str(path), hint="Is this the right file?")
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return None
    except UnicodeDecodeError as error:
        raise InputError("The file is not UTF-8 text.", file=str(path), hint="Save it as UTF-8.") from error
    except OSError as error:
        raise _unreadable(path, error) from error


def read_tree(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file below ``folder`` with its relative name, by name."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path.read_bytes()


def refuse_overlap(source: Path, group: Path) -> None:
    """Refuse an input folder that holds, or lies in, what we write.

    Raises:
        InputError: raw chats would be copied into the published site.
    """
    source = source.resolve()
    for name in ("docs", "site"):
        out = (group / name).resolve()
        if source == out or out in source.parents or source in out.parents:
            raise InputError(
                f"The chat folder overlaps the {name}/ folder, whose files are published.",
                file=str(source),
                hint="Keep raw chats in a folder of their own, such as chunks/.",
            )


# ---------------------------------------------------------------- writing


@dataclass(frozen=True, slots=True)
class Changes:
    """What a delivery did, by relative path."""

    written: tuple[str, ...] = ()
    deleted: tuple[str, ...] = ()
    unchanged: int = 0
    kept: tuple[str, ...] = ()  # edited by hand since we wrote them: left alone


def write_atomic(path: Path, data: bytes) -> None:
    """Replace ``path`` by ``data`` in one step; a kill leaves the old file or the new one.

    Raises:
        DigestError: the disk is full or the place not writable.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".digest-")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
            os.chmod(name, 0o644)
            os.replace(name, path)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(name)
            raise
    except OSError as error:
        raise _unwritable(path, error) from error


def _unwritable(path: Path, error: OSError) -> DigestError:
    return DigestError(
        f"Cannot write: {error.strerror}.", file=str(path), hint="Check the free space and the rights of the folder."
    )


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:32]


class Delivery:
    """Writes pages into a group's folder, only what changed; deletes only what it wrote.

    Its manifest names, for each file, the content it may hold: two while a delivery is under way,
    so that after a kill every file is still known as ours.
    """

    def __init__(self, group: Path) -> None:
        self.group = group
        self.manifest = group / STATE / "manifest.json"
        self.known = self._load()

    def _load(self) -> dict[str, list[str]]:
        try:
            loaded = json.loads(self.manifest.read_text("utf-8"))
            return {str(k): [str(x) for x in v] for k, v in loaded.items()}
        except (OSError, ValueError, AttributeError, TypeError):
            return {}

    def _save(self, known: Mapping[str, Sequence[str]]) -> None:
        text = json.dumps(known, indent=0, sort_keys=True, ensure_ascii=False)
        write_atomic(self.manifest, text.encode())

    def deliver(self, pages: Iterable[Page], *, overwrite: bool = False) -> Changes:
        """Bring the folder to hold exactly ``pages`` of ours.

        Args:
            pages: the files to hold, paths relative to the group's folder.
            overwrite: replace files that were edited by hand since, too.

        Raises:
            DigestError: a path leaves the folder, or something cannot be written.
        """
        wanted = {page.path: page.data for page in pages}
        for path in wanted:
            self._inside(path)
        marks = {path: _digest(data) for path, data in wanted.items()}
        now = {path: self._mark(path) for path in wanted.keys() | self.known.keys()}
        edited = {p for p, mark in now.items() if mark and mark not in self.known.get(p, []) and mark != marks.get(p)}
        kept = () if overwrite else tuple(sorted(edited))
        todo = sorted(p for p in wanted if now[p] != marks[p] and p not in kept)
        gone = sorted(p for p in self.known.keys() - wanted.keys() if now[p] and p not in kept)
        if todo or gone:
            self._save({p: sorted({*self.known.get(p, []), marks.get(p, "")} - {""}) for p in now})
        for path in todo:
            write_atomic(self.group / path, wanted[path])
        for path in gone:
            self._delete(path)
        self.known = {p: [marks[p]] for p in wanted if p not in kept} | {p: self.known.get(p, []) for p in kept}
        self._save(self.known)
        return Changes(tuple(todo), tuple(gone), len(wanted) - len(todo) - len(kept), kept)

    def _inside(self, path: str) -> None:
        if path.startswith("/") or ".." in Path(path).parts:
            raise DigestError("A page would be written outside the group's folder.", file=path)
        place = (self.group / path).parent
        if place.exists() and self.group.resolve() not in [place.resolve(), *place.resolve().parents]:
            raise DigestError("A folder of the site is a link that leads outside the group's folder.", file=path)

    def _mark(self, path: str) -> str:
        try:
            return _digest((self.group / path).read_bytes())
        except FileNotFoundError:
            return ""
        except OSError as error:
            raise _unreadable(self.group / path, error) from error

    def _delete(self, path: str) -> None:
        file = self.group / path
        with contextlib.suppress(OSError):
            file.unlink()
            for parent in file.parents:
                if parent in (self.group, self.group / "docs"):
                    break
                parent.rmdir()  # stops at the first folder that still holds something


def ensure_writable(folder: Path) -> None:
    """Say at once, before any work, that ``folder`` cannot be written.

    Raises:
        DigestError: as said.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=folder, prefix=".digest-")
        os.close(handle)
        os.unlink(name)
    except OSError as error:
        raise _unwritable(folder, error) from error


@contextlib.contextmanager
def locked(group: Path) -> Iterator[None]:
    """Hold the group's folder for one build; a second build is told so.

    Raises:
        DigestError: another build is at work there.
    """
    place = group / STATE
    ensure_writable(place)
    with (place / "lock").open("w") as stream:
        if not _lock(stream.fileno()):
            raise DigestError("Another build is at work in this folder.", file=str(group), hint="Wait for it to end.")
        yield


def _lock(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


# ---------------------------------------------------------------- the built site


def fresh_folder(group: Path, name: str) -> Path:
    """An empty folder in the group's state folder."""
    folder = group / STATE / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def change_files(folder: Path, suffix: str, change: Callable[[str], str]) -> None:
    """Pass the text of every file of ``folder`` that ends in ``suffix`` through ``change``."""
    for path in sorted(folder.rglob(f"*{suffix}")):
        path.write_text(change(path.read_text("utf-8")), "utf-8")


def swap(new: Path, place: Path) -> None:
    """Put the folder ``new`` at ``place`` in one step and delete what stood there.

    Raises:
        DigestError: the place is not writable.
    """
    try:
        if not place.exists():
            os.rename(new, place)
        elif not _exchange(new, place):
            old = new.with_name(new.name + "-old")
            shutil.rmtree(old, ignore_errors=True)
            os.rename(place, old)
            os.rename(new, place)
            shutil.rmtree(old, ignore_errors=True)
    except OSError as error:
        raise _unwritable(place, error) from error
    shutil.rmtree(new, ignore_errors=True)


def _exchange(new: Path, place: Path) -> bool:
    """Swap two folders atomically where the system can (Linux renameat2, RENAME_EXCHANGE = 2)."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    here = -100  # AT_FDCWD
    return bool(call(here, os.fsencode(new), here, os.fsencode(place), 2) == 0)
