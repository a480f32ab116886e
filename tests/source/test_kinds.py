from __future__ import annotations

import pytest

from klaviyo_gui.source.kinds import Kind, kind_of


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("", Kind.EMPTY),
        (" \t", Kind.EMPTY),
        ("12", Kind.NUMBER),
        ("-1,234.50", Kind.NUMBER),
        ("1.234,50 €", Kind.NUMBER),
        ("$12", Kind.NUMBER),
        ("4.91E+11", Kind.NUMBER),
        ("50 %", Kind.NUMBER),
        ("2024-03-05", Kind.DATE),
        ("5.3.24", Kind.DATE),
        ("2024-03-05T12:30:11.5Z", Kind.DATE),
        ("Mar 5, 2024", Kind.DATE),
        ("5 March 2024 12:30", Kind.DATE),
        ("12:30", Kind.TIME),
        ("9:05 pm", Kind.TIME),
        ("ann@example.co.uk", Kind.EMAIL),
        ("https://example.com/a?b=c,d", Kind.LINK),
        ("+49 (0)30 123-456", Kind.PHONE),
        ("AB-12/x", Kind.CODE),
        ("order_id", Kind.CODE),
        ("Ann Lee, Rome", Kind.WORDS),
        ('5" pipe "long"', Kind.WORDS),
        ("12 rue A\r\n75001 Paris", Kind.WORDS),
        ("a;b", Kind.TORN),
        (" Rome", Kind.TORN),
        ('say "hi', Kind.TORN),
        ("(open", Kind.WORDS),
        ("open (", Kind.TORN),
    ],
)
def test_a_value_is_known_by_its_look(cell, kind):
    assert kind_of(cell) is kind
