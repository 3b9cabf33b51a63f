"""At which stage of a chain each entity stands: from reference steps where they know it, else from its neighbours."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from graph.model import Entity, Process
from graph.page.view import View
from graph.stages import LAST, stages_of
from graph.vocab import Vocabulary

# Where a group stands of which no stage is known; what is joined to nothing that flows stands nowhere.
USUAL, UNKNOWN = "MaterialMaking", -1
ROUNDS = 6
RECOVERED = frozenset({"recycles", "recycledFrom"})


def stages(view: View, processes: Iterable[Process], vocabulary: Vocabulary) -> tuple[dict[str, int], frozenset[str]]:
    """A stage number for every entity, and which of them are known rather than guessed from what they join.

    >>> from graph.vocab import load
    >>> stages(View((), (), (), ()), (), load())
    ({}, frozenset())
    """
    names = list(vocabulary.concepts("Stage"))
    table = {material: names.index(stage) for material, stage in stages_of(processes, vocabulary).items()}
    known = {e.id: table[e.id] for e in view.entities if e.id in table}
    known |= _by_broader(view.entities, table)
    known |= dict.fromkeys(_waste(view), names.index(LAST))
    found = _spread(view, known)
    usual, joined = names.index(USUAL), {end for a in view.inner for end in (a.source, a.target)}
    guessed = {e.id: usual if e.id in joined else UNKNOWN for e in view.entities}
    return guessed | found, frozenset(known)


def _by_broader(entities: Iterable[Entity], table: Mapping[str, int]) -> dict[str, int]:
    """A material that no step names stands where the nearest wider one does."""
    found = {}
    for entity in entities:
        wider = (b if "/" in b else f"material/{b}" for b in entity.broader)
        stage = next((table[b] for b in wider if b in table), None)
        if stage is not None and entity.id not in table:
            found[entity.id] = stage
    return found


def _waste(view: View) -> set[str]:
    """What is only ever recovered from, and made by nobody in the picture."""
    recovered = {s.object for s in view.statements if s.predicate in RECOVERED}
    return recovered - {a.target for a in view.arrows if a.flows}


def _spread(view: View, known: Mapping[str, int]) -> dict[str, int]:
    """Neighbours lend their stage: what an entity leads to first, then what leads to it, then any other."""
    after, before, beside = _neighbours(view)
    found = dict(known)
    for _ in range(ROUNDS):
        lent = {}
        for entity in view.chain:
            if entity.id not in found:
                stage = _lent(entity.id, found, after, before, beside)
                if stage is not None:
                    lent[entity.id] = stage
        if not lent:
            break
        found |= lent
    return found


Near = Mapping[str, list[str]]


def _neighbours(view: View) -> tuple[Near, Near, Near]:
    after: dict[str, list[str]] = defaultdict(list)
    before: dict[str, list[str]] = defaultdict(list)
    beside: dict[str, list[str]] = defaultdict(list)
    for arrow in view.inner:
        (after if arrow.flows else beside)[arrow.source].append(arrow.target)
        (before if arrow.flows else beside)[arrow.target].append(arrow.source)
    return after, before, beside


def _lent(id: str, found: Mapping[str, int], after: Near, before: Near, beside: Near) -> int | None:
    for near, choose in ((after, min), (before, max), (beside, min)):
        stages = [found[n] for n in near.get(id, ()) if n in found]
        if stages:
            return choose(stages)
    return None
