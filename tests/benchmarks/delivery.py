"""Prints how many events a second reach the practice Klaviyo, against the official SDK.

``python -m tests.benchmarks.delivery [ROWS] [ROWS OF THE SDK]``. A file of so many rows, a million
unless told, is judged, as the check does it, and then sent: planned, frozen, journalled and
delivered over TLS on loopback, with the limits off on both sides. The SDK, in an environment of its
own that is filled from the package index, reads the same file with ``csv.DictReader`` and sends its
first rows, a thousand events a request. Both are clocked within their process, from reading on to
the last answer; of ours it is told as well without the judgement. The practice Klaviyo stores what
it takes; because on few cores it takes more of them than the sender does, both are measured once
more against a server that only reads and answers.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import venv
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from klaviyo_gui import paths
from klaviyo_gui.practice.behaviour import PRACTICE_KEY
from tests.benchmarks.orders import write_orders

if TYPE_CHECKING:
    from collections.abc import Iterator

ROWS, ROWS_OF_SDK = 1_000_000, 100_000

_SERVER = """
import http.server, json, ssl, sys
from klaviyo_gui.practice.behaviour import Behaviour
from klaviyo_gui.practice.server import PracticeServer

class Sink(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.wfile.write(b"HTTP/1.1 202 Accepted\\r\\nContent-Length: 0\\r\\n\\r\\n")
    def do_GET(self):
        account = {"organization_name": "Reading alone"}
        attributes = {"contact_information": account}
        data = [{"type": "account", "id": "READER", "attributes": attributes}]
        body = json.dumps({"data": data}).encode()
        head = "HTTP/1.1 200 OK\\r\\nContent-Type: application/vnd.api+json\\r\\n"
        head += f"Content-Length: {len(body)}\\r\\n\\r\\n"
        self.wfile.write(head.encode() + body)
    def log_message(self, *_):
        pass

def over_tls(server):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(sys.argv[2], sys.argv[3])
    server.socket = context.wrap_socket(server.socket, server_side=True)
    print(f"https://localhost:{server.server_address[1]}", flush=True)

if sys.argv[1] == "practice":
    practice = PracticeServer(Behaviour(limits=False))
    over_tls(practice._http)
    practice.serve()
else:
    sink = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Sink)
    over_tls(sink)
    sink.serve_forever()
"""

_SENDER = """
import resource, sys, threading, time
from dataclasses import replace
from pathlib import Path
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.way import Way
from klaviyo_gui.klaviyo.pace import Limit

def send_it(address, key, file, preset, folder):
    from klaviyo_gui.sending import limits
    limits.LIMITS[Way.PRIVATE][Kind.EVENTS] = Limit(1_000_000, 1_000_000)
    from klaviyo_gui.sending.judging import Judging
    from klaviyo_gui.sending.pool import Pool
    from klaviyo_gui.sending.send import Destination, Order, send
    from klaviyo_gui.source.table import open_csv
    from klaviyo_gui.store import presets

    start, stop = time.perf_counter(), threading.Event()
    opened = open_csv(Path(file))
    with Pool() as pool:
        for _ in (judging := Judging(opened, pool, stop)):
            pass
    judged = time.perf_counter()
    mapping = replace(presets.load(Path(preset)).mapping, profiles=())
    order = Order(opened, mapping, "Orders", is_history=True, judged=judging.judged)
    to = Destination("Somebody", address, key)
    *_, last = send(order, to, Path(folder, "runs"), Path(folder, "locks"), stop)
    end = time.perf_counter()
    assert last.state == "done", last
    unit = 1 if sys.platform == "darwin" else 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
    print(last.tally.events.accepted, end - start, end - judged, peak)

if __name__ == "__main__":
    send_it(*sys.argv[1:])
"""

# The loop of the SDK's own README, with a thousand events a request.
_SDK = """
import csv, itertools, sys, time
from klaviyo_api import KlaviyoAPI

def event(row):
    attributes = {
        "metric": {"data": {"type": "metric", "attributes": {"name": "Placed Order"}}},
        "properties": row,
        "time": row["DATE_ORDERED"].replace(" ", "T") + "Z",
        "value": float(row["ORDER_TOTAL"]),
        "unique_id": row["ORDER_ID"],
    }
    profile = {"data": {"type": "profile", "attributes": {"email": row["EMAIL"]}}}
    return {
        "type": "event-bulk-create",
        "attributes": {
            "profile": profile, "events": {"data": [{"type": "event", "attributes": attributes}]}
        },
    }

