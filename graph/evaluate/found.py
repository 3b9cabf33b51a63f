"""What a graph holds of one text, as far as it can be compared with a gold annotation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from graph.evaluate.rules import norm
from graph.model import Amount
from graph.record import Record, Statement


@dataclass(frozen=True, slots=True)
class Thing:
    """An entity with its names, made comparable."""

    id: str
    kind: str
    label: str
    names: frozenset[str]

    @classmethod
    def of(cls, kind: str, label: str, *names: str) -> Thing:
        """A thing by its names.

        >>> Thing.of("Company", "云峰镍业有限公司", "云峰镍业").id
        'company/云峰镍业有限公司'
        """
        return cls(f"{kind.lower()}/{label}", kind, label, frozenset(norm(name) for name in (label, *names)))


@dataclass(frozen=True, slots=True)
class Said:
    """What is said: by the words of the text (`stated`), or only following from it."""

    subject: str
    predicate: str
    object: str | Amount
    stated: bool = True
    confidence: float = 1.0
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """The things that a text names and what is said of them; `implied` are ids of what only follows from its words."""

    things: Mapping[str, Thing]
    said: tuple[Said, ...] = ()
    implied: frozenset[str] = frozenset()

    @classmethod
    def of(cls, things: Iterable[Thing], said: Iterable[Said] = ()) -> Found:
        """Whatever an extractor gave.

        >>> Found.of([Thing.of("Material", "镍")]).label("material/镍")
        '镍'
        """
        return cls({thing.id: thing for thing in things}, tuple(said))

    def label(self, id: str) -> str:
        """What a thing is called."""
        return self.things[id].label if id in self.things else id

    def show(self, said: Said) -> str:
        """What is said, in one line.

        >>> Found.of(()).show(Said("甲公司", "produces", "镍"))
        '甲公司 produces 镍'
        """
        amount = said.object
        what = self.label(amount) if isinstance(amount, str) else f"{amount.as_written} {self.label(amount.material)}"
        return f"{self.label(said.subject)} {said.predicate} {what.strip()}"


def found(record: Record) -> dict[str, Found]:
    """What a record holds of each text, by the name of the text without folder and ending.

    >>> from graph import example
    >>> sorted(found(example().record))
    ['a', 'b']
    """
    names = {source.id: PurePosixPath(source.name).stem for source in record.sources}
    things = {e.id: Thing(e.id, e.kind, e.label, _names(e.label, *e.names, *e.english)) for e in record.entities}
    told, mentioned, gathered = _by_text(record), _mentioned(record), {}
    for id, name in names.items():
        said = tuple(said for one in told[id] for said in _said(one, id))
        named = mentioned[id] | {end for one in said if one.stated for end in _ends(one)}
        implied = {end for one in said for end in _ends(one)} - named
        gathered[name] = Found({i: things[i] for i in sorted(named | implied) if i in things}, said, frozenset(implied))
    return gathered


def _names(*names: str) -> frozenset[str]:
    return frozenset(map(norm, names))


def _by_text(record: Record) -> dict[str, list[Statement]]:
    """The statements of each text; one that follows from others is of the texts that these are of."""
    by_claim = {claim.id: one for one in record.statements for claim in one.claims}
    texts: dict[str, frozenset[str]] = {}

    def of(one: Statement) -> frozenset[str]:
        if one.id not in texts:
            texts[one.id] = frozenset()  # ends a circle of premises
            own = {claim.document for claim in one.claims if claim.document}
            before = (of(by_claim[id]) for id in one.premises if id in by_claim)
            texts[one.id] = frozenset(own).union(*before)
        return texts[one.id]

    told: dict[str, list[Statement]] = defaultdict(list)
    for one in record.statements:
        if one.origin != "Reference":
            for text in of(one):
                told[text].append(one)
    return told


def _said(one: Statement, text: str) -> Iterable[Said]:
    claims = [claim for claim in one.claims if claim.document == text]
    best = max(claims, key=lambda claim: (claim.confidence, claim.id), default=None)
    stated = one.origin == "Stated" and best is not None
    confidence = best.confidence if best else one.confidence
    yield Said(one.subject, one.predicate, one.object, stated, confidence, best.quote if best else "")


def _ends(said: Said) -> tuple[str, ...]:
    """The ids of what is spoken of."""
    return said.subject, said.object if isinstance(said.object, str) else said.object.material


def _mentioned(record: Record) -> dict[str, set[str]]:
    """The things that each text names."""
    mentioned: dict[str, set[str]] = defaultdict(set)
    for entity, text in record.mentions:
        mentioned[text].add(entity)
    return mentioned
