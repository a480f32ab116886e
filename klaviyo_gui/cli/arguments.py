"""The arguments of the command line."""

from __future__ import annotations

import argparse
from pathlib import Path

from klaviyo_gui import __version__

COMMANDS = (
    "inspect",
    "rows",
    "suggest",
    "check",
    "preview",
    "send",
    "resume",
    "runs",
    "results",
    "practice",
)

_DESCRIPTION = """\
Send a CSV file to Klaviyo as events and profiles.
Without a command the window opens, with FILE if one is given."""


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """Keeps the line breaks of the descriptions."""


def parse(words: list[str]) -> argparse.Namespace:
    """Return the arguments; prints help or wrong use and leaves with 0 or 2 as is custom."""
    parser = argparse.ArgumentParser(
        prog="klaviyo-gui", description=_DESCRIPTION, formatter_class=_Formatter
    )
    parser.add_argument("--version", action="version", version=__version__)
    if words and words[0] in COMMANDS:
        return _parse_command(parser, words)
    parser.set_defaults(command=None)
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help="a CSV file to open")
    parser.add_argument(
        "--self-test", action="store_true", help="try every part; 0 when all is well"
    )
    parser.add_argument("--json", action="store_true", help="answer in JSON (with --self-test)")
    parser.add_argument(
        "--demo",
        type=Path,
        metavar="FOLDER",
        help="walk the sample orders to the practice Klaviyo and save pictures of the window",
    )
    parser.epilog = "commands: " + ", ".join(COMMANDS) + "; see klaviyo-gui COMMAND --help"
    return parser.parse_args(words)


def wants_window(arguments: argparse.Namespace) -> bool:
    """Tell whether these arguments ask for the window rather than for a command."""
    return arguments.command is None and not arguments.self_test


def _parse_command(parser: argparse.ArgumentParser, words: list[str]) -> argparse.Namespace:
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")

    def add(name: str, what: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=what, description=what)
        command.add_argument("--json", action="store_true", help="write JSON to standard output")
        return command

    inspect = add("inspect", "Show how a file is read: columns, rows, findings.")
    _add_reading(inspect)
    _add_reading(add("rows", "Print the rows as read, one JSON list a line, the header first."))
    suggest = add("suggest", "Propose a mapping, with a reason for every pair.")
    _add_reading(suggest)
    suggest.add_argument("--kind", choices=("events", "profiles", "both"), default="both")
    suggest.add_argument("--save", type=Path, metavar="PRESET.json", help="save it as a preset")
    _add_preset(add("check", "Check every row; counts and findings by cause."))
    preview = add("preview", "Print every record as it would be sent, one JSON object a line.")
    _add_preset(preview)
    _add_limit(preview, "print so many records at most")
    _add_effect(preview, is_required=False)
    send = add("send", "Send the file.")
    _add_preset(send)
    account = send.add_mutually_exclusive_group(required=True)
    account.add_argument("--account", metavar="NAME", help='"env" for KLAVIYO_GUI_API_KEY')
    account.add_argument("--practice", action="store_true", help="send to the practice Klaviyo")
    _add_effect(send, is_required=True)
    _add_limit(send, "send the first so many rows only")
    send.add_argument(
        "--skip-problems",
        action="store_true",
        help="leave rows with problems out and send the others (always so in practice)",
    )
    send.add_argument("--yes", action="store_true", help="do not ask")
    resume = add("resume", "Continue an unfinished run.")
    resume.add_argument(
        "run", nargs="?", metavar="RUN", help="the newest unfinished one if left out"
    )
    add("runs", "List all runs.")
    results = add("results", "Save the results of a run.")
    results.add_argument("run", metavar="RUN")
    results.add_argument("--out", type=Path, required=True, metavar="DIR")
    practice = add("practice", "Run the practice Klaviyo alone and print its address.")
    practice.add_argument("--port", type=int, default=0, help="0 for any free one")
    practice.add_argument("--bad-day", action="store_true", help="slow, flaky and rude")
    arguments = parser.parse_args(words)
    arguments.self_test = False
    return arguments


def _add_reading(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", type=Path, metavar="FILE")
    command.add_argument("--delimiter", metavar="CHARACTER", help='such as ";" or tab')
    command.add_argument("--encoding", metavar="NAME", help="such as utf-8 or windows-1252")
    command.add_argument("--header-line", type=_positive, metavar="N", help="counted from 1")
    command.add_argument("--time-zone", metavar="ZONE", help="of times without one: Europe/Berlin")
    command.add_argument("--phone-country", metavar="CC", help="of numbers without one: US")


def _add_preset(command: argparse.ArgumentParser) -> None:
    _add_reading(command)
    command.add_argument("--preset", required=True, metavar="P", help="a file or a saved name")


def _add_limit(command: argparse.ArgumentParser, what: str) -> None:
    command.add_argument("--limit", type=_positive, metavar="N", help=what)


def _add_effect(command: argparse.ArgumentParser, *, is_required: bool) -> None:
    effect = command.add_mutually_exclusive_group(required=is_required)
    effect.add_argument("--history", action="store_true", help="record as history: no flows start")
    effect.add_argument("--live", action="store_true", help="as happening now: flows may start")


def _positive(word: str) -> int:
    number = int(word)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{word} is less than 1")
    return number
