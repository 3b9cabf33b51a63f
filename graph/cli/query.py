"""`industry-chain query`: ask a built graph one of the questions of `queries/`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from graph import messages
from graph.cli.emit import FORMATS, emit, form_of
from graph.query import Parameter, Question, ask, open_source, queries, unknown

DEST = "question"
Say = messages.Speaker


def add(parser: argparse.ArgumentParser, say: Say) -> None:
    """Give each question a command of its own, with the parameters it declares."""
    parser.set_defaults(**{DEST: None, "quiet": False})
    parser.add_argument("--quiet", action="store_true", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    kind = type(parser)
    found = parser.add_subparsers(title=say("query.questions"), dest=DEST, metavar="QUESTION", parser_class=kind)
    for question in queries():
        asked = question.en if say.language == "en" else question.zh
        child = found.add_parser(
            question.name,
            help=asked,
            description=asked,
            add_help=False,
            allow_abbrev=False,
            formatter_class=parser.formatter_class,
        )
        _add_parameters(child, question, say)
        _add_options(child, say)


def _add_parameters(parser: argparse.ArgumentParser, question: Question, say: Say) -> None:
    if question.parameters:
        parameters = parser.add_argument_group(say("query.parameters"))
        for parameter in question.parameters:
            name, dest = f"--{parameter.name}", f"given_{parameter.name}"
            parameters.add_argument(name, dest=dest, metavar="NAME", help=_about(parameter, say).replace("%", "%%"))


def _about(parameter: Parameter, say: Say) -> str:
    about = parameter.en if say.language == "en" else parameter.zh
    key = "query.parameter" if parameter.default else "query.parameter.any"
    return say(key, about=about, default=parameter.default)


def _add_options(parser: argparse.ArgumentParser, say: Say) -> None:
    options = parser.add_argument_group(say("options"))
    options.add_argument("--from", dest="source", metavar="OUTPUT", default="output", help=say("query.from"))
    options.add_argument("--format", choices=FORMATS, help=say("query.format"))
    options.add_argument("--out", metavar="FILE", type=Path, help=say("query.out"))
    options.add_argument("--quiet", action="store_true", default=argparse.SUPPRESS, help=say("query.quiet"))
    options.add_argument("-h", "--help", action="help", help=say("help"))
    options.add_argument("--lang", choices=("zh", "en", "auto"), default=argparse.SUPPRESS, help=say("lang"))


def run(chosen: argparse.Namespace, say: Say) -> int:
    """Ask, and write or show the answer; without a question, list them all."""
    if chosen.question is None:
        print(_listing(say))
        return 0
    form = form_of(chosen.format, chosen.out)
    given = {name[6:]: value for name, value in vars(chosen).items() if name.startswith("given_") and value is not None}
    store = open_source(chosen.source)
    rows = ask(store, chosen.question, **given)
    emit(rows, form, chosen.out, say)
    if not rows and not chosen.quiet:
        missing = unknown(store, chosen.question, **given)
        for line in [_missing(name, close, say) for name, close in missing] or [say("query.none")]:
            print(f"industry-chain: {line}", file=sys.stderr)
    return 0


def _missing(name: str, close: tuple[str, ...], say: Say) -> str:
    shown = "".join(char if char.isprintable() else " " for char in name)
    if close:
        return say("query.unknown.close", name=shown, names=say("separator").join(close))
    return say("query.unknown", name=shown)


def _listing(say: Say) -> str:
    wide = max(len(question.name) for question in queries())
    asked = (f"{q.name:{wide}}  {q.en if say.language == 'en' else q.zh}" for q in queries())
    return "\n".join([*asked, "", say("query.more")])
