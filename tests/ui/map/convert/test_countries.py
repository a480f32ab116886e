"""What the list of countries offers is understood in a cell, too."""

from klaviyo_gui.core.countries import country_code
from klaviyo_gui.ui.map.convert.places import CountrySection


def test_every_country_that_can_be_chosen_is_known_by_the_name_that_is_shown(qapp):
    section = CountrySection()
    box = section.country
    shown = [(box.itemText(at), box.itemData(at)) for at in range(1, box.count())]

    assert len(shown) > 240
    for words, code in shown:
        assert country_code(words) == code
        assert country_code(words.removesuffix(f" ({code})")) == code
