"""The guarded way out: what is refused before anybody is asked, how redirects, limits and manners hold."""

from __future__ import annotations

import gzip
import shutil
import subprocess
import time
import zlib
from dataclasses import replace
from pathlib import Path

import pytest

from digest.enrich import Candidate
from digest.lookup import LookupFailed, Net, agent, fetch
from digest.visits import visits
from tests.net import Request, Respond, fake_net, status, to

PAGE = "<html lang=fr><title>Lire autrement</title><p>…"
A = "https://a.example.org/lire"


def wanted(*urls: str) -> list[Candidate]:
    return [Candidate(url.partition("://")[2], url, url.split("/")[2]) for url in urls]


def failure(net: Net, url: str) -> str:
    with pytest.raises(LookupFailed) as failed:
        fetch(net, url)
    return failed.value.message


def test_a_page_is_fetched_with_an_honest_name_and_nothing_else() -> None:
    with fake_net({"a.example.org/lire?x=%C3%A9": PAGE}) as fake:
        answer = fetch(fake.net, A + "?x=é")
        assert (answer.status, answer.kind, answer.body) == (200, "text/html", PAGE.encode())
        _, headers = fake.asked[0]
        assert headers["User-Agent"].startswith("chat-digest/")
        assert set(headers) == {"Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"}
        assert fake.connected == [("127.0.0.1", 443)]


@pytest.mark.parametrize(
    "address",
    ["127.0.0.2", "10.0.0.5", "169.254.169.254", "::1", "::ffff:10.0.0.1", "fd00::1", "0.0.0.0", "64:ff9b::a00:1"],
)
def test_a_public_name_of_a_machine_nearby_is_refused(address: str) -> None:
    with fake_net({}, {"a.example.org": [address]}) as fake:
        assert "public internet" in failure(fake.net, A)
        assert not fake.connected


def test_one_machine_nearby_among_public_ones_is_enough_to_refuse() -> None:
    with fake_net({}, {"a.example.org": ["127.0.0.1", "192.168.0.1"]}) as fake:
        assert failure(fake.net, A) and not fake.connected


def test_a_name_is_resolved_once_for_each_request() -> None:
    """A second answer could be another one (DNS rebinding): the checked address is the one connected to."""
    with fake_net({"a.example.org/lire": PAGE}) as fake:
        fetch(fake.net, A)
        assert fake.resolved == ["a.example.org"]


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1/", "http://2130706433/", "http://[::1]/", "http://localhost/", "file:///etc/passwd",
     "https://u:p@example.org/", "https://example.org:8080/", "https://chat.whatsapp.com/AbCdEfGhIjKlMnOpQrStUv"],
)  # fmt: skip
def test_what_may_not_be_looked_up_is_refused_first_and_at_every_redirect(url: str) -> None:
    with fake_net({"a.example.org/lire": to(url)}) as fake:
        assert failure(fake.net, url)
        assert not fake.resolved
        assert "leads to" in failure(fake.net, A)
        assert fake.resolved == ["a.example.org"]


def test_a_redirect_to_a_name_of_a_machine_nearby_is_refused() -> None:
    with fake_net({"a.example.org/lire": to("https://b.example.org/x")}, {"b.example.org": ["10.0.0.1"]}) as fake:
        assert "public internet" in failure(fake.net, A)
        assert len(fake.connected) == 1


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_redirects_are_followed(code: int) -> None:
    with fake_net({"a.example.org/lire": to("/la#x", code), "a.example.org/la": PAGE}) as fake:
        answer = fetch(fake.net, A)
        assert (answer.url, answer.hops) == ("https://a.example.org/la", 1)


def test_five_redirects_and_no_more() -> None:
    chain = {f"a.example.org/{n}": to(f"/{n + 1}") for n in range(1, 8)}
    with fake_net({**chain, "a.example.org/6": PAGE}) as fake:
        assert fetch(fake.net, "https://a.example.org/1").hops == 5
    with fake_net(chain) as fake:
        assert failure(fake.net, "https://a.example.org/1") == "more than 5 redirects"
        assert len(fake.asked) == 6


def test_a_body_is_read_up_to_its_limit_only() -> None:
    with fake_net({"a.example.org/lire": "x" * 2_000_000}) as fake:
        assert len(fetch(fake.net, A).body) == 512 * 1024


