"""While a run is on, the computer does not fall asleep by itself."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def kept_awake() -> Iterator[None]:
    """Keep the computer awake for as long as the context lasts; the screen may go dark.

    Where the system offers no way to ask for that the run goes on all the same: what sleep cuts
    short is of unknown outcome and goes out again. The wish ends with the process, however it ends.
    """
    from wakepy import keep  # noqa: PLC0415 - the start of the window needs it not

    with keep.running(on_fail="pass"):
        yield