address, key, path, rows = sys.argv[1:]
client = KlaviyoAPI(key, test_host=address)
start = time.perf_counter()
with open(path, newline="", encoding="utf-8") as file:
    reader = itertools.islice(csv.DictReader(file), int(rows))
    while batch := list(itertools.islice(reader, 1000)):
        data = [event(row) for row in batch]
        client.Events.bulk_create_events(
            {"data": {"type": "event-bulk-create-job",
                      "attributes": {"events-bulk-create": {"data": data}}}}
        )
print(time.perf_counter() - start)
"""

# What speaks TLS finds its certificates by certifi, in every process.
_TRUST = """
import os
try:
    import certifi
    certifi.where = certifi.core.where = lambda: os.environ["SSL_CERT_FILE"]
except ImportError:
    pass
"""


@contextmanager
def server(kind: str, folder: Path) -> Iterator[str]:
    """Run a server in a process of its own and give its address."""
    process = subprocess.Popen(
        [sys.executable, "-c", _SERVER, kind, folder / "cert.pem", folder / "key.pem"],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert process.stdout is not None, "it is piped"
    try:
        yield process.stdout.readline().strip()
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


@dataclass(frozen=True, slots=True)
class Ours:
    """Events a second, also without the judgement, and the peak memory of the parent in bytes."""

    rate: float
    rate_once_judged: float
    peak: float


def ours(address: str, file: Path, folder: Path) -> Ours:
    """Send the file by a process of the program."""
    child, home = folder / "child.py", folder / "home"
    child.write_text(_SENDER)
    done = subprocess.run(
        [
            *(sys.executable, child, address, PRACTICE_KEY, file),
            *(paths.resources() / "samples" / "orders.json", home),
        ],
        env=os.environ
        | {
            "SSL_CERT_FILE": str(folder / "cert.pem"),
            "PYTHONPATH": f"{folder}{os.pathsep}{Path(__file__).parents[2]}",
        },
        capture_output=True,
        check=False,
    )
    shutil.rmtree(home, ignore_errors=True)
    if done.returncode:
        raise SystemExit(done.stderr.decode())
    accepted, seconds, sending, peak = map(float, done.stdout.split())
    print(f"  ours: {accepted:,.0f} accepted in {seconds:.1f} s, {sending:.1f} s once judged")
    return Ours(accepted / seconds, accepted / sending, peak)


def theirs(python: Path, address: str, file: Path, rows: int, folder: Path) -> float:
    """Send rows by the SDK; return its events a second."""
    done = subprocess.run(
        [python, "-c", _SDK, address, PRACTICE_KEY, file, str(rows)],
        env=os.environ | {"SSL_CERT_FILE": str(folder / "cert.pem"), "PYTHONPATH": str(folder)},
        capture_output=True,
        check=True,
        text=True,
    )
    seconds = float(done.stdout)
    print(f"  SDK: {rows:,} accepted in {seconds:.1f} s", flush=True)
    return rows / seconds


def main() -> None:
    """Measure against both servers and print the ratios."""
    asked = [int(each) for each in sys.argv[1:]]
    rows, rows_of_sdk = [*asked, *[ROWS, ROWS_OF_SDK][len(asked) :]]
    openssl = shutil.which("openssl")
    if openssl is None:
        raise SystemExit("openssl is needed to make a certificate")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "sitecustomize.py").write_text(_TRUST)
        subprocess.run(
            [
                *(openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
                *("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"),
                *("-keyout", folder / "key.pem", "-out", folder / "cert.pem"),
            ],
            check=True,
            capture_output=True,
        )
        venv.create(folder / "sdk", with_pip=True)
        python = folder / "sdk" / ("Scripts" if os.name == "nt" else "bin") / "python"
        subprocess.run([python, "-m", "pip", "install", "-qq", "klaviyo-api"], check=True)
        file = folder / "orders.csv"
        write_orders(file, rows)
        for kind in ("practice", "reading alone"):
            with server(kind, folder) as address:
                mine = ours(address, file, folder)
                sdk = theirs(python, address, file, rows_of_sdk, folder)
            print(
                f"{kind}: {mine.rate:,.0f} events a second, {mine.rate_once_judged:,.0f} once"
                f" judged, the SDK {sdk:,.0f}: ratio {mine.rate / sdk:.1f} and"
                f" {mine.rate_once_judged / sdk:.1f}"
                f" · peak of the parent {mine.peak / 1024 / 1024:.0f} MB"
            )


if __name__ == "__main__":
    main()
