"""What the analyses say of gaps, loops and capacities, as the page shows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph.api import KnowledgeGraph
from graph.chain import Gap, Loop, Total
from graph.messages import Speaker
from graph.page import Findings, Link, LoopFound, Part, StepFound, Sum
from graph.page.findings import Words
from graph.reports.lists import chains_in_play

_SPEAKERS = (Speaker("zh"), Speaker("en"))


def findings(known: KnowledgeGraph) -> Findings:
    """Each reference step of each chain that texts state a product of, all loops, all capacities that add up.

    >>> from graph import example
    >>> found = findings(example())
    >>> found.steps[0].state, found.sums[0].low, len(found.loops)
    ('NotStated', 30000.0, 2)
    """
    gaps = [gap for chain in chains_in_play(known) for gap in known.gaps(chain)]
    wholes = {gap.chain.id: (gap.whole.text("zh"), gap.whole.text("en")) for gap in gaps}
    return Findings(
        tuple(map(_step, gaps)),
        tuple(_loop(loop, known) for loop in known.loops()),
        tuple(_sums(known.totals())),
        tuple(wholes.items()),
    )


def _message(key: str) -> Words:
    zh, en = (speaker.find(key) for speaker in _SPEAKERS)
    return zh, en


def _step(gap: Gap) -> StepFound:
    inputs, outputs = (
        tuple(Part(n.material.id, tuple(dict.fromkeys(m.name.id for m in (*n.makers, *n.coming)))) for n in neighbours)
        for neighbours in (gap.inputs, gap.outputs)
    )
    return StepFound(
        chain=gap.chain.id,
        label=(gap.step.label, gap.step.english),
        stage=gap.stage,
        state=gap.state,
        kind=_message(f"gap.{gap.kind}"),
        inputs=inputs,
        outputs=outputs,
        reason=(gap.reason("zh"), gap.reason("en")),
        sources=gap.step.sources,
    )


def _loop(loop: Loop, known: KnowledgeGraph) -> LoopFound:
    links = (Link(e.source.id, e.target.id, e.origin, _told(e.statement.predicate, known)) for e in loop.edges)
    return LoopFound(_message(f"sort.{loop.sort}"), loop.waste.id, tuple(links), tuple(a.id for a in loop.actors))


def _told(predicate: str, known: KnowledgeGraph) -> Words:
    """The relation in words; what the vocabulary of SKOS names has none in ours."""
    term = known.index.vocabulary.terms.get(predicate)
    return (term.zh, term.en) if term else _message(f"loop.{predicate}")


def _sums(totals: Iterable[Total]) -> Iterator[Sum]:
    """What comes out, by material; a total of several units or none is left out."""
    for total in totals:
        if total.what.kind == "Material" and total.basis == "Output":
            high = total.low if total.high is None else total.high
            yield Sum(total.what.id, float(total.low), float(high), total.unit)
