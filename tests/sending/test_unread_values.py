"""What cannot be read is left out for a whole property, however many texts there are."""

from threading import Event

import pytest

from klaviyo_gui.core.mapping import Column, Fixed, Kind, Mapping, Options, Pair, Undated
from klaviyo_gui.core.problem import Code, Severity
from klaviyo_gui.core.record import Plan
from klaviyo_gui.core.remedies import Known, Way, remedies
from klaviyo_gui.sending.check import check
from klaviyo_gui.sending.effects import effects
from tests.doubles.files import csv_file

EVENTS = Kind.EVENTS
ROWS = 40


@pytest.mark.parametrize("longest", [1, 80])
def test_one_press_leaves_out_all_that_cannot_be_read_and_the_check_counts_it(
    tmp_path, builders, longest
):
    rows = [(f"a{at}@x.io", str(at), f"bad {at % 20} {'b' * longest}", "") for at in range(ROWS)]
    rows.append(("good@x.io", "good", "7", ""))
    pairs = (
        Pair("metric", Fixed("Sale")),
        Pair("profile.email", Column("email")),
        Pair("unique_id", Column("order")),
        Pair("value", Column("note")),
    )
    mapping = Mapping(pairs, (), Options("UTC", undated=Undated.SENDING))
    file = csv_file(tmp_path, rows)

    def checked(mapping):
        *_, last = check(file, Plan(mapping, file.header), builders, Event())
        last.repeats.close()
        return last

    before = checked(mapping)
    (told,) = (each for each in before.findings if each.code is Code.NUMBER_INVALID)
    assert (told.count, before.tally.events.unsent) == (ROWS, 1)
    (found,) = (
        each for each in remedies(told, mapping, Known(file.header)) if each.way is Way.BLANK
    )
    plan = Plan(mapping, file.header)
    *_, effect = effects(file, before.found[told.place], told, plan, found.after, builders, Event())
    after = checked(found.after)
    assert effect.ready == ROWS
    assert (after.tally.events.unsent, after.tally.events.held) == (ROWS + 1, 0)
    (left_out,) = (each for each in after.findings if each.code is Code.VALUE_UNREAD)
    assert (left_out.count, left_out.severity) == (ROWS, Severity.WARN)
    assert len(after.found[left_out.place]) == ROWS
