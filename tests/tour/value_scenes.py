"""Scenes beside those of the tour, in which values are said that no scene of the tour says."""

from dataclasses import replace

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from klaviyo_gui.core.conversion import DateStyle, NumberStyle
from klaviyo_gui.core.grouping import Grouping
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.problem import Code
from klaviyo_gui.core.row_filter import Ask, Condition, RowFilter
from klaviyo_gui.sending.alike import Alike
from klaviyo_gui.sending.progress import Progress, Refused, RefusedRow
from klaviyo_gui.ui.file.parts import Part
from klaviyo_gui.ui.map.convert.table import TableSection
from klaviyo_gui.ui.models.records import Filter
from klaviyo_gui.ui.runner import Phase
from klaviyo_gui.ui.status import Station
from klaviyo_gui.wording import alike_words
from tests.tour.scenes import EVENTS, TALLY, held, station
from tests.ui.windows import write

VALUE_SCENES = []

HEADER = ("Number", "Mail", "Name", "Day", "Sum", "Kind", "Text")
ROWS = tuple(
    (
        f"N{6400 + at // 2}",
        f"qx{at // 2}@gmail.com",
        ("Zwölfer Qx", "Körber Wz")[at % 2],
        f"0{1 + at % 9}/0{1 + at % 7}/2019",
        f"{7 + at % 5}.{345 + at}",
        ("Rüt-1", "Grün-2", "Bläu-3")[at % 3],
        f"Kürzel {at}",
    )
    for at in range(40)
)


def value_scene(show):
    """Note a scene; its name is that of its function."""
    VALUE_SCENES.append(show)
    return show


def conversion(at, key):
    """Open how a property is filled, and wait until its cells were tried."""
    station(at, Station.MAP)
    at.window.stations.map.targets.show_kind(EVENTS)
    at.wait(lambda: key in at.window.stations.map.targets.slots, "shown")
    at.window.stations.map.targets.slots[key].pill.click()
    popover = at.window.stations.map.popover
    at.wait(lambda: not popover.is_trying, "tried")
    return popover


def converted(at, key, **choices):
    """Choose how a property is filled."""
    pair = at.session.mapping.pair(EVENTS, key)
    chosen = replace(pair, conversion=replace(pair.conversion, **choices))
    at.session.convert(EVENTS, chosen, "chosen")
    at.checked()


@value_scene
def another_file(at):
    """Its dates and sums can mean two things, and its rows are lines of orders."""
    at.open(write(at.folder, ROWS, HEADER, "Autumn orders.csv"))
    session = at.session
    for kind in Kind:
        session.clear(kind)
    session.fix(EVENTS, "metric", "Placed Order")
    session.place(("Mail",), EVENTS, "profile.email")
    session.place(("Day",), EVENTS, "time")
    session.place(("Sum",), EVENTS, "value")
    session.place_custom(("Kind",), EVENTS)
    session.place_custom(("Text",), EVENTS)
    at.checked()
    return station(at, Station.FILE)


@value_scene
def first_lines(at):
    """The raw text of a file in which nothing is damaged, and the menu of a cell."""
    file = at.window.stations.file
    file.raw.show_top(at.session.file)
    file.grid.setCurrentIndex(file.grid.model().index(0, 5))
    at.lay_out()
    menu = file.gutter_menu(0, 5)
    menu.popup(QPoint(100, 100))
    return at.window


@value_scene
def frequent_texts(at):
    """The card of a column has a menu for each of its frequent texts."""
    card = at.window.stations.file.card
    assert card.findChildren(QMenu)
    return at.window


@value_scene
def dates_of_two_readings(at):
    return conversion(at, "time")


@value_scene
def sums_of_two_readings(at):
    return conversion(at, "value")


@value_scene
def table_of_values(at):
    popover = conversion(at, "properties.Kind")
    table = next(each for each in popover.sections if isinstance(each, TableSection))
    table.open.click()
    return popover


@value_scene
def domains_exchanged(at):
    converted(at, "profile.email", domains=(("gmial.com", "gmail.com"),))
    at.later(at.session.undo_stack.undo)
    return conversion(at, "profile.email")


@value_scene
def columns_listed(at):
    lists = at.window.stations.map.lists
    lists.list_columns("value", QPoint(200, 200))
    return lists.chooser


@value_scene
def cells_changed(at):
    """By hand, and by a rule; all that is looked for stands in fields."""
    session = at.session
    session.edit_cell(3, ROWS[1], "Text", "Wüstling 9")
    replacing = at.window.amend_desk.replacing
    at.window.amend_desk.replace_in("Text")
    replacing.find_text.setText("Kürzel 1")
    at.wait(lambda: replacing.counting.found is not None and replacing.counting.found.is_complete)
    return replacing


@value_scene
def changed_cells_in_the_file(at):
    station(at, Station.FILE)
    at.window.stations.file.grid.scrollToTop()
    return at.window


@value_scene
def a_record_in_full(at):
    station(at, Station.PREVIEW)
    at.checked()
    preview = at.window.stations.preview
    preview.show_line(3)
    preview.card.tabs.setCurrentIndex(1)
    at.later(lambda: preview.card.tabs.setCurrentIndex(0))
    return at.window


@value_scene
def records_looked_for(at):
    station(at, Station.PREVIEW)
    search = at.window.stations.preview.rows.search
    search.setText("Kürzel 2")
    at.wait(lambda: "whole file" in search.words, "found")
    at.later(search.clear)
    return at.window


