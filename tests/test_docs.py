"""The pages of docs/ are true: commands, options, codes, variables and menus stand there."""

import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMenu

from klaviyo_gui.cli import arguments
from klaviyo_gui.cli.arguments import COMMANDS
from klaviyo_gui.ui.accounts.menu import AccountMenu
from klaviyo_gui.ui.menus import RecentMenu
from klaviyo_gui.ui.presets.menu import ApplyMenu
from klaviyo_gui.ui.status import Station
from tests.ui.windows import home, open_window, theme, window

__all__ = ["home", "open_window", "theme", "window"]

ROOT = Path(__file__).parents[1]
COMMAND_PAGE = (ROOT / "docs" / "commands.md").read_text("utf-8")
WINDOW_PAGE = (ROOT / "docs" / "window.md").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")
READING = "How a file is read"
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]+")
EVERYWHERE = {"--help", "--json"}
CODES = range(6)


def help_of(capsys, *words):
    with pytest.raises(SystemExit) as ended:
        arguments.parse([*words, "--help"])
    assert ended.value.code == 0
    return capsys.readouterr().out


def actions_of(capsys, command):
    """Return the actions of a command that has some, such as ``add`` of ``account``."""
    said = help_of(capsys, command)
    return re.findall(r"^    (\w+) ", said, re.MULTILINE) if "ACTION" in said else []


def options_of(capsys, command):
    found = set(OPTION.findall(help_of(capsys, command)))
    for action in actions_of(capsys, command):
        found |= set(OPTION.findall(help_of(capsys, command, action)))
    return found - EVERYWHERE


def chapter(page, title):
    """Return what stands below a heading that begins so."""
    parts = re.split(r"^## ", page, flags=re.MULTILINE)
    found = [part for part in parts if re.match(rf"{re.escape(title)}(?=[ \n])", part)]
    assert len(found) == 1, f"one chapter {title}"
    return found[0]


def differing(options, page):
    """Return the options that are not described, or described and not there."""
    has_reading = "--delimiter" in options
    shared = set(OPTION.findall(chapter(COMMAND_PAGE, READING))) if has_reading else set()
    return (options - shared) ^ set(OPTION.findall(page))


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_of_every_command_is_described_and_no_other(capsys, command):
    options, page = options_of(capsys, command), chapter(COMMAND_PAGE, command)
    assert differing(options, page) == set()


def test_an_option_that_is_left_out_or_made_up_is_found_out(capsys):
    options, page = options_of(capsys, "send"), chapter(COMMAND_PAGE, "send")
    assert differing(options, page.replace("--only-new", "--only-mine")) == {
        "--only-new",
        "--only-mine",
    }


@pytest.mark.parametrize("command", COMMANDS)
def test_every_action_of_a_command_is_described(capsys, command):
    page = chapter(COMMAND_PAGE, command)
    for action in actions_of(capsys, command):
        assert f"`{command} {action}" in page


def test_the_options_of_reading_are_those_that_commands_take(capsys):
    told = set(OPTION.findall(chapter(COMMAND_PAGE, READING)))
    assert told == options_of(capsys, "inspect")


def test_the_options_without_a_command_are_described(capsys):
    page = chapter(COMMAND_PAGE, "Exit codes")
    before = COMMAND_PAGE[: COMMAND_PAGE.index(page)]
    assert (
        set(OPTION.findall(before)) - EVERYWHERE
        == set(OPTION.findall(help_of(capsys))) - EVERYWHERE
    )


@pytest.mark.parametrize("page", [chapter(COMMAND_PAGE, "Exit codes"), README])
def test_every_exit_code_is_described(page):
    for code in CODES:
        assert re.search(
            rf"\| {code} \||(?<!\d){code} (all done|the program|wrong|finished|stopped|the)", page
        )


def variables():
    found = set()
    for path in (*(ROOT / "klaviyo_gui").rglob("*.py"), ROOT / "run.py"):
        found |= set(re.findall(r"KLAVIYO_GUI_[A-Z_]+", path.read_text("utf-8")))
    return found


@pytest.mark.parametrize("page", [COMMAND_PAGE, README])
def test_every_variable_of_the_environment_is_described(page):
    assert variables() == set(re.findall(r"KLAVIYO_GUI_[A-Z_]+", page))


def entries(menu):
    """Return what can be done by a menu, without what differs from time to time."""
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, (RecentMenu, ApplyMenu, AccountMenu)):
            yield plain(inner.title())
        elif isinstance(inner, QMenu):
            yield from entries(inner)
        elif not action.isSeparator():
            yield plain(action.text())


def plain(words):
    return words.partition("\t")[0].replace("&", "")


def test_every_entry_of_the_menus_is_described(window):
    for bar in window.menuBar().actions():
        page = chapter(WINDOW_PAGE, plain(bar.text()) + ",")
        menu = bar.menu()
        found = [plain(menu.title())] if isinstance(menu, AccountMenu) else entries(menu)
        for words in found:
            name = (
                "Undo"
                if words.startswith("Undo")
                else "Redo"
                if words.startswith("Redo")
                else words
            )
            assert f"*{name}*" in page


def test_every_station_has_a_chapter():
    for station in Station:
        assert chapter(WINDOW_PAGE, f"Station {station.title}")


def test_keys_are_those_of_the_menus(window):
    """A key that the page tells is one of a menu entry, and the other way round."""
    told = set(re.findall(r"\((Ctrl\+[^)]+|F\d+)\)", WINDOW_PAGE))
    known = set()

    def gather(menu):
        for action in menu.actions():
            if isinstance(action.menu(), QMenu):
                gather(action.menu())
            elif not action.shortcut().isEmpty():
                known.add(action.shortcut().toString())

    for bar in window.menuBar().actions():
        gather(bar.menu())
    assert told == {each for each in known if each.startswith(("Ctrl", "F"))}


def test_the_pages_are_named_in_the_readme():
    for page in sorted((ROOT / "docs").glob("*.md")):
        assert f"docs/{page.name}" in README
