"""What an account knows otherwise is said with what follows from it."""

from klaviyo_gui.core.mapping import Kind, ValueType
from klaviyo_gui.core.revenue_guard import Revenue, RevenueNote
from klaviyo_gui.core.type_guard import Clash
from klaviyo_gui.wording.guards import clash_words, revenue_words


def test_types_and_names_are_said():
    theirs = frozenset({ValueType.NUMBER, ValueType.LIST})
    said = clash_words(Clash(Kind.EVENTS, "properties.A", "A", ValueType.PHONE, theirs))
    assert said.startswith("“A” holds lists or numbers in the account, and you send texts:")
    said = clash_words(Clash(Kind.EVENTS, "properties.A", "A", ValueType.TEXT, alike="a"))
    assert said.startswith("The account has “a”, and “A” would be another property beside it.")
    of_one = Clash(Kind.EVENTS, "", "A", ValueType.TEXT, alike="a", event="Placed Order")
    assert clash_words(of_one).startswith("The account has “a” of Placed Order, and “A”")
    of_one = Clash(Kind.EVENTS, "", "A", ValueType.TEXT, theirs, event="Placed Order")
    assert clash_words(of_one).startswith("“A” of Placed Order holds lists or numbers")


def test_what_keeps_a_value_from_counting_is_said():
    def said(note, currency, event=""):
        return revenue_words(RevenueNote(note, event), currency)

    assert said(Revenue.NO_VALUE, "EUR").startswith("No value is mapped")
    assert said(Revenue.NO_CURRENCY, "EUR").endswith("in that of the account, EUR.")
    assert said(Revenue.NO_CURRENCY, "").endswith("in that of the account.")
    assert said(Revenue.OTHER_CURRENCY, "EUR").endswith("counts in EUR.")
    of_one = said(Revenue.NO_VALUE, "EUR", "Fulfilled Order")
    assert of_one.startswith("Fulfilled Order: No value is mapped")
