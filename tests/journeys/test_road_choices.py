"""What is told and chosen on the way from the sample to its results."""

from klaviyo_gui.ui.status import Station
from tests.journeys.test_whole_road import open_sample, send
from tests.ui.windows import WAIT_MS, checked


def test_the_file_is_told_in_one_sentence(qtbot, window):
    open_sample(qtbot, window)
    facts = 'Comma · UTF-8 · Header in line 1 · Quotes " · 16 columns · 60 rows'
    assert window.stations.file.facts == facts


def test_the_button_says_what_is_sent(qtbot, window):
    open_sample(qtbot, window)
    result = checked(qtbot, window.checker)
    words = f"Send {result.tally.events.unsent} events and {result.people} people as history"
    assert window.stations.send.words == words


def test_a_trial_sends_the_first_ten_rows_only(qtbot, window):
    open_sample(qtbot, window)
    checked(qtbot, window.checker)
    window.stations.send.choose_trial(is_trial=True)
    assert window.stations.send.words == "Send the first 10 rows as history"
    send(qtbot, window)
    assert window.archive.results.tally.events.read == 10


def test_live_is_a_visible_choice_and_reaches_klaviyo(qtbot, window):
    open_sample(qtbot, window)
    checked(qtbot, window.checker)
    window.session.set_history(False)
    assert window.stations.send.words.endswith(" live")
    assert "live, may start flows" in window.strip.sentence
    window.show_station(Station.PREVIEW)
    assert '"backfill"' not in window.stations.preview.request
    window.session.set_history(True)
    assert '"backfill": true' in window.stations.preview.request


def test_live_holds_for_one_run_only(qtbot, window):
    open_sample(qtbot, window)
    checked(qtbot, window.checker)
    window.session.set_history(False)
    send(qtbot, window)
    assert window.session.is_history


def test_results_are_saved_into_a_folder(qtbot, window, tmp_path):
    open_sample(qtbot, window)
    checked(qtbot, window.checker)
    send(qtbot, window)
    with qtbot.waitSignal(window.archive.saved, timeout=WAIT_MS):
        window.archive.save(tmp_path / "out")
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == ["accepted.csv", "refused.csv", "report.html", "report.json"]
    assert window.stations.results.notice.sentence.startswith("The results are saved.")


def test_results_that_cannot_be_saved_are_told_in_place(qtbot, window, tmp_path):
    open_sample(qtbot, window)
    checked(qtbot, window.checker)
    send(qtbot, window)
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with qtbot.waitSignal(window.archive.refused, timeout=WAIT_MS):
        window.archive.save(tmp_path / "file")
    window.show_station(Station.RESULTS)
    assert window.stations.results.notice.isVisible()
