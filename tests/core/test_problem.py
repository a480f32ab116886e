from pathlib import Path

import klaviyo_gui
from klaviyo_gui.core.problem import Code, Severity, is_worth_a_look
from klaviyo_gui.source.causes import MEANINGS

PACKAGE = Path(klaviyo_gui.__file__).parent


def test_codes_are_stable_names_for_scripts():
    assert all(code.value == code.name.lower() for code in Code)


def test_every_problem_can_be_found_in_some_row_or_record():
    finders = [
        path.read_text("utf-8")
        for layer in ("core", "sending")
        for path in (PACKAGE / layer).rglob("*.py")
    ]
    structure = set(MEANINGS)
    unused = {code for code in Code if not any(f"Code.{code.name}" in text for text in finders)}

    assert unused - structure == set()


def test_a_row_is_worth_a_look_for_what_is_no_note_and_not_shared_by_all_rows():
    assert is_worth_a_look(Code.NUMBER_INVALID, Severity.HOLD)
    assert is_worth_a_look(Code.EMAIL_TYPO, Severity.WARN)
    assert not is_worth_a_look(Code.ID_MISSING, Severity.NOTE)
    assert not is_worth_a_look(Code.TIME_PLANNED, Severity.WARN)
