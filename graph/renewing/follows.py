"""What follows from what all texts add, and what domain knowledge says beside it: worked out anew in each build."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter

from graph import rdf
from graph.assemble import support
from graph.derive import derive, divisions
from graph.lexicon import Lexicon
from graph.model import Entity, Fact, Knowledge, Mention, digest
from graph.rdf import Quad
from graph.renewing.state import State, entity_of
from graph.renewing.told import mention_of
from graph.vocab import Vocabulary

_BEARING = """SELECT f.subject, f.predicate, f.object, t.id, f.confidence, f.claims
  FROM fact f JOIN text t ON t.number = f.text WHERE f.claims IS NOT NULL"""
_COUNTED = "SELECT predicate, count(DISTINCT subject || ' ' || object), sum(times) FROM fact GROUP BY predicate"
_SPOKEN = "SELECT entity, count(*), sum(claims) FROM speaks GROUP BY entity"
_SPEAKS = "SELECT 1 FROM speaks s JOIN text t ON t.number = s.text WHERE s.entity = ? AND t.id = ?"
Triple = tuple[str, str, str]
Counts = dict[str, dict[str, int]]


@dataclass(frozen=True, slots=True)
class Followed:
    """Facts that follow, all entities, and the claims of the facts that those rest on."""

    facts: tuple[Fact, ...]
    entities: tuple[Entity, ...]
    claims: Mapping[str, tuple[str, ...]]


def follow(state: State, words: Lexicon) -> Followed:
    """Draw what follows."""
    entities = sorted((entity_of(told) for (told,) in state.rows("SELECT told FROM entity")), key=attrgetter("id"))
    claims = defaultdict[Triple, list[str]](list)
    facts = _facts(state, claims)
    rows = state.rows("SELECT entity, mention, words FROM quote")
    quoted = {(entity, mention_of(told)): words for entity, told, words in rows}
    mentions = sorted(quoted, key=lambda pair: (pair[0], pair[1].document, pair[1].span, pair[1].surface))
    said: dict[Mention, str] = {mention: words for (_, mention), words in quoted.items()}
    known, derived = derive(entities, facts, mentions, said.__getitem__)
    premises = {premise for fact in derived for premise in fact.premises}
    resting = {fact.id: tuple(sorted(_ids(claims, fact))) for fact in facts if premises and fact.id in premises}
    found = (*derived, *divisions(known, words.parents()))
    return Followed(found, tuple(sorted(known, key=attrgetter("id"))), resting)


def followed_of(knowledge: Knowledge) -> Followed:
    """The same, of all that is known."""
    facts = tuple(fact for fact in knowledge.facts if fact.origin != "Stated")
    premises = {premise for fact in facts for premise in fact.premises}
    stated = (fact for fact in knowledge.facts if fact.origin == "Stated" and fact.id in premises)
    claims = {fact.id: tuple(sorted(set(rdf.claim_ids(fact)))) for fact in stated}
    return Followed(facts, knowledge.entities, claims)


def _facts(state: State, claims: dict[Triple, list[str]]) -> list[Fact]:
    """What texts state that something may follow from, and its claims as they are held."""
    sure = defaultdict[Triple, list[tuple[str, float]]](list)
    for subject, predicate, thing, document, confidence, held in state.rows(_BEARING):
        sure[subject, predicate, thing].append((document, confidence))
        claims[subject, predicate, thing].append(held)
    return [Fact(*triple, "Stated", confidence=support(sure[triple])) for triple in sorted(sure, key=repr)]


def _ids(claims: Mapping[Triple, Iterable[str]], fact: Fact) -> set[str]:
    return {id for held in claims[fact.subject, fact.predicate, str(fact.object)] for id in json.loads(held)}


def quads_of(followed: Followed, words: Lexicon, vocabulary: Vocabulary) -> Iterator[Quad]:
    """What follows, and what domain knowledge says of all that is named."""
    spoken = {id for fact in followed.facts for id in rdf.spoken_of(fact)}
    named = tuple(entity for entity in followed.entities if entity.id in spoken)
    part = Knowledge((), named, followed.facts, (), (), ())
    yield from rdf.part_quads(part, vocabulary, followed.claims)
    yield from rdf.inferred_quads(followed.entities, vocabulary)
    ids = {id for entity in followed.entities for id in (entity.id, *entity.broader)}
    yield from rdf.domain_quads(sorted(ids | spoken), words.processes, vocabulary)


def mark_of(followed: Followed, vocabulary: Vocabulary) -> str:
    """A hash of all that `quads_of` rests on: where it is that of the last build, so is what it says."""
    spoken = {id for fact in followed.facts for id in rdf.spoken_of(fact)}
    described = rdf.concept_ids((id for e in followed.entities for id in (e.id, *e.broader)), vocabulary)
    entities = (e for e in followed.entities if e.id in spoken or e.broader or e.formula)
    said = (*sorted(map(repr, followed.facts)), *map(repr, entities), *map(repr, sorted(followed.claims.items())))
    return digest(*said, "", *sorted(described))


def quoting(state: State, followed: Followed) -> set[str]:
    """The documents of which other words are quoted now than before by what follows."""
    labels = {entity.id: entity.label for entity in followed.entities}
    rows = {
        (digest(repr(fact), labels[fact.subject], labels.get(str(fact.object), "")), claim.evidence.document)
        for fact in followed.facts
        for claim in fact.claims
    }
    before = set(state.rows("SELECT fact, document FROM derived"))
    state.run("DELETE FROM derived")
    state.put("derived", sorted(rows))
    return {document for _, document in rows ^ before}


def spoken(state: State, followed: Followed) -> tuple[Counter[str], Counter[str]]:
    """How many texts, and how many claims, speak of each entity."""
    texts, claims = Counter[str](), Counter[str]()
    for entity, count, said in state.rows(_SPOKEN):
        texts[entity], claims[entity] = count, said
    more = set[tuple[str, str]]()
    for fact in followed.facts:
        for entity in set(rdf.spoken_of(fact)):
            claims[entity] += max(1, len(fact.claims))
            more.update((entity, claim.evidence.document) for claim in fact.claims)
    texts.update(entity for entity, document in more if not list(state.rows(_SPEAKS, entity, document)))
    return texts, claims


def counted(state: State, followed: Followed) -> tuple[Counts, dict[str, int]]:
    """How many facts there are of each predicate by where they come from, and how many claims of each."""
    facts: dict[str, Counter[str]] = defaultdict(Counter)
    claims = Counter[str]()
    for predicate, count, times in state.rows(_COUNTED):
        facts["Stated"][predicate], claims[predicate] = count, times
    for fact in followed.facts:
        facts[fact.origin][fact.predicate] += 1
        claims[fact.predicate] += len(fact.claims)
    return {origin: dict(sorted(facts[origin].items())) for origin in sorted(facts)}, dict(sorted((+claims).items()))
