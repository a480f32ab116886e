"""Prints how soon after *Send* the first request of a small file is at the server.

``python -m tests.benchmarks.first_request [ROWS]``, 1,000 rows unless told. The file is open and
judged, as it is in the window when somebody presses Send; what starts then are the processes, the
plan and the first connection. Several rounds are run, and the quickest and the slowest shown. They
run in a process whose main module, which its workers import as well, is as light as the program's,
and whose modules are compiled, as those of an installed program are.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from klaviyo_gui import paths
from klaviyo_gui.sending.judging import Judging
from klaviyo_gui.sending.pool import Pool
from klaviyo_gui.sending.progress import Finished
from klaviyo_gui.sending.send import Destination, Order, send
from klaviyo_gui.source.table import open_csv
from klaviyo_gui.store import presets
from tests.benchmarks.orders import write_orders

ROUNDS = 5


class _Handler(BaseHTTPRequestHandler):
    """Notes when the first request came, and takes everything."""

    protocol_version = "HTTP/1.1"
    first: float | None = None

    def do_POST(self) -> None:
        if _Handler.first is None:
            _Handler.first = time.perf_counter()
        self.rfile.read(int(self.headers["Content-Length"]))
        self.wfile.write(b"HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as inherited
        """Say nothing."""


def main() -> None:
    """Measure in a process of its own."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    measuring = f"from tests.benchmarks.first_request import measure; measure({rows})"
    with tempfile.TemporaryDirectory() as compiled:
        environment = os.environ | {"PYTHONPYCACHEPREFIX": compiled}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        subprocess.run([sys.executable, "-c", measuring], check=True, env=environment)


def measure(rows: int) -> None:
    """Measure some rounds and print the seconds."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_address[1]}"
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "orders.csv"
        write_orders(path, rows)
        file = open_csv(path)
        mapping = presets.load(paths.resources() / "samples" / "orders.json").mapping
        with Pool(address, "pk_somebody") as pool:
            judging = Judging(file, pool, threading.Event())
            for _ in judging:
                pass
        found = []
        for number in range(ROUNDS):
            _Handler.first = None
            folder = Path(name) / str(number)
            stop = threading.Event()
            order = Order(file, mapping, "Orders", is_history=True, judged=judging.judged)
            target = Destination("Somebody", address, "pk_somebody")
            start = time.perf_counter()
            for event in send(order, target, folder / "runs", folder / "locks", stop):
                if _Handler.first is not None:
                    # People's imports get no job from this server; once is enough.
                    stop.set()
                assert not isinstance(event, Finished) or _Handler.first is not None, event
            assert _Handler.first is not None, "the run has ended"
            found.append(_Handler.first - start)
    server.shutdown()
    print(f"{rows:,} rows: first request after {min(found):.2f} to {max(found):.2f} s")


if __name__ == "__main__":
    main()
