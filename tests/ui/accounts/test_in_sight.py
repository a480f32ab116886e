"""The dialogs of accounts have names, room and a stop for every control."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPushButton, QRadioButton

from klaviyo_gui.ui.accounts.connecting import ConnectDialog
from klaviyo_gui.ui.accounts.managing import AccountsDialog
from tests.ui.measures import cut
from tests.ui.test_accessibility import SMALLEST, controls, nameless
from tests.ui.windows import WAIT_MS, settle


@pytest.fixture(params=["accounts", "adding", "answered"])
def dialog(request, qtbot, qapp, book, theme, read):  # noqa: PLR0913, PLR0917 - fixtures
    """Each of the dialogs as somebody sees it, as small as it gets."""
    book.accounts.add("Another", "pk_other")
    read(book)
    if request.param == "accounts":
        dialog = AccountsDialog(book, theme, None)
        dialog.bring()
    else:
        dialog = ConnectDialog(book, theme, None)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        dialog.show()
    if request.param == "answered":
        dialog.name.setText("Shop")
        dialog.key.line.setText("pk_one")
        with qtbot.waitSignal(book.done, timeout=WAIT_MS):
            dialog.connect_button.click()
    dialog.resize(dialog.minimumSize())
    qtbot.waitExposed(dialog)
    yield dialog
    dialog.close()
    dialog.deleteLater()
    settle(qapp)


def test_every_control_has_a_name_and_room_for_its_words(dialog):
    assert nameless(dialog) == []
    assert cut(dialog) == []
    small = [
        each.text()
        for each in controls(dialog)
        if isinstance(each, QAbstractButton)
        and each.isVisible()
        and min(each.width(), each.height()) < SMALLEST
    ]
    assert small == []


def test_what_has_no_name_or_no_room_is_found(qapp, dialog):
    seeded = QLineEdit(dialog)
    seeded.show()
    assert nameless(dialog) == [seeded]
    narrow = QPushButton("Replace key…", dialog)
    narrow.show()
    narrow.setFixedWidth(30)
    qapp.processEvents()
    assert [words for words, *_ in cut(dialog)] == ["Replace key…"]


def test_tab_reaches_every_control(dialog):
    wanted = {
        each
        for each in controls(dialog)
        if each.isVisible()
        and each.isEnabled()
        and each.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
        # Arrows lead from the one that is chosen to the others.
        and (not isinstance(each, QRadioButton) or each.isChecked())
    }
    dialog.activateWindow()
    reached = set()
    for _ in range(60):
        dialog.focusNextChild()
        reached.add(dialog.focusWidget())
    assert wanted
    assert wanted - reached == set()
