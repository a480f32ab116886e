"""What this process and its workers have used of the machine."""

from __future__ import annotations

import sys
from pathlib import Path

import psutil


def processors() -> float:
    """Return the seconds of processors that this process and its workers have used."""
    own = psutil.Process()
    spent = [each.cpu_times() for each in (own, *own.children(recursive=True))]
    return sum(times.user + times.system for times in spent)


def peak_of_workers() -> int:
    """Return the most bytes that the largest worker had; what it has where nothing tells that."""
    return max(_peak(each.pid) for each in psutil.Process().children(recursive=True))


def peak_of_parent() -> int:
    """Return the most bytes that this process had."""
    import resource  # noqa: PLC0415 - Windows has none, where no benchmark asks for it

    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def _peak(pid: int) -> int:
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return int(psutil.Process(pid).memory_info().rss)
    lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
    return int(lines["VmHWM"].split()[0]) * 1024
