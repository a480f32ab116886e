"""Prints how soon the window can be used after its process was started, and how large the app is.

``python -m tests.benchmarks.start [ROUNDS]``, 10 unless told. In each round a bare window with a
table of 50,000,000 lazy rows is started, the program as it is installed, and the frozen app, which
is made first where PyInstaller is there. All is compiled and on a warm disk after a round that does
not count. Seconds are those of the clock until the window was painted and had dealt with what came
up, the quickest and the middle one; of the processor, those of the whole process until it was
closed, which say more where others are at work too. The bars are 0.6 s for the program and 0.5 s
for the frozen app. Without ``QT_QPA_PLATFORM`` no screen is needed.
"""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TypeAlias

from tests.frozen.freezing import freeze, lacking, program, surroundings

ROUNDS = 10
MEGABYTE = 1_000_000

Start: TypeAlias = tuple[float, float]
"""Seconds of the clock, and of the processor."""


def main() -> None:
    """Measure, and print."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shown = os.environ.get("QT_QPA_PLATFORM", "offscreen")
        environment = surroundings(folder / "home", QT_QPA_PLATFORM=shown)
        environment["PYTHONPYCACHEPREFIX"] = str(folder / "compiled")
        commands = {
            "bare window": [sys.executable, "-m", "tests.benchmarks.bare_window"],
            "program": [sys.executable, "-m", "klaviyo_gui", "--until-usable"],
        }
        print(f"screen: {shown}, Python {platform.python_version()}, {os.cpu_count()} cores")
        if lack := lacking():
            print(f"no frozen app: {lack}")
        else:
            app = freeze(folder)
            commands["frozen app"] = [str(program(app)), "--until-usable"]
            _print_size(app)
        found: dict[str, list[Start]] = {what: [] for what in commands}
        for at in range(rounds + 1):
            for what, command in commands.items():
                start = _started(command, environment)
                if at:
                    found[what].append(start)
    least = min(clock for clock, _ in found["bare window"])
    for what, starts in found.items():
        clock, used = zip(*starts, strict=True)
        quickest = min(clock)
        print(
            f"{what:12} {quickest:.2f} s at best, {statistics.median(clock):.2f} s in the middle, "
            f"{quickest / least:.1f} times the bare window; {min(used):.2f} s of the processor"
        )


def _started(command: list[str], environment: dict[str, str]) -> Start:
    """Start it once; raises RuntimeError where it does not say that it can be used."""
    before = os.times()
    begun = time.perf_counter()
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        assert process.stdout is not None, "it is a pipe"
        said = process.stdout.readline()
        seconds = time.perf_counter() - begun
    if said.strip() != b"usable" or process.returncode:
        message = f"{command} said {said!r} and ended with {process.returncode}"
        raise RuntimeError(message)
    after = os.times()
    used = after.children_user + after.children_system
    return seconds, used - before.children_user - before.children_system


def _print_size(app: Path) -> None:
    sizes = {
        file.relative_to(app): file.stat().st_size
        for file in app.rglob("*")
        if file.is_file() and not file.is_symlink()
    }
    print(f"size of the frozen app: {sum(sizes.values()) / MEGABYTE:.0f} MB, {len(sizes)} files")
    for file, size in sorted(sizes.items(), key=lambda each: -each[1])[:5]:
        print(f"  {size / MEGABYTE:5.1f} MB  {file.as_posix()}")


if __name__ == "__main__":
    main()
