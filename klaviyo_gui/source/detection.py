"""Find out how a file separates its cells."""

from __future__ import annotations

import io
import re
from collections import Counter
from itertools import islice

from klaviyo_gui.core.errors import OptionError
from klaviyo_gui.source.dialect import Dialect, Overrides
from klaviyo_gui.source.encoding import check_encoding, detect_encoding, mark_size, stands_alone

# On a tie the comma loses: it lies in decimal numbers, the others hardly lie in values at all.
_CANDIDATES = ("\t", ";", "|", ",")

# Excel's own way to name the delimiter, in the first line.
_DECLARED = re.compile(r""""?sep=([\t !#-/:-@\[-`{-~])"?[ \t]*(?:\r\n|\r|\n|\Z)""", re.IGNORECASE)

_LINE_END = re.compile(r"\r\n|\r|\n")

_SAMPLE = 1_000


def detect(head: bytes, is_whole: bool, overrides: Overrides) -> Dialect:
    """Find the dialect of a file from its beginning; OptionError for an override that cannot be."""
    if overrides.encoding is None:
        encoding = detect_encoding(head, is_whole=is_whole)
    else:
        encoding = check_encoding(overrides.encoding)
    text = head[mark_size(head) :].decode(encoding, "replace")
    declared = _DECLARED.match(text)
    if overrides.header_line is not None:
        header_line = overrides.header_line
    elif declared:
        header_line = 2
    else:
        header_line = 1 + _blank_lines(text)
    if header_line < 1:
        raise OptionError("--header-line", str(header_line))
    if overrides.delimiter is not None:
        delimiter = _chosen(overrides.delimiter, encoding)
    elif declared:
        delimiter = declared[1]
    else:
        delimiter = _likeliest(text, encoding, header_line, is_whole=is_whole)
    return Dialect(encoding, delimiter, header_line=header_line)


def _blank_lines(text: str) -> int:
    """Count the lines above the first one that holds anything."""
    blank = text[: len(text) - len(text.lstrip())]
    return len(_LINE_END.findall(blank))


def _chosen(value: str, encoding: str) -> str:
    delimiter = "\t" if value.lower() in {"tab", r"\t"} else value
    if (
        len(delimiter) != 1
        or not delimiter.isascii()
        or delimiter in '"\r\n\0'
        or not stands_alone(encoding, delimiter)
    ):
        raise OptionError("--delimiter", value)
    return delimiter


def _likeliest(text: str, encoding: str, header_line: int, *, is_whole: bool) -> str:
    best, evidence = ",", (False, 0.0, False, 0)
    for delimiter in _CANDIDATES:
        if stands_alone(encoding, delimiter):
            found = _evidence(text, Dialect(encoding, delimiter), header_line, is_whole=is_whole)
            if found > evidence:
                best, evidence = delimiter, found
    return best


def _evidence(
    text: str, dialect: Dialect, header_line: int, *, is_whole: bool
) -> tuple[bool, float, bool, int]:
    """Weigh how evenly a delimiter cuts: the header, the share of even records, the width."""
    lines = islice(io.StringIO(text, newline=""), header_line - 1, None)
    records = list(islice(dialect.records(lines), _SAMPLE))
    if not is_whole and 1 < len(records) < _SAMPLE:
        # The end of the head has probably cut this one.
        records.pop()
    widths = [len(record) for record in records if record]
    if not widths:
        return False, 0.0, False, 0
    width, count = Counter(widths).most_common(1)[0]
    if width == 1:
        return False, 0.0, False, 0
    return widths[0] > 1, count / len(widths), widths[0] == width, width
