from __future__ import annotations

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from klaviyo_gui.core.join import Doubles
from klaviyo_gui.sending import stepping
from klaviyo_gui.source import key_index
from tests.sending.joined_files import joined, truth

mails = st.sampled_from(["ann@b.co", "ANN@b.co ", "bob@b.co", "cy@b.co", "A-1", "a-1", "", " "])
cities = st.sampled_from(["Ulm", "Bonn"])
rows = st.lists(st.tuples(mails, st.just("x")), min_size=3, max_size=8)
# One row of eight lacks its last cell.
second = st.lists(
    st.builds(
        lambda mail, city, width: (mail, city)[:width],
        mails,
        cities,
        st.sampled_from([2, 2, 2, 2, 2, 2, 2, 1]),
    ),
    min_size=4,
    max_size=12,
)
files = {"made": rows, "others": second, "doubles": st.sampled_from(Doubles)}


@settings(max_examples=60)
@given(**files)
def test_joined_rows_are_what_a_plain_dictionary_says(
    unmeasured, tmp_path_factory, made, others, doubles
):
    folder = tmp_path_factory.mktemp("two")
    assert joined(folder, made, others, doubles) == truth(made, others, doubles)


def _last_first(match, doubles):
    other = {Doubles.FIRST: Doubles.LAST, Doubles.LAST: Doubles.FIRST}
    return taken(match, other.get(doubles, doubles))


FAULTS = {
    "capitals of addresses count": (stepping, "key_of", lambda places: lambda row: row[places[0]]),
    "damaged rows are joined": (
        stepping,
        "_taken",
        lambda match, doubles: taken((match[0], match[1], ""), doubles),
    ),
    "the last is taken for the first": (stepping, "_taken", _last_first),
    "what differs is not told": (
        stepping,
        "_taken",
        lambda match, doubles: taken((match[0], None, match[2]), doubles),
    ),
    "the order of the file is lost": (
        key_index,
        "_SORTED",
        "SELECT key, line, cause, cells FROM row ORDER BY key, line DESC",
    ),
}
taken = stepping._taken


@pytest.mark.parametrize("fault", FAULTS)
def test_a_join_that_is_wrong_is_found_out(monkeypatch, unmeasured, tmp_path_factory, fault):
    monkeypatch.setattr(*FAULTS[fault])

    def is_wrong(found):
        folder = tmp_path_factory.mktemp("two")
        told = found["made"], found["others"], found["doubles"]
        return joined(folder, *told) != truth(*told)

    find(
        st.fixed_dictionaries(files),
        is_wrong,
        settings=settings(max_examples=5_000, phases=[Phase.generate], database=None),
    )
