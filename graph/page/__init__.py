"""`Knowledge` as one interactive page, complete in itself: nothing is fetched, and no text in it can run."""

from __future__ import annotations

from collections.abc import Iterable

from graph.model import Fact, Knowledge
from graph.page.boxes import boxes
from graph.page.data import detail
from graph.page.layout import arrange
from graph.page.network import network, page
from graph.page.view import see
from graph.vocab import load

__all__ = ["render"]


def render(knowledge: Knowledge, title: str = "", reference: Iterable[Fact] = ()) -> str:
    """The page as HTML: the chain from upstream to downstream, each line with the words that it rests on.

    `reference` is what each step of domain knowledge makes from what (`rdf.reference_facts`).

    >>> render(Knowledge((), (), (), (), (), ())).startswith("<!doctype html>")
    True
    """
    vocabulary = load()
    view = see(knowledge, vocabulary, reference)
    written = boxes(view, vocabulary)
    layout = arrange(view, knowledge.processes, vocabulary, {i: b.size for i, b in written.items()})
    net = network(view, layout, written, vocabulary)
    return page(net, title, detail(knowledge, view, layout, written, vocabulary))
