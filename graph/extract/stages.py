"""How far a project is, of all that one text tells of its stages: signed in March, begun in June, it is being built."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
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
_SPENT = "sta-spent"  # what was spent so far does not tell that works go on (拟终止，累计投入3亿元)
_PASSED = "the text tells of a later stage / 已进入更后的阶段"


def passed_stages(drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The drafts, those refused that tell a stage which the same project, or phase of it, has left behind.

    Of works that stop and go on again the last told counts (2020年开工，去年停工).
    """
    reached: defaultdict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    several = _of_several(drafts)
    for draft in drafts:
        counts = draft.predicate == "status" and not draft.refused and not draft.cue.startswith(_SPENT)
        if counts and draft.subject.name not in several:
            told = reached[_whose(draft)]
            told[str(draft.object)] = max(draft.end, told.get(str(draft.object), 0))
    for draft in drafts:
        passed = draft.predicate == "status" and not draft.refused and _is_passed(draft, reached[_whose(draft)])
        yield replace(draft, refused=_PASSED) if passed else draft


def _is_passed(draft: Draft, reached: Mapping[str, int]) -> bool:
    """Whether one of the stages reached, each with where it is told last, comes after that of a draft."""
    state = str(draft.object)
    going = [end for stage, end in reached.items() if stage in _WORKS]
    if state == "Suspended":
        return any(end > draft.end for end in going)
    stopped = state in _WORKS and reached.get("Suspended", 0) > max(going, default=0)
    return stopped or bool(_LEFT_BEHIND_BY.get(state, frozenset()) & reached.keys())


def _of_several(drafts: Sequence[Draft]) -> set[str]:
    """Names that projects of several owners share in one text: each is as far as it is."""
    owners = {
        (d.object.name, d.subject.name) for d in drafts if d.predicate == "undertakes" and isinstance(d.object, Item)
    }
    return {name for name, times in Counter(name for name, _ in owners).items() if times > 1}


def _whose(draft: Draft) -> tuple[str, str]:
    return draft.subject.name, draft.phase
