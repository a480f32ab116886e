"""Start the window or the command line.

Nothing heavy is imported at the top: a spawned worker imports this module again.
"""

from __future__ import annotations

import gc
import multiprocessing
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def main() -> int:
    """Run the program with the arguments of the command line; return its exit code."""
    multiprocessing.freeze_support()
    from klaviyo_gui.cli.arguments import parse, wants_window  # noqa: PLC0415 - see above
    from klaviyo_gui.cli.output import prepare  # noqa: PLC0415 - see above

    prepare()
    arguments = parse(sys.argv[1:])
    if wants_window(arguments):
        with _importing():
            from klaviyo_gui import app  # noqa: PLC0415 - only the window needs Qt

        if arguments.demo is not None:
            return app.run_demo(arguments.demo)
        return app.run_window(arguments.file)
    with _importing():
        from klaviyo_gui.cli.commands import run  # noqa: PLC0415 - see above

    return run(arguments)


@contextmanager
def _importing() -> Iterator[None]:
    """Look for no garbage in what is imported, as it stays; that took an eighth of the start."""
    is_looked_for = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if is_looked_for:
            gc.freeze()
            gc.enable()


if __name__ == "__main__":
    sys.exit(main())
