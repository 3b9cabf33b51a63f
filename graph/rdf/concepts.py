"""What domain knowledge says of its concepts, as far as a build needs it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from graph.errors import OntologyError
from graph.vocab import Vocabulary

Described = Mapping[str, tuple[tuple[str, str], ...]]

# What is copied of a concept. Relations of a thesaurus to other concepts come as claims, not from here.
_COPIED = (
    "rdf:type",
    "skos:prefLabel",
    "skos:altLabel",
    "skos:hiddenLabel",
    "skos:definition",
    "skos:broader",
    "formula",
    "element",
    "materialType",
    "dcterms:source",
    "unsourced",
)


@dataclass(frozen=True, slots=True, eq=False)
class Concepts:
    """The concepts of the reference files: IRI in angle brackets -> (predicate, object) as terms."""

    described: Described
    broader: str
    material_type: str

    def __contains__(self, node: str) -> bool:
        """Whether a node is a concept of domain knowledge."""
        return node in self.described

    def labels(self, node: str) -> frozenset[str]:
        """Return every literal that is said of a node."""
        return frozenset(term for _, term in self.described.get(node, ()) if term.startswith('"'))

    def types(self, node: str) -> tuple[str, ...]:
        """Return the material types of a node."""
        return self._objects(node, self.material_type)

    def closure(self, nodes: Iterable[str]) -> tuple[str, ...]:
        """Return these concepts and all that they are kinds of, sorted."""
        found: set[str] = set()
        waiting = sorted(n for n in nodes if n in self.described)
        while waiting:
            node = waiting.pop()
            if node not in found and node in self.described:
                found.add(node)
                waiting.extend(self._objects(node, self.broader))
        return tuple(sorted(found))

    def _objects(self, node: str, predicate: str) -> tuple[str, ...]:
        return tuple(term for name, term in self.described.get(node, ()) if name == predicate)


def read_concepts(files: Iterable[Path], vocabulary: Vocabulary) -> Concepts:
    """Read the entities that files of domain knowledge describe."""
    copied = {f"<{vocabulary.iri(name)}>" for name in _COPIED}
    kinds = {f"<{term.iri}>" for term in vocabulary.kinds.values()}
    gathered: dict[str, set[tuple[str, str]]] = {}
    for subject, predicate, term in _triples(files):
        if predicate in copied:
            gathered.setdefault(subject, set()).add((predicate, term))
    a = f"<{vocabulary.iri('rdf:type')}>"
    described = {
        node: tuple(sorted(pair for pair in pairs if pair[0] != a or pair[1] in kinds))
        for node, pairs in sorted(gathered.items())
        if any(predicate == a and term in kinds for predicate, term in pairs)
    }
    names = (f"<{vocabulary.iri(name)}>" for name in ("skos:broader", "materialType"))
    return Concepts(described, *names)


def _triples(files: Iterable[Path]) -> Iterator[tuple[str, str, str]]:
    for path in files:
        try:
            for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE):
                yield str(quad.subject), str(quad.predicate), str(quad.object)
        except OSError as error:
            raise OntologyError("cannot be read", str(path), "restore the file") from error
        except SyntaxError as error:
            raise OntologyError(f"not Turtle: {error.msg}", f"{path}:{error.lineno}", "mend the line") from error
