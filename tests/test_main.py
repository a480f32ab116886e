import subprocess
import sys
import types
from pathlib import Path

import pytest

import klaviyo_gui
from klaviyo_gui import __main__

WITHOUT_WINDOW = """
import sys
import klaviyo_gui.__main__
print([name for name in sys.modules if name.startswith(("PySide6", "klaviyo_gui."))])
"""


@pytest.fixture
def window(monkeypatch):
    """Write down what the window is asked for instead of showing one."""
    asked = []
    app = types.SimpleNamespace(
        run_window=lambda file, say: asked.append(("window", file, say is not None)) or 7,
        run_demo=lambda folder: asked.append(("demo", folder)) or 8,
    )
    monkeypatch.setitem(sys.modules, "klaviyo_gui.app", app)
    monkeypatch.setattr(klaviyo_gui, "app", app, raising=False)
    return asked


@pytest.mark.parametrize(
    ("words", "code", "asked"),
    [
        ([], 7, ("window", None, False)),
        (["--until-usable"], 7, ("window", None, True)),
        (["orders.csv"], 7, ("window", Path("orders.csv"), False)),
        (["./account"], 7, ("window", Path("account"), False)),
        (["--demo", "pictures"], 8, ("demo", Path("pictures"))),
    ],
)
def test_without_a_command_the_window_opens(monkeypatch, window, words, code, asked):
    monkeypatch.setattr(sys, "argv", ["klaviyo-gui", *words])
    assert __main__.main() == code
    assert window == [asked]


def test_a_command_opens_no_window(monkeypatch, window, tmp_path, capsys):
    monkeypatch.setenv("KLAVIYO_GUI_HOME", str(tmp_path))
    monkeypatch.setattr(sys, "argv", ["klaviyo-gui", "runs"])
    assert __main__.main() == 0
    assert window == []
    assert capsys.readouterr().out == "No runs yet.\n"


def test_a_spawned_worker_imports_nothing_heavy_with_the_main_module():
    found = subprocess.run(
        [sys.executable, "-c", WITHOUT_WINDOW], capture_output=True, text=True, check=True
    )
    assert found.stdout == "['klaviyo_gui.__main__']\n"
