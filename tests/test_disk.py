"""Files are written in one step, edited pages are kept, links and overlaps are refused."""

import errno
import os
from pathlib import Path

import pytest

from digest import disk
from digest.disk import Delivery
from digest.errors import DigestError, InputError
from digest.model import Page


def page(path: str, text: str) -> Page:
    return Page(path, text.encode())


def test_only_what_changed_is_written(tmp_path: Path) -> None:
    Delivery(tmp_path).deliver([page("docs/a.md", "a"), page("docs/b.md", "b")])
    changes = Delivery(tmp_path).deliver([page("docs/a.md", "a"), page("docs/b.md", "new")])
    assert (changes.written, changes.deleted, changes.unchanged) == (("docs/b.md",), (), 1)


def test_only_what_we_wrote_is_deleted(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/own.md").write_text("by hand")
    Delivery(tmp_path).deliver([page("docs/days/a.md", "a")])
    changes = Delivery(tmp_path).deliver([])
    assert changes.deleted == ("docs/days/a.md",)
    assert sorted(p.name for p in (tmp_path / "docs").iterdir()) == ["own.md"]


def test_a_page_edited_by_hand_is_kept_and_named_until_overwriting_is_asked_for(tmp_path: Path) -> None:
    Delivery(tmp_path).deliver([page("docs/a.md", "a")])
    (tmp_path / "docs/a.md").write_text("mine")
    assert Delivery(tmp_path).deliver([page("docs/a.md", "new")]).kept == ("docs/a.md",)
    assert Delivery(tmp_path).deliver([]).kept == ("docs/a.md",)
    assert (tmp_path / "docs/a.md").read_text() == "mine"
    assert Delivery(tmp_path).deliver([page("docs/a.md", "new")], overwrite=True).written == ("docs/a.md",)


def test_a_file_that_was_there_before_us_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("my own home page")
    assert Delivery(tmp_path).deliver([page("docs/index.md", "ours")]).kept == ("docs/index.md",)


def test_a_killed_delivery_leaves_pages_that_are_still_known_as_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Delivery(tmp_path).deliver([page("docs/a.md", "1"), page("docs/b.md", "1")])
    write, done = disk.write_atomic, []

    def dies_at_the_second_page(path: Path, data: bytes) -> None:
        if path.suffix == ".md":
            done.append(path)
            if len(done) == 2:
                raise KeyboardInterrupt
        write(path, data)

    monkeypatch.setattr(disk, "write_atomic", dies_at_the_second_page)
    with pytest.raises(KeyboardInterrupt):
        Delivery(tmp_path).deliver([page("docs/a.md", "2"), page("docs/b.md", "2")])
    monkeypatch.undo()
    changes = Delivery(tmp_path).deliver([page("docs/a.md", "3"), page("docs/b.md", "3")])
    assert (changes.kept, changes.written) == ((), ("docs/a.md", "docs/b.md"))


@pytest.mark.parametrize("path", ["../out.md", "/etc/out.md", "docs/../../out.md"])
def test_no_page_leaves_the_folder(tmp_path: Path, path: str) -> None:
    with pytest.raises(DigestError):
        Delivery(tmp_path).deliver([page(path, "x")])


def test_a_folder_of_the_site_that_is_a_link_elsewhere_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "group").mkdir()
    (tmp_path / "group/docs").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(DigestError):
        Delivery(tmp_path / "group").deliver([page("docs/a.md", "x")])


def test_symbolic_links_among_the_chats_are_refused(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("x")
    (tmp_path / "chunks").mkdir()
    (tmp_path / "chunks/a.txt").symlink_to(tmp_path / "secret.txt")
    with pytest.raises(InputError, match="symbolic link"):
        disk.inputs([tmp_path / "chunks"])


def test_a_chat_folder_inside_the_published_one_is_refused(tmp_path: Path) -> None:
    for place in ("docs/chunks", "site", "."):
        with pytest.raises(InputError, match="overlaps"):
            disk.refuse_overlap(tmp_path / place, tmp_path)


def test_an_empty_or_missing_folder_is_one_clear_sentence(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No chat file"):
        disk.inputs([tmp_path])
    with pytest.raises(InputError, match="does not exist"):
        disk.inputs([tmp_path / "nowhere"])


def test_the_same_file_given_twice_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    assert len(disk.inputs([tmp_path, tmp_path / "a.txt", tmp_path])) == 1


def test_a_second_build_in_the_same_folder_is_told_so(tmp_path: Path) -> None:
    with disk.locked(tmp_path), pytest.raises(DigestError, match="Another build"), disk.locked(tmp_path):
        pass


def test_swapping_folders_replaces_the_old_site_whole(tmp_path: Path) -> None:
    for name, text in (("new", "2"), ("site", "1")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text(text)
    disk.swap(tmp_path / "new", tmp_path / "site")
    assert (tmp_path / "site/index.html").read_text() == "2"
    assert not (tmp_path / "new").exists()


def test_a_place_that_cannot_be_written_is_said_before_any_work(tmp_path: Path) -> None:
    (tmp_path / "docs").write_text("a file where a folder should be")
    with pytest.raises(DigestError, match="Cannot write"):
        disk.ensure_writable(tmp_path / "docs")


def test_a_full_disk_is_one_sentence_and_the_page_that_was_there_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Delivery(tmp_path).deliver([page("docs/a.md", "old")])

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(DigestError, match="Cannot write"):
        Delivery(tmp_path).deliver([page("docs/a.md", "new")])
    assert (tmp_path / "docs/a.md").read_text() == "old"
    assert [path.name for path in (tmp_path / "docs").iterdir()] == ["a.md"]
