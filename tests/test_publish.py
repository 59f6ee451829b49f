"""Publishing: only the site, without a past, after a look and a yes; against repositories on this disk."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from digest.commands.publish import command
from digest.errors import DigestError
from digest.pipeline import Built
from digest.publish import Difference, custom_domain, further_files, repository
from digest.workspace import Group
from tests.test_cli import CHAT, digest

DAY = date(2025, 6, 8)
PAGE = '<h1>Semaine</h1><article id="r-aaaaaaaa">Étude</article><p id="f-bbbbbbbb">57 joules</p><b>Léo &#39;Ti</b>'


def git(at: Path, *words: str) -> str:
    who = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "init.defaultBranch=main")
    return subprocess.run(["git", *who, *words], cwd=at, capture_output=True, text=True, check=True).stdout.strip()


@pytest.fixture
def group(tmp_path: Path) -> Path:
    """A group's repository with one commit, its remote beside it, and a site."""
    home = tmp_path / "group"
    (home / "site").mkdir(parents=True)
    (home / "chunks").mkdir()
    (home / "chunks/a.txt").write_text(CHAT, "utf-8")
    (home / ".gitignore").write_text("/chunks/\n/site/\n/docs/\n/overrides/\n/digest-data/\n/.digest/\n")
    (home / "digest.yml").write_text("name: Le groupe\nsite_url: https://digest.example.org/\n", "utf-8")
    (home / "site/index.html").write_text(PAGE, "utf-8")
    git(tmp_path, "init", "-q", "--bare", "remote.git")
    git(home, "init", "-q")
    git(home, "remote", "add", "origin", "../remote.git")
    git(home, "add", ".gitignore", "digest.yml")
    git(home, "commit", "-qm", "start")
    return home


def publish(group: Path, names: tuple[str, ...] = (), branch: str = "gh-pages", url: str = "") -> Difference:
    """What a publication changed."""
    with repository(group, "origin", branch) as made:
        made.look()
        commit = made.take(group / "site", made.further(url), DAY)
        difference = made.compare(commit, names)
        made.push(commit)
    return difference


def remote(group: Path, *words: str) -> str:
    return git(group.parent / "remote.git", *words)


def files(group: Path, branch: str = "gh-pages") -> list[str]:
    return remote(group, "ls-tree", "-r", "--name-only", branch).splitlines()


def test_the_branch_holds_the_site_and_the_file_that_forbids_a_second_build(group: Path) -> None:
    publish(group)
    assert files(group) == [".nojekyll", "index.html"]
    assert remote(group, "show", "gh-pages:index.html") == PAGE


def test_the_site_is_pushed_whatever_git_is_told_to_ignore_or_to_convert(group: Path) -> None:
    (group / "site/.gitignore").write_text("*\n")
    (group / "site/.gitattributes").write_text("* text eol=lf\n")
    (group / "site/a.txt").write_bytes(b"a\r\nb\r\n")
    publish(group)
    assert {"a.txt", ".gitignore"} <= set(files(group))


def test_nothing_that_was_taken_off_stays_in_the_history(group: Path) -> None:
    publish(group)
    (group / "site/index.html").write_text("<h1>Autre</h1>", "utf-8")
    publish(group)
    assert remote(group, "rev-list", "--count", "gh-pages") == "1"
    assert "57 joules" not in remote(group, "log", "-p", "--all", "--", "index.html")


def test_the_commit_tells_neither_who_nor_when(group: Path) -> None:
    publish(group)
    told = remote(group, "log", "-1", "--format=%an %ae %cn %ce %aI %cI", "gh-pages")
    assert told == " ".join(["chat-digest chat-digest@localhost"] * 2 + ["2025-06-08T00:00:00+00:00"] * 2).replace(
        "+00:00", "Z" if "Z" in told else "+00:00"
    )


