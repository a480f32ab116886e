"""How a file is read, in words for chips and choices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.wording import plural

if TYPE_CHECKING:
    from klaviyo_gui.sending.inspection import Inspected
    from klaviyo_gui.source.dialect import Dialect
    from klaviyo_gui.ui.session import Session

SEPARATORS = {
    ",": "Comma",
    ";": "Semicolon",
    "\t": "Tab",
    "|": "Pipe",
    ":": "Colon",
    "^": "Caret",
    "~": "Tilde",
    " ": "Blank",
    "\x1f": "Unit separator",
}
_PLURALS = {each: f"{words.lower()}s" for each, words in SEPARATORS.items()}
ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16, little end first",
    "utf-16-be": "UTF-16, big end first",
    "cp1252": "Windows-1252 (Western)",
    "cp1250": "Windows-1250 (Central European)",
    "cp1251": "Windows-1251 (Cyrillic)",
    "cp1253": "Windows-1253 (Greek)",
    "cp1254": "Windows-1254 (Turkish)",
    "cp1255": "Windows-1255 (Hebrew)",
    "cp1256": "Windows-1256 (Arabic)",
    "cp1257": "Windows-1257 (Baltic)",
    "cp874": "Windows-874 (Thai)",
    "iso8859-1": "ISO 8859-1 (Western)",
    "iso8859-2": "ISO 8859-2 (Central European)",
    "iso8859-15": "ISO 8859-15 (Western, €)",
    "mac_roman": "Mac Roman",
    "cp850": "DOS 850 (Western)",
    "cp852": "DOS 852 (Central European)",
    "cp866": "DOS 866 (Cyrillic)",
    "koi8-r": "KOI8-R (Cyrillic)",
    "gb18030": "GB 18030 (Chinese)",
    "big5": "Big5 (Chinese)",
    "cp932": "Shift JIS (Japanese)",
    "euc_jp": "EUC-JP (Japanese)",
    "cp949": "Windows-949 (Korean)",
    "big5hkscs": "Big5 (Chinese, Hong Kong)",
    "euc_jis_2004": "EUC-JP (Japanese, newer)",
    "johab": "Johab (Korean)",
    "iso2022_jp": "ISO-2022-JP (Japanese)",
    "iso2022_kr": "ISO-2022-KR (Korean)",
    "hz": "HZ (Chinese)",
    "utf-7": "UTF-7",
    "cesu-8": "CESU-8 (old databases)",
    "cp1258": "Windows-1258 (Vietnamese)",
    "iso8859-5": "ISO 8859-5 (Cyrillic)",
    "iso8859-7": "ISO 8859-7 (Greek)",
    "iso8859-8": "ISO 8859-8 (Hebrew)",
    "iso8859-9": "ISO 8859-9 (Turkish)",
    "iso8859-13": "ISO 8859-13 (Baltic)",
    "iso8859-16": "ISO 8859-16 (Romanian)",
    "mac_latin2": "Mac Central European",
    "mac_cyrillic": "Mac Cyrillic",
    "mac_greek": "Mac Greek",
    "mac_turkish": "Mac Turkish",
    "cp437": "DOS 437 (American)",
    "cp737": "DOS 737 (Greek)",
    "cp775": "DOS 775 (Baltic)",
    "cp855": "DOS 855 (Cyrillic)",
    "cp857": "DOS 857 (Turkish)",
    "cp862": "DOS 862 (Hebrew)",
    "koi8-u": "KOI8-U (Cyrillic)",
    "kz1048": "KZ-1048 (Kazakh)",
    "cp037": "EBCDIC 037 (mainframe, American)",
    "cp273": "EBCDIC 273 (mainframe, German)",
    "cp500": "EBCDIC 500 (mainframe, Western)",
    "cp1026": "EBCDIC 1026 (mainframe, Turkish)",
    "cp1140": "EBCDIC 1140 (mainframe, €)",
}
FILES = "Files with rows (*.csv *.tsv *.txt *.gz *.zip *.xlsx);;All files (*)"
"""What is listed where somebody chooses a file."""

QUOTES = {'"': 'Quotes "', "'": "Quotes '", "": "No quotes"}
ESCAPES = {"": "a doubled quote", "\\": "a backslash"}


def separator_words(delimiter: str) -> str:
    """Return the name of a separator, or the character itself."""
    return SEPARATORS.get(delimiter, f"“{delimiter}” between cells")


def encoding_words(encoding: str) -> str:
    """Return the name of an encoding without what it is for."""
    return ENCODINGS.get(encoding, encoding.upper()).partition(" (")[0]


def header_words(line: int) -> str:
    """Return where the header is."""
    return f"Header in line {line}" if line else "No header"


def quote_words(dialect: Dialect) -> str:
    """Return what cells are quoted with."""
    words = QUOTES.get(dialect.quote, f"Quotes {dialect.quote}")
    words += f" and {dialect.escape}" if dialect.escape else ""
    return f"{words}, also around whole rows" if dialect.is_wrapped else words


def header_phrases(line: int) -> tuple[str, str]:
    """Return sentences for keeping, and for choosing, a line as the header."""
    if not line:
        return (
            "Keep all lines as rows, without a header",
            "Read all lines as rows, without a header",
        )
    return f"Keep line {line} as the header", f"Use line {line} as the header"


def dialect_phrase(dialect: Dialect) -> str:
    """Return what stands between cells and around them, as the object of a sentence."""
    words = _PLURALS.get(dialect.delimiter, f"{dialect.delimiter} between cells")
    if not dialect.quote:
        return f"{words}, nothing quoted"
    words += f", quoted with {dialect.quote}"
    words += f", escaped with {dialect.escape}" if dialect.escape else ""
    return f"{words}, whole rows quoted too" if dialect.is_wrapped else words


def row_words(session: Session) -> str:
    """Return how many rows there are, or how far they are counted."""
    rows = plural(session.row_count, "row")
    if session.is_cut_short:
        return f"{rows} can be read (the rest cannot)"
    if session.index is None:
        return f"{rows} so far (counting… {session.share_counted:.0%})"
    return rows


def dialect_words(dialect: Dialect, columns: int) -> tuple[str, str]:
    """Return separator and quotes; a single column has no separator."""
    separator = separator_words(dialect.delimiter) if columns > 1 else "No separator"
    return separator, quote_words(dialect)


def search_words(found: Inspected | None, *, is_busy: bool, is_cut: bool) -> str:
    """Tell how far the search for damage is, and what its silence means.

    ``is_cut`` is a file that cannot be read to its end.
    """
    if found is None:
        if is_busy:
            return "Looking for damage…"
        if is_cut:
            return "The file cannot be read to its end, nor searched for damage."
        return "Damage is looked for once rows are counted."
    rows = plural(found.rows, "row")
    if not found.is_complete:
        words = f"Looking for damage… {found.share:.0%}; found so far:"
    elif found.faults:
        words = f"Found in {rows}; choose one to see where:"
    elif is_cut:
        words = f"Nothing else is wrong in the {rows} that can be read."
    else:
        words = (
            f"Nothing wrong found in {rows}: every one has as many cells as the header, all of "
            "them are readable, no quote is left open, and nothing looks damaged by Excel."
        )
    return words
