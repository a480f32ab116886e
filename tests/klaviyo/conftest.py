import pytest

from tests.klaviyo.loopback import Loopback


@pytest.fixture
def serve():
    """Start servers that end with the test."""
    servers = []

    def start(*behaviours, **options):
        servers.append(Loopback(behaviours, **options))
        return servers[-1]

    yield start
    for server in servers:
        server.close()


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch):
    """Keep the proxies and certificates of this computer out of the tests.

    The proxy stays that keeps them from Klaviyo itself.
    """
    for name in ("http_proxy", "all_proxy", "no_proxy", "netrc"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
        monkeypatch.delenv(name, raising=False)
