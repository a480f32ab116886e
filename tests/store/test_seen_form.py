"""Flows that were seen come back from the facts of a run as they were, and go with its rows."""

from contextlib import closing

import pytest

from klaviyo_gui.core.flow import Flow
from klaviyo_gui.core.seen_flows import SeenFlows
from klaviyo_gui.store.journal import SEEN, Journal
from klaviyo_gui.store.seen_form import seen_as_json, seen_in

KNOWN = SeenFlows(("Sale",), (Flow("F1", "Thank you", "live", True, "2026-11-27"),))


def test_what_was_seen_comes_back_until_customers_are_erased(tmp_path):
    with closing(Journal.create(tmp_path / "run" / "journal.db", {"name": "x"})) as journal:
        journal.add_facts({SEEN: seen_as_json(KNOWN)})
        assert seen_in(journal.facts) == KNOWN
        journal.erase_customers()
        assert seen_in(journal.facts) is None


@pytest.mark.parametrize(
    "facts", [{}, {SEEN: 1}, {SEEN: {"names": []}}, {SEEN: {"names": [], "flows": [["F1"]]}}]
)
def test_what_is_not_whole_is_as_good_as_never_seen(facts):
    assert seen_in(facts) is None
