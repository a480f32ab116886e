import pytest

from klaviyo_gui.store import settings


def test_what_was_never_chosen_is_empty():
    assert settings.theme() == ""
    assert settings.sizes("map") == ()


def test_the_theme_and_the_sizes_come_back_side_by_side():
    settings.set_sizes("map", (1, 2, 3))
    settings.set_theme("dark")
    settings.set_sizes("file", (4, 5))
    assert settings.theme() == "dark"
    assert settings.sizes("map") == (1, 2, 3)
    assert settings.sizes("file") == (4, 5)


def test_customers_data_is_kept_for_thirty_days_unless_somebody_chose():
    assert settings.days_kept() == 30
    settings.set_theme("dark")
    settings.set_days_kept(7)
    assert (settings.days_kept(), settings.theme()) == (7, "dark")


def test_a_row_is_shown_in_full_unless_somebody_chose_otherwise():
    assert settings.has_inspector()
    settings.set_inspector(is_shown=False)
    assert not settings.has_inspector()
    settings.set_inspector(is_shown=True)
    assert settings.has_inspector()


@pytest.mark.parametrize("days", [0, -1, True, "7", 4_000, None])
def test_days_that_cannot_be_count_as_never_chosen(days):
    settings.set_days_kept(days)
    assert settings.days_kept() == 30


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b'{"version": 2, "theme": "dark", "sizes": {"map": [1]}}',
        b'{"version": 1, "theme": 5, "sizes": [1]}',
        b'{"version": 1, "sizes": {"map": [1, -2]}}',
        b'{"version": 1, "sizes": {"map": [true]}}',
        b'{"version": 1, "sizes": {"map": "wide"}}',
    ],
)
def test_what_cannot_be_used_counts_as_never_chosen(home, content):
    home.mkdir()
    (home / "settings.json").write_bytes(content)
    assert (settings.theme(), settings.sizes("map")) == ("", ())
    settings.set_theme("light")
    assert settings.theme() == "light"


def test_where_nothing_can_be_written_nothing_is_remembered(home):
    home.write_text("in the way")
    settings.set_theme("dark")
    assert settings.theme() == ""


def test_the_size_of_type_and_the_wish_for_calm_come_back():
    assert (settings.zoom(), settings.is_calm()) == (0, False)
    settings.set_zoom(150)
    settings.set_calm(is_calm=True)
    assert (settings.zoom(), settings.is_calm()) == (150, True)


@pytest.mark.parametrize("zoom", [True, "150", None])
def test_a_size_of_type_that_is_no_number_counts_as_never_chosen(zoom):
    settings.set_zoom(zoom)
    assert settings.zoom() == 0


def test_a_language_is_kept_by_its_name(home):
    assert settings.language() == ""
    settings.set_language("de")
    assert settings.language() == "de"
    settings.set_theme("dark")
    assert settings.language() == "de"


def test_whether_values_are_masked_comes_back():
    assert settings.is_masked() is False
    settings.set_masked(is_masked=True)
    settings.set_theme("dark")
    assert settings.is_masked() is True
    settings.set_masked(is_masked=False)
    assert settings.is_masked() is False
