from __future__ import annotations

from klaviyo_gui.source.dialect import Dialect
from klaviyo_gui.source.excerpts import Excerpt
from klaviyo_gui.source.readings import Reading, cells_of, headers_of, lines_of, texts_of


def test_texts_are_shown_around_what_differs():
    line = "x" * 100 + "è" + "y" * 200
    far = Excerpt("è\n".encode("cp1252") * 2, 10**8, None)
    top = Excerpt(f"a\nç\n{line}\n".encode("cp1252"))
    found = texts_of([top, Excerpt(b"ascii"), far], ["cp1252", "cp1250"])
    assert [reading.line for reading in found] == [3, None]
    shown, other = (reading[0] for reading in found[0].readings)
    assert shown == "x" * 40 + "è" + "y" * 119
    assert other == "x" * 40 + "č" + "y" * 119


def test_at_most_three_different_lines_are_shown():
    raw = "".join(f"è{n}\nè{n}\n" for n in range(9)).encode("cp1252")
    found = texts_of([Excerpt(raw)], ["cp1252", "cp1250"])
    assert [reading.line for reading in found] == [1, 3, 5]


def test_cells_are_shown_by_line_for_each_dialect():
    text = '\ufeffa,b\n\n"c\nd",e\nf;g\n1,2;3\n4;5\n6;7\n'
    found = cells_of([Excerpt(text.encode())], [Dialect(), Dialect(delimiter=";")])
    assert found == (
        Reading(1, (("a", "b"), ("a,b",))),
        Reading(3, (("c\nd", "e"), ("c\nd,e",))),
        Reading(5, (("f;g",), ("f", "g"))),
    )


def test_lines_that_were_not_counted_have_no_number():
    found = cells_of([Excerpt(b"a,b\n", 10**9, None)], [Dialect(), Dialect(delimiter=";")])
    assert found == (Reading(None, (("a", "b"), ("a,b",))),)


def test_a_line_that_one_dialect_takes_into_a_cell_has_no_cells_of_its_own():
    found = cells_of([Excerpt(b'"a\nb"\nc\n')], [Dialect(quote=""), Dialect()])
    assert found[1] == Reading(2, (('b"',), ()))


def test_no_more_than_the_first_records_are_compared():
    text = "a\n" * 25_000 + "b;c\n"
    assert cells_of([Excerpt(text.encode())], [Dialect(), Dialect(delimiter=";")]) == ()


def test_lines_of_whole_texts_are_shown_where_they_differ():
    assert lines_of(["a\nb[\r\nc", "a\nb!\r\nc"], 4) == (Reading(5, (("b[",), ("b!",))),)
    assert lines_of(["x", "y"], None) == (Reading(None, (("x",), ("y",))),)
    assert len(lines_of(["x\n" * 9, "y\n" * 9], 1)) == 3


def test_a_header_is_shown_as_names_and_with_the_row_below():
    text = "note\nid,name\n1,Ann\n"
    first, none = Dialect(header_line=3), Dialect(header_line=0, first_line=3)
    assert headers_of(text, [first, none], 2) == (
        Reading(3, (("id", "name"), ("Column 1", "Column 2"))),
        Reading(None, (("1", "Ann"), ("id", "name"))),
    )
    assert headers_of("a\n", [Dialect()], 1)[1] == Reading(None, ((),))
