"""Which form of an answer a client would rather have: content negotiation as HTTP has it (RFC 9110, 12.5.1)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox

JSON, HTML, CSV, PLAIN = "application/json", "text/html", "text/csv", "text/plain"
RESULTS: Mapping[str, ox.QueryResultsFormat] = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
GRAPHS: Mapping[str, ox.RdfFormat] = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}
_OTHER = {  # what clients also call them
    "application/json": "application/sparql-results+json",
    "application/xml": "application/sparql-results+xml",
    "text/xml": "application/sparql-results+xml",
    "application/x-turtle": "text/turtle",
    "text/plain": "application/n-triples",
}
_JSON_OF_GRAPH = {"application/json": "application/ld+json", "application/xml": "application/rdf+xml"}
_PART = re.compile(r"\s*([\w.+*-]+/[\w.+*-]+)\s*(?:;(.*))?", re.DOTALL)
_QUALITY = re.compile(r"(?:^|;)\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*(?:;|$)")


def best(accept: str, offered: Iterable[str], other: Mapping[str, str] | None = None) -> str | None:
    """The media type of those offered that a client likes most; the first where it likes many alike; None for none.

    >>> best("text/html, text/csv;q=0.5", ["application/json", "text/csv"])
    'text/csv'
    >>> best("", ["text/csv", "text/turtle"]), best("image/*", ["text/csv"])
    ('text/csv', None)
    """
    liked = list(_liked(accept, other or {})) or [("*/*", 1.0)]
    ranked = [(_quality(media, liked), -place, media) for place, media in enumerate(offered)]
    quality, _, media = max(ranked)
    return media if quality > 0 else None


def result_type(accept: str) -> str | None:
    """The form of a table.

    >>> result_type("application/json"), result_type("text/turtle")
    ('application/sparql-results+json', None)
    """
    return best(accept, RESULTS, _OTHER)


def graph_type(accept: str) -> str | None:
    """The form of triples.

    >>> graph_type("*/*"), graph_type("application/ld+json")
    ('text/turtle', 'application/ld+json')
    """
    return best(accept, GRAPHS, _OTHER | _JSON_OF_GRAPH)


def _liked(accept: str, other: Mapping[str, str]) -> Iterator[tuple[str, float]]:
    for part in accept.split(","):
        if found := _PART.fullmatch(part):
            media, quality = found[1].lower(), _QUALITY.search(found[2] or "")
            yield other.get(media, media), float(quality[1]) if quality else 1.0


def _quality(media: str, liked: Iterable[tuple[str, float]]) -> float:
    """Of the ranges that hold a type, the most exact one counts."""
    ranges = {media: 2, f"{media.partition('/')[0]}/*": 1, "*/*": 0}
    held = [(ranges[name], quality) for name, quality in liked if name in ranges]
    return max(held)[1] if held else 0.0
