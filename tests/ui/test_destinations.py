"""A run goes to the account that was chosen, whatever is called so by now."""

import pytest

from klaviyo_gui import wording
from klaviyo_gui.core.errors import NameOfAnother
from klaviyo_gui.store.accounts import FILE, AccountList
from klaviyo_gui.ui.destinations import Destinations
from tests.doubles.keychains import Memory
from tests.ui.windows import accounts_of


def test_another_account_that_took_the_name_of_the_chosen_one_is_sent_nothing(home):
    # Of a public key nobody asks whose it is, so no account is needed here.
    accounts = accounts_of(Memory(), "http://127.0.0.1:1")
    chosen = accounts.add_public("Shop", "AbC123")
    find = Destinations(None, accounts)
    assert find.chosen(chosen).account == "Shop (AbC123)"
    elsewhere = AccountList(home / FILE)
    elsewhere.remove("Shop")
    accounts.add_public("Shop", "XyZ789")
    with pytest.raises(NameOfAnother) as caught:
        find.chosen(chosen)
    assert wording.error_words(caught.value).sentence == (
        "“Shop” was Shop (AbC123) when it was chosen, and is Shop (XyZ789) now. Nothing was sent. "
        "Choose once more where to send to."
    )
