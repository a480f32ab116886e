"""All that can be read, heard or copied of what is on show, and which cells of files it tells."""

import csv
import re
from functools import cache

from PySide6.QtCore import QBuffer, QPoint, QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QApplication

from tests.tour.words import read


def texts(windows):
    """Return every text of these windows, each with where it stands."""
    found = []
    for window in windows:
        found += [(each.where, each.words) for each in read(window)]
        found += [(f"painted in {type(window).__name__}", words) for words in painted(window)]
    return [(where, words) for where, words in found if words]


def painted(window):
    """Return the texts that a window draws, whoever draws them."""
    store = QBuffer()
    store.open(QBuffer.OpenModeFlag.WriteOnly)
    picture = QSvgGenerator()
    picture.setOutputDevice(store)
    picture.setSize(QSize(window.size()))
    picture.setViewBox(QRect(window.rect()))
    painter = QPainter(picture)
    try:
        window.render(painter, QPoint())
    finally:
        painter.end()
    content = bytes(store.data().data()).decode("utf-8", "replace")
    return [_plain(each) for each in re.findall(r"<text[^>]*>(.*?)</text>", content, re.DOTALL)]


def _plain(words):
    for sign, letter in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        words = words.replace(sign, letter)
    return words.strip()


def cells(folder):
    """Return the texts of all cells of the files of a folder that are like no word of a window."""
    files = sorted(folder.rglob("*.csv"))
    return frozenset().union(*(_cells_of(each, each.stat().st_mtime_ns) for each in files))


@cache
def _cells_of(path, _changed_at):
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    return frozenset(filter(_is_telling, (cell.strip() for row in rows for cell in row)))


_LEAST = 4

_SAID_ANYWAY = frozenset({"1234.50"})
"""What the program gives as an example by itself."""


def _is_telling(cell):
    """Tell whether a cell is long enough, and no plain word that a window says by itself."""
    is_word = cell.isascii() and cell.isalpha()
    return len(cell) >= _LEAST and not is_word and cell not in _SAID_ANYWAY


def told(said, wanted):
    """Return where texts tell one of these cells, the beginning of a long one, or a part of it."""
    begun = _by_beginning(wanted)
    found = ((where, _first(words, begun)) for where, words in said)
    return [(where, cell) for where, cell in found if cell]


@cache
def _by_beginning(wanted):
    """Return what is looked for by its first letters, the longest first."""
    begun = {each[:_BEGINNING] for each in wanted}
    parts = {part for each in wanted for part in _PARTS.findall(each) if len(part) >= _LEAST}
    found = {}
    for each in sorted(begun | parts, key=len, reverse=True):
        found.setdefault(each[:_LEAST], []).append(each)
    return found


def _first(words, begun):
    """Return the first of them that stands in a text, and begins there where a word may."""
    for place in _MAY_BEGIN.finditer(words):
        at = place.start()
        for each in begun.get(words[at : at + _LEAST], ()):
            if words.startswith(each, at):
                return each
    return ""


_MAY_BEGIN = re.compile(r"(?<![\w.,:-])(?=\S)")


_PARTS = re.compile(r"[\w.]+\.(?:io|com)|[^\W\d_]*[^\W\d_\x00-\x7f]\w*")
"""Domains, and words with a letter that English has not."""

_BEGINNING = 12


def on_show():
    """Return the windows that are on show."""
    return [each for each in QApplication.topLevelWidgets() if each.isVisible()]
