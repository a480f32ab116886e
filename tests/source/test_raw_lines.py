import pytest

from klaviyo_gui.core.errors import FileMissing
from klaviyo_gui.source.raw_lines import raw_lines
from klaviyo_gui.source.table import open_csv


def written(folder, content):
    path = folder / "orders.csv"
    path.write_bytes(content)
    return open_csv(path)


def test_lines_are_as_they_are_whatever_ends_them(tmp_path):
    file = written(tmp_path, b'\xef\xbb\xbfwh\xc3\xb6,total\r\n"\xc3\xb6\nb",1\rc,\xff\n')
    assert raw_lines(file, None, 1, 9) == ["whö,total", '"ö', 'b",1', "c,\udcff"]
    assert raw_lines(file, file.index(), 3) == ['b",1']
    assert raw_lines(file, file.index(), 1, 2) == ["whö,total", '"ö'], "above all marks"
    assert raw_lines(file, None, 40) == []


def test_any_line_of_a_large_file_is_found_by_the_index(tmp_path):
    rows = b"".join(b'"x\ny",%d\n' % at for at in range(60_000))
    file = written(tmp_path, b"who,total\n" + rows)
    index = file.index()
    assert len(index.marks) > 5
    for line, text in ((2, '"x'), (3, 'y",0'), (100_002, '"x'), (120_001, 'y",59999')):
        assert raw_lines(file, index, line) == [text]


def test_a_file_that_vanished_is_named(tmp_path):
    file = written(tmp_path, b"who,total\na,1\n")
    file.path.unlink()
    with pytest.raises(FileMissing):
        raw_lines(file, None, 1)
