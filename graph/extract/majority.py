"""Whose daughter an enterprise is: of whoever holds more than half of it, controls it or founds it as a daughter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from graph.extract.annotate import View
from graph.extract.draft import Draft
from graph.extract.items import Item
from graph.extract.line import Line

_WHOLLY = re.compile(
    r"全资|独资|绝对控股|控股(?!股东|集团|公司|有限|股份|旗|子|孙|方|权|的|（)|(?:全资|控股)(?:子公司|孙公司)“?$|(?<!其)控股的“?$"
)
_ALL = re.compile("(?:收购|受让|取得|购买|持有)[^，。；]{2,24}(?:全部|100%)的?(?:股权|股份|权益)")
_OTHERS = re.compile(r"参股|转让|出售|质押|减持|退出|挂牌|增资前|原(?:由|为|持)|曾")
_BOTH = re.compile(
    "，(?:其中，?)?(?:双方|两家|三方|各方)[^，。；]{0,6}(?:分别|各自|依次)[^，。；]{0,4}(?:持|占|出资)[^，。；]{2,24}"
)
_JOINT = frozenset({"合资", "合营", "项目", "目标"})  # before 公司: the one that is founded
_ENDS = frozenset("，。；\n")
_HALF, _REACH = Decimal(50), 18
_CONFIDENCE = 0.9


def daughters(found: Sequence[Draft], lines: Sequence[Line]) -> Iterator[Draft]:
    """What the claims that an enterprise invests in another come to where it holds more than half or controls it."""
    views = {line.view.start: line.view for line in lines}
    starts = sorted(views, reverse=True)
    for draft in found:
        if draft.predicate != "investsIn" or not isinstance(draft.object, Item) or draft.object.kind != "Company":
            continue
        start = next((at for at in starts if at <= draft.object_at), None)
        if start is not None and not draft.refused and _controls(draft, draft.object, views[start]):
            yield _daughter(draft, draft.object)


def _daughter(draft: Draft, owned: Item) -> Draft:
    """The claim from the other end: the enterprise is a daughter of whoever invests in it."""
    turned = replace(draft, subject=owned, subject_at=draft.object_at, object=draft.subject, object_at=draft.subject_at)
    return replace(turned, predicate="subsidiaryOf", cue="majority", confidence=min(draft.confidence, _CONFIDENCE))


def _controls(draft: Draft, owned: Item, view: View) -> bool:
    """Whether the words of a claim tell of more than half, or of control."""
    base = view.start
    first, last = draft.start - base, min(_end(view.text, draft.end - base), draft.end - base + _REACH)
    both = _BOTH.match(view.text, last)
    last = both.end() if both else last
    if _OTHERS.search(view.text[max(0, first) : last]):
        return False
    holder, held = draft.subject_at - base, draft.object_at - base
    shares = [item for item in view.items if first <= item.start < last and _is_share(item)]
    after = [item for item in shares if item.start >= holder]
    if after:
        told = _in_turn(view, holder, owned, after)
        between = (i for i in view.items if holder + len(draft.subject.text) <= i.start < told.start)
        others = (i for i in between if i.kind == "Company" and i.name != owned.name and not i.reference)
        return _is_more(told) and ("分别" in view.text[holder : told.start] or not any(others))
    told_before = [item for item in shares if held < item.start < holder]
    if len(told_before) == 1:
        return _is_more(told_before[0])
    if _ALL.search(view.text[max(0, first) : last]):
        return True
    begins, ends = sorted((holder, held))
    gap = view.text[max(0, begins + (len(draft.subject.text) if begins == holder else len(owned.text))) : max(0, ends)]
    rest = (i for i in view.items if begins < i.start < ends and i.kind == "Company" and not i.reference)
    beside = gap if holder < held else gap + view.text[holder + len(draft.subject.text) : last]
    return bool(_WHOLLY.search(beside)) and not any(rest)


def _in_turn(view: View, holder: int, owned: Item, shares: Sequence[Item]) -> Item:
    """The share of a holder: the next one told, of several holders with several shares that of its place (分别)."""
    if len(shares) == 1 or "分别" not in view.text[holder : shares[0].start]:
        return shares[0]
    before = [i for i in view.items if i.kind == "Company" and i.end <= shares[0].start and i.name != owned.name]
    told = (i for i in before if view.text[max(0, i.start - 2) : i.start] not in _JOINT and i.text != "双方")
    listed = list(told)[-len(shares) :]
    place = next((number for number, item in enumerate(listed) if item.start == holder), 0)
    return shares[place] if len(listed) == len(shares) else shares[-1]


def _end(text: str, at: int) -> int:
    """Where the clause ends that a place stands in."""
    return next((i for i in range(max(0, at), len(text)) if text[i] in _ENDS), len(text))


def _is_share(item: Item) -> bool:
    return item.measure is not None and item.measure.dimension == "share"


def _is_more(item: Item) -> bool:
    measure = item.measure
    return measure is not None and bool(measure.value) and Decimal(measure.value) > _HALF
