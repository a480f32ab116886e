from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from klaviyo_gui.core.errors import FileEmpty, FileMissing, JoinFileMissing
from klaviyo_gui.core.mapping import Mapping
from klaviyo_gui.sending import seconds
from klaviyo_gui.sending.seconds import assigned, with_seconds
from tests.sending.joined_files import HEADER, JOIN, SECOND, written

OTHER = replace(JOIN, file="cities.csv")


@pytest.fixture
def file(tmp_path):
    written(tmp_path / "people.csv", [("ann@b.co", "Ulm")], SECOND)
    with closing(written(tmp_path / "orders.csv", [("ann@b.co", "1")], HEADER)) as opened:
        yield opened


def names(file):
    return [each.path.name for each in file.seconds]


@pytest.mark.parametrize(
    ("joins", "given", "taken"),
    [
        ((JOIN,), ["people.csv"], ["people.csv"]),
        ((JOIN,), ["PEOPLE.CSV"], ["PEOPLE.CSV"]),
        ((JOIN,), ["people of May.csv"], ["people of May.csv"]),
        ((JOIN,), [], [None]),
        ((JOIN, OTHER), ["cities.csv"], ["people.csv of nobody", "cities.csv"]),
        ((JOIN, OTHER), ["may.csv", "people.csv"], ["people.csv", "may.csv"]),
        ((JOIN, OTHER), ["may.csv"], ["may.csv", None]),
    ],
)
def test_a_given_file_goes_to_the_join_of_its_name_else_to_the_first_without_one(
    joins, given, taken
):
    found = assigned(joins, [*map(Path, given)])
    expected = [None if each is None or "nobody" in each else Path(each) for each in taken]
    assert found == expected


def test_a_joined_file_lies_beside_the_first_unless_it_is_given_or_known(file, tmp_path):
    mapping = Mapping(joins=(JOIN,))
    assert names(with_seconds(file, mapping)) == ["people.csv"]
    other = tmp_path / "other" / "people of May.csv"
    other.parent.mkdir()
    written(other, [("ann@b.co", "Bonn")], SECOND)
    assert names(with_seconds(file, mapping, [other])) == ["people of May.csv"]
    assert names(with_seconds(file, mapping, known={"people.csv": other})) == ["people of May.csv"]
    gone = {"people.csv": tmp_path / "gone.csv"}
    assert names(with_seconds(file, mapping, known=gone)) == ["people.csv"]
    assert names(with_seconds(file, Mapping())) == []


def test_a_joined_file_that_is_not_there_is_told_by_its_name(file, tmp_path):
    (tmp_path / "people.csv").unlink()
    with pytest.raises(JoinFileMissing) as caught:
        with_seconds(file, Mapping(joins=(JOIN,)))
    assert (caught.value.file, caught.value.beside) == ("people.csv", file.path)
    with pytest.raises(FileMissing):
        with_seconds(file, Mapping(joins=(JOIN,)), [tmp_path / "gone.csv"])


def test_no_file_stays_open_where_another_one_cannot_be_opened(file, tmp_path, monkeypatch):
    closed = []
    monkeypatch.setattr(
        "klaviyo_gui.source.table.CsvFile.close", lambda self: closed.append(self.path.name)
    )
    (tmp_path / "cities.csv").write_bytes(b"")
    with pytest.raises(FileEmpty):
        with_seconds(file, Mapping(joins=(JOIN, OTHER)))
    assert closed == ["people.csv"]


def test_files_joined_before_are_closed(file, monkeypatch):
    first = with_seconds(file, Mapping(joins=(JOIN,)))
    closed = []
    monkeypatch.setattr(
        "klaviyo_gui.source.table.CsvFile.close", lambda self: closed.append(self.path.name)
    )
    assert seconds.with_seconds(first, Mapping()).seconds == ()
    assert closed == ["people.csv"]
