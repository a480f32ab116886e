import gzip
import zipfile

import pytest

from klaviyo_gui.source import glimpse as glimpsing
from klaviyo_gui.source.glimpse import glimpse
from klaviyo_gui.source.table import Overrides, open_csv

PLAIN = Overrides()
LINES = "made today\na;b|c\n1;2|3\n4;5|6\n"


@pytest.fixture
def opened(tmp_path):
    """Open a file of this content under this name; it is closed in the end."""
    files = []

    def open_as(name, content, overrides=PLAIN):
        path = tmp_path / name
        path.write_bytes(content)
        files.append(open_csv(path, overrides))
        return files[-1]

    yield open_as
    for file in files:
        file.close()


def test_another_reading_shows_another_header_and_leaves_the_file(opened):
    file = opened("orders.csv", LINES.encode())
    header, rows = glimpse(file, PLAIN, Overrides(delimiter="|", header_line=2))
    assert (header, [list(row) for row in rows]) == (("a;b", "c"), [["1;2", "3"], ["4;5", "6"]])
    assert file.path.exists()


def test_of_many_rows_some_are_shown(opened):
    file = opened("orders.csv", b"a,b\n" + b"1,2\n" * 900)
    _, rows = glimpse(file, PLAIN, Overrides(delimiter=","))
    assert len(rows) == 200


def test_what_cannot_be_read_so_is_not_shown(opened):
    file = opened("orders.csv", LINES.encode())
    assert glimpse(file, PLAIN, Overrides(header_line=900)) is None


def test_of_an_archive_the_file_that_was_chosen_is_glimpsed_at(opened, tmp_path):
    with zipfile.ZipFile(tmp_path / "made.zip", "w") as archive:
        archive.writestr("one.csv", "a,b\n1,2\n")
        archive.writestr("two.csv", "c|d\n1|2\n")
    now = Overrides(member="two.csv")
    file = opened("both.zip", (tmp_path / "made.zip").read_bytes(), now)
    assert glimpse(file, now, Overrides(delimiter="|"))[0] == ("c", "d")


@pytest.mark.parametrize(
    ("other", "is_shown"),
    [
        (Overrides(header_line=1), True),
        (Overrides(encoding="utf-8", header_line=1), True),
        (Overrides(encoding="utf-16", header_line=1), False),
        (Overrides(sheet="May"), False),
    ],
)
def test_no_copy_of_a_large_file_is_made_to_glimpse_at_it(opened, monkeypatch, other, is_shown):
    monkeypatch.setattr(glimpsing, "COPIED_MAX", 5)
    file = opened("orders.csv", "a,ü\n1,2\n".encode())
    assert (glimpse(file, PLAIN, other) is not None) == is_shown


def test_the_copy_that_an_archive_has_anyhow_serves(opened, monkeypatch):
    monkeypatch.setattr(glimpsing, "COPIED_MAX", 5)
    file = opened("orders.csv.gz", gzip.compress(LINES.encode()))
    assert glimpse(file, PLAIN, Overrides(header_line=2))[0] == ("a;b", "c")
    assert glimpse(file, PLAIN, Overrides(encoding="utf-8", header_line=2)) is None
