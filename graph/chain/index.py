"""A record, opened: every entity by its names, every statement by its ends, every claim with the words behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from graph.chain.names import Names, folded
from graph.chain.results import Row
from graph.errors import QueryError
from graph.model import Amount, Entity, Kind, Link, Origin
from graph.record import Matter, Record, Said, Source, Statement, Step
from graph.vocab import Vocabulary

_SUGGESTED = 3
_NOBODY, _UNKNOWN = Source("", ""), Matter()


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that say it and where they stand; for domain knowledge, `sources` are what it cites.

    `start` and `end` count code points of the text as read. `confidence` is that of the claim, 0 to 1. `origin`
    is that of the claim quoted: what is derived shows the stated claims it rests on.
    """

    quote: str
    document: Source
    start: int = 0
    end: int = 0
    confidence: float = 1.0
    origin: Origin = "Stated"
    modality: str = ""
    phase: str = ""
    sources: tuple[str, ...] = ()

    def __str__(self) -> str:
        if not self.quote:
            return "；".join(self.sources)
        told = "，".join(filter(None, (self.document.title or self.document.name, self.document.published)))
        return f"“{self.quote}”（{told}）"


class Index:
    """What analyses ask of a record. Names are compared without regard to case and outer spaces.

    >>> from graph.vocab import load
    >>> index = Index(Record(entities=(Entity("material/镍", "Material", "镍", english=("nickel",)),)), load())
    >>> index.find("Nickel").id
    'material/镍'
    """

    def __init__(self, record: Record, vocabulary: Vocabulary) -> None:
        self.record, self.vocabulary = record, vocabulary
        self.entities: Mapping[str, Entity] = {entity.id: entity for entity in record.entities}
        self.sources: Mapping[str, Source] = {source.id: source for source in record.sources}
        self.steps: Mapping[str, Step] = {step.id: step for step in record.steps}
        self._about, self._of = defaultdict[str, list[Statement]](list), defaultdict[str, list[Statement]](list)
        self._claims: dict[str, Statement] = {}
        for statement in record.statements:
            self._about[statement.subject].append(statement)
            if isinstance(statement.object, str):
                self._of[statement.object].append(statement)
            self._claims.update((claim.id, statement) for claim in statement.claims)
        self.names = Names((name, e.id) for e in record.entities for name in (e.label, *e.names, *e.english))
        self._narrower: dict[str, list[str]] = defaultdict(list)
        for entity in record.entities:
            for broader in entity.broader:
                self._narrower[broader].append(entity.id)

    def about(self, id: str, *predicates: str) -> tuple[Statement, ...]:
        """The statements whose subject it is, of these predicates or of all."""
        return tuple(s for s in self._about.get(id, ()) if not predicates or s.predicate in predicates)

    def of(self, id: str, *predicates: str) -> tuple[Statement, ...]:
        """The statements whose object it is, of these predicates or of all."""
        return tuple(s for s in self._of.get(id, ()) if not predicates or s.predicate in predicates)

    def owner(self, actor: str) -> str:
        """The only owner of a project or facility, who stands for it; else the actor itself."""
        owners = {statement.subject for statement in self.of(actor, "undertakes", "operates")}
        return owners.pop() if len(owners) == 1 else actor

    def is_named(self, id: str) -> bool:
        """Whether a text says anything of it; what only domain knowledge holds is not named."""
        return any(s.origin != "Reference" for s in (*self._about.get(id, ()), *self._of.get(id, ())))

    def matter(self, id: str) -> Matter:
        """What domain knowledge says of a material, nothing if it does not know it."""
        return self.record.matter.get(id, _UNKNOWN)

    def label(self, id: str) -> str:
        """The name of an entity, or of what has only an id."""
        entity = self.entities.get(id)
        return entity.label if entity is not None else id.partition("/")[2] or id

    def named(self, name: str, *kinds: Kind) -> tuple[Entity, ...]:
        """The entities of a name in Chinese or English; those called so first, then those also called so."""
        key = folded(name)
        found = [e for e in map(self.entities.__getitem__, self.names.ids(key)) if not kinds or e.kind in kinds]
        return tuple(sorted(found, key=lambda e: (folded(e.label) != key, kinds.index(e.kind) if kinds else 0, e.id)))

    def kinds(self, id: str) -> tuple[str, ...]:
        """The concepts right below this one."""
        return tuple(self._narrower.get(id, ()))

    def narrower(self, id: str) -> tuple[str, ...]:
        """Every concept that is a kind of this one, nearest first."""
        found: dict[str, None] = {}
        waiting = [id]
        while waiting:
            below = [narrow for one in waiting for narrow in self._narrower.get(one, ()) if narrow not in found]
            found.update(dict.fromkeys(below))
            waiting = below
        return tuple(found)

    def by(self, *predicates: str) -> Iterator[Statement]:
        """The statements of these predicates, whoever they are about, in the order of the record."""
        return (statement for statement in self.record.statements if statement.predicate in predicates)

    def links(self, id: str) -> tuple[Link, ...]:
        """Why names were taken to mean an entity."""
        return tuple(link for link in self.record.links if link.entity == id)

    def claimed(self, claim: str) -> Statement | None:
        """The statement that a claim of this id is of."""
        return self._claims.get(claim)

    def relation(self, predicate: str) -> str:
        """The Chinese label of a relation or measure."""
        term = self.vocabulary.terms.get(predicate)
        return term.zh if term is not None else predicate

    def told(self, statement: Statement) -> str:
        """A statement as a short sentence: subject, relation, object."""
        thing = statement.object
        shown = thing.as_written if isinstance(thing, Amount) else self.label(thing)
        return f"{self.label(statement.subject)} {self.relation(statement.predicate)} {shown}"

    def find(self, name: str, *kinds: Kind) -> Entity:
        """The entity of an id or a name, the first of these kinds that has it.

        Raises:
            QueryError: none has it; the message names the nearest.
        """
        entity = self.entities.get(name)
        if entity is not None and (not kinds or entity.kind in kinds):
            return entity
        found = self.named(name, *kinds)
        if not found:
            raise QueryError(self._missing(name), name, self._advice(name, kinds))
        return found[0]

    def _missing(self, name: str) -> str:
        others = dict.fromkeys(self.vocabulary.kinds[entity.kind] for entity in self.named(name))
        if not others:
            return "no such name in this graph / 图谱中没有这个名称"
        en, zh = ", ".join(term.en for term in others), "、".join(term.zh for term in others)
        return f"is a name of another kind: {en} / 是别类事物的名称：{zh}"

    def _advice(self, name: str, kinds: tuple[Kind, ...]) -> str:
        close = self.suggest(name, *kinds)
        return f"did you mean {'、'.join(close)}?" if close else "look inside names with search"

    def suggest(self, name: str, *kinds: Kind) -> tuple[str, ...]:
        """The labels of the entities whose names are nearest to one that nobody has."""
        key = folded(name)
        named = ((k, self.entities[id]) for k in self.names for id in self.names.ids(k))
        known = {k: e for k, e in named if not kinds or e.kind in kinds}
        inside = sorted((k for k in known if key and (key in k or k in key) and len(k) > 1), key=lambda k: (len(k), k))
        close = [*get_close_matches(key, sorted(known), _SUGGESTED, 0.5), *inside]
        return tuple(dict.fromkeys(known[k].label for k in close))[:_SUGGESTED]

    def search(self, text: str, *kinds: Kind) -> tuple[Entity, ...]:
        """The entities with this text inside one of their names: whole names, then beginnings, then shorter labels."""
        key = folded(text)
        found: dict[str, tuple[int, int, str]] = {}
        for name in self.names.inside(key):
            for id in self.names.ids(name):
                rank = (0 if name == key else 1 if name.startswith(key) else 2, len(self.entities[id].label), id)
                found[id] = min(rank, found.get(id, rank))
        ids = sorted(found, key=lambda id: found[id])
        return tuple(e for e in map(self.entities.__getitem__, ids) if not kinds or e.kind in kinds)

    def evidence(self, statement: Statement) -> tuple[Evidence, ...]:
        """The words behind a statement; behind a derived one, those of what it follows from."""
        return tuple(dict.fromkeys(self._behind(statement, frozenset())))

    def _behind(self, statement: Statement, seen: frozenset[str]) -> Iterator[Evidence]:
        for claim in statement.claims:
            if claim.quote:
                yield self._quoted(claim, statement)
        if statement.sources:
            yield Evidence("", _NOBODY, origin=statement.origin, sources=statement.sources)
        for premise in statement.premises:
            ground = self.claimed(premise)
            if ground is not None and ground.id not in seen:
                yield from self._behind(ground, seen | {statement.id})

    def _quoted(self, said: Said, statement: Statement) -> Evidence:
        document = self.sources.get(said.document, Source(said.document, said.document))
        place = (said.start, said.end, said.confidence)
        return Evidence(said.quote, document, *place, statement.origin, said.modality, said.phase)


