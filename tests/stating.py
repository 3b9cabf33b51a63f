"""A graph of sentences at hand, each in a text of its own; for tests of analyses."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

import graph


@cache
def stated(*sentences: str) -> graph.KnowledgeGraph:
    """The graph of these sentences."""
    texts = [(f"brief-{number}", sentence) for number, sentence in enumerate(sentences)]
    return graph.KnowledgeGraph.of(graph.build_texts(texts))


def makes(company: str, tonnes: int | str, product: str, rest: str = "") -> str:
    """A sentence that states a yearly capacity: "甲有限公司年产20万吨氧化铝。"."""
    return f"{company}有限公司年产{tonnes}万吨{product}{rest}。"


def about(value: Decimal | None, digits: int = 3) -> Decimal | None:
    """A number as a hand reckons it."""
    return None if value is None else round(value, digits)
