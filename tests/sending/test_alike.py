import pytest

from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.sending import alike
from klaviyo_gui.sending.alike import ALIKE_RECORDS, ALIKE_SHARE, Alike, AlikeRefusals
from klaviyo_gui.sending.progress import RefusedRow


def rows(count, field="email", code="invalid", kind=Kind.EVENTS, detail="No"):
    return [RefusedRow(at, kind, code, f"{detail} {at}", field) for at in range(1, count + 1)]


@pytest.fixture
def refusals():
    return AlikeRefusals()


def test_the_same_refusal_of_two_hundred_records_in_a_row_is_a_question(refusals):
    refusals.refuse(1, rows(ALIKE_RECORDS - 1), {})
    assert refusals.question() is None
    refusals.refuse(2, rows(1, detail="At last"), {})
    question = refusals.question()
    assert question == Alike(Kind.EVENTS, "invalid", "email", "At last 1", ALIKE_RECORDS)


def test_whatever_klaviyo_accepts_between_begins_the_count_anew(refusals):
    refusals.refuse(1, rows(ALIKE_RECORDS - 1), {})
    refusals.accept()
    refusals.refuse(2, rows(ALIKE_RECORDS - 1), {})
    assert refusals.question() is None


def test_few_refusals_in_many_records_are_no_question(refusals):
    """Four requests are on their way at a time, and of each a third is refused."""
    for batch in range(1, 5):
        refusals.refuse(batch, rows(333), {batch + 10: 667})
        assert refusals.question() is None
    # The rest of the first one is accepted.
    refusals.accept()
    refusals.refuse(5, rows(ALIKE_RECORDS - 1), {15: 801})
    assert refusals.question() is None


def test_what_is_left_of_a_request_counts_once_it_is_refused_as_well(refusals):
    refusals.refuse(1, rows(500), {2: 500})
    assert refusals.question() is None
    refusals.refuse(2, rows(400), {3: 100})
    assert refusals.question().records == 900
    assert ALIKE_SHARE * 1_000 == 900


def test_halves_of_a_request_are_open_until_they_are_answered(refusals):
    refusals.refuse(1, (), {2: 500, 3: 500})
    refusals.refuse(2, rows(500), {})
    assert refusals.question() is None
    refusals.refuse(3, rows(500), {})
    assert refusals.question().records == 1_000


def test_causes_that_differ_are_no_question(refusals):
    refusals.refuse(1, [*rows(300), *rows(300, field="phone_number")], {})
    assert refusals.question() is None
    refusals.accept()
    refusals.refuse(2, [*rows(180), *rows(180, kind=Kind.PROFILES)], {})
    assert refusals.question() is None


def test_without_a_property_klaviyos_words_tell_causes_apart(refusals):
    refusals.refuse(1, rows(300, field=""), {})
    assert refusals.question() is None
    same = [RefusedRow(1, Kind.EVENTS, "refused", "Metric is gone", "")] * 300
    refusals.accept()
    refusals.refuse(2, same, {})
    assert refusals.question().detail == "Metric is gone"


def test_words_that_never_repeat_take_no_memory(refusals):
    refusals.refuse(1, rows(10_000, field=""), {})
    assert len(refusals._causes) == len(refusals._latest) == alike._CAUSES_MAX
    refusals.refuse(2, rows(1_000, field="email"), {})
    assert refusals.question() is None


def test_what_was_answered_is_not_asked_again(refusals):
    refusals.refuse(1, rows(ALIKE_RECORDS), {})
    again = AlikeRefusals([list(refusals.question().cause)])
    again.refuse(1, rows(ALIKE_RECORDS), {})
    assert again.question() is None
    again.accept()
    again.refuse(1, rows(ALIKE_RECORDS, field="value"), {})
    assert again.question().field == "value"
