"""What a report only sets itself to do: 今年要抓好工作：开工建设甲项目，建成乙项目 says of neither that it is done."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.extract.draft import Draft
from graph.extract.line import Line

_DONE = frozenset({"UnderConstruction", "Completed", "InProduction"})
_BEGUN = re.compile(r"(?:新|又|再)*(?:开工|动工|开建|破土|启动|实施)")  # 加快, 推进: it has been begun already
_TOLD = re.compile(r"[了已的]|成功|顺利|正在|在建|续建")
_SETS = re.compile(
    r"(?<![主需重首紧必次纪摘只就])要(?![求素道闻点客领约么塞害紧])|力争|争取|着力|下一步|必须|确保"
    r"|将(?=[^，。；]{0,12}(?:建|投产|开工|推进|加快|实施|打造|形成|引进|启动|重点|全力|继续|进一步|着力|围绕|聚焦))"
    r"|计划(?=[^，。；]{0,6}(?:建|实施|投|开工|推进|完成))"
)
_SO_FAR = re.compile(r"已|[去前]年|截至|目前|累计|以来|完成了|建成了|实现了|上半年|[一二三]季度")
_TASKS = re.compile(  # 二、2025年主要任务
    r"(?:^[一二三四五六七八九十（(]{1,3}[、）)]?|^)[^，。；]{0,16}?(?:主要任务|重点任务|工作(?:安排|打算|部署|计划|重点|思路|目标)|下(?:一)?步(?:打算|计划|工作|安排|举措)|奋斗目标|目标任务|今后[^，。；]{0,6}(?:工作|打算))[^，。；]{0,6}$"
)
_REVIEW = re.compile(r"^[一二三四五六七八九十]{1,2}、|(?:工作回顾|完成情况|主要成效|基本情况)$")
_HEADING = 30
_FUTURE = "said of the future / 尚未发生"


def only_set(drafts: Sequence[Draft], lines: Sequence[Line]) -> Iterator[Draft]:
    """The drafts, of works that a list of tasks names none that says they are built; what is to be begun is planned."""
    if not any(map(_is_task, drafts)):
        yield from drafts
        return
    starts, going = [line.view.start for line in lines], _going(lines)
    for draft in drafts:
        at = bisect_right(starts, draft.start) - 1
        tasked = _is_task(draft) and at >= 0 and _is_set(draft, lines[at], going[at])
        yield _as_planned(draft) if tasked else draft


def _as_planned(draft: Draft) -> Draft:
    if draft.object == "UnderConstruction":
        return replace(draft, object="Planned", modality="Prospective")
    return replace(draft, refused=_FUTURE)


def _is_task(draft: Draft) -> bool:
    """Whether a state is told by a verb that its works stand after (建成某项目)."""
    done = draft.predicate == "status" and draft.object in _DONE
    return done and not draft.refused and draft.start < draft.subject_at


def _going(lines: Sequence[Line]) -> list[bool]:
    """Of each sentence, whether the one before it in its paragraph was setting tasks where it ended."""
    found: list[bool] = []
    block, going, tasks = -1, False, False
    for line in lines:
        heading = line.view.text.strip() if len(line.view.text) < _HEADING else ""
        tasks = bool(_TASKS.search(heading)) or (tasks and not (heading and _REVIEW.search(heading)))
        going = tasks or (going and line.view.block == block)
        found.append(going)
        block, going = line.view.block, _sets(line.view.text, going)
    return found


def _sets(text: str, going: bool) -> bool:
    """Whether tasks are being set where a text ends: after words that set them, and none of what was done so far."""
    begins = max((m.end() for m in _SETS.finditer(text)), default=-1)
    so_far = max((m.end() for m in _SO_FAR.finditer(text)), default=-1)
    return begins > so_far or (going and begins == so_far == -1)


def _is_set(draft: Draft, line: Line, going: bool) -> bool:
    """Whether the verb of a draft is bare, and stands where tasks are set."""
    text, base = line.view.text, line.view.start
    said = text[draft.start - base : draft.subject_at - base]
    bare = not _TOLD.search(said) and (draft.object != "UnderConstruction" or bool(_BEGUN.match(said)))
    return bare and _sets(text[: draft.start - base], going)
