"""One entity with all that is said of it: relations both ways, figures, status, other names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from graph.chain.flows import Chain, index_of
from graph.chain.index import Backed, Evidence, Index, first_words
from graph.chain.results import Results, Row
from graph.model import Amount, Entity, Link
from graph.record import Statement


@dataclass(frozen=True, slots=True)
class Related(Backed):
    """An entity that a statement joins to the one asked about."""

    entity: Entity

    def record(self) -> Row:
        """Its row in a table."""
        row: Row = {"name": self.entity.label, "kind": self.entity.kind, "statement": self.index.told(self.statement)}
        return row | {"origin": self.origin, "confidence": self.confidence, **first_words(self.evidence)}


@dataclass(frozen=True, slots=True)
class Figure(Backed):
    """A quantity stated of an entity: its capacity, its investment; `predicate` says which."""

    subject: Entity

    @property
    def amount(self) -> Amount:
        """The number with its bounds and unit."""
        return self.statement.amount

    @property
    def material(self) -> str:
        """The label of the material measured, "" if none is named."""
        return self.index.label(self.amount.material) if self.amount.material else ""

    def record(self) -> Row:
        """Its row in a table."""
        amount = self.amount
        row: Row = {"name": self.subject.label, "measure": self.predicate, "as_written": amount.as_written}
        row |= {"value": amount.value, "low": amount.low, "high": amount.high, "unit": amount.unit, "year": amount.year}
        return row | {
            "material": self.material,
            "basis": amount.basis,
            "phase": self.phase,
            **first_words(self.evidence),
        }


@dataclass(frozen=True, slots=True)
class State(Backed):
    """A status stated of a project."""

    @property
    def status(self) -> str:
        """Its name in the vocabulary, such as UnderConstruction."""
        return self.statement.target

    def record(self) -> Row:
        """Its row in a table."""
        return {"status": self.status, "year": self.year, "phase": self.phase, **first_words(self.evidence)}


@dataclass(frozen=True, slots=True)
class Card:
    """All that the graph says of one entity."""

    entity: Entity
    index: Index = field(repr=False, compare=False)

    @property
    def label(self) -> str:
        """Its name."""
        return self.entity.label

    @property
    def aliases(self) -> tuple[Link, ...]:
        """Its other names that were taken to mean it, each with the reason and how sure it is."""
        return self.index.links(self.entity.id)

    def objects(self, *predicates: str) -> Results[Related]:
        """What stands on the other side of the statements about it, of these relations or of all."""
        return Results(self._related(self.index.about(self.entity.id, *predicates), forward=True))

    def subjects(self, *predicates: str) -> Results[Related]:
        """What stands on the other side of the statements that end in it."""
        return Results(self._related(self.index.of(self.entity.id, *predicates), forward=False))

    def _related(self, statements: Iterable[Statement], *, forward: bool) -> Iterator[Related]:
        for statement in statements:
            other = statement.object if forward else statement.subject
            if isinstance(other, str) and other in self.index.entities:
                yield Related(statement, self.index, self.index.entities[other])

    @property
    def products(self) -> Results[Related]:
        """What an actor makes."""
        return self.objects("produces")

    @property
    def inputs(self) -> Results[Related]:
        """What an actor takes in."""
        return self.objects("consumes", "recycles")

    @property
    def projects(self) -> Results[Related]:
        """What a company undertakes."""
        return self.objects("undertakes")

    @property
    def facilities(self) -> Results[Related]:
        """What a company operates."""
        return self.objects("operates")

    @property
    def owners(self) -> Results[Related]:
        """Who undertakes a project, operates a facility, or stands above a company."""
        return Results((*self.subjects("undertakes", "operates"), *self.objects("subsidiaryOf")))

    @property
    def members(self) -> Results[Related]:
        """The subsidiaries of a company; the companies and projects of a chain."""
        return self.subjects("subsidiaryOf", "partOfChain")

    @property
    def customers(self) -> Results[Related]:
        """Whom a company supplies."""
        return self.objects("suppliesTo")

    @property
    def suppliers(self) -> Results[Related]:
        """Who supplies a company."""
        return self.subjects("suppliesTo")

    @property
    def producers(self) -> Results[Related]:
        """Who makes a material."""
        return self.subjects("produces")

    @property
    def consumers(self) -> Results[Related]:
        """Who takes a material in."""
        return self.subjects("consumes", "recycles")

    @property
    def made_from(self) -> Results[Related]:
        """What a material is made or recovered from."""
        return self.objects("madeFrom", "recycledFrom")

    @property
    def makes(self) -> Results[Related]:
        """What is made or recovered from a material."""
        return self.subjects("madeFrom", "recycledFrom")

    @property
    def places(self) -> Results[Related]:
        """Where it lies."""
        return self.objects("locatedIn")

    @property
    def chains(self) -> Results[Related]:
        """The chains it is part of."""
        return self.objects("partOfChain")

    @property
    def technologies(self) -> Results[Related]:
        """What an actor works with."""
        return self.objects("usesTechnology")

    @property
    def figures(self) -> Results[Figure]:
        """Every quantity stated of it."""
        said = (s for s in self.index.about(self.entity.id) if isinstance(s.object, Amount))
        return Results(Figure(statement, self.index, self.entity) for statement in said)

    @property
    def capacities(self) -> Results[Figure]:
        """The capacities stated of it; of a material, those that others state for it."""
        own = (figure for figure in self.figures if figure.predicate == "capacity")
        return Results((*own, *(f for f in measured(self.index, "capacity") if f.amount.material == self.entity.id)))

    @property
    def states(self) -> Results[State]:
        """Each status stated of a project, in the order of progress."""
        order = list(self.index.vocabulary.statuses)
        said = sorted(self.index.about(self.entity.id, "status"), key=lambda s: order.index(s.target))
        return Results(State(statement, self.index) for statement in said)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The words of every statement about it."""
        said = (*self.index.about(self.entity.id), *self.index.of(self.entity.id))
        return tuple(dict.fromkeys(e for s in said if s.origin != "Reference" for e in self.index.evidence(s)))

    def record(self) -> Row:
        """Its row in a table."""
        names = "、".join(self.entity.names)
        return {"name": self.label, "kind": self.entity.kind, "names": names, **first_words(self.evidence)}

    def _repr_html_(self) -> str:
        tables = (self.objects(), self.subjects(), self.figures, self.states)
        shown = "".join(table._repr_html_() for table in tables if table)
        return f"<h3>{Results((self,))._repr_html_()}</h3>{shown}"


def card(chain: Chain, id: str) -> Card:
    """The card of an entity.

    >>> from graph import example
    >>> known = example()
    >>> [found.entity.label for found in card(known.flows, "company/云峰镍业有限公司").projects]
    ['年产3万吨硫酸镍项目']
    """
    index = index_of(chain)
    return Card(index.entities[id], index)


def measured(index: Index, *properties: str) -> Iterator[Figure]:
    """Every quantity of these properties that the graph states, whoever it is stated of.

    >>> from graph import example
    >>> known = example()
    >>> [figure.amount.as_written for figure in measured(known.index, "capacity")]
    ['3万吨']
    """
    for statement in index.by(*properties):
        if isinstance(statement.object, Amount):
            subject = index.entities.get(statement.subject)
            if subject is not None:
                yield Figure(statement, index, subject)
