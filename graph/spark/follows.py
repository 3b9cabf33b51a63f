"""What follows from what texts state, worked out entity by entity: each with all that bears on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph import lexicon, rdf, tables, vocab
from graph.assemble import support
from graph.derive import asks, carries, derive, divisions, does
from graph.model import Entity, Fact, Knowledge, Mention, Span
from graph.spark.checks import check, lines_of
from graph.spark.frames import Frames, Row
from graph.spark.names import entity_of
from graph.spark.told import CLAIMS, COUNTED, MENTION, claim_rows

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

TOGETHER = 5_000  # entities that are looked at in one go
_FACT = """struct<subject: string, predicate: string, object: string,
  said: array<struct<document: string, confidence: double>>, ids: array<string>>"""
_FOLLOWED = f"lines array<string>, claims {CLAIMS}, counted {COUNTED}, made array<string>"
_SAID = """SELECT f.subject, f.predicate, f.object, collect_list(struct(t.id AS document, f.confidence)) AS said,
    flatten(collect_list(f.ids)) AS ids
  FROM {told} t LATERAL VIEW explode(t.facts) AS f WHERE f.bears GROUP BY f.subject, f.predicate, f.object"""
_ENTITIES = "SELECT entity.id, any_value(entity) AS entity FROM {meanings} WHERE entity IS NOT NULL GROUP BY entity.id"
_ASKED = "SELECT e.id AS key, n.entity FROM {asked} e JOIN {named} n ON e.kind = n.entity.kind AND e.name = n.name"
_NAMED = """SELECT entity, explode(array_union(entity.names, array(entity.label))) AS name FROM {entities}
  WHERE entity.kind IN ('Company', 'Place')"""
_QUOTED = """SELECT n.entity, min(n.mention) AS mention FROM {told} LATERAL VIEW explode(named) AS n
  GROUP BY n.entity, n.mention.surface"""
# Who does something does what it does: the facts of the one stand beside those of the other.
_DONE = """SELECT d.subject AS key, struct(c.*) AS fact, c.object FROM {said} d JOIN {said} c ON d.object = c.subject
  WHERE array_contains({does}, d.predicate) AND array_contains({carries}, c.predicate)"""
_ROWS = """SELECT id AS key, CAST(NULL AS {fact}) AS fact, entity, CAST(NULL AS {mention}) AS mention FROM {entities}
  UNION ALL SELECT key, NULL, entity, NULL FROM {asked}
  UNION ALL SELECT entity, NULL, NULL, mention FROM {quoted}
  UNION ALL SELECT subject, struct(s.*), NULL, NULL FROM {said} s
  UNION ALL SELECT d.key, d.fact, e.entity, NULL FROM {done} d JOIN {entities} e ON e.id = d.object"""


@dataclass(slots=True)
class Near:
    """What bears on some entities: they, those they may rest on, facts by id and their claims, mentions."""

    keys: set[str] = field(default_factory=set)
    entities: dict[str, Entity] = field(default_factory=dict)
    facts: dict[str, Fact] = field(default_factory=dict)
    claims: dict[str, tuple[str, ...]] = field(default_factory=dict)
    mentions: list[tuple[str, Mention]] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    words: dict[Mention, str] = field(default_factory=dict)
    documents: set[str] = field(default_factory=set)

    def add(self, row: Row) -> None:
        """Take in what one row holds."""
        self.keys.add(row["key"])
        if told := row["entity"]:
            self.entities[told["id"]] = entity_of(told)
        if told := row["fact"]:
            fact = _fact(told)
            self.facts[fact.id], self.claims[fact.id] = fact, tuple(sorted(set(told["ids"])))
        if told := row["mention"]:
            self._named(row["key"], told)

    def _named(self, key: str, told: Row) -> None:
        span = Span(told["start"], told["end"])
        mention = Mention(told["document"], span, told["surface"], told["kind"], told["label"])
        self.mentions.append((key, mention))
        self.texts[mention.document], self.words[mention] = told["text"], told["words"]
        self.documents.update(told["about"])


def entities(frames: Frames, meanings: DataFrame) -> DataFrame:
    """All entities that texts name."""
    return frames.kept(frames.sql(_ENTITIES, meanings=meanings), "entities")


def follow(frames: Frames, told: DataFrame, found: DataFrame, home: Path | None) -> DataFrame:
    """What follows from what texts state."""
    said = frames.kept(frames.sql(_SAID, told=told), "said")
    questions = frames.mapped(found, partial(asked, home=home), "id string, kind string, name string")
    rows = frames.sql(
        _filled(_ROWS, fact=_FACT, mention=MENTION),
        entities=found,
        asked=frames.sql(_ASKED, asked=questions, named=frames.sql(_NAMED, entities=found)),
        quoted=frames.sql(_QUOTED, told=told),
        said=said,
        done=frames.sql(_filled(_DONE, does=_listed(does), carries=_listed(carries)), said=said),
    )
    near = frames.spread(rows, "key")
    return frames.kept(frames.mapped(near, partial(followed, home=home), _FOLLOWED), "followed")


def _filled(query: str, **parts: str) -> str:
    for name, part in parts.items():
        query = query.replace(f"{{{name}}}", part)
    return query


def _listed(holds: Any) -> str:
    return "array(" + ", ".join(f"'{name}'" for name in vocab.load().relations if holds(name)) + ")"


def asked(rows: Iterable[Row], home: Path | None = None) -> Iterator[Row]:
    """Kinds and names of the entities that may follow from the names of these."""
    parents = lexicon.load(home).parents()
    for row in rows:
        for kind, name in asks(entity_of(row["entity"]), parents):
            yield {"id": row["id"], "kind": kind, "name": name}


def followed(rows: Iterable[Row], home: Path | None = None, together: int = TOGETHER) -> Iterator[Row]:
    """What follows about entities, given all that bears on each, one after the other."""
    near = Near()
    for _, group in groupby(rows, lambda row: row["key"]):
        for row in group:
            near.add(row)
        if len(near.keys) >= together:
            yield _row(near, home)
            near = Near()
    yield _row(near, home)


def _row(near: Near, home: Path | None) -> Row:
    vocabulary, facts, known = vocab.load(home), *_derived(near, lexicon.load(home).parents())
    spoken = {id for fact in facts for id in rdf.spoken_of(fact)}
    part = Knowledge((), tuple(known[id] for id in sorted(spoken & known.keys())), facts, (), (), ())
    lines = lines_of(rdf.part_quads(part, vocabulary, near.claims))
    if facts:
        check((*lines, *near.documents), spoken, home, chain.from_iterable(near.claims.values()))
    around = tables.Known(near.texts, {id: entity.label for id, entity in known.items()}, near.claims)
    return {
        "lines": lines,
        "claims": claim_rows(facts, around, vocabulary),
        "counted": [
            {"origin": fact.origin, "predicate": fact.predicate, "facts": 1, "claims": len(fact.claims)}
            for fact in facts
        ],
        "made": sorted(known.keys() - near.entities.keys()),
    }


def _derived(near: Near, parents: Mapping[str, str]) -> tuple[tuple[Fact, ...], dict[str, Entity]]:
    ordered = tuple(near.entities[id] for id in sorted(near.entities))
    facts = sorted(near.facts.values(), key=lambda fact: repr((fact.subject, fact.predicate, fact.object)))
    mentions = sorted(near.mentions, key=lambda pair: (pair[0], pair[1].document, pair[1].span, pair[1].surface))
    known, derived = derive(ordered, facts, mentions, near.words.__getitem__)
    found = (fact for fact in (*derived, *divisions(known, parents)) if fact.subject in near.keys)
    return tuple(found), {entity.id: entity for entity in known}


def _fact(told: Row) -> Fact:
    said = ((one["document"], one["confidence"]) for one in told["said"])
    return Fact(told["subject"], told["predicate"], told["object"], "Stated", confidence=support(said))
