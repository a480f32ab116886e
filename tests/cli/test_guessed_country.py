"""The command line reads phone numbers by a file's own rows, says so, and saves no guess."""

import pytest

from klaviyo_gui.core.mapping import Options
from klaviyo_gui.store import presets

FILE = "Email,Phone,Land\na@shop.co,{number},{country}\nb@shop.co,{number},{country}\n"
TOLD = "Phone numbers without a country code are read as those of {}"


@pytest.fixture
def saved(cli, write, tmp_path):
    """A preset as it was proposed for a German file, without the country of its rows."""
    file = write("de.csv", FILE.format(number="030 1234567", country="DE"))
    path = tmp_path / "saved.json"
    assert cli("suggest", file, "--kind", "profiles", "--save", path).code == 0
    preset = presets.load(path)
    assert preset.mapping.options == Options()
    by_row = preset.mapping.without("profiles", "location.country")
    presets.save(path, presets.Preset("saved", by_row))
    return path


def sent(said):
    return [line["item"]["attributes"].get("phone_number") for line in said.lines]


def test_a_guess_for_one_file_reads_no_number_of_another(cli, write, saved):
    german = write("a.csv", FILE.format(number="030 1234567", country="DE"))
    said = cli("preview", german, "--preset", saved, "--json")
    assert sent(said) == ["+49301234567"] * 2
    assert TOLD.format("DE") in said.err
    american = write("b.csv", FILE.format(number="650-253-0000", country="US"))
    assert sent(cli("preview", american, "--preset", saved, "--json")) == ["+16502530000"] * 2
    nowhere = write("c.csv", FILE.format(number="030 1234567", country=""))
    said = cli("preview", nowhere, "--preset", saved, "--json")
    assert sent(said) == [None, None]
    assert "Phone numbers" not in said.err


@pytest.mark.parametrize(("country", "number"), [("AT", "+43301234567"), ("", None)])
def test_a_country_that_is_said_comes_before_a_guess(cli, write, saved, country, number):
    file = write("a.csv", FILE.format(number="030 1234567", country="DE"))
    said = cli("preview", file, "--preset", saved, "--json", "--phone-country", country)
    assert set(sent(said)) <= {number, None}
    assert "guess" not in said.err


def test_a_country_that_is_said_is_saved(cli, write, tmp_path):
    file = write("a.csv", FILE.format(number="030 1234567", country="DE"))
    path = tmp_path / "said.json"
    assert cli("suggest", file, "--save", path, "--phone-country", "AT").code == 0
    assert presets.load(path).mapping.options == Options(phone_country="AT")
