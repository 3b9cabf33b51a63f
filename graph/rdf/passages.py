"""Words quoted: where a claim was read or refused, and where a text first names an entity."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from graph.model import Document, Knowledge, Mention, Rejection, Span, digest, passage_id
from graph.rdf.terms import Names, Pairs, Quad, literal, typed


def passage_quads(document: str, span: Span, quote: str, home: str, names: Names) -> list[Quad]:
    """Quote words of a text."""
    return names.quads(names.thing(passage_id(document, span)), home, _quoted(document, span, quote, names))


def _quoted(document: str, span: Span, quote: str, names: Names) -> Pairs:
    yield "rdf:type", names("Passage")
    yield "rdf:type", names("oa:TextQuoteSelector")
    yield "rdf:type", names("oa:TextPositionSelector")
    yield "oa:exact", literal(quote)
    yield "oa:start", typed(str(span.start), "integer")
    yield "oa:end", typed(str(span.end), "integer")
    yield "dcterms:isPartOf", names.thing(f"document/{document}")


def rejection_quads(knowledge: Knowledge, names: Names) -> Iterator[Quad]:
    """Tell what was not taken as a claim, and why: a loaded graph knows of it as the report does."""
    documents = {document.id for document in knowledge.documents}
    for rejection in knowledge.rejections:
        document, span = rejection.document, rejection.span
        if rejection.quote and document in documents:
            home = names.within(f"document/{document}")
            id = digest(document, str(span.start), str(span.end), rejection.reason, rejection.detail)
            yield from names.quads(names.thing(f"rejection/{id}"), home, _refused(rejection, names))
            yield from passage_quads(document, span, rejection.quote, home, names)


def _refused(rejection: Rejection, names: Names) -> Pairs:
    yield "rdf:type", names("Rejection")
    yield "prov:wasQuotedFrom", names.thing(passage_id(rejection.document, rejection.span))
    yield "reason", literal(rejection.reason)
    if rejection.detail:
        yield "detail", literal(rejection.detail)


def mention_quads(knowledge: Knowledge, names: Names) -> Iterator[Quad]:
    """Show where each text first names each entity: what no claim speaks of has words behind it too."""
    for entity, mention, quote in first_named(knowledge):
        document, span = mention.document, mention.span
        home = names.within(f"document/{document}")
        yield (names.thing(entity), names("mentionedIn"), names.thing(passage_id(document, span)), home)
        yield from passage_quads(document, span, quote, home, names)


def first_named(knowledge: Knowledge) -> Iterator[tuple[str, Mention, str]]:
    """Yield each entity once a text, with its first mention and the words there, which are its name."""
    documents = {document.id: document for document in knowledge.documents}
    shown: set[tuple[str, str]] = set()
    for entity, mention in sorted(knowledge.mentions, key=_order):
        quote = _words(documents[mention.document], mention.span)
        if (entity, mention.document) not in shown and _plain(quote) == _plain(mention.surface):
            shown.add((entity, mention.document))
            yield entity, mention, quote


def _order(named: tuple[str, Mention]) -> tuple[str, str, Span, str]:
    entity, mention = named
    return entity, mention.document, mention.span, mention.surface


def _words(document: Document, span: Span) -> str:
    return document.text[span.start : span.end]


def _plain(words: str) -> str:
    """One width and no spaces: a line may break within a name."""
    return "".join(unicodedata.normalize("NFKC", words).split())