@value_scene
def columns_not_sent(at):
    station(at, Station.PREVIEW)
    preview = at.window.stations.preview
    preview.show_filter(Filter.COLUMNS)
    at.later(lambda: preview.show_filter(Filter.ALL))
    return at.window


@value_scene
def remedies_with_examples(at):
    converted(at, "time", date=DateStyle.DAY_FIRST)
    at.later(at.session.undo_stack.undo)
    preview = at.window.stations.preview
    station(at, Station.PREVIEW)
    found = {each.code: each for each in at.window.checker.result.findings}
    preview.choose_finding(found[Code.NUMBER_AMBIGUOUS].place)
    at.wait(lambda: any("Line" in each for each in preview.causes.remedies.words), "counted")
    return at.window


@value_scene
def rows_chosen(at):
    """By several texts, and by a date of which nobody says how it is read."""
    session = at.session
    session.choose_rows(
        RowFilter(
            (
                Condition("Kind", Ask.IS_ONE_OF, ("Rüt-1", "Grün-2")),
                Condition("Text", Ask.CONTAINS, ("Kürzel 2",)),
            )
        )
    )
    desk = at.window.stations.map.choosing
    station(at, Station.MAP)
    desk.open_panel()
    at.wait(desk.panel.isVisible)
    at.wait(lambda: any(each.told for each in desk.panel.examples.sorts), "counted")
    at.checked()
    return desk.panel


@value_scene
def rows_chosen_in_doubt(at):
    session = at.session
    session.choose_rows(RowFilter((Condition("Day", Ask.IS_AFTER, ("03/04/2019",)),)))
    desk = at.window.stations.map.choosing
    desk.open_panel()
    at.wait(desk.panel.isVisible)
    return desk.panel


@value_scene
def rows_chosen_in_vain(at):
    at.session.choose_rows(RowFilter((Condition("Sum", Ask.IS_ABOVE, ("Zwölf 12",)),)))
    desk = at.window.stations.map.choosing
    desk.open_panel()
    at.later(lambda: at.session.choose_rows(None))
    return desk.panel


@value_scene
def joining_told(at):
    """Rows that are not found in the second file are told with their texts."""
    station(at, Station.MAP)
    desk = at.window.stations.map.joining
    rows = [(f"N{6400 + line}", f"Stüdt {line}") for line in range(12)]
    desk.join_file(write(at.folder, rows, ("Number", "Town"), "towns.csv"))
    at.wait(desk.panel.isVisible)
    at.wait(lambda: "not found there" in desk.panel.matches.sentence, "looked")
    return desk.panel


@value_scene
def person_looked_for(at):
    """Of those who were sent to practice, by a text of theirs."""
    converted(at, "time", date=DateStyle.DAY_FIRST)
    converted(at, "value", number=NumberStyle.POINT)
    station(at, Station.SEND)
    send = at.window.stations.send
    send.show_sheet()
    at.wait(lambda: send.is_ready, "ready")
    send.start()
    at.wait(lambda: at.window.runner.phase is Phase.FINISHED, "sent")
    at.wait(lambda: at.window.archive.results is not None, "read")
    at.window.practice_desk.look()
    dialog = at.window.practice_desk.dialog
    at.wait(lambda: dialog.person.has_person, "looked")
    dialog.people.search.setText("qx4@")
    at.wait(lambda: " with " in dialog.people.sentence and dialog.person.has_person, "found")
    return dialog


@value_scene
def row_looked_for(at):
    """In the results of that run."""
    station(at, Station.RESULTS)
    at.window.stations.results.look_for("Kürzel 3")
    at.wait(lambda: at.window.archive.found, "found")
    return at.window


@value_scene
def orders_of_two_texts(at):
    at.session.group(Grouping(("Number",), ("Name", "Kind")))
    at.session.place(("Mail",), EVENTS, "profile.email")
    desk = at.window.stations.map.grouping
    station(at, Station.MAP)
    desk.open_panel()
    at.checked()
    at.wait(lambda: desk.panel.contradictions.told, "told")
    at.later(at.session.ungroup)
    return desk.panel


@value_scene
def run_that_asks(at):
    """Klaviyo refuses one row after the other, in words that quote an address."""
    said = "“qx1@gmail.com” is no address that is known"
    refused = RefusedRow(10, EVENTS, "invalid", said, "email")
    progress = Progress(TALLY, 30, 322.4, (130.0, 169.0), waiting="")
    at.later(held(at, progress, Refused((refused,))))
    cause = Alike(EVENTS, "invalid", "email", said, 40)
    at.window.stations.send.page.question.ask(alike_words(cause), "Go on")
    return at.window


@value_scene
def columns_for_a_missing_one(at):
    """A preset wants a column of another name."""
    station(at, Station.MAP)
    bar = at.window.desk.bar
    bar.missing.columns_requested.emit("E-mail", QPoint(200, 200))
    return bar.chooser


@value_scene
def readings_that_differ(at):
    """A separator of which nobody can be sure, with lines of the file."""
    path = at.folder / "Either.csv"
    rows = "".join(f"{line},Zöllner {line},y;zörn,2\n" for line in range(5))
    path.write_text("a,b,c;d,e\n" + rows, encoding="utf-8")
    at.open(path)
    bar = at.window.stations.file.bar
    station(at, Station.FILE)
    bar.open_panel(Part.SEPARATOR)
    return bar.panel
