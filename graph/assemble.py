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
    stated = list(same_amounts(_facts((c for e in extractions for c in e.claims), parts.of)))
    mentions = _mentions(extractions, parts.of)
    entities, derived = derive(parts.entities, stated, mentions, {e.document.id: e.document.text for e in extractions})
    documents = [e.document for e in extractions]
    rejections = [r for e in extractions for r in e.rejections]
    facts = sorted(
        [*stated, *derived, *divisions(entities, parents)],
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


def _mentions(extractions: Iterable[Extraction], of: Mapping[Key, str]) -> tuple[tuple[str, Mention], ...]:
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
    return Fact(subject, predicate, thing, "Stated", tuple(claims), confidence=support(claims))


def support(claims: Iterable[Claim]) -> float:
    """How sure a fact is: the surest claim of each text, texts taken as independent."""
    best: dict[str, float] = defaultdict(float)
    for claim in claims:
        document = claim.evidence.document
        best[document] = max(best[document], claim.confidence)
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
    return replace(one, claims=claims, confidence=support(claims))
