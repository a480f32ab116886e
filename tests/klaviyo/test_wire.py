import pytest

from klaviyo_gui import __version__
from klaviyo_gui.core.errors import AddressRefused
from klaviyo_gui.klaviyo import wire
from klaviyo_gui.klaviyo.wire import checked_address, is_loopback


def test_without_an_address_klaviyo_itself_is_meant():
    assert checked_address(None) == "https://a.klaviyo.com"


@pytest.mark.parametrize(
    ("written", "origin"),
    [
        ("https://a.klaviyo.com", "https://a.klaviyo.com"),
        (" HTTPS://A.Klaviyo.com/ ", "https://a.klaviyo.com"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("http://127.255.0.9", "http://127.255.0.9"),
        ("https://localhost:8443/", "https://localhost:8443"),
        ("http://[::1]:9", "http://[::1]:9"),
    ],
)
def test_klaviyo_and_loopback_are_addresses(written, origin):
    assert checked_address(written) == origin


@pytest.mark.parametrize(
    "written",
    [
        "",
        "a.klaviyo.com",
        "http://a.klaviyo.com",
        "https://a.klaviyo.com:444",
        "https://a.klaviyo.com:443",
        "https://a.klaviyo.com.evil.example",
        "https://evil.example",
        "https://a.klaviyo.com@evil.example",
        "https://key@a.klaviyo.com",
        "https://a.klaviyo.com/api",
        "https://a.klaviyo.com//",
        "https://a.klaviyo.com?",
        "https://a.klaviyo.com?x=1",
        "https://a.klaviyo.com#x",
        "https://a.klav\niyo.com",
        "http://user:word@127.0.0.1",
        "http://127.0.0.1:8000/path",
        "http://127.0.0.1:8000?x",
        "http://127.0.0.1:x",
        "http://127.0.0.1:99999",
        "http://127.0.0.1:080",
        "http://127.0.0.1\\@evil.example",
        "http://127.0.0.1.evil.example",
        "http://localhost.evil.example",
        "http://128.0.0.1",
        "http://0.0.0.0",
        "http://2130706433",
        "http://127.1",
        "http://10.0.0.1",
        "http://[::2]",
        "http://[::1%1]",
        "http://[::ffff:127.0.0.1]",
        "http://[::1",
        "ftp://127.0.0.1",
        "file:///etc/passwd",
        "//127.0.0.1",
    ],
)
def test_nothing_else_is_an_address(written):
    with pytest.raises(AddressRefused) as refused:
        checked_address(written)
    assert refused.value.address == written


def test_every_request_pins_the_revision_and_says_who_asks():
    assert dict(wire.HEADERS) == {
        "Accept": "application/vnd.api+json",
        "User-Agent": f"klaviyo-gui/{__version__}",
        "revision": "2026-10-15",
        "X-Klaviyo-Revision-Fall-Forward-Opt-Out": "1",
    }


def test_a_name_that_only_looks_like_loopback_is_none():
    assert [is_loopback(host) for host in ("127.0.0.1", "::1", "localhost", "127.0.0.1.x", "")] == [
        True,
        True,
        True,
        False,
        False,
    ]
