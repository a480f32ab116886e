"""Start the window or the command line.

Nothing heavy is imported at the top: a spawned worker imports this module again.
"""

from __future__ import annotations

import builtins
import gc
import multiprocessing
import sys


def main() -> int:
    """Run the program with the arguments of the command line; return its exit code."""
    multiprocessing.freeze_support()
    # While modules are imported there is no garbage to speak of, and to look for it takes long.
    is_looking = gc.isenabled()
    gc.disable()
    from klaviyo_gui.cli.arguments import parse, wants_window  # noqa: PLC0415 - see above
    from klaviyo_gui.cli.output import prepare, say_usable  # noqa: PLC0415 - see above

    prepare()
    arguments = parse(sys.argv[1:])
    if wants_window(arguments):
        # It looks for garbage by itself from now on.
        take_own_import()
        from klaviyo_gui import app  # noqa: PLC0415 - only the window needs Qt

        if arguments.demo is not None:
            return app.run_demo(arguments.demo)
        return app.run_window(arguments.file, say_usable if arguments.until_usable else None)
    from klaviyo_gui.cli.commands import run  # noqa: PLC0415 - see above

    if is_looking:
        gc.enable()
    return run(arguments)


def take_own_import() -> None:
    """Load Qt's binding, and import as Python does it all the same.

    The binding puts an import of its own in the place of that, which reads the source of every
    module that imports, to look for features of the binding that nobody uses here. That took a
    quarter of the start.
    """
    plain = builtins.__import__
    import PySide6.QtCore  # noqa: F401, PLC0415 - only the window needs Qt

    builtins.__import__ = plain


if __name__ == "__main__":
    sys.exit(main())
