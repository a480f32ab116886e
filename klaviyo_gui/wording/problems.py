"""Problems of records in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core import catalog
from klaviyo_gui.core.batch import EVENTS_MAX
from klaviyo_gui.core.convert.listing import DEPTH_MAX, ITEMS_MAX
from klaviyo_gui.core.problem import Code
from klaviyo_gui.language import grouped, mark, tr
from klaviyo_gui.wording.amounts import bare
from klaviyo_gui.wording.cells import cell_words
from klaviyo_gui.wording.sources import target_label
from klaviyo_gui.wording.words import Words

if TYPE_CHECKING:
    from klaviyo_gui.core.findings import Finding
    from klaviyo_gui.core.problem import Problem


PROBLEMS: dict[Code, tuple[str, str]] = {
    Code.ROW_TOO_SHORT: (
        mark("The row has fewer cells than the header."),
        mark("A separator or a line break is missing; mend the row in the file."),
    ),
    Code.ROW_TOO_LONG: (
        mark("The row has more cells than the header."),
        mark("A cell that holds the separator must stand in quotes; mend the row in the file."),
    ),
    Code.ROW_UNDECODABLE: (
        mark("The row holds letters that cannot be read in the file's encoding."),
        mark("Save the file as UTF-8, or choose another encoding."),
    ),
    Code.OTHER_ENCODING: (
        mark("The row is written in another encoding than the rest of the file."),
        mark("Its letters are read wrongly; export the file again as UTF-8, or mend the row."),
    ),
    Code.LINES_SWALLOWED: (
        mark("The row holds several lines that look like rows."),
        mark("A quote that opens a cell is not closed; close it in the line where the row begins."),
    ),
    Code.LINES_DOUBTFUL: (
        mark("A cell holds several lines, and each of them could be a row."),
        mark(
            "If they are rows, take away the quote that opens the cell in the line where it begins."
        ),
    ),
    Code.QUOTE_OPEN: (
        mark("A cell begins with a quote that is never closed."),
        mark("It is read as a character; if it was meant to quote the cell, close it in the file."),
    ),
    Code.QUOTE_KEPT: (
        mark("A cell begins with a quote, which is read as part of the value."),
        mark("If it should not be, choose the quote with which cells are quoted."),
    ),
    Code.QUOTE_LOST: (
        mark(
            "A quote further down closes a cell but was never opened; the row may belong to that "
            "cell."
        ),
        mark(
            "If it is, put the quote back where the cell begins; else take away the one that "
            "closes."
        ),
    ),
    Code.QUOTE_ASTRAY: (
        mark("A quote stands inside a cell that is not quoted."),
        mark(
            "It is read as a character; to quote the cell, its first character must be the quote."
        ),
    ),
    Code.TEXT_AFTER_QUOTE: (
        mark("Text follows the quote that closes a cell."),
        mark("It is read as part of the cell; a quote inside a quoted cell must be doubled."),
    ),
    Code.IDENTIFIER_MISSING: (
        mark("No e-mail, phone number or customer id that is mapped says who it is."),
        mark("Map another column that does, if the file has one, or fill one of them in the file."),
    ),
    Code.EMAIL_INVALID: (mark("This is not an e-mail address."), mark("Correct it in the file.")),
    Code.EMAIL_TOO_LONG: (
        mark("The e-mail address is longer than {most} characters."),
        mark("Correct it in the file."),
    ),
    Code.EMAIL_DROPPED: (
        mark("Klaviyo says that it accepts addresses of such test domains, and drops them."),
        mark("Use a real address."),
    ),
    Code.EMAIL_TYPO: (
        mark("The address ends almost like that of a common mailbox, and is probably a slip."),
        mark("It is sent as it is; correct it in the file if it is wrong."),
    ),
    Code.PHONE_INVALID: (
        mark("This is not a complete phone number of the row's country, so it is left out."),
        mark(
            "Write it with the country code; where the rows name no country, choose that of the "
            "file."
        ),
    ),
    Code.PHONE_AMBIGUOUS: (
        mark(
            "It is left out: with its first digits as the country code it is another person's "
            "number."
        ),
        mark(
            "Say in the phone's pill which of the two is meant, or write a + before the country "
            "code."
        ),
    ),
    Code.PHONE_COUNTRY_UNKNOWN: (
        mark(
            "Nobody knows the country of this row, so a number without its country code is left "
            "out."
        ),
        mark(
            "Choose the country in the phone's pill, or say in the country's what the word stands "
            "for."
        ),
    ),
    Code.METRIC_MISSING: (
        mark("The event has no name."),
        mark("Fill the column, or use a fixed name."),
    ),
    Code.METRIC_TOO_LONG: (
        mark("The event's name is longer than {most} characters."),
        mark("Shorten it."),
    ),
    Code.METRIC_ALIKE: (
        mark(
            "The event's name differs from another one of the file in capital letters or blanks "
            "alone."
        ),
        mark("Klaviyo makes two of them, for good; write one as the other in the file or in Map."),
    ),
    Code.METRICS_MANY: (
        mark(
            "The events have more than 200 names; each makes an event of its own at Klaviyo, for "
            "good."
        ),
        mark(
            "Look whether the right column names the events; an account may not take so many names."
        ),
    ),
    Code.TIME_MISSING: (
        mark("The time is empty."),
        mark("Fill it in the file; an old order must not look like one of today."),
    ),
    Code.TIME_INVALID: (
        mark("This is no date and time that can be read without guessing."),
        mark("Choose in Map how this column writes its dates, or write it as 2024-05-31 14:30:00."),
    ),
    Code.DATE_AMBIGUOUS: (
        mark("The date does not say which part is the day, which the month and which the year."),
        mark("Choose in Map how this column writes its dates."),
    ),
    Code.DATE_OTHERWISE: (
        mark(
            "The date can mean two days, and cells of its column are written in the way not chosen."
        ),
        mark("Choose in Map how this column writes its dates in this file."),
    ),
    Code.YEAR_SHORT: (
        mark("The year has two digits; it is read as the last such year up to next year."),
        mark("Look at the dates in Preview; write years with four digits to be sure."),
    ),
    Code.HOUR_MISSING: (
        mark("The date has no time of day, and such rows are to be held."),
        mark("Fill in the time in the file, or choose in Map what such dates become."),
    ),
    Code.TIME_OUT_OF_RANGE: (
        mark("The time lies before 1990 or more than a year ahead; Klaviyo refuses it."),
        mark("Correct it in the file."),
    ),
    Code.TIME_WITHOUT_HOUR: (
        mark("The date has no time of day, so it is sent as midnight."),
        mark("Flows that count days may run a day off."),
    ),
    Code.TIME_IN_GAP: (
        mark(
            "The clock never showed this time: it was put forward over it. It is sent as much "
            "later."
        ),
        mark(
            "So 02:30 becomes 03:30; if that is wrong, correct it in the file, or the zone in Map."
        ),
    ),
    Code.TIME_TWICE: (
        mark(
            "The clock showed this time twice: it was put back over it. The first of the two is "
            "sent."
        ),
        mark("Where the second is meant, write it with its distance from Greenwich: 01:30 -05:00."),
    ),
    Code.ZONE_UNSAID: (
        mark(
            "The time names no time zone and nobody has said one; that of London in winter is "
            "assumed."
        ),
        mark("It may be hours off: choose in Map whose clock wrote it."),
    ),
    Code.TIME_PLANNED: (
        mark(
            "No column says when it happened, so the time of sending is used: as if it happened "
            "now."
        ),
        mark(
            "Choose a column for Time in Map, or choose there that events get the time of sending."
        ),
    ),
    Code.NUMBER_INVALID: (
        mark("This is no number that can be read in one way."),
        mark("Write it with digits, such as 1234.50; or send the column as text."),
    ),
    Code.NUMBER_AMBIGUOUS: (
        mark("The number can be read with thousands or with three decimals."),
        mark("Choose in Map which sign stands before the decimals in this column."),
    ),
    Code.NUMBER_OTHERWISE: (
        mark(
            "The number can mean two sums, and cells of its column are written in the way not "
            "chosen."
        ),
        mark("Choose in Map which sign stands before the decimals of this column in this file."),
    ),
    Code.PERCENT_UNSAID: (
        mark("The number is a percentage, which can be sent as 12 or as 0.12."),
        mark("Choose in Map which of the two is meant."),
    ),
    Code.NUMBER_INEXACT: (
        mark("The number has too many digits to be sent exactly."),
        mark("Send the column as text."),
    ),
    Code.YES_NO_INVALID: (
        mark("This is neither yes nor no."),
        mark("Choose in Map what it means, or use yes or no, true or false, 1 or 0."),
    ),
    Code.LIST_INVALID: (
        mark('This is no list in brackets, such as ["red", "blue"].'),
        mark("Choose in Map which sign separates the items, or correct the cell in the file."),
    ),
    Code.LIST_TOO_LONG: (
        mark("The list has more than {most} items, and Klaviyo refuses it."),
        mark("Shorten it in the file."),
    ),
    Code.LIST_TOO_DEEP: (
        mark("The list holds lists within lists, more than {most} levels; Klaviyo refuses it."),
        mark("Make it flatter in the file."),
    ),
    Code.VALUE_UNKNOWN: (
        mark("The table of values does not name this one, and such rows are to be held."),
        mark("Add it to the table in Map, or choose what becomes of other values."),
    ),
    Code.VALUE_UNREAD: (
        mark("This cannot be read, so the record goes without it, as was chosen."),
        mark("Correct it in the file, or let what cannot be read hold its row again, in Map."),
    ),
    Code.CURRENCY_INVALID: (
        mark("This is no currency code."),
        mark("Use three letters, such as USD."),
    ),
    Code.CURRENCY_UNKNOWN: (
        mark("No currency has this code by the list that Klaviyo goes by (ISO 4217)."),
        mark("It is sent as it is, and the value may be counted wrongly; correct it in the file."),
    ),
    Code.CURRENCY_CONTRADICTS: (
        mark("The sum is written in another currency than the one it would be sent with."),
        mark("Correct the currency or the sum in the file, or choose another currency in Map."),
    ),
    Code.ID_TOO_LONG: (
        mark("The event id is longer than {most} characters."),
        mark("Choose a shorter id."),
    ),
    Code.ID_MISSING: (
        mark("The event id is empty, so one is made from the row's content."),
        "",
    ),
    Code.ID_PADDED: (
        mark("The id begins or ends with a blank, which makes it another id."),
        mark("Take the blank away if it does not belong there."),
    ),
    Code.TEXT_TOO_LONG: (
        mark("The text is longer than Klaviyo takes (100 KB)."),
        mark("Shorten it, or leave the column out."),
    ),
    Code.ITEM_TOO_LARGE: (
        mark("The record is larger than Klaviyo takes."),
        mark("Leave some columns out."),
    ),
    Code.PERSON_TOO_LARGE: (
        mark("With this row the person of an earlier one would be larger than Klaviyo takes."),
        mark("Leave some columns or this row out."),
    ),
    Code.PROPERTIES_TOO_MANY: (
        mark("The event has more than {most} details."),
        mark("Leave some columns out."),
    ),
    Code.ZERO_IGNORED: (
        mark("Klaviyo treats the number 0 in an event's detail as never set."),
        mark("Send the column as text if the 0 matters."),
    ),
    Code.VALUE_BLANK: (
        mark("The value of the event is empty, and Klaviyo counts such an event with 0."),
        mark("Fill it in the file if it should count."),
    ),
    Code.PHONE_ALONE: (
        mark("Nothing but a phone number says who it is."),
        mark("Klaviyo takes such people only where text messages are set up in the account."),
    ),
    Code.NAME_RESERVED: (
        mark(
            "Names that begin with $ are Klaviyo's own, and what is sent under them may not be "
            "kept."
        ),
        mark("Give the property another name in Map."),
    ),
    Code.ZEROS_CUT: (
        mark("The number begins with zeros, which are lost when it is sent as a number."),
        mark("Send the column as text if it holds codes."),
    ),
    Code.FORM_UNUSUAL: (
        mark("It is not written in the form that Klaviyo asks for here."),
        mark("Klaviyo may not understand it; compare it with the example in Map."),
    ),
    Code.TYPES_MIXED: (
        mark("Most cells of this column are numbers, and this one is a text."),
        mark("All are sent as text; choose a type in Map if segments should compare numbers."),
    ),
    Code.DATE_AS_TEXT: (
        mark("A date is sent as text, and Klaviyo may read the month first, which nothing shows."),
        mark(
            "Choose the type date in Map, so that it is sent in a form that can be read in one way."
        ),
    ),
    Code.REPEATED: (
        mark("An earlier row has the same person, event name and id, but its cells differ."),
        mark(
            "Klaviyo keeps the first of them, so only that is sent; give this row an id of its own."
        ),
    ),
    Code.MAY_REPEAT: (
        mark("An earlier row has the same id, and this file may make one person of the two."),
        mark(
            "If Klaviyo takes them for one person it keeps one of the two events, and drops the "
            "other."
        ),
    ),
    Code.ROW_REPEATED: (
        mark("The row is a copy of an earlier one, the same in every cell."),
        mark("It is the same event, so it is sent once; nothing is lost."),
    ),
    Code.CONTENT_REPEATED: (
        mark("An earlier row says the same in every column that is sent; only others differ."),
        mark("It is sent once. Map what tells the two apart, or choose to keep repeats apart."),
    ),
    Code.KEPT_APART: (
        mark("An earlier row says the same in every column that is sent."),
        mark("Both are sent, because you chose to keep repeats apart."),
    ),
    Code.SAME_SECOND: (
        mark("The same person did the same in the same second as in an earlier row."),
        mark("Without ids Klaviyo would keep only the first; the ids made here keep both."),
    ),
    Code.MERGED: (
        mark("The same person stands in an earlier row."),
        mark("Both rows are sent as one; where they differ, the later one wins."),
    ),
    Code.VALUES_DIFFER: (
        mark("Rows of the same person say different things here."),
        mark("The later row wins; look which of them is right."),
    ),
    Code.PERSON_CHANGES: (
        mark("An earlier event of the same person says something else of them here."),
        mark(
            "Klaviyo keeps what it takes last, mostly the later row; map it for people too to be "
            "sure."
        ),
    ),
    Code.IDENTIFIER_SHARED: (
        mark("An earlier row gives it to somebody else."),
        mark("Klaviyo keeps it with one person, and may refuse the other or take both for one."),
    ),
    Code.IDENTIFIER_JOINS: (
        mark("An earlier row names somebody by it who has nothing else that tells the two apart."),
        mark(
            "Klaviyo takes both rows for one person; leave it out of one of them if they are two."
        ),
    ),
    Code.SENT_BEFORE: (
        mark("An earlier run of this computer sent this event already."),
        mark("Klaviyo counts it once; whether a flow starts twice nobody promises."),
    ),
    Code.SENT_IN_DOUBT: (
        mark("An earlier run of this computer may have sent this event: its answer was lost."),
        mark(
            "If it has arrived Klaviyo counts it once; whether a flow starts twice nobody promises."
        ),
    ),
    Code.SENT_CHANGED: (
        mark(
            "An earlier run of this computer sent an event with this id, but it said something "
            "else."
        ),
        mark("Klaviyo keeps what it was sent first, and nothing of this row would be seen."),
    ),
    Code.PERSON_UNCHANGED: (
        mark("An earlier run of this computer sent exactly this of the person."),
        mark("Sending it again overwrites what was changed in Klaviyo since."),
    ),
    Code.HEADER_INSIDE: (
        mark("The header stands among the rows once more."),
        mark("It is no record and is left out; the file may be several files joined into one."),
    ),
    Code.CELLS_SPARE: (
        mark(
            "The row has blank cells behind the last column, as nearly all rows of the file have."
        ),
        mark("They are left out; look whether the values stand below the right titles."),
    ),
    Code.ROW_BLANK: (
        mark("The row holds nothing but separators or blanks."),
        mark("It is no record and is left out; nothing is lost."),
    ),
    Code.TOTALS_ROW: (
        mark("The row seems to hold totals and no record."),
        mark("It is left out; if it is a record, fill in the file what it lacks."),
    ),
    Code.TOTALS_DOUBTFUL: (
        mark("The row begins with the name of a total, such as Total or Average."),
        mark("It is sent as a record; if it holds totals, take it out of the file."),
    ),
    Code.NOT_CALCULATED: (
        mark(
            "A cell of the workbook holds a formula that was never calculated, so it has no value."
        ),
        mark("Open the workbook in Excel, save it, and open it here again."),
    ),
    Code.EXCEL_ERROR: (
        mark("A cell holds the name of an error instead of a value."),
        mark("The value is not in the file; export it again from where they come from."),
    ),
    Code.EXPONENT_LOST: (
        mark("A cell holds a shortened number such as 4.91E+11."),
        mark("Its last digits are lost; export the file again without opening it in Excel."),
    ),
    Code.EXPONENT_WHOLE: (
        mark("A cell holds a number written as a power of ten."),
        mark("All its digits are there, so it can be written out."),
    ),
    Code.ZEROS_LOST: (
        mark("A number seems to have lost the zeros in front."),
        mark("Put them back if that is so, or format the column as text and export again."),
    ),
    Code.DATE_MADE: (
        mark("A cell among codes holds a date such as 2-Jan."),
        mark(
            "Excel makes dates of codes such as 1-2; write the code again, or export without Excel."
        ),
    ),
    Code.DIGITS_LOST: (
        mark("A long number ends in zeros after 15 digits."),
        mark("Excel keeps 15 digits; export the file again without opening it in Excel."),
    ),
    Code.CUT_AT_32767: (
        mark("A cell is cut at 32,767 characters."),
        mark("Excel holds no more in a cell; export the file again without Excel."),
    ),
    Code.CUT_AT_255: (
        mark("A cell is exactly 255 characters long, as long as any of its column."),
        mark("It may be cut; compare it with where it comes from."),
    ),
    Code.MOJIBAKE: (
        mark("A cell holds letters read in the wrong encoding, such as MÃ¼ller for Müller."),
        mark("They can be turned back exactly."),
    ),
    Code.MOJIBAKE_PARTLY: (
        mark(
            "A cell holds letters read in the wrong encoding beside others, or is cut within one."
        ),
        mark("Look at how it would read; where a letter is cut, export the file again as UTF-8."),
    ),
    Code.LETTERS_LOST: (
        mark("Letters were replaced by � before the file was written."),
        mark("They are not in the file; export it again as UTF-8."),
    ),
    Code.INVISIBLE_CHARACTERS: (
        mark("A cell holds characters that cannot be seen, such as a blank without width."),
        mark("With them it is another value; they can be taken away."),
    ),
    Code.TEXT_FORMULA: (
        mark('A cell holds a formula around a text, such as ="00123".'),
        mark("It was made for Excel; only the text within can be sent."),
    ),
    Code.TEXT_APOSTROPHE: (
        mark("A number or an address begins with an apostrophe, such as '00123."),
        mark("It was made for Excel; it can be taken away if it is no part of the value."),
    ),
    Code.TEXT_APOSTROPHES: (
        mark("Nearly all cells of the column begin with an apostrophe, such as 'Ann."),
        mark("It was made for Excel; it can be taken away if it is no part of the value."),
    ),
    Code.FORMULA: (
        mark("A cell holds a formula instead of what it shows."),
        mark("Export the values, not the formulas; the words of a link can be taken out of it."),
    ),
    Code.FILTER_UNREAD: (
        mark(
            "Your filter cannot tell whether this row is wanted: a cell cannot be read as the "
            "number or the date it asks for, or it wants only some lines of the order."
        ),
        mark(
            "Correct the cell, say in the filter how its column is written, or ask it only for "
            "what all lines of an order agree in."
        ),
    ),
    Code.JOIN_DOUBLE: (
        mark("The joined file has several rows for this one, and they say different things."),
        mark("Choose whether the first or the last of them counts, or take the others out there."),
    ),
    Code.JOIN_DAMAGED: (
        mark("The row for this one in the joined file is damaged."),
        mark("Mend it there; what it says may stand below the wrong titles."),
    ),
    Code.JOIN_DOUBTFUL: (
        mark("The row for this one in the joined file may be read wrongly."),
        mark("Look at that file by itself: it tells what is wrong there."),
    ),
    Code.JOIN_UNMATCHED: (
        mark("The joined file has no row for this one, so nothing of it is added."),
        mark("If there should be one, look how both files write what they are joined by."),
    ),
    Code.LINES_DIFFER: (
        mark("Lines of one order say different things of it."),
        mark("Correct one of them in the file; if each line has its own, take it per item in Map."),
    ),
    Code.LINES_ALIKE: (
        mark("Two lines of one order are the same in every cell."),
        mark("Both are sent as items; if the file holds its rows twice, take one of them out."),
    ),
    Code.LINES_UNSENT: (
        mark("Some lines of the order are no items of it, because your filter does not want them."),
        mark("What the order says of itself, such as its value, is that of all its lines."),
    ),
    Code.ID_BY_PLACE: (
        mark(
            "Nothing names the product of this line, so its place in the order alone tells it "
            "apart."
        ),
        mark("Map ProductID, SKU or ProductName; else a line that moves is taken for another one."),
    ),
    Code.TOTAL_DIFFERS: (
        mark("The value of the order is far from what its lines add up to (value ≠ lines)."),
        mark("Look whether the right columns are mapped, and how they write their numbers."),
    ),
    Code.ORDER_DAMAGED: (
        mark(
            "A row that is damaged or names no order may be a line of this one, which would lack "
            "it."
        ),
        mark("Mend that row in the file; then the order is sent with all its items."),
    ),
    Code.KEY_BLANK: (
        mark("Nothing says which order this row is a line of."),
        mark("Fill in the number of its order in the file, or choose another column to group by."),
    ),
    Code.EVENTS_TOO_MANY: (
        mark("The row has more than {most} events, and a request takes no more."),
        mark("Let fewer lines have an event of their own, or send the order without them."),
    ),
    Code.EVENTS_ALIKE: (
        mark(
            "Two events of the row have the same name and the same id, and Klaviyo keeps one of "
            "them."
        ),
        mark(
            "Give each its own id, or leave the id out: it is then made from what the event says."
        ),
    ),
    Code.EVENTS_REPEATED: (
        mark("Some of the events of the row are those of an earlier row, and some are not."),
        mark(
            "Klaviyo keeps one event of an id, so the row is held. If both rows are lines of one "
            "order, put them together by its number; else give each event an id of its own."
        ),
    ),
    Code.CONDITION_UNREAD: (
        mark(
            "An event asks for a number or a date, and the cell of this row cannot be read as one."
        ),
        mark(
            "Nobody knows whether it is wanted: correct the cell, or change the event's condition."
        ),
    ),
    Code.NOT_WANTED: (
        mark("The row meets no condition of an event, so it has no event."),
        mark("Nothing is sent of it; change the conditions if something should be."),
    ),
    Code.ALL_HISTORY: (
        mark(
            "One event of the row is history, so all of its events go as history: no flow sees "
            "them."
        ),
        mark(
            "Klaviyo takes the events of a row together; send the newer ones by themselves as live."
        ),
    ),
    Code.SENT_IN_PART: (
        mark("An earlier run has sent some of the events of the row; only the others are sent."),
        mark("Klaviyo keeps what it was sent first, so nothing of them is lost."),
    ),
    Code.SENT_IN_PART_PERHAPS: (
        mark("An earlier run may have sent some of the events of the row: its answer was lost."),
        mark(
            "The row is not sent before that is known; continue that run, then send this file "
            "again."
        ),
    ),
    Code.LEFT_OUT: (
        mark("The row was left out by hand."),
        mark("Take it in again in Preview to send it."),
    ),
    Code.EDIT_ASTRAY: (
        mark("The row was edited or left out when the file read otherwise in this line."),
        mark("Look at it in Preview: put it back, or edit it as it reads now."),
    ),
}
"""What is wrong and what to do, for every problem."""

_MOST: dict[Code, int] = {
    Code.EMAIL_TOO_LONG: catalog.EMAIL_MAX,
    Code.METRIC_TOO_LONG: catalog.METRIC_NAME_MAX,
    Code.LIST_TOO_LONG: ITEMS_MAX,
    Code.LIST_TOO_DEEP: DEPTH_MAX,
    Code.ID_TOO_LONG: catalog.UNIQUE_ID_MAX,
    Code.PROPERTIES_TOO_MANY: catalog.PROPERTIES_MAX,
    Code.EVENTS_TOO_MANY: EVENTS_MAX,
}
"""Of what is too much: how much may be."""

CODES = frozenset(code.value for code in Code)
"""The names of all of them."""


def code_words(code: Code) -> Words:
    """Return what is wrong and what to do, whichever record it is."""
    what, advice = PROBLEMS[code]
    places = {"most": grouped(_MOST[code])} if code in _MOST else {}
    return Words(tr(what, **places), tr(advice))


def problem_words(problem: Problem) -> Words:
    """Return one record's problem in words, with the cell and the related line."""
    words = code_words(problem.code)
    what = with_text(words.what, problem.text)
    if problem.other_line:
        what = with_line(what, str(problem.other_line))
    return Words(what, words.advice)


def with_text(what: str, text: str) -> str:
    """Return a sentence that shows the offending cell."""
    cell = cell_words(text)[:60]
    return tr("{sentence}: “{cell}”.", sentence=bare(what), cell=cell) if text else what


def with_line(what: str, line: str) -> str:
    """Return a sentence that names the file line to which it refers."""
    return tr("{sentence} (file line {line}).", sentence=bare(what), line=line)


def finding_words(finding: Finding) -> Words:
    """Return a cause in words, with the property it concerns."""
    words = code_words(finding.code)
    if not finding.target:
        return words
    return Words(f"{target_label(finding.kind, finding.target)}: {words.what}", words.advice)
