import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import psutil
import pytest

from klaviyo_gui.practice.behaviour import Behaviour
from klaviyo_gui.practice.process import PracticeProcess, serve
from tests.practice.bodies import one_event
from tests.practice.caller import EVENTS, Caller

ROOT = Path(__file__).parents[2]
SECONDS = 30

PARENT = """
import sys
from klaviyo_gui.practice.process import PracticeProcess

if __name__ == "__main__":
    process = PracticeProcess()
    print(process.pid, process.address, flush=True)
    sys.stdin.read()
"""

LOADED = """
import json, sys
import klaviyo_gui.practice.process
print(json.dumps(sorted(sys.modules)))
"""

FOREGROUND = """
from klaviyo_gui.practice.behaviour import Behaviour
from klaviyo_gui.practice.process import serve

serve(0, Behaviour(), lambda address: print(address, flush=True))
print("ended", flush=True)
"""


def python(*arguments, **options):
    return subprocess.Popen(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        **options,
    )


def test_a_server_in_its_own_process_answers_and_can_be_steered():
    with PracticeProcess(Behaviour(faults=("500-before",))) as process:
        assert process.pid != os.getpid()
        with Caller(process.address) as caller:
            assert caller.post(EVENTS, one_event()).status == 500
            caller.post("/practice/faults", ["429"])
            assert caller.post(EVENTS, one_event()).status == 429
            assert caller.post(EVENTS, one_event()).status == 202
        child = psutil.Process(process.pid)
    assert not child.is_running()
    assert process.pid is None


def test_stopping_twice_is_no_error():
    process = PracticeProcess()
    process.stop()
    process.stop()
    assert process.pid is None


def test_a_port_that_is_taken_is_an_error_at_once(capfd):
    with PracticeProcess() as process:
        port = int(process.address.rpartition(":")[2])
        with pytest.raises(ChildProcessError):
            PracticeProcess(port=port)
    capfd.readouterr()


def test_what_a_named_file_holds_is_there_in_the_next_process(tmp_path):
    path = tmp_path / "practice.sqlite"
    for _ in range(2):
        with PracticeProcess(path=path) as process, Caller(process.address) as caller:
            caller.post(EVENTS, one_event())
            counts = caller.counts()
    assert (counts["events"], counts["repeats_ignored"]) == (1, 1)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no signal for one process")
def test_an_interrupt_leaves_the_decision_to_the_parent():
    with PracticeProcess() as process, Caller(process.address) as caller:
        os.kill(process.pid, signal.SIGINT)
        assert caller.get("/practice/counts").status == 200


def test_the_process_ends_with_its_killed_parent(tmp_path):
    script = tmp_path / "parent.py"
    script.write_text(PARENT, encoding="utf-8")
    with python(str(script)) as parent:
        pid, address = parent.stdout.readline().split()
        child = psutil.Process(int(pid))
        with Caller(address) as caller:
            assert caller.get("/practice/counts").status == 200
            parent.kill()
            _gone, alive = psutil.wait_procs([child], timeout=SECONDS)
    assert alive == []


def test_the_child_loads_no_window_and_no_other_part_of_the_program():
    with python("-c", LOADED) as process:
        loaded = json.loads(process.communicate()[0])
    own = {name for name in loaded if name.startswith("klaviyo_gui")}
    assert {name for name in own if not name.startswith("klaviyo_gui.practice")} == {
        "klaviyo_gui",
        "klaviyo_gui.processes",
    }
    assert not {"PySide6", "requests", "urllib3"} & set(loaded)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_server_in_the_foreground_ends_at_a_signal_and_puts_the_handlers_back(number):
    before = [signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM)]
    statuses = []

    def use_and_signal(address):
        with Caller(address) as caller:
            statuses.append(caller.get("/api/accounts").status)
        signal.raise_signal(number)

    users = []

    def announce(address):
        users.append(threading.Thread(target=use_and_signal, args=(address,)))
        users[0].start()

    serve(0, Behaviour(), announce)
    users[0].join()
    assert statuses == [200]
    assert [signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM)] == before


@pytest.mark.skipif(os.name == "nt", reason="Windows has no signal for one process")
def test_a_foreground_process_ends_cleanly():
    with python("-c", FOREGROUND) as process:
        address = process.stdout.readline().strip()
        with Caller(address) as caller:
            assert caller.get("/practice/counts").status == 200
            process.send_signal(signal.SIGTERM)
            output, _nothing = process.communicate(timeout=SECONDS)
    assert (output, process.returncode) == ("ended\n", 0)
