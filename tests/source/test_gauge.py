from __future__ import annotations

import errno
import os
from types import SimpleNamespace

import pytest

from klaviyo_gui.core.errors import FileUnreadable, FileUnsupported
from klaviyo_gui.source import gauge
from klaviyo_gui.source.gauge import RATIO_FREE, RATIO_LIMIT, SIZE_LIMIT, Gauge


@pytest.fixture
def measure(tmp_path, monkeypatch):
    def _measure(packed, free=SIZE_LIMIT):
        monkeypatch.setattr(gauge.shutil, "disk_usage", lambda folder: SimpleNamespace(free=free))
        return Gauge(tmp_path / "a.gz", packed, "gzip archive", tmp_path)

    return _measure


def test_what_unpacks_to_little_may_do_so_at_any_ratio(measure):
    small = measure(1)
    small.add(RATIO_FREE)
    with pytest.raises(FileUnsupported) as caught:
        small.add(1)
    assert caught.value.found == "gzip archive that unpacks to over 200 times its size"


def test_beyond_that_the_ratio_decides(measure):
    packed = RATIO_FREE
    large = measure(packed)
    large.add(packed)
    for _ in range(RATIO_LIMIT - 1):
        large.add(packed)
    with pytest.raises(FileUnsupported):
        large.add(1)


def test_no_ratio_lets_more_in_than_the_limit(measure):
    huge = measure(SIZE_LIMIT)
    huge.add(SIZE_LIMIT)
    with pytest.raises(FileUnsupported) as caught:
        huge.add(1)
    assert caught.value.found == "gzip archive of more than 16 GB when unpacked"


def test_the_disk_is_not_filled_to_its_end(measure):
    measure(RATIO_FREE, gauge.ROOM_KEPT).add(RATIO_FREE)
    with pytest.raises(FileUnreadable) as caught:
        measure(RATIO_FREE, gauge.ROOM_KEPT - 1).add(RATIO_FREE)
    assert caught.value.cause == os.strerror(errno.ENOSPC)


def test_a_small_file_is_unpacked_however_full_the_disk(measure):
    measure(1, 0).add(1_000_000)
