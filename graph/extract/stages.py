"""How far a project is, of all that one text tells of its stages: signed in March, begun in June, it is being built."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.extract.draft import Draft
from graph.extract.items import Item

_WORKS = ("UnderConstruction", "Completed", "InProduction")
_LEFT_BEHIND_BY = {  # what is approved may still be but planned
    "Planned": frozenset({"Signed", *_WORKS}),
    "Signed": frozenset(_WORKS),
    "Approved": frozenset(_WORKS),
    "UnderConstruction": frozenset(_WORKS[1:]),
    "Completed": frozenset(_WORKS[2:]),
}
_PASSED = "the text tells of a later stage / 已进入更后的阶段"


def passed_stages(drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The drafts, those refused that tell a stage which the same project, or phase of it, has left behind."""
    reached: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    several = _of_several(drafts)
    for draft in drafts:
        if draft.predicate == "status" and not draft.refused and draft.subject.name not in several:
            reached[_whose(draft)].add(str(draft.object))
    for draft in drafts:
        passed = draft.predicate == "status" and not draft.refused
        later = _LEFT_BEHIND_BY.get(str(draft.object), frozenset()) & reached[_whose(draft)] if passed else None
        yield replace(draft, refused=_PASSED) if later else draft


def _of_several(drafts: Sequence[Draft]) -> set[str]:
    """Names that projects of several owners share in one text: each is as far as it is."""
    owners = {
        (d.object.name, d.subject.name) for d in drafts if d.predicate == "undertakes" and isinstance(d.object, Item)
    }
    return {name for name, times in Counter(name for name, _ in owners).items() if times > 1}


def _whose(draft: Draft) -> tuple[str, str]:
    return draft.subject.name, draft.phase
