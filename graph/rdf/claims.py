"""Facts as quads: the plain triple, and a claim for each sentence or ground it stands on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from graph.model import Amount, Claim, Evidence, Fact, Knowledge, Quantity, digest, passage_id
from graph.rdf.concepts import Concepts
from graph.rdf.passages import passage_quads
from graph.rdf.reference import ground, sources
from graph.rdf.terms import Names, Quad, decimal, link, literal

Told = tuple[Fact, str]  # a fact, and the id of its object, which takes long to make
Said = tuple[Told, Claim]
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Grounds:
    """What claims refer to: the steps, and the claims of every other fact."""

    names: Names
    sources: dict[str, tuple[str, ...]]
    claims: dict[str, tuple[str, ...]]


def grounds(knowledge: Knowledge, facts: Sequence[Fact], concepts: Concepts) -> Grounds:
    """Index what claims of these facts refer to by the ids they refer by."""
    premises = {premise for fact in facts for premise in fact.premises}
    found: dict[str, set[str]] = defaultdict(set)
    for fact in facts if premises else ():
        if (id := fact.id) in premises:
            found[id].update(claim_ids(fact))
    return Grounds(
        concepts.names,
        {process.id: sources(process, concepts) for process in knowledge.processes},
        {id: tuple(sorted(claims)) for id, claims in found.items()},
    )


def claim_ids(fact: Fact) -> tuple[str, ...]:
    """Return the ids of the claims of a fact: one a sentence, or one for its ground."""
    told = fact, _object_id(fact)
    if fact.origin != "Stated":
        return (_id(told, fact.origin),)
    return tuple(_stated_id(told, claim) for claim in fact.claims)


def _stated_id(told: Told, claim: Claim) -> str:
    evidence = claim.evidence
    return _id(told, evidence.document, str(evidence.span.start), str(evidence.span.end))


def _id(told: Told, *ground: str) -> str:
    fact, thing = told
    return f"claim/{digest(fact.subject, fact.predicate, thing, *ground)}"


def _object_id(fact: Fact) -> str:
    return fact.object if isinstance(fact.object, str) else quantity_id(fact.subject, fact.predicate, fact.object)


def quantity_id(subject: str, predicate: str, amount: Amount) -> str:
    """Return the id of a quantity: two texts that say the same thing share it, however they word it."""
    numbers = (decimal(n) if n is not None else "" for n in (amount.value, amount.low, amount.high))
    return f"quantity/{digest(subject, predicate, *numbers, amount.unit, amount.material, amount.basis, amount.year)}"


def fact_quads(facts: Iterable[Fact], on: Grounds) -> Iterator[Quad]:
    """Write all facts, each on its own ground."""
    return chain.from_iterable(_told(facts, on))


def _told(facts: Iterable[Fact], on: Grounds) -> Iterator[Iterable[Quad]]:
    """What each sentence or ground says: whole lists, as a generator in a generator costs time for every quad."""
    stated: dict[str, list[Said]] = defaultdict(list)
    other: dict[str, list[Told]] = defaultdict(list)
    for fact in facts:
        told = fact, _object_id(fact)
        if fact.origin == "Stated":
            for claim in fact.claims:
                stated[_stated_id(told, claim)].append((told, claim))
        else:
            other[_id(told, fact.origin)].append(told)
    for id, said in stated.items():
        yield _stated(id, said, on)
    for id, same in other.items():
        yield _grounded(id, same, on)


def _stated(id: str, said: list[Said], on: Grounds) -> list[Quad]:
    """Write one claim for one sentence, however many rules read it there."""
    told, first = said[0]
    names, claims = on.names, [claim for _, claim in said]
    home, node = names.within(f"document/{first.evidence.document}"), names.thing(id)
    found = [_plain(told, home, names)]
    found += names.quads(node, home, _claim(told, (claim.confidence for claim in claims), names))
    found += names.quads(node, home, _read(claims, names))
    for one, claim in said:
        found += _quantity(one, claim, home, names)
        found += _passage(claim.evidence, home, names)
    return found


def _plain(told: Told, home: str, names: Names) -> Quad:
    fact, _ = told
    return (names.thing(fact.subject), names(fact.predicate), _object(told, names), home)


def _object(told: Told, names: Names) -> str:
    fact, thing = told
    return names(thing) if fact.predicate == "status" else names.thing(thing)


def _claim(told: Told, confidences: Iterable[float], names: Names) -> Iterator[Pair]:
    fact, _ = told
    yield "rdf:type", names("Claim")
    yield "rdf:type", names("rdf:Statement")
    yield "rdf:subject", names.thing(fact.subject)
    yield "rdf:predicate", names(fact.predicate)
    yield "rdf:object", _object(told, names)
    yield "origin", names(fact.origin)
    yield "confidence", decimal(round(max(confidences), 4))


def _read(claims: list[Claim], names: Names) -> Iterator[Pair]:
    """Say how a sentence was read. Where two readings differ, what is said of now weighs more than what is to be."""
    yield "modality", names(min(claim.modality for claim in claims))
    yield "prov:wasQuotedFrom", _quoted(claims[0].evidence, names)
    for phase in sorted({claim.phase for claim in claims} - {""})[:1]:
        yield "phase", literal(phase)
    for year in sorted({claim.year for claim in claims} - {""})[-1:]:
        yield "statusYear", literal(year)
    for evidence in (claim.evidence for claim in claims):
        yield "prov:wasAttributedTo", names.thing(f"extractor/{evidence.extractor}")
        if evidence.cue:
            yield "cue", literal(evidence.cue)


def _passage(evidence: Evidence, home: str, names: Names) -> list[Quad]:
    agent, extractor = names.thing(f"extractor/{evidence.extractor}"), literal(evidence.extractor)
    return [
        *passage_quads(evidence.document, evidence.span, evidence.quote, home, names),
        *names.quads(agent, home, (("rdf:type", names("Extractor")), ("skos:prefLabel", extractor))),
    ]


def _quoted(evidence: Evidence, names: Names) -> str:
    return names.thing(passage_id(evidence.document, evidence.span))


def _quantity(told: Told, claim: Claim | None, home: str, names: Names) -> Sequence[Quad]:
    fact, thing = told
    if isinstance(fact.object, str):
        return ()
    said = claim.object if claim else None
    wording = said.as_written if isinstance(said, Quantity) else fact.object.as_written
    return names.quads(names.thing(thing), home, _amount(fact.object, wording, names))


def _amount(amount: Amount, wording: str, names: Names) -> Iterator[Pair]:
    yield "rdf:type", names("Quantity")
    yield "asWritten", literal(wording)
    yield "unit", literal(amount.unit)
    bounds = (("qudt:numericValue", amount.value), ("lowerBound", amount.low), ("upperBound", amount.high))
    yield from ((name, decimal(number)) for name, number in bounds if number is not None)
    if amount.material:
        yield "material", names.thing(amount.material)
    if amount.basis:
        yield "basis", names(amount.basis)
    if amount.year:
        yield "year", literal(amount.year)


def _grounded(id: str, same: list[Told], on: Grounds) -> list[Quad]:
    """Write what follows from other claims or from domain knowledge, however many grounds say so."""
    fact, names = same[0][0], on.names
    home, node = names.within("derived" if fact.origin == "Derived" else "reference"), names.thing(id)
    found = [_plain(same[0], home, names)]
    found += names.quads(node, home, _claim(same[0], (one.confidence for one, _ in same), names))
    for told in same:
        one, _ = told
        found += _quantity(told, None, home, names)
        found += names.quads(node, home, _premises(one, on))
        for claim in one.claims:
            found += names.quads(node, home, (("prov:wasQuotedFrom", _quoted(claim.evidence, names)),))
            found += _passage(claim.evidence, home, names)
    if fact.origin == "Reference":
        found += names.quads(node, home, _sources([one for one, _ in same], on))
    return found


def _premises(fact: Fact, on: Grounds) -> Iterator[Pair]:
    if fact.rule and fact.origin == "Derived":
        yield "rule", literal(fact.rule)
    for premise in fact.premises:
        for id in _premise(premise, on):
            yield "prov:wasDerivedFrom", on.names.thing(id)


def _premise(premise: str, on: Grounds) -> tuple[str, ...]:
    if "/" in premise:  # a process or a concept: what has an IRI of its own
        return (premise,)
    if premise not in on.claims:
        raise ValueError(f"a fact rests on {premise}, which is no fact of this build")
    return on.claims[premise]


def _sources(facts: list[Fact], on: Grounds) -> Iterable[Pair]:
    """Cite the steps that a fact comes from; what comes from a table instead names it as its rule."""
    steps = {premise for fact in facts for premise in fact.premises if premise in on.sources}
    tables = {link(fact.rule) for fact in facts if fact.rule and not steps}
    return ground({term for step in steps for term in on.sources[step]} | tables)
