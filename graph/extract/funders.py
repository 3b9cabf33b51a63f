"""Who undertakes the projects that raised money goes to: whoever raises it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.extract.draft import Draft
from graph.extract.funded import RAISED, spent_on
from graph.extract.items import Item
from graph.extract.line import Line, code
from graph.extract.truth import intends
from graph.model import Modality

_CONFIDENCE = 0.9
_NEAR = 3


def funders(lines: Sequence[Line], drafted: Sequence[Draft]) -> Iterator[Draft]:
    """Claims that who raises money undertakes the projects it goes to."""
    owned = {d.object_at for d in drafted if d.predicate == "undertakes"}
    for index, current in enumerate(lines):
        raised = RAISED.search(current.text)
        told = _company(current, raised.start()) if raised else None
        if raised and (whose := told or _before(lines, index)) is not None:
            yield from _of_line(current, whose, owned)


def _company(current: Line, end: int) -> tuple[Item, int] | None:
    """The last company that a line names before a place in it, and where."""
    before = enumerate(current.slots[:end])
    found = [slot for _, slot in before if slot.char == code("C") and len(slot.items) == 1]
    return (found[-1].items[0], current.view.start + found[-1].start) if found else None


def _before(lines: Sequence[Line], index: int) -> tuple[Item, int] | None:
    """The only company that the sentences right before in the same paragraph tell of."""
    near = [line for line in lines[max(0, index - _NEAR) : index] if line.view.block == lines[index].view.block]
    found = [found for line in near if (found := _company(line, len(line.slots))) is not None]
    named = {item.name for line in near for slot in line.slots if slot.char == code("C") for item in slot.items}
    return found[-1] if found and len(named) == 1 else None


def _of_line(current: Line, whose: tuple[Item, int], owned: set[int]) -> Iterator[Draft]:
    company, at = whose
    for begin, finish in spent_on(current.text):
        for slot in current.slots[begin:finish]:
            for item in slot.items if slot.char == code("P") else ():
                start, end = current.view.start + item.start, current.view.start + item.end
                if not item.reference and start not in owned:
                    meant = current.view.text[: item.start]
                    modality: Modality = "Prospective" if intends(meant) or "拟" in meant else "Asserted"
                    yield Draft(company, at, "undertakes", item, start, at, end, "funded", _CONFIDENCE,
                                modality=modality, phase=item.phase, carried=at < current.view.start)  # fmt: skip
