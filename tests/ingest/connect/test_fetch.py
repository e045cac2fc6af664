"""One request to a server that misbehaves: what comes of it, and what the clerk is told."""

from __future__ import annotations

import gzip
import re
import socket
import ssl
import time
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address

import httpx
import pytest

from ingest.connect.answers import Limits
from ingest.connect.fetch import Web
from tests.ingest.connect.conftest import LIMITS, page, redirect
from warehouse.errors import DataError

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
LIST = "<ul><li><a href='a.html'>云岭县“三化联动”</a></li></ul>"


def refused(web, url) -> str:
    """Return what the clerk is told of an address that gives nothing."""
    with pytest.raises(DataError) as told:
        web.get(url)
    return told.value.zh


def drip(handler, piece: bytes, every: float) -> None:
    """Send a piece again and again, until the test is over."""
    while not handler.server.is_over.wait(every):
        handler.wfile.write(piece)
        handler.wfile.flush()


def test_the_bytes_come_as_they_are_with_what_the_headers_said(server, web):
    content = "<p>信息</p>".encode("gb18030")
    url = server.play("/a", page(content, Content_Type="text/html; charset=utf-8", ETag='"1"'))
    answer = web.get(url)
    assert (answer.content, answer.content_type, answer.etag) == (content, "text/html; charset=utf-8", '"1"')


def test_a_packed_answer_is_unpacked(server, web):
    url = server.play("/a", page(gzip.compress(LIST.encode()), Content_Encoding="gzip"))
    assert web.get(url).content == LIST.encode()


def test_a_host_that_is_not_listed_is_never_asked(server, elsewhere, web):
    assert elsewhere.host in refused(web, elsewhere.url + "/a")
    assert elsewhere.requests == []


@pytest.mark.parametrize(
    "url",
    [
        "http://HOST@127.0.0.2/a",
        "http://127.0.0.2\\@HOST/a",
        "file:///etc/passwd",
        "http://HOST.evil.example/a",
    ],
)
def test_an_address_dressed_up_as_a_listed_one_is_refused(server, web, url):
    assert "不在 hosts 中" in refused(web, url.replace("HOST", server.host))


def test_a_redirect_within_the_list_is_followed(server, web):
    server.play("/new", page(LIST))
    assert web.get(server.play("/old", redirect("/new", 301))).url == server.url + "/new"


def test_a_redirect_to_elsewhere_is_not_followed_and_names_the_host(server, elsewhere, web):
    told = refused(web, server.play("/a", redirect(elsewhere.url + "/b")))
    assert elsewhere.host in told
    assert "hosts" in told
    assert elsewhere.requests == []


@pytest.mark.parametrize("target", ["/a", "ftp://127.0.0.1/", "//", "http://[::1"])
def test_a_redirect_in_circles_or_to_nowhere_ends(server, web, target):
    assert re.search("转|不合规范", refused(web, server.play("/a", redirect(target))))
    assert len(server.paths) <= LIMITS.redirects + 1


def test_a_listed_name_that_leads_to_this_machine_is_refused_before_anything_is_sent(
    server, pauses, monkeypatch
):
    port = server.server_address[1]
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    with Web([f"intranet.example:{port}"], None, pauses.append, LIMITS) as web:
        assert "指向本机（127.0.0.1）" in refused(web, f"http://intranet.example:{port}/a")
    assert server.requests == []


def test_proxies_of_the_environment_are_not_used(server, web, monkeypatch):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with Web([server.host], None, print, LIMITS) as fresh:
        assert fresh.get(server.play("/a", page(LIST))).content == LIST.encode()


def test_a_server_that_says_nothing_is_given_up(server, web, pauses):
    url = server.play("/a", lambda handler: handler.server.is_over.wait(10))
    start = time.monotonic()
    assert "太慢" in refused(web, url)
    assert time.monotonic() - start < 3
    assert len(server.paths) == LIMITS.attempts
    assert len(pauses) >= LIMITS.attempts - 1


def start_a_page(handler):
    handler.send_response(200)
    handler.send_header("Content-Length", "100000")
    handler.end_headers()


def start_a_header(handler):
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")


@pytest.mark.parametrize("begin", [start_a_page, start_a_header])
def test_a_server_that_drips_is_cut_off(server, pauses, begin):
    def act(handler):
        begin(handler)
        drip(handler, b"x", 0.05)

    url = server.play("/a", act)
    with Web([server.host], None, pauses.append, Limits(read=0.4, whole=0.5, attempts=1)) as web:
        start = time.monotonic()
        assert "太慢" in refused(web, url)
    assert time.monotonic() - start < 2


