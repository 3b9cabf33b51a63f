"""Projects that share one head: A、B和C等项目."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from graph.extract.amounts import AND, PHASE, has_amount, is_amount, is_head, joined, opening
from graph.extract.beside import beside_projects, renewed
from graph.extract.branding import dotted
from graph.extract.compounds import GRAMMAR, nominal
from graph.extract.funded import funded, paid_back
from graph.extract.items import Item, Items
from graph.extract.phrases import run_start, specific
from graph.extract.projects import named, single_projects, within
from graph.extract.quoted import quoted_projects
from graph.extract.telling import is_vague
from graph.lexicon import Lexicon

_TAIL = re.compile(
    r"^等?(?:[\d一二三四五六七八九十两]+个|一批|一系列|多个)?"
    r"(?:重点|重大|大|好|省列|省|市|县|产业|骨干|标志性|在建|招商|优质|配套|新建|工业|关键)*$"
)
_DASH = re.compile("[—-]{1,2}“?")
_BREAKS = frozenset("，。；：！？")
_SHORTEST = 4
_REACH = 6
_OPENED, _WHOLE = 3, 16


def project_spans(items: Items, lexicon: Lexicon) -> list[Item]:
    """Every project over the pieces of a sentence: lists first, then quoted names, then single ones."""
    kept: list[Item] = []
    barred = paid_back(items)
    raised = (*funded(items), *listed_projects(items, lexicon))
    found = (
        *raised,
        *quoted_projects(items, lexicon),
        *single_projects(items, lexicon),
        *beside_projects(items, lexicon),
    )
    for span in found:
        taken = [*((other.start, other.end) for other in kept), *barred]
        if not any(span.start < end and start < span.end for start, end in taken):
            kept.append(span)
    kept = [whole for span in kept if (whole := dotted(span, items, lexicon)) is not None]
    kept = [renewed(span, items, lexicon) for span in kept]
    begins = {span.start for span in kept}
    text = joined(items)
    return [span for span in kept if not _is_explained(span, text, begins)]


def _is_explained(span: Item, text: str, begins: set[int]) -> bool:
    """Whether a name only says of which sort the project is that follows it (首个核电项目——某某核电项目)."""
    dash = _DASH.match(text, span.end)
    return dash is not None and not has_amount(span.parts) and any(dash.end() <= at <= dash.end() + 4 for at in begins)


def listed_projects(items: Items, lexicon: Lexicon) -> Iterator[Item]:
    """Each element of a list before 等项目; 和 inside an element does not part it unless it is the last link.

    A list whose elements each say what they cost (投资2亿元的A、投资3亿元的B项目) needs no 等.
    """
    for index, item in enumerate(items):
        if not is_head(item, lexicon):
            continue
        tail = _tail(items, index)
        if tail is None:
            yield from _costed(items, index, lexicon)
            continue
        elements = _elements(items, tail, lexicon)
        counted = any(i.measure is not None and i.text.endswith(("个", "项")) for i in items[tail : index + 2])
        made = _all_made([_unphased(run) for run in elements])
        alone = len(elements) == 1 and has_amount(elements[0]) and any(i.kind == "Material" for i in elements[0])
        if (len(elements) > 1 or alone) and (counted or made or any(map(has_amount, elements))):
            for run in elements:
                if made or _is_project(run, counted, lexicon):
                    yield _by_owner(_element_project(run, item, lexicon), items, lexicon)


def _all_made(runs: list[Items]) -> bool:
    """Whether each element ends with what it makes; one may end with a trade as well (风电装备)."""
    ends = [run[-1].kind for run in runs if len(joined(run)) > 1]
    return len(ends) == len(runs) and set(ends) <= {"Material", "Company"} and "Material" in ends


def _costed(items: Items, index: int, lexicon: Lexicon) -> Iterator[Item]:
    """The elements of a list up to a head, where each begins with its cost."""
    leads = [i for i in range(index) if _is_cost(items, i)]
    starts = [i for i in leads if not any(item.text in _BREAKS for item in items[i:index])]
    for start, after in pairwise([*starts, index + 1]):
        run = items[start + 2 : after]
        link = next((i for i, item in enumerate(run) if i and _parts(item, after <= index)), len(run))
        if len(starts) > 1 and run[:link] and specific(run[:link], lexicon):
            yield _element_project(_after_owner(run[:link], lexicon), items[index], lexicon)


def _after_owner(run: Items, lexicon: Lexicon) -> Items:
    """An element without the enterprise it begins with, if it tells enough without."""
    rest = joined(run[1:])
    owned = run[0].kind == "Company" and not run[0].reference and len(rest) >= _SHORTEST and "公司" not in rest
    return run[1:] if owned and specific(run[1:], lexicon) else run


def _parts(item: Item, followed: bool) -> bool:
    """Whether an element with its cost ends here: before the next, or before 等 and the count of them all."""
    return item.text.startswith("等") or (followed and item.text in {"、", *AND})


def _is_cost(items: Items, index: int) -> bool:
    """Whether an amount of money with 的 stands here, before what it is the cost of."""
    measure = items[index].measure
    money = measure is not None and measure.dimension == "money"
    return money and index + 1 < len(items) and items[index + 1].text == "的"


def _unphased(run: Items) -> Items:
    return tuple(i for i in run if not PHASE.match(i.text)) or run


def _is_project(run: Items, counted: bool, lexicon: Lexicon) -> bool:
    telling = counted and specific(run, lexicon) and len(joined(run)) >= _SHORTEST
    return has_amount(run) or lexicon.ends(run[-1].text, "upgrade") or telling


def _element_project(run: Items, head: Item, lexicon: Lexicon) -> Item:
    phase = next((i.text for i in run if PHASE.match(i.text)), "")
    kept = _unphased(run)
    ends = [end for end in lexicon.heads_of("Project") if head.text.endswith(end)]
    return named(kept, "" if is_head(kept[-1], lexicon) else max(ends, key=len), phase)


def _by_owner(project: Item, items: Items, lexicon: Lexicon) -> Item:
    """An element that only says what sort of works it is goes by its owner too (某钢铁搬迁、某纸业技改等项目)."""
    owner = next((i for i in items if i.end == project.start and i.kind == "Company" and not i.reference), None)
    if owner is None or not all(is_vague(i, lexicon) or lexicon.ends(i.text, "upgrade") for i in project.parts):
        return project
    return replace(project, label=owner.text + project.label, names=(project.text,))


def _tail(items: Items, index: int) -> int | None:
    """The index of 等 that the shared head closes, None if there is no such list."""
    for back in range(index, max(-1, index - _REACH), -1):
        if items[back].text.startswith("等"):
            between = joined(tuple(i for i in items[back:index] if i.measure is None))
            return back if back == index or _TAIL.match(between) else None
    return None


def _elements(items: Items, tail: int, lexicon: Lexicon) -> list[Items]:
    """The elements before 等, from left to right."""
    reach = tail - 1
    while reach >= 0 and _in_list(items, reach, lexicon):
        reach -= 1
    cuts = [reach, *(i for i in range(reach + 1, tail) if items[i].text in {"、", "，"}), tail]
    elements = [items[left + 1 : right] for left, right in pairwise(cuts)]
    elements[-1:] = _split(elements[-1])
    return [run for run in (_from_amount(run, lexicon) for run in elements) if run]


def _split(run: Items) -> list[Items]:
    """C和D at the end of a list are two elements when both have an amount."""
    for index, item in enumerate(run):
        if item.text in AND and has_amount(run[:index]) and has_amount(run[index + 1 :]):
            return [run[:index], *_split(run[index + 1 :])]
    return [run]


def _in_list(items: Items, index: int, lexicon: Lexicon) -> bool:
    item = items[index]
    if item.text == "，":  # 年产5万吨铜箔，3万吨铝箔等生产线
        return (
            index + 1 < len(items)
            and is_amount(items[index + 1])
            and has_amount(items[max(0, index - _OPENED) : index])
        )
    upgrade = lexicon.is_(item.text, "upgrade")
    cost = _is_cost(items, index) or lexicon.is_(item.text, "cost") or (index > 0 and _is_cost(items, index - 1))
    before_upgrade = item.text == "的" and index + 1 < len(items) and lexicon.is_(items[index + 1].text, "upgrade")
    placed = item.kind in {"Place", "Company"}
    told = within(items, index, lexicon) or _in_measured(items, index, lexicon)
    return told or placed or upgrade or before_upgrade or cost


def _in_measured(items: Items, index: int, lexicon: Lexicon) -> bool:
    """Whether a verb stands after its object in an element that its amount opens (6000千米高铁贯通地线)."""
    before = items[max(0, index - _OPENED) : index]
    opened = max((i for i, item in enumerate(before) if is_amount(item)), default=-1)
    return opened >= 0 and all(i.text != "、" for i in before[opened:]) and nominal(items, index, lexicon)


def _from_amount(run: Items, lexicon: Lexicon) -> Items:
    """An element from its amount on, or from its noun phrase on; after what it costs."""
    costs = [i for i in range(len(run)) if _is_cost(run, i)]
    run = run[costs[-1] + 2 :] if costs else run
    first = next((i for i, item in enumerate(run) if is_amount(item)), None)
    if first is not None:
        return run[opening(run, first, lexicon) :]
    owned = len(run) > 1 and run[0].kind == "Company" and all(_named_whole(item, lexicon) for item in run[1:])
    if owned and lexicon.ends(run[-1].text, "upgrade") and len(joined(run[1:])) <= _WHOLE:
        return run[1:]  # 某集团|轻烧镁悬浮窑改造
    return run[run_start(run, len(run) - 1, lexicon) :] if run else run


def _named_whole(item: Item, lexicon: Lexicon) -> bool:
    plain = not item.kind or item.kind in {"Material", "Chain", "Technology"}
    return plain and not item.reference and not lexicon.is_(item.text, "break") and not GRAMMAR.search(item.text)
