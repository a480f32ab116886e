"""What changes is told at once, and no oftener than it matters."""

import pytest
from PySide6.QtWidgets import QWidget

from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.tally import Counts, Tally
from klaviyo_gui.sending.progress import Progress
from klaviyo_gui.ui import announcing
from klaviyo_gui.ui.announcing import announce
from klaviyo_gui.ui.notice import Notice
from klaviyo_gui.ui.rail import Rail
from klaviyo_gui.ui.run.page import RunPage
from klaviyo_gui.ui.status import Mark, Station, Status
from klaviyo_gui.ui.work import Report
from tests.ui.run.held import held_run


@pytest.fixture
def said(monkeypatch):
    """What a screen reader is given to say."""
    heard = []

    class Heard:
        @staticmethod
        def updateAccessibility(event):  # noqa: N802 - Qt's own name
            heard.append(event.message())

    monkeypatch.setattr(announcing, "QAccessible", Heard)
    return heard


def shown(qtbot, widget):
    qtbot.addWidget(widget)
    widget.show()
    return widget


def test_words_are_told_and_silence_is_not(qtbot, said):
    widget = shown(qtbot, QWidget())
    announce(widget, "Done in 2 s.")
    announce(widget, "")
    assert said == ["Done in 2 s."]


def test_a_run_is_told_at_every_tenth_of_its_way_and_when_its_state_changes(
    qtbot, runner, theme, said
):
    shown(qtbot, RunPage(runner, theme))
    with held_run(runner):
        for settled in (0, 4, 9, 10, 14, 19, 20, 20, 35, 100):
            counts = Counts(unsent=100 - settled, accepted=settled)
            tally = Tally().with_counts(Kind.EVENTS, counts)
            runner._apply_report(Report(1, Progress(tally, 3, 22.4, None, waiting="")))
        told = [each for each in said if "%" in each]
        assert told == [f"{each} % settled" for each in (10, 20, 30, 100)]
        said.clear()
        runner.turn_pause()
        runner.turn_pause()
        assert len(said) == 2
        runner.stop()
        assert said[-1].startswith("Stopping")


def test_a_station_is_told_once_it_is_done_or_needs_a_look(qtbot, theme, said):
    rail = shown(qtbot, Rail(theme))
    for status in (
        Status(Mark.EMPTY, "Checking…"),
        Status(Mark.LOOK, "3 rows held"),
        Status(Mark.LOOK, "2 rows held"),
        Status(Mark.EMPTY, "Checking…"),
        Status(Mark.DONE, "All ready"),
    ):
        rail.show_status(Station.PREVIEW, status)
    assert said == ["Preview, needs a look, 3 rows held", "Preview, done, All ready"]


def test_a_notice_is_told_when_it_comes_and_when_it_says_something_else(qtbot, theme, said):
    parent = shown(qtbot, QWidget())
    notice = Notice(theme, parent)
    notice.say("The file is gone.", "Choose another.")
    notice.say("The file is gone.", "Choose another.")
    notice.say("The file is locked.")
    notice.dismiss()
    notice.say("The file is locked.")
    assert said == [
        "The file is gone. Choose another.",
        "The file is locked.",
        "The file is locked.",
    ]