@pytest.mark.parametrize("packed", ["gzip", "deflate"])
def test_a_packed_page_is_unpacked_up_to_the_same_limit(packed: str) -> None:
    bomb = b"<title>Lire</title>" + b"\0" * 30_000_000
    body = gzip.compress(bomb) if packed == "gzip" else zlib.compress(bomb)
    with fake_net({"a.example.org/lire": lambda r: r.answer(200, body, Content_Encoding=packed)}) as fake:
        got = fetch(fake.net, A).body
        assert got.startswith(b"<title>Lire") and len(got) == 512 * 1024


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ({"Content_Encoding": "br"}, b"abc"),
        ({"Content_Encoding": "gzip"}, b"no gzip at all"),
        ({"Content_Length": "x"}, b""),
    ],
)
def test_answers_that_cannot_be_read(headers: dict[str, str], body: bytes) -> None:
    with fake_net({"a.example.org/lire": lambda r: r.answer(200, body, **headers)}) as fake:
        try:
            assert fetch(fake.net, A).body == b""
        except LookupFailed as failed:
            assert failed.message


def test_a_film_is_not_fetched() -> None:
    with fake_net({"a.example.org/lire": lambda r: r.answer(200, b"MP4", Content_Type="video/mp4")}) as fake:
        assert fetch(fake.net, A).body == b""


def drip(request: Request) -> None:
    request.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for n in range(200):
        request.wfile.write(f"X-{n}: y\r\n".encode())
        request.wfile.flush()
        time.sleep(0.02)


def test_an_answer_that_drips_ends_with_the_whole_time() -> None:
    with fake_net({"a.example.org/lire": drip}, whole=0.3) as fake:
        assert failure(fake.net, A) == "it took too long"


def test_silence_ends_with_the_time_for_reading() -> None:
    with fake_net({"a.example.org/lire": lambda r: time.sleep(0.6)}, read=0.1) as fake:
        assert failure(fake.net, A) == "it took too long"


def test_an_endless_head_ends() -> None:
    def endless(request: Request) -> None:
        request.wfile.write(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 10_000 + b"\r\n")

    with fake_net({"a.example.org/lire": endless}) as fake:
        assert failure(fake.net, A) == "no proper answer"


def test_a_host_without_address() -> None:
    with fake_net({}, {"a.example.org": []}) as fake:
        assert failure(fake.net, A) == "nobody answers there"


def test_proxies_of_the_environment_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with fake_net({"a.example.org/lire": PAGE}) as fake:
        assert fetch(fake.net, A).status == 200


