"""Who could supply a company, or take what it makes: what the graph holds side by side, never shown as stated trade."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from graph.chain.flows import Chain, index_of
from graph.chain.index import Evidence, Index, first_words
from graph.chain.results import Results, Row
from graph.model import Entity
from graph.record import Statement

_TAKES = ("consumes", "recycles")
_MADE = ("madeFrom", "recycledFrom")
Role = Literal["supplier", "customer"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A potential trade: `other` could supply the company with the material, or take it from the company.

    `grounds` are the statements it rests on: the need of the one and the offer of the other. `needed` is "Stated" where
    a text says that the taker takes the material in, "Reference" where only a reference step says that its product is
    made from it. `already` tells that a text states trade between the two; `near` are the places they share.
    """

    company: Entity
    role: Role
    material: Entity
    other: Entity
    needed: str
    grounds: tuple[Statement, ...]
    already: bool
    near: tuple[Entity, ...]
    index: Index = field(repr=False, compare=False)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The words of both sides."""
        return tuple(dict.fromkeys(e for statement in self.grounds for e in self.index.evidence(statement)))

    def record(self) -> Row:
        """Its row in a table."""
        near = "、".join(place.label for place in self.near)
        row: Row = {"role": self.role, "material": self.material.label, "candidate": self.other.label}
        row |= {"kind": self.other.kind, "needed": self.needed, "already": self.already, "near": near}
        return row | first_words(self.evidence)


def supply_candidates(chain: Chain, company: str) -> Results[Candidate]:
    """Who in the graph could supply a company's inputs, or take its products; stated needs first, then near ones.

    Inputs are those stated, and those from which reference steps make its products; a kind of what is needed will do.

    >>> from graph import example
    >>> known = example()
    >>> [(one.role, one.other.label) for one in supply_candidates(known.flows, "company/青石材料有限公司")]
    [('supplier', '云峰镍业有限公司')]
    """
    index = index_of(chain)
    found = sorted((*_suppliers(index, company), *_customers(index, company)), key=_order)
    each = {(one.role, one.material.id, one.other.id): one for one in reversed(found)}
    return Results(sorted(each.values(), key=_order))


def _order(candidate: Candidate) -> tuple[str, bool, bool, str, str]:
    distant = candidate.needed != "Stated", not candidate.near
    return candidate.role, *distant, candidate.material.id, candidate.other.id


def _suppliers(index: Index, company: str) -> Iterator[Candidate]:
    for needed, statement in _needs(index, company):
        for material in (needed, *index.narrower(needed)):
            for offer in index.of(material, "produces"):
                yield from _candidate(index, company, "supplier", (statement, offer))


def _customers(index: Index, company: str) -> Iterator[Candidate]:
    for offer in index.about(company, "produces"):
        for material in (offer.target, *_broader(index, offer.target)):
            for need in index.of(material, *_TAKES):
                yield from _candidate(index, company, "customer", (need, offer))
            for made in index.of(material, *_MADE):
                for product in index.of(made.subject, "produces"):
                    yield from _candidate(index, company, "customer", (made, product, offer))


def _needs(index: Index, company: str) -> Iterator[tuple[str, Statement]]:
    """What a company takes in, and what its products are made from."""
    yield from ((statement.target, statement) for statement in index.about(company, *_TAKES))
    for product in index.about(company, "produces"):
        for made in index.about(product.target, *_MADE):
            yield made.target, made


def _broader(index: Index, material: str) -> tuple[str, ...]:
    entity = index.entities.get(material)
    return entity.broader if entity is not None else ()


def _candidate(index: Index, company: str, role: Role, grounds: tuple[Statement, ...]) -> Iterator[Candidate]:
    """The trade of a need (the first ground) and an offer (the last), unless both are of one house."""
    need, offer = grounds[0], grounds[-1]
    other = index.owner(offer.subject if role == "supplier" else grounds[-2].subject)
    if other in index.entities and not _of_one_house(index, company, other) and offer.target in index.entities:
        yield Candidate(
            company=index.entities[company],
            role=role,
            material=index.entities[offer.target],
            other=index.entities[other],
            needed="Reference" if need.origin == "Reference" else "Stated",
            grounds=grounds,
            already=_trades(index, company, other),
            near=tuple(index.entities[place] for place in sorted(_places(index, company) & _places(index, other))),
            index=index,
        )


def _of_one_house(index: Index, company: str, other: str) -> bool:
    """Whether one is the other, its project or its facility."""
    own = {statement.target for statement in index.about(company, "undertakes", "operates")}
    return other == company or other in own


def _trades(index: Index, company: str, other: str) -> bool:
    pairs = ((company, other), (other, company))
    return any(s.target == b for a, b in pairs for s in index.about(a, "suppliesTo"))


def _places(index: Index, actor: str) -> frozenset[str]:
    """The parks and places it lies in, and those these lie in."""
    found: set[str] = set()
    waiting = [actor]
    while waiting:
        above = _locations(index, waiting.pop())
        waiting.extend(above - found)
        found |= above
    return frozenset(found & index.entities.keys())


def _locations(index: Index, id: str) -> set[str]:
    own: Iterable[Statement] = index.about(id, "locatedIn")
    projects = (s.target for s in index.about(id, "undertakes", "operates"))
    return {s.target for s in own} | {s.target for p in projects for s in index.about(p, "locatedIn")}
