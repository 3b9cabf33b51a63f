"""Which names mean the same thing: each decision a link with a score and a reason, none of them silent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from operator import attrgetter

from graph.lexicon import Lexicon
from graph.model import Entity, Extraction, Key, Link, Name, Resolution
from graph.resolve.companies import link_companies
from graph.resolve.groups import SAME_NAME, Groups
from graph.resolve.materials import material_entity
from graph.resolve.names import names_of
from graph.resolve.places import link_chains, link_parks
from graph.resolve.projects import link_projects

__all__ = ["SAME_NAME", "meanings", "names_of", "resolve", "resolve_names", "short_names"]

_EXPLAINED = 0.9  # a short form read in the text that gives the full name


def resolve(extractions: Sequence[Extraction], lexicon: Lexicon) -> Resolution:
    """Join the names of all documents into entities."""
    ordered = sorted(extractions, key=lambda e: (e.document.name, e.document.id))
    found = resolve_names((name for extraction in ordered for name in names_of(extraction)), lexicon)
    return replace(found, links=(*found.links, *short_names(ordered, found)))


def resolve_names(names: Iterable[Name], lexicon: Lexicon) -> Resolution:
    """Join names into entities.

    Companies and projects join by rules that say why; recorded judgements (judgements.csv) overrule them.
    """
    ordered = sorted(names, key=attrgetter("text", "document", "kind", "label"))
    groups = Groups()
    for name in ordered:
        groups.add(name.key, name.surfaces)
    link_companies(groups, ordered, lexicon)
    link_parks(groups, lexicon)
    link_chains(groups, lexicon)
    link_projects(groups, ordered, lexicon)
    groups.judge(lexicon.judgements)
    return _resolution(groups, lexicon)


def short_names(extractions: Sequence[Extraction], found: Resolution) -> Iterator[Link]:
    """Why a short form that a text explains or uses means the company it means there."""
    decided = {(link.document, link.label) for link in found.links}
    for extraction in extractions:
        document, used = extraction.document.id, {(m.surface, m.label) for m in extraction.mentions}
        for short, full, reason in extraction.aliases:
            entity = found.of.get((document, "Company", full))
            new = short != full and (short, full) in used and (document, short) not in decided
            if new and entity is not None:
                yield Link(document, short, entity, _EXPLAINED, reason)


def meanings(found: Resolution) -> dict[Key, tuple[str, float, str]]:
    """Of each name its entity, and why it is that one: how sure, and in words."""
    why: dict[tuple[str, str, str], list[tuple[float, str]]] = defaultdict(list)
    for link in found.links:  # names of several kinds in the order of these
        why[link.document, link.label, link.entity].append((link.score, link.reason))
    return {key: (entity, *why[key[0], key[2], entity].pop(0)) for key, entity in sorted(found.of.items())}


def _resolution(groups: Groups, lexicon: Lexicon) -> Resolution:
    entities: dict[str, Entity] = {}
    of: dict[Key, str] = {}
    links: list[Link] = []
    for members in groups.sets():
        entity = _entity(groups, members, lexicon)
        entity = _distinct(entity, entities)
        entities[entity.id] = _merged(entities[entity.id], entity) if entity.id in entities else entity
        of.update(dict.fromkeys(members, entity.id))
        links.extend(Link(d, label, entity.id, *groups.why((d, kind, label))) for d, kind, label in sorted(members))
    return Resolution(tuple(entities[i] for i in sorted(entities)), of, tuple(links))


def _entity(groups: Groups, members: frozenset[Key], lexicon: Lexicon) -> Entity:
    kind = min(k for _, k, _ in members)
    label = groups.label(members)
    names = groups.names(members)
    if kind == "Material":
        return material_entity(label, names, lexicon)
    term = lexicon.terms.get(label)
    if kind == "Chain" and term is not None and term.kind == "Chain":
        return Entity(term.id, "Chain", term.label, _others(term.label, (*term.names, *names)), term.english)
    return Entity(f"{kind.lower()}/{label}", kind, label, _others(label, names))


def _others(label: str, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(names) - {label, ""}))


def _merged(one: Entity, other: Entity) -> Entity:
    names = _others(one.label, (*one.names, *other.names))
    return Entity(one.id, one.kind, one.label, names, one.english, one.broader, one.formula)


def _distinct(entity: Entity, entities: Mapping[str, Entity]) -> Entity:
    """Two projects of one name that are not one project get ids of their own."""
    if entity.kind != "Project" or entity.id not in entities:
        return entity
    count = 2
    while f"{entity.id}~{count}" in entities:
        count += 1
    return Entity(f"{entity.id}~{count}", entity.kind, entity.label, entity.names)
