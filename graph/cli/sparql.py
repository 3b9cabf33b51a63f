"""`industry-chain sparql`: ask a built graph a question of one's own."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from graph.api import load
from graph.cli import emit
from graph.errors import QueryError
from graph.messages import Speaker

_STDIN = Path("-")


def add(parser: argparse.ArgumentParser, say: Speaker) -> None:
    """The arguments."""
    parser.set_defaults(**emit.DEFAULTS)
    group = parser.add_argument_group(say("arguments"))
    group.add_argument("query", metavar="QUERY", nargs="?", help=say("sparql.query"))
    group.add_argument("--file", metavar="FILE", type=Path, help=say("sparql.file"))
    emit.add_options(group, say)


def run(chosen: argparse.Namespace, say: Speaker) -> int:
    """Ask, and write or show the answer."""
    form = emit.form_of(chosen.format, chosen.out)
    text = _text(chosen.query, chosen.file)
    rows = load(chosen.source).sparql(text)
    emit.emit(rows, form, chosen.out, say)
    emit.explain((say("query.none"),), quiet=chosen.quiet or bool(rows))
    return 0


def _text(given: str | None, path: Path | None) -> str:
    if given is not None and path is not None:
        raise QueryError("two queries are given", f"QUERY, --file {path}", "give one of them")
    if given is not None:
        return given
    if path is None:
        raise QueryError("no query is given", remedy="write it in quotes, or give --file FILE")
    try:
        content = sys.stdin.buffer.read() if path == _STDIN else path.read_bytes()
        return content.decode("utf-8-sig")
    except OSError as error:
        raise QueryError("cannot be read", str(path), "check the path") from error
    except UnicodeDecodeError as error:
        raise QueryError("is not UTF-8", str(path), "save it again as UTF-8") from error
