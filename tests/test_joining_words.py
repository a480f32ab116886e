"""What joining a list would start is said by name, and that it is always live."""

import pytest

from klaviyo_gui.core.flow import Flow
from klaviyo_gui.klaviyo.lists import KnownList
from klaviyo_gui.sending.list_guard import ListReport
from klaviyo_gui.wording.joining import joined_words, lists_words

LISTS = (KnownList("Y6nRLr", "News"),)


def report(*names, **found):
    return ListReport(LISTS, tuple(Flow(name, name, "live") for name in names), **found)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (report(), "No live flow starts where somebody joins “News”."),
        (
            report("Welcome"),
            (
                "Joining “News” would start a live flow: “Welcome”. That is always live: history "
                "is for events only."
            ),
        ),
        (
            report(*"abcdefg"),
            (
                "Joining “News” would start 7 live flows: “a”, “b”, “c”, “d”, “e” and 2 more. That "
                "is always live: history is for events only."
            ),
        ),
        (
            ListReport(LISTS, is_gone=True),
            "The account has no list “News” any more. Choose another one, or none.",
        ),
        (
            report(is_whole=False, status=403, detail="Scope."),
            (
                "Joining “News” may start flows that send messages; which ones may not be seen "
                "with this key. History is for events only."
            ),
        ),
        (
            report(is_whole=False, status=500, detail="Oops."),
            (
                "Joining “News” may start flows that send messages; which ones could not be looked "
                "at: Oops. History is for events only."
            ),
        ),
    ],
)
def test_flows_of_a_list_are_named(found, said):
    assert joined_words(found, "News") == said


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (ListReport(LISTS), ""),
        (ListReport(), "The account has no list."),
        (ListReport(is_whole=False, status=403), "The key may not see lists."),
        (
            ListReport(is_whole=False, status=500, detail="Oops."),
            "The lists of the account could not be looked at: Oops.",
        ),
        (ListReport(is_whole=False), "The lists of the account could not be looked at."),
    ],
)
def test_it_is_said_why_no_list_can_be_chosen(found, said):
    assert lists_words(found) == said
