import ast
import errno
import os
import re
from dataclasses import replace
from pathlib import Path

import pytest

import klaviyo_gui
from klaviyo_gui import wording
from klaviyo_gui.core import errors
from klaviyo_gui.core.findings import Finding
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.problem import Code, Problem, Severity
from klaviyo_gui.core.tally import Counts, State, Tally
from klaviyo_gui.klaviyo.trouble import Trouble
from klaviyo_gui.sending.alike import Alike
from klaviyo_gui.sending.progress import (
    ANSWERS_LOST,
    BATCH_DAMAGED,
    REFUSED_ALIKE,
    WORKER_ENDED,
    DamagedBatch,
)
from klaviyo_gui.sending.verdicts import ALREADY_THERE, UNNAMED_FAILURE
from klaviyo_gui.source.damage import damage
from klaviyo_gui.source.faults import HEADER_EMPTY, HEADER_REPEATED, Fault
from klaviyo_gui.store.journal import Exceptional
from klaviyo_gui.wording import Words
from klaviyo_gui.wording.here import BY_EDITING, advice_here
from klaviyo_gui.wording.problems import PROBLEMS
from klaviyo_gui.wording.sources import target_name
from tests.core.expected_errors import family, sample
from tests.tour.made_up import made_up_language

PACKAGE = Path(klaviyo_gui.__file__).parent
JARGON = re.compile(r"payload|JSON|UTC|429|exception|null|None|HTTP|regex|boolean", re.IGNORECASE)
FAULTS = (damage([], 1), damage(["a", "b"], 1), Code.ROW_UNDECODABLE, HEADER_REPEATED, HEADER_EMPTY)
WAITS = ("", "burst", "steady", "asked to wait", "jobs", "retry", "paused")
OPTIONS = sorted(
    {
        option
        for path in PACKAGE.rglob("*.py")
        for option in re.findall(r'OptionError\("(--[a-z-]+)"', path.read_text("utf-8"))
    }
)
LEAVES = [kind for kind in family() if not kind.__subclasses__()]


def exceptional(code, detail="", field="", kind=Kind.EVENTS):
    return Exceptional(kind, 7, State.HELD, code, detail, field)


def all_words():
    """Return everything that is said without an example of an option."""
    yield from (wording.problem_words(Problem(code, Severity.HOLD)) for code in Code)
    yield from (wording.fault_words(Fault(code, 1, (2,))) for code in FAULTS)
    yield from (Words(wording.waiting_words(code), "") for code in WAITS[1:])
    yield from (
        Words(*wording.exception_words(exceptional(code)))
        for code in (ALREADY_THERE, UNNAMED_FAILURE, "invalid")
    )
    yield from (
        wording.error_words(sample(kind)) for kind in LEAVES if kind is not errors.OptionError
    )


def is_plain(words):
    assert words.what.strip()
    assert not words.advice or words.advice[0].isupper()
    assert words.sentence == words.sentence.strip()
    assert words.sentence.endswith((".", "events"))
    assert not JARGON.search(words.sentence), words.sentence
    assert not re.search(r"[{}]|  |\.\.", words.sentence), words.sentence


def test_everything_is_said_in_plain_whole_sentences():
    for words in all_words():
        is_plain(words)


@pytest.mark.parametrize(
    "what", ["", "Invalid payload.", "Status 429.", "JSON is broken.", "Twice..", "Odd  blanks."]
)
def test_empty_words_and_jargon_would_fail_this_test(what):
    with pytest.raises(AssertionError):
        is_plain(Words(what, ""))


@pytest.mark.parametrize("code", Code)
def test_every_problem_has_words_of_its_own(code):
    words = wording.problem_words(Problem(code, Severity.HOLD))
    others = {
        wording.problem_words(Problem(other, Severity.HOLD)).what for other in Code if other != code
    }

    assert words.what not in others
    assert wording.finding_words(finding(code)).what == words.what
    if code is not Code.REPEATED:
        assert wording.exception_words(exceptional(code.value)) == (words.what, words.advice)


@pytest.mark.parametrize("kind", LEAVES, ids=lambda kind: kind.__name__)
def test_every_expected_error_has_words_of_its_own(kind):
    words = wording.error_words(sample(kind))

    assert words.what
    assert kind.__name__ not in words.sentence


def test_an_error_without_words_still_says_its_name():
    assert wording.error_words(errors.SourceError()).what == "SourceError."


def finding(code, target="", kind=Kind.EVENTS):
    return Finding(kind, code, Severity.HOLD, target, 1, (2,), ())


