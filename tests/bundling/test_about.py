"""What systems are told of the app is what the package says, in the form that they read."""

import plistlib
import types

import pytest

from bundling import about
from klaviyo_gui import __version__

TYPES = "VSVersionInfo FixedFileInfo StringFileInfo StringTable StringStruct VarFileInfo VarStruct"


def read_as_windows_does(text):
    """Evaluate a version resource as PyInstaller does, with plain types in place of its own."""

    def plain(*values, **named):
        return types.SimpleNamespace(values=values, **named)

    return eval(text, dict.fromkeys(TYPES.split(), plain))


@pytest.mark.parametrize("file", [about.NAME, about.COMMAND])
def test_windows_is_told_the_version_of_the_package(file):
    resource = read_as_windows_does(about.version_resource(file))
    assert ".".join(map(str, resource.ffi.filevers)) == f"{__version__}.0"
    strings, _ = resource.kids
    (table,) = strings.values[0]
    told = dict(each.values for each in table.values[1])
    assert told["FileVersion"] == told["ProductVersion"] == __version__
    assert told["OriginalFilename"] == f"{file}.exe"
    assert told["ProductName"] == about.NAME


def test_macos_is_told_what_it_opens_and_that_it_is_sharp_on_dense_screens():
    told = plistlib.loads(plistlib.dumps(about.property_list()))
    assert told["CFBundleShortVersionString"] == __version__
    assert told["NSHighResolutionCapable"] is True
    kinds = {each for kind in told["CFBundleDocumentTypes"] for each in kind["LSItemContentTypes"]}
    assert "public.comma-separated-values-text" in kinds
    assert {kind["CFBundleTypeRole"] for kind in told["CFBundleDocumentTypes"]} == {"Viewer"}
