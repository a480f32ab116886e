"""What happens to the text of a pair, in the few words of a pill."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core.conversion import (
    CallingCode,
    DateStyle,
    LetterCase,
    MissingHour,
    NumberStyle,
    Percent,
    Unread,
)
from klaviyo_gui.core.convert import ASSUMED_ZONE
from klaviyo_gui.core.filling import type_of
from klaviyo_gui.core.mapping import Joined, ValueType
from klaviyo_gui.core.question import Asks, Question
from klaviyo_gui.language import counted, mark, tr
from klaviyo_gui.wording.cells import cell_words
from klaviyo_gui.wording.phrases import either, quoted
from klaviyo_gui.wording.sources import else_words, part_words
from klaviyo_gui.wording.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klaviyo_gui.core.conversion import Conversion
    from klaviyo_gui.core.mapping import Kind, Options, Pair

_TYPE_WORDS = {
    ValueType.TEXT: mark("text"),
    ValueType.NUMBER: mark("number"),
    ValueType.YES_NO: mark("yes/no"),
    ValueType.TIME: mark("date"),
    ValueType.EMAIL: mark("e-mail"),
    ValueType.PHONE: mark("phone"),
    ValueType.LIST: mark("list"),
}
DATE_WORDS = {
    DateStyle.DAY_FIRST: mark("day first"),
    DateStyle.MONTH_FIRST: mark("month first"),
    DateStyle.YEAR_FIRST: mark("year first"),
    DateStyle.SECONDS: mark("Unix seconds"),
    DateStyle.MILLISECONDS: mark("Unix milliseconds"),
    DateStyle.EXCEL: mark("Excel days"),
    DateStyle.EXCEL_1904: mark("Excel days from 1904"),
}
NUMBER_WORDS = {NumberStyle.POINT: "1,234.50", NumberStyle.COMMA: "1.234,50"}
PERCENT_WORDS = {Percent.WHOLE: mark("12 % is 12"), Percent.FRACTION: mark("12 % is 0.12")}
_UNREAD_WORDS = mark("unreadable left out")
CALLING_CODE_WORDS = {
    CallingCode.WRITTEN: mark("code written"),
    CallingCode.MISSING: mark("no code written"),
}
_CASE_WORDS = {
    LetterCase.LOWER: mark("lower"),
    LetterCase.UPPER: mark("upper"),
    LetterCase.TITLE: mark("title"),
}
_HOUR_WORDS = {
    MissingHour.NOON: mark("noon if no hour"),
    MissingHour.DATE: mark("dates stay dates"),
    MissingHour.HOLD: mark("hour needed"),
}
_CELL_SHOWN = 40
"""Characters shown of a cell, or of the name of a column."""

_SEPARATOR_WORDS = {
    "": mark("in brackets"),
    " ": mark("blank"),
    "\t": mark("tab"),
    "\n": mark("line"),
}
_ROW_COUNTRY = mark("each row's country")
_ASKED = {
    Asks.DATE: mark("day or month first?"),
    Asks.ZONE: mark("whose clock?"),
    Asks.NUMBER: mark("1.234 or 1,234?"),
    Asks.PERCENT: mark("12 % as 12?"),
    Asks.UNREADABLE: mark("no dates?"),
    Asks.NO_NUMBER: mark("no numbers?"),
    Asks.NO_EMAIL: mark("no addresses?"),
    Asks.NO_ANSWER: mark("yes or no?"),
}


_PLAIN_QUESTIONS = {
    Asks.UNREADABLE: Words(
        mark("None of these cells is a date that can be read, such as {cell}."),
        mark("Choose another column, or how they are written; until then they are not sent."),
    ),
    Asks.ZONE: Words(
        mark("Times such as {cell} name no time zone."),
        mark("Whose clock wrote them? Choose it; until then London's in winter is assumed."),
    ),
    Asks.NUMBER: Words(
        mark("Nothing tells whether the sign in {cell} stands before thousands or decimals."),
        mark("Choose which of the two is meant."),
    ),
    Asks.PERCENT: Words(
        mark("{cell} can be sent as a whole number or as a fraction of one."),
        mark("Choose which of the two is meant."),
    ),
    Asks.NO_NUMBER: Words(
        mark("None of these texts is a number, such as {cell}."),
        mark("Choose another column, or what the texts stand for; until then such rows are held."),
    ),
    Asks.NO_EMAIL: Words(
        mark("None of these texts is an e-mail address, such as {cell}."),
        mark("Choose another column; until then such rows are held."),
    ),
    Asks.NO_ANSWER: Words(
        mark("None of these texts is known to mean yes or no, such as {cell}."),
        mark("Say which words mean yes and no, or send it as text; until then such rows are held."),
    ),
}
"""What is asked whatever else is known; ``cell`` is the one that makes it a question."""


def pill_words(
    kind: Kind,
    pair: Pair,
    options: Options,
    asked: Question | None = None,
    *,
    is_by_row: bool = False,
) -> str:
    """Return what a pill says: "date · day first · Berlin"; what is asked stands in its place.

    ``is_by_row`` tells of phone numbers that each row names the country of its own.
    """
    to = type_of(kind, pair)
    words = [tr(_TYPE_WORDS[to])]
    if asked is not None and asked.asks in _ASKED:
        return f"{words[0]} · {_asked_words(asked)}"
    read = tuple(_type_words(to, pair.conversion, options))
    if is_by_row:
        read = (tr(_ROW_COUNTRY), *(tr("else {part}", part=each) for each in read))
    words += read
    words += _change_words(pair.conversion)
    if isinstance(pair.source, Joined):
        words.append(" + ".join(map(part_words, pair.source.parts)))
    words += map(else_words, pair.fallback)
    if len(words) > 1 and to is ValueType.TEXT and _is_unchanged(pair.conversion):
        words = words[1:]
    sign = "?" if asked is not None else ""
    return " · ".join(words) + sign


def question_words(asked: Question) -> Words:
    """Return what is asked of somebody, with the cell that makes it a question."""
    cell = quoted(cell_words(asked.cell).strip()[:_CELL_SHOWN])
    plain = _PLAIN_QUESTIONS.get(asked.asks)
    if plain is not None:
        return Words(tr(plain.what, cell=cell), tr(plain.advice))
    if asked.asks is Asks.NUMBER_OTHERWISE:
        return Words(
            tr(
                "{column} also holds {cell}, whose decimals stand behind the other sign. Numbers "
                "that can mean two sums are held until you choose.",
                column=_column_words(asked),
                cell=cell,
            ),
            tr("Choose how this column is written in this file."),
        )
    is_otherwise = asked.asks is Asks.DATE_OTHERWISE
    return _date_otherwise(asked, cell) if is_otherwise else _date_question(asked, cell)


UNIVERSAL = mark("London in winter")
"""What people call the time that programs count by."""


def zone_words(zone: str) -> str:
    """Return the name under which people find a time zone."""
    return tr(UNIVERSAL) if zone == ASSUMED_ZONE else zone


def city(zone: str) -> str:
    """Return the place that a time zone is called after: Berlin for Europe/Berlin."""
    return zone_words(zone).rpartition("/")[2].replace("_", " ")


UNSAID_ZONE = mark("not said (London in winter)")
"""Stands where a time zone would, as long as nobody has said one."""


def separator_words(separator: str) -> str:
    """Return what stands between the items of a list; brackets where programs wrote it."""
    return tr(_SEPARATOR_WORDS[separator]) if separator in _SEPARATOR_WORDS else separator


def _column_words(asked: Question) -> str:
    if not asked.column:
        return tr("The column")
    return tr("The column “{name}”", name=asked.column[:_CELL_SHOWN])


def _date_question(asked: Question, cell: str) -> Words:
    if asked.style is None:
        what = (
            mark("Nothing in this column tells whether {cell} begins with the day or the month.")
            if asked.column
            else mark("Nothing tells whether {cell} begins with the day or the month.")
        )
        return Words(tr(what, cell=cell), tr("Choose which of the two is meant."))
    if asked.style is DateStyle.SECONDS:
        return Words(
            tr(
                "{cell} may count seconds, or be a day with its time: its year or its day first.",
                cell=cell,
            ),
            tr("Choose how this column is written; until then it is read as Unix seconds."),
        )
    if asked.rival is not None:
        style, other = asked.rival
        return Words(
            tr(
                "{column} holds {cell}: {style}, and also {other}: {rival}.",
                column=_column_words(asked),
                cell=cell,
                style=_date_words(asked.style),
                other=quoted(cell_words(other).strip()[:_CELL_SHOWN]),
                rival=_date_words(style),
            ),
            tr("Choose how the dates that can mean two days are written in this file."),
        )
    return Words(
        tr(
            "How this column writes its dates is not chosen yet; {cell} speaks for {style}.",
            cell=cell,
            style=_date_words(asked.style),
        ),
        tr("Choose how they are written."),
    )


def _date_otherwise(asked: Question, cell: str) -> Words:
    if asked.style is None:
        return Words(
            tr(
                "{column} also holds {cell}, which the chosen way does not read.",
                column=_column_words(asked),
                cell=cell,
            ),
            tr("Such rows are held; choose another way if it fits more of them."),
        )
    return Words(
        tr(
            "{column} also holds {cell}: {style}, not as it is read. Dates that can mean two days "
            "are held until you choose.",
            column=_column_words(asked),
            cell=cell,
            style=_date_words(asked.style),
        ),
        tr("Choose how this column is written in this file."),
    )


def _date_words(style: str) -> str:
    return tr(DATE_WORDS[DateStyle(style)])


def _asked_words(asked: Question) -> str:
    if asked.asks is Asks.DATE and asked.style is not None and asked.rival is None:
        return f"{_date_words(asked.style)}?"
    return tr(_ASKED[asked.asks])


def _type_words(to: ValueType, conversion: Conversion, options: Options) -> Iterator[str]:
    match to:
        case ValueType.TIME:
            yield from _time_words(conversion, options)
        case ValueType.NUMBER:
            if conversion.number is not None:
                yield NUMBER_WORDS[conversion.number]
            if conversion.percent is not None:
                yield tr(PERCENT_WORDS[conversion.percent])
        case ValueType.PHONE:
            yield from _phone_words(conversion, options)
        case ValueType.LIST:
            yield separator_words(conversion.separator)
        case ValueType.YES_NO:
            yes, no = ("/".join(words) for words in (conversion.yes, conversion.no))
            if yes or no:
                yield either((yes or tr("yes"), no or tr("no")))
        case _:
            pass
    if conversion.unread is Unread.LEAVE_OUT:
        yield tr(_UNREAD_WORDS)


def _phone_words(conversion: Conversion, options: Options) -> Iterator[str]:
    chosen = conversion.country or options.phone_country
    yield from filter(None, [chosen or _guessed_words(options.guessed_country)])
    if conversion.calling_code is not None:
        yield tr(CALLING_CODE_WORDS[conversion.calling_code])


def _guessed_words(country: str) -> str:
    return tr("{country}, guessed", country=country) if country else ""


def _time_words(conversion: Conversion, options: Options) -> Iterator[str]:
    if conversion.date is not None:
        yield _date_words(conversion.date)
    yield from filter(None, [city(conversion.zone or options.time_zone)])
    if conversion.hour is not MissingHour.MIDNIGHT:
        yield tr(_HOUR_WORDS[conversion.hour])


def _change_words(conversion: Conversion) -> Iterator[str]:
    if conversion.trim:
        yield tr("trimmed")
    if conversion.replace:
        yield counted(len(conversion.replace), "{count} replaced", "{count} replaced")
    if conversion.domains:
        yield counted(len(conversion.domains), "{count} domain mended", "{count} domains mended")
    if conversion.case is not None:
        yield tr(_CASE_WORDS[conversion.case])
    if conversion.table:
        yield counted(len(conversion.table), "table of {count}", "table of {count}")


def _is_unchanged(conversion: Conversion) -> bool:
    return not any(_change_words(conversion))