def test_a_problem_shows_the_cell_and_the_related_line():
    problem = Problem(Code.EMAIL_INVALID, Severity.HOLD, "email", "sarah")

    assert wording.problem_words(problem).what == "This is not an e-mail address: “sarah”."
    assert len(wording.problem_words(replace(problem, text="x" * 999)).what) < 100
    assert wording.problem_words(Problem(Code.MERGED, Severity.NOTE, other_line=5)).what == (
        "The same person stands in an earlier row (file line 5)."
    )


def test_a_finding_names_the_property_it_concerns():
    assert wording.finding_words(finding(Code.EMAIL_INVALID, "profile.email")).what == (
        "E-mail: This is not an e-mail address."
    )
    assert wording.target_label(Kind.PROFILES, "properties.Größe") == "Größe"
    assert wording.target_label(Kind.PROFILES, "long gone") == "long gone"


def test_a_property_is_named_in_the_language_in_use_unless_its_name_is_the_customers_own():
    with made_up_language():
        assert wording.target_label(Kind.EVENTS, "value") == "⟦Value⟧"
        assert wording.target_label(Kind.EVENTS, "properties.Value") == "Value"
        assert target_name(Kind.EVENTS, "value") == "Value"


def test_how_much_is_too_much_is_said_in_every_language():
    with made_up_language():
        words = wording.finding_words(finding(Code.LIST_TOO_LONG))
    assert words.what == "⟦The list has more than 4,000 items, and Klaviyo refuses it.⟧"


def test_a_fault_of_the_header_names_the_columns():
    assert wording.fault_words(Fault(HEADER_REPEATED, 2, (1,), ("Mail", "Id"))).what == (
        "Several columns have the same name: Mail, Id."
    )


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        (exceptional(ALREADY_THERE), "Klaviyo had this event before."),
        (exceptional("repeated", "4", "unique_id"), "(file line 4)."),
        (
            exceptional("email_invalid", "sarah", "profile.email"),
            "E-mail: This is not an e-mail address: “sarah”.",
        ),
        (exceptional("time_missing"), "The time is empty."),
        (
            exceptional("invalid", "Invalid email address", "email", Kind.PROFILES),
            "Klaviyo refused it (email): Invalid email address",
        ),
        (exceptional("refused"), "Klaviyo refused it and gave no reason."),
    ],
)
def test_a_record_that_was_not_accepted_has_its_reason(found, reason):
    assert wording.exception_words(found)[0].endswith(reason)


@pytest.mark.parametrize("code", WAITS)
def test_every_wait_is_explained(code):
    assert bool(wording.waiting_words(code)) == bool(code)


@pytest.mark.parametrize(
    ("wait", "said"),
    [
        (("retry", 8.2, Trouble.CONNECT), "Klaviyo could not be reached. Trying again in 8 s."),
        (("retry", 0.3, ""), "No clear answer. Trying again in a moment."),
        (("asked to wait", 61.0, ""), "Klaviyo asked to wait; it goes on by itself in 1 min 1 s."),
        (("burst", 30.0, ""), "Waiting a moment: Klaviyo takes only so many requests a second."),
    ],
)
def test_a_wait_says_what_went_wrong_and_how_long_it_takes(wait, said):
    assert wording.waiting_words(*wait) == said


def test_a_refusal_again_and_again_is_told_with_klaviyos_words():
    found = Alike(Kind.EVENTS, "invalid", "unique_id", "Not unique.", 1_000)
    words = wording.alike_words(found)
    assert words.what == (
        "Klaviyo refused 1,000 events, one after the other, for the same reason (unique_id): "
        "“Not unique”."
    )
    is_plain(words)
    assert wording.alike_words(replace(found, field="", detail="")).what.endswith(
        "for the same reason, without giving one."
    )


@pytest.mark.parametrize("option", OPTIONS)
def test_every_option_that_can_be_wrong_says_what_would_be_right(option):
    words = wording.error_words(errors.OptionError(option, "xyz"))

    assert words.what == f"“xyz” is no value for {option}."
    assert words.advice.startswith("Use ")


def test_options_were_found_in_the_source():
    assert {"--time-zone", "--phone-country", "--encoding"} <= set(OPTIONS)


def held(events, profiles=0):
    return Tally(Counts(held=events), Counts(held=profiles))


