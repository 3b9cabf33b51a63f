"""A part of what is known: what most is said of, which one page can still show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from graph.model import Amount, Fact, Knowledge


def most_told(knowledge: Knowledge, entities: int) -> Knowledge:
    """So many entities, those that the most claims speak of, with all that is said between them.

    >>> most_told(Knowledge((), (), (), (), (), ()), 100).entities
    ()
    """
    counts = Counter(id for fact in knowledge.facts for id in _ends(fact) for _ in fact.claims)
    chosen = sorted(knowledge.entities, key=lambda entity: (-counts[entity.id], entity.id))[:entities]
    ids = {entity.id for entity in chosen}
    facts = _standing([fact for fact in knowledge.facts if ids.issuperset(_ends(fact))])
    documents = {claim.evidence.document for fact in facts for claim in fact.claims}
    return replace(
        knowledge,
        documents=tuple(document for document in knowledge.documents if document.id in documents),
        entities=tuple(entity for entity in knowledge.entities if entity.id in ids),
        facts=tuple(facts),
        links=tuple(link for link in knowledge.links if link.entity in ids and link.document in documents),
        rejections=(),
        mentions=tuple(pair for pair in knowledge.mentions if pair[0] in ids and pair[1].document in documents),
    )


def _ends(fact: Fact) -> Iterator[str]:
    yield fact.subject
    thing = fact.object.material if isinstance(fact.object, Amount) else fact.object
    if "/" in thing:
        yield thing


def _standing(facts: list[Fact]) -> list[Fact]:
    """Those whose premises, as far as they are facts, are there too."""
    there = {fact.id for fact in facts}
    return [fact for fact in facts if all("/" in premise or premise in there for premise in fact.premises)]
