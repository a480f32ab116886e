"""The page of a run, fed with what a run tells, and once by a run that asks."""

import pytest

from klaviyo_gui.core.batch import ITEMS_MAX
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.tally import Counts, State, Tally
from klaviyo_gui.klaviyo.trouble import Trouble
from klaviyo_gui.sending import alike
from klaviyo_gui.sending.progress import (
    ANSWERS_LOST,
    BATCH_DAMAGED,
    Comparing,
    DamagedBatch,
    Finished,
    Planning,
    Progress,
    Refused,
    RefusedRow,
    RunState,
)
from klaviyo_gui.ui.destinations import Bound
from klaviyo_gui.ui.run.page import REFUSALS_KEPT, RunPage
from klaviyo_gui.ui.run.tempo import STEPS
from klaviyo_gui.ui.runner import Phase
from klaviyo_gui.ui.status import Station
from klaviyo_gui.ui.work import Ended, Report
from tests.ui.run.held import held_run
from tests.ui.windows import WAIT_MS, checked, open_path, write

COUNTS = Counts(unsent=60, accepted=25, refused=5, held=4, unknown=6)
TALLY = Tally().with_counts(Kind.EVENTS, COUNTS)


@pytest.fixture
def page(qtbot, runner, theme):
    page = RunPage(runner, theme)
    qtbot.addWidget(page)
    page.resize(900, 600)
    page.show()
    with held_run(runner):
        yield page


@pytest.fixture
def tell(runner):
    """Let the runner hear an event of its run."""
    return lambda event: runner._apply_report(Report(1, event))


def progress(tally=TALLY, **given):
    return Progress(tally, 3, 22.4, (130.0, 169.0), **({"waiting": ""} | given))


def test_every_state_is_counted_while_the_run_is_on(page, tell):
    tell(progress())
    assert {state: tile.count for state, tile in page.tiles.items()} == {
        State.ACCEPTED: 25,
        State.REFUSED: 5,
        State.UNKNOWN: 6,
        State.UNSENT: 60,
        State.HELD: 4,
    }
    assert page.bar.words == "26 % accepted, 5 % refused, 6 % unknown"


def test_rate_and_time_left_are_told_as_a_range(page, tell):
    tell(progress())
    assert page._pace.text() == "22 records a second · 2 to 3 min left"


def test_the_plan_is_told_before_anything_is_sent(page, tell):
    tell(Planning(30, 100, 1_200))
    assert page._state.text().startswith("Preparing")
    assert page._pace.text() == "1,200 rows prepared"
    assert page.bar.words == "30 % prepared"
    assert not page.pause.isEnabled()


def test_a_run_that_goes_on_tells_that_it_compares_first(page, tell):
    tell(Comparing(40_000, 100_000))
    assert page._pace.text() == "40,000 of 100,000 events compared with what other runs sent"
    assert page.bar.words == "40 % prepared"


@pytest.mark.parametrize(
    ("waiting", "said"),
    [
        ({"waiting": ""}, ""),
        ({"waiting": "burst", "wait_seconds": 0.4}, "As fast as this share of Klaviyo's limit"),
        ({"waiting": "steady", "wait_seconds": 34.0}, "Waiting: this minute's share"),
        (
            {"waiting": "retry", "wait_seconds": 8.0, "trouble": Trouble.CONNECT},
            "Klaviyo could not be reached. Trying again in 8 s.",
        ),
    ],
)
def test_why_it_waits_is_told_in_a_sentence(page, tell, waiting, said):
    tell(progress(**waiting))
    assert page._waiting.text().startswith(said)
    assert bool(page._waiting.text()) == bool(said)


def test_the_run_is_paused_and_goes_on_by_the_same_button(page, runner, tell):
    tell(progress())
    page.pause.click()
    assert runner.is_paused
    assert runner._helm.is_paused
    assert page.pause.text() == "Go on"
    assert page._state.text().startswith("Paused")
    page.pause.click()
    assert not runner.is_paused
    assert page.pause.text() == "Pause"


def test_slower_and_faster_change_the_run_that_is_on(page, runner, tell):
    tell(progress())
    helm = runner._helm
    assert (helm.share, page.tempo.words) == (
        0.8,
        "80 % of Klaviyo's limit, 20 % left to others",
    )
    page.tempo._slower.click()
    assert helm.share == 0.6
    for _ in STEPS:
        page.tempo._faster.click()
    assert (helm.share, page.tempo._faster.isEnabled()) == (1.0, False)
    assert page.tempo.words == "100 % of Klaviyo's limit, nothing left to others"
    for _ in STEPS:
        page.tempo._slower.click()
    assert (helm.share, page.tempo._slower.isEnabled()) == (0.1, False)
    with held_run(runner):
        assert runner.share == 0.1, "the next run begins as the last one was"


