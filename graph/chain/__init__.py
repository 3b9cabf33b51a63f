"""Analysis of chains: free functions on a networkx graph, each answer typed, frozen and with the words behind it."""

from __future__ import annotations

from graph.chain.audit import Audit, Finding, audit
from graph.chain.balance import Balance, balance
from graph.chain.bottlenecks import Bottleneck, bottlenecks
from graph.chain.candidates import Candidate, supply_candidates
from graph.chain.cards import Card, Figure, Related, State, card, measured
from graph.chain.diff import Change, diff
from graph.chain.flows import Chain, index_of, to_networkx
from graph.chain.gaps import Gap, Neighbour, gaps
from graph.chain.index import Evidence, Index
from graph.chain.ledger import Entry, ledger
from graph.chain.loops import Loop, loops
from graph.chain.overview import ChainCard, Stage, overview
from graph.chain.reach import Edge, Path, Reached, downstream, paths, upstream
from graph.chain.results import Results
from graph.chain.shares import local_shares
from graph.chain.totals import Total, totals
from graph.chain.what_if import Loss, Scenario, what_if

__all__ = [
    "Audit",
    "Balance",
    "Bottleneck",
    "Candidate",
    "Card",
    "Chain",
    "ChainCard",
    "Change",
    "Edge",
    "Entry",
    "Evidence",
    "Figure",
    "Finding",
    "Gap",
    "Index",
    "Loop",
    "Loss",
    "Neighbour",
    "Path",
    "Reached",
    "Related",
    "Results",
    "Scenario",
    "Stage",
    "State",
    "Total",
    "audit",
    "balance",
    "bottlenecks",
    "card",
    "diff",
    "downstream",
    "gaps",
    "index_of",
    "ledger",
    "local_shares",
    "loops",
    "measured",
    "overview",
    "paths",
    "supply_candidates",
    "to_networkx",
    "totals",
    "upstream",
    "what_if",
]
