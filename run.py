#!/usr/bin/env python3
"""Start the program, or check and test it, on a machine that has only Python.

python3 run.py [ARGUMENTS]         starts the window; arguments go to the program
python3 run.py test [ARGUMENTS]    all checks and tests; with arguments, pytest with these alone
python3 run.py build               the app as a folder that needs no Python, in dist, and its proof

It must load on Python 3.8, so that an old Python gets a sentence and not a syntax error.
"""

from __future__ import annotations

import ctypes
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import venv
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
STAMP = ENVIRONMENT / "run.json"
OLDEST_PYTHON = (3, 11)
INTERRUPTED = 130
WINDOWS = os.name == "nt"
PYTHON = [sys.version, sys.base_prefix]

# Library → Debian package. Without these Qt does not load at all;
QT_LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
}
# without these it opens no window on a display;
DISPLAY_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
# and with these programs the tests have a display of their own, and a hand on its mouse.
DISPLAY_TOOLS = {"Xvfb": "xvfb", "xauth": "xauth", "xdotool": "xdotool"}
# PyInstaller finds out with it what libraries ask for.
BUILD_TOOLS = {"objdump": "binutils"}
# It freezes Python as a library, which Debian has in a package of its own.
OWN_PYTHON = f"libpython{sys.version_info[0]}.{sys.version_info[1]}"
BUILD_LIBRARIES = {f"{OWN_PYTHON}.so.1.0": OWN_PYTHON} if sys.base_prefix == "/usr" else {}

APP = "CSV to Klaviyo"

# Each process takes whole files of tests: what a file sets up once serves all its tests. They come
# in the order that tests/conftest.py says, and not by the number of their tests. There is one more
# than there are cores, because some tests mostly wait: for screens, and for killed processes.
PROCESSES = str(min((os.cpu_count() or 1) + 1, 5))
PARALLEL = ["-n", PROCESSES, "--dist", "loadfile", "--no-loadscope-reorder"]


class Stop(Exception):
    """The script cannot go on; the message says why and what to do."""


def say(text: str) -> None:
    """Print at once, so that it stays in order with what the commands print."""
    print(text, flush=True)


# Commands


def run(command: Sequence[str], environ: Mapping[str, str], folder: Path) -> tuple[int, bool]:
    """Run a command to its own end; return its exit code, and whether Ctrl+C was pressed."""
    interrupted = False
    with subprocess.Popen(command, env=dict(environ), cwd=folder) as child:
        signal.signal(signal.SIGTERM, lambda *_: child.terminate())
        while child.returncode is None:
            try:
                child.wait()
            except KeyboardInterrupt:  # The child got it too, and may have something to finish.
                interrupted = True
    code = child.returncode
    return (128 - code if code < 0 else code), interrupted


