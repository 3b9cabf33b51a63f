"""Projects that a company's own report tells of without saying whose they are: that company's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph.extract.announce import OWNING, SERVES
from graph.extract.clauses import clause_start
from graph.extract.draft import Draft
from graph.extract.items import Item
from graph.extract.line import Line, Slot, code
from graph.extract.truth import intends

_TOLD = frozenset({"status", "investment", "area"})
_OTHERS = re.compile(r"中标|订单|合同|供货|发往|交付|客户|应用于|承接|配套|招标|采购于|参与|助力|服务")
_CONFIDENCE = 0.75
_REACH, _OPENS, _AFTER = 500, 4, 8


def own_works(lines: Sequence[Line], drafted: Sequence[Draft]) -> Iterator[Draft]:
    """Claims that whoever a report is of undertakes the unowned projects that it tells the state or the cost of.

    Not of those in a sentence or a paragraph that tells of another company, nor of what it only supplies.
    """
    if not lines or not lines[0].view.reporter:
        return
    passed = [draft for draft in drafted if not draft.refused]
    owned = {d.object.label for d in drafted if d.predicate in OWNING and isinstance(d.object, Item)}
    told = {draft.subject.label for draft in passed if draft.predicate in _TOLD} - owned
    nearest: Item | None = None
    at, block, other, leads = 0, -1, False, False
    for current in lines:
        other = other and current.view.block == block and leads
        block, firms = current.view.block, [n for n, slot in enumerate(current.slots) if slot.char == code("C")]
        leads = bool(firms) and firms[0] < _OPENS  # whom a sentence opens with the next one may tell of as well
        for index, slot in enumerate(current.slots):
            if slot.char == code("C") and slot.items:
                company = slot.items[-1]
                other = company.label != current.view.reporter
                nearest, at = (nearest, at) if other else (company, current.view.start + company.start)
            elif nearest is not None and not other and slot.char == code("P") and not _is_served(current, index):
                yield from _claims(slot, nearest, at, current, told)


def _claims(slot: Slot, company: Item, at: int, current: Line, told: set[str]) -> Iterator[Draft]:
    for item in slot.items:
        start, end = current.view.start + item.start, current.view.start + item.end
        if item.reference or item.label not in told or start - at > _REACH:
            continue
        told.discard(item.label)
        intended = intends(current.view.text[: item.start])
        yield Draft(company, at, "undertakes", item, start, min(at, start), end, "own-works", _CONFIDENCE,
                    modality="Prospective" if intended else "Asserted", phase=item.phase)  # fmt: skip


def _is_served(current: Line, index: int) -> bool:
    """Whether a clause tells of what is supplied to works, or done at them."""
    near = current.text[clause_start(current.text, index) : index + _AFTER]
    return bool(_OTHERS.search(near) or SERVES.search(near))
