"""The import contracts hold, and each of them breaks when it is broken."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

SEEDS = {
    "Imports point down": ("core/ids.py", "import klaviyo_gui.store.lock"),
    "Only the window knows Qt": ("sending/estimate.py", "import PySide6.QtCore"),
    "Nothing of the SDK runs with the program": ("klaviyo/client.py", "import klaviyo_api"),
    "What sends knows nothing of the practice": (
        "sending/pool.py",
        "import klaviyo_gui.practice.process",
    ),
    "What lies beside the client knows nothing of HTTP": ("store/lock.py", "import http.client"),
    "What lies above the client speaks HTTP through it only": ("sending/run.py", "import requests"),
    "The core touches no disk and no other layer": ("core/batch.py", "import tempfile"),
    "A worker process carries neither Qt nor the store": (
        "sending/rows.py",
        "import klaviyo_gui.store.journal",
    ),
    "The stations do not know one another": (
        "ui/stations/send.py",
        "import klaviyo_gui.ui.stations.map",
    ),
}


@pytest.fixture
def copy(tmp_path):
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "klaviyo_gui", tmp_path / "klaviyo_gui", ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def verdicts(folder):
    """Return what is said of each contract in this copy of the project."""
    code = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env={"PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    return dict(re.findall(r"^(.+) (KEPT|BROKEN)$", done.stdout, re.MULTILINE)), done


def test_every_contract_is_kept(copy):
    said, done = verdicts(copy)
    assert said == dict.fromkeys(SEEDS, "KEPT"), done.stdout + done.stderr


def test_every_contract_breaks_when_its_rule_is_broken(copy):
    for name, line in SEEDS.values():
        file = copy / "klaviyo_gui" / name
        file.write_text(file.read_text() + f"\n{line}\n")
    said, done = verdicts(copy)
    assert said == dict.fromkeys(SEEDS, "BROKEN"), done.stdout + done.stderr
