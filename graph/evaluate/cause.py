"""Why something annotated was not found, or something said is not right: one cause each, the most telling first."""

from __future__ import annotations

from collections.abc import Iterator

from graph.evaluate.found import Said, Thing
from graph.evaluate.gold import Measured, Relation, State
from graph.evaluate.match import Match
from graph.model import Amount

# In the order in which they are told; the words for each stand in ontology/messages.csv.
CAUSES = (
    "entity-missed",
    "reversed-direction",
    "wrong-relation",
    "wrong-subject",
    "wrong-head",
    "wrong-quantity",
    "wrong-unit",
    "wrong-kind",
    "wrong-status",
    "not-read",
    "extra-entity",
    "extra",
)
_IN, _OUT, _FROM, _TO = "in", "out", "from", "to"


def reversed_flow(match: Match, wanted: Relation, said: Said) -> bool:
    """Whether something said turns the direction of an annotated flow: taken in for given out, or ends exchanged."""
    flow = match.rules.flow
    ours, theirs = {flow.get(name, "") for name in wanted.relations}, flow.get(said.predicate, "")
    subjects, objects = match.any_of(wanted.subjects), match.any_of(wanted.objects)
    if theirs in (_IN, _OUT):
        return said.subject in subjects and said.object in objects and bool(ours & {_IN, _OUT} - {theirs})
    exchanged = said.subject in objects and said.object in subjects
    return bool(theirs) and theirs in ours and exchanged


def missed_relation(match: Match, wanted: Relation) -> str:
    """Why an annotated relation was not found."""
    subjects, objects = match.any_of(wanted.subjects), match.any_of(wanted.objects)
    if not subjects or not objects:
        return "entity-missed"
    stated = [said for said in match.found.said if said.stated]
    if any(reversed_flow(match, wanted, said) for said in stated):
        return "reversed-direction"
    for said in stated:
        if said.subject in subjects and said.object in objects:
            return "wrong-relation"
    names = frozenset[str]().union(*map(match.rules.fits, wanted.relations))
    same = [said for said in stated if said.predicate in names]
    if any(said.subject in subjects and _overlap(match, said.object, objects) for said in same):
        return "wrong-head"
    if any(said.object in objects and not match_known(match, said) for said in same):
        return "wrong-subject"
    return "not-read"


def match_known(match: Match, said: Said) -> bool:
    """Whether something said is annotated, required or not."""
    return any(match.relation(wanted, said) for wanted in match.gold.relations)


def extra_relation(match: Match, said: Said) -> str:
    """Why a relation that is said is not right."""
    judged = [wanted for wanted in match.gold.relations if not wanted.optional]
    if any(reversed_flow(match, wanted, said) for wanted in match.gold.relations):
        return "reversed-direction"
    if not _annotated(match, said.subject) or not (isinstance(said.object, str) and _annotated(match, said.object)):
        near = any(_wrong_head(match, wanted, said) for wanted in judged)
        return "wrong-head" if near else "extra-entity"
    for wanted in match.gold.relations:
        subjects, objects = match.any_of(wanted.subjects), match.any_of(wanted.objects)
        if said.subject in subjects and said.object in objects:
            return "wrong-relation"
    for wanted in match.gold.relations:
        if _says(match, wanted, said) and said.object in match.any_of(wanted.objects):
            return "wrong-subject"
    return "extra"


def _says(match: Match, wanted: Relation, said: Said) -> bool:
    return any(said.predicate in match.rules.fits(name) for name in wanted.relations)


def _wrong_head(match: Match, wanted: Relation, said: Said) -> bool:
    """Whether one end is right and the other only shares words with the annotated one."""
    if not _says(match, wanted, said) or not isinstance(said.object, str):
        return False
    subjects, objects = match.any_of(wanted.subjects), match.any_of(wanted.objects)
    return (said.subject in subjects and _shares(match, said.object, wanted.objects)) or (
        said.object in objects and _shares(match, said.subject, wanted.subjects)
    )


def _shares(match: Match, id: str, names: tuple[str, ...]) -> bool:
    """Whether a thing and a name hold one another, or begin or end alike."""
    thing = match.found.things.get(id)
    wanted = [match.rules.bare(name) for name in names]
    have = [match.rules.bare(name) for name in (thing.names if thing else ())]
    return any(a in b or b in a or a[-2:] == b[-2:] or a[:2] == b[:2] for a in wanted for b in have)


def _overlap(match: Match, object: str | Amount, objects: frozenset[str]) -> bool:
    names = tuple(match.found.label(id) for id in sorted(objects))
    return isinstance(object, str) and object not in objects and _shares(match, object, names)


def _annotated(match: Match, id: str) -> bool:
    thing = match.found.things.get(id)
    return thing is not None and (match.entity(thing) is not None or match.within_a_name(thing))


def missed_quantity(match: Match, wanted: Measured) -> str:
    """Why an annotated quantity was not found with its subject."""
    if not match.any_of(wanted.subjects):
        return "entity-missed"
    told = [match.parts(wanted, said) for said in match.found.said]
    for cause, parts in _NEAR:
        if any(parts <= have for have in told):
            return cause
    return "not-read"


_NEAR = (
    ("wrong-unit", frozenset({"value", "kind", "subject"})),
    ("wrong-subject", frozenset({"value", "kind", "unit"})),
    ("wrong-kind", frozenset({"value", "subject", "unit"})),
    ("wrong-quantity", frozenset({"kind", "subject", "unit", "material"})),
)


def extra_quantity(match: Match, said: Said) -> str:
    """Why a quantity that is said is not right."""
    if not _annotated(match, said.subject):
        return "extra-entity"
    told = [match.parts(wanted, said) for wanted in match.gold.quantities]
    return next((cause for cause, parts in _NEAR[:3] if any(parts <= have for have in told)), "extra")


def missed_state(match: Match, wanted: State) -> str:
    """Why an annotated status was not found."""
    subjects = match.any_of(wanted.subjects)
    if not subjects:
        return "entity-missed"
    other = any(said.predicate == "status" and said.subject in subjects for said in match.found.said)
    return "wrong-status" if other else "not-read"


def extra_state(match: Match, said: Said) -> str:
    """Why a status that is said is not right."""
    if not _annotated(match, said.subject):
        return "extra-entity"
    states = (state for state in match.gold.states if said.subject in match.any_of(state.subjects))
    return "wrong-status" if any(states) else "extra"


def missed_entity(match: Match, names: tuple[str, ...], kind: str) -> str:
    """Why an annotated entity was not found."""
    return (
        "wrong-head" if any(_shares_name(match, names, thing) for thing in _unknown(match, kind)) else "entity-missed"
    )


def extra_entity(match: Match, thing: Thing) -> str:
    """Why an entity that is named is not right."""
    missing = (
        one for one in match.gold.entities if not match.means(one) and match.rules.same_kind(one.kind, thing.kind)
    )
    if any(_shares_name(match, one.names, thing) for one in missing):
        return "wrong-head"
    named = any(not {match.rules.bare(n) for n in one.names}.isdisjoint(thing.names) for one in match.gold.entities)
    return "wrong-kind" if named else "extra"


def _unknown(match: Match, kind: str) -> Iterator[Thing]:
    things = match.found.things.values()
    return (t for t in things if match.rules.same_kind(kind, t.kind) and match.entity(t) is None)


def _shares_name(match: Match, names: tuple[str, ...], thing: Thing) -> bool:
    return _shares(match, thing.id, names)
