"""What inspect found, for people at a terminal."""

from __future__ import annotations

from typing import Any

from klaviyo_gui.cli.output import write_text
from klaviyo_gui.language import counted

_SIGNS = {
    ",": "comma",
    ";": "semicolon",
    "|": "pipe",
    "\t": "tab",
    " ": "space",
    "\n": "LF",
    "\r\n": "CRLF",
    "\r": "CR",
    "\x01": "\\x01",
    "\x1f": "\\x1f",
    "": "none",
}
_PARTS = {
    "encoding": "encoding",
    "delimiter": "separator",
    "quote": "quote",
    "escape": "escape",
    "header_line": "header line",
    "sheet": "sheet",
}
_TOP = ("names", "first row")
_LINES = 10


def print_inspection(content: dict[str, Any]) -> None:
    """Print the document of inspect in lines."""
    write_text(_reading(content))
    for doubt in content["doubts"]:
        _print_doubt(doubt)
    for column in content["columns"]:
        _print_column(column)
    for finding in content["findings"]:
        _print_finding(finding)


def _reading(content: dict[str, Any]) -> str:
    rows = counted(content["rows"], "{count} row", "{count} rows")
    columns = counted(len(content["columns"]), "{count} column", "{count} columns")
    said = [
        f"{content['file']}: {rows}{_rest(content)}, {columns}",
        f"separator {_sign(content['delimiter'])}",
        content["encoding"],
        _header(content["header_line"]),
    ]
    if content["sheet"] is not None:
        said[1:3] = [f"sheet {content['sheet']} of {', '.join(content['sheets'])}"]
    if content["member"] is not None:
        said.append(f"from {content['member']} within")
    if content["sheet"] is None:
        if content["quote"] != '"':
            said.append(f"quote {_sign(content['quote'])}")
        if content["escape"]:
            said.append(f"escape {content['escape']}")
        if content["is_wrapped"]:
            said.append("quotes around whole rows")
        if content["line_end"] is not None:
            said.append(f"lines end in {_sign(content['line_end'])}")
    return ", ".join(said)


def _rest(content: dict[str, Any]) -> str:
    return "" if content["complete"] else " and more that cannot be read"


def _print_doubt(doubt: dict[str, Any]) -> None:
    parts = [_PARTS[each] for each in doubt["about"]]
    write_text(f"? Not certain: {', '.join(parts)}.")
    for at, candidate in enumerate(doubt["candidates"]):
        said = ", ".join(
            _header(value) if name == "header_line" else f"{_PARTS[name]} {_sign(value)}"
            for name, value in candidate.items()
            if name in doubt["about"]
        )
        write_text(f"    {'read as' if at == 0 else 'or as'} {said}")
        for at_line, line in enumerate(doubt["lines"]):
            where = "a line" if line["line"] is None else f"line {line['line']}"
            if "header_line" in doubt["about"]:
                # Each choice has its names and first row in lines of its own.
                where = _TOP[at_line]
            write_text(f"        {where}: {' · '.join(line['readings'][at])}")


def _print_column(column: dict[str, Any]) -> None:
    said = [f"{column['fill']:.0%} filled"]
    if column["filled"]:
        about = "" if column["distinct_is_exact"] else "at least "
        said.append(f"{about}{column['distinct']:,} different")
    if column["form"]:
        said.append(f"{column['form']}s from {column['smallest']} to {column['largest']}")
    samples = " · ".join(column["samples"])
    meaning = f" [{column['meaning_label']}]" if column["meaning_label"] else ""
    write_text(f"  {column['name']}{meaning}: {', '.join(said)}; {samples}")


def _print_finding(finding: dict[str, Any]) -> None:
    lines = ", ".join(map(str, finding["lines"][:_LINES]))
    often = "once" if finding["count"] == 1 else f"{finding['count']:,} times"
    write_text(f"! {often}: {finding['message']} {finding['advice']} (line {lines})")
    excerpt = finding["excerpt"]
    number = f"  {excerpt['line']} | "
    write_text(f"{number}{excerpt['text']}")
    write_text(" " * len(number) + excerpt["caret"])
    for example in finding["examples"]:
        if example["mended"]:
            write_text(f"    “{example['text']}” → “{example['mended']}”")


def _header(line: int) -> str:
    return f"header in line {line}" if line else "no header"


def _sign(character: str) -> str:
    return _SIGNS.get(character, character)