@pytest.mark.parametrize(
    ("error", "what"),
    [
        (errors.RunBlocked(held(1)), "1 event has a problem, so nothing was sent."),
        (
            errors.RunBlocked(held(2_000, 1)),
            "2,000 events and 1 person row have problems, so nothing was sent.",
        ),
        (errors.NothingToSend(held(0)), "There is nothing to send."),
        (errors.NothingToSend(held(0, 1)), "There is nothing to send: 1 person row is held back."),
        (errors.NothingToSend(held(2)), "There is nothing to send: 2 events are held back."),
        (errors.FileUndecodable(Path("a.csv"), "utf-8"), "a.csv is no text in utf-8."),
        (errors.FileUndecodable(Path("a.csv"), "utf-8", 3), "a.csv is no text in utf-8 (line 3)."),
        (errors.IdentifierMissing("events"), "Nothing says who the events belong to."),
        (errors.IdentifierMissing("profiles"), "Nothing says who the people are."),
        (errors.TargetRepeated("events", "profile.email"), "Two columns fill E-mail."),
        (errors.AccountRefused("Shop", 401, ""), "Shop refused the key (status 401)."),
        (
            errors.AccountRefused("Shop", 0, "The run belongs to Acme."),
            "Shop is not the account for this. The run belongs to Acme.",
        ),
        (
            errors.ColumnsMissing(("Mail",), ("Id",)),
            "The mapping speaks of a column that this file does not have: “Mail”.",
        ),
        (
            errors.ColumnsMissing(("Mail", "Id"), ()),
            "The mapping speaks of columns that this file does not have: “Mail”, “Id”.",
        ),
    ],
)
def test_an_error_speaks_of_one_and_of_many(error, what):
    assert wording.error_words(error).what == what


FOREIGN = {
    "a gzip archive that unpacks to over 200 times its size": "Do not unpack it: ",
    "a ZIP archive of more than 16 GB when unpacked": "Do not unpack it here: ",
    "an Excel workbook that unpacks to over 200 times its size": "Do not unpack it: ",
    "a ZIP archive that is damaged or not complete": "Download or export it again",
    "an Excel workbook that is damaged or not complete": "Download or export it again",
    "a ZIP archive without a file in it": "Export it again",
    "a password-protected ZIP archive": "Unpack it with its password",
    "a password-protected Excel workbook": "Open it with its password",
    "an Excel workbook with a sheet of more than 40,000,000 cells": "Save the part",
    "an archive with another file in it (a web page or XML file)": "Unpack it, and open",
    "a 7-Zip archive": "Unpack it, and open the CSV file that is in it",
    "a web page with a table": "Open it in Excel, and save it as CSV",
    "data that programs exchange, and no table": "Export the table as CSV UTF-8",
    "a web page or XML file": "Download the export itself",
    "text of a mainframe (EBCDIC) in which no line ends": "Ask for it as CSV UTF-8",
    "a file of bytes that are no text": "Export the table as CSV UTF-8",
    "an SQLite database": "Export its table",
    "a pipe or a device, which can be read only once": "Save what it gives as a file",
    "an old Excel workbook (.xls)": "Open it where it was made, and save it as CSV UTF-8",
    "a PDF document": "Open it where it was made, and save it as CSV UTF-8",
}


@pytest.mark.parametrize("found", FOREIGN)
def test_a_file_of_another_kind_is_called_by_its_name_with_what_to_do(found):
    words = wording.error_words(errors.FileUnsupported(Path("orders.csv"), found))
    kind = found.removesuffix(" that is damaged or not complete")
    assert words.what == (
        f"orders.csv is no CSV file; it looks like {found}."
        if kind == found
        else f"orders.csv is {kind} that is damaged or cut off, so it cannot be opened."
    )
    assert words.advice.startswith(FOREIGN[found])
    is_plain(words)


def test_the_files_of_an_archive_are_named_as_far_as_they_can_be_read():
    words = wording.error_words(errors.FileOfSeveral(Path("a.zip"), ("a.csv", "b.csv")))
    assert words.what == "a.zip is a ZIP archive of 2 files."
    assert words.advice.endswith("open the one that you want: a.csv, b.csv.")
    is_plain(words)
    many = errors.FileOfSeveral(Path("a.zip"), tuple(map(str, range(40))))
    assert wording.error_words(many).advice.endswith("9, 10, 11, ….")


def test_every_kind_of_file_that_the_source_names_has_its_article():
    named = [
        node.value
        for path in (PACKAGE / "source").glob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if re.fullmatch(
            r"[\w\-()., ]*\b(?:archive|workbook|database|document)", node.value, re.IGNORECASE
        )
    ]
    assert len(named) > 8
    assert [each for each in named if not each.startswith(("a ", "an "))] == []


def test_no_bomb_is_advised_to_be_unpacked():
    for found in (each for each in FOREIGN if "unpack" in each):
        advice = wording.error_words(errors.FileUnsupported(Path("a.zip"), found)).advice
        assert advice.startswith("Do not unpack it")


