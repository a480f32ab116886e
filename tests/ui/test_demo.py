import os
import subprocess
import sys
from pathlib import Path

from klaviyo_gui.paths import HOME_VARIABLE

ROOT = Path(__file__).resolve().parents[2]


def test_the_demo_accounts_for_every_record_and_takes_a_picture_of_every_station(tmp_path):
    out = tmp_path / "demo"
    done = subprocess.run(
        [sys.executable, "-m", "klaviyo_gui", "--demo", str(out)],
        env={**os.environ, HOME_VARIABLE: str(tmp_path / "home")},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "60 events read: 0 unsent" in done.stdout
    assert "60 people read: 0 unsent" in done.stdout
    assert done.stdout.splitlines()[-1].startswith("53 events and 56 people rows accepted;")
    names = {path.name for path in out.iterdir() if path.stat().st_size > 10_000}
    assert names == {
        f"{name}.png" for name in ("file", "map", "preview", "send", "results", "window")
    }
