"""Ways to write a moment, made without the program: what the tests of dates read back."""

from dataclasses import dataclass
from datetime import datetime

from klaviyo_gui.core.conversion import DateStyle

MONTHS = {
    "English": "January February March April May June July August September October November "
    "December",
    "German": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "French": "janvier février mars avril mai juin juillet août septembre octobre novembre "
    "décembre",
    "Spanish": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
    "diciembre",
    "Italian": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre "
    "novembre dicembre",
    "Dutch": "januari februari maart april mei juni juli augustus september oktober november "
    "december",
    "Portuguese": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro "
    "dezembro",
    "Polish": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października "
    "listopada grudnia",
}
"""The names as they stand in dates, by language."""


@dataclass(frozen=True)
class Notation:
    """``style`` reads what ``date`` and ``hour`` write; both are patterns of ``strftime``."""

    style: DateStyle | None
    date: str
    hour: str = " %H:%M:%S"

    def write(self, moment: datetime) -> str:
        return moment.strftime(self.date + self.hour)


HOURS = (
    " %H:%M:%S",
    "T%H:%M:%S",
    ", %H:%M:%S",
    " %H:%M:%S.%f",
    " %I:%M:%S %p",
    " %I:%M:%S\N{NARROW NO-BREAK SPACE}%p",
    " %I:%M:%S%p",
    " um %H:%M:%S Uhr",
    " à %H:%M:%S",
)
DATES = {
    DateStyle.DAY_FIRST: ("%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d %m %Y", "%d. %m. %Y"),
    DateStyle.MONTH_FIRST: ("%m/%d/%Y", "%m-%d-%Y", "%m.%d.%Y"),
    DateStyle.YEAR_FIRST: ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d"),
}
FIGURES = tuple(
    Notation(style, date, hour)
    for style, dates in DATES.items()
    for date in dates
    for hour in HOURS
)
"""Dates in figures, which only their style reads; some of year first are ISO 8601 too."""


def with_name(moment: datetime, language: str, form: str) -> str:
    """Write a date with the name of its month: ``form`` has ``{day}``, ``{month}``, ``{year}``."""
    month = MONTHS[language].split()[moment.month - 1]
    return form.format(day=moment.day, month=month, year=moment.year)


NAMED_FORMS = (
    "{day} {month} {year}",
    "{day}. {month} {year}",
    "{day}-{month}-{year}",
    "{day} de {month} de {year}",
    "{month} {day}, {year}",
    "{month} {day} {year}",
)
