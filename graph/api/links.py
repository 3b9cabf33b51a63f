"""Links between things by their ids, read from a store in one go and kept as long as it says the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal
from typing import TypeVar
from urllib.parse import unquote

from graph import query
from graph.chain.adjacency import Adjacency
from graph.store import Store
from graph.vocab import Vocabulary

T = TypeVar("T")
Measured = tuple[str, str, str]  # material by id ("" where none is named), unit, basis ("" where none is told)
_CAPACITIES = """SELECT DISTINCT ?quantity ?material ?unit ?basis ?value {
  ?claim rdf:predicate chain:capacity ; rdf:object ?quantity ; chain:origin chain:Stated .
  ?quantity chain:unit ?unit ; qudt:numericValue ?value .
  OPTIONAL { ?quantity chain:material ?material } OPTIONAL { ?quantity chain:basis ?basis }
}"""


class Links:
    """What `KnowledgeGraph.links` gives: for questions about ids alone, asked very often or of very much.

    >>> from graph import example
    >>> made = example().links.over("madeFrom", "recycledFrom")
    >>> made.after("material/三元前驱体")[:2], len(made.reached("material/三元前驱体", forward=True)) > 9
    (('material/硫酸钴', 'material/硫酸钴溶液'), True)
    """

    def __init__(self, store: Store, vocabulary: Vocabulary) -> None:
        self._store, self._vocabulary = store, vocabulary
        self._held: dict[object, tuple[str, object]] = {}

    def over(self, *predicates: str) -> Adjacency:
        """The links of these relations, from subject to object, on whatever ground they stand."""
        return self._kept(predicates, lambda: self._read(predicates))

    def flows(self) -> Adjacency:
        """What flows into what, by every relation that flows, from upstream to downstream."""
        return self._kept("flows", self._flows)

    def capacities(self) -> dict[Measured, Decimal]:
        """The capacities stated of each material, added up; `totals` counts none twice, this counts all.

        >>> from graph import example
        >>> example().links.capacities()
        {('material/硫酸镍', 't/a', ''): Decimal('30000')}
        """
        found: dict[Measured, Decimal] = defaultdict(Decimal)
        for key, value in self._kept("capacity", self._capacities):
            found[key] += value
        return dict(sorted(found.items()))

    def _kept(self, key: object, read: Callable[[], T]) -> T:
        """What was read, or is read now if the store has changed since."""
        revision = self._store.revision
        held = self._held.get(key)
        if held is None or held[0] != revision:
            held = self._held[key] = revision, read()
        return held[1]  # type: ignore[return-value]  # each key is read in one way

    def _read(self, predicates: tuple[str, ...]) -> Adjacency:
        edges = (pair for name in predicates for pair in self._store.edges(self._vocabulary.iri(name)))
        return Adjacency((self._id(one), self._id(other)) for one, other in edges)

    def _flows(self) -> Adjacency:
        pairs: list[tuple[str, str]] = []
        for term in self._vocabulary.relations.values():
            edges = self._store.edges(term.iri) if term.flow else ()
            ids = ((self._id(one), self._id(other)) for one, other in edges)
            pairs.extend(ids if term.flow == "Forward" else ((other, one) for one, other in ids))
        return Adjacency((one, other) for one, other in pairs if one != other)

    def _capacities(self) -> tuple[tuple[Measured, Decimal], ...]:
        rows = query.sparql(self._store, _CAPACITIES, self._vocabulary.prefixes).rows
        return tuple(
            ((self._id(str(m or "")), str(unit), str(basis or "")), Decimal(str(value)))
            for _, m, unit, basis, value in rows
        )

    def _id(self, iri: str) -> str:
        return unquote(iri.removeprefix(self._vocabulary.base))
