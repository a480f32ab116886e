"""What Windows and macOS are told of the frozen app."""

from __future__ import annotations

from typing import Any, Final

from klaviyo_gui import __version__

NAME: Final = "CSV to Klaviyo"
COMMAND: Final = "klaviyo-gui"
IDENTIFIER: Final = "com.klaviyo-gui.app"
_WHAT: Final = "Sends a CSV file to Klaviyo as events and profiles"
_RIGHTS: Final = "Published under the MIT licence"

_OLDEST_MACOS: Final = "13.0"
"""Of the libraries of Qt 6.11 (its documentation, *Supported Platforms*)."""

_KINDS: Final = (
    ("Columns separated by commas", "public.comma-separated-values-text"),
    ("Columns separated by tabs", "public.tab-separated-values-text"),
    ("Excel workbook", "org.openxmlformats.spreadsheetml.sheet"),
)


def property_list() -> dict[str, Any]:
    """Return what macOS reads in Info.plist."""
    return {
        "CFBundleDisplayName": NAME,
        "CFBundleShortVersionString": __version__,
        "CFBundleVersion": __version__,
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": name,
                # It never changes a file, and asks for no file by being the first choice.
                "CFBundleTypeRole": "Viewer",
                "LSHandlerRank": "Alternate",
                "LSItemContentTypes": [kind],
            }
            for name, kind in _KINDS
        ],
        "LSApplicationCategoryType": "public.app-category.business",
        "LSMinimumSystemVersion": _OLDEST_MACOS,
        "NSHighResolutionCapable": True,
        "NSHumanReadableCopyright": _RIGHTS,
        # Without it the window would stay light on a dark desktop.
        "NSRequiresAquaSystemAppearance": False,
    }


def version_resource(file: str) -> str:
    """Return what Windows shows as the details of a file, as PyInstaller reads it."""
    numbers = tuple(int(each) for each in __version__.split("."))
    four = (*numbers, *[0] * (4 - len(numbers)))
    strings = {
        "FileDescription": NAME if file != COMMAND else f"{NAME}, command line",
        "FileVersion": __version__,
        "InternalName": file,
        "LegalCopyright": _RIGHTS,
        "OriginalFilename": f"{file}.exe",
        "ProductName": NAME,
        "ProductVersion": __version__,
        "Comments": _WHAT,
    }
    told = ", ".join(f"StringStruct({name!r}, {words!r})" for name, words in strings.items())
    # 0409 is English, 04B0 Unicode; 0x40004 is Windows, and 1 an application (Microsoft,
    # *VS_FIXEDFILEINFO*).
    return (
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={four}, prodvers={four}, mask=0x3F, flags=0, "
        "OS=0x40004, fileType=1, subtype=0, date=(0, 0)), kids=["
        f"StringFileInfo([StringTable('040904B0', [{told}])]), "
        "VarFileInfo([VarStruct('Translation', [0x0409, 0x04B0])])])\n"
    )
