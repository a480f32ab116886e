from datetime import date, time

import pytest
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication, QDialogButtonBox

from klaviyo_gui import language, paths
from klaviyo_gui.store import settings
from klaviyo_gui.ui.system_language import chosen, speak
from tests.ui.test_window import action


@pytest.fixture
def after(qapp):
    yield
    language.use_language(language.SOURCE, paths.languages())
    language.use_forms(language.Forms())


@pytest.mark.parametrize(
    ("kept", "wished", "spoken"),
    [
        ("", ["de-CH", "fr-CH"], "de"),
        ("", ["fr-CH", "de-CH"], "de"),
        ("", ["fr-FR"], "en"),
        ("", ["en-US", "de-DE"], "en"),
        ("de", ["en-US"], "de"),
        ("en", ["de-DE"], "en"),
        ("xx", ["de-DE"], "de"),
    ],
)
def test_the_language_is_that_which_was_chosen_or_the_first_of_the_system_that_is_spoken(
    kept, wished, spoken
):
    assert chosen(kept, wished) == spoken


def test_what_qt_says_by_itself_is_in_the_language_too(home, qapp, after):
    settings.set_language("de")
    speak(qapp)
    try:
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        assert box.button(QDialogButtonBox.StandardButton.Cancel).text() == "Abbrechen"
        assert language.in_use() == "de"
    finally:
        for each in qapp.findChildren(QTranslator):
            QApplication.removeTranslator(each)
            each.deleteLater()
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    assert "Abbrechen" not in box.button(QDialogButtonBox.StandardButton.Cancel).text()


def test_a_time_has_the_words_of_the_language_and_the_order_of_the_system(
    home, qapp, after, monkeypatch
):
    monkeypatch.setattr(QLocale, "system", lambda: QLocale("ko_KR"))
    settings.set_language("en")
    speak(qapp)
    assert language.clock(time(14, 5)) == "2:05\u00a0PM"
    assert language.day(date(2026, 3, 5)) == "2026. 3. 5."
    assert language.long_day(date(2026, 3, 5)) == "5 March 2026"


def test_a_language_that_is_chosen_is_kept_for_the_next_start(window):
    menu = "Language, from the next start on"
    assert action(window, "View", menu, "As the system").isChecked()
    action(window, "View", menu, "Deutsch").trigger()
    assert settings.language() == "de"
    action(window, "View", menu, "As the system").trigger()
    assert settings.language() == ""


@pytest.mark.parametrize("content", [b"no catalogue", b"\xde\x12\x04\x95", b""])
@pytest.mark.usefixtures("home", "after")
def test_a_catalogue_that_is_damaged_is_no_reason_not_to_start(
    qapp, tmp_path, monkeypatch, content
):
    place = tmp_path / "de" / "LC_MESSAGES" / "klaviyo_gui.mo"
    place.parent.mkdir(parents=True)
    place.write_bytes(content)
    monkeypatch.setattr(paths, "languages", lambda: tmp_path)
    settings.set_language("de")
    speak(qapp)
    assert language.in_use() == "en"
