"""What lines make, where the next clause tells only how much: 建设2条铜箔生产线，年产能1万吨 are of copper foil."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from graph.extract.clauses import clause_start
from graph.extract.contents import contents
from graph.extract.draft import Draft
from graph.extract.items import Item
from graph.extract.line import Line, code
from graph.extract.materials import labelled
from graph.lexicon import Lexicon
from graph.lexicon.forms import is_known

_LINES = r"(?:生产线|产线|装置|生产装置|车间|机组)"
_MANY = rf"(?:{code('Q')}|[一两二三四五六七八九十]条)?"
_MADE_ON = re.compile(rf"({code('M')})(?:（[^）]{{1,12}}）)?的?(?:全?自动化?)?{_LINES}{_MANY}，$")
_NAMED = re.compile(rf"({code('P')}){_MANY}，$")
_PLANT = re.compile(r"(?:生产|加工|制造)?(?:厂|工厂|基地)$")
_LAST = re.compile(rf"{_LINES}$")


def on_lines(drafts: Iterable[Draft], current: Line, lexicon: Lexicon) -> Iterator[Draft]:
    """The drafts, a capacity without a material that of the lines which the clause before it ends with."""
    for draft in drafts:
        made = (
            _made(draft, current, lexicon)
            if draft.predicate == "capacity" and not (draft.object or draft.basis)
            else None
        )
        if made is None:
            yield draft
            continue
        at = current.view.start + made.start
        told = replace(draft, object=made, object_at=at, start=min(draft.start, at))
        yield told
        yield replace(told, predicate="produces", amount=None, unit="", basis="")


def _made(draft: Draft, current: Line, lexicon: Lexicon) -> Item | None:
    if draft.subject.kind == "Facility":
        return _of_plant(draft.subject, lexicon)
    if draft.subject.kind == "Project" and (own := _of_line(draft.subject, lexicon)) is not None:
        return own
    index = next((n for n, s in enumerate(current.slots) if current.view.start + s.end > draft.amount_at), 0)
    start = clause_start(current.text, index)
    before = current.text[:start]
    match = _MADE_ON.search(before) or _NAMED.search(before)
    if match is None or "，" in current.text[start:index]:
        return None
    items = current.slots[match.start(1)].items
    if len(items) != 1:
        return None
    return items[0] if items[0].kind == "Material" else _of_line(items[0], lexicon)


def _of_plant(plant: Item, lexicon: Lexicon) -> Item | None:
    """What a plant is called by (电解铝厂), if the thesaurus holds it."""
    stem = _PLANT.sub("", plant.text)
    if stem == plant.text or not is_known(stem, lexicon):
        return None
    end = plant.start + len(stem)
    return labelled(Item(plant.start, end, stem, "n", "Material", stem), lexicon)


def _of_line(project: Item, lexicon: Lexicon) -> Item | None:
    """The one product of a line that is named by it, if it does not say how much itself."""
    told = list(contents(project, lexicon)) if _LAST.search(project.name) and not project.reference else []
    return told[0].material if len(told) == 1 and told[0].amount is None and told[0].role == "" else None
