"""JSON-LD, expanded: an object for each named graph, in it one for each node, in the order of the lines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby

from graph.rdf.lines import home, triple

_STRING = b"http://www.w3.org/2001/XMLSchema#string"


def jsonld_text(lines: Iterable[bytes]) -> Iterator[bytes]:
    r"""Write lines that stand in the order of their graphs.

    >>> print(b"".join(jsonld_text([b'<a:s> <a:p> "x"@zh <a:g> .\n'])).decode(), end="")
    [{"@id":"a:g","@graph":[{"@id":"a:s","a:p":[{"@language":"zh","@value":"x"}]}]}]
    """
    yield b"["
    for number, (graph_name, told) in enumerate(groupby(lines, home)):
        yield (b"," if number else b"") + b'{"@id":%s,"@graph":[' % _iri(graph_name)
        for place, (subject, about) in enumerate(groupby(map(triple, told), lambda found: found[0])):
            yield (b"," if place else b"") + _node(subject, about)
        yield b"]}"
    yield b"]\n"


def _node(subject: bytes, about: Iterable[tuple[bytes, bytes, bytes]]) -> bytes:
    parts = [b'{"@id":' + _iri(subject)]
    for predicate, said in groupby(about, lambda found: found[1]):
        parts.append(_iri(predicate) + b":[" + b",".join([_value(term) for _, _, term in said]) + b"]")
    return b",".join(parts) + b"}"


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
