from __future__ import annotations

import pytest

from klaviyo_gui.core.problem import Code, Severity
from klaviyo_gui.sending.harm import severity


@pytest.mark.parametrize(
    ("code", "target", "harm"),
    [
        (Code.EXCEL_ERROR, "email", Severity.HOLD),
        (Code.EXCEL_ERROR, "profile.external_id", Severity.HOLD),
        (Code.EXCEL_ERROR, "unique_id", Severity.HOLD),
        (Code.EXCEL_ERROR, "value", Severity.HOLD),
        (Code.EXCEL_ERROR, "first_name", Severity.WARN),
        (Code.NOT_CALCULATED, "first_name", Severity.HOLD),
        (Code.EXPONENT_LOST, "phone_number", Severity.HOLD),
        (Code.EXPONENT_LOST, "properties.Order number", Severity.HOLD),
        (Code.DIGITS_LOST, "profile.properties.CustomerId", Severity.HOLD),
        (Code.EXPONENT_LOST, "properties.weight", Severity.WARN),
        (Code.MOJIBAKE, "email", Severity.HOLD),
        (Code.MOJIBAKE, "first_name", Severity.WARN),
        (Code.MOJIBAKE, "properties.order id", Severity.WARN),
        (Code.INVISIBLE_CHARACTERS, "external_id", Severity.HOLD),
        (Code.INVISIBLE_CHARACTERS, "profile.email", Severity.WARN),
        (Code.INVISIBLE_CHARACTERS, "phone_number", Severity.WARN),
        (Code.ZEROS_LOST, "external_id", Severity.WARN),
        (Code.DATE_MADE, "unique_id", Severity.WARN),
        (Code.CUT_AT_255, "external_id", Severity.NOTE),
    ],
)
def test_what_makes_another_person_or_thing_is_held_and_the_rest_is_warned_of(code, target, harm):
    assert severity(code, target) is harm
