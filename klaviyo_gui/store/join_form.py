"""The form of the joined files in a preset: their names and columns, and nothing of their rows."""

from __future__ import annotations

from typing import Any

from klaviyo_gui.core.join import Doubles, Join, Taken
from klaviyo_gui.language import told
from klaviyo_gui.store.form import SHOWN, Misplaced, check_keys, choice, group, text_of, within
from klaviyo_gui.store.preset_form import READING_KEYS, reading_of

_KEYS = ("file", "key", "columns", "doubles", "reading")
_KEY_KEYS = ("column", "equals")
_TAKEN_KEYS = ("column", "as")


def joins_in(content: dict[str, Any]) -> tuple[Join, ...]:
    """Return the files that a preset joins; none where it is older than they are."""
    found = content.get("joins")
    if found is None:
        return ()
    if not isinstance(found, list):
        raise Misplaced(told("“joins” must be a list"))
    joins = tuple(
        _join(each, told("join {at} of “joins”", at=at)) for at, each in enumerate(found, 1)
    )
    names = [taken.name for join in joins for taken in join.taken]
    for name in names:
        if names.count(name) > 1:
            raise Misplaced(
                told("“joins” gives the name “{name}” to two columns", name=name[:SHOWN])
            )
    return joins


def join_as_json(join: Join) -> dict[str, Any]:
    """Return a join as plain values for JSON."""
    return {
        "file": join.file,
        "key": [{"column": first, "equals": second} for first, second in join.key],
        "columns": [{"column": taken.column, "as": taken.name} for taken in join.taken],
        "doubles": join.doubles.value,
        **({"reading": dict(join.reading)} if join.reading else {}),
    }


def _join(content: object, what: str) -> Join:
    found = _group(content, _KEYS, what, ("file", "key", "columns"))
    file = text_of(found["file"], within("file", what))
    if not file.strip() or "/" in file or "\\" in file:
        raise Misplaced(
            told("“file” in {what} must be the name of a file without its folder", what=what)
        )
    key = _list(found["key"], within("key", what))
    taken = _list(found["columns"], within("columns", what))
    return Join(
        file,
        tuple((each["column"], each["equals"]) for each in _pairs(key, _KEY_KEYS, "key", what)),
        tuple(
            Taken(each["column"], each["as"])
            for each in _pairs(taken, _TAKEN_KEYS, "columns", what)
        ),
        choice(
            Doubles,
            found.get("doubles", Doubles.HOLD.value),
            within("doubles", what),
        ),
        tuple(reading_of(group(found, "reading", READING_KEYS)).items()),
    )


def _pairs(
    found: list[Any], keys: tuple[str, str], name: str, what: str
) -> tuple[dict[str, str], ...]:
    """Return the entries of a list, each of two texts of these names."""
    entries = []
    for at, each in enumerate(found, 1):
        where = told("entry {at} of “{name}” in {what}", at=at, name=name, what=what)
        entry = _group(each, keys, where, keys)
        entries.append({key: text_of(entry[key], within(key, where)) for key in keys})
    return tuple(entries)


def _list(value: object, what: str) -> list[Any]:
    if not isinstance(value, list) or not value:
        raise Misplaced(told("{what} must be a list with at least one entry", what=what))
    return value


def _group(
    content: object, keys: tuple[str, ...], what: str, needed: tuple[str, ...]
) -> dict[str, Any]:
    if not isinstance(content, dict):
        raise Misplaced(told("{what} must be names and values in braces", what=what))
    check_keys(content, keys, what)
    for name in needed:
        if name not in content:
            raise Misplaced(told("{what} has no “{name}”", what=what, name=name))
    return content
