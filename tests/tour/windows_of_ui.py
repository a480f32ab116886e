"""Finds by itself what opens beside the window, so that a new dialog needs a scene of the tour."""

import ast
from pathlib import Path

import klaviyo_gui.ui

HERE = Path(klaviyo_gui.ui.__file__).parent
_WINDOWS = {"QDialog", "QMessageBox", "QMainWindow", "QWizard"}


def in_sources(folder=HERE):
    """Return the names of all classes that are windows, and how many bare boxes are made."""
    trees = {
        path.relative_to(folder).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(folder.rglob("*.py"))
    }
    classes = {
        each.name: (each, {base.id for base in each.bases if isinstance(base, ast.Name)})
        for tree in trees.values()
        for each in ast.walk(tree)
        if isinstance(each, ast.ClassDef)
    }
    windows = set(_WINDOWS)
    while True:
        more = {
            name
            for name, (node, bases) in classes.items()
            if name not in windows and (bases & windows or is_popup(node))
        }
        if not more:
            break
        windows |= more
    leaves = {
        name
        for name in windows - _WINDOWS
        if not any(name in bases for _, bases in classes.values())
    }
    boxes = sum(
        isinstance(each, ast.Call)
        and isinstance(each.func, ast.Name)
        and each.func.id == "QMessageBox"
        for tree in trees.values()
        for each in ast.walk(tree)
    )
    return leaves, boxes


def is_popup(node):
    """Tell whether a class makes itself a window by a flag."""
    return any(
        isinstance(each, ast.Attribute) and each.attr in {"Popup", "Tool", "Dialog"}
        for each in ast.walk(node)
        if isinstance(each, ast.Attribute)
        and isinstance(each.value, ast.Attribute)
        and each.value.attr == "WindowType"
    )
