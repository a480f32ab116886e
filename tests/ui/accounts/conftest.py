import pytest

from klaviyo_gui.ui.accounts.book import AccountBook
from tests.doubles.keychains import Memory
from tests.klaviyo.loopback import Loopback
from tests.test_accounts import klaviyo
from tests.ui.windows import WAIT_MS, accounts_of


@pytest.fixture
def place():
    """A place for keys in memory."""
    return Memory()


@pytest.fixture
def server():
    """A Klaviyo that knows three keys of two accounts, none of which may see flows."""
    server = Loopback((klaviyo,))
    yield server
    server.close()


@pytest.fixture
def accounts(place, server):
    """Accounts that are asked for there."""
    return accounts_of(place, server.address)


@pytest.fixture
def book(session, accounts):
    """Those accounts as the window knows them."""
    book = AccountBook(accounts, session)
    yield book
    book.close()


@pytest.fixture
def read(qtbot):
    """Read the list of accounts, and wait until it is there."""

    def read_list(book):
        book.refresh()
        qtbot.waitUntil(lambda: book.known == book.accounts.all(), timeout=WAIT_MS)

    return read_list
