import hashlib
import re
import time
from dataclasses import replace
from html.parser import HTMLParser
from threading import Event

import pytest

from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.tally import Counts, State, Tally
from klaviyo_gui.sending.send import Order, send
from klaviyo_gui.store.export import export
from klaviyo_gui.store.history import RunSummary
from klaviyo_gui.store.results import Cause, Results, read_results
from klaviyo_gui.wording import exception_words, report_page
from tests.doubles.accounts import practice
from tests.doubles.files import csv_bytes, csv_file, mapping, orders

EVENTS, PEOPLE = Kind.EVENTS, Kind.PROFILES
CREATED = "2024-05-01T10:00:00+00:00"
BERLIN = "1 May 2024, 12:00 (Europe/Berlin)"


class Page(HTMLParser):
    """Reads a page as somebody would: its texts, its tables, and what it is made of."""

    def __init__(self, raw):
        super().__init__()
        self.tags, self.open, self.rows, self.texts = set(), [], [], []
        self.feed(raw.decode())
        self.close()
        assert not self.open

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        assert not any(name.startswith("on") or name in {"src", "href"} for name, _ in attrs)
        if tag != "meta":
            self.open.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in {"td", "th"}:
            self.rows[-1].append("")

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] in {"td", "th"}:
            self.rows[-1][-1] += data
        elif self.open and self.open[-1] != "style":
            self.texts.append(data.strip())


def results(tally, causes=(), state="done", **more):
    run = RunSummary("r1", "Spring", "Shop (A1)", "a.csv", CREATED, state, tally, 3, 61.0, "")
    return Results(run, tally, causes, **more)


def test_the_page_tells_file_account_counts_and_causes():
    causes = (
        Cause(EVENTS, State.REFUSED, "invalid", "Bad phone", 1_000, "profile.phone_number"),
        Cause(PEOPLE, State.HELD, "email_invalid", "", 2, "email"),
    )
    tally = Tally(Counts(accepted=5, refused=1_000), Counts(held=2))
    more = {"fingerprint": "ab12", "size": 7, "again": ("r2",), "time_zone": "Europe/Berlin"}
    page = Page(report_page(results(tally, causes, **more)))
    assert page.rows == [
        ["State", "Events", "People rows"],
        ["Accepted by Klaviyo", "5", "0"],
        ["Refused by Klaviyo", "1,000", "0"],
        ["Held back here", "0", "2"],
        ["Unknown", "0", "0"],
        ["Not sent", "0", "0"],
        ["All that were read", "1,005", "2"],
        ["Records", "State", "Cause", "What to do", "Klaviyo's words"],
        [
            "1,000 events",
            "refused by Klaviyo",
            "Klaviyo refused it (profile.phone_number).",
            "Correct the row and send it again.",
            "Bad phone",
        ],
        [
            "2 people rows",
            "held back here",
            "E-mail: This is not an e-mail address.",
            "Correct it in the file.",
            "",
        ],
    ]
    for text in ("Spring", "a.csv, 7 bytes", "ab12", "Shop (A1)", "r2", BERLIN):
        assert text in page.texts
    assert "Run r1: finished after 3 requests, 1 min 1 s." in page.texts


@pytest.mark.parametrize(
    ("state", "words"),
    [("paused", "paused before"), ("sending", "cut short"), ("planning", "planning")],
)
def test_the_page_says_how_a_run_stands(state, words):
    raw = report_page(results(Tally(Counts(unsent=1)), state=state)).decode()
    assert words in raw
    assert "was not taken" in raw
    assert "<h2>Causes" not in raw


@pytest.fixture
def in_india(monkeypatch):
    """The clock of the computer."""
    monkeypatch.setenv("TZ", "IST-5:30")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone of a process is set by POSIX only")
def test_times_are_those_of_the_account_and_where_it_is_not_known_of_this_computer(in_india):
    moments = {
        "America/New_York": "1 May 2024, 06:00 (America/New_York)",
        "UTC": "1 May 2024, 10:00 (London in winter)",
        "": "1 May 2024, 15:30 (+05:30)",
        "Mars/Base": "1 May 2024, 15:30 (+05:30)",
    }
    for zone, words in moments.items():
        run = replace(results(Tally()).summary, ended=CREATED)
        texts = Page(report_page(Results(run, Tally(), (), time_zone=zone))).texts
        assert [each for each in texts if "2024" in each] == [words, words]
    # What a damaged list of runs tells of its time is told as it stands there.
    damaged = replace(run, created="2024", ended="")
    assert "2024" in Page(report_page(Results(damaged, Tally(), ()))).texts


def test_the_zone_of_the_account_is_kept_with_the_run(tmp_path):
    with practice() as account:
        order = Order(csv_file(tmp_path, orders(1)), mapping("Bought"), "Orders", is_history=True)
        there = replace(account.destination, time_zone="Europe/Berlin")
        *_, end = send(order, there, tmp_path / "runs", tmp_path / "locks", Event())
    assert read_results(tmp_path / "runs", end.run).time_zone == "Europe/Berlin"


def test_the_page_needs_nothing_from_anywhere_and_runs_nothing():
    raw = report_page(results(Tally(Counts(accepted=1))))
    page = Page(raw)
    assert page.tags.isdisjoint({"script", "link", "img", "iframe", "object", "svg", "base"})
    assert b"default-src 'none'" in raw
    assert b"@media print" in raw
    assert not re.search(rb"https?:|url\(|@import", raw)


def test_no_name_becomes_a_tag():
    run = RunSummary(
        "r1", "<b>&x", "<script>", 'a".csv', CREATED, "done", Tally(), 0, 1.0, "", ended=CREATED
    )
    cause = Cause(EVENTS, State.REFUSED, "x", "<img src=x>", 1, "<i>")
    page = Page(report_page(Results(run, Tally(), (cause,))))
    assert page.tags.isdisjoint({"b", "script", "img", "i"})
    assert page.rows[-1][2:] == [
        "Klaviyo refused it (<i>).",
        "Correct the row and send it again.",
        "<img src=x>",
    ]


def test_the_page_of_a_real_run_holds_no_cell_of_its_file(tmp_path, monkeypatch):
    rows = [
        *orders(3, mark="Zz"),
        ("no addressZz", "o9", "NoteZz", "NameZz"),
        ("xZz+refused@shop.io", "o8", "NoteZz", "NameZz"),
    ]
    file = csv_file(tmp_path, rows)
    with practice() as account:
        order = Order(file, mapping("Bought"), "Orders", is_history=False)
        *_, end = send(order, account.destination, tmp_path / "runs", tmp_path / "locks", Event())
    paths = export(tmp_path / "runs", end.run, tmp_path / "out", exception_words, report_page)
    texts = {path.name: path.read_text("utf-8") for path in paths}
    assert "Zz" in texts["refused.csv"]
    assert "Zz" not in texts["report.html"]
    assert "Zz" not in texts["report.json"]
    page = texts["report.html"]
    assert hashlib.sha256(csv_bytes(rows)).hexdigest() in page
    assert "live, so that flows may start" in page
    assert "4 events" not in page


def test_the_page_names_the_list_that_people_joined_and_claims_no_consent():
    page = report_page(results(Tally(), joined="News")).decode()
    assert "“News”, which people joined; nobody was subscribed by it" in page
    assert "which people joined" not in report_page(results(Tally())).decode()
