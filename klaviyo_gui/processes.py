"""How the program's child processes begin."""

from __future__ import annotations

import multiprocessing
import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerContext, SpawnContext

# They take nearly half a second to import, in the processor's time of every child.
_IMPORTED_ONCE: Final = ("klaviyo_gui.sending.worker", "klaviyo_gui.klaviyo.transport")


def context(*others: str) -> ForkServerContext | SpawnContext:
    """Return what starts child processes, none of which has anything of the window in it.

    On Linux they are copies of one process that has imported what they need and does nothing else,
    which ends with this one; elsewhere each starts anew. ``others`` are modules that these children
    need besides; the first child decides what is imported once. The copies have the surroundings of
    when it was made: whoever reads environment variables in a child must send them along.
    """
    if sys.platform != "linux":
        return multiprocessing.get_context("spawn")
    found = multiprocessing.get_context("forkserver")
    found.set_forkserver_preload([*_IMPORTED_ONCE, *others])
    return found
