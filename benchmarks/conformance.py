"""The W3C's query tests of SPARQL 1.1 through the endpoint: `python -m benchmarks.conformance RDF_TESTS`.

RDF_TESTS is a checkout of the W3C's repository rdf-tests, of which nothing stands here. Every test's graphs go into
one graph that `industry-chain serve` serves; each query is asked over HTTP of the graphs that its test names, by the
parameters of the protocol. Left out: updates, entailment, federation, and the tests of the protocols themselves.
"""

from __future__ import annotations

import argparse
import csv
import io
import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit

import pyoxigraph as ox

from benchmarks.servers import Client, ours

MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XSD = "http://www.w3.org/2001/XMLSchema#"
LEFT_OUT = {
    "entailment",
    "service",
    "protocol",
    "graph-store-protocol",
    "http-rdf-update",
    "service-description",
    "syntax-fed",
}
KINDS = {"QueryEvaluationTest", "CSVResultFormatTest", "PositiveSyntaxTest11", "NegativeSyntaxTest11"}
NOTHING = "urn:nothing"
FROM = re.compile(r"\bFROM\s+(?:NAMED\s+)?<([^>]*)>", re.IGNORECASE)
FORMS = {".srx": ox.QueryResultsFormat.XML, ".srj": ox.QueryResultsFormat.JSON, ".tsv": ox.QueryResultsFormat.TSV}
ASKED = {".srj": "application/sparql-results+json", ".tsv": "text/tab-separated-values", ".csv": "text/csv"}
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


@dataclass(frozen=True, slots=True)
class Test:
    """A test of a manifest."""

    name: str
    kind: str
    query: Path
    data: tuple[Path, ...]
    named: tuple[Path, ...]
    result: Path | None


def tests(suite: Path) -> Iterator[Test]:
    """The query tests of the suite."""
    for manifest in sorted(suite.glob("sparql/sparql11/*/manifest.ttl")):
        if manifest.parent.name not in LEFT_OUT:
            yield from _listed(manifest)


def _listed(manifest: Path) -> Iterator[Test]:
    store = ox.Store()
    store.bulk_load(path=manifest, base_iri=manifest.as_uri())
    query = f"""SELECT ?test ?kind ?action ?query ?result {{ ?test a ?kind ; <{MF}action> ?action .
        OPTIONAL {{ ?action <{QT}query> ?query }} OPTIONAL {{ ?test <{MF}result> ?result }} }} ORDER BY ?test"""
    for row in store.query(query):
        kind = row["kind"].value.removeprefix(MF)
        if kind in KINDS:
            graphs = [_files(store, row["action"], f"{QT}{name}") for name in ("data", "graphData")]
            asked = row["query"] or row["action"]
            result = _file(row["result"]) if row["result"] is not None else None
            name = f"{manifest.parent.name}/{row['test'].value.rpartition('#')[2]}"
            yield Test(name, kind, _file(asked), graphs[0], graphs[1], result)


def _files(store: ox.Store, action: Term, name: str) -> tuple[Path, ...]:
    quads = store.quads_for_pattern(action, ox.NamedNode(name), None)  # type: ignore[arg-type]
    return tuple(_file(quad.object) for quad in quads if isinstance(quad.object, ox.NamedNode))


def _file(node: ox.NamedNode) -> Path:
    return Path(unquote(urlsplit(node.value).path))


def quads(found: list[Test]) -> ox.Dataset:
    """All graphs of all tests, the default graph of each under its file's name with a mark."""
    some = (ox.NamedNode("urn:a"),) * 3
    held = ox.Dataset([ox.Quad(*some, ox.NamedNode(NOTHING))])
    for test in found:  # graphs that a test of syntax names are there, too
        if "Syntax" in test.kind:
            names = FROM.findall(test.query.read_text(encoding="utf-8"))
            held_names = (urljoin(test.query.as_uri(), name) for name in names)
            for name in held_names:
                held.add(ox.Quad(*some, ox.NamedNode(name)))
    for path in {path for test in found for path in (*test.data, *test.named)}:
        for quad in ox.parse(path=path, base_iri=path.as_uri(), rename_blank_nodes=True):
            held.add(ox.Quad(quad.subject, quad.predicate, quad.object, ox.NamedNode(path.as_uri())))
    return held


def passed(test: Test, client: Client, held: set[str]) -> str:
    """What a test came to: "" where it passed."""
    text = f"BASE <{test.query.as_uri()}>\n{test.query.read_text(encoding='utf-8')}"
    default = [path.as_uri() for path in test.data if path.as_uri() in held]
    named = [path.as_uri() for path in test.named if path.as_uri() in held] or ([] if default else [NOTHING])
    if not test.data and FROM.search(text):
        default = named = []  # the query itself names its graphs
    given = [("default-graph-uri", iri) for iri in default] + [("named-graph-uri", iri) for iri in named]
    ending = test.result.suffix if test.result else ""
    accept = ASKED.get(ending, "application/sparql-results+xml, application/n-triples;q=0.9")
    path = "/sparql?" + "&".join(f"{name}={quote(iri, safe='')}" for name, iri in given)
    status, media, body = client.post(path, text.encode(), accept)
    if "Syntax" in test.kind:
        right = (status == 400) == test.kind.startswith("Negative")
        return "" if right else f"{status} {body[:100].decode()}"
    if status != 200:
        return f"{status} {body[:150].decode()}"
    assert test.result is not None
    return "" if _same(test.result, media, body) else "another answer"


