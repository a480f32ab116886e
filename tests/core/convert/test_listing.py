import csv
import io
import math
from decimal import Decimal

import orjson
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.core.cells import converted


def listed(text, separator=""):
    return converted(text, "list", separator=separator)


def nested(depth):
    return "[" * depth + "1" + "]" * depth


@pytest.mark.parametrize(
    ("text", "separator", "items"),
    [
        ("a;b;c", ";", ["a", "b", "c"]),
        (" a ; b;; ;c;", ";", ["a", "b", "c"]),
        ("red blue", " ", ["red", "blue"]),
        ("a | b", " | ", ["a", "b"]),
        ("a", ";", ["a"]),
        ('"a;b";c', ";", ["a;b", "c"]),
        ('c; "a;b" ', ";", ["c", "a;b"]),
        ('"a";"b"', ";", ["a", "b"]),
        ('"say ""so"", b", c', ",", ['say "so", b', "c"]),
        ('"red wine" blue', " ", ["red wine", "blue"]),
        ('"x | y" | z', " | ", ["x | y", "z"]),
        ('"a\nb";c', ";", ["a\nb", "c"]),
        ('"";a;" "', ";", ["a"]),
        ('5" pipe;3" pipe', ";", ['5" pipe', '3" pipe']),
        ('"Best of" album;Rock', ";", ['"Best of" album', "Rock"]),
        ('a"b"c', '"', ["a", "b", "c"]),
        ('["a", 1, 2.5, true, null]', "", ["a", 1, 2.5, True, None]),
        (' [{"sku": "x", "tags": ["a"]}] ', "", [{"sku": "x", "tags": ["a"]}]),
        ("[1E3]", "", [1000.0]),
    ],
)
def test_a_list_is_read_by_its_separator_or_as_json(text, separator, items):
    assert listed(text, separator) == (items, [])


@pytest.mark.parametrize(("text", "separator"), [(";;", ";"), ("[]", ""), (" , ", ",")])
def test_a_list_without_items_is_left_out(text, separator):
    assert listed(text, separator) == (None, [])


@pytest.mark.parametrize("text", ['"a;b', '"a;b" c;d', 'c;"a', '"a"b";c', '"'])
def test_a_quote_that_opens_an_item_and_does_not_close_it_holds_the_list(text):
    assert listed(text, ";") == (None, ["list_invalid"])


@given(st.lists(st.text('ab";, ', min_size=1).map(str.strip).filter(bool), min_size=1, max_size=5))
def test_a_list_that_is_written_as_csv_comes_back(items):
    def written(quoting):
        out = io.StringIO()
        csv.writer(out, delimiter=";", quoting=quoting, lineterminator="").writerow(items)
        return out.getvalue()

    assert listed(written(csv.QUOTE_ALL), ";") == (items, [])
    if any('"' in item or ";" in item for item in items):
        assert written(csv.QUOTE_ALL).split(";") != items


@pytest.mark.parametrize(
    "text",
    [
        "a;b",
        "{}",
        '"a"',
        "[1,",
        "[NaN]",
        "[1e400]",
        "['a']",
        '["\\ud800"]',
        "[" * 3_000,
        '[{"a": 1, "a": 2}]',
    ],
)
def test_what_is_no_list_of_json_is_held(text):
    assert listed(text) == (None, ["list_invalid"])


@pytest.mark.parametrize(
    "text",
    [
        "[12345678901234567890123]",
        "[9223372036854775808]",
        "[0.12345678901234567890]",
        '[{"n": [1.00000000000000000001]}]',
        "[1e-400]",
        "[1e-99999999999999999999]",
        "[1e23]",
    ],
)
def test_a_number_in_a_list_that_would_change_is_held(text):
    expected = ([1e23], []) if text == "[1e23]" else (None, ["number_inexact"])

    assert listed(text) == expected


def test_a_list_has_as_many_items_as_klaviyo_takes():
    items = ["x"] * 4_000

    assert listed(";".join(items), ";") == (items, [])
    assert listed(";".join([*items, "x"]), ";") == (None, ["list_too_long"])
    assert listed(f"[{','.join(['1'] * 4_001)}]") == (None, ["list_too_long"])
    assert listed(f"[[{','.join(['1'] * 4_001)}]]") == (None, ["list_too_long"])


def test_a_list_is_as_deep_as_klaviyo_takes_with_the_properties_around_it():
    assert listed(nested(9))[1] == []
    assert listed(nested(10)) == (None, ["list_too_deep"])
    assert listed(nested(900)) == (None, ["list_too_deep"])
    assert listed('[{"a":' * 4 + "[1]" + "}]" * 4)[1] == []
    assert listed('[{"a":' * 5 + "1" + "}]" * 5) == (None, ["list_too_deep"])


def test_the_objects_around_a_list_count_as_levels():
    inner = "properties.a.b.c.list"

    assert converted(nested(6), "list", target=inner)[1] == []
    assert converted(nested(7), "list", target=inner) == (None, ["list_too_deep"])
    assert converted(nested(7), "list", target="profile.properties.v1.5 list")[1] == []


def test_no_text_of_a_list_is_longer_than_klaviyo_takes():
    fits = "x" * 100_000

    assert listed(f"{fits};y", ";") == ([fits, "y"], [])
    assert listed(f"{fits}x;y", ";") == (None, ["text_too_long"])
    assert listed(f'[{{"a": "{fits}x"}}]') == (None, ["text_too_long"])


values = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-(2**63), 2**63 - 1),
        st.floats(allow_nan=False, allow_infinity=False),
        st.text(st.characters(exclude_categories=["Cs"])),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner, max_size=3),
    ),
    max_leaves=8,
)


@given(st.lists(values, min_size=1, max_size=4))
def test_every_list_comes_back_as_it_was_or_is_held(items):
    value, problems = listed(orjson.dumps(items).decode())

    assert value == items or problems == ["list_too_deep"]


@given(
    st.from_regex(r"-?(0|[1-9][0-9]{0,25})(\.[0-9]{1,25})?([eE][+-]?[0-9]{1,3})?", fullmatch=True)
)
@example("1e5")
@example("-0.0")
@example("123456789012345678")
def test_a_number_of_a_list_is_sent_as_it_is_written_or_held(digits):
    value, problems = listed(f"[{digits}]")

    if value is None:
        assert problems in (["number_inexact"], ["list_invalid"])
    else:
        assert Decimal(orjson.dumps(value[0]).decode()) == Decimal(digits)
        assert math.isfinite(value[0])


@given(st.text())
def test_any_text_becomes_a_list_or_a_problem_or_nothing(text):
    for separator in ("", ";"):
        value, problems = listed(text, separator)
        assert value is None or problems == []


def test_json_alone_would_fail_these_tests():
    digits = "0.12345678901234567890"

    assert Decimal(orjson.dumps(orjson.loads(f"[{digits}]")[0]).decode()) != Decimal(digits)
