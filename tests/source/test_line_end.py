from __future__ import annotations

import pytest

from klaviyo_gui.source.line_end import line_end


@pytest.mark.parametrize(
    ("content", "end"),
    [
        (b"a\r\n1\r\n", "\r\n"),
        (b'a\r\n"1\n2"\r\n3\r\n', "\r\n"),
        (b"a\n1\n2\r", "\n"),
        (b"a\r1\r", "\r"),
        (b"a", None),
        (b"", None),
        (b"12345678\r\n" * 6_553 + b"12345\r" + b"\n", "\r\n"),
    ],
)
def test_the_usual_end_of_the_lines_is_told(write, content, end):
    assert line_end(write(content)) == end
