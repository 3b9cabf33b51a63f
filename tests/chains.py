"""Small graphs for the tests of analysis: from sentences, or from flows written down."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from graph import KnowledgeGraph, build_texts
from graph.chain import Chain, to_networkx
from graph.model import Entity, Origin
from graph.record import Record, Said, Statement
from graph.vocab import load

Flow = tuple[str, str]


@cache
def told(*texts: str) -> KnowledgeGraph:
    """The graph of these texts, named a, b, c …"""
    return KnowledgeGraph.of(build_texts([(chr(ord("a") + number), text) for number, text in enumerate(texts)]))


def materials(flows: Iterable[Flow], origin: Origin = "Stated") -> Chain:
    """Materials of which the second of each pair is made from the first."""
    pairs = list(dict.fromkeys(flows))
    names = sorted({name for pair in pairs for name in pair})
    return to_networkx(
        Record(
            entities=tuple(Entity(f"material/{name}", "Material", name) for name in names),
            statements=tuple(made(one, other, origin) for one, other in pairs),
        ),
        load(),
    )


def made(one: str, other: str, origin: Origin = "Stated") -> Statement:
    """The statement that `other` is made from `one`."""
    said = Said(f"claim/{one}-{other}", "d", 0, 3, f"{other}由{one}制成")
    return Statement(f"material/{other}", "madeFrom", f"material/{one}", origin, (said,))
