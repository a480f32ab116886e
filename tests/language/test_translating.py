from pathlib import Path

import pytest

from klaviyo_gui import language, paths
from klaviyo_gui.language import counted, mark, tr
from tests.tour.made_up import made_up_language


@pytest.fixture
def german():
    language.use_language("de", paths.languages())
    yield
    language.use_language(language.SOURCE, paths.languages())


def test_without_a_language_words_are_said_as_they_stand():
    assert language.in_use() == "en"
    assert tr("A {place} of its own") == "A {place} of its own"
    assert tr("A {place} of its own", place="{name}") == "A {name} of its own"


def test_nothing_is_not_the_head_of_a_catalogue(german):
    assert tr("") == ""


def test_a_count_is_said_with_its_noun():
    words = ("{count} row of {file}", "{count} rows of {file}")
    assert counted(1, *words, file="a") == "1 row of a"
    assert counted(24310, *words, file="a") == "24,310 rows of a"
    assert counted(0, *words, file="a") == "0 rows of a"


def test_a_language_says_the_same_in_its_words(german):
    assert language.in_use() == "de"
    assert tr("January") == "Januar"


def test_a_marked_text_stays_as_it_is(german):
    assert mark("January") == "January"


def test_languages_are_those_of_which_there_is_a_catalogue():
    assert language.languages(paths.languages()) == ("en", "de")


def test_a_language_that_nobody_wrote_is_not_spoken():
    with pytest.raises(FileNotFoundError):
        language.use_language("xx", paths.languages())
    assert language.in_use() == "en"


def test_a_catalogue_that_is_damaged_is_told(tmp_path):
    place = tmp_path / "yy" / "LC_MESSAGES" / "klaviyo_gui.mo"
    place.parent.mkdir(parents=True)
    place.write_bytes(b"no catalogue")
    with pytest.raises(OSError, match="Bad magic number"):
        language.use_language("yy", Path(tmp_path))


def test_what_nobody_speaks_is_left_after_it():
    with made_up_language():
        assert tr("One") == "⟦One⟧"
        assert counted(2, "{count} row", "{count} rows") == "⟦2 rows⟧"
    assert tr("One") == "One"