def test_headers_without_end_are_refused(server, web):
    def act(handler):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for number in range(3000):
            handler.wfile.write(f"X-{number}: {'y' * 100}\r\n".encode())
        handler.wfile.write(b"Content-Length: 1\r\n\r\nz")

    assert "不合规范" in refused(web, server.play("/a", act))


def test_an_answer_that_is_no_http_is_refused(server, web):
    assert "不合规范" in refused(
        web, server.play("/a", lambda handler: handler.wfile.write(b"SSH-2.0-OpenSSH\r\n"))
    )


def test_a_page_shorter_than_it_says_is_asked_for_again_and_never_taken_as_whole(server, web):
    def cut(handler):
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        handler.wfile.write(b"half")

    assert "不完整" in refused(web, server.play("/a", cut))
    assert web.get(server.play("/a", cut, page(LIST))).content == LIST.encode()


def test_a_page_beyond_the_limit_is_not_read_to_its_end(server, web):
    sent = []

    def act(handler):
        handler.send_response(200)
        handler.end_headers()
        for _ in range(1000):
            handler.wfile.write(b"x" * 100_000)
            sent.append(100_000)

    assert "超过 1 MB" in refused(web, server.play("/a", act))
    assert sum(sent) < 50_000_000
    assert len(server.paths) == 1


def test_a_packed_bomb_is_not_unpacked_to_its_end(server, web):
    bomb = gzip.compress(b"\0" * 100_000_000, compresslevel=1)
    assert "超过 1 MB" in refused(web, server.play("/a", page(bomb, Content_Encoding="gzip")))


@pytest.mark.parametrize("encoding", ["gzip, gzip", "br", "zstd", "x-unknown"])
def test_what_is_packed_in_a_way_nobody_asked_for_is_not_opened(server, web, encoding):
    assert "压缩" in refused(web, server.play("/a", page(LIST, Content_Encoding=encoding)))


def test_what_only_claims_to_be_packed_is_refused(server, web):
    assert "不合规范" in refused(web, server.play("/a", page(LIST, Content_Encoding="gzip")))


def test_a_server_that_fails_is_asked_again_with_growing_pauses(server, web, pauses):
    url = server.play("/a", page("", 500), page("", 503), page(LIST))
    assert web.get(url).content == LIST.encode()
    first, second = pauses
    assert 1 <= first <= 2 <= second <= 3


def test_a_server_that_keeps_failing_is_given_up(server, web):
    assert "（502）" in refused(web, server.play("/a", page("", 502)))
    assert len(server.paths) == LIMITS.attempts


@pytest.mark.parametrize("status", [401, 403, 404, 410, 418, 204, 304, 300])
def test_an_answer_that_another_try_cannot_change_is_not_asked_for_again(server, web, status):
    assert f"（{status}）" in refused(web, server.play("/a", page("", status)))
    assert len(server.paths) == 1


def test_the_pause_a_server_asks_for_is_made(server, web, pauses):
    web.get(server.play("/a", page("", 429, Retry_After="17"), page(LIST)))
    assert pauses == [17]


def test_a_pause_until_a_moment_is_counted_by_the_clock_of_the_server(server, web, pauses):
    def act(handler):
        handler.send_response_only(503)
        now = datetime(1999, 12, 31, 23, 59, tzinfo=UTC)
        handler.send_header("Date", f"{now:%a, %d %b %Y %H:%M:%S} GMT")
        handler.send_header("Retry-After", f"{now + timedelta(seconds=40):%a, %d %b %Y %H:%M:%S} GMT")
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    web.get(server.play("/a", act, page(LIST)))
    assert pauses == [40]


@pytest.mark.parametrize("after", ["3600", "999999999999999"])
def test_a_server_that_wants_too_long_a_pause_is_left_for_the_next_run(server, web, pauses, after):
    assert "every" in refused(web, server.play("/a", page("", 429, Retry_After=after)))
    assert pauses == []


@pytest.mark.parametrize("after", ["soon", "-5", "²", "", "Wed, 05 Mar 99999999999999999999 08:00:00 +0800"])
def test_a_pause_that_is_none_is_the_usual_one(server, web, pauses, after):
    web.get(server.play("/a", page("", 503, Retry_After=after.encode().decode("latin-1")), page(LIST)))
    assert 1 <= pauses[0] <= 2


