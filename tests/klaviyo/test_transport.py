import os
import shutil
import socket
import ssl
import subprocess
from contextlib import suppress

import pytest
from requests.exceptions import ConnectionError as NoConnection
from requests.exceptions import ConnectTimeout
from urllib3.exceptions import MaxRetryError, NameResolutionError

from klaviyo_gui.klaviyo import transport as module
from klaviyo_gui.klaviyo.answer import Broken, Reply
from klaviyo_gui.klaviyo.deadline import Deadline
from klaviyo_gui.klaviyo.transport import Transport, WatchedBody, trouble_of
from klaviyo_gui.klaviyo.trouble import Trouble
from klaviyo_gui.klaviyo.wire import HOST, Patience
from tests.klaviyo.loopback import (
    answering,
    dripping,
    read_request,
    resetting,
    sending,
    silent,
)

# Larger than the buffers of a connection on loopback, so that not all of it leaves at once.
LARGE = b"x" * 30_000_000
SHORT = Patience(connect=5, read=5, total=0.2)
BEFORE = {"after_first_byte": False}
AFTER = {"after_first_byte": True}


@pytest.fixture
def to():
    """Open transports that end with the test."""
    opened = []

    def start(address, patience=None):
        opened.append(Transport(address, "pk_secret", patience or Patience(5, 5, 30)))
        return opened[-1]

    yield start
    for transport in opened:
        transport.close()


def test_a_body_makes_a_post_with_its_length(serve, to):
    server = serve(answering(202))
    assert to(server.address).ask("/there", {}, b"{}") == Reply(
        202, {"content-length": "0"}, "", b""
    )
    (request,) = server.requests
    assert (request.method, request.target, request.body) == ("POST", "/there", b"{}")
    assert request.headers["content-length"] == "2"
    assert request.headers["content-type"] == "application/vnd.api+json"
    assert request.headers["authorization"] == "Klaviyo-API-Key pk_secret"
    assert request.headers["revision"] == "2026-10-15"
    assert request.headers["x-klaviyo-revision-fall-forward-opt-out"] == "1"
    assert request.headers["user-agent"].startswith("klaviyo-gui/")


def test_without_a_body_it_is_a_get(serve, to):
    server = serve(answering(200, b"{}"))
    reply = to(server.address).ask("/there", {"page[size]": "100"})
    assert (reply.status, reply.body, reply.content_type) == (
        200,
        b"{}",
        "application/vnd.api+json",
    )
    (request,) = server.requests
    assert (request.method, request.target) == ("GET", "/there?page%5Bsize%5D=100")
    assert "content-type" not in request.headers


def test_one_connection_serves_request_after_request(serve, to):
    server = serve(answering(202))
    transport = to(server.address)
    transport.ask("/", {}, b"1")
    transport.ask("/", {}, b"2")
    assert [request.body for request in server.requests] == [b"1", b"2"]
    assert server.connections == 1


def test_a_refused_connection_sends_no_byte(to):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    transport = to(f"http://127.0.0.1:{port}")
    assert transport.ask("/", {}, b"{}") == Broken(**BEFORE, cause=Trouble.CONNECT)


def test_a_server_without_tls_gets_no_byte_of_the_body(serve, to):
    server = serve(silent)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server._start(say_no_tls, listener)
        address = f"https://127.0.0.1:{listener.getsockname()[1]}"
        assert to(address).ask("/", {}, b"{}") == Broken(**BEFORE, cause=Trouble.TLS)


def say_no_tls(listener):
    connection, _ = listener.accept()
    with connection:
        connection.recv(1)
        connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")


def test_a_reset_while_the_body_leaves_is_a_reset_after_the_first_byte(serve, to):
    server = serve(resetting, reads_bodies=False)
    assert to(server.address).ask("/", {}, LARGE) == Broken(**AFTER, cause=Trouble.BROKEN)


@pytest.mark.parametrize(
    "ending",
    [
        resetting,
        sending(b""),
        sending(b"?"),
        sending(b"HTTP/1.1 2"),
        sending(b"HTTP/1.1 202"),
        sending(b"HTTP/1.1 202 Accepted\r\n"),
        sending(b"HTTP/1.1 202 Accepted\r\nServ"),
        sending(b"HTTP/1.1 202 Accepted\r\nServer: x\r\n"),
    ],
)
def test_an_end_without_an_answer_is_after_the_first_byte(serve, to, ending):
    assert to(serve(ending).address).ask("/", {}, b"{}") == Broken(**AFTER, cause=Trouble.BROKEN)


