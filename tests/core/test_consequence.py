import pytest

from klaviyo_gui.core import consequence
from klaviyo_gui.core.consequence import Consequence, consequence_of
from klaviyo_gui.core.problem import Code


def in_one_class():
    found = [code for codes in consequence._BY_CLASS.values() for code in codes]
    assert sorted(found) == sorted(Code)


def test_every_problem_has_one_consequence_and_no_other():
    in_one_class()
    assert {consequence_of(code, "") for code in Code} == set(Consequence)


@pytest.mark.parametrize("codes", [(), (Code.MERGED, Code.EMAIL_INVALID)])
def test_a_problem_in_no_class_or_in_two_would_fail_this_test(monkeypatch, codes):
    monkeypatch.setitem(consequence._BY_CLASS, Consequence.KNOWN, codes)
    with pytest.raises(AssertionError):
        in_one_class()


def test_what_klaviyo_refuses_in_its_own_properties_it_takes_in_custom_ones():
    of_types = (Code.NUMBER_INVALID, Code.TIME_INVALID, Code.EMAIL_INVALID, Code.EMAIL_TOO_LONG)
    for code in of_types:
        assert consequence_of(code, "value") is Consequence.REFUSED
        assert consequence_of(code, "properties.points") is Consequence.CHANGED
        assert consequence_of(code, "profile.properties.points") is Consequence.CHANGED


def test_the_classes_are_the_worst_first():
    assert [*Consequence] == ["refused", "dropped", "changed", "worth_knowing"]
