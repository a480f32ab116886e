"""Somebody before the window of another process: eyes of their own, a true mouse, true keys."""

import json
import os
import signal
import subprocess
import sys
from contextlib import contextmanager

from tests.journeys.screens import LIMIT_SECONDS, ROOT, limited, mouse

BAD_DAY = "bad day"
"""The day on which the practice Klaviyo spoils some of what it is sent."""

TURNS_MAX = 60
"""Notches of the wheel, or controls on the way of the Tab key, after which it is not there."""


class Person:
    """Finds things by the words they bear, and does nothing but by mouse and keys.

    Pictures go to ``folder``, numbered as they were taken.
    """

    def __init__(self, child, environment, folder):
        self.child = child
        self._environment = environment
        self._folder = folder
        self._pictures = len(list(folder.glob("*.png")))
        self.has_used_mouse = False
        self.worst = {}

    def click(self, words):
        """Click on what is called so, once it can be clicked on."""
        for _ in range(TURNS_MAX):
            found = self._ask("place", words=words)
            if "place" in found:
                self._move(*found["place"], 1)
                return
            self._move(*found["over"], found["wheel"])
        raise AssertionError(f"not scrolled to: {words}")

    def reads(self, words):
        """Wait until these words stand there; return all that they are a part of."""
        return self._ask("reading", words=words)["reading"]

    def press(self, *keys):
        """Press keys, one after the other."""
        self._mouse("key", *keys)

    def type(self, words):
        self._mouse("type", words)

    def tab_to(self, words):
        """Go on with the Tab key until the focus is on what is called so."""
        for _ in range(TURNS_MAX):
            if any(words in each for each in self.focus()):
                return
            self.press("Tab")
        raise AssertionError(f"the Tab key does not lead to: {words}")

    def waits_for(self, words):
        """Wait until the keys go to what is called so, as the window itself sees to."""
        self._ask("focused", words=words)

    @property
    def is_gone(self):
        """Tell whether the program has ended."""
        return self.child.poll() is not None

    def kills(self):
        """End the program as nothing can that could be heard."""
        self.child.kill()
        assert self.child.wait(LIMIT_SECONDS) == -signal.SIGKILL

    def focus(self):
        return self._ask("focus")["focus"]

    def face(self):
        """Turn to the window in front, as whoever arranges windows would let one do."""
        self._mouse("windowfocus", "--sync", self._ask("front")["front"])

    def begins(self, phase):
        """Measure the answers of the window under this name from now on."""
        self._ask("phase", name=phase)

    def looks(self, name, *, is_window=True):
        """Keep a picture of the window, or of the whole screen."""
        self._pictures += 1
        path = self._folder / f"{self._pictures:02} {name}.png"
        self._ask("picture", path=str(path), is_window=is_window)
        assert path.stat().st_size > 0

    def practices(self):
        """Return the addresses of the practice Klaviyos of the window."""
        return self._ask("practice")["practice"]

    def leaves(self):
        """Tell how the window answered, and close it by its key."""
        self.sums_up()
        self.press("ctrl+q")
        assert self.child.wait(LIMIT_SECONDS) == 0

    def sums_up(self):
        """Keep how the window answered until now."""
        self.worst = self._ask("beats")["beats"]

    def _ask(self, question, **more):
        print(json.dumps({"ask": question, **more}), file=self.child.stdin, flush=True)
        answer = json.loads(self.child.stdout.readline())
        assert "missing" not in answer, answer
        return answer

    def _move(self, x, y, button):
        self.has_used_mouse = True
        self._mouse("mousemove", x, y, "click", button)

    def _mouse(self, *words):
        mouse(self._environment, *words)


@contextmanager
def person_at(screen, folder, *, theme="light", day=""):
    """Start the program on this screen, and put a person before it; no word may go astray."""
    folder.mkdir(exist_ok=True)
    environment = {
        **os.environ,
        "DISPLAY": screen,
        "QT_QPA_PLATFORM": "xcb",
        "KLAVIYO_GUI_HOME": str(folder / "home"),
        "PYTHONPATH": os.pathsep.join((str(ROOT), os.environ.get("PYTHONPATH", ""))),
        "TZ": "Europe/Berlin",
        # The one who clears up after a killed window says that there was something to clear up.
        "PYTHONWARNINGS": "ignore:resource_tracker:UserWarning",
    }
    command = [sys.executable, "-m", "tests.journeys.guide", theme, day]
    astray = folder / "astray.txt"
    with (
        astray.open("w") as errors,
        limited(
            command, env=environment, cwd=folder, stdin=subprocess.PIPE, stderr=errors
        ) as child,
    ):
        person = Person(child, environment, folder)
        person.face()
        yield person
    assert astray.read_text(encoding="utf-8") == ""
