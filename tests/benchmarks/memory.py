"""Prints the peak memory of the process that sends a file, against that of a tenth of it.

``python -m tests.benchmarks.memory [ROWS]``. The process is the command line's own, so what is
measured is the parent of the pool as a user runs it. A ratio near 1 says that memory is flat.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import orjson

from klaviyo_gui import paths
from tests.benchmarks.orders import write_orders

_MIB = 1024 * 1024
_CHILD = """
import resource, sys
from klaviyo_gui.__main__ import main
if __name__ == "__main__":
    code = main()
    unit = 1 if sys.platform == "darwin" else 1024
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit, file=sys.stderr)
    sys.exit(code)
"""


def measure(rows: int, folder: Path) -> tuple[int, dict[str, int]]:
    """Return the peak bytes of the sending process and the events' counts."""
    file, child = folder / f"{rows}.csv", folder / "child.py"
    write_orders(file, rows)
    child.write_text(_CHILD)
    done = subprocess.run(
        [
            sys.executable,
            child,
            "send",
            file,
            "--preset",
            paths.resources() / "samples" / "orders.json",
            "--practice",
            "--history",
            "--json",
        ],
        env={"KLAVIYO_GUI_HOME": str(folder), "PATH": ""},
        capture_output=True,
        check=False,
    )
    peak = int(done.stderr.split()[-1])
    return peak, orjson.loads(done.stdout)["records"]["events"]


def main() -> None:
    """Measure both sizes and print the figures."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as name:
        small, _ = measure(rows // 10, Path(name))
        large, counts = measure(rows, Path(name))
    print(f"{rows:,} rows: {counts}")
    print(f"peak of the parent {large / _MIB:.0f} MB, of a tenth of the rows {small / _MIB:.0f} MB")
    print(f"ratio {large / small:.2f}")


if __name__ == "__main__":
    main()
