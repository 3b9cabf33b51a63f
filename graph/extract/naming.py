"""Claims that a project's own name makes: 年产5万吨硫酸项目 makes sulphuric acid, 5万吨 a year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from graph.extract.amounts import has_amount
from graph.extract.contents import Content, contents
from graph.extract.draft import Draft, rated
from graph.extract.feeds import made_of
from graph.extract.items import Item
from graph.extract.line import Line
from graph.extract.measures import is_land
from graph.extract.truth import denies, intends
from graph.lexicon import Lexicon
from graph.lexicon.forms import is_waste
from graph.model import Modality

_CONFIDENCE = 0.95
_UNKNOWN = frozenset({"step", "power"})
_FEW = 1000


def from_names(line: Line, lexicon: Lexicon) -> Iterator[Draft]:
    """What the projects named in a sentence make or take in, and how much; 处理, 回收 and 拆解 take in."""
    for item in line.view.items:
        if item.kind == "Project" and not item.reference and not denies(line.view.text[: item.start]):
            modality: Modality = "Prospective" if intends(line.view.text[: item.start]) else "Asserted"
            for content in contents(item, lexicon):
                yield from (replace(draft, modality=modality) for draft in _claims(line, item, content, lexicon))
            yield from (replace(draft, modality=modality) for draft in _stored(line, item))
            yield from _methods(line, item, lexicon)
            yield from (_made_from(line, *pair, lexicon) for pair in made_of(item))


def _claims(line: Line, project: Item, content: Content, lexicon: Lexicon) -> Iterator[Draft]:
    amount, made, role = content.amount, content.material, content.role
    base = line.view.start
    start, end = base + project.start, base + project.end
    draft = Draft(project, start, "", "", start, start, end, "name", _CONFIDENCE, phase=_phase(project))
    waste = made is not None and is_waste(made.text, lexicon)
    takes = role == "input" or (waste and role in {"recover", ""})
    if role in _UNKNOWN:
        made = None
    if made is not None:
        draft = replace(draft, object=made, object_at=base + made.start)
    if made is not None and role != "building":
        yield replace(draft, predicate="recycles" if takes and waste else "consumes" if takes else "produces")
    if amount is not None:
        counted = replace(draft, amount=amount, amount_at=base + amount.start)
        if content.shared:
            counted = replace(counted, object="")
        if _generates(amount, made, lexicon):
            unit = amount.measure.unit if amount.measure else ""
            yield replace(counted, predicate="installedPower", object="", unit=unit)
            return
        yield from _measures(counted, project, amount, role == "building", takes)


def _stored(line: Line, project: Item) -> Iterator[Draft]:
    """How much a store holds whose name gives its power first (200兆瓦/400兆瓦时储能电站)."""
    at, base = line.view.start + project.start, line.view.start
    for before, part in pairwise(project.parts):
        if before.text == "/" and part.measure is not None and part.measure.dimension == "energy":
            end = base + project.end
            draft = Draft(project, at, "capacity", "", at, at, end, "name", _CONFIDENCE, phase=_phase(project))
            yield replace(draft, amount=part, amount_at=base + part.start, unit=part.measure.unit)


def _made_from(line: Line, feed: Item, product: Item, lexicon: Lexicon) -> Draft:
    """What the name of a project says of goods (焦炉煤气制甲醇)."""
    base = line.view.start
    start, end = min(feed.start, product.start), max(feed.end, product.end)
    told = "recycledFrom" if is_waste(feed.text, lexicon) else "madeFrom"
    return Draft(
        product, base + product.start, told, feed, base + feed.start, base + start, base + end, "name", _CONFIDENCE
    )


def _methods(line: Line, project: Item, lexicon: Lexicon) -> Iterator[Draft]:
    """The method of a project whose name tells more than the method (6万吨镍湿法冶炼项目, not 一体化压铸项目)."""
    text, base = project.text, line.view.start + project.start
    goods = {n for p in project.parts if p.kind == "Material" for n in range(p.start, p.end)}
    more = bool(goods) or has_amount(project.parts)
    for word in lexicon.endings.get("method", ()) if more else ():
        at = text.find(word)
        if at < 0 or not goods.isdisjoint(range(project.start + at, project.start + at + len(word))):
            continue
        method = Item(project.start + at, project.start + at + len(word), word, "n", "Technology", word)
        yield Draft(project, base, "usesTechnology", method, base + at, base, base + len(text), "name", _CONFIDENCE)
        return


def _phase(project: Item) -> str:
    """The phase that a name's amounts are of; one in brackets after it has no part in them (5万吨某项目（一期）)."""
    return "" if project.text.endswith("）") else project.phase


def _generates(amount: Item, made: Item | None, lexicon: Lexicon) -> bool:
    """Whether an amount is what a power station can give (20万千瓦光伏项目), not of goods told by it (4GW组件项目)."""
    power = amount.measure is not None and amount.measure.dimension == "power"
    return power and (made is None or made.name.endswith("电") or lexicon.ends(made.name, "power"))


def _counts_machines(amount: Item, project: Item) -> bool:
    """Whether an amount only counts what is built (32套工艺装置, 1台锅炉改造工程)."""
    measure = amount.measure
    few = measure is not None and measure.dimension == "count" and measure.value.isdigit() and int(measure.value) < _FEW
    return few and project.text.startswith(amount.text) and amount.text.endswith(("套", "台", "座", "台套"))


def _measures(draft: Draft, project: Item, amount: Item, building: bool, takes: bool) -> Iterator[Draft]:
    """The capacity of a project; of a building its area, and of land (300万亩药材基地)."""
    measure = amount.measure
    if _counts_machines(amount, project):
        return
    if not building and not is_land(amount):
        unit = measure.unit + "/a" if measure and "/年" in project.text else rated(amount, project.text)
        yield replace(draft, predicate="capacity", unit=unit, basis="Input" if takes else "")
    elif measure and measure.dimension == "area":
        yield replace(draft, predicate="area", object="", unit=measure.unit)
