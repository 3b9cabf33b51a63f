"""Claims under the names of their entities become facts; what follows from facts is added as derived."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from graph.derive import derive, divisions
from graph.model import (
    Amount,
    Claim,
    Extraction,
    Fact,
    Key,
    Knowledge,
    Link,
    Mention,
    Process,
    Quantity,
    Resolution,
)

_NO_PARENTS: Mapping[str, str] = {}


def assemble(
    extractions: Sequence[Extraction],
    parts: Resolution,
    processes: tuple[Process, ...],
    parents: Mapping[str, str] = _NO_PARENTS,
) -> Knowledge:
    """Merge claims that say the same, keep those that differ apart, and draw what follows.

    `parents` says in which division an administrative place lies.
    """
    said, mentions = stated(extractions, parts.of), mentioned(extractions, parts.of)
    texts = {e.document.id: e.document.text for e in extractions}
    entities, derived = derive(
        parts.entities, said, mentions, lambda mention: texts[mention.document][mention.span.start : mention.span.end]
    )
    documents = [e.document for e in extractions]
    rejections = [r for e in extractions for r in e.rejections]
    facts = sorted(
        [*said, *derived, *divisions(entities, parents)],
        key=lambda fact: (fact.subject, fact.predicate, repr(fact.object), fact.origin),
    )
    return Knowledge(
        documents=tuple(sorted(documents, key=lambda d: (d.name, d.id))),
        entities=tuple(sorted(entities, key=lambda e: e.id)),
        facts=tuple(facts),
        links=parts.links,
        rejections=tuple(sorted(rejections, key=lambda r: (r.document, r.span, r.reason, r.detail))),
        processes=processes,
        mentions=mentions,
    )


def alone(extraction: Extraction, found: Resolution, shorts: Iterable[Link]) -> Knowledge:
    """What one text says, with the entities that all texts together make of its names, and the short names it gives."""
    of_it = (extraction,)
    links = (*found.links, *shorts)
    facts, mentions = stated(of_it, found.of), mentioned(of_it, found.of)
    return Knowledge((extraction.document,), found.entities, facts, links, extraction.rejections, (), mentions)


def stated(extractions: Iterable[Extraction], of: Mapping[Key, str]) -> tuple[Fact, ...]:
    """What texts state, in order, given the entity of each name."""
    return tuple(same_amounts(_facts((claim for e in extractions for claim in e.claims), of)))


def mentioned(extractions: Iterable[Extraction], of: Mapping[Key, str]) -> tuple[tuple[str, Mention], ...]:
    """Which entity texts name where, in order."""
    found = {(of[_key(m)], m) for e in extractions for m in e.mentions}
    return tuple(sorted(found, key=lambda pair: (pair[0], pair[1].document, pair[1].span, pair[1].surface)))


def _facts(claims: Iterable[Claim], of: Mapping[Key, str]) -> list[Fact]:
    found: dict[tuple[str, str, str | Amount], list[Claim]] = defaultdict(list)
    for claim in claims:
        thing = _object(claim, of)
        subject = of[_key(claim.subject)]
        if thing != subject:
            found[subject, claim.predicate, thing].append(claim)
    return [_fact(key, sorted(said, key=_order)) for key, said in sorted(found.items(), key=lambda pair: repr(pair[0]))]


def _fact(key: tuple[str, str, str | Amount], claims: list[Claim]) -> Fact:
    subject, predicate, thing = key
    return Fact(subject, predicate, thing, "Stated", tuple(claims), confidence=support(_sureness(claims)))


def _sureness(claims: Iterable[Claim]) -> Iterator[tuple[str, float]]:
    return ((claim.evidence.document, claim.confidence) for claim in claims)


def support(said: Iterable[tuple[str, float]]) -> float:
    """How sure a fact is, given texts that say it and how surely: the surest of each text, texts taken as independent.

    >>> support([("a", 0.5), ("a", 0.25), ("b", 0.5)])
    0.75
    """
    best: dict[str, float] = defaultdict(float)
    for document, sure in said:
        best[document] = max(best[document], sure)
    doubt = 1.0
    for document in sorted(best):
        doubt *= 1 - best[document]
    return round(1 - doubt, 3)


def _order(claim: Claim) -> tuple[str, int, int, str]:
    evidence = claim.evidence
    return evidence.document, evidence.span.start, evidence.span.end, evidence.cue


def _key(mention: Mention) -> Key:
    return mention.document, mention.kind, mention.label


def _object(claim: Claim, of: Mapping[Key, str]) -> str | Amount:
    thing = claim.object
    if isinstance(thing, str):
        return thing
    if isinstance(thing, Mention):
        return of[_key(thing)]
    return amount(thing, of)


def amount(quantity: Quantity, of: Mapping[Key, str]) -> Amount:
    """A quantity with its material as an entity; how it was written stays with each claim."""
    material = of[_key(quantity.material)] if quantity.material else ""
    return Amount(quantity.as_written, quantity.unit, quantity.value, quantity.low, quantity.high, material,
                  quantity.basis, quantity.year)  # fmt: skip


def same_amounts(facts: Iterable[Fact]) -> Iterator[Fact]:
    """One fact for one amount however it is written (23,000吨, 2.3万吨)."""
    found: dict[tuple[object, ...], Fact] = {}
    for fact in facts:
        thing = fact.object
        bare = replace(thing, as_written="") if isinstance(thing, Amount) else thing
        key = (fact.subject, fact.predicate, bare, fact.origin)
        other = found.get(key)
        found[key] = fact if other is None else _joined(other, fact)
    yield from found.values()


def _joined(one: Fact, other: Fact) -> Fact:
    claims = tuple(sorted((*one.claims, *other.claims), key=_order))
    return replace(one, claims=claims, confidence=support(_sureness(claims)))
