"""Judging what a graph says of one text: each annotated thing found or not, each thing said right or not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from graph.evaluate import cause
from graph.evaluate.found import Found, Said
from graph.evaluate.gold import Gold, Measured
from graph.evaluate.match import Match
from graph.evaluate.rules import rules
from graph.model import Amount

Side = Literal["gold", "found"]
Verdict = tuple[bool | None, str]  # right, and if not, the cause
HELD = frozenset({"value", "kind", "subject", "unit"})
_PARTS = ("material", "bounds", "basis")


@dataclass(frozen=True, slots=True)
class Judgement:
    """One thing judged: annotated (`side` is "gold", was it found?) or said by the graph ("found", is it right?).

    `right` is None where it is neither asked for nor wrong. `measure` is entities, relations, quantities, status,
    direction or parts; `name` the class, relation or kind; `cause` is "" where all is well.
    """

    document: str
    measure: str
    name: str
    side: Side
    right: bool | None
    what: str
    cause: str = ""
    confidence: float = 1.0
    quote: str = ""


def judge(gold: Gold, found: Found) -> tuple[Judgement, ...]:
    """Compare what a graph holds of a text with its annotation.

    >>> from graph.evaluate.found import Thing
    >>> from graph.evaluate.gold import Named
    >>> [j.right for j in judge(Gold("a", (Named("Material", ("镍",)),)), Found.of([Thing.of("Material", "镍")]))]
    [True, True]
    """
    match = Match(gold, found, rules())
    judges = (_wanted_entities, _named_entities, _wanted_relations, _wanted_quantities, _wanted_states, _all_said)
    return tuple(one for each in judges for one in each(match))


def _wanted_entities(match: Match) -> Iterator[Judgement]:
    for one in match.gold.entities:
        if not one.optional and match.gold.judges(one.kind):
            right = bool(match.means(one))
            why = "" if right else cause.missed_entity(match, one.names, one.kind)
            yield Judgement(match.gold.name, "entities", one.kind, "gold", right, one.names[0], why)


def _named_entities(match: Match) -> Iterator[Judgement]:
    for thing in match.found.things.values():
        if match.gold.judges(thing.kind) and thing.id not in match.found.implied:
            one = match.entity(thing)
            neutral = one.optional if one else match.within_a_name(thing)
            right = None if neutral else one is not None
            why = cause.extra_entity(match, thing) if right is False else ""
            yield Judgement(match.gold.name, "entities", thing.kind, "found", right, thing.label, why)


def _wanted_relations(match: Match) -> Iterator[Judgement]:
    for wanted in match.gold.relations:
        name = wanted.relations[0]
        if not wanted.optional and match.gold.judges(name):
            right = any(match.relation(wanted, said) for said in match.found.said)
            why = "" if right else cause.missed_relation(match, wanted)
            what = f"{wanted.subjects[0]} {name} {wanted.objects[0]}"
            yield Judgement(match.gold.name, "relations", name, "gold", right, what, why)


def _wanted_quantities(match: Match) -> Iterator[Judgement]:
    for wanted in match.gold.quantities:
        if not wanted.optional and match.gold.judges("quantities"):
            told = [match.parts(wanted, said) for said in match.found.said]
            held = [parts for parts in told if parts >= HELD]
            name, what = wanted.kinds[0], f"{wanted.subjects[0]} {wanted.kinds[0]} {wanted.written}"
            why = "" if held else cause.missed_quantity(match, wanted)
            yield Judgement(match.gold.name, "quantities", name, "gold", bool(held), what, why)
            if held:
                yield from _parts(match, wanted, held, what)


def _parts(match: Match, wanted: Measured, held: Iterable[frozenset[str]], what: str) -> Iterator[Judgement]:
    asked = {"material": wanted.materials[0] != "", "bounds": bool(wanted.bound), "basis": bool(wanted.bases)}
    for part in _PARTS:
        if asked[part]:
            right = any(part in parts for parts in held)
            yield Judgement(match.gold.name, "parts", part, "gold", right, what, "" if right else f"wrong-{part}")


def _wanted_states(match: Match) -> Iterator[Judgement]:
    for wanted in match.gold.states:
        if not wanted.optional and match.gold.judges("status"):
            right = any(match.state(wanted, said) for said in match.found.said)
            why, name = "" if right else cause.missed_state(match, wanted), wanted.statuses[0]
            what = f"{wanted.subjects[0]} status {name}"
            yield Judgement(match.gold.name, "status", name, "gold", right, what, why)


def _all_said(match: Match) -> Iterator[Judgement]:
    for said in match.found.said:
        if said.stated:
            yield from _said(match, said)


def _said(match: Match, said: Said) -> Iterator[Judgement]:
    if isinstance(said.object, Amount):
        if match.gold.judges("quantities"):
            yield _told(match, said, "quantities", _quantity(match, said))
    elif said.predicate == "status":
        if match.gold.judges("status"):
            yield _told(match, said, "status", _state(match, said), said.object)
    elif match.gold.judges(said.predicate):
        verdict = _relation(match, said)
        yield _told(match, said, "relations", verdict)
        turned = verdict[1] == "reversed-direction"
        if said.predicate in match.rules.flow and (turned or cause.match_known(match, said)):
            yield _told(match, said, "direction", verdict if turned else (True, ""))


def _told(match: Match, said: Said, measure: str, verdict: Verdict, name: str = "") -> Judgement:
    what, name = match.found.show(said), name or said.predicate
    return Judgement(match.gold.name, measure, name, "found", verdict[0], what, verdict[1], said.confidence, said.quote)


def _quantity(match: Match, said: Said) -> Verdict:
    fits = [one for one in match.gold.quantities if match.parts(one, said) >= HELD]
    if any(not one.optional for one in fits):
        return True, ""
    if fits or said.predicate in match.rules.not_judged:
        return None, ""
    return False, cause.extra_quantity(match, said)


def _state(match: Match, said: Said) -> Verdict:
    fits = [one for one in match.gold.states if match.state(one, said)]
    if any(not one.optional for one in fits):
        return True, ""
    return (None, "") if fits else (False, cause.extra_state(match, said))


def _relation(match: Match, said: Said) -> Verdict:
    fits = [one for one in match.gold.relations if match.relation(one, said)]
    if any(not one.optional for one in fits):
        return True, ""
    if fits or match.follows_from(said):
        return None, ""
    return False, cause.extra_relation(match, said)
