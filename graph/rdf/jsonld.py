"""JSON-LD, expanded: an object for each named graph, in it one for each node, in the order of the lines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import lru_cache

from graph.rdf.lines import triple

_STRING = b"http://www.w3.org/2001/XMLSchema#string"


def jsonld_text(graphs: Iterable[tuple[bytes, Iterable[bytes]]]) -> Iterator[bytes]:
    r"""Write graphs, each with its name and its sorted lines.

    >>> print(b"".join(jsonld_text([(b"<a:g>", [b'<a:s> <a:p> "x"@zh <a:g> .\n'])])).decode(), end="")
    [{"@id":"a:g","@graph":[{"@id":"a:s","a:p":[{"@language":"zh","@value":"x"}]}]}]
    """
    yield b"["
    for number, (name, lines) in enumerate(graphs):
        yield (b"," if number else b"") + b'{"@id":%s,"@graph":[' % _iri(name)
        yield b"".join(_nodes(lines))
        yield b"]}"
    yield b"]\n"


def _nodes(lines: Iterable[bytes]) -> Iterator[bytes]:
    """The nodes of a graph, term by term."""
    subject = predicate = b""
    for line in lines:
        about, verb, term = triple(line)
        if about != subject:
            yield (b']},{"@id":%s,%s:[' if subject else b'{"@id":%s,%s:[') % (_iri(about), _iri(verb))
        elif verb != predicate:
            yield b"],%s:[" % _iri(verb)
        else:
            yield b","
        yield _value(term)
        subject, predicate = about, verb
    yield b"]}" if subject else b""


@lru_cache(maxsize=1 << 14)
def _iri(term: bytes) -> bytes:
    return b'"' + term[1:-1] + b'"'


@lru_cache(maxsize=1 << 14)
def _value(term: bytes) -> bytes:
    if term.startswith(b"<"):
        return b'{"@id":"' + term[1:-1] + b'"}'
    end = term.rindex(b'"') + 1
    written, tail = _string(term[:end]), term[end:]
    if tail.startswith(b"@"):
        return b'{"@language":"%s","@value":%s}' % (tail[1:], written)
    if tail.startswith(b"^^") and tail[3:-1] != _STRING:
        return b'{"@type":"%s","@value":%s}' % (tail[3:-1], written)
    return b'{"@value":%s}' % written


def _string(literal: bytes) -> bytes:
    """N-Quads escape as JSON does, but for what JSON lets stand."""
    if b"\\u" not in literal:
        return literal
    return json.dumps(json.loads(literal), ensure_ascii=False).encode()
