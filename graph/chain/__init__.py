"""Analysis of chains: free functions on a networkx graph, each answer typed, frozen and with the words behind it."""

from __future__ import annotations

from graph.chain.audit import Audit, Finding, audit
from graph.chain.cards import Card, Figure, Related, State, card, measured
from graph.chain.diff import Change, diff
from graph.chain.flows import Chain, index_of, to_networkx
from graph.chain.index import Evidence, Index
from graph.chain.ledger import Entry, Total, ledger, totals
from graph.chain.reach import Edge, Path, Reached, downstream, paths, upstream
from graph.chain.results import Results

__all__ = [
    "Audit",
    "Card",
    "Chain",
    "Change",
    "Edge",
    "Entry",
    "Evidence",
    "Figure",
    "Finding",
    "Index",
    "Path",
    "Reached",
    "Related",
    "Results",
    "State",
    "Total",
    "audit",
    "card",
    "diff",
    "downstream",
    "index_of",
    "ledger",
    "measured",
    "paths",
    "to_networkx",
    "totals",
    "upstream",
]
