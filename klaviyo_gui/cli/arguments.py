"""The arguments of the command line."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path
from typing import NoReturn

from klaviyo_gui import __version__
from klaviyo_gui.cli.account_arguments import add_account_actions
from klaviyo_gui.cli.exits import WRONG_USE
from klaviyo_gui.cli.output import tell, tell_failure
from klaviyo_gui.cli.preset_arguments import add_actions
from klaviyo_gui.wording import Words

COMMANDS = {
    "inspect": "Show how a file is read: columns, rows, findings.",
    "rows": "Print the rows as read, one JSON list a line, the header first.",
    "suggest": "Propose a mapping, with a reason for every pair.",
    "check": "Check every row; counts and findings by cause.",
    "preview": "Print every record as it would be sent, one JSON object a line.",
    "send": "Send the file.",
    "resume": "Continue an unfinished run.",
    "retry": "Send again the rows of a run that were refused and have been put right.",
    "runs": "List all runs; or keep, release or forget one.",
    "results": "Save accepted.csv, refused.csv, report.json and report.html of a run.",
    "account": "Add, list, check, rotate and forget accounts of Klaviyo.",
    "preset": "Import, list, show and manage the saved presets.",
    "practice": "Run the practice Klaviyo alone and print its address.",
}

_DESCRIPTION = """\
Send a CSV file to Klaviyo as events and profiles.
Without a command the window opens, with FILE if one is given."""

_EXITS = """\
exit codes:
  0  all done
  1  the program failed
  2  wrong use, unreadable file, unusable preset
  3  finished, but rows were refused or held back
  4  stopped before the end, can be resumed
  5  the account or key was refused"""

_PORT_MAX = 65_535


class _WrongUse(Exception):
    """Arguments that cannot be."""

    def __init__(self, message: str, parser: argparse.ArgumentParser) -> None:
        super().__init__(message)
        self.message = message
        self.program = parser.prog
        self.usage = parser.format_usage()


class _Parser(argparse.ArgumentParser):
    """Raises what argparse would print, so that JSON can be answered too."""

    def error(self, message: str) -> NoReturn:
        raise _WrongUse(message, self)


def parse(words: list[str]) -> argparse.Namespace:
    """Return the arguments; prints help or wrong use and leaves with 0 or 2 as is custom."""
    if words[:1] == ["--json"]:
        # Every command takes it, and it may as well stand in front.
        words = [*words[1:2], "--json", *words[2:]]
    try:
        return _parsed(words)
    except _WrongUse as error:
        what = f"{error.message[:1].upper()}{error.message[1:]}."
        advice = f"See “{error.program} --help”."
        tell(error.usage.strip())
        tell_failure("WrongUse", Words(what, advice), as_json="--json" in words, more={})
        raise SystemExit(WRONG_USE) from error


def wants_window(arguments: argparse.Namespace) -> bool:
    """Tell whether these arguments ask for the window rather than for a command."""
    return arguments.command is None and not arguments.self_test


def _parsed(words: list[str]) -> argparse.Namespace:
    parser = _Parser(
        prog="klaviyo-gui",
        description=_DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
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
    parser.add_argument(
        "--until-usable",
        action="store_true",
        help="show the window, and close it when it can be used, which is said (to measure that)",
    )
    commands = "\n".join(f"  {name:9} {what}" for name, what in COMMANDS.items())
    parser.epilog = f"commands (klaviyo-gui COMMAND --help tells more):\n{commands}\n\n{_EXITS}"
    return parser.parse_args(words)


def _parse_command(parser: argparse.ArgumentParser, words: list[str]) -> argparse.Namespace:
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")

    def add(name: str) -> argparse.ArgumentParser:
        what = COMMANDS[name]
        command = commands.add_parser(name, help=what, description=what, allow_abbrev=False)
        command.add_argument("--json", action="store_true", help="write JSON to standard output")
        return command

    _add_reading(add("inspect"))
    _add_reading(add("rows"))
    suggest = add("suggest")
    _add_reading(suggest)
    suggest.add_argument(
        "--join",
        action="append",
        default=[],
        type=Path,
        metavar="FILE",
        help="a second file, such as customers.csv: what it tells of the rows is mapped too",
    )
    suggest.add_argument("--kind", choices=("events", "profiles", "both"), default="both")
    suggest.add_argument(
        "--save", type=_preset_path, metavar="PRESET.json", help="save it as a preset"
    )
    _add_preset(add("check"))
    preview = add("preview")
    _add_preset(preview)
    _add_limit(preview, "print so many records at most")
    _add_effect(preview, is_required=False)
    _add_send(add("send"))
    resume = add("resume")
    resume.add_argument(
        "run", nargs="?", metavar="RUN", help="the newest unfinished one if left out"
    )
    resume.add_argument(
        "--resend-lost",
        action="store_true",
        help="send again, unchanged, what was held because its answer was lost",
    )
    _add_yes_again(resume)
    retry = add("retry")
    retry.add_argument("run", metavar="RUN")
    retry.add_argument(
        "--file", type=Path, metavar="FILE", help="where its file lies now, if it was moved"
    )
    retry.add_argument("--preset", metavar="P", help="a mended one: a file or a saved name")
    _add_join(retry)
    _add_yes_again(retry)
    _add_keeping(add("runs"))
    results = add("results")
    results.add_argument("run", metavar="RUN")
    results.add_argument("--out", type=Path, required=True, metavar="DIR")
    add_account_actions(add("account"))
    add_actions(add("preset"))
    practice = add("practice")
    practice.add_argument("--port", type=_port, default=0, metavar="N", help="0 for any free one")
    practice.add_argument("--bad-day", action="store_true", help="slow, flaky and rude")
    arguments = parser.parse_args(words)
    if arguments.command == "send" and arguments.history_before is not None and arguments.history:
        parser.error("--history-before goes with --live only: with --history everything is history")
    arguments.self_test = False
    return arguments


def _add_send(send: argparse.ArgumentParser) -> None:
    _add_preset(send)
    account = send.add_mutually_exclusive_group(required=True)
    account.add_argument(
        "--account", metavar="NAME", help='one that was added, or "env" for KLAVIYO_GUI_API_KEY'
    )
    account.add_argument("--practice", action="store_true", help="send to the practice Klaviyo")
    _add_effect(send, is_required=True)
    send.add_argument(
        "--history-before",
        type=_moment,
        metavar="DATE",
        help="with --live: what happened before is history (2026-11-01 on the clock of the file, "
        "or with a time and +01:00)",
    )
    _add_limit(send, "send the first so many rows only")
    send.add_argument(
        "--skip-problems",
        action="store_true",
        help="leave rows with problems out and send the others (always so in practice)",
    )
    send.add_argument(
        "--only-new",
        action="store_true",
        help="leave out what this computer has sent to the account already",
    )
    lost = send.add_mutually_exclusive_group()
    lost.add_argument(
        "--hold-lost",
        action="store_true",
        help="hold records whose answer was lost, as is the rule where flows may start",
    )
    lost.add_argument(
        "--resend-lost",
        action="store_true",
        help="send them again, unchanged, as is the rule elsewhere: Klaviyo counts each once, but "
        "nobody promises that no flow starts twice",
    )
    send.add_argument("--yes", action="store_true", help="do not ask")


def _add_keeping(runs: argparse.ArgumentParser) -> None:
    one = runs.add_mutually_exclusive_group()
    one.add_argument("--keep", metavar="RUN", help="keep it with its customers' data")
    one.add_argument("--release", metavar="RUN", help="keep it no longer than others")
    one.add_argument("--forget", metavar="RUN", help="remove it; what it sent stays known")
    runs.add_argument(
        "--yes", action="store_true", help="forget it though it is not finished, or damaged"
    )


def _add_reading(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", type=Path, metavar="FILE")
    command.add_argument("--delimiter", metavar="CHARACTER", help='such as ";" or tab')
    command.add_argument("--encoding", metavar="NAME", help="such as utf-8 or windows-1252")
    command.add_argument(
        "--header-line", type=_counted, metavar="N", help="counted from 1, or 0 for none"
    )
    command.add_argument("--quote", metavar="CHARACTER", help="such as ' or \", or none")
    command.add_argument("--sheet", metavar="NAME", help="of a workbook")
    command.add_argument("--time-zone", metavar="ZONE", help="of times without one: Europe/Berlin")
    command.add_argument("--phone-country", metavar="CC", help="of numbers without one: US")


def _add_preset(command: argparse.ArgumentParser) -> None:
    _add_reading(command)
    command.add_argument("--preset", required=True, metavar="P", help="a file or a saved name")
    _add_join(command)


def _add_join(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--join",
        action="append",
        default=[],
        type=Path,
        metavar="FILE",
        help="a file that the preset joins, where it is not beside the first under its name; "
        "NAME=FILE says for which one of several",
    )


def _add_yes_again(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--yes", action="store_true", help="do not ask, though it may start other flows by now"
    )


def _add_limit(command: argparse.ArgumentParser, what: str) -> None:
    command.add_argument("--limit", type=_positive, metavar="N", help=what)


def _add_effect(command: argparse.ArgumentParser, *, is_required: bool) -> None:
    effect = command.add_mutually_exclusive_group(required=is_required)
    effect.add_argument("--history", action="store_true", help="as history: events start no flow")
    effect.add_argument("--live", action="store_true", help="as happening now: flows may start")


def _positive(word: str) -> int:
    number = _number(word)
    if number < 1:
        raise argparse.ArgumentTypeError(f"“{word}” is no whole number from 1")
    return number


def _counted(word: str) -> int:
    number = _number(word)
    if number < 0:
        raise argparse.ArgumentTypeError(f"“{word}” is no whole number from 0")
    return number


def _moment(word: str) -> datetime:
    try:
        # What names no zone gets that of the file, which the preset knows.
        return datetime.fromisoformat(word)
    except ValueError:
        message = f"“{word}” is no date such as 2026-11-01 or 2026-11-01T08:00+01:00"
        raise argparse.ArgumentTypeError(message) from None


def _port(word: str) -> int:
    number = _number(word)
    if not 0 <= number <= _PORT_MAX:
        raise argparse.ArgumentTypeError(f"“{word}” is no whole number from 0 to {_PORT_MAX}")
    return number


def _number(word: str) -> int:
    """Return the number that these digits write, -1 for anything else."""
    # No count and no port has more digits, and the engine's databases know none with more.
    return int(word) if word.isascii() and word.isdigit() and len(word) <= 18 else -1  # noqa: PLR2004 - see above


def _preset_path(word: str) -> Path:
    path = Path(word)
    if path.suffix != ".json":
        raise argparse.ArgumentTypeError(f"“{word}” does not end in .json, as presets do")
    return path
