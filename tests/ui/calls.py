"""A start of the program in a process of its own, as far as it calls back a window."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.ui.windows import WAIT_MS

ROOT = Path(__file__).resolve().parents[2]
CALLER = """
import sys
from pathlib import Path
from klaviyo_gui.ui.calling import call_back
print([call_back(Path(each) if each else None, int(sys.argv[1])) for each in sys.argv[2:]])
"""


def calls(qtbot, *files, patience=WAIT_MS):
    """Call back a window with one file after the other; return whether it answered."""
    path = os.pathsep.join((str(ROOT), os.environ.get("PYTHONPATH", "")))
    command = [sys.executable, "-c", CALLER, str(patience), *(str(file or "") for file in files)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, env=os.environ | {"PYTHONPATH": path}
    ) as child:
        try:
            qtbot.waitUntil(lambda: child.poll() is not None, timeout=2 * WAIT_MS)
        finally:
            child.kill()
        return json.loads(child.stdout.read().decode().lower())