def _same(result: Path, media: str, body: bytes) -> bool:
    if result.suffix == ".csv":
        return _table(body) == _table(result.read_bytes())
    if media == "application/n-triples":
        want_triples = ox.Dataset(
            ox.Quad(q.subject, q.predicate, q.object) for q in ox.parse(path=result, base_iri=result.as_uri())
        )
        return _canonical(want_triples) == _canonical(
            ox.Dataset(ox.Quad(q.subject, q.predicate, q.object) for q in ox.parse(body, format=ox.RdfFormat.N_TRIPLES))
        )
    form = ox.QueryResultsFormat.from_media_type(media)
    got_answer = ox.parse_query_results(body, format=form)
    if result.suffix in {".ttl", ".rdf"}:
        return _told(got_answer) == _of_rdf(result)
    return _told(got_answer) == _told(ox.parse_query_results(path=result, format=FORMS[result.suffix]))


def _table(content: bytes) -> Counter[frozenset[tuple[str, str]]]:
    """Rows of CSV by column; blank nodes are only known to be some."""
    rows = csv.DictReader(io.StringIO(content.decode()))
    return Counter(frozenset((k, "_:" if v.startswith("_:") else _number(v)) for k, v in row.items()) for row in rows)


def _number(words: str) -> str:
    try:
        return str(Decimal(words).normalize())
    except InvalidOperation:
        return words


def _told(answer: ox.QuerySolutions | ox.QueryBoolean) -> object:
    if isinstance(answer, ox.QueryBoolean):
        return bool(answer)
    names = [variable.value for variable in answer.variables]
    return _rows([{name: row[name] for name in names if row[name] is not None} for row in answer])


def _rows(rows: list[dict[str, Term]]) -> object:
    """Rows without an order and whatever their blank nodes are called."""
    held = ox.Dataset()
    for number, row in enumerate(rows):
        home = ox.BlankNode(f"row{number}")
        held.add(ox.Quad(home, ox.NamedNode("urn:row"), ox.Literal("")))
        for name, term in row.items():
            held.add(ox.Quad(home, ox.NamedNode(f"urn:var:{quote(name)}"), _plain(term)))  # type: ignore[arg-type]
    return len(rows), _canonical(held)


def _plain(term: Term) -> Term:
    if isinstance(term, ox.Literal) and term.datatype.value == f"{XSD}boolean":
        return ox.Literal("true" if term.value in {"1", "true"} else "false", datatype=term.datatype)
    if isinstance(term, ox.Literal) and term.datatype.value.removeprefix(XSD) in {
        "integer",
        "decimal",
        "double",
        "float",
    }:
        return ox.Literal(_number(term.value), datatype=term.datatype)
    return term


def _canonical(held: ox.Dataset) -> frozenset[str]:
    held.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return frozenset(str(ox.Quad(q.subject, q.predicate, _plain(q.object))) for q in held)  # type: ignore[arg-type]


def _of_rdf(path: Path) -> object:
    store = ox.Store()
    store.bulk_load(path=path, base_iri=path.as_uri())
    truth = next(iter(store.quads_for_pattern(None, ox.NamedNode(f"{RS}boolean"), None)), None)
    if truth is not None:
        return isinstance(truth.object, ox.Literal) and truth.object.value == "true"
    rows: dict[Term, dict[str, Term]] = {}
    for quad in store.quads_for_pattern(None, ox.NamedNode(f"{RS}solution"), None):
        rows[quad.object] = {}
        for binding in store.quads_for_pattern(quad.object, ox.NamedNode(f"{RS}binding"), None):  # type: ignore[arg-type]
            name, value = (
                next(iter(store.quads_for_pattern(binding.object, ox.NamedNode(RS + part), None))).object  # type: ignore[arg-type]
                for part in ("variable", "value")
            )
            assert isinstance(name, ox.Literal)
            rows[quad.object][name.value] = value
    return _rows(list(rows.values()))


def main() -> None:
    """Run all, and tell those that did not pass."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("suite", type=Path, help="a checkout of rdf-tests")
    found = list(tests(parser.parse_args().suite.resolve()))
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "tests.nq"
        held = quads(found)
        ox.serialize(held, data, ox.RdfFormat.N_QUADS)
        names = {str(quad.graph_name.value) for quad in held if isinstance(quad.graph_name, ox.NamedNode)}
        with ours(data, "--seconds", "20") as server:
            client = Client(server.url)
            told = {test.name: passed(test, client, names) for test in found}
    for name, words in told.items():
        if words:
            print(f"{name}: {' '.join(words.split())}")
    good = sum(not words for words in told.values())
    print(f"{good} of {len(told)} passed ({100 * good / len(told):.1f} %)")


if __name__ == "__main__":
    main()
