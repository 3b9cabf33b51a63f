"""What domain knowledge says of its concepts, as far as a build needs it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox

from graph.errors import OntologyError
from graph.rdf.terms import Names, decimal

Pairs = tuple[tuple[str, str], ...]

# What is copied of each class. Relations between materials come as claims, not from here.
_LABELS = ("rdf:type", "skos:prefLabel", "skos:altLabel", "skos:hiddenLabel", "skos:definition")
_SOURCE = ("dcterms:source", "unsourced")
_OF_KIND = (*_LABELS, *_SOURCE, "skos:broader", "formula", "element", "materialType")
_FLOWS = ("hasInput", "hasOutput", "hasByProduct", "hasFlow")
_OF_PROCESS = (*_LABELS, *_SOURCE, *_FLOWS, "stage", "partOfChain")
_OF_FLOW = ("rdf:type", *_SOURCE, "material", "role", "amountPerTonne")
_LEADS_ON = ("skos:broader", *_FLOWS, "partOfChain", "material")


@dataclass(frozen=True, slots=True, eq=False)
class Concepts:
    """What the reference files describe, as terms: node -> (predicate, object)."""

    described: Mapping[str, Pairs]
    names: Names

    def __contains__(self, node: str) -> bool:
        """Whether a node is described there."""
        return node in self.described

    def objects(self, node: str, *names: str) -> tuple[str, ...]:
        """Return what some predicates say of a node."""
        wanted = {self.names(name) for name in names}
        return tuple(term for predicate, term in self.described.get(node, ()) if predicate in wanted)

    def closure(self, nodes: Iterable[str]) -> tuple[str, ...]:
        """Return these, what they are kinds of and what they take in and give out, sorted."""
        found: set[str] = set()
        waiting = list(nodes)
        while waiting:
            node = waiting.pop()
            if node in self.described and node not in found:
                found.add(node)
                waiting.extend(self.objects(node, *_LEADS_ON))
        return tuple(sorted(found))


def read_concepts(files: Iterable[Path], names: Names) -> Concepts:
    """Read the entities and steps that files of domain knowledge describe."""
    wanted = _wanted(names)
    a, gathered = names("rdf:type"), _gathered(files)
    described = {}
    for node, pairs in sorted(gathered.items()):
        classes = [term for predicate, term in pairs if predicate == a and term in wanted]
        if classes:
            copied = wanted[min(classes)]
            described[node] = tuple(sorted((p, o) for p, o in pairs if p in copied and (p != a or o in wanted)))
    return Concepts(described, names)


def _wanted(names: Names) -> dict[str, frozenset[str]]:
    tables = {**dict.fromkeys(names.vocabulary.kinds, _OF_KIND), "Process": _OF_PROCESS, "Flow": _OF_FLOW}
    return {names(kind): frozenset(map(names, table)) for kind, table in tables.items()}


def _gathered(files: Iterable[Path]) -> dict[str, set[tuple[str, str]]]:
    gathered: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for path in files:
        try:
            for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE):
                gathered[str(quad.subject)].add((str(quad.predicate), _term(quad.object)))
        except OSError as error:
            raise OntologyError("cannot be read", str(path), "restore the file") from error
        except SyntaxError as error:
            raise OntologyError(f"not Turtle: {error.msg}", f"{path}:{error.lineno}", "mend the line") from error
    return gathered


def _term(node: object) -> str:
    if isinstance(node, ox.Literal) and node.datatype.value.endswith("#decimal"):
        return decimal(Decimal(node.value))  # 3.0 as an expert writes it is 3 in canonical form
    return str(node)
