"""The arguments of the commands about saved presets."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

ACTIONS = {
    "import": "Save the presets of a .json file, or of an old config.py.",
    "list": "List the saved presets; with --for, by how well they fit a file.",
    "show": "Print a preset.",
    "export": "Write a preset as a file of its own.",
    "duplicate": "Save a preset under one more name.",
    "rename": "Give a preset another name.",
    "delete": "Take a preset out of use; restore brings it back.",
    "versions": "List the earlier versions of a preset.",
    "restore": "Bring back an earlier version of a preset, or a deleted one.",
    "compare": "Show in what the second preset differs from the first.",
}


def add_actions(preset: argparse.ArgumentParser) -> None:
    """Give the command ``preset`` its actions."""
    actions = preset.add_subparsers(dest="action", metavar="ACTION", required=True)

    def add(name: str, *named: str) -> argparse.ArgumentParser:
        what = ACTIONS[name]
        action = actions.add_parser(name, help=what, description=what, allow_abbrev=False)
        action.add_argument("--json", action="store_true", help="write JSON to standard output")
        for each in named:
            action.add_argument(each.lower(), metavar=each)
        return action

    importing = add("import")
    importing.add_argument("file", type=Path, metavar="FILE")
    importing.add_argument("--name", metavar="NAME", help="how to call it")
    add("list").add_argument("--for", dest="fitting", type=Path, metavar="FILE")
    add("show", "NAME")
    add("export", "NAME").add_argument("--out", type=Path, required=True, metavar="FILE")
    add("duplicate", "NAME", "NEW")
    add("rename", "NAME", "NEW")
    add("delete", "NAME")
    add("versions", "NAME")
    restore = add("restore", "NAME")
    restore.add_argument("--version", type=int, metavar="N", help="the latest if left out")
    add("compare", "NAME", "OTHER")
