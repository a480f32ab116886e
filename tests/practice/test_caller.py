"""The client of these tests."""

import pytest

from tests.practice.caller import PAGES_MAX, each_page


def test_pages_without_an_end_fail():
    asked = []
    with pytest.raises(AssertionError, match="no end"):
        list(each_page(1, lambda at: (asked.append(at), at)))
    assert len(asked) == PAGES_MAX
