"""Countries are read from codes and common names, and from nothing else."""

import pytest

from klaviyo_gui.core.countries import country_code


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("US", "US"),
        ("de", "DE"),
        (" usa ", "US"),
        ("Österreich", "AT"),
        ("United Kingdom", "GB"),
        ("XX", ""),
        ("", ""),
    ],
)
def test_a_code_or_a_name_says_the_country(word, code):
    assert country_code(word) == code