@pytest.mark.parametrize(
    ("cause", "said", "advice"),
    [
        (errno.EISDIR, "orders is a folder and no file.", "Open one of the files in it."),
        (errno.ENOSPC, "orders cannot be opened: ", "Make room"),
        (errno.EACCES, "orders cannot be opened: ", "Close it in other programs"),
    ],
)
def test_what_the_system_refuses_is_told_with_what_to_do(cause, said, advice):
    words = wording.error_words(errors.FileUnreadable(Path("orders"), os.strerror(cause)))
    assert words.what.startswith(said)
    assert words.advice.startswith(advice)


def test_a_missing_preset_names_those_that_are_there():
    assert "Spring" in wording.error_words(errors.PresetMissing("x", ("Spring",))).advice
    assert wording.error_words(errors.PresetMissing("x")).advice == "Check the name or the path."


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "1 s"),
        (59.4, "59 s"),
        (59.6, "1 min"),
        (61, "1 min 1 s"),
        (120, "2 min"),
        (605, "10 min"),
        (3_599, "59 min"),
        (3_600, "1 h 0 min"),
        (7_290, "2 h 1 min"),
    ],
)
def test_time_spans_are_said_as_people_say_them(seconds, said):
    assert wording.duration(seconds) == said


@pytest.mark.parametrize(
    ("number", "kind", "said"),
    [
        (1, Kind.EVENTS, "1 event"),
        (0, Kind.EVENTS, "0 events"),
        (24_310, Kind.PROFILES, "24,310 people"),
        (1, Kind.PROFILES, "1 person"),
    ],
)
def test_records_are_counted_with_their_noun(number, kind, said):
    assert wording.count(number, kind) == said


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (
            1,
            (
                "One request of this run is damaged on this computer and was left out: 1 event "
                "(line 1)."
            ),
        ),
        (
            2,
            (
                "Some requests of this run are damaged on this computer and were left out: 1 event "
                "(line 1), 2 events (lines 2 to 1,003)."
            ),
        ),
    ],
)
def test_what_was_altered_is_named_by_its_rows(number, said):
    damaged = tuple(
        DamagedBatch(Kind.EVENTS, at, at, at + (at - 1) * 1_001) for at in range(1, number + 1)
    )
    words = wording.damaged_words(damaged)
    assert words.what == said
    is_plain(words)
    assert wording.damaged_words(damaged * 9).what.endswith(f", {9 * number - 5} more requests.")


@pytest.mark.parametrize(
    "trouble", [*Trouble, WORKER_ENDED, REFUSED_ALIKE, ANSWERS_LOST, BATCH_DAMAGED]
)
def test_every_trouble_is_told_in_words_of_its_own(trouble):
    words = wording.detail_words(trouble)
    assert words[0].isupper()
    assert words.rstrip(".") != trouble
    is_plain(Words(words.replace("?", "."), ""))


@pytest.mark.parametrize(
    ("detail", "words"),
    [
        ("", ""),
        ("Invalid key", "Invalid key."),
        ("Invalid key.", "Invalid key."),
        ("Is that all?", "Is that all?"),
        ("A job with id UFJBQ1RJX21haW50ZW5hbmNl== is not there.", "A job with id … is not there."),
        ("No job 01GDDKASAP8TKDDA2GRZDSVP4H.", "No job …."),
        (
            "ann.0123456789.smith-and-sons@shop.de is wrong",
            "ann.0123456789.smith-and-sons@shop.de is wrong.",
        ),
        ("Misunderstandings are incomprehensible", "Misunderstandings are incomprehensible."),
    ],
)
def test_klaviyos_own_sentence_ends_once_and_names_no_long_id(detail, words):
    assert wording.detail_words(detail) == words


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le"])
def test_a_file_of_which_a_byte_is_missing_is_to_be_exported_again(encoding):
    path = Path("a.csv")
    assert (
        "export it again" in wording.error_words(errors.FileUndecodable(path, encoding, 3)).advice
    )
    assert (
        "export it again"
        not in wording.error_words(errors.FileUndecodable(path, "utf-8", 3)).advice
    )


def test_what_can_be_done_in_the_window_is_said_only_where_it_is_something_else():
    for code, advice in BY_EDITING.items():
        assert advice_here(code) == advice != PROBLEMS[code][1]
        assert advice[0].isupper()
        assert advice.endswith(".")
        assert " here" in advice
    assert advice_here(Code.MERGED) == PROBLEMS[Code.MERGED][1]
