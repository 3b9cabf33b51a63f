"""Asking a graph: the questions of `queries/` by name, or any SPARQL query that only reads.

>>> [question.name for question in queries()][:3]
['capacity-by-material', 'chain-members', 'chain-of-company']
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from decimal import Decimal
from difflib import get_close_matches

import pyoxigraph as ox

from graph.errors import QueryError
from graph.query.guard import checked
from graph.query.questions import Given, Parameter, Question, queries, question
from graph.rows import Row, Rows, Value
from graph.store import Source, Store, names, open_store
from graph.vocab import NAMESPACE, load

__all__ = [
    "Parameter",
    "Question",
    "Rows",
    "Source",
    "Value",
    "ask",
    "open_source",
    "queries",
    "question",
    "run",
    "sparql",
    "unknown",
]

_XSD = "http://www.w3.org/2001/XMLSchema#"
_NAMELESS = frozenset({"number", "Relation", "Status", "Document"})


def ask(source: Source, name: str, /, **parameters: Given) -> Rows:
    """Ask a question by its name. `source` is the folder of a build, a file of RDF, or a store.

    What is not given keeps the default that the question declares. To ask more than once, read the graph
    once: `open_source("output")` gives a store.

    >>> ask(ox.Store(), "producers", material="电解镍").columns[:3]
    ('material', 'producer', 'kind')
    """
    text = question(name).filled(parameters)
    return run(open_source(source), text)


def open_source(source: Source) -> Store:
    """Open a graph once, to ask more than one question: the folder of a build, a file, or a store at hand.

    >>> open_source("nowhere")
    Traceback (most recent call last):
    ...
    graph.errors.QueryError: nowhere: no such file or folder; build a graph first, or check the path
    """
    return open_store(source)


def sparql(source: Source, text: str, prefixes: Mapping[str, str] | None = None) -> Rows:
    """Ask a query of your own. It may only read, and only what is at hand.

    `prefixes`, by default those of the vocabulary (chain, rdf, skos, prov, oa …), need not be declared in it.

    >>> sparql(ox.Store(), "ASK {}").rows
    ((True,),)
    >>> sparql(ox.Store(), "DROP ALL")
    Traceback (most recent call last):
    ...
    graph.errors.QueryError: the query would change the graph; a graph is only read here: ask with SELECT, ASK, \
CONSTRUCT or DESCRIBE
    """
    store, known = open_source(source), dict(load().prefixes if prefixes is None else prefixes)
    return run(store, checked(text, _Graphs(store), known), known)


class _Graphs(Container[str]):
    """The names of the graphs of a store, listed only for who asks for one."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __contains__(self, name: object) -> bool:
        return any(node.value == name for node in self._store.named_graphs() if isinstance(node, ox.NamedNode))


def unknown(source: Source, name: str, /, **parameters: Given) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Names asked about that the graph does not hold, each with names like it: why an answer may be empty."""
    asked = [p for p in question(name).parameters if p.kind not in _NAMELESS]
    given = [str(parameters.get(p.name, p.default)) for p in asked]
    held = names(open_source(source))
    folded = {word.casefold() for word in held}
    missing = [word for word in given if word and word.casefold() not in folded]
    return tuple((word, tuple(get_close_matches(word, sorted(held), n=3, cutoff=0.5))) for word in missing)


def run(store: Store | ox.Store, text: str, prefixes: dict[str, str] | None = None) -> Rows:
    """The answer to a query that is known to be harmless, over a store that is united.

    >>> run(ox.Store(), "SELECT (1 AS ?one) {}").rows
    ((1,),)
    """
    try:
        found = store.query(text, prefixes=prefixes)
    except (SyntaxError, ValueError) as error:
        reason = " ".join(str(error).split())[:200]
        raise QueryError(f"not SPARQL 1.1: {reason}", remedy="mend the query") from error
    if isinstance(found, ox.QueryBoolean):
        return Rows(("answer",), ((bool(found),),))
    if isinstance(found, ox.QueryTriples):
        triples = ((t.subject, t.predicate, t.object) for t in found)
        return Rows(("subject", "predicate", "object"), tuple(sorted(map(_row, triples), key=repr)))
    columns = tuple(variable.value for variable in found.variables)
    return Rows(columns, tuple(_row(solution) for solution in found))


def _row(terms: Iterable[object]) -> Row:
    return tuple(_value(term) for term in terms)


def _value(term: object) -> Value:
    """A term as a plain value: names of the vocabulary by their local name, other things by their IRI."""
    if term is None:
        return None
    if not isinstance(term, ox.Literal):
        return str(getattr(term, "value", term)).removeprefix(NAMESPACE)
    kind = term.datatype.value.removeprefix(_XSD)
    try:
        return _READ[kind](term.value) if kind in _READ else term.value
    except (ValueError, ArithmeticError):  # a literal that is not what its type says: its words
        return term.value


_READ: dict[str, Callable[[str], Value]] = {
    "decimal": Decimal,
    "integer": int,
    "double": float,
    "float": float,
    "boolean": lambda text: text in ("true", "1"),
}
