from __future__ import annotations

import pytest

from klaviyo_gui.core.judged import Judged
from klaviyo_gui.core.lost_zeros import LostZeros
from klaviyo_gui.core.problem import Code
from klaviyo_gui.core.repair import REPAIRABLE, Repair
from klaviyo_gui.source.causes import MEANINGS, Recovery
from klaviyo_gui.source.faults import Fault
from klaviyo_gui.source.mending import repair_of

ZEROS = LostZeros(((4, 5),))


def fault(code, mended="better", names=("name",)):
    return Fault(code, 1, (2,), names, (0,), (("worse", mended),))


@pytest.mark.parametrize("code", [code for code in REPAIRABLE if code is not Code.ZEROS_LOST])
def test_what_can_be_mended_is_offered_for_its_column(code):
    assert repair_of(fault(code), None) == Repair("name", code)


@pytest.mark.parametrize("code", [code for code in MEANINGS if code not in REPAIRABLE])
def test_what_cannot_be_mended_is_not_offered(code):
    assert repair_of(fault(code), None) is None


def test_nothing_is_offered_where_no_example_can_be_read():
    assert repair_of(fault("date_made", ""), None) is None
    assert repair_of(fault("excel_error", ""), None) == Repair("name", Code.EXCEL_ERROR)


def test_zeros_are_put_back_as_the_whole_file_says():
    judged = Judged(zeros=(("name", ZEROS),))
    assert repair_of(fault("zeros_lost"), judged) == Repair("name", Code.ZEROS_LOST, ZEROS)
    assert repair_of(fault("zeros_lost"), Judged()) is None
    assert repair_of(fault("zeros_lost"), None) is None


def test_a_finding_of_no_or_several_columns_has_no_repair():
    assert repair_of(fault("mojibake", names=()), None) is None
    assert repair_of(fault("mojibake", names=("a", "b")), None) is None


def test_only_errors_are_mended_though_what_stood_there_is_lost():
    lost = {code for code in REPAIRABLE if MEANINGS[code].recovery is Recovery.LOST}
    assert lost == {Code.EXCEL_ERROR}
