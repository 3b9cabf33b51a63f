"""A written graph as a `Record`: the way back from RDF, whichever file it stands in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Literal, cast
from urllib.parse import unquote

import pyoxigraph as ox

from graph.model import Amount, Entity, Flow, Kind, Link, Origin, Rejection, Span
from graph.record import Matter, Record, Said, Source, Statement, Step
from graph.vocab import Vocabulary

_ROLES = (("hasInput", "input"), ("hasOutput", "output"), ("hasByProduct", "byproduct"))
_GROUND = ("rdf:subject", "rdf:predicate", "rdf:object", "origin")
NAMES = (
    *("rdf:type", "skos:prefLabel", "skos:altLabel", "skos:broader", "formula", "element", "materialType"),
    *("dcterms:identifier", "dcterms:title", "dcterms:publisher", "dcterms:date", "dcterms:source"),
    *("dcterms:isPartOf", "dcterms:description", "oa:exact", "oa:start", "oa:end"),
    *(
        *_GROUND,
        "confidence",
        "modality",
        "phase",
        "statusYear",
        "cue",
        "rule",
        "prov:wasQuotedFrom",
        "prov:wasDerivedFrom",
    ),
    *("asWritten", "unit", "qudt:numericValue", "lowerBound", "upperBound", "material", "basis", "year"),
    *(*(name for name, _ in _ROLES), "hasFlow", "role", "amountPerTonne", "stage", "partOfChain"),
    *("entity", "name", "score", "reason", "detail", "mentionedIn"),
)
_Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


def record(quads: Iterable[ox.Quad], vocabulary: Vocabulary) -> Record:
    """Read quads or triples; what is no part of the vocabulary is passed over.

    >>> from graph.vocab import load
    >>> record((), load())
    Record(sources=(), entities=(), statements=(), steps=(), links=(), rejections=(), matter={}, mentions=())
    """
    return Reader(quads, vocabulary).record()


class Reader:
    """What the quads say, by subject and name."""

    def __init__(self, quads: Iterable[ox.Quad], vocabulary: Vocabulary) -> None:
        self._start(vocabulary)
        names = {vocabulary.iri(name): name for name in NAMES}
        self._by: dict[str, dict[str, list[_Term]]] = defaultdict(lambda: defaultdict(list))
        self._of_class: dict[str, set[str]] = defaultdict(set)
        for quad in quads:
            name = names.get(quad.predicate.value)
            if name == "rdf:type":
                self._of_class[self._local(cast(ox.NamedNode, quad.object).value)].add(_iri(quad.subject))
            elif name is not None:
                self._by[_iri(quad.subject)][name].append(quad.object)

    def _start(self, vocabulary: Vocabulary) -> None:
        self._vocabulary, self._base = vocabulary, vocabulary.base
        self._space = vocabulary.iri("produces").removesuffix("produces")

    def record(self) -> Record:
        """All of it."""
        entities = tuple(self._entities())
        materials = (entity.id for entity in entities if entity.kind == "Material")
        return Record(
            sources=tuple(self._source(node) for node in self._all("Document")),
            entities=entities,
            statements=tuple(self._statements()),
            steps=tuple(self._step(node) for node in self._all("Process")),
            links=tuple(self._link(node) for node in self._all("Resolution")),
            rejections=tuple(sorted(map(self._rejection, self._all("Rejection")), key=_place)),
            matter={id: self._matter(self._vocabulary.entity_iri(id)) for id in materials},
            mentions=tuple(sorted({pair for entity in entities for pair in self._mentions(entity.id)})),
        )

    def _is(self, node: str, name: str) -> bool:
        return node in self._of_class[name]

    def _all(self, name: str) -> list[str]:
        return sorted(self._of_class[name])

    def _local(self, iri: str) -> str:
        return iri.removeprefix(self._space)

    def _id(self, iri: str) -> str:
        return unquote(iri.removeprefix(self._base))

    def _texts(self, node: str, name: str, language: str = "") -> tuple[str, ...]:
        terms = self._by[node].get(name, ())
        return tuple(sorted({t.value for t in terms if isinstance(t, ox.Literal) and (t.language or "") == language}))

    def _text(self, node: str, name: str, language: str = "") -> str:
        return next(iter(self._texts(node, name, language)), "")

    def _iris(self, node: str, name: str) -> tuple[str, ...]:
        terms = self._by[node].get(name, ())
        return tuple(sorted({t.value for t in terms if isinstance(t, ox.NamedNode)}))

    def _ids(self, node: str, name: str) -> tuple[str, ...]:
        return tuple(map(self._id, self._iris(node, name)))

    def _one(self, node: str, name: str) -> str:
        """The id of what a node points to, the local name of a value of the vocabulary, "" for none."""
        return next((self._local(self._id(iri)) for iri in self._iris(node, name)), "")

    def _source(self, node: str) -> Source:
        name, title, publisher = (self._text(node, f"dcterms:{n}") for n in ("identifier", "title", "publisher"))
        dates = (t.value for t in self._by[node]["dcterms:date"] if isinstance(t, ox.Literal))
        url = next(iter((*self._iris(node, "dcterms:source"), *self._texts(node, "dcterms:source"))), "")
        published = next(iter(sorted(dates)), "")
        return Source(self._id(node).partition("/")[2], name, title, publisher, published, url)

    def _entities(self) -> Iterator[Entity]:
        for kind in self._vocabulary.kinds:
            for node in self._all(kind):
                yield self._entity(node, cast(Kind, kind))

    def _entity(self, node: str, kind: Kind) -> Entity:
        label = self._text(node, "skos:prefLabel", "zh") or self._id(node).partition("/")[2]
        return Entity(
            id=self._id(node),
            kind=kind,
            label=label,
            names=tuple(n for n in self._texts(node, "skos:altLabel", "zh") if n != label),
            english=self._texts(node, "skos:altLabel", "en"),
            broader=self._ids(node, "skos:broader"),
            formula=self._text(node, "formula"),
        )

    def _mentions(self, entity: str) -> Iterator[tuple[str, str]]:
        for passage in self._iris(self._vocabulary.entity_iri(entity), "mentionedIn"):
            yield entity, self._one(passage, "dcterms:isPartOf").partition("/")[2]

    def _matter(self, node: str) -> Matter:
        types = frozenset(map(self._local, self._iris(node, "materialType")))
        return Matter(types, frozenset(self._texts(node, "element")))

    def _statements(self) -> Iterator[Statement]:
        return self._grouped(self._all("Claim"))

    def _grouped(self, claims: Iterable[str]) -> Iterator[Statement]:
        """Claims, in order, that say the same on the same ground, as one statement."""
        said: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for node in claims:
            said[tuple(next(iter(self._iris(node, name)), "") for name in _GROUND)].append(node)
        for ground in sorted(said):
            if all(ground):
                yield self._statement(ground, said[ground])

    def _statement(self, ground: tuple[str, ...], nodes: list[str]) -> Statement:
        subject, predicate, thing, origin = ground
        return Statement(
            subject=self._id(subject),
            predicate=self._local(predicate),
            object=self._amount(thing) if self._is(thing, "Quantity") else self._local(self._id(thing)),
            origin=cast(Origin, self._local(origin)),
            claims=tuple(self._said(node) for node in nodes),
            premises=tuple(sorted({id for node in nodes for id in self._ids(node, "prov:wasDerivedFrom")})),
            rule=next((rule for node in nodes if (rule := self._text(node, "rule"))), ""),
            sources=tuple(sorted({source for node in nodes for source in self._cited(node)})),
        )

    def _cited(self, node: str) -> tuple[str, ...]:
        return (*self._texts(node, "dcterms:source"), *self._iris(node, "dcterms:source"))

    def _said(self, node: str) -> Said:
        document, span, quote = self._passage(node)
        return Said(
            id=self._id(node),
            document=document,
            start=span.start,
            end=span.end,
            quote=quote,
            confidence=float(self._text(node, "confidence") or 1),
            modality=self._one(node, "modality"),
            phase=self._text(node, "phase"),
            cue="；".join(self._texts(node, "cue")),
            year=self._text(node, "statusYear"),
        )

    def _passage(self, node: str) -> tuple[str, Span, str]:
        """The document a node quotes from, where, and the words; of one that quotes none "", 0 to 0 and ""."""
        passage = next(iter(self._iris(node, "prov:wasQuotedFrom")), "")
        if not passage:
            return "", Span(0, 0), ""
        start, end = (int(self._text(passage, name) or 0) for name in ("oa:start", "oa:end"))
        document = self._one(passage, "dcterms:isPartOf").partition("/")[2]
        return document, Span(start, end), self._text(passage, "oa:exact")

    def _rejection(self, node: str) -> Rejection:
        return Rejection(*self._passage(node), self._text(node, "reason"), self._text(node, "detail"))

    def _amount(self, node: str) -> Amount:
        def number(name: str) -> Decimal | None:
            written = self._text(node, name)
            return Decimal(written) if written else None

        return Amount(
            as_written=self._text(node, "asWritten"),
            unit=self._text(node, "unit"),
            value=number("qudt:numericValue"),
            low=number("lowerBound"),
            high=number("upperBound"),
            material=self._one(node, "material"),
            basis=self._one(node, "basis"),
            year=self._text(node, "year"),
        )

    def _step(self, node: str) -> Step:
        amounts = dict(self._amounts(node))
        flows = tuple(
            Flow(material, cast(Literal["input", "output", "byproduct"], role), amount, source=source)
            for name, role in _ROLES
            for material in self._ids(node, name)
            for amount, source in [amounts.get((role, material), (None, ""))]
        )
        label = self._text(node, "skos:prefLabel", "zh")
        english = self._text(node, "skos:altLabel", "en")
        chains, stage = self._ids(node, "partOfChain"), self._one(node, "stage")
        names = self._texts(node, "skos:altLabel", "zh")
        return Step(self._id(node), label, english, chains, stage, flows, self._cited(node), names)

    def _amounts(self, node: str) -> Iterator[tuple[tuple[str, str], tuple[Decimal, str]]]:
        """Tonnes per tonne of main output with where that was read, by role and material."""
        for flow in self._iris(node, "hasFlow"):
            written = self._text(flow, "amountPerTonne")
            if written:
                key = self._text(flow, "role"), self._one(flow, "material")
                yield key, (Decimal(written), "；".join(self._cited(flow)))

    def _link(self, node: str) -> Link:
        document = self._one(node, "dcterms:isPartOf").partition("/")[2]
        score, reason = float(self._text(node, "score") or 1), self._text(node, "dcterms:description")
        return Link(document, self._text(node, "name"), self._one(node, "entity"), score, reason)


def _place(rejection: Rejection) -> tuple[str, Span, str, str]:
    return rejection.document, rejection.span, rejection.reason, rejection.detail


def _iri(term: object) -> str:
    return str(getattr(term, "value", term))
