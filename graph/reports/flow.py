"""The picture of a chain: its materials by stage, who makes them as wide as is stated, what is made from what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from graph.api import KnowledgeGraph
from graph.chain import Balance, ChainCard
from graph.messages import Language, Speaker
from graph.record import Statement
from graph.reports.svg import Legend, Node, Ribbon, sankey

_MADE = ("madeFrom", "recycledFrom")
_LONG = 13


@dataclass(frozen=True, slots=True)
class _Supply:
    """Who makes a material: how much a year at least in tonnes, None if that is not stated."""

    maker: str
    label: str
    material: str
    amount: float | None
    mark: str
    title: str


def picture(card: ChainCard, known: KnowledgeGraph, language: Language) -> tuple[str, ...]:
    """What of a chain texts name with its makers, and what lies between; nothing if nothing flows."""
    made = {material.id: stage.name for stage in card.stages for material in stage.materials}
    named, flows = _flows(known, made)
    if not flows:
        return ()
    shown = sorted(named | {id for s in flows for id in (s.subject, s.target)})
    supplies = tuple(_supplies(known.balance(card.entity.id), {id: made[id] for id in shown}, language))
    columns = _columns(card, made, shown, {supply.material for supply in supplies})
    index, say = known.index, Speaker(language)
    nodes = [Node(id, index.label(id), columns[made[id], False], "stated" if id in named else "") for id in shown]
    nodes += _makers(supplies, made, columns)
    ribbons = [Ribbon(s.target, s.subject, None, s.origin, index.told(s)) for s in sorted(flows, key=lambda s: s.id)]
    ribbons += [Ribbon(s.maker, s.material, s.amount, s.mark, s.title) for s in supplies]
    most = max((supply.amount or 0.0 for supply in supplies), default=0.0)
    legend = Legend(say("report.flow.widest", amount=f"{most:,.0f}"), say("report.flow.hairline"))
    return (sankey(nodes, ribbons, _headings(card, known, columns, language), card.label, legend),)


def _flows(known: KnowledgeGraph, made: Mapping[str, str]) -> tuple[set[str], list[Statement]]:
    """The materials of a chain that texts name, or a kind of which they name; and what is made from what there."""
    index = known.index
    named = {id for id in made if index.is_named(id) or any(index.is_named(n) for n in index.narrower(id))}
    near = {s.id: s for id in named for s in (*index.about(id, *_MADE), *index.of(id, *_MADE))}
    return named, [s for s in near.values() if s.subject in made and s.target in made]


def _supplies(rows: Iterable[Balance], stages: Mapping[str, str], language: Language) -> Iterator[_Supply]:
    """Who makes each material of the picture, of a material and a kind of it the kind."""
    say = Speaker(language)
    for row in (row for row in rows if row.material.id in stages):
        kinds = stages.keys() & set(row.index.narrower(row.material.id))
        for holding in row.supply.holdings:
            if kinds.isdisjoint(holding.materials):
                amount = float(holding.low) if holding.stated and holding.low else None
                told = f"{holding.subject.label} → {row.material.label}"
                if amount is not None:
                    told += f" {amount:,.0f} t/a" + (say("report.flow.inferred") if holding.steps else "")
                mark = "Derived" if holding.steps else "Stated"
                name = f"{holding.subject.id} {stages[row.material.id]}"
                yield _Supply(name, holding.subject.label, row.material.id, amount, mark, told)


def _columns(
    card: ChainCard, made: Mapping[str, str], shown: Iterable[str], supplied: set[str]
) -> dict[tuple[str, bool], int]:
    """The column of each stage that is shown, and before it that of its makers (True), if there are any."""
    used, kept = {made[id] for id in shown}, {made[id] for id in supplied}
    wanted = [(s.name, makers) for s in card.stages for makers in (True, False) if s.name in (kept if makers else used)]
    return {key: number for number, key in enumerate(wanted)}


def _makers(
    supplies: Iterable[_Supply], made: Mapping[str, str], columns: Mapping[tuple[str, bool], int]
) -> Iterator[Node]:
    for supply in {supply.maker: supply for supply in supplies}.values():
        label = supply.label if len(supply.label) <= _LONG else f"{supply.label[: _LONG - 1]}…"
        yield Node(supply.maker, label, columns[made[supply.material], True], "maker")


def _headings(
    card: ChainCard, known: KnowledgeGraph, columns: Mapping[tuple[str, bool], int], language: Language
) -> list[str]:
    terms, makers = known.index.vocabulary.terms, Speaker(language)("report.flow.makers")
    stages = {stage.name: stage.label if language == "zh" else terms[stage.name].en for stage in card.stages}
    return [makers if is_makers else stages[name] for name, is_makers in columns]