def failure_of(command: Sequence[str], environ: Mapping[str, str] = os.environ) -> str | None:
    """Run a command silently; return all that it wrote if it failed, else None."""
    done = subprocess.run(
        command,
        env=dict(environ),
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    if done.returncode == 0:
        return None
    return done.stdout.decode(errors="replace").strip() or f"exit code {done.returncode}"


# System packages


def may_install() -> bool:
    """Say whether this is Debian or a descendant, and we are root."""
    debian = Path("/etc/debian_version").exists() and shutil.which("apt-get") is not None
    return debian and os.geteuid() == 0


def install_line(packages: Sequence[str]) -> str:
    """Return the line with which a person installs packages."""
    return "sudo apt-get install " + " ".join(packages)


def apt_install(packages: Sequence[str]) -> None:
    """Install Debian packages, or say what apt-get wrote."""
    say("Installing system packages: " + " ".join(packages))
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    apt = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300"]
    # A third party's broken source fails the update, though all we want may be there.
    outdated = failure_of([*apt, "update"], environ)
    failure = failure_of([*apt, "install", "-y", "--no-install-recommends", *packages], environ)
    if failure:
        say("\n".join(filter(None, [outdated, failure])))


def loads(library: str) -> bool:
    """Say whether the system finds a library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_packages(*, display: bool, extra: str) -> tuple[list[str], list[str]]:
    """Return the packages that must be installed, and those without which tests are skipped."""
    needed = [package for library, package in QT_LIBRARIES.items() if not loads(library)]
    shown = [package for library, package in DISPLAY_LIBRARIES.items() if not loads(library)]
    tools = [package for tool, package in DISPLAY_TOOLS.items() if not shutil.which(tool)]
    freezing = [package for tool, package in BUILD_TOOLS.items() if not shutil.which(tool)]
    freezing += [package for library, package in BUILD_LIBRARIES.items() if not loads(library)]
    if extra == "test":
        return needed, shown + tools + freezing
    if extra == "build":
        return needed + freezing, []
    return (needed + shown if display else needed), []


def prepare_system(*, display: bool, extra: str) -> None:
    """See to the system libraries that Qt needs, and to what its tests and its freezing need."""
    needed, wished = missing_packages(display=display, extra=extra)
    if (needed or wished) and may_install():
        apt_install(needed + wished)
        needed, wished = missing_packages(display=display, extra=extra)
    line = install_line(needed + wished)
    if needed:
        raise Stop("System packages that are needed are missing. On Debian or Ubuntu:\n" + line)
    if wished:
        say("Tests that need a display or freeze the app will be skipped. For them: " + line)


# The Python environment


def program(name: str) -> str:
    """Return the path of a program in the environment."""
    return str(ENVIRONMENT / "Scripts" / f"{name}.exe" if WINDOWS else ENVIRONMENT / "bin" / name)


def wanted_stamp(extra: str, project: bytes) -> dict[str, object]:
    """Describe the environment: its Python, its place, what is installed in it."""
    digest = hashlib.sha256(project).hexdigest()
    return {"python": PYTHON, "place": str(ROOT), "project": digest, "extra": extra}


def read_stamp(stamp: Path) -> dict[str, object]:
    """Return the stamp of a finished environment; of any other, an empty one."""
    try:
        found = json.loads(stamp.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def next_step(found: Mapping[str, object], wanted: Mapping[str, object]) -> str:
    """Return what the environment needs: "keep" it, "install" into it, or "make" it anew."""
    if any(found.get(key) != wanted[key] for key in ("python", "place")):
        return "make"
    # The one for tests can build as well.
    within = {"": ("", "build", "test"), "build": ("build", "test"), "test": ("test",)}
    has_extra = found.get("extra") in within[str(wanted["extra"])]
    if found.get("project") == wanted["project"] and has_extra:
        return "keep"
    return "install"


def made_by_hand() -> bool:
    """Say whether there is an environment of this Python that somebody made without us."""
    if STAMP.exists() or not Path(program("python")).exists():
        return False
    question = f"import sys; sys.exit([sys.version, sys.base_prefix] != {PYTHON!r})"
    return failure_of([program("python"), "-c", question]) is None


def find_pip() -> list[str]:
    """Return the command of a pip that installs into the environment."""
    inner, make_pip = ([program("python"), "-m", name] for name in ("pip", "ensurepip"))
    if not failure_of([*inner, "--version"]) or not failure_of(make_pip):
        return inner
    # Debian without python3-venv has no ensurepip, but its own pip can work for another Python.
    if not failure_of([sys.executable, "-m", "pip", "--version"]):
        return [sys.executable, "-m", "pip", "--python", program("python")]
    if sys.base_prefix == "/usr" and may_install():
        apt_install(["python3-venv"])
        if not failure_of(make_pip):
            return inner
    line = install_line(["python3-venv"])
    raise Stop("This Python has neither ensurepip nor pip. On Debian or Ubuntu:\n" + line)


def prepare_environment(extra: str) -> None:
    """Make the environment and install the project in it, unless all that is done already."""
    wanted = wanted_stamp(extra, (ROOT / "pyproject.toml").read_bytes())
    found = wanted_stamp("", b"") if made_by_hand() else read_stamp(STAMP)
    step = next_step(found, wanted)
    if step == "keep":
        return
    if step == "make":
        say("Making a Python environment in the folder .venv.")
        if ENVIRONMENT.exists():
            shutil.rmtree(ENVIRONMENT)
        ENVIRONMENT.mkdir()
    else:
        wanted["extra"] = extra or found["extra"]
    STAMP.write_text("", encoding="utf-8")  # Empty marks it as half-made, until the last line.
    if step == "make":
        venv.create(ENVIRONMENT, symlinks=not WINDOWS)
    say("Installing the program and what it needs; the first time this takes some minutes.")
    target = f".[{wanted['extra']}]" if wanted["extra"] else "."
    options = ["--disable-pip-version-check", "--no-input", "--editable", target]
    failure = failure_of([*find_pip(), "install", *options])
    if failure:
        raise Stop(failure + "\n\npip could not install the program; what it wrote stands above.")
    STAMP.write_text(json.dumps(wanted), encoding="utf-8")


# What to run


def has_display(platform: str, environ: Mapping[str, str]) -> bool:
    """Say whether a window could be seen."""
    shown = environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY")
    return platform in ("win32", "darwin") or bool(shown)


def start_command(arguments: Sequence[str], *, display: bool) -> list[str]:
    """Return the command that starts the program; unseen and unasked, it shows a sample run."""
    shown = [] if display or arguments else ["--demo", str(ROOT / "demo")]
    return [program("python"), "-m", "klaviyo_gui", *arguments, *shown]


def check_commands(arguments: Sequence[str], results: str) -> list[list[str]]:
    """Return the checks and tests in their order."""
    python = [program("python"), "-m"]
    if arguments:
        return [[*python, "pytest", *arguments]]
    return [
        [*python, "ruff", "check", "."],
        [*python, "ruff", "format", "--check", "."],
        [*python, "mypy"],
        [program("lint-imports")],
        [*python, "coverage", "erase"],
        [*python, "coverage", "run", "-m", "pytest", *PARALLEL, f"--junit-xml={results}"],
        [*python, "coverage", "combine", "--quiet"],
        [*python, "coverage", "report", "--skip-covered"],
    ]


def closing_line(results: str) -> str:
    """Sum up pytest's results (JUnit XML), which the coverage report has scrolled away."""
    suites = ET.fromstring(results).findall("testsuite")  # noqa: S314 (pytest wrote it just now)
    count, skipped, seconds = (
        sum(float(suite.attrib[name]) for suite in suites) for name in ("tests", "skipped", "time")
    )
    passed = count - skipped
    return f"All checks passed. Tests: {passed:.0f} passed, {skipped:.0f} skipped, {seconds:.0f} s."


def check_environ(environ: Mapping[str, str]) -> dict[str, str]:
    """Return the environment variables of the checks: no screen is needed."""
    # The tests start hundreds of processes; without it each would compile the program anew.
    kept = {name: text for name, text in environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "QT_QPA_PLATFORM": "offscreen"}


def run_checks(arguments: Sequence[str]) -> int:
    """Run the checks up to the first that fails; return its exit code."""
    environ = check_environ(os.environ)
    with tempfile.TemporaryDirectory() as folder:
        results = Path(folder, "results.xml")
        for command in check_commands(arguments, str(results)):
            name = " ".join([Path(command[0]).stem, *command[1:]])
            say(f"\n$ {name}")
            code, interrupted = run(command, environ, ROOT)
            if interrupted:
                return INTERRUPTED
            if code:
                say(f"\nFailed with exit code {code}: {name}")
                return code
        if not arguments:
            say("\n" + closing_line(results.read_text(encoding="utf-8")))
    return 0


def build_commands(folder: Path) -> list[list[str]]:
    """Return the commands that freeze the app into a folder, and prove that it works."""
    places = ["--distpath", str(folder), "--workpath", str(ROOT / "build")]
    recipe = str(ROOT / "build_app.spec")
    freezing = [
        program("python"),
        "-m",
        "PyInstaller",
        recipe,
        "--noconfirm",
        "--log-level",
        "WARN",
    ]
    app = folder / APP / (APP + ".exe" if WINDOWS else APP)
    return [[*freezing, *places], [str(app), "--self-test"]]


def build(folder: Path) -> int:
    """Freeze the app into a folder; return the exit code of what failed, or 0."""
    say("Freezing the app; this takes a minute or two.")
    for command in build_commands(folder):
        code, interrupted = run(command, os.environ, ROOT)
        if interrupted:
            return INTERRUPTED
        if code:
            say(f"\nFailed with exit code {code}: " + " ".join(command))
            return code
    files = [file for file in (folder / APP).rglob("*") if file.is_file() and not file.is_symlink()]
    megabytes = sum(file.stat().st_size for file in files) / 1_000_000
    say(f"{folder / APP}: {megabytes:.0f} MB in {len(files)} files. It is moved as a whole.")
    return 0


def start(arguments: Sequence[str], *, display: bool) -> int:
    """Run the program in the caller's folder, where the file names among its arguments hold."""
    environ = dict(os.environ)
    if not (display or arguments):
        say("No display: sending sample orders to a practice Klaviyo, pictured in the folder demo.")
        environ["QT_QPA_PLATFORM"] = "offscreen"
    code, interrupted = run(start_command(arguments, display=display), environ, Path.cwd())
    return code or (INTERRUPTED if interrupted else 0)


def main(arguments: Sequence[str]) -> int:
    """Prepare what is missing, then run what was asked for."""
    if sys.version_info < OLDEST_PYTHON:
        say("Python 3.11 or newer is needed; this is Python {}.{}.".format(*sys.version_info))
        return 2
    wish = arguments[0] if list(arguments[:1]) in (["test"], ["build"]) else ""
    display = has_display(sys.platform, os.environ)
    try:
        if sys.platform.startswith("linux"):
            prepare_system(display=display, extra=wish)
        prepare_environment(wish)
        if wish == "test":
            return run_checks(arguments[1:])
        if wish == "build":
            return build(ROOT / "dist")
        return start(arguments, display=display)
    except Stop as stop:
        say(str(stop))
        return 2
    except KeyboardInterrupt:
        return INTERRUPTED


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