def test_neither_the_group_s_repository_nor_its_site_is_changed(group: Path) -> None:
    before = (git(group, "status", "--porcelain"), git(group, "for-each-ref"), sorted((group / "site").rglob("*")))
    publish(group, url="https://digest.example.org/")
    after = (git(group, "status", "--porcelain"), git(group, "for-each-ref"), sorted((group / "site").rglob("*")))
    assert before == after


def test_what_is_new_and_what_is_gone_is_counted_and_names_are_told(group: Path) -> None:
    names = ("Léo 'Ti", "Nadia", "Ana")
    first = publish(group, names)
    assert (first.ids, first.names, first.added) == ({"r-aaaaaaaa", "f-bbbbbbbb"}, ("Léo 'Ti",), 2)
    (group / "site/index.html").write_text(PAGE.replace("r-aaaaaaaa", "r-cccccccc") + "<b>Nadia</b>, Ana", "utf-8")
    (group / "site/b.html").write_text("b", "utf-8")
    second = publish(group, names)
    assert (second.ids, second.gone, second.names) == ({"r-cccccccc"}, {"r-aaaaaaaa"}, ("Nadia",))
    assert (second.added, second.changed, second.removed, second.nothing) == (1, 1, 0, False)
    assert publish(group, names).nothing


def test_who_published_meanwhile_is_not_overwritten(group: Path) -> None:
    publish(group)
    with repository(group, "origin", "gh-pages") as made:
        made.look()
        (group / "site/index.html").write_text("<p>autre</p>", "utf-8")
        publish(group)
        commit = made.take(group / "site", {}, DAY)
        with pytest.raises(DigestError, match="meanwhile"):
            made.push(commit)


def test_a_branch_that_somebody_made_meanwhile_is_not_overwritten(group: Path) -> None:
    with repository(group, "origin", "gh-pages") as made:
        made.look()
        publish(group)
        (group / "site/index.html").write_text("<p>autre</p>", "utf-8")
        with pytest.raises(DigestError, match="meanwhile"):
            made.push(made.take(group / "site", {}, DAY))


def test_a_branch_of_sources_is_never_replaced(group: Path) -> None:
    git(group, "push", "-q", "origin", "HEAD:refs/heads/sources")
    with pytest.raises(DigestError, match=r"digest\.yml"):
        publish(group, branch="sources")


def test_the_branch_one_works_on_is_never_replaced(group: Path) -> None:
    with pytest.raises(DigestError, match="You work on"):
        publish(group, branch=git(group, "branch", "--show-current"))


@pytest.mark.parametrize("branch", ["", "-f", "a..b", "a b", "+main", "x.lock", "a:b"])
def test_a_name_that_is_no_branch_is_refused(group: Path, branch: str) -> None:
    with pytest.raises(DigestError, match="no name for a branch"):
        publish(group, branch=branch)


def test_a_link_in_the_site_is_refused(group: Path) -> None:
    (group / "site/x").symlink_to(group / "chunks")
    with pytest.raises(DigestError, match="symbolic link"):
        publish(group)


DOMAINS = {
    "": "",
    "https://digest.example.org/": "digest.example.org",
    "https://digest.example.org/group/": "",
    "https://nadia.github.io/": "",
    "https://nadia.github.io/digest/": "",
    "http://127.0.0.1/": "",
    "http://localhost/": "",
    "https://digest.example.org:8443/": "",
}


@pytest.mark.parametrize("url", DOMAINS)
def test_only_a_domain_of_one_s_own_stands_in_the_branch(url: str) -> None:
    assert custom_domain(url) == DOMAINS[url]
    assert further_files(url).get("CNAME", b"") == (f"{DOMAINS[url]}\n".encode() if DOMAINS[url] else b"")


def test_a_domain_that_was_set_by_hand_stays_until_the_settings_tell_an_address(group: Path) -> None:
    publish(group, url="https://digest.example.org/")
    publish(group)
    assert remote(group, "show", "gh-pages:CNAME") == "digest.example.org"
    publish(group, url="https://nadia.github.io/digest/")
    assert "CNAME" not in files(group)


# ---------------------------------------------------------------- what can be wrong around it


