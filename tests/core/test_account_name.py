"""An account is the same one however somebody renames it."""

import pytest

from klaviyo_gui.core.account_name import (
    account_key,
    account_label,
    account_name,
    is_same_account,
)


@pytest.mark.parametrize("name", ["Acme Ltd", "Acme (Berlin)", "", "A (b) c"])
def test_a_label_tells_name_and_id(name):
    label = account_label(name, "AbC123")
    assert (account_name(label), account_key(label)) == (name, "AbC123")
    assert is_same_account(label, account_label("Renamed", "AbC123"))
    assert not is_same_account(label, account_label(name, "AbC124"))


def test_what_has_no_id_is_known_by_its_name():
    assert account_key("Practice Klaviyo") == account_name("Practice Klaviyo") == "Practice Klaviyo"
    assert not is_same_account("Practice Klaviyo", "Self-test")
