"""The frozen app works where there is no Python, from any folder, and holds what it must.

It is frozen once for all of them, into a folder with spaces and letters of several scripts.
"""

import gzip
import json
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import psutil
import pytest
from PySide6.QtGui import QImage

from klaviyo_gui import licences, paths
from klaviyo_gui.ui.window import WISHED_SIZE
from tests.frozen.freezing import ROOT, freeze, lacking, program, surroundings
from tests.journeys.screens import needs_screen, screen
from tests.source.workbooks import table, workbook
from tests.test_licences import needed, without_text

__all__ = ["screen"]

pytestmark = [
    pytest.mark.skipif(bool(lacking()), reason=lacking()),
    pytest.mark.usefixtures("unmeasured"),
]

FOLDER = "Meine Programme (Größe) Łódź 日本"
LOOK_SECONDS = 0.01
STATIONS = {"file", "map", "preview", "send", "results", "window"}
UNFROZEN = (sys.executable, "-m", "klaviyo_gui")


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    return freeze(tmp_path_factory.mktemp("frozen") / FOLDER)


@pytest.fixture
def folder(tmp_path):
    """Return a folder of somebody's files, named as people name them."""
    made = tmp_path / "Bestellungen März (neu)"
    made.mkdir()
    for name in ("orders.csv", "orders.json"):
        shutil.copy(paths.resources() / "samples" / name, made)
    return made