def test_a_folder_without_repository_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(DigestError, match="git init"), repository(tmp_path, "origin", "gh-pages"):
        pass


def test_an_unknown_remote_names_the_known_ones(group: Path) -> None:
    with pytest.raises(DigestError, match=r"Known: origin\."), repository(group, "upstream", "gh-pages"):
        pass


def test_no_git_is_one_sentence(group: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(group))
    with pytest.raises(DigestError, match="not installed"), repository(group, "origin", "gh-pages"):
        pass


def test_a_remote_that_does_not_answer_is_one_sentence(group: Path) -> None:
    git(group, "remote", "set-url", "origin", "../nowhere.git")
    with pytest.raises(DigestError, match="Nothing was published"):
        publish(group)


def test_an_address_serves_as_remote(group: Path) -> None:
    with repository(group, str(group.parent / "remote.git"), "gh-pages") as made:
        made.look()
        made.push(made.take(group / "site", {}, DAY))
    assert files(group) == ["index.html"]


# ---------------------------------------------------------------- the command


def test_the_command_builds_checks_and_pushes_the_site_only(group: Path) -> None:
    done = digest("publish", "--yes", at=group)
    assert done.returncode == 0, done.stderr
    names = files(group)
    assert {"index.html", "404.html", "CNAME", ".nojekyll", "weeks/2025-W23/index.html"} <= set(names)
    private = ("chunks", "digest-data", ".digest", "docs", "curation", "digest.yml")
    assert not [name for name in names if name.startswith(private)]


HEAD = '<!doctype html><html lang="fr"><head><meta name="robots" content="noindex, nofollow"><title>x</title></head>'


@pytest.fixture
def quick(group: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """The command with a site of one page in the place of MkDocs' work."""

    def write(opened: Group, built: Built) -> list[str]:
        ids = "".join(f'<p id="{item.id}"></p>' for item in (*built.site.resources, *built.site.figures))
        (opened.site / "index.html").write_text(f"{HEAD}<body>{ids}</body></html>", "utf-8")
        return []

    monkeypatch.setattr("digest.workspace.write_site", write)
    return lambda *words, said="": CliRunner().invoke(
        command, [*words, "--config", str(group)], input=said, standalone_mode=False
    )


def test_a_dry_run_shows_what_is_new_and_pushes_nothing(group: Path, quick: Callable[..., Result]) -> None:
    done = quick("--dry-run")
    assert (done.exit_code, remote(group, "for-each-ref")) == (0, ""), done.output
    assert "1 resource, " in done.output and "key figure" in done.output and "+ " in done.output


def test_only_a_yes_pushes(group: Path, quick: Callable[..., Result]) -> None:
    for said in ("n\n", ""):
        assert (quick(said=said).exit_code, remote(group, "for-each-ref")) == (1, "")
    assert quick(said="y\n").exit_code == 0
    assert "index.html" in files(group)


def test_publishing_twice_says_that_nothing_is_new(group: Path, quick: Callable[..., Result]) -> None:
    assert quick("--yes").exit_code == 0
    done = quick("--yes")
    assert (done.exit_code, "already holds this site" in done.output) == (0, True)


def test_tracked_chats_forbid_to_publish(group: Path, quick: Callable[..., Result]) -> None:
    git(group, "add", "-f", "chunks/a.txt")
    done = quick("--yes")
    assert (done.return_value, remote(group, "for-each-ref")) == (1, "")
    assert "chunks/a.txt: warning: Git tracks this private file" in done.output


def test_an_error_of_the_check_forbids_to_publish(
    group: Path, quick: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    def leak(opened: Group, built: Built) -> list[str]:
        (opened.site / "index.html").write_text(f"{HEAD}<body>06 39 98 12 34</body></html>", "utf-8")
        return []

    monkeypatch.setattr("digest.workspace.write_site", leak)
    done = quick("--yes")
    assert (done.return_value, remote(group, "for-each-ref")) == (1, "")
    assert "index.html:1: error" in done.output and "nothing was pushed" in done.output
