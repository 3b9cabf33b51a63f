"""The command line: arguments in, files and an exit code out.

0 all went well; 1 something the user can mend, said in one line; 3 under --strict, when a file could not be
read; 130 interrupted.
"""

from __future__ import annotations

import argparse
import locale
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any, NoReturn, TypeVar

from tqdm import tqdm

import graph
from graph import messages, vocab
from graph.commands import QUESTIONS
from graph.errors import Error

UNREADABLE, INTERRUPTED = 3, 130
T = TypeVar("T")
Say = messages.Speaker


class _Parser(argparse.ArgumentParser):
    """Says what is wrong with the arguments as any other fault of the user is said."""

    def error(self, message: str) -> NoReturn:
        raise Error(message, remedy="--help shows how")


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
        chosen = _parser(say).parse_args(given)
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


def _parser(say: Say) -> argparse.ArgumentParser:
    parser = _Parser(prog="industry-chain", description=say("about"), add_help=False, formatter_class=_formatter(say))
    _add_common(parser, say)
    commands = parser.add_subparsers(title=say("commands"), required=True, metavar="COMMAND", parser_class=_Parser)
    for command in COMMANDS:
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


def _add_build(parser: argparse.ArgumentParser, say: Say) -> None:
    arguments = parser.add_argument_group(say("arguments"))
    arguments.add_argument("texts", nargs="+", metavar="TEXTS", type=Path, help=say("build.texts"))
    arguments.add_argument("--out", metavar="DIR", type=Path, default=Path("output"), help=say("build.out"))
    arguments.add_argument("--strict", action="store_true", help=say("build.strict"))
    arguments.add_argument("--no-page", action="store_true", help=say("build.no-page"))
    arguments.add_argument("--quiet", action="store_true", help=say("build.quiet"))


def _build(chosen: argparse.Namespace, say: Say) -> int:
    def progress(stage: str, items: Sequence[T]) -> Iterator[T]:
        silent = True if chosen.quiet else None  # None: silent unless it goes to a terminal
        yield from tqdm(items, desc=say(f"progress.{stage}"), leave=False, disable=silent)

    start = perf_counter()
    built = graph.build_into(chosen.out, chosen.texts, page=not chosen.no_page, progress=progress)
    for error in built.unreadable:
        print(f"industry-chain: {say.error(error)}", file=sys.stderr)
    if not chosen.quiet:
        print("\n".join(_summary(built, perf_counter() - start, chosen, say)))
    return UNREADABLE if chosen.strict and built.unreadable else 0


def _summary(built: graph.Build, seconds: float, chosen: argparse.Namespace, say: Say) -> Iterator[str]:
    knowledge, out = built.knowledge, chosen.out
    yield say("summary.head", documents=len(knowledge.documents), seconds=f"{seconds:.1f}")
    yield "  " + say("summary.entities", count=len(knowledge.entities), kinds=_kinds(knowledge, say))
    origins = Counter(fact.origin for fact in knowledge.facts)
    claims = sum(len(fact.claims) for fact in knowledge.facts)
    yield "  " + say("summary.claims", claims=claims, stated=origins["Stated"], derived=origins["Derived"])
    if knowledge.rejections:
        yield "  " + say("summary.rejections", count=len(knowledge.rejections), report=out / "report.json")
    if built.unreadable:
        yield "  " + say("summary.unreadable", count=len(built.unreadable), report=out / "report.json")
    if chosen.no_page:
        yield say("summary.next.tables", claims=out / "claims.csv")
    else:
        yield say("summary.page", url=(out / "graph.html").resolve().as_uri())
        yield say("summary.next", claims=out / "claims.csv")


def _kinds(knowledge: graph.Knowledge, say: Say) -> str:
    counts = Counter(entity.kind for entity in knowledge.entities)
    labels = vocab.load().kinds
    ordered = ((labels[kind].label(say.language), counts[kind]) for kind in labels if counts[kind])  # type: ignore[index]
    return say("separator").join(f"{label} {count}" for label, count in ordered)


COMMANDS = (
    Command("build", _add_build, _build),
    *(Command(question.name, question.add, question.run) for question in QUESTIONS),
)

if __name__ == "__main__":
    sys.exit(main())
