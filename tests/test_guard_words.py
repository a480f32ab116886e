"""What an account knows otherwise is said with what follows from it."""

from klaviyo_gui.core.mapping import Kind, ValueType
from klaviyo_gui.core.revenue_guard import Revenue
from klaviyo_gui.core.type_guard import Clash
from klaviyo_gui.wording.guards import clash_words, revenue_words


def test_types_and_names_are_said():
    theirs = frozenset({ValueType.NUMBER, ValueType.LIST})
    said = clash_words(Clash(Kind.EVENTS, "properties.A", "A", ValueType.PHONE, theirs))
    assert said.startswith("“A” holds lists or numbers in the account, and you send texts:")
    said = clash_words(Clash(Kind.EVENTS, "properties.A", "A", ValueType.TEXT, alike="a"))
    assert said.startswith("The account has “a”, and “A” would be another property beside it.")


def test_what_keeps_a_value_from_counting_is_said():
    assert revenue_words(Revenue.NO_VALUE, "EUR").startswith("No value is mapped")
    assert revenue_words(Revenue.NO_CURRENCY, "EUR").endswith("in that of the account, EUR.")
    assert revenue_words(Revenue.NO_CURRENCY, "").endswith("in that of the account.")
    assert revenue_words(Revenue.OTHER_CURRENCY, "EUR").endswith("counts in EUR.")
