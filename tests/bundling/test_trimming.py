"""Of Qt only what the program uses comes along, and all that this asks for."""

import pytest

pytest.importorskip("PyInstaller", reason="PyInstaller is not installed: pip install .[build]")

from bundling import trimming

LINUX = "PySide6/Qt/plugins/"
WINDOWS = "PySide6/plugins/"

ASKS = {
    "libqxcb.so": ["libxcb.so", "libQt6Gui.so"],
    "libqgtk3.so": ["libgtk.so", "libQt6Gui.so"],
    "libgtk.so": ["libpango.so"],
    "libpango.so": ["libfreetype.so"],
    "libQt6Gui.so": ["libfreetype.so"],
    "QtGui.abi3.so": ["libQt6Gui.so"],
}
ENTRIES = [
    ("PySide6/QtGui.abi3.so", "EXTENSION"),
    (f"{LINUX}platforms/libqxcb.so", "BINARY"),
    (f"{LINUX}platformthemes/libqgtk3.so", "BINARY"),
    *((name, "BINARY") for name in ("libxcb.so", "libgtk.so", "libpango.so", "libfreetype.so")),
    ("PySide6/Qt/lib/libQt6Gui.so", "BINARY"),
    ("libQt6Gui.so", "SYMLINK"),
    ("libpango.so.0", "SYMLINK"),
    ("libloaded-by-name.so", "BINARY"),
]


@pytest.mark.parametrize(
    ("place", "is_needed"),
    [
        (f"{LINUX}platforms/libqxcb.so", True),
        (f"{LINUX}platforms/libqoffscreen.so", True),
        (f"{LINUX}platforms/libqvnc.so", False),
        (f"{LINUX}platforms/libqcocoa.dylib", True),
        (f"{WINDOWS}platforms/qwindows.dll", True),
        (f"{WINDOWS}platforms/qdirect2d.dll", False),
        (f"{WINDOWS}styles/qmodernwindowsstyle.dll", True),
        (f"{WINDOWS}tls/qschannelbackend.dll", False),
        (f"{LINUX}imageformats/libqsvg.so", True),
        (f"{LINUX}imageformats/libqtiff.so", False),
        ("PySide6/Qt/translations/qtbase_de.qm", True),
        ("PySide6/Qt/translations/qtbase_fr.qm", False),
        ("klaviyo_gui/resources/languages/de/LC_MESSAGES/klaviyo_gui.po", False),
        ("klaviyo_gui/resources/languages/de/LC_MESSAGES/klaviyo_gui.mo", True),
        ("PySide6/Qt/translations/qt_help_de.qm", False),
        ("PySide6/Qt/lib/libQt6Core.so.6", True),
        ("tzdata/zones", True),
        ("other/plugins/tls/own.so", True),
    ],
)
def test_a_plug_in_is_needed_where_the_program_uses_it(place, is_needed):
    assert trimming.is_needed(place) is is_needed


def left(monkeypatch):
    asked = {name: {(each, None) for each in names} for name, names in ASKS.items()}
    monkeypatch.setattr(trimming, "get_imports", lambda name: asked.get(name, set()))
    entries = [(place, place.rsplit("/", 1)[-1], kind) for place, kind in ENTRIES]
    return {place for place, _, _ in trimming.trimmed(entries)}


def test_what_only_a_dropped_plug_in_asked_for_goes_with_it_and_nothing_else(monkeypatch):
    gone = {place for place, _ in ENTRIES} - left(monkeypatch)
    assert gone == {f"{LINUX}platformthemes/libqgtk3.so", "libgtk.so", "libpango.so"}


def test_nothing_goes_where_every_plug_in_is_needed(monkeypatch):
    monkeypatch.setattr(trimming, "is_needed", lambda _place: True)
    assert left(monkeypatch) == {place for place, _ in ENTRIES}
