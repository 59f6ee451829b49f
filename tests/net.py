"""A net of invented hosts for tests: every name leads to one server on 127.0.0.1, which alone is allowed."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from digest.enrich import refused_address
from digest.lookup import Limits, Net

HOME = "127.0.0.1"
Respond = Callable[["Request"], None]


class Request(BaseHTTPRequestHandler):
    """One request, answered by what stands under its host and path."""

    protocol_version = "HTTP/1.1"
    server: Any

    def do_GET(self) -> None:
        """Note the request and answer it."""
        name = f"{self.headers['Host']}{self.path}"
        self.server.asked.append((name, dict(self.headers)))
        respond = self.server.pages.get(name)
        if respond is None:
            self.answer(404)
        elif isinstance(respond, str):
            self.answer(200, respond.encode())
        else:
            respond(self)

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        """Send one answer; ``_`` in names of headers stands for a hyphen."""
        self.send_response(status)
        told = {"Content_Type": "text/html; charset=utf-8", "Content_Length": str(len(body)), **headers}
        for name, value in told.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def status(code: int, **headers: str) -> Respond:
    return lambda request: request.answer(code, b"", **headers)


def to(url: str, code: int = 302) -> Respond:
    return status(code, Location=url)


@dataclass
class FakeNet:
    """The net, what it was asked, and a clock that only sleeping moves."""

    net: Net
    asked: list[tuple[str, dict[str, str]]]
    resolved: list[str] = field(default_factory=list)
    connected: list[tuple[str, int]] = field(default_factory=list)
    slept: list[float] = field(default_factory=list)
    today: datetime = datetime(2026, 3, 2, 9, tzinfo=UTC)

    @property
    def paths(self) -> list[str]:
        """Host and path of each request."""
        return [name for name, _ in self.asked]


@contextmanager
def fake_net(
    pages: Mapping[str, str | Respond],
    addresses: Mapping[str, list[str]] | None = None,
    certificate: Path | None = None,
    **limits: float,
) -> Iterator[FakeNet]:
    """Serve ``pages`` (host and path -> page, or how to answer).

    ``addresses`` gives a host other addresses than 127.0.0.1; those are judged by the real policy.
    ``certificate``: speak TLS with this certificate and key.
    """
    server = ThreadingHTTPServer((HOME, 0), Request)
    server.daemon_threads = True
    server.pages, server.asked = dict(pages), []  # type: ignore[attr-defined]
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    made = FakeNet(Net(), server.asked)  # type: ignore[attr-defined]

    def resolve(host: str, port: int) -> list[str]:
        made.resolved.append(host)
        return (addresses or {}).get(host, [HOME])

    def connect(address: str, port: int, timeout: float) -> socket.socket:
        made.connected.append((address, port))
        assert address == HOME, "only what the policy let through"
        return socket.create_connection((HOME, server.server_port), timeout)

    made.net = replace(
        made.net,
        resolve=resolve,
        refused=lambda address: "" if address == HOME else refused_address(address),
        connect=connect,
        encrypt=lambda connection, host: connection,
        now=lambda: made.today,
        sleep=made.slept.append,
        limits=Limits(**{"read": 2, "whole": 4, **limits}),  # type: ignore[arg-type]
    )
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
