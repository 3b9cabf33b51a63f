"""`industry-chain query`: ask a built graph one of the questions of `queries/`."""

from __future__ import annotations

import argparse
from pathlib import Path

from graph import messages
from graph.cli import QUESTION, emit
from graph.query import Parameter, Question, Rows, ask, open_source, queries, unknown

Say = messages.Speaker


def add(parser: argparse.ArgumentParser, say: Say) -> None:
    """Give each question a command of its own, with the parameters it declares."""
    parser.set_defaults(**{QUESTION: None}, **emit.DEFAULTS)
    emit.add_options(parser.add_argument_group(say("arguments")), say)
    kind = type(parser)
    found = parser.add_subparsers(title=say("query.questions"), dest=QUESTION, metavar="QUESTION", parser_class=kind)
    for question in queries():
        asked = question.en if say.language == "en" else question.zh
        child = found.add_parser(
            question.name,
            help=asked,
            description=asked,
            add_help=False,
            argument_default=argparse.SUPPRESS,  # what stands before the question's name holds, too
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
    emit.add_options(options, say)
    options.add_argument("-h", "--help", action="help", help=say("help"))
    options.add_argument("--lang", choices=("zh", "en", "auto"), default=argparse.SUPPRESS, help=say("lang"))


def run(chosen: argparse.Namespace, say: Say) -> int:
    """Ask, and write or show the answer; without a question, list them all."""
    form = emit.form_of(chosen.format, chosen.out)
    if chosen.question is None:
        _list(form, chosen.out, say)
        return 0
    given = {name[6:]: value for name, value in vars(chosen).items() if name.startswith("given_")}
    store = open_source(chosen.source)
    rows = ask(store, chosen.question, **given)
    emit.emit(rows, form, chosen.out, say)
    if not rows:
        missing = unknown(store, chosen.question, **given)
        emit.explain([_missing(name, close, say) for name, close in missing] or [say("query.none")], quiet=chosen.quiet)
    return 0


def _missing(name: str, close: tuple[str, ...], say: Say) -> str:
    shown = "".join(char if char.isprintable() else " " for char in name)
    if close:
        return say("query.unknown.close", name=shown, names=say("separator").join(close))
    return say("query.unknown", name=shown)


def _list(form: str, out: Path | None, say: Say) -> None:
    if form == "table" and out is None:
        wide = max(len(question.name) for question in queries())
        print("\n".join(f"{q.name:{wide}}  {q.en if say.language == 'en' else q.zh}" for q in queries()))
        print(f"\n{say('query.more')}")
        return
    asked = ((q.name, q.zh, q.en, " ".join(p.name for p in q.parameters)) for q in queries())
    emit.emit(Rows(("name", "question_zh", "question_en", "parameters"), tuple(asked)), form, out, say)
