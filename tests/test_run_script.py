import importlib.util
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parent.parent / "run.py"


@pytest.fixture
def script():
    spec = importlib.util.spec_from_file_location("run_script", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def folder(script, monkeypatch, tmp_path):
    """A project folder of its own, so that the real environment is never touched."""
    monkeypatch.setattr(script, "ROOT", tmp_path)
    monkeypatch.setattr(script, "ENVIRONMENT", tmp_path / ".venv")
    monkeypatch.setattr(script, "STAMP", tmp_path / ".venv" / "run.json")
    (tmp_path / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def installs(script, monkeypatch):
    """The pip commands that the script would have run."""
    commands = []
    monkeypatch.setattr(script, "find_pip", lambda: ["pip"])
    monkeypatch.setattr(script, "failure_of", lambda command, *_: commands.append(command))
    return commands


class TestSystemPackages:
    def missing(self, script, monkeypatch, absent, **wish):
        monkeypatch.setattr(script, "loads", lambda library: library not in absent)
        monkeypatch.setattr(script.shutil, "which", lambda tool: None if tool in absent else tool)
        return script.missing_packages(**wish)

    def test_every_missing_library_names_its_package(self, script, monkeypatch):
        absent = {"libEGL.so.1", "libxcb-cursor.so.0"}
        found = self.missing(script, monkeypatch, absent, display=True, extra="")
        assert found == (["libegl1", "libxcb-cursor0"], [])

    def test_nothing_is_missing_where_all_loads(self, script, monkeypatch):
        assert self.missing(script, monkeypatch, set(), display=True, extra="test") == ([], [])

    def test_without_a_display_its_libraries_are_not_asked_for(self, script, monkeypatch):
        absent = set(script.DISPLAY_LIBRARIES) | set(script.DISPLAY_TOOLS)
        found = self.missing(script, monkeypatch, absent, display=False, extra="")
        assert found == ([], [])

    def test_tests_only_wish_for_what_a_display_needs(self, script, monkeypatch):
        absent = {"libGL.so.1", "libxcb-shape.so.0", "xdotool"}
        found = self.missing(script, monkeypatch, absent, display=True, extra="test")
        assert found == (["libgl1"], ["libxcb-shape0", "xdotool"])

    def test_to_freeze_the_app_is_wished_for_by_tests_and_needed_to_build(
        self, script, monkeypatch
    ):
        monkeypatch.setattr(script, "BUILD_LIBRARIES", {"libpython3.11.so.1.0": "libpython3.11"})
        absent = {"objdump", "xdotool", "libpython3.11.so.1.0"}
        found = self.missing(script, monkeypatch, absent, display=True, extra="build")
        assert found == (["binutils", "libpython3.11"], [])
        found = self.missing(script, monkeypatch, absent, display=True, extra="test")
        assert found == ([], ["xdotool", "binutils", "libpython3.11"])
        assert self.missing(script, monkeypatch, absent, display=True, extra="") == ([], [])

    def test_who_may_not_install_gets_the_one_line_that_does(self, script, monkeypatch):
        monkeypatch.setattr(script, "may_install", lambda: False)
        monkeypatch.setattr(script, "loads", lambda library: library != "libEGL.so.1")
        with pytest.raises(script.Stop, match=r"\nsudo apt-get install libegl1$"):
            script.prepare_system(display=False, extra="")

    def test_root_of_a_debian_gets_them_installed(self, script, monkeypatch):
        absent = {"libEGL.so.1"}
        monkeypatch.setattr(script, "may_install", lambda: True)
        monkeypatch.setattr(script, "loads", lambda library: library not in absent)
        monkeypatch.setattr(script, "apt_install", lambda packages: absent.clear())
        script.prepare_system(display=False, extra="")
        assert absent == set()

    def test_a_failed_installation_stops_the_script(self, script, monkeypatch):
        monkeypatch.setattr(script, "may_install", lambda: True)
        monkeypatch.setattr(script, "loads", lambda library: False)
        monkeypatch.setattr(script, "apt_install", lambda packages: None)
        with pytest.raises(script.Stop):
            script.prepare_system(display=False, extra="")

    def test_a_test_run_goes_on_without_a_display_of_its_own(self, script, monkeypatch, capsys):
        monkeypatch.setattr(script, "may_install", lambda: False)
        monkeypatch.setattr(script, "loads", lambda library: True)
        monkeypatch.setattr(script.shutil, "which", lambda tool: None)
        script.prepare_system(display=False, extra="test")
        assert "skipped" in capsys.readouterr().out

    def test_a_library_that_does_not_exist_does_not_load(self, script):
        assert not script.loads("libno-such-library.so.1")


class TestStamp:
    def test_the_same_environment_is_kept(self, script):
        wanted = script.wanted_stamp("test", b"project")
        assert script.next_step(dict(wanted), wanted) == "keep"

    @pytest.mark.parametrize(
        ("change", "step"),
        [
            ({"python": ["3.12.0", "/usr"]}, "make"),
            ({"place": "/elsewhere"}, "make"),
            ({"project": "other"}, "install"),
            ({"extra": "test"}, "keep"),
        ],
    )
    def test_what_has_changed_decides_what_is_done(self, script, change, step):
        wanted = script.wanted_stamp("", b"project")
        assert script.next_step({**wanted, **change}, wanted) == step

    def test_tests_need_more_than_the_program(self, script):
        found = script.wanted_stamp("", b"project")
        assert script.next_step(found, script.wanted_stamp("test", b"project")) == "install"

    @pytest.mark.parametrize(
        ("extra", "wish", "step"),
        [
            ("test", "build", "keep"),
            ("build", "", "keep"),
            ("build", "test", "install"),
            ("", "build", "install"),
        ],
    )
    def test_an_environment_for_more_serves_for_less(self, script, extra, wish, step):
        found = script.wanted_stamp(extra, b"project")
        assert script.next_step(found, script.wanted_stamp(wish, b"project")) == step

    def test_an_environment_without_a_stamp_is_made(self, script, tmp_path):
        found = script.read_stamp(tmp_path / "run.json")
        assert script.next_step(found, script.wanted_stamp("", b"")) == "make"

    @pytest.mark.parametrize("content", ["", "{", "[]"])
    def test_the_stamp_of_an_interrupted_run_counts_as_none(self, script, tmp_path, content):
        stamp = tmp_path / "run.json"
        stamp.write_text(content, encoding="utf-8")
        assert script.read_stamp(stamp) == {}


class TestEnvironment:
    def test_it_is_made_once_and_then_kept(self, script, folder, installs):
        script.prepare_environment("")
        script.prepare_environment("")
        assert [command[-1] for command in installs] == ["."]

    def test_it_has_a_python_of_the_same_version(self, script, folder, installs):
        script.prepare_environment("")
        python = script.program("python")
        version = subprocess.check_output([python, "-c", "import sys; print(sys.version)"])
        assert version.decode().split() == sys.version.split()

    def test_what_the_tests_need_is_added_and_stays(self, script, folder, installs):
        script.prepare_environment("")
        script.prepare_environment("test")
        (folder / "pyproject.toml").write_text("[changed]\n", encoding="utf-8")
        script.prepare_environment("")
        assert [command[-1] for command in installs] == [".", ".[test]", ".[test]"]

    def test_a_half_made_one_is_made_anew(self, script, folder, installs, monkeypatch):
        monkeypatch.setattr(script, "failure_of", lambda *_: "no network")
        with pytest.raises(script.Stop, match="no network"):
            script.prepare_environment("")
        leftover = folder / ".venv" / "leftover"
        leftover.touch()
        monkeypatch.setattr(script, "failure_of", lambda *_: None)
        script.prepare_environment("")
        assert not leftover.exists()
        assert json.loads((folder / ".venv" / "run.json").read_text())["place"] == str(folder)

    def test_one_made_by_hand_with_this_python_is_not_thrown_away(self, script, folder, installs):
        script.venv.create(folder / ".venv", symlinks=os.name != "nt")
        (folder / ".venv" / "kept").touch()
        script.prepare_environment("")
        assert (folder / ".venv" / "kept").exists()

    def test_programs_lie_in_scripts_on_windows(self, script, folder, monkeypatch):
        monkeypatch.setattr(script, "WINDOWS", True)
        assert Path(script.program("python")) == folder / ".venv" / "Scripts" / "python.exe"


class TestPip:
    def found(self, script, monkeypatch, working):
        """Find pip where only these modules of these Pythons work."""

        def failure(command, *_):
            where = "outer" if command[0] == sys.executable else "inner"
            return None if (where, command[2]) in working else "failed"

        monkeypatch.setattr(script, "failure_of", failure)
        monkeypatch.setattr(script, "may_install", lambda: False)
        return script.find_pip()

    def test_ensurepip_comes_first(self, script, folder, monkeypatch):
        working = {("inner", "ensurepip"), ("outer", "pip")}
        expected = [script.program("python"), "-m", "pip"]
        assert self.found(script, monkeypatch, working) == expected

    def test_without_ensurepip_the_outer_pip_works_for_the_environment(
        self, script, folder, monkeypatch
    ):
        expected = [sys.executable, "-m", "pip", "--python", script.program("python")]
        assert self.found(script, monkeypatch, {("outer", "pip")}) == expected

    def test_with_neither_the_line_to_run_is_told(self, script, folder, monkeypatch):
        with pytest.raises(script.Stop, match="sudo apt-get install python3-venv"):
            self.found(script, monkeypatch, set())


class TestDisplay:
    @pytest.mark.parametrize(
        ("platform", "environ", "seen"),
        [
            ("linux", {}, False),
            ("linux", {"DISPLAY": ""}, False),
            ("linux", {"DISPLAY": ":0"}, True),
            ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
            ("win32", {}, True),
            ("darwin", {}, True),
        ],
    )
    def test_a_window_is_seen_on_windows_macos_or_a_display(self, script, platform, environ, seen):
        assert script.has_display(platform, environ) is seen


class TestCommands:
    def test_with_a_display_the_window_opens(self, script):
        assert script.start_command([], display=True)[1:] == ["-m", "klaviyo_gui"]

    def test_without_one_it_shows_its_sample_run(self, script):
        demo = ["--demo", str(SCRIPT.parent / "demo")]
        assert script.start_command([], display=False)[3:] == demo

    @pytest.mark.parametrize("display", [True, False])
    def test_arguments_go_to_the_program(self, script, display):
        assert script.start_command(["check", "a.csv"], display=display)[3:] == ["check", "a.csv"]

    def test_the_checks_run_from_quick_to_slow(self, script):
        commands = script.check_commands([], "results.xml")
        names = [Path(command[0]).stem if len(command) == 1 else command[2] for command in commands]
        assert names == ["ruff", "ruff", "mypy", "lint-imports", *["coverage"] * 4]

    def test_with_arguments_only_pytest_runs(self, script):
        commands = script.check_commands(["-k", "name"], "results.xml")
        assert [command[1:] for command in commands] == [["-m", "pytest", "-k", "name"]]

    def test_the_program_is_compiled_once_for_all_the_processes_of_the_tests(self, script):
        given = {"PYTHONDONTWRITEBYTECODE": "1", "QT_QPA_PLATFORM": "xcb", "HOME": "/home/ann"}
        assert script.check_environ(given) == {"QT_QPA_PLATFORM": "offscreen", "HOME": "/home/ann"}

    def test_the_first_failure_ends_the_checks_with_its_code(self, script, monkeypatch, capfd):
        codes = [f"import sys; sys.exit({code})" for code in (0, 3, 4)]
        commands = [[sys.executable, "-c", code] for code in codes]
        monkeypatch.setattr(script, "check_commands", lambda *_: commands)
        assert script.run_checks([]) == 3
        assert "exit code 3" in capfd.readouterr().out

    def test_the_last_line_sums_up_the_tests(self, script):
        results = '<testsuites><testsuite tests="12" skipped="2" time="3.4"/></testsuites>'
        expected = "All checks passed. Tests: 10 passed, 2 skipped, 3 s."
        assert script.closing_line(results) == expected

    def test_a_frozen_app_is_proved_where_it_was_made(self, script, tmp_path):
        freezing, proof = script.build_commands(tmp_path)
        assert freezing[1:3] == ["-m", "PyInstaller"]
        assert freezing[freezing.index("--distpath") + 1] == str(tmp_path)
        assert Path(proof[0]).parent == tmp_path / "CSV to Klaviyo"
        assert proof[1:] == ["--self-test"]

    @pytest.mark.parametrize("code", [0, 1])
    def test_a_build_fails_where_its_proof_does(self, script, monkeypatch, tmp_path, capfd, code):
        commands = [[sys.executable, "-c", f"import sys; sys.exit({each})"] for each in (0, code)]
        monkeypatch.setattr(script, "build_commands", lambda _folder: commands)
        assert script.build(tmp_path) == code
        assert ("MB in" in capfd.readouterr().out) is (code == 0)

    @pytest.mark.parametrize(
        ("words", "done"), [(["build"], "build"), (["test", "-q"], "test"), ([], "start")]
    )
    def test_the_first_word_says_what_is_done(self, script, monkeypatch, words, done):
        prepared = []
        monkeypatch.setattr(script, "prepare_system", lambda **wish: prepared.append(wish["extra"]))
        monkeypatch.setattr(script, "prepare_environment", prepared.append)
        monkeypatch.setattr(script, "build", lambda _folder: "build")
        monkeypatch.setattr(script, "run_checks", lambda _arguments: "test")
        monkeypatch.setattr(script, "start", lambda *_, **__: "start")
        assert script.main(words) == done
        assert set(prepared) == {"" if done == "start" else done}

    def test_an_old_python_is_told_what_is_needed(self, script, monkeypatch, capsys):
        monkeypatch.setattr(script.sys, "version_info", (3, 8, 18, "final", 0))
        assert script.main([]) == 2
        assert capsys.readouterr().out == "Python 3.11 or newer is needed; this is Python 3.8.\n"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no signals to send to a process")
class TestSignals:
    def end_of(self, send):
        """Signal a script whose one check waits for ever; return its code and its errors."""
        child = "import signal; signal.signal(2, signal.SIG_DFL); print('up', flush=True)"
        driver = f"""
import sys, run
child = {child + "; signal.pause()"!r}
run.check_commands = lambda *_: [[sys.executable, "-c", child]]
sys.exit(run.run_checks([]))
"""
        with subprocess.Popen(
            [sys.executable, "-c", driver],
            cwd=SCRIPT.parent,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        ) as process:
            while process.stdout.readline() != "up\n":
                assert process.poll() is None
            send(process.pid)
            _, errors = process.communicate(timeout=30)
        return process.returncode, errors

    def test_control_c_ends_it_quietly(self):
        assert self.end_of(lambda pid: os.killpg(pid, signal.SIGINT)) == (130, "")

    def test_its_own_end_ends_what_it_runs(self):
        assert self.end_of(lambda pid: os.kill(pid, signal.SIGTERM)) == (143, "")
