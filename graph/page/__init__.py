"""`Knowledge` as one interactive page, complete in itself: nothing is fetched, and no text in it can run."""

from __future__ import annotations

from collections.abc import Iterable

from graph.model import Fact, Knowledge
from graph.page.boxes import boxes
from graph.page.data import Drawing, detail
from graph.page.findings import Findings, Link, LoopFound, Part, StepFound, Sum
from graph.page.lanes import lanes
from graph.page.layout import arrange
from graph.page.network import network, page
from graph.page.stage import stages
from graph.page.view import see
from graph.vocab import Vocabulary, load
from graph.work import uncollected

__all__ = ["Findings", "Link", "LoopFound", "Part", "StepFound", "Sum", "render"]


def render(
    knowledge: Knowledge,
    title: str = "",
    reference: Iterable[Fact] = (),
    findings: Findings | None = None,
) -> str:
    """The page as HTML: the chain from upstream to downstream, each line with the words that it rests on.

    `reference` is what each step of domain knowledge makes from what (`rdf.reference_facts`); `findings` are what
    analyses say of gaps, loops and capacities: without them the page shows none.

    >>> render(Knowledge((), (), (), (), (), ())).startswith("<!doctype html>")
    True
    """
    with uncollected():
        return _page(knowledge, title, reference, findings or Findings())


def _page(knowledge: Knowledge, title: str, reference: Iterable[Fact], findings: Findings) -> str:
    """All that is made on the way is gone when this returns, before anything looks for circles in it."""
    vocabulary = load()
    drawing = draw(knowledge, reference, vocabulary)
    told = detail(knowledge, drawing, vocabulary, findings)
    return page(network(drawing, vocabulary), title, told)


def draw(knowledge: Knowledge, reference: Iterable[Fact], vocabulary: Vocabulary) -> Drawing:
    """What is drawn, and where.

    >>> draw(Knowledge((), (), (), (), (), ()), (), load()).layout.lanes
    ()
    """
    view = see(knowledge, vocabulary, reference)
    written = boxes(view, vocabulary)
    stage, sure = stages(view, knowledge.processes, vocabulary)
    dealt = lanes(view, knowledge.processes)
    layout = arrange(view, stage, dealt, {i: b.size for i, b in written.items()})
    return Drawing(view, written, stage, sure, dealt, layout)
