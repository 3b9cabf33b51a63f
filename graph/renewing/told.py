"""What each text adds to what is known, given what its names mean."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from graph import rdf
from graph.assemble import alone
from graph.derive import bears, quotes
from graph.lexicon import Lexicon
from graph.model import Amount, Entity, Extraction, Fact, Key, Knowledge, Link, Mention, Name, Resolution, Span
from graph.renewing.names import block_rows
from graph.renewing.state import State, entity_of, entity_row, name_row
from graph.resolve import meanings, names_of, short_names

_NAMES = "SELECT kind, label, entity, score, reason FROM name WHERE text = ?"
_ENTITIES = "SELECT told FROM entity WHERE id = ?"
_TOGETHER = 500  # texts whose rows are held at a time
_json = json.JSONEncoder(ensure_ascii=False).encode
Meaning = tuple[str, float, str]
Rows = dict[str, list[tuple[Any, ...]]]


def begin(
    state: State, told: Sequence[Extraction], found: Resolution, keys: Mapping[str, bytes], words: Lexicon
) -> None:
    """Hold what all texts add."""
    means, entities = meanings(found), {entity.id: entity for entity in found.entities}
    state.put("entity", map(entity_row, found.entities))
    seen: dict[tuple[object, ...], Name] = {}
    for start in range(0, len(told), _TOGETHER):
        rows: Rows = defaultdict(list)
        for number, extraction in enumerate(told[start : start + _TOGETHER], start):
            names = names_of(extraction)
            seen.update(((name.kind, name.label, name.owners, name.shorts), name) for name in names)
            rows["name"].extend(name_row(number, name, means[name.key]) for name in names)
            of = resolution_of({name.key: means[name.key] for name in names}, entities)
            add(rows, number, known_of(extraction, of), keys[extraction.document.id])
        put(state, rows)
    state.put("block", set(block_rows(seen.values(), words)))
    state.indexed()


def resolution_of(means: Mapping[Key, Meaning], entities: Mapping[str, Entity]) -> Resolution:
    """What the names of one text mean, as if it were resolved with all others."""
    ordered = sorted(means.items())
    links = (Link(document, label, *meaning) for (document, _, label), meaning in ordered)
    of = {key: entity for key, (entity, _, _) in ordered}
    return Resolution(tuple(entities[id] for id in sorted(set(of.values()))), of, tuple(links))


def meant(state: State, number: int, document: str) -> Resolution:
    """The same, of a text that is held."""
    means: dict[Key, Meaning] = {}
    for kind, label, entity, score, reason in state.rows(_NAMES, number):
        means[document, kind, label] = (entity, score, reason)
    ids = {entity for entity, _, _ in means.values()}
    entities = (entity_of(told) for (told,) in state.among(_ENTITIES, ids))
    return resolution_of(means, {entity.id: entity for entity in entities})


def known_of(extraction: Extraction, found: Resolution) -> Knowledge:
    """What one text says, with the entities that all texts together make of its names."""
    return alone(extraction, found, short_names((extraction,), found))


def add(rows: Rows, number: int, known: Knowledge, key: bytes) -> None:
    """Give what one text adds as rows, by table."""
    (document,) = known.documents
    refused = json.dumps(Counter(rejection.reason for rejection in known.rejections))
    rows["text"].append((number, document.id, document.name, key, refused, 0, 0, 0))
    rows["fact"].extend(_fact_row(number, fact) for fact in known.facts)
    rows["speaks"].extend((number, entity, claims) for entity, claims in _spoken(known).items())
    rows["quote"].extend(_quotes(number, known))


def put(state: State, rows: Rows) -> None:
    """Hold rows."""
    for table, held in rows.items():
        state.put(table, held)


def _fact_row(number: int, fact: Fact) -> tuple[Any, ...]:
    thing = fact.object
    what = rdf.quantity_id(fact.subject, fact.predicate, thing) if isinstance(thing, Amount) else thing
    sure = max(claim.confidence for claim in fact.claims)
    claims = json.dumps(rdf.claim_ids(fact)) if bears(fact.predicate) else None
    return number, fact.subject, fact.predicate, what, sure, len(fact.claims), claims


def _spoken(known: Knowledge) -> dict[str, int]:
    """How many claims speak of each entity that is named."""
    found: dict[str, int] = defaultdict(int, {link.entity: 0 for link in known.links})
    for fact in known.facts:
        for entity in set(rdf.spoken_of(fact)):
            found[entity] += len(fact.claims)
    return found


def _quotes(number: int, known: Knowledge) -> Iterator[tuple[Any, ...]]:
    entities, (document,) = {entity.id: entity for entity in known.entities}, known.documents
    for id, mention in known.mentions:
        if quotes(entities[id], mention):
            words = document.text[mention.span.start : mention.span.end]
            yield number, id, _mention(mention), words


def _mention(mention: Mention) -> str:
    span = mention.span.start, mention.span.end
    return _json((mention.document, span, mention.surface, mention.kind, mention.label))


def mention_of(told: str) -> Mention:
    """A mention that is held."""
    document, (start, end), surface, kind, label = json.loads(told)
    return Mention(document, Span(start, end), surface, kind, label)


def refused(state: State) -> dict[str, int]:
    """How often texts were not believed, by why."""
    found = Counter[str]()
    for (reasons,) in state.rows("SELECT refused FROM text WHERE refused <> '{}'"):
        found.update(json.loads(reasons))
    return dict(sorted(found.items()))
