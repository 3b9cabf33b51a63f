"""Who undertakes the projects that raised money goes to: whoever raises it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph.extract.draft import Draft
from graph.extract.funded import RAISED, REGION, SPENT
from graph.extract.line import Line, code
from graph.extract.truth import intends
from graph.model import Modality

_CONFIDENCE = 0.9


def funders(lines: Sequence[Line], drafted: Sequence[Draft]) -> Iterator[Draft]:
    """Claims that who raises money undertakes the projects it goes to."""
    owned = {d.object_at for d in drafted if d.predicate == "undertakes"}
    for current in lines:
        raised = RAISED.search(current.text)
        if raised:
            yield from _of_line(current, raised, owned)


def _of_line(current: Line, raised: re.Match[str], owned: set[int]) -> Iterator[Draft]:
    whose = [
        n for n, slot in enumerate(current.slots[: raised.start()]) if slot.char == code("C") and len(slot.items) == 1
    ]
    if not whose:
        return
    company = current.slots[whose[-1]].items[0]
    at = current.view.start + current.slots[whose[-1]].start
    for spent in SPENT.finditer(current.text, raised.end()):
        region = REGION.match(current.text, spent.end())
        for slot in current.slots[spent.end() : region.end()] if region else ():
            for item in slot.items if slot.char == code("P") else ():
                start, end = current.view.start + item.start, current.view.start + item.end
                if not item.reference and start not in owned:
                    meant = current.view.text[: item.start]
                    modality: Modality = "Prospective" if intends(meant) or "拟" in meant else "Asserted"
                    yield Draft(company, at, "undertakes", item, start, at, end, "funded", _CONFIDENCE,
                                modality=modality, phase=item.phase)  # fmt: skip
