from __future__ import annotations

import pytest

from klaviyo_gui.source.dialect import Dialect
from klaviyo_gui.source.unopened import REACH, begins_inside, maybe_inside


@pytest.mark.parametrize(
    ("text", "is_inside"),
    [
        ('x",y\n', True),
        ('x",y', True),
        ('x"', True),
        ('x""z",y\n', True),
        ('x,"",y"\n', True),
        ('"\nx,"y"\n', True),
        ('x"z,y\n', False),
        ('"x",y\n', False),
        ('"\nx,"y\n', False),
        ("x,y\n", False),
        ("", False),
        ("x\n" * REACH + 'x"\n', False),
        ('"\n' + "x" * REACH + ',"y"\n', False),
    ],
)
def test_text_begins_inside_a_cell_if_it_goes_on_well_to_a_quote_that_cannot_stand_outside(
    text, is_inside
):
    assert begins_inside(text, Dialect()) == is_inside


def test_the_stretches_end_at_a_quote_that_brings_both_readings_together():
    assert list(maybe_inside('"a"\nb\nc,"d"\ne\nf"\n', Dialect())) == [(11, 15)]
    assert list(maybe_inside('a\n","\nb",c\n', Dialect())) == [(5, 7), (0, 2)]
    assert list(maybe_inside('"a"b\n', Dialect())) == []


def test_what_is_escaped_is_no_quote():
    assert not begins_inside('x\\",y\n', Dialect(escape="\\"))
