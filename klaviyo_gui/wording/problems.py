"""Problems of records in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core import catalog
from klaviyo_gui.core.batch import EVENTS_MAX
from klaviyo_gui.core.convert.listing import DEPTH_MAX, ITEMS_MAX
from klaviyo_gui.core.problem import Code
from klaviyo_gui.wording.cells import cell_words
from klaviyo_gui.wording.sources import target_label
from klaviyo_gui.wording.words import Words

if TYPE_CHECKING:
    from klaviyo_gui.core.findings import Finding
    from klaviyo_gui.core.problem import Problem


PROBLEMS: dict[Code, tuple[str, str]] = {
    Code.ROW_TOO_SHORT: (
        "The row has fewer cells than the header.",
        "A separator or a line break is missing; mend the row in the file.",
    ),
    Code.ROW_TOO_LONG: (
        "The row has more cells than the header.",
        "A cell that holds the separator must stand in quotes; mend the row in the file.",
    ),
    Code.ROW_UNDECODABLE: (
        "The row holds letters that cannot be read in the file's encoding.",
        "Save the file as UTF-8, or choose another encoding.",
    ),
    Code.OTHER_ENCODING: (
        "The row is written in another encoding than the rest of the file.",
        "Its letters are read wrongly; export the file again as UTF-8, or mend the row.",
    ),
    Code.LINES_SWALLOWED: (
        "The row holds several lines that look like rows.",
        "A quote that opens a cell is not closed; close it in the line where the row begins.",
    ),
    Code.LINES_DOUBTFUL: (
        "A cell holds several lines, and each of them could be a row.",
        "If they are rows, take away the quote that opens the cell in the line where it begins.",
    ),
    Code.QUOTE_OPEN: (
        "A cell begins with a quote that is never closed.",
        "It is read as a character; if it was meant to quote the cell, close it in the file.",
    ),
    Code.QUOTE_KEPT: (
        "A cell begins with a quote, which is read as part of the value.",
        "If it should not be, choose the quote with which cells are quoted.",
    ),
    Code.QUOTE_LOST: (
        "A quote further down closes a cell but was never opened; the row may belong to that cell.",
        "If it is, put the quote back where the cell begins; else take away the one that closes.",
    ),
    Code.QUOTE_ASTRAY: (
        "A quote stands inside a cell that is not quoted.",
        "It is read as a character; to quote the cell, its first character must be the quote.",
    ),
    Code.TEXT_AFTER_QUOTE: (
        "Text follows the quote that closes a cell.",
        "It is read as part of the cell; a quote inside a quoted cell must be doubled.",
    ),
    Code.IDENTIFIER_MISSING: (
        "No e-mail, phone number or customer id that is mapped says who it is.",
        "Map another column that does, if the file has one, or fill one of them in the file.",
    ),
    Code.EMAIL_INVALID: ("This is not an e-mail address.", "Correct it in the file."),
    Code.EMAIL_TOO_LONG: (
        f"The e-mail address is longer than {catalog.EMAIL_MAX} characters.",
        "Correct it in the file.",
    ),
    Code.EMAIL_DROPPED: (
        "Klaviyo says that it accepts addresses of such test domains, and drops them.",
        "Use a real address.",
    ),
    Code.EMAIL_TYPO: (
        "The address ends almost like that of a common mailbox, and is probably a slip.",
        "It is sent as it is; correct it in the file if it is wrong.",
    ),
    Code.PHONE_INVALID: (
        "This is not a complete phone number of the row's country, so it is left out.",
        "Write it with the country code; where the rows name no country, choose that of the file.",
    ),
    Code.PHONE_AMBIGUOUS: (
        "It is left out: with its first digits as the country code it is another person's number.",
        "Say in the phone's pill which of the two is meant, or write a + before the country code.",
    ),
    Code.PHONE_COUNTRY_UNKNOWN: (
        "Nobody knows the country of this row, so a number without its country code is left out.",
        "Choose the country in the phone's pill, or say in the country's what the word stands for.",
    ),
    Code.METRIC_MISSING: ("The event has no name.", "Fill the column, or use a fixed name."),
    Code.METRIC_TOO_LONG: (
        f"The event's name is longer than {catalog.METRIC_NAME_MAX} characters.",
        "Shorten it.",
    ),
    Code.METRIC_ALIKE: (
        "The event's name differs from another one of the file in capital letters or blanks alone.",
        "Klaviyo makes two of them, for good; write one as the other in the file or in Map.",
    ),
    Code.METRICS_MANY: (
        "The events have more than 200 names; each makes an event of its own at Klaviyo, for good.",
        "Look whether the right column names the events; an account may not take so many names.",
    ),
    Code.TIME_MISSING: (
        "The time is empty.",
        "Fill it in the file; an old order must not look like one of today.",
    ),
    Code.TIME_INVALID: (
        "This is no date and time that can be read without guessing.",
        "Choose in Map how this column writes its dates, or write it as 2024-05-31 14:30:00.",
    ),
    Code.DATE_AMBIGUOUS: (
        "The date does not say which part is the day, which the month and which the year.",
        "Choose in Map how this column writes its dates.",
    ),
    Code.DATE_OTHERWISE: (
        "The date can mean two days, and cells of its column are written in the way not chosen.",
        "Choose in Map how this column writes its dates in this file.",
    ),
    Code.YEAR_SHORT: (
        "The year has two digits; it is read as the last such year up to next year.",
        "Look at the dates in Preview; write years with four digits to be sure.",
    ),
    Code.HOUR_MISSING: (
        "The date has no time of day, and such rows are to be held.",
        "Fill in the time in the file, or choose in Map what such dates become.",
    ),
    Code.TIME_OUT_OF_RANGE: (
        "The time lies before 1990 or more than a year ahead; Klaviyo refuses it.",
        "Correct it in the file.",
    ),
    Code.TIME_WITHOUT_HOUR: (
        "The date has no time of day, so it is sent as midnight.",
        "Flows that count days may run a day off.",
    ),
    Code.TIME_IN_GAP: (
        "The clock never showed this time: it was put forward over it. It is sent as much later.",
        "So 02:30 becomes 03:30; if that is wrong, correct it in the file, or the zone in Map.",
    ),
    Code.TIME_TWICE: (
        "The clock showed this time twice: it was put back over it. The first of the two is sent.",
        "Where the second is meant, write it with its distance from Greenwich: 01:30 -05:00.",
    ),
    Code.ZONE_UNSAID: (
        "The time names no time zone and nobody has said one; that of London in winter is assumed.",
        "It may be hours off: choose in Map whose clock wrote it.",
    ),
    Code.TIME_PLANNED: (
        "No column says when it happened, so the time of sending is used: as if it happened now.",
        "Choose a column for Time in Map, or choose there that events get the time of sending.",
    ),
    Code.NUMBER_INVALID: (
        "This is no number that can be read in one way.",
        "Write it with digits, such as 1234.50; or send the column as text.",
    ),
    Code.NUMBER_AMBIGUOUS: (
        "The number can be read with thousands or with three decimals.",
        "Choose in Map which sign stands before the decimals in this column.",
    ),
    Code.NUMBER_OTHERWISE: (
        "The number can mean two sums, and cells of its column are written in the way not chosen.",
        "Choose in Map which sign stands before the decimals of this column in this file.",
    ),
    Code.PERCENT_UNSAID: (
        "The number is a percentage, which can be sent as 12 or as 0.12.",
        "Choose in Map which of the two is meant.",
    ),
    Code.NUMBER_INEXACT: (
        "The number has too many digits to be sent exactly.",
        "Send the column as text.",
    ),
    Code.YES_NO_INVALID: (
        "This is neither yes nor no.",
        "Choose in Map what it means, or use yes or no, true or false, 1 or 0.",
    ),
    Code.LIST_INVALID: (
        'This is no list in brackets, such as ["red", "blue"].',
        "Choose in Map which sign separates the items, or correct the cell in the file.",
    ),
    Code.LIST_TOO_LONG: (
        f"The list has more than {ITEMS_MAX:,} items, and Klaviyo refuses it.",
        "Shorten it in the file.",
    ),
    Code.LIST_TOO_DEEP: (
        f"The list holds lists within lists, more than {DEPTH_MAX} levels; Klaviyo refuses it.",
        "Make it flatter in the file.",
    ),
    Code.VALUE_UNKNOWN: (
        "The table of values does not name this one, and such rows are to be held.",
        "Add it to the table in Map, or choose what becomes of other values.",
    ),
    Code.VALUE_UNREAD: (
        "This cannot be read, so the record goes without it, as was chosen.",
        "Correct it in the file, or let what cannot be read hold its row again, in Map.",
    ),
    Code.CURRENCY_INVALID: ("This is no currency code.", "Use three letters, such as USD."),
    Code.CURRENCY_UNKNOWN: (
        "No currency has this code by the list that Klaviyo goes by (ISO 4217).",
        "It is sent as it is, and the value may be counted wrongly; correct it in the file.",
    ),
    Code.CURRENCY_CONTRADICTS: (
        "The sum is written in another currency than the one it would be sent with.",
        "Correct the currency or the sum in the file, or choose another currency in Map.",
    ),
    Code.ID_TOO_LONG: (
        f"The event id is longer than {catalog.UNIQUE_ID_MAX} characters.",
        "Choose a shorter id.",
    ),
    Code.ID_MISSING: (
        "The event id is empty, so one is made from the row's content.",
        "",
    ),
    Code.ID_PADDED: (
        "The id begins or ends with a blank, which makes it another id.",
        "Take the blank away if it does not belong there.",
    ),
    Code.TEXT_TOO_LONG: (
        "The text is longer than Klaviyo takes (100 KB).",
        "Shorten it, or leave the column out.",
    ),
    Code.ITEM_TOO_LARGE: (
        "The record is larger than Klaviyo takes.",
        "Leave some columns out.",
    ),
    Code.PERSON_TOO_LARGE: (
        "With this row the person of an earlier one would be larger than Klaviyo takes.",
        "Leave some columns or this row out.",
    ),
    Code.PROPERTIES_TOO_MANY: (
        f"The event has more than {catalog.PROPERTIES_MAX} details.",
        "Leave some columns out.",
    ),
    Code.ZERO_IGNORED: (
        "Klaviyo treats the number 0 in an event's detail as never set.",
        "Send the column as text if the 0 matters.",
    ),
    Code.VALUE_BLANK: (
        "The value of the event is empty, and Klaviyo counts such an event with 0.",
        "Fill it in the file if it should count.",
    ),
    Code.PHONE_ALONE: (
        "Nothing but a phone number says who it is.",
        "Klaviyo takes such people only where text messages are set up in the account.",
    ),
    Code.NAME_RESERVED: (
        "Names that begin with $ are Klaviyo's own, and what is sent under them may not be kept.",
        "Give the property another name in Map.",
    ),
    Code.ZEROS_CUT: (
        "The number begins with zeros, which are lost when it is sent as a number.",
        "Send the column as text if it holds codes.",
    ),
    Code.FORM_UNUSUAL: (
        "It is not written in the form that Klaviyo asks for here.",
        "Klaviyo may not understand it; compare it with the example in Map.",
    ),
    Code.TYPES_MIXED: (
        "Most cells of this column are numbers, and this one is a text.",
        "All are sent as text; choose a type in Map if segments should compare numbers.",
    ),
    Code.DATE_AS_TEXT: (
        "A date is sent as text, and Klaviyo may read the month first, which nothing shows.",
        "Choose the type date in Map, so that it is sent in a form that can be read in one way.",
    ),
    Code.REPEATED: (
        "An earlier row has the same person, event name and id, but its cells differ.",
        "Klaviyo keeps the first of them, so only that is sent; give this row an id of its own.",
    ),
    Code.MAY_REPEAT: (
        "An earlier row has the same id, and this file may make one person of the two.",
        "If Klaviyo takes them for one person it keeps one of the two events, and drops the other.",
    ),
    Code.ROW_REPEATED: (
        "The row is a copy of an earlier one, the same in every cell.",
        "It is the same event, so it is sent once; nothing is lost.",
    ),
    Code.CONTENT_REPEATED: (
        "An earlier row says the same in every column that is sent; only others differ.",
        "It is sent once. Map what tells the two apart, or choose to keep repeats apart.",
    ),
    Code.KEPT_APART: (
        "An earlier row says the same in every column that is sent.",
        "Both are sent, because you chose to keep repeats apart.",
    ),
    Code.SAME_SECOND: (
        "The same person did the same in the same second as in an earlier row.",
        "Without ids Klaviyo would keep only the first; the ids made here keep both.",
    ),
    Code.MERGED: (
        "The same person stands in an earlier row.",
        "Both rows are sent as one; where they differ, the later one wins.",
    ),
    Code.VALUES_DIFFER: (
        "Rows of the same person say different things here.",
        "The later row wins; look which of them is right.",
    ),
    Code.PERSON_CHANGES: (
        "An earlier event of the same person says something else of them here.",
        "Klaviyo keeps what it takes last, mostly the later row; map it for people too to be sure.",
    ),
    Code.IDENTIFIER_SHARED: (
        "An earlier row gives it to somebody else.",
        "Klaviyo keeps it with one person, and may refuse the other or take both for one.",
    ),
    Code.IDENTIFIER_JOINS: (
        "An earlier row names somebody by it who has nothing else that tells the two apart.",
        "Klaviyo takes both rows for one person; leave it out of one of them if they are two.",
    ),
    Code.SENT_BEFORE: (
        "An earlier run of this computer sent this event already.",
        "Klaviyo counts it once; whether a flow starts twice nobody promises.",
    ),
    Code.SENT_IN_DOUBT: (
        "An earlier run of this computer may have sent this event: its answer was lost.",
        "If it has arrived Klaviyo counts it once; whether a flow starts twice nobody promises.",
    ),
    Code.SENT_CHANGED: (
        "An earlier run of this computer sent an event with this id, but it said something else.",
        "Klaviyo keeps what it was sent first, and nothing of this row would be seen.",
    ),
    Code.PERSON_UNCHANGED: (
        "An earlier run of this computer sent exactly this of the person.",
        "Sending it again overwrites what was changed in Klaviyo since.",
    ),
    Code.HEADER_INSIDE: (
        "The header stands among the rows once more.",
        "It is no record and is left out; the file may be several files joined into one.",
    ),
    Code.CELLS_SPARE: (
        "The row has blank cells behind the last column, as nearly all rows of the file have.",
        "They are left out; look whether the values stand below the right titles.",
    ),
    Code.ROW_BLANK: (
        "The row holds nothing but separators or blanks.",
        "It is no record and is left out; nothing is lost.",
    ),
    Code.TOTALS_ROW: (
        "The row seems to hold totals and no record.",
        "It is left out; if it is a record, fill in the file what it lacks.",
    ),
    Code.TOTALS_DOUBTFUL: (
        "The row begins with the name of a total, such as Total or Average.",
        "It is sent as a record; if it holds totals, take it out of the file.",
    ),
    Code.NOT_CALCULATED: (
        "A cell of the workbook holds a formula that was never calculated, so it has no value.",
        "Open the workbook in Excel, save it, and open it here again.",
    ),
    Code.EXCEL_ERROR: (
        "A cell holds the name of an error instead of a value.",
        "The value is not in the file; export it again from where they come from.",
    ),
    Code.EXPONENT_LOST: (
        "A cell holds a shortened number such as 4.91E+11.",
        "Its last digits are lost; export the file again without opening it in Excel.",
    ),
    Code.EXPONENT_WHOLE: (
        "A cell holds a number written as a power of ten.",
        "All its digits are there, so it can be written out.",
    ),
    Code.ZEROS_LOST: (
        "A number seems to have lost the zeros in front.",
        "Put them back if that is so, or format the column as text and export again.",
    ),
    Code.DATE_MADE: (
        "A cell among codes holds a date such as 2-Jan.",
        "Excel makes dates of codes such as 1-2; write the code again, or export without Excel.",
    ),
    Code.DIGITS_LOST: (
        "A long number ends in zeros after 15 digits.",
        "Excel keeps 15 digits; export the file again without opening it in Excel.",
    ),
    Code.CUT_AT_32767: (
        "A cell is cut at 32,767 characters.",
        "Excel holds no more in a cell; export the file again without Excel.",
    ),
    Code.CUT_AT_255: (
        "A cell is exactly 255 characters long, as long as any of its column.",
        "It may be cut; compare it with where it comes from.",
    ),
    Code.MOJIBAKE: (
        "A cell holds letters read in the wrong encoding, such as MÃ¼ller for Müller.",
        "They can be turned back exactly.",
    ),
    Code.MOJIBAKE_PARTLY: (
        "A cell holds letters read in the wrong encoding beside others, or is cut within one.",
        "Look at how it would read; where a letter is cut, export the file again as UTF-8.",
    ),
    Code.LETTERS_LOST: (
        "Letters were replaced by � before the file was written.",
        "They are not in the file; export it again as UTF-8.",
    ),
    Code.INVISIBLE_CHARACTERS: (
        "A cell holds characters that cannot be seen, such as a blank without width.",
        "With them it is another value; they can be taken away.",
    ),
    Code.TEXT_FORMULA: (
        'A cell holds a formula around a text, such as ="00123".',
        "It was made for Excel; only the text within can be sent.",
    ),
    Code.TEXT_APOSTROPHE: (
        "A number or an address begins with an apostrophe, such as '00123.",
        "It was made for Excel; it can be taken away if it is no part of the value.",
    ),
    Code.TEXT_APOSTROPHES: (
        "Nearly all cells of the column begin with an apostrophe, such as 'Ann.",
        "It was made for Excel; it can be taken away if it is no part of the value.",
    ),
    Code.FORMULA: (
        "A cell holds a formula instead of what it shows.",
        "Export the values, not the formulas; the words of a link can be taken out of it.",
    ),
    Code.FILTER_UNREAD: (
        (
            "Your filter cannot tell whether this row is wanted: a cell cannot be read as the "
            "number or the date it asks for, or it wants only some lines of the order."
        ),
        (
            "Correct the cell, say in the filter how its column is written, or ask it only for "
            "what all lines of an order agree in."
        ),
    ),
    Code.JOIN_DOUBLE: (
        "The joined file has several rows for this one, and they say different things.",
        "Choose whether the first or the last of them counts, or take the others out there.",
    ),
    Code.JOIN_DAMAGED: (
        "The row for this one in the joined file is damaged.",
        "Mend it there; what it says may stand below the wrong titles.",
    ),
    Code.JOIN_DOUBTFUL: (
        "The row for this one in the joined file may be read wrongly.",
        "Look at that file by itself: it tells what is wrong there.",
    ),
    Code.JOIN_UNMATCHED: (
        "The joined file has no row for this one, so nothing of it is added.",
        "If there should be one, look how both files write what they are joined by.",
    ),
    Code.LINES_DIFFER: (
        "Lines of one order say different things of it.",
        "Correct one of them in the file; if each line has its own, take it per item in Map.",
    ),
    Code.LINES_ALIKE: (
        "Two lines of one order are the same in every cell.",
        "Both are sent as items; if the file holds its rows twice, take one of them out.",
    ),
    Code.LINES_UNSENT: (
        "Some lines of the order are no items of it, because your filter does not want them.",
        "What the order says of itself, such as its value, is that of all its lines.",
    ),
    Code.ID_BY_PLACE: (
        "Nothing names the product of this line, so its place in the order alone tells it apart.",
        "Map ProductID, SKU or ProductName; else a line that moves is taken for another one.",
    ),
    Code.TOTAL_DIFFERS: (
        "The value of the order is far from what its lines add up to (value ≠ lines).",
        "Look whether the right columns are mapped, and how they write their numbers.",
    ),
    Code.ORDER_DAMAGED: (
        "A row that is damaged or names no order may be a line of this one, which would lack it.",
        "Mend that row in the file; then the order is sent with all its items.",
    ),
    Code.KEY_BLANK: (
        "Nothing says which order this row is a line of.",
        "Fill in the number of its order in the file, or choose another column to group by.",
    ),
    Code.EVENTS_TOO_MANY: (
        f"The row has more than {EVENTS_MAX:,} events, and a request takes no more.",
        "Let fewer lines have an event of their own, or send the order without them.",
    ),
    Code.EVENTS_ALIKE: (
        "Two events of the row have the same name and the same id, and Klaviyo keeps one of them.",
        "Give each its own id, or leave the id out: it is then made from what the event says.",
    ),
    Code.EVENTS_REPEATED: (
        "Some of the events of the row are those of an earlier row, and some are not.",
        (
            "Klaviyo keeps one event of an id, so the row is held. If both rows are lines of one "
            "order, put them together by its number; else give each event an id of its own."
        ),
    ),
    Code.CONDITION_UNREAD: (
        "An event asks for a number or a date, and the cell of this row cannot be read as one.",
        "Nobody knows whether it is wanted: correct the cell, or change the event's condition.",
    ),
    Code.NOT_WANTED: (
        "The row meets no condition of an event, so it has no event.",
        "Nothing is sent of it; change the conditions if something should be.",
    ),
    Code.ALL_HISTORY: (
        "One event of the row is history, so all of its events go as history: no flow sees them.",
        "Klaviyo takes the events of a row together; send the newer ones by themselves as live.",
    ),
    Code.SENT_IN_PART: (
        "An earlier run has sent some of the events of the row; only the others are sent.",
        "Klaviyo keeps what it was sent first, so nothing of them is lost.",
    ),
    Code.SENT_IN_PART_PERHAPS: (
        "An earlier run may have sent some of the events of the row: its answer was lost.",
        "The row is not sent before that is known; continue that run, then send this file again.",
    ),
    Code.LEFT_OUT: (
        "The row was left out by hand.",
        "Take it in again in Preview to send it.",
    ),
    Code.EDIT_ASTRAY: (
        "The row was edited or left out when the file read otherwise in this line.",
        "Look at it in Preview: put it back, or edit it as it reads now.",
    ),
}
"""What is wrong and what to do, for every problem."""

CODES = frozenset(code.value for code in Code)
"""The names of all of them."""


def problem_words(problem: Problem) -> Words:
    """Return one record's problem in words, with the cell and the related line."""
    what, advice = PROBLEMS[problem.code]
    what = with_text(what, problem.text)
    if problem.other_line:
        what = f"{what[:-1]} (file line {problem.other_line})."
    return Words(what, advice)


def with_text(what: str, text: str) -> str:
    """Return a sentence that shows the offending cell."""
    return f"{what[:-1]}: “{cell_words(text)[:60]}”." if text else what


def finding_words(finding: Finding) -> Words:
    """Return a cause in words, with the property it concerns."""
    what, advice = PROBLEMS[finding.code]
    if finding.target:
        what = f"{target_label(finding.kind, finding.target)}: {what}"
    return Words(what, advice)
