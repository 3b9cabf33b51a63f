"""How far a project is, of all that one text tells of its stages: signed in March, begun in June, it is being built."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.extract.draft import Draft

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
    for draft in drafts:
        if draft.predicate == "status" and not draft.refused:
            reached[_whose(draft)].add(str(draft.object))
    for draft in drafts:
        passed = draft.predicate == "status" and not draft.refused
        later = _LEFT_BEHIND_BY.get(str(draft.object), frozenset()) & reached[_whose(draft)] if passed else None
        yield replace(draft, refused=_PASSED) if later else draft


def _whose(draft: Draft) -> tuple[str, str]:
    return draft.subject.name, draft.phase
