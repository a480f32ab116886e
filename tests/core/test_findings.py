from hypothesis import given
from hypothesis import strategies as st

from klaviyo_gui.core.findings import (
    LINES_KEPT,
    TEXTS_KEPT,
    Finding,
    Findings,
    is_undated,
    is_zone_unsaid,
)
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.problem import Code, Problem, Severity

HELD = Problem(Code.EMAIL_INVALID, Severity.HOLD, "email", "sarah")
WARNED = Problem(Code.PHONE_INVALID, Severity.WARN, "phone_number", "12")
NOTED = Problem(Code.ID_MISSING, Severity.NOTE, "unique_id")


def test_problems_are_gathered_by_kind_cause_and_property():
    findings = Findings()
    findings.add(Kind.EVENTS, 2, [HELD, NOTED])
    findings.add(Kind.EVENTS, 3, [HELD])
    findings.add(Kind.PROFILES, 3, [HELD])

    assert findings.all() == (
        Finding(Kind.EVENTS, HELD.code, HELD.severity, "email", 2, (2, 3), ("sarah",)),
        Finding(Kind.PROFILES, HELD.code, HELD.severity, "email", 1, (3,), ("sarah",)),
        Finding(Kind.EVENTS, NOTED.code, NOTED.severity, "unique_id", 1, (2,), ()),
    )


def test_the_worst_consequence_comes_first_and_then_the_most_frequent():
    findings = Findings()
    for line in range(9):
        findings.add(Kind.EVENTS, line, [NOTED])
    findings.add(Kind.EVENTS, 9, [WARNED, HELD])
    findings.add(Kind.EVENTS, 10, [Problem(Code.TIME_MISSING, Severity.HOLD, "time")] * 2)
    findings.add(Kind.EVENTS, 11, [Problem(Code.ID_TOO_LONG, Severity.HOLD, "unique_id")] * 2)

    assert [(each.code, each.count) for each in findings.all()] == [
        (Code.ID_TOO_LONG, 2),
        (Code.EMAIL_INVALID, 1),
        (Code.PHONE_INVALID, 1),
        (Code.TIME_MISSING, 2),
        (Code.ID_MISSING, 9),
    ]


def test_memory_stays_flat_while_the_count_goes_on():
    findings = Findings()
    for line in range(1_000):
        findings.add(Kind.EVENTS, line, [Problem(HELD.code, HELD.severity, "", f"text {line}")])
    (found,) = findings.all()

    assert found.count == 1_000
    assert found.lines == tuple(range(LINES_KEPT))
    assert found.texts == tuple(f"text {at}" for at in range(TEXTS_KEPT))


def test_each_line_keeps_the_line_it_has_to_do_with():
    findings = Findings()
    for line, other in ((5, 2), (6, 0), (7, 3)):
        findings.add(Kind.EVENTS, line, [Problem(Code.REPEATED, Severity.HOLD, "", "", other)])
    findings.add(Kind.EVENTS, 8, [HELD])
    related = {each.code: each.related for each in findings.all()}

    assert related == {Code.REPEATED: (2, 0, 3), Code.EMAIL_INVALID: ()}


problems = st.builds(
    Problem,
    st.sampled_from([Code.EMAIL_INVALID, Code.TIME_INVALID]),
    st.sampled_from(Severity),
    st.sampled_from(["", "email"]),
    st.sampled_from(["", "a", "b", "c", "d"]),
    st.sampled_from([0, 0, 3]),
)
found_lines = st.lists(
    st.tuples(st.sampled_from(Kind), st.lists(problems, max_size=3)), max_size=150
)


@given(found_lines, st.data())
def test_parts_of_a_file_found_apart_say_the_same_as_the_whole(lines, data):
    at = data.draw(st.integers(0, len(lines)))
    whole, first, second, together = Findings(), Findings(), Findings(), Findings()
    for line, (kind, found) in enumerate(lines):
        whole.add(kind, line, found)
        (first if line < at else second).add(kind, line, found)
    together.merge(first.all())
    together.merge(second.all())

    assert together.all() == whole.all()
    assert sum(each.count for each in whole.all()) == sum(len(found) for _, found in lines)


def test_a_zone_that_nobody_said_is_found_among_the_findings():
    findings = Findings()
    findings.add(Kind.EVENTS, 2, [Problem(Code.ID_PADDED, Severity.WARN, "unique_id", "x ")])
    assert not is_zone_unsaid(findings.all())
    findings.add(Kind.EVENTS, 3, [Problem(Code.ZONE_UNSAID, Severity.WARN, "time", "x")])
    assert is_zone_unsaid(findings.all())


def test_only_the_time_of_sending_that_nobody_chose_is_found_as_undated():
    for severity, expected in ((Severity.WARN, True), (Severity.NOTE, False)):
        findings = Findings()
        findings.add(Kind.EVENTS, 2, [Problem(Code.TIME_PLANNED, severity, "time")])
        assert is_undated(findings.all()) is expected
    assert not is_undated(())