def run(command, arguments, home, codes=(0,), **more):
    done = subprocess.run(
        [*command, *map(str, arguments)],
        env=surroundings(home, PYTHONPATH=str(ROOT), **more),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    assert done.returncode in codes, done.stderr.decode(errors="replace")
    return done


def test_it_passes_its_self_test(app, tmp_path):
    done = run([program(app)], ["--self-test", "--json"], tmp_path)
    assert json.loads(done.stdout)["ok"] is True
    assert done.stderr == b""


@pytest.mark.skipif(sys.platform == "win32", reason="a program for windows has no streams there")
def test_it_passes_it_without_any_stream_as_an_app_for_windows_has_none(app, tmp_path):
    command = ["/bin/sh", "-c", '"$0" "$@" <&- >&- 2>&-', program(app)]
    run(command, ["--self-test"], tmp_path)
    run(command, ["--self-test", "--json"], tmp_path)


def test_a_moved_folder_works_as_well(app, tmp_path):
    moved = tmp_path / "anderswo & überall"
    shutil.copytree(app, moved, symlinks=True)
    run([program(moved)], ["--self-test"], tmp_path)


def test_it_sends_to_practice_by_processes_of_its_own(app, folder, tmp_path):
    file, preset = folder / "orders.csv", folder / "orders.json"
    arguments = ["send", file, "--preset", preset, "--practice", "--history", "--json"]
    seen = set()
    with subprocess.Popen(
        [program(app), *arguments],
        env=surroundings(tmp_path / "home"),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        whole = psutil.Process(process.pid)
        while process.poll() is None:
            with suppress(psutil.Error):
                found = {(each.pid, each.exe()) for each in whole.children(recursive=True)}
                # One that is just ending tells nothing of itself.
                seen |= {each for each in found if each[1]}
            with suppress(subprocess.TimeoutExpired):
                process.wait(LOOK_SECONDS)
        said = json.loads(process.stdout.read())
    assert process.returncode == 3
    # At least what is copied, the practice Klaviyo, and a worker.
    assert len(seen) >= 3
    assert {Path(exe).name for _, exe in seen} == {program(app).name}
    expected = json.loads(run(UNFROZEN, arguments, tmp_path / "other", codes=[3]).stdout)
    assert said["records"] == expected["records"]
    assert said["records"]["events"]["accepted"] > 0


def phones(folder):
    """Write a file whose people live all over the world, and name countries and zones."""
    file = folder / "Kunden.csv"
    rows = [
        "E-mail,Phone,Country,When",
        "a@example.com,030 901820,DE,2026-01-05 10:00 Europe/Berlin",
        "b@example.com,+44 20 7946 0958,GB,2026-07-05T10:00+01:00",
        "c@example.com,+81 3-1234-5678,Japan,5 July 2026",
        "d@example.com,(212) 555-0123,United States,2026-07-05",
    ]
    file.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return ["suggest", file, "--json"]


def of_old_encoding(folder):
    file = folder / "klienci.csv"
    text = "imię;miasto\n" + "".join(f"Żaneta {at};Łódź, Gdańsk i Świdnica\n" for at in range(400))
    file.write_bytes(text.encode("cp1250"))
    return ["inspect", file, "--json"]


def of_workbook(folder):
    file = folder / "Tabelle.xlsx"
    file.write_bytes(workbook({"Blatt": table(["Name", "Größe"], ["Ünal", "12,5"], ["Łoś", "3"])}))
    return ["rows", file]


def packed(folder):
    file = folder / "orders.csv.gz"
    file.write_bytes(gzip.compress((folder / "orders.csv").read_bytes()))
    return ["preview", file, "--preset", folder / "orders.json", "--phone-country", "DE"]


def checked(folder):
    file, preset = folder / "orders.csv", folder / "orders.json"
    return ["check", file, "--preset", preset, "--time-zone", "Europe/Berlin", "--json"]


@pytest.mark.parametrize("asked", [phones, of_old_encoding, of_workbook, packed, checked])
def test_what_libraries_look_up_by_name_is_in_it(app, folder, tmp_path, asked):
    arguments = asked(folder)
    frozen = run([program(app)], arguments, tmp_path / "home", codes=[0, 3])
    other = run(UNFROZEN, arguments, tmp_path / "home", codes=[0, 3])
    assert frozen.stdout == other.stdout != b""
    assert frozen.returncode == other.returncode


def test_every_station_of_its_window_can_be_seen(app, tmp_path):
    pictures = tmp_path / "Bilder"
    done = run([program(app)], ["--demo", pictures], tmp_path / "home")
    assert done.stderr.replace(b"This plugin does not support propagateSizeHints()\n", b"") == b""
    found = {file.stem: QImage(str(file)) for file in pictures.iterdir()}
    assert set(found) == STATIONS
    for name, picture in found.items():
        assert picture.size() == WISHED_SIZE, name
        # A blank one has one colour, and one without letters a few.
        colours = {picture.pixel(x, y) for x in range(0, 1280, 4) for y in range(0, 720, 4)}
        assert len(colours) > 50, name


def test_its_window_says_when_it_can_be_used(app, tmp_path):
    assert run([program(app)], ["--until-usable"], tmp_path).stdout.split() == [b"usable"]


def test_it_speaks_german_where_that_was_chosen(app, tmp_path):
    catalogue = Path("languages", "de", "LC_MESSAGES", "klaviyo_gui.mo")
    inner = app / "_internal" / "klaviyo_gui" / "resources"
    assert (inner / catalogue).read_bytes() == (paths.resources() / catalogue).read_bytes()
    (tmp_path / "settings.json").write_text('{"version":1,"language":"de"}', encoding="utf-8")
    done = run([program(app)], ["--until-usable"], tmp_path)
    assert (done.stdout.split(), done.stderr) == ([b"usable"], b"")


@needs_screen
def test_its_window_opens_on_a_screen_as_well(app, tmp_path, screen):
    shown = {"DISPLAY": screen, "QT_QPA_PLATFORM": "xcb"}
    done = run([program(app)], ["--until-usable"], tmp_path, **shown)
    assert (done.stdout.split(), done.stderr) == ([b"usable"], b"")


def modules(app):
    """Return the names of all modules in the program."""
    from PyInstaller.archive.readers import CArchiveReader  # noqa: PLC0415 - it may be missing

    archive = CArchiveReader(str(program(app)))
    (name,) = (each for each in archive.toc if each.endswith(".pyz"))
    return set(archive.open_embedded_archive(name).toc)


def test_every_module_of_the_program_is_in_it_and_nothing_of_its_tests(app):
    files = (ROOT / "klaviyo_gui").rglob("*.py")
    names = {".".join(file.relative_to(ROOT).with_suffix("").parts) for file in files}
    expected = {name.removesuffix(".__init__") for name in names} - {"klaviyo_gui.__main__"}
    found = modules(app)
    assert expected - found == set()
    tops = {name.split(".")[0] for name in found}
    assert not tops & {"tests", "bundling", "pytest", "tkinter", "unittest", "readline"}


def test_the_keychains_of_the_systems_are_in_it(app):
    found = modules(app)
    for name in ("Windows", "macOS", "SecretService", "libsecret", "kwallet"):
        assert f"keyring.backends.{name}" in found
    # Each says by its metadata that it is there.
    assert list((app / "_internal").glob("keyring-*.dist-info/entry_points.txt"))


def test_of_qt_only_what_is_used_is_in_it(app):
    inner = app / "_internal" / "PySide6"
    bindings = {file.name.split(".")[0] for file in inner.glob("Qt*.abi3.so")}
    bindings |= {file.stem for file in inner.glob("Qt*.pyd")}
    assert bindings == {"QtCore", "QtGui", "QtNetwork", "QtSvg", "QtWidgets"}
    kinds = {file.parent.name for file in inner.rglob("*") if "plugins" in file.parts[:-2]}
    assert "platforms" in kinds
    assert not kinds & {"tls", "networkinformation", "generic", "egldeviceintegrations"}
    assert {file.name for file in inner.rglob("*.qm")} == {"qtbase_de.qm"}


def test_the_licences_of_all_its_parts_are_in_it(app):
    inner = app / "_internal" / "klaviyo_gui" / "resources"
    found = [
        licences.Part(**each) for each in json.loads((inner / "parts.json").read_text("utf-8"))
    ]
    names = {licences.normal(part.name) for part in found}
    assert found[0].name == "CSV to Klaviyo"
    assert "Unicode" in found[0].text
    assert names >= needed() | {"python", "qt", "shiboken6", "pyinstaller", "urllib3"}
    assert not names & {"pytest", "ruff", "mypy", licences.PROGRAM}
    assert without_text(found) == []


@pytest.mark.skipif(not shutil.which("dpkg-query"), reason="libraries of Debian are known by dpkg")
def test_libraries_of_the_system_come_with_their_licences(app):
    inner = app / "_internal"
    listed = json.loads((inner / "klaviyo_gui/resources/parts.json").read_text("utf-8"))
    if (inner / "libdbus-1.so.3").exists():
        (dbus,) = (each for each in listed if each["name"] == "libdbus-1-3")
        assert "GPL" in dbus["text"]
    assert {each["name"] for each in listed} >= {"Text of the licence LGPL-2.1"}
