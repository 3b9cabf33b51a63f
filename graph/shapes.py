"""Does a graph have the shape that `ontology/shapes.ttl` asks for? Answers in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote

import shacl

from graph.errors import OntologyError, OutputError
from graph.vocab import default_directory

_HAN = re.compile("[\u4e00-\u9fff]")
_SHOWN = 80


def violations(data: str, shapes: Path | None = None, format: str = "turtle") -> tuple[str, ...]:
    """Tell what is wrong with a graph, a line for each fault, in Chinese and English; nothing if it is sound.

    `format` is "turtle" or "ntriples"; `shapes` is by default the project's own.

    >>> violations('<http://e.org/a> a <https://w3id.org/industry-chain#Company> .')
    ('a: 须有且只有一个中文首选名称 · there is exactly one preferred label, in Chinese (prefLabel)',)
    """
    path = shapes or default_directory() / "shapes.ttl"
    report = _compiled(path, path.stat().st_mtime_ns if path.is_file() else 0).validate_text(data, format)
    return tuple(sorted({_words(result) for result in report.results}))


def refuse(broken: Sequence[str]) -> None:
    """Let no graph pass that is not sound.

    Raises:
        OutputError: something is wrong with it.
    """
    if broken:
        shown = "; ".join(broken[:3]) + (" ..." if len(broken) > 3 else "")
        remedy = "this is a fault of the tool: please report it; the last output is as it was"
        raise OutputError(f"the graph breaks ontology/shapes.ttl: {shown}", remedy=remedy)


@lru_cache(maxsize=4)
def _compiled(path: Path, changed: int) -> shacl.Shapes:
    del changed  # a part of the key: a file that was edited is read again
    try:
        shapes = shacl.Shapes.from_text(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise OntologyError(f"cannot be read as shapes: {error}", str(path), "restore or mend the file") from error
    if not len(shapes):
        raise OntologyError("holds no shapes", str(path), "restore the file")
    return shapes


def _words(result: shacl.Result) -> str:
    value = result.value if result.value != result.focus_node else None
    shown = (_tail(value) if value.startswith("<") else (result.value_plain or "")[:_SHOWN]) if value else ""
    where = " ".join(filter(None, (_tail(result.path or ""), shown)))
    said = _message(result.messages) or result.component
    return f"{_tail(result.focus_node)}: {said} ({where})" if where else f"{_tail(result.focus_node)}: {said}"


def _message(messages: Iterable[str]) -> str:
    return " · ".join(sorted(messages, key=lambda text: (not _HAN.search(text), text)))


def _tail(term: str) -> str:
    """Shorten an IRI to what a reader knows it by: company/甲公司, prefLabel."""
    if not term.startswith("<"):
        return term[:_SHOWN]
    local = re.split(r"#|/id/", term.strip("<>"))[-1]
    return unquote(local if "#" in term or "/id/" in term else local.rsplit("/", 1)[-1])[:_SHOWN]
