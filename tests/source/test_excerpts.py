from __future__ import annotations

import io

import pytest

from klaviyo_gui.source.excerpts import HEAD, Excerpt, excerpt_of, excerpts


def numbered(count, line_end="\n", width=30):
    return "".join(f"{line:0{width}}{line_end}" for line in range(1, count + 1)).encode()


def test_a_small_file_is_one_excerpt():
    assert excerpts(io.BytesIO(b"a\nb")) == (Excerpt(b"a\nb"),)
    assert excerpts(io.BytesIO(b"")) == (Excerpt(b""),)


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("count", [9_000, 20_000, 60_000])
def test_every_excerpt_of_a_larger_file_holds_whole_lines_and_knows_their_numbers(line_end, count):
    data = numbered(count, line_end)
    found = excerpts(io.BytesIO(data))
    assert len(found) > 1
    for excerpt in found:
        lines = [line for line in excerpt.lines() if line[1]]
        assert all(int(line) == number for number, line in lines)
        assert {len(line) for _, line in lines} == {30}
        assert data[excerpt.offset :].startswith(excerpt.data)
    assert found[-1].is_end
    assert data.endswith(found[-1].data)
    assert not any(excerpt.is_end for excerpt in found[:-1])


def test_far_into_a_file_lines_are_not_counted():
    data = numbered(700_000)
    found = excerpts(io.BytesIO(data))
    lines = [excerpt.line for excerpt in found]
    assert lines[0] == 1
    assert lines[-1] is None
    assert sum(len(excerpt.data) for excerpt in found) < 2 * HEAD
    assert next(found[-1].lines())[0] is None


def test_a_line_longer_than_an_excerpt_is_kept_at_the_top_and_passed_below():
    found = excerpts(io.BytesIO(b"x" * (4 * HEAD)))
    assert [len(excerpt.data) for excerpt in found] == [HEAD]


class Endless(io.BytesIO):
    """Pretends to be 40 GB of numbered lines, and counts what is read."""

    size = 40 * 10**9
    count = 0

    def seek(self, place, whence=io.SEEK_SET):
        self.place = self.size + place if whence == io.SEEK_END else place
        return self.place

    def read(self, size=-1):
        wanted = min(size, self.size - self.place)
        self.count += wanted
        start = self.place % 10
        self.place += wanted
        return (b"a,b,c,d,e\n" * (wanted // 10 + 2))[start : start + wanted]


def test_however_large_a_file_is_no_more_than_some_pieces_are_read():
    file = Endless()
    found = excerpts(file)
    assert len(found) == 9
    assert found[-1].is_end
    assert file.count < 3 * HEAD


def test_the_line_that_the_head_cuts_is_left_out():
    assert excerpt_of(b"a\nb", is_whole=False) == Excerpt(b"a\n", is_end=False)
    assert excerpt_of(b"ab", is_whole=False) == Excerpt(b"ab", is_end=False)
