from __future__ import annotations

import pytest


@pytest.fixture
def write(tmp_path):
    """Write bytes, or text as UTF-8 without touching its line ends, to a file."""

    def _write(content, name="table.csv"):
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return _write
