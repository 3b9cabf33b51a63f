"""Slips and conflicts in the texts themselves, each explained in a sentence and with the words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph.chain.audit.currency import magnitudes
from graph.chain.audit.figures import conflicts, regressions
from graph.chain.audit.finding import Audit, Finding
from graph.chain.audit.growth import growth
from graph.chain.audit.praise import superlatives
from graph.chain.audit.slips import cut, misfits, refused, shares
from graph.chain.flows import Chain, index_of
from graph.chain.index import Index
from graph.record import Told

__all__ = ["Audit", "Finding", "audit"]


def audit(chain: Chain, sentences: Iterable[Told] | None = None) -> Audit:
    """What does not fit together in the texts, or cannot be: conflicts first, then slips, then what names no source.

    `sentences` are those of the texts, as `graph.text.told` gives them; without them only the words quoted in the
    graph are read for growth, shares and superlatives (`Audit.whole` says so).

    >>> from graph import example
    >>> known = example()
    >>> [finding.kind for finding in audit(known.flows)]
    []
    """
    index = index_of(chain)
    told = tuple(quotes(index) if sentences is None else sentences)
    return Audit.of(_findings(index, told), whole=sentences is not None)


def _findings(index: Index, told: tuple[Told, ...]) -> Iterator[Finding]:
    yield from conflicts(index, told)
    yield from regressions(index)
    yield from magnitudes(told, index)
    yield from growth(told, index)
    yield from shares(told, index)
    yield from misfits(index)
    yield from refused(index, told)
    yield from superlatives(told, index, cut(index, told))


def quotes(index: Index) -> Iterator[Told]:
    """The words quoted in a graph, each place once, without those inside longer ones, in the order of the texts."""
    said = {(c.document, c.start, -c.end, c.quote) for s in index.record.statements for c in s.claims if c.quote}
    document, reached = "", 0
    for number, (of, start, end, words) in enumerate(sorted(said)):
        if of != document or -end > reached:
            document, reached = of, -end
            yield Told(of, words, tuple(range(start, start + len(words) + 1)), words, number)
