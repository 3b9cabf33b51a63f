"""Asking a graph what it says; for tests of RDF."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox

from graph.model import Document, Entity, Evidence, Fact, Knowledge, Mention, Span
from graph.rdf import nquads, quads
from graph.vocab import load
from tests.knowledge import sample

VOCABULARY = load()
SAMPLE = sample()
QUADS = quads(SAMPLE, VOCABULARY, ())
PREFIXES = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in VOCABULARY.prefixes.items())


def store(knowledge: Knowledge = SAMPLE, reference: tuple[Path, ...] = ()) -> ox.Store:
    found = ox.Store()
    found.load(nquads(knowledge, VOCABULARY, reference).encode(), format=ox.RdfFormat.N_QUADS)
    return found


def ask(question: str, of: ox.Store | None = None) -> list[tuple[str, ...]]:
    """Rows of a SELECT over all graphs together, each once, IRIs shortened to what follows /id/ or #."""
    rows = (of or store()).query(PREFIXES + question, use_default_graph_as_union=True)
    assert isinstance(rows, ox.QuerySolutions)
    return sorted({tuple(short(term) for term in row) for row in rows})


def short(term: object) -> str:
    value = getattr(term, "value", "")
    return value.split("/id/")[-1].split("/graph/")[-1].split("#")[-1]


def parsed(text: str, format: ox.RdfFormat) -> set[tuple[str, str, str]]:
    return {(str(q.subject), str(q.predicate), str(q.object)) for q in ox.parse(text.encode(), format=format)}


def with_text(text: str, name: str = "a.txt", title: str = "") -> Knowledge:
    """A knowledge of one company named in one text, which is quoted whole."""
    document = Document(name, text, title)
    span = Span(0, len(text))
    mention = Mention(document.id, span, text, "Company", text)
    evidence = Evidence(document.id, span, text, "rules", text)
    claim = replace(SAMPLE.facts[0].claims[0], subject=mention, evidence=evidence)
    fact = Fact(f"company/{text}", "produces", f"material/{text}", "Stated", (claim,))
    entities = (
        Entity(f"company/{text}", "Company", text),
        Entity(f"material/{text}", "Material", text, (text + "二",)),
    )
    return Knowledge((document,), entities, (fact,), (), (), ())