def test_refusals_are_listed_as_they_come_and_take_no_more_room(page, tell):
    rows = tuple(
        RefusedRow(line, Kind.EVENTS, "invalid", "No number", "value")
        for line in range(REFUSALS_KEPT * 3)
    )
    tell(Refused(rows))
    assert page.refusals.rowCount() == REFUSALS_KEPT
    tell(Refused(rows[:2]))
    assert page.refusals.rowCount() == REFUSALS_KEPT
    said = [page.refusals.index(0, at).data() for at in range(3)]
    assert said == ["1", "event", "Klaviyo refused it (value): No number"]
    page.begin()
    assert page.refusals.rowCount() == 0


def test_rows_that_were_left_out_as_damaged_are_named_on_the_page(page, tell):
    tell(progress())
    damaged = (DamagedBatch(Kind.EVENTS, 60, 2, 61),)
    tell(Finished("run", RunState.PAUSED, TALLY, 3, 12.0, BATCH_DAMAGED, 0, damaged=damaged))
    tell(Ended())
    assert "60 events (lines 2 to 61)" in page.question.sentence
    assert page.question._yes.text() == "Try again"


@pytest.mark.parametrize(
    ("detail", "said", "yes"),
    [
        ("Invalid key", "Invalid key. 66 records wait to be sent.", "Go on"),
        ("", "You stopped the run. 66 records wait to be sent.", "Go on"),
        (ANSWERS_LOST, "Of 6 records nobody knows whether Klaviyo took them.", "Send them again"),
    ],
)
def test_a_run_that_is_not_done_asks_whether_it_goes_on(page, tell, detail, said, yes):
    tell(progress())
    state = RunState.PAUSED if detail else RunState.STOPPED
    tell(Finished("run", state, TALLY, 3, 12.0, detail, 0))
    tell(Ended())
    assert page.question.isVisible()
    assert page.question.sentence.startswith(said)
    assert page.question._yes.text() == yes
    assert page.question.accessibleName() == page.question.sentence


def test_a_run_that_is_done_asks_nothing(page, tell):
    done = Tally().with_counts(Kind.EVENTS, Counts(accepted=9))
    tell(progress(done))
    tell(Finished("run", RunState.DONE, done, 3, 12.0, "", 0))
    tell(Ended())
    assert not page.question.isVisible()
    assert page._state.text() == "Done in 12 s."


def test_a_screen_reader_hears_of_every_tenth_and_not_of_every_row(page, tell, monkeypatch):
    tell(Bound("Practice Klaviyo"))
    said = []
    tell(Bound("Practice Klaviyo"))
    monkeypatch.setattr(
        "klaviyo_gui.ui.announcing.QAccessible.updateAccessibility",
        lambda event: said.append(event.message()),
    )
    for accepted in range(0, 101, 2):
        counts = Counts(unsent=100 - accepted, accepted=accepted)
        tell(progress(Tally().with_counts(Kind.EVENTS, counts)))
    assert said[0] == "Sending to Practice Klaviyo."
    assert said[1:] == [f"{tenth} % settled" for tenth in range(10, 101, 10)]


def test_a_run_that_asks_goes_on_when_it_is_told_to(qtbot, window, tmp_path, monkeypatch):
    monkeypatch.setattr(alike, "ALIKE_RECORDS", 10)
    for kind in Kind:
        monkeypatch.setitem(ITEMS_MAX, kind, 5)
    rows = [(f"n{at}", "2024-03-01", "1", "red", f"n{at}+refused@a.io") for at in range(40)]
    open_path(qtbot, window.session, write(tmp_path, rows))
    window.session.clear(Kind.PROFILES)
    window.session.fix(Kind.EVENTS, "metric", "Sale")
    checked(qtbot, window.checker)
    window.show_station(Station.SEND)
    station, runner = window.stations.send, window.runner
    with qtbot.waitSignal(runner.finished, timeout=WAIT_MS):
        station.start()
    assert runner.result.state is RunState.PAUSED
    window.show_station(Station.SEND)
    assert station.page.question.sentence.startswith("Klaviyo refused")
    run = runner.result.run
    with qtbot.waitSignal(runner.finished, timeout=WAIT_MS):
        station.page.question.press()
    assert runner.phase is Phase.FINISHED
    assert (runner.result.run, runner.result.state) == (run, RunState.DONE)
    assert runner.result.tally.events == Counts(refused=40)
    assert not station.page.question.isVisible()


def test_what_was_lost_is_sent_again_or_held_as_the_sheet_says(qtbot, window, tmp_path):
    open_path(qtbot, window.session, write(tmp_path))
    window.session.clear(Kind.PROFILES)
    window.session.fix(Kind.EVENTS, "metric", "Sale")
    checked(qtbot, window.checker)
    station = window.stations.send
    assert station.sheet.lost.resend.isChecked()
    for choice, holds in ((station.sheet.lost.hold, True), (station.sheet.lost.resend, False)):
        station.show_sheet()
        choice.click()
        with qtbot.waitSignal(window.runner.finished, timeout=WAIT_MS):
            station.start()
        assert window.runner.order.holds_lost is holds
