"""Nothing is passed on without the licence under which it came."""

import json
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

from klaviyo_gui import licences, paths

ROOT = Path(__file__).resolve().parents[1]


def needed():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    return {
        licences.normal(each.split(";")[0].split("=")[0].rstrip("<>!"))
        for each in project["dependencies"]
    }


def without_text(found):
    return [part.name for part in found if len(part.text) < 500]


def test_what_the_program_needs_is_there_with_all_that_that_needs():
    names = {licences.normal(part.name) for part in licences.parts()}
    assert names >= needed() | {"python", "qt", "shiboken6", "urllib3", "certifi"}
    assert not names & {"pytest", "ruff", "mypy", "hypothesis"}


def test_every_part_has_its_licence_in_short_and_in_full():
    found = licences.parts()
    assert found[0].name == "CSV to Klaviyo"
    assert without_text(found) == []
    assert [part.name for part in found if not part.licence] == []


def test_a_part_without_its_text_is_found_out():
    assert without_text([licences.Part("alone", "1", "MIT", "")]) == ["alone"]


def test_qt_comes_with_both_texts_of_its_licence_and_where_its_sources_are():
    qt = next(part for part in licences.parts() if part.name == "Qt")
    for words in (
        "download.qt.io",
        "GNU LESSER GENERAL PUBLIC LICENSE",
        "GNU GENERAL PUBLIC LICENSE",
    ):
        assert words in qt.text


def test_a_frozen_app_tells_the_parts_that_were_found_when_it_was_made(tmp_path, monkeypatch):
    made = (
        licences.Part("CSV to Klaviyo", "9", "MIT", "…"),
        licences.Part("zlib", "1", "Zlib", "é"),
    )
    assert (
        json.loads(licences.write(made, tmp_path / "new").read_text("utf-8"))[1]["name"] == "zlib"
    )
    monkeypatch.setattr(paths, "resources", lambda: tmp_path / "new")
    assert licences.parts() == made


def test_sources_that_nobody_installed_tell_of_the_program_all_the_same(monkeypatch):
    def missing(name):
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "requires", missing)
    monkeypatch.setattr(metadata, "distribution", missing)
    assert [part.name for part in licences.parts()] == ["CSV to Klaviyo", "Python"]


@pytest.mark.parametrize(
    ("lines", "short"),
    [
        ("License-Expression: MIT OR Apache-2.0\nLicense: old", "MIT OR Apache-2.0"),
        ("License: BSD-3-Clause", "BSD-3-Clause"),
        (
            "License: all of\n        a text\nClassifier: License :: OSI Approved :: MIT License",
            "MIT License",
        ),
        ("Classifier: Environment :: Console", ""),
    ],
)
def test_the_short_name_stands_where_the_metadata_have_it(tmp_path, lines, short):
    folder = tmp_path / "part-1.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text(f"Metadata-Version: 2.1\nName: part\nVersion: 1\n{lines}\n")
    (part,) = licences.of_distribution(metadata.Distribution.at(folder))
    assert part == licences.Part("part", "1", short, "")
