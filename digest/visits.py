"""A round of look-ups for ``digest enrich``: politely, a few hosts at a time, one request after the other at each."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from queue import SimpleQueue
from urllib.parse import urlsplit

from digest.enrich.address import Candidate, refused_url
from digest.enrich.hop import PAGES, WAIT, retry_after
from digest.enrich.memory import GONE, Visit
from digest.enrich.page import decoded, read_page
from digest.enrich.robots import ALL_FORBIDDEN, NOTHING_ASKED, Rules, read_robots
from digest.lookup import Answer, LookupFailed, Net, fetch

AT_A_TIME = 4
PAUSE = 2.0  # seconds between two requests to one host

_REFUSALS = {
    401: "it wants a login",
    403: "it lets no program in",
    407: "it wants a login",
    451: "it is withheld by law",
}


@dataclass(slots=True)
class Manners:
    """What hosts asked of us in this round: their robots.txt, their pace, and who wants to be left alone."""

    net: Net
    rules: dict[str, Rules] = field(default_factory=dict)
    unread: dict[str, str] = field(default_factory=dict)  # origin -> why its robots.txt could not be read
    next_at: dict[str, float] = field(default_factory=dict)
    resting: dict[str, datetime] = field(default_factory=dict)  # host -> not before
    locks: dict[str, threading.Lock] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def before(self, url: str) -> None:
        """Ask robots.txt, then wait for the host's turn.

        Raises:
            LookupFailed: the host asks not to fetch this, or not now.
        """
        host = urlsplit(url).hostname or ""
        if host in self.resting:
            raise LookupFailed("its host asked us to come back later")
        rules = self._rules(url)
        if host in self.resting:
            raise LookupFailed("its host asked us to come back later")
        if not rules.allow(url):
            raise LookupFailed(self.unread.get(_origin(url), "its robots.txt asks programs to stay away"))
        self.pause(host, rules.delay)

    def pause(self, host: str, delay: float = 0.0) -> None:
        """Take the next free moment of ``host`` and wait for it."""
        with self.lock:
            now = self.net.clock()
            moment = max(now, self.next_at.get(host, now))
            self.next_at[host] = moment + max(PAUSE, delay)
        if moment > now:
            self.net.sleep(moment - now)

    def told(self, answer: Answer) -> str:
        """Note that a host wants to be left alone; the day from which it may be asked again, or empty."""
        if answer.status not in WAIT:
            return ""
        until = self.net.now() + timedelta(seconds=retry_after(answer.retry_after, self.net.now()))
        self.resting[urlsplit(answer.url).hostname or ""] = until
        return until.date().isoformat()

    def _rules(self, url: str) -> Rules:
        origin = _origin(url)
        with self.lock:
            own = self.locks.setdefault(origin, threading.Lock())
        with own:  # two at once would both fetch it
            if origin not in self.rules:
                self.rules[origin] = self._read_rules(origin)
            return self.rules[origin]

    def _read_rules(self, origin: str) -> Rules:
        """RFC 9309 §2.3.1: no such file allows all; a host that fails or cannot be reached allows nothing."""
        try:
            answer = fetch(self.net, f"{origin}/robots.txt", lambda url: self.pause(urlsplit(url).hostname or ""))
        except LookupFailed as failed:
            self.unread[origin] = failed.message
            return ALL_FORBIDDEN
        if answer.status == 200:
            return read_robots(decoded(answer.body, answer.charset or "utf-8"))
        self.told(answer)
        if answer.status < 500 and answer.status != 429:
            return NOTHING_ASKED
        self.unread[origin] = "its robots.txt could not be read"
        return ALL_FORBIDDEN


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.hostname}"


def visit(manners: Manners, candidate: Candidate) -> Visit:
    """One look-up; what went wrong stands in its ``error``."""
    today = manners.net.now().date().isoformat()
    nothing = Visit(candidate.key, candidate.url, today)
    try:
        answer = fetch(manners.net, candidate.url, manners.before)
    except LookupFailed as failed:
        return replace(nothing, error=failed.message)
    later = manners.told(answer)
    final = answer.url if answer.hops and not refused_url(answer.url) else ""
    told = replace(nothing, status=answer.status, final=final, later=later)
    if answer.status != 200:
        return replace(told, error=_why(answer.status))
    if answer.kind not in PAGES:
        return told  # a film, a PDF …: alive, and without a title that a head could tell
    facts = read_page(answer.body, answer.charset, candidate.url, answer.url)
    if not facts.title:
        return replace(told, error=facts.why_not)
    return replace(
        told,
        title=facts.title,
        titled=today,
        description=facts.description,
        language=facts.language,
        canonical=facts.canonical,
        feed=facts.feed,
    )


def _why(status: int) -> str:
    if status in GONE:
        return "there is no such page"
    if status in WAIT:
        return "its host asked us to come back later"
    return _REFUSALS.get(status, f"it answered with {status}")


def visits(
    net: Net, wanted: Sequence[Candidate], told: Callable[[Candidate], None] = lambda candidate: None
) -> Generator[Visit, None, None]:
    """Look all of them up, four hosts at a time; each visit as it ends.

    Those whose host asks to be left alone for now are not tried. ``told`` hears of each address before its turn.
    """
    manners = Manners(net)
    by_host: dict[str, list[Candidate]] = {}
    for candidate in wanted:
        by_host.setdefault(candidate.host, []).append(candidate)
    stop = threading.Event()
    ended: SimpleQueue[Visit | None] = SimpleQueue()  # None: a host is done

    def one_host(candidates: list[Candidate]) -> None:
        try:
            for candidate in candidates:
                if stop.is_set() or candidate.host in manners.resting:
                    break
                told(candidate)
                ended.put(visit(manners, candidate))
        finally:
            ended.put(None)

    with ThreadPoolExecutor(AT_A_TIME) as pool:
        rounds = [pool.submit(one_host, candidates) for candidates in by_host.values()]
        try:
            for _ in rounds:
                yield from iter(ended.get, None)
            for done in rounds:
                done.result()  # an error of ours is not swallowed
        finally:
            stop.set()
            pool.shutdown(wait=True, cancel_futures=True)
