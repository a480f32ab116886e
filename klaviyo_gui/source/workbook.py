"""Write a sheet of an Excel workbook as CSV."""

from __future__ import annotations

import csv
import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from klaviyo_gui.core.errors import FileEmpty, FileUnsupported, OptionError
from klaviyo_gui.source.archive import WORKBOOK
from klaviyo_gui.source.safe_workbook import write_safely
from klaviyo_gui.source.sheets import compared, look_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from python_calamine import CalamineSheet

    from klaviyo_gui.source.readings import Reading
    from klaviyo_gui.source.sheets import Look

LINE_FEED = "\ufdd0"
"""Stands for a line feed within a cell, so that a sheet's row is one line of the copy.

Unicode keeps this code for such use inside a program; no text holds it.
"""

_LINE_END = re.compile(r"\r\n|\r|\n")
_WHOLE_LIMIT = 10**15
_MINUTE = 60
_HOUR = 3_600

Cell = int | float | str | bool | dt.time | dt.date | dt.timedelta


@dataclass(frozen=True, slots=True)
class Sheets:
    """The sheets of a workbook by name, and the one that was written.

    ``candidates`` may be meant as well, the written one first; ``rows`` are first rows of each of
    them. Both are empty where there is no doubt.
    """

    names: tuple[str, ...]
    name: str
    candidates: tuple[str, ...] = ()
    rows: tuple[Reading, ...] = ()


def write_sheet(path: Path, target: Path, wanted: str | None) -> Sheets:
    """Write one sheet, the one that looks most like a table unless one is wanted.

    OptionError for a sheet that is not there, FileEmpty where there is none with a cell.
    """
    safe = target.with_name(".safe")
    try:
        write_safely(path, safe)
        with CalamineWorkbook.from_path(safe) as workbook:
            tables = [
                each for each in workbook.sheets_metadata if each.typ is SheetTypeEnum.WorkSheet
            ]
            names = tuple(each.name for each in tables)
            if wanted is not None and wanted not in names:
                raise OptionError("--sheet", wanted)
            shown = [each.name for each in tables if each.visible is SheetVisibleEnum.Visible]
            looks = _write_best(
                workbook, [wanted] if wanted is not None else shown or names, target
            )
    except CalamineError as error:
        raise FileUnsupported(path, f"{WORKBOOK} that is damaged or not complete") from error
    finally:
        safe.unlink(missing_ok=True)
    if not looks:
        raise FileEmpty(path, names)
    chosen = max(looks).name
    return Sheets(names, chosen, *compared(looks, chosen))


def _write_best(workbook: CalamineWorkbook, names: Sequence[str], target: Path) -> list[Look]:
    """Write the sheet that looks most like a table, the first of equals; tell of all with cells.

    Only one of them is in memory at a time.
    """
    looks: list[Look] = []
    for name in names:
        sheet = workbook.get_sheet_by_name(name)
        if sheet.start is not None:
            look = look_at(name, _rows(sheet), (sheet.end or (0, 0))[0] + 1)
            if not looks or look > max(looks):
                _write(sheet, target)
            looks.append(look)
        del sheet
    return looks


def _rows(sheet: CalamineSheet) -> Iterator[list[str]]:
    return ([as_text(cell) for cell in row] for row in sheet.iter_rows())


def _write(sheet: CalamineSheet, target: Path) -> None:
    with target.open("w", encoding="utf-8", newline="") as copy:
        writer = csv.writer(copy, lineterminator="\n")
        for cells in _rows(sheet):
            if any(cells):
                writer.writerow(cells)
            else:
                copy.write("\n")


def as_text(cell: Cell) -> str:
    """Write a value as a person sees it, wherever its look is certain."""
    match cell:
        case str():
            shown = _LINE_END.sub(LINE_FEED, cell) if "\n" in cell or "\r" in cell else cell
        case bool():
            shown = "true" if cell else "false"
        case float():
            shown = _number(cell)
        case dt.datetime():
            shown = _rounded(cell).isoformat(sep=" ")
        case dt.time():
            shown = _rounded(dt.datetime.combine(dt.date.min, cell)).time().isoformat()
        case dt.timedelta():
            shown = _duration(cell)
        case _:
            shown = str(cell)
    return shown


def _number(value: float) -> str:
    """Write the fifteen digits that Excel keeps and shows, never as a power of ten."""
    if value.is_integer() and abs(value) < _WHOLE_LIMIT:
        return str(int(value))
    digits = Decimal(f"{value:.15g}")
    return f"{digits:f}"


def _rounded(moment: dt.datetime) -> dt.datetime:
    """Round to a second what lies within two milliseconds of it: days are kept as fractions."""
    nearest = (moment + dt.timedelta(seconds=0.5)).replace(microsecond=0)
    return nearest if abs(nearest - moment) <= dt.timedelta(milliseconds=2) else moment


def _duration(length: dt.timedelta) -> str:
    """Write hours, minutes and seconds; hours go on beyond a day, as in Excel's ``[h]``."""
    sign = "-" if length < dt.timedelta() else ""
    seconds = round(abs(length).total_seconds())
    hours, rest = divmod(seconds, _HOUR)
    return f"{sign}{hours}:{rest // _MINUTE:02}:{rest % _MINUTE:02}"
