from hypothesis import given
from hypothesis import strategies as st

from klaviyo_gui.core.found_rows import FoundRows
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.problem import Code, Severity
from klaviyo_gui.core.row_kinds import RowKinds, packed, unpacked

PLACE = (Kind.EVENTS, Code.DATE_AS_TEXT, Severity.WARN, "properties.a")
IS_MEANT = bytes(mark == 2 for mark in range(256))


@given(st.lists(st.binary(max_size=40).map(lambda each: bytes(at % 4 for at in each)), max_size=9))
def test_the_rows_of_a_kind_are_told_wherever_the_parts_of_the_file_begin(parts):
    kinds, found, first = RowKinds(), FoundRows(), 3
    for part in parts:
        kinds.add(first, packed(part))
        first += len(part)
    for at, bits in kinds.chosen(lambda each: each.translate(IS_MEANT)):
        found.add_part(at, {PLACE: bits})
    every = b"".join(parts)
    rows = found.numbers().get(PLACE, ())
    assert list(rows) == [at for at, mark in enumerate(every, 3) if mark == 2]
    assert [unpacked(packed(part)) for part in parts] == parts


def test_a_million_rows_of_few_kinds_take_little_room():
    rare = bytes(1 + (at % 1000 == 7) for at in range(10_000))
    kept = [packed(rare) for _ in range(100)]
    assert sum(map(len, kept)) < 1_000_000 / 8 / 10
