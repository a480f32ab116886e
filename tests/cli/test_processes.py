"""The program as a system starts it: real processes, pipes and signals."""

import contextlib
import json
import os
import re
import signal
import subprocess
import sys

import pytest

from tests.cli.conftest import SAMPLES
from tests.practice.caller import Caller

PROGRAM = [sys.executable, "-m", "klaviyo_gui"]
WAIT = 60

posix = pytest.mark.skipif(os.name == "nt", reason="signals and pipes of POSIX")


def run(*words, **options):
    return subprocess.run(
        [*PROGRAM, *map(str, words)],
        capture_output=True,
        check=False,
        timeout=WAIT,
        stdin=subprocess.DEVNULL,
        **options,
    )


@contextlib.contextmanager
def start(*words, **options):
    """Start the program; whatever the test finds, it has ended afterwards."""
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [*PROGRAM, *map(str, words)], stdin=subprocess.DEVNULL, stdout=pipe, stderr=pipe, **options
    ) as process:
        try:
            yield process
        except BaseException:
            process.kill()
            raise


@pytest.fixture
def many(write):
    """A file of 12 requests and more, which takes seconds at the pace that Klaviyo allows."""
    rows = "".join(f"p{at}@shop-demo.com,{at},N{at}\n" for at in range(12_000))
    return write("many.csv", "email,id,name\n" + rows)


def read_until(stream, pattern):
    """Read lines until one matches."""
    lines = iter(stream.readline, b"")
    return next(line for line in lines if re.match(pattern, line))


def test_the_sample_is_sent_without_a_screen(sample):
    bare = {name: text for name, text in os.environ.items() if "DISPLAY" not in name}
    done = run("send", *sample, "--practice", "--history", "--json", env=bare)
    assert done.returncode == 3
    told = json.loads(done.stdout)
    assert set(told) == {"run", "account", "records", "requests", "seconds", "state"}
    for counts in told["records"].values():
        assert counts["read"] == 60
        assert counts["read"] == sum(counts.values()) - counts["read"]
    assert (told["account"], told["state"]) == ("Practice Klaviyo", "done")
    assert b"Traceback" not in done.stderr


@posix
def test_a_stopped_send_is_finished_by_resume_and_nothing_is_lost(many, preset, sample):
    """The practice Klaviyo of the first command is gone; what it stored is not."""
    words = ("--preset", preset(), "--practice", "--history", "--json")
    with start("send", many, *words) as sending:
        read_until(sending.stderr, b"Sending")
        sending.send_signal(signal.SIGINT)
        out, err = sending.communicate(timeout=WAIT)
    assert sending.returncode == 4
    assert b"Stopping after the current requests" in err
    stopped = json.loads(out)
    assert stopped["state"] == "stopped"
    assert stopped["records"]["events"]["read"] == 12_000
    assert stopped["records"]["events"]["unsent"] + stopped["records"]["profiles"]["unsent"] > 0

    # Another run in between has a practice Klaviyo of its own and leaves that one alone.
    other = run("send", *sample, "--practice", "--history")
    assert other.returncode == 3

    resumed = run("resume", "--json")
    assert resumed.returncode == 0, resumed.stderr
    told = json.loads(resumed.stdout)
    assert (told["run"], told["state"]) == (stopped["run"], "done")
    for kind in ("events", "profiles"):
        assert told["records"][kind]["accepted"] == 12_000


@posix
def test_a_killed_send_is_finished_by_resume_and_nothing_is_doubled(many, preset, monkeypatch):
    with start("practice", "--port", 0, "--json") as practice:
        address = json.loads(practice.stdout.readline())["address"]
        monkeypatch.setenv("KLAVIYO_GUI_API", address)
        words = ("--preset", preset(profiles=[]), "--practice", "--history", "--json")
        with Caller(address) as klaviyo:
            # One request is taken and never answered, so that the run cannot end by itself.
            assert klaviyo.post("/practice/faults", ["hang-after"]).status == 200
        with start("send", many, *words) as sending:
            read_until(sending.stderr, b"Sending: [^0]")
            second = run("send", many, *words)
            assert second.returncode == 2
            assert json.loads(second.stdout)["error"]["code"] == "RunOngoing"
            sending.kill()
            sending.communicate(timeout=WAIT)
        resumed = run("resume", "--json")
        assert resumed.returncode == 0, resumed.stderr
        assert json.loads(resumed.stdout)["records"]["events"]["accepted"] == 12_000
        with Caller(address) as klaviyo:
            assert klaviyo.counts()["events"] == 12_000
        practice.send_signal(signal.SIGINT)
        out, err = practice.communicate(timeout=WAIT)
    assert (practice.returncode, out, err) == (0, b"", b"")


@posix
@pytest.mark.parametrize(
    ("words", "code"),
    [(["rows"], 0), (["preview", "--preset", "preset.json"], 0)],
)
def test_a_reader_who_leaves_early_hears_no_complaint(many, preset, tmp_path, words, code):
    preset()
    with start(words[0], many, *words[1:], cwd=tmp_path) as reading:
        reading.stdout.readline()
        reading.stdout.close()
        err = reading.stderr.read()
    assert (reading.returncode, err) == (code, b"")


@posix
def test_the_code_of_a_check_does_not_depend_on_its_reader(sample):
    with start("check", *sample, "--json") as checking:
        checking.stdout.close()
        err = checking.stderr.read()
    assert (checking.returncode, err) == (3, b"")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")  # noqa: PTH110 - a device
def test_a_full_disk_below_standard_output_is_told():
    with open("/dev/full", "wb") as full:  # noqa: PTH123 - a device
        done = subprocess.run(
            [*PROGRAM, "inspect", SAMPLES / "orders.csv", "--json"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            timeout=WAIT,
        )
    assert done.returncode == 2
    assert done.stderr.startswith(b"The system refuses: No space left on device.")
    assert b"Exception" not in done.stderr


def test_a_terminal_that_knows_ascii_only_is_no_obstacle(write, monkeypatch):
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    file = write("Käufe.csv", "E-Mail,Straße\na@shop.de,Łódź →\n")
    words = run("inspect", file)
    assert (words.returncode, words.stderr) == (0, b"")
    assert b"\\u0141\\xf3d\\u017a ->" in words.stdout
    document = run("inspect", file, "--json")
    assert json.loads(document.stdout)["columns"][1]["samples"] == ["Łódź →"]
