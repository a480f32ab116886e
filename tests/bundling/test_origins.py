"""Of every file that is passed on it is known whose it is."""

import importlib.util
import os
import shutil
from pathlib import Path

import pytest
import requests

from bundling.origins import Unowned, parts_of
from klaviyo_gui.licences import normal

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("PyInstaller") is None, reason="PyInstaller is not installed"
)

ROOT = Path(__file__).resolve().parents[2]
OWN = ROOT / "klaviyo_gui" / "paths.py"


def names(files, made):
    return [normal(part.name) for part in parts_of(files, ROOT, made)]


def test_files_name_the_parts_from_which_they_come(tmp_path):
    files = [OWN, Path(os.__file__), Path(requests.__file__), tmp_path / "base.zip"]
    assert names(files, tmp_path) == ["csv to klaviyo", "python", "pyinstaller", "requests"]


def test_a_file_of_nobody_stops_the_freezing(tmp_path):
    strange = tmp_path / "found-somewhere.so"
    strange.touch()
    with pytest.raises(Unowned, match="found-somewhere"):
        parts_of([OWN, strange], ROOT, tmp_path / "made")


@pytest.mark.skipif(not shutil.which("dpkg-query"), reason="these libraries are known by dpkg")
def test_a_library_of_the_system_names_its_package_and_what_its_licence_refers_to(tmp_path):
    library = Path("/bin/ls").resolve()
    found = {part.name: part for part in parts_of([library], ROOT, tmp_path)}
    assert found["coreutils"].version
    assert "common-licenses/GPL-3" in found["coreutils"].text
    assert "GNU GENERAL PUBLIC LICENSE" in found["Text of the licence GPL-3"].text
