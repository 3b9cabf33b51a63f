"""What a cue of flows comes to for the goods it tells of: recycled or consumed, recovered or made, or only used."""

from __future__ import annotations

from graph.extract.items import Item
from graph.lexicon import Lexicon
from graph.lexicon.forms import family, is_waste

_READ = frozenset({"takes", "uses", "recovers", "madeFrom", "consumes"})
_BUILT_IN = frozenset({"EndProduct", "Component"})
_COMPANY = "Company"


def sorted_out(predicate: str, thing: Item | str, lexicon: Lexicon) -> str:
    """What "takes", "uses" and "recovers" come to: waste is recycled, feed consumed, what is recovered produced."""
    if predicate not in _READ:
        return predicate
    if isinstance(thing, Item) and is_waste(thing.name, lexicon):
        return "recycledFrom" if predicate == "madeFrom" else "recycles"
    if predicate in {"madeFrom", "consumes"}:
        return predicate
    return "produces" if predicate == "recovers" else "consumes"


def is_only_used(predicates: str, who: Item, thing: Item | str, lexicon: Lexicon) -> bool:
    """Whether what a cue of use tells of is no feedstock: machines (采购叉车), or goods that a project is built with.

    A company builds them into what it makes (采购电池); a project is built with them (采用光伏组件).
    """
    if "uses" not in predicates.split("+") or not isinstance(thing, Item):
        return False
    kind, *kinds = family(thing.name, lexicon) or ("",)
    if who.kind != _COMPANY and kind == "EndProduct":
        return True
    return kind in _BUILT_IN and any(lexicon.is_(label, "capital") for label in kinds)
