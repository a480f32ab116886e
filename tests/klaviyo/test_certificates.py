"""No key and no customer leaves for a server that cannot prove that it is Klaviyo."""

import ssl
import sys
import warnings

import pytest

from klaviyo_gui.core.outcome import Outcome, Verdict
from klaviyo_gui.klaviyo import adapter, transport
from klaviyo_gui.klaviyo.client import Client
from klaviyo_gui.klaviyo.trouble import Trouble
from klaviyo_gui.klaviyo.wire import HOST, Patience
from klaviyo_gui.wording import detail_words
from tests.klaviyo.certificates import (
    Bad,
    Wish,
    authority,
    certificate,
    context_of,
    tunnelling,
    written,
)

KEY = "pk_0123456789abcdef0123456789abcdef01"
BODY = b'{"data":"ann@shop.io"}'


def made_by_no_authority():
    """Return a certificate that may sign nothing, as any shop's may not."""
    return certificate(Wish(host="shop.example"), owner="shop")


# Windows leaves it to authorities of one's own how they sign.
WEAK = {
    "signed by SHA-1": (Bad(Wish(digest="sha1")), Trouble.TLS),
    "signed by MD5": (Bad(Wish(digest="md5")), Trouble.TLS),
}

BAD = {
    "signed by itself": (Bad(Wish(issuer="server")), Trouble.TLS_ISSUER),
    "of an unknown authority": (Bad(Wish(issuer="stranger")), Trouble.TLS_ISSUER),
    "of an authority that it shows itself": (
        Bad(Wish(issuer="stranger"), (lambda: authority("stranger"),)),
        Trouble.TLS_ISSUER,
    ),
    "of a certificate that may not sign": (
        Bad(Wish(issuer="shop"), (made_by_no_authority,)),
        Trouble.TLS,
    ),
    "expired": (Bad(Wish(begins=-9, ends=-1)), Trouble.TLS_TIME),
    "not valid yet": (Bad(Wish(begins=1, ends=9)), Trouble.TLS_TIME),
    "of another host": (Bad(Wish(host="a.klaviyo.com.shop.example")), Trouble.TLS_HOST),
    **(WEAK if sys.platform == "linux" else {}),
    "of a short key": (Bad(Wish(bits=1024)), Trouble.TLS),
    "shown by TLS 1.1": (Bad(newest=ssl.TLSVersion.TLSv1_1), Trouble.TLS),
    "shown by TLS 1.0": (Bad(newest=ssl.TLSVersion.TLSv1), Trouble.TLS),
    "none, in plain HTTP": (None, Trouble.TLS),
}


@pytest.fixture
def klaviyo(serve, monkeypatch, tmp_path):
    """Stand in for Klaviyo behind the proxy of a network whose authority is trusted."""
    bundle = written(tmp_path / "trusted.pem", authority())
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(bundle))

    def start(bad):
        heard = []
        context = None if bad is None else context_of(bad, tmp_path)
        proxy = serve(tunnelling(context, heard))
        monkeypatch.setenv("HTTPS_PROXY", proxy.address)
        return proxy, heard

    return start


def asked():
    """Send a body to what should be Klaviyo, once."""
    with Client(HOST, KEY, Patience(30, 30, 60)) as client:
        return client.send_events(BODY, 1)


def is_said(outcome, trouble):
    """Tell whether that is why nothing left; other systems give reasons of their own."""
    said = trouble if sys.platform == "linux" else outcome.detail
    return outcome == Outcome(Verdict.WAIT, detail=said) and said.startswith(("no", "cert"))


def is_refused(proxy, heard, trouble):
    assert is_said(asked(), trouble)
    proxy.close()
    assert all(KEY.encode() not in said and b"ann@" not in said for said in heard)
    # The proxy is asked for the way, once, and is told nothing else.
    assert [each.method for each in proxy.requests] == ["CONNECT"]
    assert KEY not in repr(proxy.requests)


@pytest.mark.parametrize("kind", BAD)
def test_nothing_leaves_for_a_server_whose_certificate_is_bad(klaviyo, kind):
    bad, trouble = BAD[kind]
    is_refused(*klaviyo(bad), trouble)


@pytest.mark.parametrize("kind", BAD)
def test_nothing_is_asked_of_such_a_server_either(klaviyo, kind):
    bad, trouble = BAD[kind]
    proxy, heard = klaviyo(bad)
    with Client(HOST, KEY, Patience(30, 30, 60)) as client:
        outcome, account = client.account()
    assert is_said(outcome, trouble)
    assert account is None
    proxy.close()
    assert all(KEY.encode() not in said for said in heard)


def test_a_right_certificate_of_a_trusted_authority_is_taken(klaviyo):
    _, heard = klaviyo(Bad())
    assert asked().verdict is Verdict.ACCEPTED
    (request,) = heard
    assert request.headers["authorization"] == f"Klaviyo-API-Key {KEY}"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems ask no file whom they trust")
def test_whom_this_computer_trusts_is_trusted(klaviyo, monkeypatch, tmp_path):
    _, heard = klaviyo(Bad())
    monkeypatch.delenv("REQUESTS_CA_BUNDLE")
    assert asked().detail == Trouble.TLS_ISSUER
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "trusted.pem"))
    assert asked().verdict is Verdict.ACCEPTED
    assert len(heard) == 1


def trusting_anybody():
    """Return what speaks with everybody, however old or weak."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.set_ciphers("ALL:@SECLEVEL=0")
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version = ssl.TLSVersion.TLSv1
    return context


@pytest.mark.filterwarnings("ignore::urllib3.exceptions.InsecureRequestWarning")
@pytest.mark.parametrize("kind", [kind for kind, (bad, _) in BAD.items() if bad is not None])
def test_a_client_that_trusts_anybody_is_found_out(klaviyo, kind, monkeypatch):
    bad, trouble = BAD[kind]
    opened = transport.Transport._opened

    def trusting(self):
        session = opened(self)
        session.trust_env = False
        session.proxies = {"https": proxy.address}
        session.verify = False
        return session

    monkeypatch.setattr(transport.Transport, "_opened", trusting)
    monkeypatch.setattr(adapter, "_of_the_system", trusting_anybody)
    proxy, heard = klaviyo(bad)
    with pytest.raises(AssertionError):
        is_refused(proxy, heard, trouble)
    assert [each.body for each in heard] == [BODY]


@pytest.mark.parametrize("trouble", sorted({trouble for _, trouble in BAD.values()}))
def test_the_words_say_that_nothing_was_sent_and_what_to_do(trouble):
    what, _, advice = detail_words(trouble).partition(" Nothing was sent: ")
    assert what.endswith(".")
    assert advice.startswith(("use another network", "check the date", "sign in"))