def test_a_request_without_a_body_breaks_before_its_first_byte(serve, to):
    assert to(serve(resetting).address).ask("/", {}) == Broken(**BEFORE, cause=Trouble.BROKEN)


def test_an_answer_without_a_length_is_whole_when_its_headers_are(serve, to):
    reply = to(serve(sending(b"HTTP/1.1 202 Accepted\r\nServer: x\r\n\r\n")).address).ask(
        "/", {}, b"1"
    )
    assert reply == Reply(202, {"server": "x"}, "", b"")


def test_silence_ends_by_the_time_for_reading(serve, to):
    transport = to(serve(silent).address, Patience(connect=5, read=0.1, total=30))
    assert transport.ask("/", {}, b"{}") == Broken(**AFTER, cause=Trouble.SILENT)


@pytest.mark.parametrize(
    "behaviour", [silent, dripping(b"", b"H"), dripping(b"HTTP/1.1 200 OK\r\n", b"A: b\r\nC")]
)
def test_an_answer_that_never_begins_ends_by_the_deadline(serve, to, behaviour):
    transport = to(serve(behaviour).address, SHORT)
    broken = transport.ask("/", {}, b"{}")
    assert broken == Broken(**AFTER, cause=Trouble.LATE)


@pytest.mark.parametrize(
    "head",
    [
        b"Content-Length: 1000000\r\n\r\n",
        b"Transfer-Encoding: chunked\r\n\r\n1\r\n",
        # An answer without a length ends where the connection ends.
        b"Connection: close\r\n\r\n",
    ],
)
def test_an_answer_that_never_ends_is_cut_by_the_deadline(serve, to, head):
    server = serve(dripping(b"HTTP/1.1 200 OK\r\n" + head, b" "))
    reply = to(server.address, SHORT).ask("/", {}, b"{}")
    assert (reply.status, reply.truncated) == (200, True)
    assert server.gone.wait(5)


@pytest.mark.parametrize("drops", [False, True], ids=["silent", "dripping"])
def test_a_handshake_that_never_ends_ends_by_the_deadline(serve, to, drops):
    broken, was_left = met_without_a_hand(serve(silent), to, drops, looks=2_000)
    assert broken == Broken(**BEFORE, cause=Trouble.LATE)
    assert was_left


@pytest.mark.parametrize("drops", [False, True], ids=["silent", "dripping"])
def test_a_handshake_that_no_deadline_ends_is_found_out(serve, to, drops, monkeypatch):
    monkeypatch.setattr(Deadline, "keep_early", lambda *_: None)
    _, was_left = met_without_a_hand(serve(silent), to, drops, looks=60)
    assert not was_left


