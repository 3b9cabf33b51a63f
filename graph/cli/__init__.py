"""The command line: arguments in, files and an exit code out.

0 all went well; 1 something the user can mend, said in one line; 3 under --strict, when a file could not be
read; 130 interrupted.
"""

from __future__ import annotations

import argparse
import locale
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, NoReturn

import graph
from graph import messages
from graph.cli import build
from graph.errors import Error

INTERRUPTED = 130
QUESTION = "question"  # what the parser calls the name of a question that is asked
Say = messages.Speaker


class _Parser(argparse.ArgumentParser):
    """Says what is wrong with the arguments as any other fault of the user is said."""

    def error(self, message: str) -> NoReturn:
        raise Error(message, remedy="--help shows how")

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Name what is close to an option that is not there."""
        found, odd = super().parse_known_args(args, namespace)
        options = [option for action in self._actions for option in action.option_strings]
        close = [name for word in odd for name in get_close_matches(word, options, n=1, cutoff=0.7)]
        if close:
            raise Error(f"unrecognized arguments: {' '.join(odd)}", remedy=f"did you mean {close[0]}?")
        return found, odd

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        """Name what is close to a command or a question that is not there."""
        if isinstance(action.choices, dict) and value not in action.choices:
            close = get_close_matches(str(value), action.choices, n=1)
            what = f"no such {'question' if action.dest == QUESTION else 'command'}: {value}"
            raise Error(what, remedy=f"did you mean {close[0]}?" if close else "--help shows how")
        super()._check_value(action, value)


@dataclass(frozen=True, slots=True)
class Command:
    """One thing the tool does: its name, its arguments, and what runs it."""

    name: str
    add: Callable[[argparse.ArgumentParser, Say], None]
    run: Callable[[argparse.Namespace, Say], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and give its exit code.

    >>> main(["build", "nowhere", "--lang", "en"])
    1
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    _never_fail_to_print()
    say = Say(_language(given))
    try:
        chosen = _parser(say, _commands(given)).parse_args(given)
        code = int(chosen.run(chosen, say))
        sys.stdout.flush()
        return code
    except Error as error:
        print(f"industry-chain: {say.error(error)}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(f"industry-chain: {say('interrupted')}", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:  # the reader of our words has gone, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _never_fail_to_print() -> None:
    for stream in (sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(errors="replace")


def _language(given: Sequence[str]) -> messages.Language:
    """The language is needed before the arguments can be read, as their help is in it."""
    early = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    early.add_argument("--lang", nargs="?", default="auto")
    asked = early.parse_known_args(given)[0].lang
    if asked == "auto":
        set_ones = (os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name))
        asked = next(set_ones, None) or locale.getlocale()[0]
    return "zh" if str(asked).lower().startswith(("zh", "chinese")) else "en"


def _parser(say: Say, known: Iterable[Command]) -> argparse.ArgumentParser:
    parser = _Parser(prog="industry-chain", description=say("about"), add_help=False, formatter_class=_formatter(say))
    _add_common(parser, say)
    commands = parser.add_subparsers(title=say("commands"), required=True, metavar="COMMAND", parser_class=_Parser)
    for command in known:
        child = commands.add_parser(
            command.name,
            help=say(f"{command.name}.help"),
            description=say(f"{command.name}.about"),
            epilog=say(f"{command.name}.example"),
            add_help=False,
            formatter_class=_formatter(say),
        )
        command.add(child, say)
        _add_common(child, say)
        child.set_defaults(run=command.run)
    return parser


def _formatter(say: Say) -> type[argparse.HelpFormatter]:
    class Formatter(argparse.HelpFormatter):
        def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
            super().add_usage(usage, actions, groups, say("usage") if prefix is None else prefix)

    return Formatter


def _add_common(parser: argparse.ArgumentParser, say: Say) -> None:
    options = parser.add_argument_group(say("options"))
    options.add_argument("-h", "--help", action="help", help=say("help"))
    version = f"industry-chain {graph.__version__}"
    options.add_argument("--version", action="version", version=version, help=say("version"))
    options.add_argument("--lang", choices=("zh", "en", "auto"), default=argparse.SUPPRESS, help=say("lang"))


def _complete(chosen: argparse.Namespace, say: Say) -> int:
    from graph.cli import completion  # noqa: PLC0415 - the same

    print(completion.script(_parser(say, _all()), chosen.shell))
    return 0


def _commands(given: Sequence[str]) -> tuple[Command, ...]:
    """The commands that can be meant: what the others load, a build does not wait for."""
    return (BUILD,) if given[:1] == [BUILD.name] else _all()


def _all() -> tuple[Command, ...]:
    from graph.cli import completion, evaluate, publish, query, report, serve, sparql  # noqa: PLC0415 - see above
    from graph.cli.ask import QUESTIONS  # noqa: PLC0415

    return (
        BUILD,
        *(Command(question.name, question.add, question.run) for question in QUESTIONS),
        Command("report", report.add, report.run),
        Command("query", query.add, query.run),
        Command("sparql", sparql.add, sparql.run),
        Command("serve", serve.add, serve.run),
        Command("publish", publish.add, publish.run),
        Command("evaluate", evaluate.add, evaluate.run),
        Command("completion", completion.add, _complete),
    )


BUILD = Command("build", build.add, build.run)