def first_words(evidence: tuple[Evidence, ...]) -> Row:
    """The columns that show evidence in a row: the first words, where they stand, and how many there are."""
    if not evidence:
        return {"quote": "", "document": "", "published": "", "evidence": 0}
    first = evidence[0]
    shown = first.quote or "；".join(first.sources)
    row: Row = {"quote": shown, "document": first.document.title or first.document.name}
    return row | {"published": first.document.published, "evidence": len(evidence)}


@dataclass(frozen=True, slots=True)
class Backed:
    """What rests on one statement."""

    statement: Statement
    index: Index = field(repr=False, compare=False)

    @property
    def predicate(self) -> str:
        """The relation or measure, as the statement reads ("A madeFrom B")."""
        return self.statement.predicate

    @property
    def origin(self) -> Origin:
        """Stated by a text, derived from what is stated, or reference knowledge."""
        return self.statement.origin

    @property
    def confidence(self) -> float:
        """That of its surest claim, 0 to 1."""
        return self.statement.confidence

    @property
    def phase(self) -> str:
        """The phase of a project it is said of, "" if none."""
        return next((claim.phase for claim in self.statement.claims if claim.phase), "")

    @property
    def year(self) -> str:
        """The year a text gives for a status, "" if none does."""
        return max((claim.year for claim in self.statement.claims), default="")

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The words that say it."""
        return self.index.evidence(self.statement)


def origins(wanted: Origin | Iterable[Origin] | None) -> frozenset[str]:
    """The grounds asked for: one, several, or all.

    >>> sorted(origins(None)), sorted(origins("Stated"))
    (['Derived', 'Reference', 'Stated'], ['Stated'])

    Raises:
        QueryError: there is no such ground.
    """
    known = {"Stated", "Derived", "Reference"}
    found = {wanted} if isinstance(wanted, str) else known if wanted is None else set(wanted)
    if not found <= known:
        raise QueryError(
            "no such origin / 没有这种来源", "、".join(sorted(found - known)), f"give {', '.join(sorted(known))}"
        )
    return frozenset(found)
