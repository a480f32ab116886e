from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from klaviyo_gui.core.errors import (
    FileEmpty,
    FileMissing,
    JoinFileMissing,
    JoinUnclear,
    OptionError,
)
from klaviyo_gui.core.join import Join
from klaviyo_gui.core.mapping import Mapping
from klaviyo_gui.sending import seconds
from klaviyo_gui.sending.seconds import assigned, with_seconds
from klaviyo_gui.source.dialect import Overrides
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
        ((JOIN, OTHER), ["cities.csv"], [None, "cities.csv"]),
        ((JOIN, OTHER), ["may.csv", "people.csv"], ["people.csv", "may.csv"]),
        ((JOIN, OTHER), ["cities.csv=may.csv"], [None, "may.csv"]),
        ((JOIN, OTHER), ["CITIES.csv=x/may.csv", "people.csv=y.csv"], ["y.csv", "x/may.csv"]),
        ((JOIN, OTHER), ["people.csv=x/cities.csv"], ["x/cities.csv", None]),
        ((JOIN, JOIN), ["may.csv"], ["may.csv", "may.csv"]),
    ],
)
def test_a_given_file_goes_to_the_join_whose_name_it_has_or_is_given(joins, given, taken):
    found = assigned(joins, [*map(Path, given)])
    assert found == [None if each is None else Path(each) for each in taken]


@pytest.mark.parametrize(
    ("there", "taken"),
    [
        (["people.csv"], [None, Path("may.csv")]),
        (["cities.csv"], [Path("may.csv"), None]),
        ([], None),
        (["people.csv", "cities.csv"], None),
    ],
)
def test_a_file_of_another_name_goes_to_the_only_join_whose_file_is_not_there(there, taken):
    joins = JOIN, OTHER
    if taken is not None:
        assert assigned(joins, [Path("may.csv")], there) == taken
        return
    with pytest.raises(JoinUnclear) as caught:
        assigned(joins, [Path("may.csv")], there)
    assert (caught.value.file, caught.value.joined) == ("may.csv", ("people.csv", "cities.csv"))


@pytest.mark.parametrize(
    "given",
    [
        ["may.csv", "june.csv"],
        ["people.csv=may.csv", "people.csv"],
        ["people.csv", "x/people.csv"],
        ["goods.csv=may.csv", "cities.csv"],
    ],
)
def test_a_file_for_which_no_join_is_left_is_refused(given):
    with pytest.raises(JoinUnclear):
        assigned((JOIN, OTHER), [*map(Path, given)], ["people.csv", "cities.csv"])


@pytest.mark.parametrize("joins", [(), (JOIN,), (JOIN, OTHER)])
def test_more_files_than_are_joined_are_refused(joins):
    with pytest.raises(OptionError) as caught:
        assigned(joins, [*map(Path, ["people.csv", "cities.csv", "may.csv"])])
    assert caught.value.option == "--join"


def test_a_file_of_another_name_is_taken_for_no_file_that_lies_beside(file, tmp_path):
    written(tmp_path / "may.csv", [("ann@b.co", "Hof")], SECOND)
    mapping = Mapping(joins=(JOIN, OTHER))
    assert names(with_seconds(file, mapping, [tmp_path / "may.csv"])) == ["people.csv", "may.csv"]
    written(tmp_path / "cities.csv", [("ann@b.co", "Hof")], SECOND)
    with pytest.raises(JoinUnclear):
        with_seconds(file, mapping, [tmp_path / "may.csv"])


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


def read_as(file, mapping, readings=None):
    (second,) = with_seconds(file, mapping, readings=readings or {}).seconds
    with closing(second):
        return second.header


def test_a_joined_file_is_read_as_its_join_says_and_as_the_run_before_did(file, tmp_path):
    (tmp_path / "people.csv").write_bytes(b"E-mail;City,x;y\nann@b.co;Ulm,1;2\nbob@b.co;Bonn,3;4\n")
    bare = Join("people.csv", (), ())
    chosen = replace(bare, reading=(("delimiter", ","),))
    assert read_as(file, Mapping(joins=(bare,))) == ("E-mail", "City,x", "y")
    assert read_as(file, Mapping(joins=(chosen,))) == ("E-mail;City", "x;y")
    found = read_as(file, Mapping(joins=(chosen,)), {"people.csv": Overrides(delimiter=";")})
    assert found == ("E-mail", "City,x", "y")


@pytest.mark.parametrize("reading", [(("delimiter", ";"),), (("header_line", 99),)])
def test_a_joined_file_that_is_written_otherwise_now_is_read_as_is_detected(file, reading):
    mapping = Mapping(joins=(replace(JOIN, reading=reading),))
    assert read_as(file, mapping) == SECOND
