"""The net, for ``digest enrich`` only: one guarded way out, by which pages and robots.txt are fetched.

Every address is resolved once, refused unless all its machines are public, and that very machine is connected to,
so that a name which changes its meaning between check and connection gains nothing. Redirects are followed by hand
and checked like the first address. No cookies, no referrer, no proxies, no code of the page is run.
"""

from __future__ import annotations

import http.client
import io
import socket
import ssl
import time
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import NamedTuple
from urllib.parse import urlsplit

from digest import __version__
from digest.enrich.address import PORTS, refused_address, refused_url
from digest.enrich.hop import PAGES, REDIRECTS, content_type, next_url, target
from digest.errors import DigestError
from digest.links import safe_href
from digest.links.hosts import ascii_host

MOST_REDIRECTS = 5


class Limits(NamedTuple):
    """Seconds and bytes that one answer may take."""

    connect: float = 5.0
    read: float = 10.0
    whole: float = 20.0
    size: int = 512 * 1024  # of the body, packed and unpacked


class LookupFailed(DigestError):
    """An address was not fetched; the message is a short clause that says why."""


class Answer(NamedTuple):
    """What came back for one address."""

    url: str  # at the end of the redirects
    status: int
    kind: str = ""  # media type
    charset: str = ""
    body: bytes = b""
    retry_after: str = ""
    hops: int = 0


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a host, as the machine's own resolver knows them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def connect(address: str, port: int, timeout: float) -> socket.socket:
    """A connection to an address (no name is looked up)."""
    return socket.create_connection((address, port), timeout)


def encrypt(connection: socket.socket, host: str) -> socket.socket:
    """The connection encrypted, the certificate checked against the host's name."""
    return ssl.create_default_context().wrap_socket(connection, server_hostname=host)


@dataclass(frozen=True, slots=True)
class Net:
    """How the world is reached; tests put their own functions here."""

    resolve: Callable[[str, int], Sequence[str]] = resolve
    refused: Callable[[str], str] = refused_address  # why an address must not be connected to
    connect: Callable[[str, int, float], socket.socket] = connect
    encrypt: Callable[[socket.socket, str], socket.socket] = encrypt
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    limits: Limits = field(default_factory=Limits)
    agent: str = f"chat-digest/{__version__}"


def agent(contact: str) -> str:
    """Who asks, honestly: this program, and whom to write to when it bothers a host."""
    told = "".join(char for char in contact if " " <= char <= "~" and char not in "()\\")[:120].strip()
    return f"chat-digest/{__version__}" + (f" (+{told})" if told else "")


def fetch(net: Net, url: str, before: Callable[[str], None] = lambda url: None) -> Answer:
    """The answer to a GET of ``url``, redirects followed.

    Args:
        net: how the world is reached.
        url: the address.
        before: called with the address of each hop before anybody is asked; what it raises ends the look-up.

    Raises:
        LookupFailed: refused by a rule of ours, unreachable, too slow, or no proper answer.
    """
    for hop in range(MOST_REDIRECTS + 1):
        if why := refused_url(url):
            raise LookupFailed(why if not hop else f"it leads to an address that is not looked up: {why}")
        url = str(safe_href(url))  # the very spelling that was judged
        before(url)
        answer, location = _ask(net, url)
        if answer.status not in REDIRECTS or not location:
            return answer._replace(hops=hop)
        url = next_url(url, location)
    raise LookupFailed(f"more than {MOST_REDIRECTS} redirects")


def _ask(net: Net, url: str) -> tuple[Answer, str]:
    """One request: the answer, and where it points to."""
    parts = urlsplit(url)
    host, port = ascii_host((parts.hostname or "").rstrip(".")), PORTS[parts.scheme]
    end = net.clock() + net.limits.whole
    try:
        with _connected(net, host, port, end) as raw:
            raw.settimeout(max(0.01, min(net.limits.read, end - net.clock())))
            plain = net.encrypt(raw, host) if parts.scheme == "https" else raw
            with plain:
                return _talk(net, url, host, _Timed(plain, net, end))
    except ssl.SSLError as error:
        raise LookupFailed("its certificate or encryption is not right") from error
    except TimeoutError as error:
        raise LookupFailed("it took too long") from error
    except (OSError, http.client.HTTPException, zlib.error, ValueError) as error:
        raise LookupFailed("no proper answer") from error


def _connected(net: Net, host: str, port: int, end: float) -> socket.socket:
    """A connection to the first machine of the host that takes it; none if one of them is not public."""
    try:
        addresses = net.resolve(host, port)
    except (OSError, UnicodeError) as error:
        raise LookupFailed("its host has no address") from error
    for address in addresses:
        if why := net.refused(address):
            raise LookupFailed(f"its host is not looked up: {why}")
    for address in addresses[:3]:
        try:
            return net.connect(address, port, max(0.01, min(net.limits.connect, end - net.clock())))
        except OSError:
            continue
    raise LookupFailed("nobody answers there")


def _talk(net: Net, url: str, host: str, wire: _Timed) -> tuple[Answer, str]:
    """Send the request, read head and body."""
    request = [
        f"GET {target(url)} HTTP/1.1",
        f"Host: {host}",
        f"User-Agent: {net.agent}",
        "Accept: text/html, application/xhtml+xml;q=0.9, text/plain;q=0.5",
        "Accept-Encoding: gzip",
        "Connection: close",
    ]
    wire.sendall("\r\n".join([*request, "", ""]).encode("ascii", "replace"))
    response = http.client.HTTPResponse(wire, method="GET")  # type: ignore[arg-type]  # all it needs is makefile
    response.begin()
    head = response.headers
    kind, charset = content_type(head.get("Content-Type", ""))
    wanted = response.status == 200 and kind in (*PAGES, "text/plain", "")
    packed = head.get("Content-Encoding", "").strip().lower()
    body = _body(response, packed, net.limits.size) if wanted else b""
    answer = Answer(url, response.status, kind, charset, body, head.get("Retry-After", ""))
    return answer, head.get("Location", "")


def _body(response: http.client.HTTPResponse, packed: str, size: int) -> bytes:
    """The first ``size`` bytes, unpacked with the same limit: a small packed body cannot become a large one."""
    if packed not in ("", "identity", "gzip", "x-gzip", "deflate"):
        raise LookupFailed("it is packed in a way that was not asked for")
    unpack = zlib.decompressobj(wbits=47) if packed in ("gzip", "x-gzip", "deflate") else None
    out, read = bytearray(), 0
    while len(out) < size and read < size and (block := response.read1(16_384)):
        read += len(block)
        out += unpack.decompress(block, size - len(out)) if unpack else block
    return bytes(out[:size])


class _Timed(io.RawIOBase):
    """A connection whose every read ends at the latest when the whole time is over, however slowly bytes drip."""

    def __init__(self, connection: socket.socket, net: Net, end: float) -> None:
        super().__init__()
        self._connection, self._net, self._end = connection, net, end

    def sendall(self, data: bytes) -> None:
        """Send all of ``data``."""
        self._wait()
        self._connection.sendall(data)

    def makefile(self, mode: str = "rb") -> io.BufferedReader:
        """What :mod:`http.client` reads from."""
        return io.BufferedReader(self)

    def readable(self) -> bool:
        """It is there to be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # what BufferedReader hands over
        """Read what is there."""
        self._wait()
        return self._connection.recv_into(buffer)

    def _wait(self) -> None:
        left = self._end - self._net.clock()
        if left <= 0:
            raise TimeoutError
        self._connection.settimeout(min(left, self._net.limits.read))
