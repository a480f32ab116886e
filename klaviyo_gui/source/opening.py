"""Open a file for reading, in expected errors."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import contextmanager
from typing import TYPE_CHECKING

from klaviyo_gui.core.errors import FileMissing, FileUnreadable, FileUnsupported
from klaviyo_gui.language import told

if TYPE_CHECKING:
    from collections.abc import Iterator
    from io import BufferedReader
    from pathlib import Path


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what the system says about this path into FileMissing or FileUnreadable."""
    try:
        yield
    except (FileNotFoundError, NotADirectoryError) as error:
        raise FileMissing(path) from error
    except OSError as error:
        raise FileUnreadable(path, error.strerror or str(error)) from error


def status(path: Path) -> os.stat_result:
    """Ask the system about a regular file; raises what keeps it from being one."""
    if "\0" in str(path):
        raise FileMissing(path)
    with explained(path):
        found = path.stat()
    if stat.S_ISDIR(found.st_mode):
        raise FileUnreadable(path, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(found.st_mode):
        # A pipe or a device cannot be read twice, and opening one may wait for ever.
        raise FileUnsupported(path, told("a pipe or a device, which can be read only once"))
    return found


@contextmanager
def opened(path: Path) -> Iterator[BufferedReader]:
    """Open a regular file for reading bytes; every refusal becomes an expected error."""
    status(path)
    with explained(path), path.open("rb") as file:
        yield file