def met_without_a_hand(server, to, drops, looks):
    """Return what became of an attempt, and whether our side left before the server gave up."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server._start(shake_no_hands, listener, server, drops, looks)
        address = f"https://127.0.0.1:{listener.getsockname()[1]}"
        broken = to(address, Patience(connect=60, read=60, total=0.2)).ask("/", {}, b"{}")
    assert server.gone.wait(60)
    return broken, server.was_left


def shake_no_hands(listener, server, drops, looks):
    """Take a connection and never come to the end of the first message of TLS."""
    connection, _ = listener.accept()
    server.was_left = True
    # Whoever leaves with something unread resets the connection.
    with connection, suppress(ConnectionError):
        connection.settimeout(0.01)
        if drops:
            connection.sendall(b"\x16\x03\x03\x40\x00")
        server.was_left = left_within(looks, connection, b"\x02" if drops else b"")
    server.gone.set()


def left_within(looks, connection, drop):
    """Tell whether the other side ends within so many looks, each with a drop for it."""
    for _ in range(looks):
        try:
            if not connection.recv(65_536):
                return True
        except TimeoutError:
            connection.sendall(drop)
    return False


def test_a_tunnel_that_never_opens_ends_by_the_deadline(serve, to, monkeypatch):
    def drip_until_left(talk):
        talk.send(b"HTTP/1.1 200 OK\r\nA: ")
        talk.server.was_left = True
        for _ in range(2_000):
            talk.server.stopping.wait(0.01)
            talk.send(b"b")
        talk.server.was_left = False

    proxy = serve(drip_until_left)
    monkeypatch.setenv("HTTPS_PROXY", proxy.address)
    assert to(HOST, SHORT).ask("/", {}, b"{}") == Broken(**BEFORE, cause=Trouble.LATE)
    assert proxy.gone.wait(60)
    assert proxy.was_left


def test_a_body_that_nobody_takes_ends_by_the_deadline(serve, to):
    server = serve(silent_for_a_body, reads_bodies=False)
    broken = to(server.address, SHORT).ask("/", {}, LARGE)
    assert broken == Broken(**AFTER, cause=Trouble.LATE)


def silent_for_a_body(talk):
    talk.server.stopping.wait(5)


def test_no_byte_of_a_body_leaves_once_the_time_is_over():
    deadline = Deadline()
    body = WatchedBody(b"{}", deadline)
    deadline._over.set()
    with pytest.raises(TimeoutError):
        body.read(1)
    assert not body.has_left


def test_a_body_gives_all_its_bytes_and_knows_that_they_left():
    body = WatchedBody(b"abc", Deadline())
    assert (len(body), body.has_left) == (3, False)
    assert b"".join(body) == b"abc"
    assert body.has_left


@pytest.mark.parametrize(
    ("raw", "body"),
    [
        (b"HTTP/1.1 202 OK\r\nContent-Length: 9\r\n\r\n{}", b""),
        (b"HTTP/1.1 202 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n", b"{}"),
        (b"HTTP/1.1 202 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n", b""),
        (b"HTTP/1.1 202 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}", b""),
    ],
)
def test_an_answer_that_ends_too_early_is_truncated(serve, to, raw, body):
    reply = to(serve(sending(raw)).address).ask("/", {}, b"{}")
    assert (reply.status, reply.truncated) == (202, True)
    assert reply.body in {body, b"{}"}


def test_a_huge_answer_is_cut(serve, to, monkeypatch):
    monkeypatch.setattr(module, "MAX_ANSWER_BYTES", 100_000)
    server = serve(
        dripping(b"HTTP/1.1 200 OK\r\nContent-Length: 9000000000\r\n\r\n", b" " * 70_000)
    )
    reply = to(server.address).ask("/", {}, b"{}")
    assert (reply.status, reply.truncated, len(reply.body)) == (200, True, 100_000)


def test_an_answer_of_just_the_greatest_size_is_whole(serve, to, monkeypatch):
    monkeypatch.setattr(module, "MAX_ANSWER_BYTES", 100_000)
    reply = to(serve(answering(200, b" " * 100_000)).address).ask("/", {}, b"{}")
    assert (reply.truncated, len(reply.body)) == (False, 100_000)


def test_an_early_refusal_of_a_large_body_is_still_heard(serve, to):
    def refuse(talk):
        talk.send(b"HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        talk.connection.shutdown(socket.SHUT_WR)
        while talk.connection.recv(1_000_000):
            pass

    reply = to(serve(refuse, reads_bodies=False).address).ask("/", {}, LARGE)
    assert reply.status == 413


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_an_answer_and_is_not_followed(serve, to, status):
    other = serve(answering(202))
    server = serve(answering(status, b"moved", Location=other.address))
    reply = to(server.address).ask("/", {}, b"{}")
    assert (reply.status, reply.body) == (status, b"moved")
    assert len(server.requests) == 1
    assert other.requests == []


def test_a_redirect_with_a_huge_body_is_cut_like_any_answer(serve, to, monkeypatch):
    monkeypatch.setattr(module, "MAX_ANSWER_BYTES", 100_000)
    start = b"HTTP/1.1 302 Found\r\nLocation: /there\r\nConnection: close\r\n\r\n"
    transport = to(serve(dripping(start, b" " * 70_000)).address, Patience(5, 5, 3))
    reply = transport.ask("/", {}, b"{}")
    assert (reply.status, reply.truncated, len(reply.body)) == (302, True, 100_000)
    assert not transport._deadline.is_over


@pytest.mark.parametrize(
    "first", [resetting, sending(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}")]
)
def test_after_a_trouble_the_next_attempt_has_a_connection_of_its_own(serve, to, first):
    server = serve(answering(202), first, answering(202))
    transport = to(server.address)
    transport.ask("/", {}, b"1")
    transport.ask("/", {}, b"2")
    assert transport._session is None
    assert transport.ask("/", {}, b"3").status == 202
    assert [request.body for request in server.requests] == [b"1", b"2", b"3"]
    assert server.connections == 2


@pytest.mark.parametrize("status", [429, 500, 503])
def test_nothing_is_tried_again_by_itself(serve, to, status):
    server = serve(answering(status, Retry_After="0"), answering(202))
    assert to(server.address).ask("/", {}, b"{}").status == status
    assert len(server.requests) == 1


def test_loopback_knows_no_proxy_and_no_netrc(serve, to, monkeypatch, tmp_path):
    proxy, server = serve(answering(500)), serve(answering(202))
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login ann password word\n")
    monkeypatch.setenv("NETRC", str(netrc))
    monkeypatch.setenv("HTTP_PROXY", proxy.address)
    assert to(server.address).ask("/", {}, b"{}").status == 202
    assert server.requests[0].headers["authorization"] == "Klaviyo-API-Key pk_secret"
    assert proxy.requests == []


@pytest.mark.parametrize(
    ("behaviour", "cause"),
    [
        (answering(403), Trouble.PROXY),
        (resetting, Trouble.BROKEN),
        (sending(b"what?"), Trouble.BROKEN),
    ],
)
def test_a_proxy_that_fails_gets_no_byte_and_no_key(serve, to, monkeypatch, behaviour, cause):
    proxy = serve(behaviour)
    monkeypatch.setenv("HTTPS_PROXY", proxy.address)
    assert to(HOST).ask("/", {}, b"{}") == Broken(**BEFORE, cause=cause)
    (request,) = proxy.requests
    assert (request.method, request.target) == ("CONNECT", "a.klaviyo.com:443")
    assert "pk_secret" not in repr(request)


@pytest.fixture
def certificate(tmp_path):
    """Make a certificate of our own for Klaviyo's host."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is needed to make a certificate")
    pair = tmp_path / "pair.pem"
    subprocess.run(
        [
            *(openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
            *("-subj", "/CN=a.klaviyo.com", "-addext", "subjectAltName=DNS:a.klaviyo.com"),
            *("-keyout", str(tmp_path / "key.pem"), "-out", str(pair)),
        ],
        check=True,
        capture_output=True,
        env={**os.environ, "MSYS_NO_PATHCONV": "1"},
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pair, tmp_path / "key.pem")
    return pair, context


@pytest.fixture
def tunnel(serve, certificate, monkeypatch):
    """Stand in for Klaviyo behind a proxy; the certificate is trusted only if a test says so."""

    def behave(talk):
        talk.send(b"HTTP/1.1 200 Connected\r\n\r\n")
        talk.connection = certificate[1].wrap_socket(talk.connection, server_side=True)
        talk.server.requests.append(read_request(talk.connection))
        talk.send(b"HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n")

    server = serve(behave)
    monkeypatch.setenv("HTTPS_PROXY", server.address)
    return server


def test_a_certificate_that_nobody_vouches_for_is_not_trusted(tunnel, to):
    broken = to(HOST).ask("/", {}, b"{}")
    assert broken in {Broken(**BEFORE, cause=each) for each in (Trouble.TLS, Trouble.TLS_ISSUER)}
    assert [request.method for request in tunnel.requests] == ["CONNECT"]


def test_netrc_never_replaces_the_key(tunnel, certificate, to, monkeypatch, tmp_path):
    netrc = tmp_path / "netrc"
    netrc.write_text("machine a.klaviyo.com login ann password word\n")
    monkeypatch.setenv("NETRC", str(netrc))
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate[0]))
    assert to(HOST).ask("/", {}, b"{}").status == 202
    assert tunnel.requests[-1].headers["authorization"] == "Klaviyo-API-Key pk_secret"


def test_a_bundle_of_certificates_that_is_not_there_is_trouble_and_no_crash(serve, to, monkeypatch):
    monkeypatch.setenv("HTTPS_PROXY", serve(answering(403)).address)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/there/is/nothing")
    assert to(HOST).ask("/", {}, b"{}") == Broken(**BEFORE, cause=Trouble.BROKEN)


@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        (ConnectTimeout(), Trouble.SLOW_CONNECT),
        (
            NoConnection(MaxRetryError(None, "/", NameResolutionError("h", None, OSError()))),
            Trouble.NAME,
        ),
        (OSError(), Trouble.BROKEN),
    ],
)
def test_a_cause_that_loopback_cannot_show_has_its_words(error, trouble):
    assert trouble_of(error) is trouble
