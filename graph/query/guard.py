"""What a free query may not do: change anything, or reach beyond the graph at hand."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping

from pyparsing import ParseBaseException, ParseResults

from graph.errors import QueryError

_ONLY_READS = "a graph is only read here: ask with SELECT, ASK, CONSTRUCT or DESCRIBE"
_OFFLINE = "nothing is fetched from the network: take it out"
# Two parsers look at a query, one to check it and one to run it. They must see the same: they differ
# on where a comment ends (\r) and on when \u0022 becomes a quote, so neither may be there.
_ESCAPED = re.compile(r"\\[uU]")


def checked(text: str, graphs: Container[str], prefixes: Mapping[str, str] | None = None) -> str:
    """A query as it may be run, or `QueryError`. `graphs` are those at hand, `prefixes` need no declaring.

    >>> checked("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }", ())
    Traceback (most recent call last):
    ...
    graph.errors.QueryError: the query asks another server (SERVICE); nothing is fetched from the network: take it out
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    if _ESCAPED.search(lines):
        raise QueryError("the query holds an escape (\\u)", remedy="write the character itself")
    parsed = _parsed(lines)
    if any(getattr(node, "name", "") == "ServiceGraphPattern" for node in _nodes(parsed)):
        raise QueryError("the query asks another server (SERVICE)", remedy=_OFFLINE)
    algebra = _algebra(parsed, prefixes or {})  # it takes the parsed query apart, and so comes last
    for iri in _datasets(algebra):
        if iri not in graphs:
            raise QueryError(f"the query asks for a graph that is not here (FROM {iri})", remedy=_OFFLINE)
    return lines


def _parsed(text: str) -> ParseResults:
    from rdflib.plugins.sparql.parser import parseQuery  # noqa: PLC0415 - only a free query pays for it

    try:
        return parseQuery(text)
    except ParseBaseException as error:
        if updates(text):
            raise QueryError("the query would change the graph", remedy=_ONLY_READS) from error
        where = f"line {error.lineno}, column {error.column}"
        raise QueryError(f"not SPARQL 1.1: {where}", remedy="mend the query") from error
    except RecursionError as error:
        raise QueryError("the query is nested too deeply", remedy="mend the query") from error


def _algebra(parsed: ParseResults, prefixes: Mapping[str, str]) -> object:
    from rdflib.plugins.sparql.algebra import translateQuery  # noqa: PLC0415

    try:
        return translateQuery(parsed, initNs=dict(prefixes)).algebra
    except Exception as error:  # rdflib raises bare Exception: an unknown prefix, a variable used twice
        reason = " ".join(str(error).split())[:200]
        raise QueryError(f"not SPARQL 1.1: {reason}", remedy="mend the query") from error


def updates(text: str) -> bool:
    """Whether it is an update of SPARQL 1.1.

    >>> updates("CLEAR ALL"), updates("ASK {}")
    (True, False)
    """
    from rdflib.plugins.sparql.parser import parseUpdate  # noqa: PLC0415

    try:
        return bool(parseUpdate(text).request)
    except (ParseBaseException, RecursionError):
        return False


def _nodes(tree: object) -> Iterator[object]:
    """Every node of a parsed query."""
    waiting, seen = [tree], {id(tree)}
    while waiting:
        node = waiting.pop()
        yield node
        for child in _children(node):
            if id(child) not in seen:
                seen.add(id(child))
                waiting.append(child)


def _children(node: object) -> tuple[object, ...]:
    if isinstance(node, dict):
        return tuple(node.values())
    return tuple(node) if isinstance(node, list | tuple | set | ParseResults) else ()


def _datasets(algebra: object) -> Iterator[str]:
    for clause in getattr(algebra, "datasetClause", None) or ():
        yield str(clause.default or clause.named)
