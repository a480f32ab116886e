"""How a file is read, in words for chips and choices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.language import counted, decimal, mark, tr

if TYPE_CHECKING:
    from klaviyo_gui.sending.inspection import Inspected
    from klaviyo_gui.source.dialect import Dialect
    from klaviyo_gui.ui.session import Session

SEPARATORS = {
    ",": mark("Comma"),
    ";": mark("Semicolon"),
    "\t": mark("Tab"),
    "|": mark("Pipe"),
    ":": mark("Colon"),
    "^": mark("Caret"),
    "~": mark("Tilde"),
    " ": mark("Blank"),
    "\x1f": mark("Unit separator"),
}
_BETWEEN = {
    ",": mark("commas"),
    ";": mark("semicolons"),
    "\t": mark("tabs"),
    "|": mark("pipes"),
    ":": mark("colons"),
    "^": mark("carets"),
    "~": mark("tildes"),
    " ": mark("blanks"),
    "\x1f": mark("unit separators"),
}
ENCODINGS = {
    "utf-8": ("UTF-8", ""),
    "utf-16-le": (mark("UTF-16, little end first"), ""),
    "utf-16-be": (mark("UTF-16, big end first"), ""),
    "cp1252": ("Windows-1252", mark("Western")),
    "cp1250": ("Windows-1250", mark("Central European")),
    "cp1251": ("Windows-1251", mark("Cyrillic")),
    "cp1253": ("Windows-1253", mark("Greek")),
    "cp1254": ("Windows-1254", mark("Turkish")),
    "cp1255": ("Windows-1255", mark("Hebrew")),
    "cp1256": ("Windows-1256", mark("Arabic")),
    "cp1257": ("Windows-1257", mark("Baltic")),
    "cp874": ("Windows-874", mark("Thai")),
    "iso8859-1": ("ISO 8859-1", mark("Western")),
    "iso8859-2": ("ISO 8859-2", mark("Central European")),
    "iso8859-15": ("ISO 8859-15", mark("Western, €")),
    "mac_roman": (mark("Mac Roman"), ""),
    "cp850": ("DOS 850", mark("Western")),
    "cp852": ("DOS 852", mark("Central European")),
    "cp866": ("DOS 866", mark("Cyrillic")),
    "koi8-r": ("KOI8-R", mark("Cyrillic")),
    "gb18030": ("GB 18030", mark("Chinese")),
    "big5": ("Big5", mark("Chinese")),
    "cp932": ("Shift JIS", mark("Japanese")),
    "euc_jp": ("EUC-JP", mark("Japanese")),
    "cp949": ("Windows-949", mark("Korean")),
    "big5hkscs": ("Big5", mark("Chinese, Hong Kong")),
    "euc_jis_2004": ("EUC-JP", mark("Japanese, newer")),
    "johab": ("Johab", mark("Korean")),
    "iso2022_jp": ("ISO-2022-JP", mark("Japanese")),
    "iso2022_kr": ("ISO-2022-KR", mark("Korean")),
    "hz": ("HZ", mark("Chinese")),
    "utf-7": ("UTF-7", ""),
    "cesu-8": ("CESU-8", mark("old databases")),
    "cp1258": ("Windows-1258", mark("Vietnamese")),
    "iso8859-5": ("ISO 8859-5", mark("Cyrillic")),
    "iso8859-7": ("ISO 8859-7", mark("Greek")),
    "iso8859-8": ("ISO 8859-8", mark("Hebrew")),
    "iso8859-9": ("ISO 8859-9", mark("Turkish")),
    "iso8859-13": ("ISO 8859-13", mark("Baltic")),
    "iso8859-16": ("ISO 8859-16", mark("Romanian")),
    "mac_latin2": (mark("Mac Central European"), ""),
    "mac_cyrillic": (mark("Mac Cyrillic"), ""),
    "mac_greek": (mark("Mac Greek"), ""),
    "mac_turkish": (mark("Mac Turkish"), ""),
    "cp437": ("DOS 437", mark("American")),
    "cp737": ("DOS 737", mark("Greek")),
    "cp775": ("DOS 775", mark("Baltic")),
    "cp855": ("DOS 855", mark("Cyrillic")),
    "cp857": ("DOS 857", mark("Turkish")),
    "cp862": ("DOS 862", mark("Hebrew")),
    "koi8-u": ("KOI8-U", mark("Cyrillic")),
    "kz1048": ("KZ-1048", mark("Kazakh")),
    "cp037": ("EBCDIC 037", mark("mainframe, American")),
    "cp273": ("EBCDIC 273", mark("mainframe, German")),
    "cp500": ("EBCDIC 500", mark("mainframe, Western")),
    "cp1026": ("EBCDIC 1026", mark("mainframe, Turkish")),
    "cp1140": ("EBCDIC 1140", mark("mainframe, €")),
}
FILES = mark("Files with rows (*.csv *.tsv *.txt *.gz *.zip *.xlsx);;All files (*)")
"""What is listed where somebody chooses a file."""

QUOTES = ('"', "'", "")
ESCAPES = {"": mark("a doubled quote"), "\\": mark("a backslash")}


def separator_words(delimiter: str) -> str:
    """Return the name of a separator, or the character itself."""
    if delimiter in SEPARATORS:
        return tr(SEPARATORS[delimiter])
    return tr("“{separator}” between cells", separator=delimiter)


def encoding_words(encoding: str) -> str:
    """Return the name of an encoding without what it is for."""
    name, _ = ENCODINGS.get(encoding, (encoding.upper(), ""))
    return tr(name)


def encoding_choice(encoding: str) -> str:
    """Return the name of an encoding, with what it is for."""
    _, use = ENCODINGS.get(encoding, ("", ""))
    name = encoding_words(encoding)
    return f"{name} ({tr(use)})" if use else name


def header_words(line: int) -> str:
    """Return where the header is."""
    return tr("Header in line {line}", line=line) if line else tr("No header")


def quote_choice(quote: str) -> str:
    """Return what cells are quoted with, of which nothing is escaped."""
    return tr("Quotes {quote}", quote=quote) if quote else tr("No quotes")


def quote_words(dialect: Dialect) -> str:
    """Return what cells are quoted with."""
    words = quote_choice(dialect.quote)
    if dialect.escape:
        words = tr("{quotes} and {escape}", quotes=words, escape=dialect.escape)
    return tr("{quotes}, also around whole rows", quotes=words) if dialect.is_wrapped else words


def header_phrases(line: int) -> tuple[str, str]:
    """Return sentences for keeping, and for choosing, a line as the header."""
    if not line:
        return (
            tr("Keep all lines as rows, without a header"),
            tr("Read all lines as rows, without a header"),
        )
    return (
        tr("Keep line {line} as the header", line=line),
        tr("Use line {line} as the header", line=line),
    )


def dialect_phrase(dialect: Dialect) -> str:
    """Return what stands between cells and around them, as the object of a sentence."""
    if dialect.delimiter in _BETWEEN:
        words = tr(_BETWEEN[dialect.delimiter])
    else:
        words = tr("{separator} between cells", separator=dialect.delimiter)
    if not dialect.quote:
        return tr("{separators}, nothing quoted", separators=words)
    words = tr("{separators}, quoted with {quote}", separators=words, quote=dialect.quote)
    if dialect.escape:
        words = tr("{reading}, escaped with {escape}", reading=words, escape=dialect.escape)
    return tr("{reading}, whole rows quoted too", reading=words) if dialect.is_wrapped else words


def row_words(session: Session) -> str:
    """Return how many rows there are, or how far they are counted."""
    rows = session.row_count
    if session.is_cut_short:
        return counted(
            rows,
            "{count} row can be read (the rest cannot)",
            "{count} rows can be read (the rest cannot)",
        )
    if session.index is None:
        return counted(
            rows,
            "{count} row so far (counting… {percent}%)",
            "{count} rows so far (counting… {percent}%)",
            percent=decimal(session.share_counted * 100, 0),
        )
    return counted(rows, "{count} row", "{count} rows")


def dialect_words(dialect: Dialect, columns: int) -> tuple[str, str]:
    """Return separator and quotes; a single column has no separator."""
    separator = separator_words(dialect.delimiter) if columns > 1 else tr("No separator")
    return separator, quote_words(dialect)


def search_words(found: Inspected | None, *, is_busy: bool, is_cut: bool) -> str:
    """Tell how far the search for damage is, and what its silence means.

    ``is_cut`` is a file that cannot be read to its end.
    """
    if found is None:
        if is_busy:
            return tr("Looking for damage…")
        if is_cut:
            return tr("The file cannot be read to its end, nor searched for damage.")
        return tr("Damage is looked for once rows are counted.")
    return _found_words(found, is_cut=is_cut)


def _found_words(found: Inspected, *, is_cut: bool) -> str:
    if not found.is_complete:
        percent = decimal(found.share * 100, 0)
        return tr("Looking for damage… {percent}%; found so far:", percent=percent)
    if found.faults:
        return counted(
            found.rows,
            "Found in {count} row; choose one to see where:",
            "Found in {count} rows; choose one to see where:",
        )
    if is_cut:
        return counted(
            found.rows,
            "Nothing else is wrong in the {count} row that can be read.",
            "Nothing else is wrong in the {count} rows that can be read.",
        )
    return counted(
        found.rows,
        "Nothing wrong found in {count} row: every one has as many cells as the header, all of "
        "them are readable, no quote is left open, and nothing looks damaged by Excel.",
        "Nothing wrong found in {count} rows: every one has as many cells as the header, all of "
        "them are readable, no quote is left open, and nothing looks damaged by Excel.",
    )
