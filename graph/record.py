"""What a written graph holds, read back: statements with the words behind them. All analysis starts from a `Record`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.model import Amount, Entity, Flow, Link, Origin, Rejection, digest


@dataclass(frozen=True, slots=True)
class Source:
    """A text, by what its graph tells of it. `published` is as the text gives it, "" where it does not."""

    id: str
    name: str
    title: str = ""
    publisher: str = ""
    published: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of a text as rules read it: one width, no layout.

    `offsets[i]` is the place in the text of character i; one more ends it. `block` numbers its paragraph.
    """

    document: str
    text: str
    offsets: tuple[int, ...]
    words: str
    block: int = 0

    def quote(self, start: int = 0, end: int | None = None) -> tuple[int, int, str]:
        """Where the characters from start to end stand in the text, and the words there.

        >>> Told("d", "镍 5万吨", (7, 8, 9, 10, 11, 12), "镍 ５万吨").quote(2)
        (9, 12, '５万吨')
        """
        first, last = self.offsets[start], self.offsets[(len(self.text) if end is None else end) - 1] + 1
        return first, last, self.words[first - self.offsets[0] : last - self.offsets[0]]


@dataclass(frozen=True, slots=True)
class Said:
    """A claim: one sentence that says it. `start` and `end` count code points of the text as read, half-open.

    What a group's name or a step of domain knowledge says has no `modality`; a claim that rests on other
    claims only has no words of its own, and `document` and `quote` are "".
    """

    id: str
    document: str = ""
    start: int = 0
    end: int = 0
    quote: str = ""
    confidence: float = 1.0
    modality: str = ""
    phase: str = ""
    cue: str = ""
    year: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """What the graph says, on one kind of ground, with every claim behind it.

    `premises` are ids of the claims it follows from, or of the reference steps; `rule` says how it follows;
    `sources` are the citations of domain knowledge.
    """

    subject: str
    predicate: str
    object: str | Amount
    origin: Origin
    claims: tuple[Said, ...] = ()
    premises: tuple[str, ...] = ()
    rule: str = ""
    sources: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """A hash of what is said and on what ground."""
        return digest(self.subject, self.predicate, repr(self.object), self.origin)

    @property
    def confidence(self) -> float:
        """That of its surest claim, 0 to 1."""
        return max((claim.confidence for claim in self.claims), default=1.0)

    @property
    def amount(self) -> Amount:
        """The quantity it states.

        Raises:
            TypeError: it states none.
        """
        if isinstance(self.object, str):
            raise TypeError(f"{self.predicate} states no quantity")
        return self.object

    @property
    def target(self) -> str:
        """The id of the entity, or the name of the status, it states.

        Raises:
            TypeError: it states a quantity.
        """
        if isinstance(self.object, Amount):
            raise TypeError(f"{self.predicate} states a quantity")
        return self.object


@dataclass(frozen=True, slots=True)
class Matter:
    """What domain knowledge says of a material: its sorts (Waste, Reagent, …) and the elements it is known to hold."""

    types: frozenset[str] = frozenset()
    elements: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Step:
    """A reference step: what it takes in and gives out, in which chains, at which stage, and where that was read.

    `names` are its other Chinese names.
    """

    id: str
    label: str
    english: str = ""
    chains: tuple[str, ...] = ()
    stage: str = ""
    flows: tuple[Flow, ...] = ()
    sources: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    def materials(self, role: str) -> tuple[str, ...]:
        """The ids of its materials of a role: "input", "output" or "byproduct"."""
        return tuple(flow.material for flow in self.flows if flow.role == role)


@dataclass(frozen=True, slots=True)
class Record:
    """All of a graph, in a fixed order.

    `links` tell why a name was taken to mean an entity, `rejections` which words were not taken as a claim, and why;
    `mentions` are pairs of an entity and a text that names it.
    """

    sources: tuple[Source, ...] = ()
    entities: tuple[Entity, ...] = ()
    statements: tuple[Statement, ...] = ()
    steps: tuple[Step, ...] = ()
    links: tuple[Link, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    matter: Mapping[str, Matter] = field(default_factory=dict)
    mentions: tuple[tuple[str, str], ...] = ()
