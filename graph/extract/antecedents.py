"""What a reference becomes: the phase it stands in, the pair it points into, and its name."""

from __future__ import annotations

from dataclasses import replace

from graph.extract.items import Item, Items

_TWO = 2
_JOINS = frozenset({"和", "与", "及", "以及"})


def phase_before(items: Items, index: int) -> str:
    """The phase a sentence is about that opens with it (某项目（一期）投产，项目投资3亿元)."""
    named = [i for i in items[:index] if i.kind == "Project"]
    return named[0].phase if len(named) == 1 and items[index].text == "项目" and named[0].text.endswith("）") else ""


def with_phase(items: Items, index: int) -> bool:
    """Whether a word qualifies 项目, and its phase follows (某集团投资的新能源汽车项目一期)."""
    before, after = items[max(0, index - 1)], items[index + 1 : index + 2]
    return bool(after and after[0].phase) and (before.kind == "Material" or before.tag == "n") and before.text != "项目"


def is_project(item: Item) -> bool:
    """Whether an item names a project itself."""
    return item.kind == "Project" and not item.reference


def pair_of(items: Items) -> Items:
    """The last two names of one kind that a word joins, with the word."""
    for index in range(len(items) - 2, 0, -1):
        first, joint, second = items[index - 1 : index + 2]
        if joint.text in _JOINS and first.kind == second.kind and first.kind and first.label and second.label:
            return first, joint, second
    return ()


def two_of(items: Items) -> Items:
    """The only two projects told so far, or the only two companies, as a pair (甲县A项目、乙县B项目动工，前者由……)."""
    for kind in ("Project", "Company"):
        named = [item for item in items if item.kind == kind and not item.reference and item.label]
        if len({item.label for item in named}) == len(named) == _TWO:
            return named[0], named[0], named[1]
    return ()


def named_after(item: Item, antecedent: Item | None, kind: str) -> Item:
    """The reference under its antecedent's name; without one it stays an unresolved reference."""
    label = antecedent.label if antecedent is not None else ""
    return replace(item, kind=kind, label=label, names=())
