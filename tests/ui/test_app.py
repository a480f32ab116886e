"""Where the window is built, and what keeps it from being built."""

import pytest
from PySide6.QtWidgets import QMessageBox

from klaviyo_gui.accounts import API_VARIABLE
from klaviyo_gui.app import accounts_here


def test_an_address_of_another_computer_opens_no_window(qapp, monkeypatch):
    said = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: said.append(box.text()))
    monkeypatch.setenv(API_VARIABLE, "https://shop.example")
    assert accounts_here() is None
    assert said == [
        "KLAVIYO_GUI_API: https://shop.example is not an address this program sends to."
    ]


@pytest.mark.parametrize("address", [None, "http://127.0.0.1:8000"])
def test_any_other_one_is_used(monkeypatch, address):
    monkeypatch.delenv(API_VARIABLE, raising=False)
    if address is not None:
        monkeypatch.setenv(API_VARIABLE, address)
    accounts = accounts_here()
    assert accounts.all() == ()
    assert accounts.address == (address or "https://a.klaviyo.com")
