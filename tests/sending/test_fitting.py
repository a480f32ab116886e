import pytest

from klaviyo_gui.core.amendments import UNCHANGED, Replacement, digest
from klaviyo_gui.core.errors import FileChanged
from klaviyo_gui.sending.fitting import fitting
from tests.doubles.files import csv_bytes, csv_file, opened, orders

ROWS = orders(4_000)
RULE = Replacement("first", "x", "y")
LINES = (2, 3, 2_001, 4_001, 9_000)


def made(rows=ROWS):
    """Leave out some rows as they read now, two of them in lines that the file may lack."""
    found = UNCHANGED.with_replacement(RULE)
    for line in LINES:
        found = found.leaving_out(line, digest(rows[min(line, len(rows) + 1) - 2]))
    return found


def kept(file, changes):
    (found,) = fitting(file, file.index(), changes)
    assert found.replacements == (RULE,)
    return [each.line for each in found.rows]


def test_rows_that_read_the_same_in_their_line_keep_their_changes(tmp_path):
    assert len(csv_file(tmp_path, ROWS).index().marks) > 3
    assert kept(csv_file(tmp_path, ROWS), made()) == [2, 3, 2_001, 4_001]


def test_rows_that_read_otherwise_or_moved_lose_theirs(tmp_path):
    other = [("x@shop.io", *ROWS[0][1:]), *ROWS[1:]]
    assert kept(csv_file(tmp_path, other), made()) == [3, 2_001, 4_001]
    assert kept(csv_file(tmp_path, ROWS[1:]), made()) == []
    assert kept(csv_file(tmp_path, ROWS[:2_100]), made()) == [2, 3, 2_001]


def test_an_edit_of_a_column_that_is_gone_does_not_fit(tmp_path):
    changes = made().with_cell(2, digest(ROWS[0]), "first", "Ann")
    assert 2 in kept(csv_file(tmp_path, ROWS), changes)
    header = ("email", "order", "note", "name")
    file = opened(tmp_path, csv_bytes(ROWS, header))
    assert 2 not in kept(file, changes)


def test_a_file_that_changes_meanwhile_is_told(tmp_path):
    file = csv_file(tmp_path, ROWS)
    index = file.index()
    file.path.write_bytes(csv_bytes(ROWS) + b"a@shop.io,o,n,f\r\n")
    with pytest.raises(FileChanged):
        list(fitting(file, index, made()))
