"""Lines and plants that a project builds: what is said of them is said of the project (项目新建年产3万吨铜箔生产线)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from graph.extract import subject
from graph.extract.clauses import clause_start
from graph.extract.draft import Draft
from graph.extract.items import Item
from graph.extract.line import Line, code
from graph.lexicon import Lexicon

_BUILDS = re.compile(
    r"(?:建设|新建|投建|扩建|改建|购置|新上|新增|布局|规划建|拟建|将建)(?:内容|规模)?(?:为|包括|有|：|了|的)?[^，。；：]{0,8}$"
)
_FIELD = re.compile(r"[^，。；：]{1,12}：")
Whole = tuple[Item, int]  # the project, and where it begins in the normalised text


def of_wholes(drafts: Iterable[Draft], current: Line, before: tuple[Line, ...], lexicon: Lexicon) -> Iterator[Draft]:
    """The drafts of a line, those of a part of a project told of the project."""
    wholes = dict(_wholes(current, before, lexicon))
    for draft in drafts:
        yield _of_whole(draft, wholes) if wholes else draft


def built(current: Line, before: tuple[Line, ...], lexicon: Lexicon) -> bool:
    """Whether a line tells of parts that a project builds."""
    return any(_wholes(current, before, lexicon))


def _wholes(current: Line, before: tuple[Line, ...], lexicon: Lexicon) -> Iterator[tuple[int, Whole]]:
    """Where parts stand in the text, and the project each belongs to."""
    for index, slot in enumerate(current.slots):
        verb = _BUILDS.search(current.text, clause_start(current.text, index), index)
        if slot.char != code("P") or verb is None or not all(lexicon.ends(i.text, "part") for i in slot.items):
            continue
        kinds = "P" if _FIELD.match(current.text) else "CP"  # in a list of fields, who builds stands between
        found = subject.find(current, verb.start(), kinds, before, lexicon)
        whole = found.slot.items[0] if found and len(found.slot.items) == 1 else None
        if found and whole and whole.kind == "Project" and not lexicon.ends(whole.name, "part"):
            for part in slot.items:
                yield current.view.start + part.start, (whole, found.line.view.start + whole.start)


def _of_whole(draft: Draft, wholes: Mapping[int, Whole]) -> Draft:
    if draft.subject_at in wholes and draft.subject.kind == "Project":
        whole, at = wholes[draft.subject_at]
        draft = _as_far_as(replace(draft, subject=whole, subject_at=at, phase=draft.phase or whole.phase), whole, at)
    if isinstance(draft.object, Item) and draft.object.kind == "Project" and draft.object_at in wholes:
        whole, at = wholes[draft.object_at]
        draft = _as_far_as(replace(draft, object=whole, object_at=at), whole, at)
    return draft


def _as_far_as(draft: Draft, whole: Item, at: int) -> Draft:
    """The claim with words that hold the name of the whole."""
    return replace(draft, start=min(draft.start, at), end=max(draft.end, at + len(whole.text)))