def test_an_empty_page_is_no_page(server, web):
    assert "空的" in refused(web, server.play("/a", page("")))


def test_what_has_not_changed_is_not_sent_again(server, web):
    def act(handler):
        is_known = handler.headers["If-None-Match"] == '"1"'
        handler.answer(304 if is_known else 200, b"" if is_known else LIST.encode())

    url = server.play("/a", act)
    assert web.get(url, {"If-None-Match": '"1"'}) is None
    assert web.get(url).content == LIST.encode()


def test_a_port_where_nobody_listens_is_said(server, pauses):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with Web([f"127.0.0.1:{port}"], None, pauses.append, LIMITS) as web:
        assert "连不上" in refused(web, f"http://127.0.0.1:{port}/a")


@pytest.fixture
def encrypted(server, tmp_path):
    """Let the server speak TLS; return a client's context that trusts it."""
    certificate = self_signed(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    return ssl.create_default_context(cafile=certificate)


def test_a_certificate_nobody_vouches_for_is_refused(encrypted, server, web):
    assert "证书不可信" in refused(web, f"https://{server.host}/a")
    assert server.requests == []


def test_an_encrypted_page_that_sends_on_to_an_open_one_is_not_followed(
    encrypted, server, pauses, monkeypatch
):
    monkeypatch.setattr(httpx, "create_ssl_context", lambda **_: encrypted)
    server.play("/a", redirect(f"http://{server.host}/b"))
    with Web([server.host], None, pauses.append, LIMITS) as web:
        assert "不加密" in refused(web, f"https://{server.host}/a")
    assert server.paths == ["/a"]


def test_an_encrypted_server_that_drips_is_cut_off_too(encrypted, server, pauses, monkeypatch):
    monkeypatch.setattr(httpx, "create_ssl_context", lambda **_: encrypted)

    def act(handler):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        drip(handler, b"x", 0.05)

    server.play("/a", act)
    with Web([server.host], None, pauses.append, Limits(read=0.4, whole=0.5, attempts=1)) as web:
        assert "太慢" in refused(web, f"https://{server.host}/a")


def self_signed(folder):
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    start = datetime(2020, 1, 1, tzinfo=UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .not_valid_before(start)
        .not_valid_after(start + timedelta(days=36500))
        .sign(key, hashes.SHA256())
    )
    path = folder / "server.pem"
    plain = serialization.NoEncryption()
    path.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    return path


def test_time_is_left_between_two_requests_to_one_server(server, web, pauses):
    server.play("/b", page(LIST))
    for path in ("/a", "/b"):
        web.get(server.play(path, page(LIST)), every=2.5)
    assert pauses == [2.5]


def test_the_pause_that_robots_txt_asks_for_is_made_up_to_a_limit(server, web, pauses):
    server.play("/robots.txt", page("User-agent: *\nCrawl-delay: 600\n"))
    for path in ("/a", "/b"):
        web.get(server.play(path, page(LIST)))
    assert pauses == [LIMITS.longest_pause]


def test_what_robots_txt_forbids_is_not_asked_for(server, web):
    server.play("/robots.txt", page("User-agent: *\nDisallow: /private/\n"))
    server.play("/private/a", page(LIST))
    assert "robots.txt 不允许" in refused(web, server.url + "/private/a")
    assert server.paths == []
    assert web.get(server.play("/open", page(LIST))).content == LIST.encode()
    assert [path for path, _ in server.requests].count("/robots.txt") == 1


@pytest.mark.parametrize("status", [401, 403])
def test_a_site_that_locks_its_robots_txt_away_is_left_alone(server, web, status):
    server.play("/robots.txt", page("", status))
    assert "robots.txt 不允许" in refused(web, server.play("/a", page(LIST)))


def test_a_site_whose_robots_txt_is_out_of_order_is_left_for_the_next_run(server, web):
    server.play("/robots.txt", page("", 500))
    assert "读不到" in refused(web, server.play("/a", page(LIST)))
    assert server.paths == []


@pytest.mark.parametrize("robots", [page(b"\xff\xfe\0\x01" * 1000), redirect("/"), page("<html>首页</html>")])
def test_a_robots_txt_that_says_nothing_forbids_nothing(server, web, robots):
    server.play("/robots.txt", robots)
    assert web.get(server.play("/a", page(LIST))).content == LIST.encode()
