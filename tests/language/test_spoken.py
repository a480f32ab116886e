"""What is told of errors, waits, keys and runs is told in the language that is spoken."""

import re
from pathlib import Path

import pytest

from klaviyo_gui import wording
from klaviyo_gui.core import errors
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.permission import SCOPES, Permission
from klaviyo_gui.core.tally import Counts, State, Tally
from klaviyo_gui.core.way import Way
from klaviyo_gui.klaviyo.trouble import Trouble
from klaviyo_gui.language import told
from klaviyo_gui.sending.alike import Alike
from klaviyo_gui.store.history import RunSummary
from klaviyo_gui.store.presets import load
from klaviyo_gui.store.results import Cause, Results
from tests.core.expected_errors import family, sample
from tests.tour.made_up import left_over, made_up_language

LEAVES = [kind for kind in family() if not kind.__subclasses__()]
WAITS = ("burst", "steady", "asked to wait", "jobs", "retry", "flows", "paused")
ORDERS = Path("orders.csv")
CREATED = "2024-05-01T10:00:00+00:00"
EVENTS, PEOPLE = Kind.EVENTS, Kind.PROFILES


@pytest.fixture
def spoken():
    """Speak the language that nobody speaks."""
    with made_up_language():
        yield


def other(words):
    """Return what of these words is in another language than the one that is spoken."""
    return re.findall(r"[^\W\d_]{2,}", left_over(words))


@pytest.mark.parametrize("kind", LEAVES, ids=lambda kind: kind.__name__)
def test_every_error_is_told_in_it(kind, spoken):
    said = other(wording.error_words(sample(kind)).sentence)
    # The detail of an answer is Klaviyo's own sentence.
    assert said == (["events"] if hasattr(sample(kind), "detail") else [])


def test_why_something_failed_is_told_in_it_and_the_system_says_it_as_it_does(spoken):
    owner = told("The run belongs to {account}.", account="Acme")
    words = wording.error_words(errors.AccountRefused("Shop", 0, owner))
    assert "⟦The run belongs to Acme.⟧" in words.what
    words = wording.error_words(errors.PresetUnreadable("Till", told("it is damaged")))
    assert "⟦it is damaged⟧" in words.what
    found = told("{kind} of more than {size} GB when unpacked", kind=told("a file"), size=16)
    assert "⟦⟦a file⟧ of" in wording.error_words(errors.FileUnsupported(ORDERS, found)).what


@pytest.mark.parametrize("wait", WAITS)
@pytest.mark.parametrize("seconds", [0.0, 75.0])
def test_every_wait_is_told_in_it(wait, seconds, spoken):
    assert other(wording.waiting_words(wait, seconds, Trouble.BROKEN)) == []


@pytest.mark.parametrize("trouble", [str(each) for each in Trouble])
def test_every_trouble_is_told_in_it(trouble, spoken):
    assert other(wording.detail_words(trouble)) == []


@pytest.mark.parametrize("detail", ["", "Bad phone."])
def test_what_is_refused_again_and_again_is_told_in_it(detail, spoken):
    words = wording.alike_words(Alike(EVENTS, "invalid", "phone_number", detail, 20))
    assert other(words.sentence) == []


@pytest.mark.parametrize("way", Way)
@pytest.mark.parametrize("permission", Permission)
def test_every_use_of_a_key_is_told_in_it(permission, way, spoken):
    assert other(wording.use_words(permission)) == []
    scopes = re.findall(r"\w+:\w+", wording.help_words(permission, way))
    assert other(re.sub(r"\w+:\w+", "", wording.help_words(permission, way))) == []
    assert tuple(scopes) == (SCOPES[permission] if way is Way.PRIVATE else ())


def test_the_page_of_a_run_is_told_in_it(spoken):
    tally = Tally(Counts(accepted=1, refused=1, held=1), Counts(unsent=2))
    run = RunSummary("r1", "Spring", "Shop", "a.csv", CREATED, "paused", tally, 3, 61.0, CREATED)
    causes = (Cause(EVENTS, State.REFUSED, "invalid", "Bad", 1, "phone_number"),)
    page = wording.report_page(
        Results(run, tally, causes, fingerprint="ab" * 32, size=3, joined="News", again=("r2",))
    ).decode()
    assert 'lang="made up"' in page
    said = re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)
    texts = re.findall(r">([^<>]+)<", said)
    names = {"Spring", "Shop", "csv", "Bad"} | set(other("ab" * 32)) | set(other(CREATED))
    assert {word for each in texts for word in other(each)} <= names
    assert len(texts) > 40


def test_words_of_another_language_are_seen():
    assert other("Nothing was sent. ⟦Try again.⟧") == ["Nothing", "was", "sent"]


@pytest.mark.parametrize(
    "content",
    [
        b"{",
        b"",
        b'{"format": "other"}',
        b'{"format": "klaviyo-gui preset", "version": 0}',
        b'{"format": "klaviyo-gui preset", "version": 1, "evnts": []}',
        b'{"format": "klaviyo-gui preset", "version": 1, "events": [{"target": 1, "text": "x"}]}',
        b'{"format": "klaviyo-gui preset", "version": 2, "rows": {"match": "some"}}',
    ],
)
def test_what_is_wrong_in_a_preset_is_told_in_it(content, tmp_path, spoken):
    file = tmp_path / "till.json"
    file.write_bytes(content)
    with pytest.raises(errors.PresetUnreadable) as caught:
        load(file)
    said = wording.error_words(caught.value)
    assert other(said.sentence.replace(str(file), "")) == []
    assert "⟦" in said.what.partition(": ")[2]
