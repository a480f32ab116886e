from __future__ import annotations

import pytest

from klaviyo_gui.core.problem import Code
from klaviyo_gui.source.dialect import Dialect
from klaviyo_gui.source.reader import parse

HEAD = "1,a,b,c\n2,a,b,c\n"


def of(text, delimiter=",", escape=""):
    rows = parse(text.encode(), Dialect(delimiter=delimiter, escape=escape), 2)
    return {rows.lines[at]: cause for at, cause in rows.suspects.items()}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (HEAD + '3,"a,b,c\n4,a,b,c\n5,a,b,c\n6,"x",b,c\n7,a,b,c\n', 4),
        ('3,"a,b,c\r4,a,b,c\r5,"x",b,c\r', 2),
        ('1,"a\n2,b\n3,c\n4,d\n5,"e"\n', 2),
        ('1,a,b,"x\n2,a,b,c"\n', 2),
        ('1,"x\n2,y"\n3,z\n', 2),
        ('a@b.io,"x, y\nb@b.io,y"\n', 2),
        ('a@b.io,"x\n\nb@b.io,y"\n', 2),
        ('"a@b.io\nb@b.io"\nc@b.io\n', 2),
        ('"Ada,3\nBob",4\n', 2),
        ('Ada,"hello\nBob,"bye\nCid,x\n', 2),
        ('Ada,"x\ny\nz\na,b\nc,d\ne,f\nw"\n', 2),
    ],
)
def test_lines_that_look_like_rows_are_taken_for_swallowed_in_the_line_where_the_cell_begins(
    text, line
):
    assert of(text) == {line: Code.LINES_SWALLOWED}


@pytest.mark.parametrize(
    "text",
    [
        'Ada,"hello\nBob,bye"\n',
        '17,"Dear all,\nthanks, Bob"\n',
        'Ada,"x\n"",""\nBob,y"\n',
        '"hello\nbye"\n',
        '1,"x\ny,z"\n',
        'a," Dear all,\nthanks, Bob"\n',
    ],
)
def test_lines_that_could_be_rows_but_do_not_look_so_are_doubted(text):
    assert of(text) == {2: Code.LINES_DOUBTFUL}


@pytest.mark.parametrize(
    "text",
    [
        HEAD,
        'z@x.de,"Street\nTown, X"\n',
        'Ada,"Dear all\nthanks, Bob"\n',
        '1,"12 Oak Street\nSpringfield, IL\nUSA",b,c\n2,a,b,"x\ny"\n',
        '1,"Dear all,\nred, green, blue, pink\nBye",b,c\n',
        '1,"one\n\ntwo\n\nthree",b,c\n',
        '1,"a\nx\ny\nz\n1,2,3,4\nw",b,c\n',
        "1,a,b,c\n\n2,a,b,c\n",
        '1,"Dear all,\nthanks"\n',
        '1,"Dear all\none, two, three\nthanks, Bob"\n',
    ],
)
def test_a_cell_is_sound_if_a_line_of_it_cannot_be_a_row(text):
    assert of(text) == {}


def test_a_cell_is_sound_if_a_quote_in_its_lines_would_stand_where_none_can():
    assert of('Ada,"hello\nBob,say ""hi"" to\nCid,x"\n') == {}
    assert of('Ada,"hello\nBob,say \\"hi\\" to\nCid,x"\n', escape="\\") == {2: Code.LINES_DOUBTFUL}


def test_a_cell_is_sound_if_its_lines_end_otherwise_than_its_row():
    assert of('1,"x\n2,y"\r\n3,z\r\n') == {}
    assert of('1,"x\r\n2,y"\n3,z\n') == {}
    assert of('1,"x\n2,y\r\n3,v"\r\n4,z\r\n') == {2: Code.LINES_SWALLOWED}
    assert of('1,"x\n2,y"') == {2: Code.LINES_SWALLOWED}


def test_a_cell_is_sound_if_the_file_quotes_a_column_that_its_lines_do_not():
    assert of('"1","x\n2,y"\n"3","z"\n') == {}
    assert of('"x\ny,Bob","Ada"\n') == {}
    assert of('"Ada","x\n2,y"\n') == {2: Code.LINES_DOUBTFUL}
    assert of('"1, 2","x\n2,y"\n') == {2: Code.LINES_DOUBTFUL}
    assert of('"Ada","x\n,y"\n') == {2: Code.LINES_DOUBTFUL}
    assert of('"Ada",x,"a\nb,c,d\ne,f,g\nh,i,j\nk"\n') == {}


def test_blank_lines_behind_a_row_are_none_of_its_lines():
    assert of('1,"x\n2,y"\n\n\n3,z\n') == {2: Code.LINES_SWALLOWED}


def test_the_worst_of_several_cells_counts():
    assert of('"a\nb@b.io","c\nd"\n') == {}
    assert of('"Ada,x\nBob,y","v\nw"\n') == {2: Code.LINES_DOUBTFUL}
    assert of('"Ada,x\nBob","1\n2,3"\n') == {2: Code.LINES_DOUBTFUL}
