"""Entities and claims as tables for a spreadsheet: one row each, in a fixed order."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from graph.cells import cell, csv_text
from graph.model import Amount, Claim, Entity, Fact, Knowledge
from graph.vocab import Vocabulary

ENTITY_COLUMNS = ("id", "kind", "kind_zh", "label", "names", "english", "broader", "formula", "documents", "claims")
CLAIM_COLUMNS = (
    *("id", "origin", "subject_kind", "subject", "predicate", "predicate_zh", "object_kind", "object"),
    *("value", "low", "high", "unit", "material", "basis", "year", "modality", "phase", "confidence"),
    *("document", "start", "end", "quote", "cue_or_rule", "premises"),
)
ClaimIds = Callable[[Fact], tuple[str, ...]]
Row = tuple[str, ...]
Place = tuple[str, str, int, int, str]  # "~" of what no text says, name of the text, from, to, id of the claim

_BETWEEN = "；"


def entities_csv(knowledge: Knowledge, vocabulary: Vocabulary) -> str:
    """Write a row for each entity: its names, how many texts name it, how many claims speak of it.

    >>> from graph.vocab import load
    >>> entities_csv(Knowledge((), (), (), (), (), ()), load()).split(",")[:3]
    ['id', 'kind', 'kind_zh']
    """
    return csv_text(ENTITY_COLUMNS, entity_rows(knowledge, vocabulary))


def entity_rows(knowledge: Knowledge, vocabulary: Vocabulary) -> Iterable[Row]:
    """A row for each entity, by kind and id."""
    documents, claims = _counts(knowledge)
    counts = Counter({entity: len(texts) for entity, texts in documents.items()})
    return counted_rows(knowledge.entities, counts, claims, vocabulary)


def counted_rows(
    entities: Iterable[Entity], documents: Counter[str], claims: Counter[str], vocabulary: Vocabulary
) -> Iterable[Row]:
    """The same, given how many texts and claims speak of each."""
    order = {kind: number for number, kind in enumerate(vocabulary.kinds)}
    ordered = sorted(entities, key=lambda entity: (order[entity.kind], entity.id))
    return ((*_named(e, vocabulary), str(documents[e.id]), str(claims[e.id])) for e in ordered)


def _named(entity: Entity, vocabulary: Vocabulary) -> Row:
    lists = (_BETWEEN.join(names) for names in (entity.names, entity.english, entity.broader))
    texts = (entity.id, entity.kind, vocabulary.kinds[entity.kind].zh, entity.label, *lists, entity.formula)
    return tuple(cell(text) for text in texts)


def _counts(knowledge: Knowledge) -> tuple[Mapping[str, set[str]], Counter[str]]:
    documents: dict[str, set[str]] = defaultdict(set)
    claims: Counter[str] = Counter()
    for link in knowledge.links:
        documents[link.entity].add(link.document)
    for fact in knowledge.facts:
        for entity in {fact.subject, fact.object.material if isinstance(fact.object, Amount) else fact.object}:
            documents[entity].update(claim.evidence.document for claim in fact.claims)
            claims[entity] += max(1, len(fact.claims))
    return documents, claims


@dataclass(frozen=True, slots=True)
class Known:
    """What rows say beside facts: names of texts, labels of entities, the claims of facts that others rest on."""

    texts: Mapping[str, str]
    labels: Mapping[str, str]
    claims: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Line:
    """One claim of a fact, or the ground of a fact that has none."""

    id: str
    facts: tuple[Fact, ...]
    claims: tuple[Claim, ...]
    premises: tuple[str, ...]

    @property
    def fact(self) -> Fact:
        """What it says, which is the same in each of its facts."""
        return self.facts[0]


def claims_csv(knowledge: Knowledge, vocabulary: Vocabulary, claim_ids: ClaimIds) -> str:
    """Write a row for each claim, with the words it rests on. `claim_ids` names it as the graph does.

    >>> from graph.vocab import load
    >>> claims_csv(Knowledge((), (), (), (), (), ()), load(), lambda fact: ()).split(",")[:3]
    ['id', 'origin', 'subject_kind']
    """
    return csv_text(CLAIM_COLUMNS, claim_rows(knowledge, vocabulary, claim_ids))


def claim_rows(knowledge: Knowledge, vocabulary: Vocabulary, claim_ids: ClaimIds) -> Iterable[Row]:
    """A row for each claim, by where it stands."""
    return (row for _, rows in claims_by_text(knowledge, vocabulary, claim_ids) for row in rows)


def claims_by_text(
    knowledge: Knowledge, vocabulary: Vocabulary, claim_ids: ClaimIds
) -> Iterator[tuple[str, Iterable[Row]]]:
    """The same, by the name of the text that says it; what no text says comes last."""
    known = Known(
        {document.id: document.name for document in knowledge.documents},
        {entity.id: entity.label for entity in knowledge.entities},
        _premises(knowledge.facts, claim_ids),
    )
    return by_text(knowledge.facts, known, vocabulary, claim_ids)


def by_text(
    facts: Iterable[Fact], known: Known, vocabulary: Vocabulary, claim_ids: ClaimIds
) -> Iterator[tuple[str, Iterable[Row]]]:
    """The rows of facts, given what they say beside."""
    for (_, name), told in groupby(claims_in_place(facts, known, vocabulary, claim_ids), lambda found: found[0][:2]):
        yield name, (row for _, row in told)


def claims_in_place(
    facts: Iterable[Fact], known: Known, vocabulary: Vocabulary, claim_ids: ClaimIds
) -> Iterator[tuple[Place, Row]]:
    """The rows of facts, each with the place by which all rows are sorted."""
    lines = sorted((_place(line, known.texts), line) for line in _lines(facts, known.claims, claim_ids))
    return ((place, _row(line, known.texts, known.labels, vocabulary)) for place, line in lines)


def _premises(facts: Iterable[Fact], claim_ids: ClaimIds) -> Mapping[str, tuple[str, ...]]:
    wanted = {premise for fact in facts for premise in fact.premises}
    return {id: claim_ids(fact) for fact in facts if (id := fact.id) in wanted} if wanted else {}


def _lines(facts: Iterable[Fact], ids: Mapping[str, tuple[str, ...]], claim_ids: ClaimIds) -> Iterable[_Line]:
    """Gather what says the same thing at the same place, as the graph does."""
    found: dict[str, _Line] = {}
    for fact in facts:
        premises = tuple(id for premise in fact.premises for id in ids.get(premise, (premise,)))
        each = [(claim,) for claim in fact.claims] if fact.origin == "Stated" else [fact.claims]
        for id, claims in zip(claim_ids(fact), each, strict=True):
            old = found.get(id, _Line(id, (), (), ()))
            found[id] = _Line(id, (*old.facts, fact), old.claims + claims, old.premises + premises)
    return found.values()


def _place(line: _Line, names: Mapping[str, str]) -> Place:
    if not line.claims:
        return ("~", "", 0, 0, line.id)
    evidence = line.claims[0].evidence
    return ("", names[evidence.document], evidence.span.start, evidence.span.end, line.id)


def _row(line: _Line, names: Mapping[str, str], labels: Mapping[str, str], vocabulary: Vocabulary) -> Row:
    fact = line.fact
    return (
        line.id,
        fact.origin,
        *_entity(fact.subject, labels),
        fact.predicate,
        cell(vocabulary.terms[fact.predicate].zh),
        *_object(line, labels, vocabulary),
        *_manner(line),
        *_where(line, names),
        cell(_joined(f.rule for f in line.facts) or _joined(claim.evidence.cue for claim in line.claims)),
        _joined(line.premises),
    )


def _entity(id: str, labels: Mapping[str, str]) -> Row:
    kind, _, label = id.partition("/")
    return (kind, cell(labels.get(id, label)))


def _object(line: _Line, labels: Mapping[str, str], vocabulary: Vocabulary) -> Row:
    """Write object_kind to year."""
    thing = line.fact.object
    if isinstance(thing, Amount):
        words = _joined(getattr(claim.object, "as_written", "") for claim in line.claims) or thing.as_written
        material = _entity(thing.material, labels)[1]
        numbers = (_number(n) for n in (thing.value, thing.low, thing.high))
        return ("quantity", cell(words), *numbers, cell(thing.unit), material, thing.basis, cell(thing.year))
    if line.fact.predicate == "status":
        return ("status", vocabulary.statuses[thing].zh, *[""] * 6, max((c.year for c in line.claims), default=""))
    return (*_entity(thing, labels), *[""] * 7)


def _number(value: Decimal | None) -> str:
    """Write a number one way, however a text writes it: another may say the same (2.0, 2)."""
    text = "" if value is None else format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _manner(line: _Line) -> Row:
    """Write modality, phase and confidence; where two readings differ, what is said of now weighs more."""
    sure = [c.confidence for c in line.claims] if line.fact.origin == "Stated" else [f.confidence for f in line.facts]
    phases = sorted({claim.phase for claim in line.claims} - {""})
    return (
        min((claim.modality for claim in line.claims), default=""),
        cell(phases[0] if phases else ""),
        format(Decimal(str(round(max(sure), 4))), "f"),
    )


def _where(line: _Line, names: Mapping[str, str]) -> Row:
    if not line.claims:
        return ("", "", "", "")
    evidence = line.claims[0].evidence
    return (cell(names[evidence.document]), str(evidence.span.start), str(evidence.span.end), cell(evidence.quote))


def _joined(texts: Iterable[str]) -> str:
    return _BETWEEN.join(sorted(set(texts) - {""}))
