"""What is proposed depends on no language; why it is proposed is told in the one in use."""

import pytest

from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.styles import Written, see_dates, see_numbers
from klaviyo_gui.core.suggest import (
    propose_grouping,
    suggest,
    suggest_grouped,
    suggest_template,
    with_conversions,
)
from klaviyo_gui.core.suggest.reasons import meant
from klaviyo_gui.core.templates import TEMPLATES
from tests.core.order_files import ITEMS, lines
from tests.core.test_exports import EXPORTS
from tests.tour.made_up import left_over, made_up_language

WRITTEN = Written(
    see_dates((f"0{at}/04/2024", 1) for at in range(1, 9)),
    see_numbers([("1.500", 1), ("2.500", 1)]),
)


def of_exports():
    for export in EXPORTS:
        for kind in Kind:
            found = suggest(export.columns, export.rows, (kind,))
            yield from with_conversions(found, dict.fromkeys(export.columns, WRITTEN))


def of_templates():
    for export in EXPORTS:
        for template in TEMPLATES:
            yield from suggest_template(template, export.columns, export.rows)


def of_orders():
    for header, *_ in ITEMS.values():
        names, rows = header.split(","), lines(header)
        yield from suggest_grouped(propose_grouping(names, rows).grouping, names, rows)


def told(found):
    return [(each.kind, each.pair, each.is_certain) for each in found]


@pytest.mark.parametrize("proposed", [of_exports, of_templates, of_orders])
def test_the_same_is_proposed_in_every_language_and_every_reason_is_translated(proposed):
    usual = list(proposed())
    with made_up_language():
        foreign = list(proposed())
    assert told(foreign) == told(usual)
    assert {left_over(each.reason).strip("; ") for each in foreign} == {""}
    assert len({each.reason for each in foreign}) > 10


def test_only_english_writes_a_property_small_within_a_sentence():
    assert meant("Postcode") == "the name means postcode"
    with made_up_language():
        assert meant("Postcode") == "⟦the name means ⟦Postcode⟧⟧"
