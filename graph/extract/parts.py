"""Lines and plants that a project builds: what is said of them is said of the project (项目新建年产3万吨铜箔生产线)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from graph.extract import subject
from graph.extract.amounts import has_amount
from graph.extract.asides import says_again
from graph.extract.clauses import clause_start
from graph.extract.draft import Draft
from graph.extract.items import Item
from graph.extract.line import AMOUNTS, Line, code
from graph.lexicon import Lexicon

_BUILDS = re.compile(
    r"(?:建设|新建|投建|扩建|改建|购置|新上|新增|布局|规划建|拟建|将建|含|包含|包括|涵盖)(?:内容|规模)?(?:主要)?(?:为|包括|有|了|的)?：?[^，。；：]{0,8}$"
)
_GOES_ON = re.compile(rf"(?:同时|以及|及|和)?(?:年产|日产|月产|配套|配套建设)?[{AMOUNTS}{code('Q')}]?的?")
_ENDS = re.compile("[。；]")
_FIELD = re.compile(r"[^，。；：]{1,12}：")
Whole = tuple[Item, int]  # the project, and where it begins in the normalised text


def of_wholes(drafts: Iterable[Draft], current: Line, before: tuple[Line, ...], lexicon: Lexicon) -> Iterator[Draft]:
    """The drafts of a line, those of a part of a project told of the project."""
    wholes = _wholes(current, before, lexicon)
    for draft in drafts:
        yield _of_whole(draft, wholes) if wholes else draft


def built(current: Line, before: tuple[Line, ...], lexicon: Lexicon) -> bool:
    """Whether a line tells of parts that a project builds."""
    return bool(_wholes(current, before, lexicon))


def as_one(
    found: subject.Found | None, current: Line, before: tuple[Line, ...], lexicon: Lexicon
) -> subject.Found | None:
    """The first of several parts that a project builds, for what is told after them is told of the whole."""
    if found is None or not found.distance or found.line is not current or len(found.slot.items) == 1:
        return found
    parts = all(lexicon.ends(item.text, "part") for item in found.slot.items) and built(current, before, lexicon)
    return replace(found, slot=found.slot._replace(items=found.slot.items[:1])) if parts else found


def _wholes(current: Line, before: tuple[Line, ...], lexicon: Lexicon) -> dict[int, Whole]:
    """Where parts stand in the text, and the project each belongs to; a part named before leads to its own."""
    known: dict[int, Whole] = {}
    last: tuple[int, Whole] | None = None
    for index, slot in enumerate(current.slots):
        part = slot.char == code("P") and all(lexicon.ends(i.text, "part") for i in slot.items)
        again = slot.char == code("P") and not part and len(slot.items) == 1 and has_amount(slot.items[0].parts)
        if not (part or again):
            continue
        start = clause_start(current.text, index)
        if current.text[max(0, start - 1) : start] == "：":  # 建设内容主要包括：年产5万吨铜箔生产线
            start = clause_start(current.text, start - 1)
        verb = _BUILDS.search(current.text, start, index)
        whole = _whole(current, verb.start(), before, known, lexicon) if verb else _same(current, start, index, last)
        if again and not (verb and whole is not None and says_again(slot.items[0], whole[0])):
            continue
        if whole is not None:
            last = index, whole
            known.update(dict.fromkeys((current.view.start + part.start for part in slot.items), whole))
    return known


def _same(current: Line, start: int, index: int, last: tuple[int, Whole] | None) -> Whole | None:
    """The whole of the part before in a list (建设年产2万吨的铜箔生产线1条，年产3万吨的铝箔生产线2条)."""
    goes_on = last is not None and not _ENDS.search(current.text, last[0], index)
    return last[1] if goes_on and last and _GOES_ON.fullmatch(current.text, start, index) else None


def _whole(
    current: Line, position: int, before: tuple[Line, ...], known: Mapping[int, Whole], lexicon: Lexicon
) -> Whole | None:
    """The project that builds the part whose verb stands at `position`."""
    kinds = "P" if _FIELD.match(current.text) else "CP"  # in a list of fields, who builds stands between
    found = subject.find(current, position, kinds, before, lexicon)
    first = found.slot.items[0] if found and len(found.slot.items) == 1 else None
    if found is None or first is None:
        return None
    at = found.line.view.start + first.start
    whole, at = known.get(at, (first, at))
    return (whole, at) if whole.kind == "Project" and not lexicon.ends(whole.name, "part") else None


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
