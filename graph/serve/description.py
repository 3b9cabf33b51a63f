"""What the endpoint says of itself: SPARQL 1.1 Service Description."""

from __future__ import annotations

import pyoxigraph as ox

from graph.serve.frames import Refused, Reply
from graph.serve.media import GRAPHS, RESULTS

SD = "http://www.w3.org/ns/sparql-service-description#"
_RDF_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_FORMATS = "http://www.w3.org/ns/formats/"
_GIVEN = {
    "application/sparql-results+json": "SPARQL_Results_JSON",
    "application/sparql-results+xml": "SPARQL_Results_XML",
    "text/csv": "SPARQL_Results_CSV",
    "text/tab-separated-values": "SPARQL_Results_TSV",
    "text/turtle": "Turtle",
    "application/n-triples": "N-Triples",
    "application/ld+json": "JSON-LD",
    "application/rdf+xml": "RDF_XML",
}


def described(endpoint: str, media: str | None) -> Reply:
    """The description, in a form of RDF.

    Raises:
        Refused: no form will do.

    >>> b"sd:endpoint <http://127.0.0.1/sparql>" in described("http://127.0.0.1/sparql", "text/turtle").body
    True
    """
    if media is None:
        raise Refused(406, f"the description of the service can be had as {', '.join(GRAPHS)}")
    body = ox.serialize(_triples(endpoint), format=GRAPHS[media], prefixes={"sd": SD, "formats": _FORMATS})
    return Reply(200, media, body or b"", {"Vary": "Accept"})


def _triples(endpoint: str) -> list[ox.Triple]:
    service = ox.NamedNode(endpoint)
    dataset, home = ox.NamedNode(f"{endpoint}#dataset"), ox.NamedNode(f"{endpoint}#default")
    says = [
        ox.Triple(service, _RDF_TYPE, _sd("Service")),
        ox.Triple(service, _sd("endpoint"), service),
        ox.Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query")),
        ox.Triple(service, _sd("feature"), _sd("UnionDefaultGraph")),
        ox.Triple(service, _sd("defaultDataset"), dataset),
        ox.Triple(dataset, _RDF_TYPE, _sd("Dataset")),
        ox.Triple(dataset, _sd("defaultGraph"), home),
        ox.Triple(home, _RDF_TYPE, _sd("Graph")),
    ]
    forms = (ox.NamedNode(_FORMATS + _GIVEN[media]) for media in (*RESULTS, *GRAPHS))
    return [*says, *(ox.Triple(service, _sd("resultFormat"), form) for form in forms)]


def _sd(name: str) -> ox.NamedNode:
    return ox.NamedNode(SD + name)
