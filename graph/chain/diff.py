"""What one graph says that another does not: added, removed, changed, further on, contradicted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from graph.chain.audit.figures import conflicts, number
from graph.chain.audit.finding import Finding
from graph.chain.audit.numbers import overlap
from graph.chain.audit.tables import table
from graph.chain.flows import Chain, index_of
from graph.chain.index import Evidence, Index, first_words
from graph.chain.results import Results, Row
from graph.chain.settings import rated
from graph.messages import Language, Speaker
from graph.model import Amount, Entity
from graph.record import Statement

_ORDER = ("contradicted", "resolved", "changed", "progressed", "regressed", "added", "removed", "entity+", "entity-")


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two graphs.

    `kind` is "added" or "removed" (a statement), "entity+" or "entity-" (an entity that texts speak of), "changed" (a
    figure with another number), "progressed" or "regressed" (the status of a project), "contradicted" (figures that
    cannot both hold, which the new graph has and the old had not) or "resolved" (the other way round). `before` and
    `after` are the words behind the old and the new side; of an entity, of what is said of it.
    """

    kind: str
    subject: Entity
    zh: str
    en: str
    before: tuple[Evidence, ...] = ()
    after: tuple[Evidence, ...] = ()

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The words of both sides, the new first."""
        return tuple(dict.fromkeys((*self.after, *self.before)))

    def text(self, language: Language = "zh") -> str:
        """The difference in a sentence."""
        return self.en if language == "en" else self.zh

    def record(self) -> Row:
        """Its row in a table."""
        row: Row = {"kind": self.kind, "subject": self.subject.label, "text_zh": self.zh, "text_en": self.en}
        before = first_words(self.before)
        return row | first_words(self.after) | {"quote_before": before["quote"], "document_before": before["document"]}


def diff(old: Chain, new: Chain) -> Results[Change]:
    """What texts say in the new graph and not in the old one, and the other way round.

    Things are compared by their names, so that the same texts built again, or under other file names, give nothing.

    >>> from graph import example
    >>> known = example()
    >>> diff(known.flows, known.flows)
    ()
    """
    before, after = index_of(old), index_of(new)
    same = _same(before, after)
    here, there = _Side(before, same), _Side(after, {})
    found = [*_entities(here, there), *_figures(here, there), *_statuses(here, there), *_others(here, there)]
    found += _contradictions(here, there)
    return Results(sorted(found, key=lambda c: (_ORDER.index(c.kind), c.subject.kind, c.subject.id, c.zh)))


Key = tuple[str, ...]
Words = tuple[Evidence, ...]


class _Side:
    """One graph, with the ids under which the other knows its entities."""

    def __init__(self, index: Index, same: Mapping[str, str]) -> None:
        self.index, self._same = index, same
        self.figures: dict[Key, list[Statement]] = defaultdict(list)
        self.statuses: dict[Key, list[Statement]] = defaultdict(list)
        self.others: dict[Key, Statement] = {}
        self.told: dict[str, list[Statement]] = defaultdict(list)
        for statement in index.record.statements:
            if statement.origin == "Stated":
                self._take(statement)
                thing = statement.object.material if isinstance(statement.object, Amount) else statement.object
                for id in {statement.subject, thing} & index.entities.keys():
                    self.told[id].append(statement)

    def id(self, id: str) -> str:
        return self._same.get(id, id)

    def entity(self, id: str) -> Entity:
        return self.index.entities[id]

    def _take(self, statement: Statement) -> None:
        subject, phases = self.id(statement.subject), _phases(statement)
        if isinstance(statement.object, Amount):
            for phase in phases:
                self.figures[(subject, statement.predicate, *_measured(statement, self), phase)].append(statement)
        elif statement.predicate == "status":
            for phase in phases:
                self.statuses[subject, phase].append(statement)
        else:
            self.others[subject, statement.predicate, self.id(statement.target)] = statement

    def words(self, statements: Iterable[Statement]) -> tuple[Evidence, ...]:
        return tuple(dict.fromkeys(e for s in statements for e in self.index.evidence(s)))

    def quotes(self) -> frozenset[str]:
        return frozenset(claim.quote for s in self.index.record.statements for claim in s.claims)


def _phases(statement: Statement) -> tuple[str, ...]:
    return tuple(sorted({said.phase for said in statement.claims})) or ("",)


def _measured(statement: Statement, side: _Side) -> Key:
    amount = statement.amount
    unit = rated(amount.unit, statement.predicate)
    return side.id(amount.material), amount.basis, amount.year, unit


def _same(old: Index, new: Index) -> dict[str, str]:
    """Entities of the old graph that the new one knows by another of their names; where one could be two, none is."""
    pairs: dict[str, set[str]] = defaultdict(set)
    for entity in old.record.entities:
        if entity.id not in new.entities:
            names = {entity.label, *entity.names}
            alike = {e for name in names for e in new.named(name, entity.kind) if names & {e.label, *e.names}}
            pairs[entity.id] = {e.id for e in alike if e.id not in old.entities}
    back: dict[str, set[str]] = defaultdict(set)
    for id, found in pairs.items():
        for other in found:
            back[other].add(id)
    return {id: next(iter(f)) for id, f in pairs.items() if len(f) == 1 and len(back[next(iter(f))]) == 1}


def _told(kind: str, subject: Entity, words: tuple[Words, Words], **values: str) -> Change:
    """Put a change into words; a value whose name ends in _en takes the place of the Chinese one in English."""
    english = {name.removesuffix("_en"): value for name, value in values.items() if name.endswith("_en")}
    chinese = {name: value for name, value in values.items() if not name.endswith("_en")} | {"subject": subject.label}
    key = f"diff.{kind.replace('+', '.new').replace('-', '.gone')}"
    zh, en = Speaker("zh")(key, **chinese), Speaker("en")(key, **(chinese | english))
    return Change(kind, subject, zh, en, *words)


def _entities(old: _Side, new: _Side) -> Iterator[Change]:
    """What one side alone has something to say of."""
    gone = {old.id(id): id for id in old.told}
    for id in new.told.keys() - gone.keys():
        entity = new.entity(id)
        kind = new.index.vocabulary.kinds[entity.kind]
        yield _told("entity+", entity, ((), new.words(new.told[id])), what=kind.zh, what_en=kind.en)
    for id in gone.keys() - new.told.keys():
        entity = old.entity(gone[id])
        kind = old.index.vocabulary.kinds[entity.kind]
        yield _told("entity-", entity, (old.words(old.told[gone[id]]), ()), what=kind.zh, what_en=kind.en)


def _figures(old: _Side, new: _Side) -> Iterator[Change]:
    for key in old.figures.keys() | new.figures.keys():
        mine, theirs = _by_number(old.figures.get(key, ())), _by_number(new.figures.get(key, ()))
        gone, come = [mine[n] for n in mine if n not in theirs], [theirs[n] for n in theirs if n not in mine]
        if len(gone) == len(come) == 1 and not _agree(gone[0], come[0], new.index):
            yield _changed(old, new, gone[0], come[0])
        else:
            yield from (_one("removed", old, statement) for statement in gone)
            yield from (_one("added", new, statement) for statement in come)


def _by_number(statements: Iterable[Statement]) -> dict[Key, Statement]:
    numbers = ((s.amount.value, s.amount.low, s.amount.high) for s in statements)
    return {tuple(map(str, n)): s for n, s in zip(numbers, statements, strict=True)}


def _agree(one: Statement, other: Statement, index: Index) -> bool:
    """Whether they are one number in two wordings (超80%, 80%以上)."""
    known = table(index.vocabulary.directory)
    first, second = (number(s.amount, s.claims[0].quote, known) for s in (one, other))
    return overlap(first, second)


def _changed(old: _Side, new: _Side, gone: Statement, come: Statement) -> Change:
    zh, en = _measure(come, new)
    words = old.words((gone,)), new.words((come,))
    values = {"first": gone.amount.as_written, "second": come.amount.as_written}
    return _told("changed", new.entity(come.subject), words, measure=zh, measure_en=en, **values)


def _measure(statement: Statement, side: _Side) -> tuple[str, str]:
    """What a figure measures, in Chinese and English."""
    amount, term = statement.amount, side.index.vocabulary.terms[statement.predicate]
    material = side.index.label(amount.material) if amount.material else ""
    of = [part for part in (material, amount.year, *_phases(statement)) if part]
    return term.zh + (f"（{'，'.join(of)}）" if of else ""), term.en + (f" ({', '.join(of)})" if of else "")


def _one(kind: str, side: _Side, statement: Statement) -> Change:
    """A statement that one side alone has."""
    words = side.words((statement,))
    both = ((), words) if kind == "added" else (words, ())
    if isinstance(statement.object, Amount):
        zh, en = _measure(statement, side)
        thing = thing_en = statement.object.as_written
    else:
        term = side.index.vocabulary.terms[statement.predicate]
        status = side.index.vocabulary.statuses.get(statement.target)
        zh, en = term.zh, term.en
        thing = status.zh if status else side.index.label(statement.target)
        thing_en = status.en if status else thing
    return _told(
        kind, side.entity(statement.subject), both, relation=zh, relation_en=en, thing=thing, thing_en=thing_en
    )


def _statuses(old: _Side, new: _Side) -> Iterator[Change]:
    for key in old.statuses.keys() | new.statuses.keys():
        mine, theirs = old.statuses.get(key, []), new.statuses.get(key, [])
        before, after = _furthest(mine, old.index), _furthest(theirs, new.index)
        if before and after and before.target != after.target:
            yield _moved(old, new, before, after)
            continue
        had, has = ({s.target for s in told} for told in (mine, theirs))
        yield from (_one("removed", old, s) for s in mine if s.target not in has)
        yield from (_one("added", new, s) for s in theirs if s.target not in had)


def _furthest(statements: Iterable[Statement], index: Index) -> Statement | None:
    order = list(index.vocabulary.statuses)
    return max(statements, key=lambda s: order.index(s.target), default=None)


def _moved(old: _Side, new: _Side, before: Statement, after: Statement) -> Change:
    """Forwards or backwards; to be suspended is no progress."""
    terms = new.index.vocabulary.statuses
    order = ["Suspended", *(name for name in terms if name != "Suspended")]
    kind = "progressed" if order.index(after.target) > order.index(before.target) else "regressed"
    values = {"first": terms[before.target].zh, "second": terms[after.target].zh}
    english = {"first_en": terms[before.target].en, "second_en": terms[after.target].en}
    words = old.words((before,)), new.words((after,))
    return _told(kind, new.entity(after.subject), words, **values, **english)


def _others(old: _Side, new: _Side) -> Iterator[Change]:
    yield from (_one("added", new, new.others[key]) for key in new.others.keys() - old.others.keys())
    yield from (_one("removed", old, old.others[key]) for key in old.others.keys() - new.others.keys())


def _contradictions(old: _Side, new: _Side) -> Iterator[Change]:
    """Figures that cannot both hold, which one graph has and the other has not."""
    mine, theirs = _conflicts(old), _conflicts(new)
    quotes = {"old": old.quotes(), "new": new.quotes()} if mine.keys() != theirs.keys() else {}
    for key in theirs.keys() - mine.keys():
        yield _contradiction("contradicted", *theirs[key], quotes["old"])
    for key in mine.keys() - theirs.keys():
        yield _contradiction("resolved", *mine[key], quotes["new"])


def _conflicts(side: _Side) -> dict[Key, tuple[Entity, Finding]]:
    found = ((f.subject, f) for f in conflicts(side.index) if f.subject is not None)
    return {(side.id(subject.id), f.kind, f.zh): (subject, f) for subject, f in found}


def _contradiction(kind: str, subject: Entity, found: Finding, quotes: frozenset[str]) -> Change:
    """What the other graph quotes too stands on its side, the rest on this one."""
    there = tuple(e for e in found.evidence if e.quote in quotes)
    here = tuple(e for e in found.evidence if e.quote not in quotes)
    sides = (there, here) if kind == "contradicted" else (here, there)
    return Change(kind, subject, found.zh, found.en, *sides)
