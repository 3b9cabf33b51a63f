"""Looking up names, and walking up and down the chain."""

from __future__ import annotations

from graph import chain
from graph.api.base import ACTORS, NODES, Opened
from graph.chain import (
    Balance,
    Card,
    ChainCard,
    Entry,
    Evidence,
    Gap,
    Loss,
    Reached,
    Related,
    Results,
    Scenario,
    Total,
)
from graph.chain import Path as Way
from graph.chain.reach import Grounds, Kinds
from graph.model import Entity, Kind
from graph.record import Statement


class Lookups(Opened):
    """Names may be Chinese or English, synonyms included, or ids."""

    def find(self, name: str, *kinds: Kind) -> Entity:
        """The entity of a name, of the first of these kinds that has it.

        >>> from graph import example
        >>> example().find("nickel sulfate").id
        'material/硫酸镍'
        """
        return self.index.find(name, *kinds)

    def search(self, text: str, *kinds: Kind) -> Results[Card]:
        """Everything with this text inside one of its names, the nearest first.

        >>> from graph import example
        >>> [card.label for card in example().search("云峰")]
        ['云峰镍业有限公司']
        """
        return Results(Card(entity, self.index) for entity in self.index.search(text, *kinds))

    def company(self, name: str) -> Card:
        """A company with all that is said of it.

        >>> from graph import example
        >>> [customer.entity.label for customer in example().company("云峰镍业有限公司").customers]
        ['青石材料有限公司']
        """
        return self._card(name, "Company")

    def project(self, name: str) -> Card:
        """A project with all that is said of it.

        >>> from graph import example
        >>> [state.status for state in example().project("年产3万吨硫酸镍项目").states]
        ['InProduction']
        """
        return self._card(name, "Project")

    def material(self, name: str) -> Card:
        """A material with all that is said of it.

        >>> from graph import example
        >>> [figure.amount.as_written for figure in example().material("硫酸镍").capacities]
        ['3万吨']
        """
        return self._card(name, "Material")

    def chain(self, name: str) -> ChainCard:
        """An industry chain with its stages, members and figures.

        >>> from graph import example
        >>> [stage.label for stage in example().chain("镍").stages]
        ['采选', '冶炼', '精炼', '材料', '回收']
        """
        return chain.overview(self._near, name)

    def park(self, name: str) -> Card:
        """A park or a place with all that is said of it.

        >>> from graph import example
        >>> example().park("格尔木").label
        '格尔木市'
        """
        return self._card(name, "Park", "Place")

    def _card(self, name: str, *kinds: Kind) -> Card:
        return Card(self.index.find(name, *kinds), self.index)

    def evidence(
        self, of: Statement | Related | Reached | Entry | Way | Total | Card | Gap | Balance | Loss | Scenario
    ) -> tuple[Evidence, ...]:
        """The words behind an answer or a statement.

        >>> from graph import example
        >>> [str(words) for words in example().evidence(example().consumers("硫酸镍")[0])]
        ['“青石材料有限公司采购硫酸镍”（a）']
        """
        return self.index.evidence(of) if isinstance(of, Statement) else of.evidence

    def upstream(
        self, name: str, depth: int | None = None, *, origin: Grounds = None, to: Kinds = None
    ) -> Results[Reached]:
        """What flows into a material, company, project or facility, nearest first, then by stage.

        `depth` bounds the number of flows, `origin` the ground of each ("Stated", "Derived", "Reference", or several),
        `to` the kinds of what is listed ("Company", "Material" …).

        >>> from graph import example
        >>> [reached.entity.label for reached in example().upstream("硫酸镍", 1, origin="Stated")]
        ['废锂电池', '年产3万吨硫酸镍项目']
        """
        return chain.upstream(self._near, self._node(name), depth, origin=origin, to=to)

    def downstream(
        self, name: str, depth: int | None = None, *, origin: Grounds = None, to: Kinds = None
    ) -> Results[Reached]:
        """What it flows into; as `upstream`.

        >>> from graph import example
        >>> [(reached.depth, reached.entity.label) for reached in example().downstream("硫酸镍", origin="Stated")]
        [(1, '青石材料有限公司'), (2, '三元前驱体')]
        """
        return chain.downstream(self._near, self._node(name), depth, origin=origin, to=to)

    def paths(self, start: str, end: str, *, origin: Grounds = None, most: int = 10) -> Results[Way]:
        """The ways along the flow from one to the other, shortest first.

        >>> from graph import example
        >>> str(example().paths("废锂电池", "三元前驱体", origin="Stated")[0])
        '废锂电池 → 云峰镍业有限公司 → 青石材料有限公司 → 三元前驱体'
        """
        return chain.paths(self._near, self._node(start), self._node(end), origin=origin, most=most)

    def _node(self, name: str) -> str:
        return self.index.find(name, *NODES).id

    def producers(self, material: str, *, narrower: bool = True) -> Results[Related]:
        """Who makes a material, or, with `narrower`, a material that is a kind of it (its statement says which).

        >>> from graph import example
        >>> [(maker.entity.label, maker.origin) for maker in example().producers("硫酸镍")]
        [('云峰镍业有限公司', 'Derived'), ('年产3万吨硫酸镍项目', 'Stated')]
        """
        return self._of_material(material, ("produces",), narrower=narrower)

    def consumers(self, material: str, *, narrower: bool = True) -> Results[Related]:
        """Who takes a material in, as feed or as waste to recycle; `narrower` as for `producers`.

        >>> from graph import example
        >>> [taker.entity.label for taker in example().consumers("硫酸镍")]
        ['青石材料有限公司']
        """
        return self._of_material(material, ("consumes", "recycles"), narrower=narrower)

    def products(self, company: str) -> Results[Related]:
        """What a company, project or facility makes.

        >>> from graph import example
        >>> [product.entity.label for product in example().products("青石材料有限公司")]
        ['三元前驱体']
        """
        return self._card(company, *ACTORS).products

    def _of_material(self, name: str, predicates: tuple[str, ...], *, narrower: bool) -> Results[Related]:
        material = self.index.find(name, "Material")
        ids = (material.id, *(self.index.narrower(material.id) if narrower else ()))
        found = (related for id in ids for related in Card(self.index.entities[id], self.index).subjects(*predicates))
        return Results(found)