def test_the_name_of_who_asks_cannot_carry_a_header() -> None:
    assert agent("a@example.org\r\nCookie: x (y)").endswith(" (+a@example.orgCookie: x y)")
    assert "(" not in agent("")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate and its key for a.example.org, in one file."""
    if not (openssl := shutil.which("openssl")):
        pytest.skip("no openssl here")
    folder = tmp_path_factory.mktemp("tls")
    words = "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=a.example.org -addext subjectAltName=DNS:a.example.org"
    place = folder / "both.pem"
    subprocess.run(
        [openssl, *words.split(), "-keyout", place, "-out", folder / "own.pem"], check=True, capture_output=True
    )
    place.write_bytes(place.read_bytes() + (folder / "own.pem").read_bytes())
    return place


@pytest.mark.parametrize(
    ("host", "trusted", "right"),
    [("a.example.org", True, True), ("a.example.org", False, False), ("b.example.org", True, False)],
)
def test_encrypted_pages_need_a_trusted_certificate_of_the_very_name(
    certificate: Path, monkeypatch: pytest.MonkeyPatch, host: str, trusted: bool, right: bool
) -> None:
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with fake_net({f"{host}/lire": PAGE}, certificate=certificate) as fake:
        net = replace(fake.net, encrypt=Net().encrypt)
        if right:
            assert fetch(net, f"https://{host}/lire").status == 200
        else:
            assert failure(net, f"https://{host}/lire") == "its certificate or encryption is not right"


# ---------------------------------------------------------------- a round of visits


def test_a_visit_keeps_what_the_page_tells() -> None:
    with fake_net({"a.example.org/lire": to("/la"), "a.example.org/la": PAGE}) as fake:
        (visit,) = visits(fake.net, wanted(A))
        assert (visit.title, visit.titled, visit.checked) == ("Lire autrement", "2026-03-02", "2026-03-02")
        assert (visit.final, visit.status, visit.language) == ("https://a.example.org/la", 200, "fr")


def test_robots_txt_is_asked_once_and_obeyed() -> None:
    pages = {"a.example.org/robots.txt": "User-agent: *\nDisallow: /prive", "a.example.org/lire": PAGE}
    with fake_net(pages) as fake:
        private, open_one = visits(fake.net, wanted("https://a.example.org/prive/x", A))
        assert "robots.txt" in private.error and open_one.title
        assert fake.paths == ["a.example.org/robots.txt", "a.example.org/lire"]


def test_the_robots_txt_of_a_redirects_host_counts_too() -> None:
    pages: dict[str, str | Respond] = {
        "a.example.org/lire": to("https://b.example.org/x"),
        "b.example.org/robots.txt": "User-agent: *\nDisallow: /",
    }
    with fake_net(pages) as fake:
        (visit,) = visits(fake.net, wanted(A))
        assert "robots.txt" in visit.error and "b.example.org/x" not in fake.paths


@pytest.mark.parametrize(("code", "allowed"), [(404, True), (403, True), (500, False), (429, False)])
def test_a_robots_txt_that_is_not_there(code: int, allowed: bool) -> None:
    pages: dict[str, str | Respond] = {"a.example.org/robots.txt": status(code), "a.example.org/lire": PAGE}
    with fake_net(pages) as fake:
        (visit,) = visits(fake.net, wanted(A))
        assert bool(visit.title) is allowed


def test_a_host_that_cannot_be_reached_is_not_taken_for_one_that_refuses() -> None:
    with fake_net({}, {"a.example.org": []}) as fake:
        (visit,) = visits(fake.net, wanted(A))
        assert visit.error == "nobody answers there"


def test_a_robots_txt_behind_a_machine_nearby_is_not_fetched() -> None:
    with fake_net(
        {"a.example.org/robots.txt": to("http://169.254.169.254/latest"), "a.example.org/lire": PAGE}
    ) as fake:
        (visit,) = visits(fake.net, wanted(A))
        assert visit.error and fake.paths == ["a.example.org/robots.txt"]


def test_two_seconds_between_two_requests_to_a_host() -> None:
    pages = {"a.example.org/lire": PAGE, "a.example.org/la": PAGE}
    with fake_net(pages) as fake:
        list(visits(fake.net, wanted(A, "https://a.example.org/la")))
        assert len(fake.asked) == 3
        assert [round(pause) for pause in fake.slept] == [2, 4]  # this clock does not move while we sleep


def test_a_host_that_asks_for_a_longer_pause_gets_it() -> None:
    pages = {"a.example.org/robots.txt": "User-agent: *\nCrawl-delay: 7", "a.example.org/lire": PAGE}
    with fake_net(pages) as fake:
        list(visits(fake.net, wanted(A, A + "/2")))
        assert [round(pause) for pause in fake.slept] == [2, 9]


@pytest.mark.parametrize("code", [429, 503])
def test_a_host_that_asks_to_wait_is_left_alone(code: int) -> None:
    with fake_net({"a.example.org/lire": status(code, Retry_After="172800")}) as fake:
        found = list(visits(fake.net, wanted(A, A + "/2", A + "/3")))
        assert [(visit.status, visit.later) for visit in found] == [(code, "2026-03-04")]
        assert fake.paths.count("a.example.org/lire/2") == 0


@pytest.mark.parametrize("code", [401, 403, 404, 410, 500])
def test_other_answers_say_why_there_is_no_title(code: int) -> None:
    with fake_net({"a.example.org/lire": status(code)}) as fake:
        (visit,) = visits(fake.net, wanted(A))
        assert visit.status == code and visit.error and not visit.title


def test_each_visit_is_told_as_it_ends_and_a_stop_asks_no_more() -> None:
    with fake_net({"a.example.org/lire": PAGE}) as fake:
        round_ = visits(
            replace(fake.net, sleep=lambda _: time.sleep(0.01)), wanted(A, *(f"{A}/{n}" for n in range(2000)))
        )
        assert next(round_).title == "Lire autrement"
        round_.close()
        assert len(fake.asked) < 1000


def test_a_wall_is_no_title() -> None:
    with fake_net({"a.example.org/lire": "<title>Just a moment...</title>"}) as fake:
        (visit,) = visits(fake.net, wanted(A))
        assert visit.status == 200 and visit.error and not visit.title


def test_a_paper_is_alive_without_a_title() -> None:
    with fake_net({"a.example.org/lire": lambda r: r.answer(200, b"%PDF", Content_Type="application/pdf")}) as fake:
        (visit,) = visits(fake.net, wanted(A))
        assert (visit.status, visit.error, visit.title) == (200, "", "")
