"""A country that is guessed by a file's rows reads the phone numbers of no other file."""

from dataclasses import replace

import pytest

from klaviyo_gui.core.mapping import Kind, Options
from klaviyo_gui.store.presets import load, save
from klaviyo_gui.ui.map.options import OptionsRow
from klaviyo_gui.wording.pill import pill_words
from tests.ui.windows import open_path, write

PEOPLE = Kind.PROFILES
HEADER = ("Email", "Phone", "Country")
GERMAN = (("a@shop.de", "030 1234567", "DE"), ("b@shop.de", "030 1234568", "DE"))
AMERICAN = (("a@shop.us", "650-253-0000", "US"), ("b@shop.us", "650-253-0001", "US"))
UNSAID = (("a@shop.us", "650-253-0000", ""), ("b@shop.us", "650-253-0001", ""))


@pytest.fixture
def german(qtbot, session, tmp_path):
    open_path(qtbot, session, write(tmp_path, GERMAN, HEADER, name="de.csv"))
    return session


def test_a_guess_reads_the_file_that_it_was_made_for(german):
    assert german.mapping.options == Options(guessed_country="DE")
    assert german.plan.mapping.options.country == "DE"


@pytest.mark.parametrize(
    ("rows", "country"), [(AMERICAN, "US"), (UNSAID, ""), (GERMAN, "DE")], ids=["us", "none", "de"]
)
def test_a_preset_holds_no_guess_and_gets_that_of_the_next_file(
    qtbot, german, tmp_path, rows, country
):
    path = tmp_path / "saved.json"
    save(path, german.made_preset("saved"))
    assert "DE" not in path.read_text()
    assert load(path).mapping.options == Options()
    open_path(qtbot, german, write(tmp_path, rows, HEADER, name="next.csv"))
    german.use_preset(load(path))
    assert german.mapping.options == Options(guessed_country=country)
    german.undo_stack.undo()
    german.undo_stack.redo()
    assert german.mapping.options.country == country


def test_a_mapping_that_is_kept_for_the_next_file_loses_the_guess(qtbot, german, tmp_path):
    german.unmap(PEOPLE, "phone_number")
    before = german.mapping
    open_path(qtbot, german, write(tmp_path, UNSAID, HEADER, name="us.csv"))
    assert german.mapping == before.guessing("")
    german.undo_stack.undo()
    assert german.mapping.options.country == ""


def test_a_country_that_was_chosen_is_saved_and_goes_along(qtbot, german, tmp_path):
    german.set_options(replace(german.mapping.options, phone_country="DE"))
    path = tmp_path / "saved.json"
    save(path, german.made_preset("saved"))
    open_path(qtbot, german, write(tmp_path, AMERICAN, HEADER, name="us.csv"))
    german.use_preset(load(path))
    assert german.mapping.options.country == "DE"


def test_a_guess_is_shown_as_one(qtbot, german):
    row = OptionsRow(german)
    qtbot.addWidget(row)
    box = row._country
    assert box.currentText() == "Germany (DE), guessed"
    german.unmap(PEOPLE, "location.country")
    pair = german.mapping.pair(PEOPLE, "phone_number")
    assert pill_words(PEOPLE, pair, german.mapping.options) == "phone · DE, guessed"
    box.setCurrentIndex(box.findData("AT"))
    box.activated.emit(box.currentIndex())
    assert german.mapping.options == Options(phone_country="AT", guessed_country="DE")
    german.undo_stack.undo()
    assert box.currentText() == "Germany (DE), guessed"


def test_what_is_only_guessed_is_no_work_to_keep(german):
    assert german.is_proposed
