from __future__ import annotations

import pytest

from klaviyo_gui.core.problem import Code
from klaviyo_gui.source.causes import BLANK_LINE, LONE_RETURN, NUL_BYTE
from klaviyo_gui.source.dialect import Dialect
from klaviyo_gui.source.reader import parse
from klaviyo_gui.source.structure import raw_damage


def of(raw, dialect=Dialect()):  # noqa: B008 - it is frozen
    return list(raw_damage(raw, dialect, parse(raw, dialect, 5)))


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        (b"a,b\nc,d\n", []),
        (b"a,b\r\nc,d\r\n", []),
        (b'a,"x\n\ny"\nc,d\n', []),
        (b'a,"x\ry"\nc,d\n', []),
        (b"a\0,b\nc,\0\0\n", [(NUL_BYTE, 5), (NUL_BYTE, 6)]),
        (b'"a\nb\0",b\nc,d\0', [(NUL_BYTE, 5), (NUL_BYTE, 7)]),
        (b"a,b\rc,d\ne,f\n", [(LONE_RETURN, 5)]),
        (b'"a\nb",b\rc,d\n', [(LONE_RETURN, 5)]),
        (b"a,b\n\nc,d\n\n\n", [(BLANK_LINE, 6), (BLANK_LINE, 8), (BLANK_LINE, 9)]),
        (b"a,b\r\n\r\nc,d\r\n", [(BLANK_LINE, 6)]),
        (b"a\r\r\nb\r\n", [(LONE_RETURN, 5), (BLANK_LINE, 6)]),
        (
            b'"a\r\nb",c\nd,e"\n\nf"',
            [(BLANK_LINE, 8), (Code.QUOTE_ASTRAY, 7), (Code.QUOTE_ASTRAY, 9)],
        ),
        (b'caf\xe9,5" x\n', [(Code.QUOTE_ASTRAY, 5)]),
    ],
)
def test_damage_is_found_in_the_line_where_its_row_begins(raw, found):
    assert of(raw) == found


def test_without_quotes_they_are_no_damage():
    assert of(b'a"b\n', Dialect(quote="")) == []
