"""The lists an investment-promotion office keeps: opportunities, target enterprises, projects by chain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from graph.api import KnowledgeGraph
from graph.chain import Card, Evidence, Figure, Gap, Neighbour, Related
from graph.lexicon.tables import rows
from graph.messages import Language, Speaker
from graph.model import Entity
from graph.reports.sheets import Cell, Sheet, Value
from graph.vocab import default_directory

_AND = "、"
_KINDS = ("补链", "延链", "强链", "建链")
_EVIDENCE = ("quote", "document", "published")


def chains_in_play(known: KnowledgeGraph) -> tuple[str, ...]:
    """The labels of the reference chains of which texts state a product, those with most products first."""
    found = []
    for entity in known.record.entities:
        if entity.kind == "Chain":
            made = {r.statement.target for stage in known.chain(entity.id).stages for r in stage.producers}
            if made:
                found.append((-len(made), entity.label))
    return tuple(label for _, label in sorted(found))


def opportunities(known: KnowledgeGraph, language: Language, region: str | None = None) -> Sheet:
    """投资机会清单: each gap of each chain in play, with the reason and what stands beside it."""
    columns = ("chain", "stage", "step", "gap", "state", "missing", "upstream", "downstream", "reason", *_EVIDENCE)
    lines = (_opportunity(gap, known, language) for gap in _gaps(known, region))
    return Sheet("opportunities", columns, tuple(lines))


def _gaps(known: KnowledgeGraph, region: str | None) -> list[Gap]:
    """The gaps of the chains in play: links missing between others first, what is all to be built last."""
    found = [gap for chain in chains_in_play(known) for gap in known.gaps(chain, region) if gap.kind]
    return sorted(found, key=lambda gap: _KINDS.index(gap.kind))


def _opportunity(gap: Gap, known: KnowledgeGraph, language: Language) -> tuple[Cell, ...]:
    say, of = Speaker(language), known.index.vocabulary.terms
    stage = of[gap.stage].label(language) if gap.stage in of else ""
    return _cells(
        *(
            gap.chain.label,
            stage,
            gap.step.label,
            say(f"gap.{gap.kind}"),
            say(f"state.{gap.state}"),
        ),
        *(_names(n.material for n in gap.outputs), _made(gap.inputs), _users(gap, known), gap.reason(language)),
        *_words(gap.evidence),
    )


def _made(neighbours: Iterable[Neighbour]) -> str:
    """The neighbours that somebody makes, each with who: 电解铜（甲公司）."""
    present = (n for n in neighbours if n.present)
    return _AND.join(f"{n.material.label}（{_names(maker.name for maker in n.makers)}）" for n in present)


def _users(gap: Gap, known: KnowledgeGraph) -> str:
    """Who is stated to take in what the step gives out."""
    takers = (r.entity for n in gap.outputs for r in known.consumers(n.material.id) if r.origin != "Reference")
    return _names(takers)


def targets(known: KnowledgeGraph, language: Language, region: str | None = None) -> Sheet:
    """目标企业清单: companies the texts name for what is missing: makers elsewhere, users, makers of its feed."""
    columns = ("chain", "missing", "company", "role", "statement", *_EVIDENCE)
    found = dict.fromkeys(line for gap in _gaps(known, region) for line in _targets(gap, known, language))
    return Sheet("targets", columns, tuple(found))


def _targets(gap: Gap, known: KnowledgeGraph, language: Language) -> Iterator[tuple[Cell, ...]]:
    if gap.state == "Present":
        return
    for role, material, related in _around(gap, known):
        company = _company(related, known)
        if company is not None:
            said = known.index.told(related.statement)
            role_shown = Speaker(language)(f"role.{role}")
            yield _cells(gap.chain.label, material.label, company.label, role_shown, said, *_words(related.evidence))


def _around(gap: Gap, known: KnowledgeGraph) -> Iterator[tuple[str, Entity, Related]]:
    for neighbour in gap.outputs:
        yield from (("maker", neighbour.material, r) for r in known.producers(neighbour.material.id))
        yield from (("user", neighbour.material, r) for r in known.consumers(neighbour.material.id))
    for neighbour in gap.inputs:
        missing = gap.outputs[0].material if gap.outputs else neighbour.material
        yield from (("feeder", missing, r) for r in known.producers(neighbour.material.id))


def _company(related: Related, known: KnowledgeGraph) -> Entity | None:
    """The company that acts, or that undertakes the project that does; None if no text names one."""
    if related.origin == "Reference":
        return None
    if related.entity.kind == "Company":
        return related.entity
    owners = Card(related.entity, known.index).owners
    return next((owner.entity for owner in owners if owner.entity.kind == "Company"), None)


def projects(known: KnowledgeGraph, language: Language) -> Sheet:
    """产业链专班责任清单: every project by chain, with its 色卡 colour by status."""
    columns = ("chain", "project", "owner", "content", "capacity", "investment", "status", "card", "place", *_EVIDENCE)
    found = (Card(entity, known.index) for entity in known.record.entities if entity.kind == "Project")
    lines = (_project(card, known, language) for card in found)
    return Sheet("projects", columns, tuple(sorted(lines, key=lambda line: [str(one.value) for one in line[:2]])))


def _project(card: Card, known: KnowledgeGraph, language: Language) -> tuple[Cell, ...]:
    state = card.states[-1] if card.states else None
    status = known.index.vocabulary.statuses[state.status].label(language) if state else ""
    color, shown = _card(state.status if state else "", language)
    made = _names(related.entity for related in (*card.products, *card.inputs))
    owners = _names(related.entity for related in card.owners)
    capacity, investment = _figures(card, "capacity"), _figures(card, "investment")
    plain = _cells(_chains(card, known), card.label, owners, made, capacity, investment)
    words = _words(state.evidence if state else card.evidence)
    return (*plain, Cell(status), Cell(shown, color), *_cells(_names(r.entity for r in card.places), *words))


def _figures(card: Card, measure: str) -> str:
    def told(figure: Figure) -> str:
        return f"{figure.phase}{figure.amount.as_written}{figure.material}"

    return "；".join(dict.fromkeys(told(figure) for figure in card.figures if figure.predicate == measure))


def _chains(card: Card, known: KnowledgeGraph) -> str:
    """The chains texts say it, or its owner, belongs to; else, in brackets, those of the steps of its products."""
    owners = (Card(owner.entity, known.index) for owner in card.owners)
    if own := [related.entity for one in (card, *owners) for related in one.chains]:
        return _names(own)
    made = {r.entity.id for r in card.products} | {b for r in card.products for b in r.entity.broader}
    steps = (step for step in known.record.steps if made & set(step.materials("output")))
    found = dict.fromkeys(chain for step in steps for chain in step.chains)
    return "".join(f"（{known.index.label(chain)}）" for chain in sorted(found))


@cache
def _cards() -> dict[str, tuple[str, str, str]]:
    table = rows(default_directory() / "status-cards.csv", "status", "color", "zh", "en")
    return {row["status"]: (row["color"], row["zh"], row["en"]) for row in table}


def _card(status: str, language: Language) -> tuple[str, str]:
    color, zh, en = _cards().get(status, ("", "", ""))
    return color, en if language == "en" else zh


def _names(entities: Iterable[Entity]) -> str:
    return _AND.join(dict.fromkeys(entity.label for entity in entities))


def _words(evidence: tuple[Evidence, ...]) -> tuple[str, str, str]:
    """The first words of a text, with where they stand."""
    first = next((e for e in evidence if e.quote), None)
    if first is None:
        return "", "", ""
    return first.quote, first.document.title or first.document.name, first.document.published


def _cells(*values: Value) -> tuple[Cell, ...]:
    return tuple(map(Cell, values))
