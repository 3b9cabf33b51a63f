"""The analyses of `graph.chain`, asked by name."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from graph import chain, evaluate, text
from graph.api.base import ACTORS, Opened, PathLike
from graph.chain import (
    Audit,
    Balance,
    Bottleneck,
    Candidate,
    Change,
    Entry,
    Figure,
    Gap,
    Loop,
    Results,
    Scenario,
    Total,
)
from graph.chain.change import Given


class Analyses(Opened):
    """What a chain has, lacks, hangs on and returns."""

    def ledger(self) -> Results[Entry]:
        """Every capacity stated: whose, of what, input or output, how far, where, in which words.

        >>> from graph import example
        >>> [(entry.owners[0].label, entry.amount.as_written, entry.basis) for entry in example().ledger()]
        [('云峰镍业有限公司', '3万吨', 'Output')]
        """
        return chain.ledger(self._near)

    def totals(self) -> Results[Total]:
        """The capacity of each material, no capacity counted twice, what goes in apart from what comes out.

        >>> from graph import example
        >>> [(total.what.label, int(total.low), total.unit) for total in example().totals()]
        [('硫酸镍', 30000, 't/a')]
        """
        return chain.totals(chain.ledger(self._near))

    def bottlenecks(self) -> Results[Bottleneck]:
        """Where the chain hangs on one thing: single producers, concentrated capacity, what all must pass.

        >>> from graph import example
        >>> example().bottlenecks()[0].text("en")
        'Only 云峰镍业有限公司 is stated to make 硫酸镍; what depends on it (1): 青石材料有限公司.'
        """
        return chain.bottlenecks(self.flows)

    def loops(self, longest: int = 12) -> Results[Loop]:
        """Recycling and by-product loops, by waste.

        >>> from graph import example
        >>> [entity.label for entity in example().loops()[0].entities][:3]
        ['废锂电池', '硫酸镍', '三元前驱体']
        """
        return chain.loops(self.flows, longest)

    def supply_candidates(self, company: str) -> Results[Candidate]:
        """Who in the graph could supply a company's inputs or take its products: potential, never stated trade.

        >>> from graph import example
        >>> [(c.role, c.other.label, c.already) for c in example().supply_candidates("青石材料有限公司")]
        [('supplier', '云峰镍业有限公司', True)]
        """
        return chain.supply_candidates(self.flows, self.index.find(company, *ACTORS).id)

    def gaps(self, chain_name: str, region: str | None = None) -> Results[Gap]:
        """Each reference step of a chain: stated as present, under way, or not stated; and what kind of gap it is.

        With `region`, a place or park, only what is stated to lie there counts.

        >>> from graph import example
        >>> [gap.step.label for gap in example().gaps("镍") if gap.kind == "强链"]
        ['电解镍溶解制硫酸镍', '硫酸镍蒸发结晶', '镍豆溶解制硫酸镍']
        """
        return chain.gaps(self.flows, chain_name, region)

    def balance(self, chain_name: str) -> Results[Balance]:
        """Stated capacities along a chain against what the next steps need: shortfall, surplus, match rate.

        >>> from graph import example
        >>> [(b.material.label, int(b.capacity[0])) for b in example().balance("镍") if b.capacity[0]]
        [('硫酸镍', 30000)]
        """
        return chain.balance(self.flows, chain_name)

    def local_shares(self, chain_name: str | None = None) -> Results[Figure]:
        """Which part of a need texts claim to be met locally (本地化率, 配套率), of a chain or anywhere.

        >>> from graph import KnowledgeGraph, build_texts
        >>> known = KnowledgeGraph.of(build_texts([("brief", "格尔木市锂盐本地化率提升至80%。")]))
        >>> [(share.subject.label, share.material, share.amount.as_written) for share in known.local_shares("锂")]
        [('格尔木市', '锂盐', '80%')]
        """
        return chain.local_shares(self.flows, chain_name)

    def what_if(
        self,
        remove: str | Iterable[str] = (),
        capacity: Mapping[str, Given] | None = None,
        *,
        alone: bool = False,
    ) -> Scenario:
        """What downstream loses when names fall out (`remove`), or have another capacity.

        A company falls out with its projects and its subsidiaries; `alone`, without subsidiaries. `capacity` gives a
        factor (0.5) or an amount a year ("20000 t") for each name.

        >>> from graph import example
        >>> example().what_if(remove="年产3万吨硫酸镍项目").losses[0].text("en")
        'The nickel sulfate of 年产3万吨硫酸镍项目 is itself affected. Loss: 30,000 t/a (100%).'
        """
        return chain.what_if(self.flows, remove, capacity, alone=alone)

    def audit(self) -> Audit:
        """Conflicts and slips in the texts themselves, and superlatives that name no source, each with the words.

        >>> from graph import example
        >>> [finding.kind for finding in example().audit()]
        ['superlative']
        """
        documents = self._texts()
        known = {source.id for source in self.record.sources}
        if not known or known - {document.id for document in documents}:
            return chain.audit(self.flows)
        return chain.audit(self.flows, (told for one in documents if one.id in known for told in text.told(one)))

    def diff(self, other: Opened) -> Results[Change]:
        """What `other`, a later graph, says that this one does not, and the other way round.

        >>> from graph import example
        >>> example().diff(example())
        ()
        """
        return chain.diff(self.flows, other.flows)

    def evaluate(self, gold: PathLike | Iterable[PathLike]) -> evaluate.Evaluation:
        """Compare with what careful readers took from the same texts: precision, recall, F1, causes, calibration.

        `gold` are gold files or folders of them; a gold file NAME.json annotates the text NAME.

        Raises:
            SourceError: a gold file cannot be read.
            QueryError: the graph holds no text of an annotation's name.

        >>> from graph import example
        >>> example().evaluate("no.json")
        Traceback (most recent call last):
        ...
        graph.errors.SourceError: no.json: no such file or folder / 没有这个文件或文件夹; check the path
        """
        given = (gold,) if isinstance(gold, str | os.PathLike) else gold
        return evaluate.evaluate(self.record, evaluate.read(map(Path, given)))
