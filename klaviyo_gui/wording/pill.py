"""What happens to the text of a pair, in the few words of a pill."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core.conversion import (
    CallingCode,
    DateStyle,
    MissingHour,
    NumberStyle,
    Percent,
    Unread,
)
from klaviyo_gui.core.convert import ASSUMED_ZONE
from klaviyo_gui.core.filling import type_of
from klaviyo_gui.core.mapping import Joined, ValueType
from klaviyo_gui.core.question import Asks, Question
from klaviyo_gui.wording.amounts import plural
from klaviyo_gui.wording.cells import cell_words
from klaviyo_gui.wording.sources import part_words
from klaviyo_gui.wording.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klaviyo_gui.core.conversion import Conversion
    from klaviyo_gui.core.mapping import Kind, Options, Pair

DATE_WORDS = {
    DateStyle.DAY_FIRST: "day first",
    DateStyle.MONTH_FIRST: "month first",
    DateStyle.YEAR_FIRST: "year first",
    DateStyle.SECONDS: "Unix seconds",
    DateStyle.MILLISECONDS: "Unix milliseconds",
    DateStyle.EXCEL: "Excel days",
    DateStyle.EXCEL_1904: "Excel days from 1904",
}
NUMBER_WORDS = {NumberStyle.POINT: "1,234.50", NumberStyle.COMMA: "1.234,50"}
PERCENT_WORDS = {Percent.WHOLE: "12 % is 12", Percent.FRACTION: "12 % is 0.12"}
_UNREAD_WORDS = "unreadable left out"
CALLING_CODE_WORDS = {
    CallingCode.WRITTEN: "code written",
    CallingCode.MISSING: "no code written",
}
_HOUR_WORDS = {
    MissingHour.NOON: "noon if no hour",
    MissingHour.DATE: "dates stay dates",
    MissingHour.HOLD: "hour needed",
}
_CELL_SHOWN = 40
"""Characters shown of a cell, or of the name of a column."""

_SEPARATOR_WORDS = {"": "in brackets", " ": "blank", "\t": "tab", "\n": "line"}
_ROW_COUNTRY = ("each row's country",)
_ASKED = {
    Asks.DATE: "day or month first?",
    Asks.ZONE: "whose clock?",
    Asks.NUMBER: "1.234 or 1,234?",
    Asks.PERCENT: "12 % as 12?",
    Asks.UNREADABLE: "no dates?",
    Asks.NO_NUMBER: "no numbers?",
    Asks.NO_EMAIL: "no addresses?",
    Asks.NO_ANSWER: "yes or no?",
}


_PLAIN_QUESTIONS = {
    Asks.UNREADABLE: Words(
        "None of these cells is a date that can be read, such as {cell}.",
        "Choose another column, or how they are written; until then they are not sent.",
    ),
    Asks.ZONE: Words(
        "Times such as {cell} name no time zone.",
        "Whose clock wrote them? Choose it; until then London's in winter is assumed.",
    ),
    Asks.NUMBER: Words(
        "Nothing tells whether the sign in {cell} stands before thousands or decimals.",
        "Choose which of the two is meant.",
    ),
    Asks.PERCENT: Words(
        "{cell} can be sent as a whole number or as a fraction of one.",
        "Choose which of the two is meant.",
    ),
    Asks.NO_NUMBER: Words(
        "None of these texts is a number, such as {cell}.",
        "Choose another column, or what the texts stand for; until then such rows are held.",
    ),
    Asks.NO_EMAIL: Words(
        "None of these texts is an e-mail address, such as {cell}.",
        "Choose another column; until then such rows are held.",
    ),
    Asks.NO_ANSWER: Words(
        "None of these texts is known to mean yes or no, such as {cell}.",
        "Say which words mean yes and no, or send it as text; until then such rows are held.",
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
    words = ["date" if to is ValueType.TIME else str(to)]
    if asked is not None and asked.asks in _ASKED:
        return f"{words[0]} · {_asked_words(asked)}"
    read = tuple(_type_words(to, pair.conversion, options))
    words += _ROW_COUNTRY + tuple(f"else {each}" for each in read) if is_by_row else read
    words += _change_words(pair.conversion)
    if isinstance(pair.source, Joined):
        words.append(" + ".join(map(part_words, pair.source.parts)))
    words += (f"else {part_words(each)}" for each in pair.fallback)
    if len(words) > 1 and to is ValueType.TEXT and _is_unchanged(pair.conversion):
        words = words[1:]
    sign = "?" if asked is not None else ""
    return " · ".join(words) + sign


def question_words(asked: Question) -> Words:
    """Return what is asked of somebody, with the cell that makes it a question."""
    cell = f"“{cell_words(asked.cell).strip()[:_CELL_SHOWN]}”"
    plain = _PLAIN_QUESTIONS.get(asked.asks)
    if plain is not None:
        return Words(plain.what.format(cell=cell), plain.advice)
    if asked.asks is Asks.NUMBER_OTHERWISE:
        return Words(
            f"{_column_words(asked)} also holds {cell}, whose decimals stand behind the other "
            "sign. Numbers that can mean two sums are held until you choose.",
            "Choose how this column is written in this file.",
        )
    is_otherwise = asked.asks is Asks.DATE_OTHERWISE
    return _date_otherwise(asked, cell) if is_otherwise else _date_question(asked, cell)


UNIVERSAL = "London in winter"
"""What people call the time that programs count by."""


def zone_words(zone: str) -> str:
    """Return the name under which people find a time zone."""
    return UNIVERSAL if zone == ASSUMED_ZONE else zone


def city(zone: str) -> str:
    """Return the place that a time zone is called after: Berlin for Europe/Berlin."""
    return zone_words(zone).rpartition("/")[2].replace("_", " ")


UNSAID_ZONE = f"not said ({zone_words(ASSUMED_ZONE)})"
"""Stands where a time zone would, as long as nobody has said one."""


def separator_words(separator: str) -> str:
    """Return what stands between the items of a list; brackets where programs wrote it."""
    return _SEPARATOR_WORDS.get(separator, separator)


def _column_words(asked: Question) -> str:
    return f"The column “{asked.column[:_CELL_SHOWN]}”" if asked.column else "The column"


def _date_question(asked: Question, cell: str) -> Words:
    if asked.style is None:
        where = " in this column" if asked.column else ""
        return Words(
            f"Nothing{where} tells whether {cell} begins with the day or the month.",
            "Choose which of the two is meant.",
        )
    if asked.style is DateStyle.SECONDS:
        return Words(
            f"{cell} may count seconds, or be a day with its time: its year or its day first.",
            "Choose how this column is written; until then it is read as Unix seconds.",
        )
    if asked.rival is not None:
        style, other = asked.rival
        return Words(
            f"{_column_words(asked)} holds {cell}: {DATE_WORDS[DateStyle(asked.style)]}, and also "
            f"“{cell_words(other).strip()[:_CELL_SHOWN]}”: {DATE_WORDS[DateStyle(style)]}.",
            "Choose how the dates that can mean two days are written in this file.",
        )
    return Words(
        f"How this column writes its dates is not chosen yet; {cell} speaks for "
        f"{DATE_WORDS[DateStyle(asked.style)]}.",
        "Choose how they are written.",
    )


def _date_otherwise(asked: Question, cell: str) -> Words:
    if asked.style is None:
        return Words(
            f"{_column_words(asked)} also holds {cell}, which the chosen way does not read.",
            "Such rows are held; choose another way if it fits more of them.",
        )
    return Words(
        f"{_column_words(asked)} also holds {cell}: {DATE_WORDS[DateStyle(asked.style)]}, "
        "not as it is read. Dates that can mean two days are held until you choose.",
        "Choose how this column is written in this file.",
    )


def _asked_words(asked: Question) -> str:
    if asked.asks is Asks.DATE and asked.style is not None and asked.rival is None:
        return f"{DATE_WORDS[DateStyle(asked.style)]}?"
    return _ASKED[asked.asks]


def _type_words(to: ValueType, conversion: Conversion, options: Options) -> Iterator[str]:
    match to:
        case ValueType.TIME:
            yield from _time_words(conversion, options)
        case ValueType.NUMBER:
            if conversion.number is not None:
                yield NUMBER_WORDS[conversion.number]
            if conversion.percent is not None:
                yield PERCENT_WORDS[conversion.percent]
        case ValueType.PHONE:
            yield from _phone_words(conversion, options)
        case ValueType.LIST:
            yield separator_words(conversion.separator)
        case ValueType.YES_NO:
            yes, no = ("/".join(words) for words in (conversion.yes, conversion.no))
            if yes or no:
                yield f"{yes or 'yes'} or {no or 'no'}"
        case _:
            pass
    if conversion.unread is Unread.LEAVE_OUT:
        yield _UNREAD_WORDS


def _phone_words(conversion: Conversion, options: Options) -> Iterator[str]:
    chosen = conversion.country or options.phone_country
    yield from filter(None, [chosen or _guessed_words(options.guessed_country)])
    if conversion.calling_code is not None:
        yield CALLING_CODE_WORDS[conversion.calling_code]


def _guessed_words(country: str) -> str:
    return f"{country}, guessed" if country else ""


def _time_words(conversion: Conversion, options: Options) -> Iterator[str]:
    if conversion.date is not None:
        yield DATE_WORDS[conversion.date]
    yield from filter(None, [city(conversion.zone or options.time_zone)])
    if conversion.hour is not MissingHour.MIDNIGHT:
        yield _HOUR_WORDS[conversion.hour]


def _change_words(conversion: Conversion) -> Iterator[str]:
    if conversion.trim:
        yield "trimmed"
    if conversion.replace:
        yield f"{len(conversion.replace)} replaced"
    if conversion.domains:
        yield plural(len(conversion.domains), "domain") + " mended"
    if conversion.case is not None:
        yield str(conversion.case)
    if conversion.table:
        yield f"table of {len(conversion.table)}"


def _is_unchanged(conversion: Conversion) -> bool:
    return not any(_change_words(conversion))
