from klaviyo_gui.core import catalog
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.suggest import item_key
from klaviyo_gui.core.templates.orders import PLACED_ORDER
from klaviyo_gui.ui.map.item_places import as_item, item_targets, meaning_words
from tests.tour.made_up import made_up_language

CATEGORIES = catalog.find(Kind.EVENTS, catalog.custom("Categories[]"))


def test_a_detail_of_items_is_told_of_each_in_a_sentence_of_the_language_in_use():
    target = item_targets()[0]
    said = next(each.meaning for each in PLACED_ORDER.items if item_key(each.name) == target.key)

    assert meaning_words(target) == f"Of each item: {said[0].lower()}{said[1:]}"
    with made_up_language():
        # A noun may come first, so that nothing is written small there.
        assert meaning_words(target) == f"⟦Of each item: ⟦{said}⟧⟧"


def test_lists_of_what_all_items_say_are_not_told_of_each():
    assert meaning_words(as_item(CATEGORIES)).startswith("The categories of all products")


def test_another_property_means_what_it_means_anywhere():
    email = catalog.find(Kind.PROFILES, "email")
    assert meaning_words(email) == email.meaning
