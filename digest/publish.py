"""The built site as one commit without a past, pushed to the Pages branch from a repository that exists only for that.

Nothing of the group's own repository takes part but the address of its remote: chats, decisions and state cannot be
pushed, and what was taken off the site is in no history of ours. The commit carries no person's name and no clock.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from digest.errors import DigestError
from digest.markup import inline

WAIT = 600  # seconds for one git command
WHO = {"NAME": "chat-digest", "EMAIL": "chat-digest@localhost"}  # the moderator's own name is not published
# What a folder of sources holds and a built site never does.
SOURCES = frozenset({"digest.yml", "mkdocs.yml", "curation.yml", "chunks", "docs", "pyproject.toml", ".github"})
# Addresses that a forge gives itself; any other host is the moderator's own and stands in a file CNAME.
FORGES = (".github.io", ".gitlab.io", ".codeberg.page", ".pages.dev", ".netlify.app", ".vercel.app", ".readthedocs.io")
_NO_REPOSITORY = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_NAMESPACE", "GIT_PREFIX")
_IDS = 'id="[rf]-[a-z2-7]{8}"'


class Published(NamedTuple):
    """What stands on the Pages branch now."""

    commit: str = ""  # "" when there is no such branch yet
    files: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Difference:
    """What a push would change for readers."""

    ids: frozenset[str] = frozenset()  # of resources and figures that the published pages do not show
    gone: frozenset[str] = frozenset()  # shown there, and no longer
    names: tuple[str, ...] = ()  # people who appear for the first time
    added: int = 0  # files
    changed: int = 0
    removed: int = 0

    @property
    def nothing(self) -> bool:
        """Is the branch already as it would become?"""
        return not (self.added or self.changed or self.removed)


class Repository:
    """A bare repository in a folder of its own, and the remote that it speaks to."""

    def __init__(self, folder: Path, address: str, branch: str, at: Path) -> None:
        self.folder, self.address, self.branch, self.at = folder, address, branch, at
        self.before = Published()
        self.git("init", "-q", "--bare", str(folder))

    def git(self, *words: str, data: bytes | None = None, env: Mapping[str, str] | None = None) -> str:
        """The answer of one git command in this repository.

        Raises:
            DigestError: git said no; in its own words, shortened.
        """
        settings = ("-c", "core.autocrlf=false", "-c", "core.attributesFile=", "-c", "gc.auto=0")
        return _git(self.at, f"--git-dir={self.folder}", *settings, *words, data=data, env=env)

    def look(self) -> Published:
        """Fetch what is published.

        Raises:
            DigestError: the remote does not answer, or the branch holds something else than a site.
        """
        told = self.git("ls-remote", self.address, f"refs/heads/{self.branch}")
        commit = told.split("\t")[0].strip()
        if commit:
            self.git(
                "fetch", "-q", "--depth=1", "--no-tags", self.address, f"+refs/heads/{self.branch}:refs/heads/before"
            )
            commit = self.git("rev-parse", "refs/heads/before").strip()
            files = frozenset(self.git("ls-tree", "-r", "-z", "--name-only", commit).split("\0")) - {""}
            self.before = Published(commit, files)
            _refuse_sources(self.branch, files)
        return self.before

    def take(self, site: Path, further: Mapping[str, bytes], day: date) -> str:
        """Make the commit of ``site`` and of the files ``further``; its name. The folder itself is not touched."""
        if any(path.is_symlink() for path in site.rglob("*")):
            raise DigestError(
                "The site holds a symbolic link; it would publish a path of this machine.", file=str(site)
            )
        index = {"GIT_INDEX_FILE": str(self.folder / "site-index")}
        self.git(f"--work-tree={site}", "add", "--force", "--all", "--", str(site), env=index)
        for name, data in further.items():
            blob = self.git("hash-object", "-w", "--stdin", data=data).strip()
            self.git("update-index", "--add", "--cacheinfo", f"100644,{blob},{name}", env=index)
        tree = self.git("write-tree", env=index).strip()
        told = {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in WHO.items()}
        told |= {f"GIT_{who}_DATE": f"{day.isoformat()}T00:00:00Z" for who in ("AUTHOR", "COMMITTER")}
        return self.git("commit-tree", "--no-gpg-sign", "-m", f"Site up to {day.isoformat()}", tree, env=told).strip()

    def further(self, site_url: str) -> dict[str, bytes]:
        """The files beside the site; a domain that was set on the branch by hand stays while ``site_url`` is empty."""
        kept = {}
        if not site_url and "CNAME" in self.before.files:
            kept["CNAME"] = self.git("show", f"{self.before.commit}:CNAME").encode()
        return kept | further_files(site_url)

    def compare(self, commit: str, names: Iterable[str]) -> Difference:
        """What ``commit`` changes; ``names`` are those that the new site may show."""
        new, old = self._ids(commit), self._ids(self.before.commit)
        known = self._found(self.before.commit, names)
        shown = self._found(commit, names)
        kinds = [line[:1] for line in self._changes(commit)]
        return Difference(
            new - old,
            old - new,
            tuple(sorted(shown - known)),
            kinds.count("A"),
            kinds.count("M") + kinds.count("T"),
            kinds.count("D"),
        )

    def _changes(self, commit: str) -> list[str]:
        if not self.before.commit:
            return [f"A\t{name}" for name in self.git("ls-tree", "-r", "--name-only", commit).splitlines()]
        told = self.git("diff-tree", "-r", "--no-renames", "--name-status", self.before.commit, commit)
        return told.splitlines()

    def _ids(self, commit: str) -> frozenset[str]:
        """Ids of the resources and figures that the pages of ``commit`` show."""
        lines = self._grep(commit, "-E", "-e", _IDS)
        return frozenset(re.findall(r"\b[rf]-[a-z2-7]{8}\b", lines))

    def _found(self, commit: str, names: Iterable[str]) -> frozenset[str]:
        """Those of ``names`` that stand in the pages of ``commit`` as the name of a person, alone in an element."""
        spelt = {f">{form}</": name for name in names for form in (name, escape(name), str(inline(name)))}
        if not spelt:
            return frozenset()
        words = self.folder / "names"
        words.write_text("\n".join(spelt) + "\n", "utf-8")
        found = self._grep(commit, "-F", "-f", str(words)).splitlines()
        return frozenset(spelt[line] for line in found if line in spelt)

    def _grep(self, commit: str, *words: str) -> str:
        if not commit:
            return ""
        try:
            return self.git("grep", "-h", "-o", *words, commit, "--", "*.html")
        except _NothingFoundError:
            return ""

    def push(self, commit: str) -> None:
        """Put ``commit`` in the place of what ``look`` saw; refused when somebody else published meanwhile."""
        lease = f"--force-with-lease=refs/heads/{self.branch}:{self.before.commit}"
        self.git("push", "--quiet", "--no-verify", lease, self.address, f"{commit}:refs/heads/{self.branch}")


@contextmanager
def repository(group: Path, remote: str, branch: str) -> Iterator[Repository]:
    """A repository to publish ``group`` from, gone afterwards.

    Args:
        group: the group's folder.
        remote: name of a remote of the repository around it, or an address.
        branch: the Pages branch.

    Raises:
        DigestError: no git, no repository, no such remote, or a branch that holds sources.
    """
    if not re.fullmatch(r"[A-Za-z0-9][\w./-]*", branch) or ".." in branch or branch.endswith(("/", ".lock")):
        raise DigestError(f"“{branch[:60]}” is no name for a branch.", hint="The usual one is gh-pages.")
    if remote.startswith("-"):
        raise DigestError(f"“{remote[:60]}” is no remote.", hint="The usual one is origin.")
    address, at = _remote(group, remote, branch)
    with tempfile.TemporaryDirectory(prefix="digest-publish-", ignore_cleanup_errors=True) as folder:
        yield Repository(Path(folder) / "git", address, branch, at)


def _remote(group: Path, remote: str, branch: str) -> tuple[str, Path]:
    """The address to push to, and the folder from which relative addresses count."""
    try:
        top = Path(_git(group, "rev-parse", "--show-toplevel").strip())
    except DigestError as error:
        if "://" in remote or os.sep in remote:
            return remote, group
        raise DigestError(
            "This folder is in no git repository." if _is_git(error) else error.message,
            file=str(group),
            hint="Run “git init” and “git remote add origin ADDRESS”, or give the address with --remote."
            if _is_git(error)
            else error.hint,
        ) from error
    names = _git(group, "remote").split()
    if remote not in names:
        if "://" in remote or os.sep in remote or "@" in remote:
            return remote, Path.cwd()
        known = f"Known: {', '.join(names)}." if names else "It has none yet: “git remote add origin ADDRESS”."
        raise DigestError(f"The repository has no remote “{remote}”.", file=str(top), hint=known)
    if branch == _git(group, "branch", "--show-current").strip():
        raise DigestError(
            f"You work on the branch {branch}; publishing would replace it.", hint="Choose another --branch."
        )
    return _git(group, "remote", "get-url", "--push", remote).strip(), top


def _is_git(error: DigestError) -> bool:
    return not isinstance(error, _NoGitError)


def _refuse_sources(branch: str, files: frozenset[str]) -> None:
    top = {name.partition("/")[0] for name in files}
    if found := sorted(top & SOURCES - {"docs"}) or (["other files"] if files and "index.html" not in top else []):
        raise DigestError(
            f"The branch {branch} holds no site but {', '.join(found)}; publishing would replace it.",
            hint="Choose another --branch, or delete that branch if it may go.",
        )


def custom_domain(site_url: str) -> str:
    """The moderator's own domain in ``site_url``; "" when a forge gave the address, or when it has a path.

    >>> custom_domain("https://digest.example.org/"), custom_domain("https://nadia.github.io/digest/")
    ('digest.example.org', '')
    """
    parts = urlsplit(site_url)
    host = (parts.hostname or "").lower()
    own = "." in host and not host.endswith(FORGES) and not re.fullmatch(r"[\d.]+|\[?[0-9a-f:]+\]?", host)
    return host if own and parts.path in ("", "/") and parts.port is None else ""


def further_files(site_url: str) -> dict[str, bytes]:
    """Files that the branch holds beside the site: no second build by the forge, the domain."""
    domain = custom_domain(site_url)
    return {".nojekyll": b"", **({"CNAME": f"{domain}\n".encode()} if domain else {})}


# ---------------------------------------------------------------- git


class _NoGitError(DigestError):
    """There is no git on this machine."""


class _NothingFoundError(DigestError):
    """``git grep`` found nothing."""


def _git(at: Path, *words: str, data: bytes | None = None, env: Mapping[str, str] | None = None) -> str:
    kept = {name: value for name, value in os.environ.items() if name not in _NO_REPOSITORY}
    quiet = {} if sys.stdin.isatty() else {"GIT_TERMINAL_PROMPT": "0"}
    try:
        done = subprocess.run(  # noqa: S603 - fixed words, the group's own folder, an address that its owner set
            ["git", *words],  # noqa: S607 - the user's own git
            cwd=at,
            env={**kept, "LC_ALL": "C", **quiet, **(env or {})},
            input=data,
            stdin=subprocess.DEVNULL if data is None else None,
            capture_output=True,
            timeout=WAIT,
            check=False,
        )
    except FileNotFoundError as error:
        hint = "Install it from git-scm.com, or publish the folder site/ by other means."
        raise _NoGitError("Git is not installed on this machine.", hint=hint) from error
    except subprocess.TimeoutExpired as error:
        raise DigestError("Git did not come to an end.", hint="Check your connection.") from error
    if done.returncode:
        raise _refusal(words, done.returncode, done.stderr.decode("utf-8", "replace"))
    return done.stdout.decode("utf-8", "replace")


# A few words of git's answer -> what it means and what to do; the first that fits.
REASONS: Sequence[tuple[str, str, str]] = (
    ("stale info", "Somebody else has published meanwhile.", "Run “digest publish” again and look at the difference."),
    ("could not resolve host", "The remote's host is not found.", "Check your connection and the address."),
    ("could not read username", "The remote wants you to sign in.", "Set up access for git first, for example by SSH."),
    ("terminal prompts disabled", "The remote wants you to sign in.", "Set up access for git first."),
    ("authentication failed", "The remote does not accept your sign-in.", "Renew the access that git uses."),
    ("permission", "You have no right to push there.", "Ask for write access, or check which key git uses."),
    ("403", "You have no right to push there.", "Ask for write access."),
    (
        "protected branch",
        "The branch is protected against replacing.",
        "Allow forced pushes to it in the forge's settings.",
    ),
    (
        "does not appear to be a git repository",
        "There is no repository at the remote's address.",
        "Check it: git remote -v.",
    ),
    ("not found", "There is no repository at the remote's address.", "Check it: git remote -v."),
    ("unable to access", "The remote cannot be reached.", "Check your connection."),
    ("connection", "The remote cannot be reached.", "Check your connection."),
)


def _refusal(words: Sequence[str], code: int, said: str) -> DigestError:
    if "grep" in words and code == 1 and not said:
        return _NothingFoundError("nothing found")
    if any(word in words for word in ("push", "fetch", "ls-remote")):
        for sign, meaning, hint in REASONS:
            if sign in said.lower():
                return DigestError(f"Nothing was published: {meaning[:1].lower()}{meaning[1:]}", hint=hint)
    said = re.sub(r"://[^@/\s]+@", "://", said)  # an address may hold a token
    lines = [line.strip() for line in said.splitlines() if line.strip()] or [f"it left with {code}"]
    return DigestError(f"Git says: {lines[-1][:300]}")
