"""Lists are read without trust in the shape of what comes."""

import pytest

from klaviyo_gui.klaviyo.lists import KnownList, is_list, lists_in


def found_list(**attributes):
    return {"type": "list", "id": "Y6nRLr", "attributes": attributes}


@pytest.mark.parametrize(
    ("process", "is_double"),
    [("double_opt_in", True), ("single_opt_in", False), (None, False), (5, False)],
)
def test_a_list_says_whether_people_are_asked_again(process, is_double):
    (found,) = lists_in([found_list(name="News", opt_in_process=process)])
    assert found == KnownList("Y6nRLr", "News", is_double)


def test_what_is_no_list_is_told_and_a_name_may_be_missing():
    odd = [{"type": "metric", "id": "1"}, {"type": "list"}, {"type": "list", "id": 5}, None]
    assert not any(map(is_list, odd))
    assert is_list({"type": "list", "id": "1"})
    assert lists_in([{"type": "list", "id": "1"}]) == [KnownList("1", "")]
