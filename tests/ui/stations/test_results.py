import time
from dataclasses import replace

import pytest

from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.problem import Code
from klaviyo_gui.core.tally import Counts, State, Tally
from klaviyo_gui.store.history import RunSummary
from klaviyo_gui.store.journal import Exceptional
from klaviyo_gui.store.results import Cause, FoundRow, Results
from klaviyo_gui.ui.archive import ROWS_SHOWN
from klaviyo_gui.ui.models.runs import moment
from klaviyo_gui.ui.stations.results import _note, cause_rows, found_rows, no_rows_words, verdict

EVENTS, PEOPLE = Kind.EVENTS, Kind.PROFILES
CREATED = "2024-05-01T10:00:00+00:00"


def results(events, people=None, state="done", causes=()):
    tally = Tally(events, people or Counts())
    run = RunSummary("r1", "Spring", "Practice", "a.csv", CREATED, state, tally, 1, 1.0, "")
    return Results(run, tally, causes)


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (results(Counts(accepted=2)), "2 events accepted, every single record."),
        (results(Counts()), "Nothing was sent: this run had no row to send."),
        (
            results(Counts(), state="stopped"),
            "Nothing was sent: this run had no row to send. The run was stopped.",
        ),
        (
            results(Counts(accepted=1, refused=1), Counts(held=2)),
            "1 event accepted; 1 event refused, 2 people rows held here.",
        ),
        (
            results(Counts(), Counts(unknown=1, unsent=3), "paused"),
            "Nothing accepted; 1 person row unknown, 3 people rows not sent. The run is paused.",
        ),
        (
            results(Counts(accepted=1, unsent=1_000), state="stopped"),
            "1 event accepted; 1,000 events not sent. The run was stopped.",
        ),
    ],
)
def test_the_verdict_names_every_state_with_its_unit(found, words):
    assert verdict(found) == words


def test_records_without_a_reason_of_their_own_come_first_with_advice():
    causes = (
        Cause(PEOPLE, State.UNKNOWN, "unnamed_failure", "", 2),
        Cause(EVENTS, State.HELD, Code.EMAIL_INVALID, "", 4, "profile.email"),
    )
    found = results(Counts(held=4), Counts(unsent=184_000, unknown=5), "stopped", causes)
    unsent, unknown, named, bad = cause_rows(found)
    assert unsent[:3] == ("184,000 people rows", "not sent", "Not sent yet.")
    assert unsent[3] == "Press “Continue” above."
    assert unknown[:2] == ("3 people rows", "unknown")
    assert unknown[3].startswith("Press “Continue” above. The same request goes again;")
    assert named[:2] == ("2 people rows", "unknown")
    assert bad == (
        "4 events",
        "held here",
        "E-mail: This is not an e-mail address.",
        "Correct it in the file.",
    )


def test_each_refusal_keeps_klaviyos_own_words():
    causes = tuple(
        Cause(EVENTS, State.REFUSED, "invalid", said, 1, "email") for said in ("one", "two")
    )
    reasons = [row[2] for row in cause_rows(results(Counts(refused=2), causes=causes))]
    assert reasons == ["Klaviyo refused it (email): one", "Klaviyo refused it (email): two"]


def test_rows_that_were_looked_for_tell_what_became_of_them():
    refused = Exceptional(EVENTS, 2, State.REFUSED, "invalid", "Bad", "email")
    states = {EVENTS: State.REFUSED, PEOPLE: State.ACCEPTED}
    rows = [
        FoundRow(1_002, ["Zoe", "", "zoe@shop.io"], states, [refused]),
        FoundRow(3, ["Mia"], {EVENTS: State.ACCEPTED}, []),
    ]
    assert found_rows(rows) == [
        (
            "1,002",
            "Zoe · zoe@shop.io",
            "event refused, person accepted",
            "Klaviyo refused it (email): Bad",
            "Correct the row and send it again.",
        ),
        ("3", "Mia", "accepted", "", ""),
    ]


def test_what_the_table_of_rows_leaves_out_is_told():
    assert _note(results(Counts(accepted=5, held=2)), 2) == ""
    assert "10,000" in _note(results(Counts(refused=20_000)), ROWS_SHOWN)
    assert _note(results(Counts(unsent=3)), 0).startswith("Rows without an answer")


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone of a process is set by POSIX only")
def test_a_run_is_told_by_the_clock_of_this_computer(monkeypatch):
    monkeypatch.setenv("TZ", "EST+5")
    time.tzset()
    try:
        assert moment(CREATED) == "2024-05-01 05:00"
    finally:
        monkeypatch.undo()
        time.tzset()


def test_a_moment_that_cannot_be_read_is_shown_as_it_stands():
    damaged = replace(results(Counts()).summary, created="yesterday")
    assert moment(damaged.created) == "yesterday"


def test_why_no_row_is_listed_is_said():
    whole, open_ = results(Counts(accepted=2)), results(Counts(accepted=2, unknown=1))
    none = results(Counts())
    erased = replace(whole, summary=replace(whole.summary, is_erased=True))
    assert [
        no_rows_words(*each)
        for each in ((whole, ""), (open_, ""), (erased, ""), (whole, "x"), (none, ""))
    ] == [
        "Every row was accepted.",
        "Rows without an answer are counted above.",
        "The rows of this run were erased after their time.",
        "No row holds “x”.",
        "This run had no row to send.",
    ]
