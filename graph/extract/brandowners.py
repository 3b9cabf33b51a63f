"""Who a project goes by: the brand that its name begins with (岭华10万吨铜箔项目, 岭华物流仓储项目)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph.extract.amounts import PHASE, has_amount
from graph.extract.draft import Draft
from graph.extract.items import Item, Items, known, words
from graph.extract.line import Line
from graph.extract.trades import is_trade
from graph.extract.truth import denies, intends
from graph.lexicon import Lexicon
from graph.lexicon.forms import ALL_MODIFIERS, is_known, strip
from graph.model import Modality

_HAN = re.compile(r"[一-龥]{2,3}")
_NO_BRAND = re.compile(r"[省市县区旗州镇乡村街园江海港岛线路站矿厂场库用基级型类性式化制]$")  # a place, a site, a sort
_OPENERS = frozenset({"“", "、", "，", "。", "；", "：", "的", "和", "及", "与", "以及", "—"})
_PROPER = frozenset({"nz", "nr", "nrt"})
_TRADES = frozenset({"trade", "loose", "group"})
_WITH_TRADE = 2
_CONFIDENCE = 0.8


def brand_owners(lines: Sequence[Line], drafted: Sequence[Draft], lexicon: Lexicon) -> Iterator[Draft]:
    """Claims that a brand undertakes the project whose name begins with it, where no owner is told."""
    owned = {d.object.label for d in drafted if d.predicate == "undertakes" and isinstance(d.object, Item)}
    told: set[str] = set()
    for current in lines:
        for index, item in enumerate(current.view.items):
            if item.kind != "Project" or item.reference or item.name in owned or item.name in told:
                continue
            brand = _brand(item, current.view.items[max(0, index - 1) : index], lexicon)
            if brand is not None and not denies(current.view.text[: item.start]):
                told.add(item.name)
                yield _draft(brand, item, current)


def _draft(brand: Item, project: Item, current: Line) -> Draft:
    at = current.view.start + project.start
    modality: Modality = "Prospective" if intends(current.view.text[: project.start]) else "Asserted"
    start, end = current.view.start + brand.start, at + len(project.text)
    return Draft(
        brand, start, "undertakes", project, at, at, end, "brand", _CONFIDENCE, modality=modality, phase=project.phase
    )


def _brand(project: Item, before: Items, lexicon: Lexicon) -> Item | None:
    """The brand at the beginning of a project's name, with its trade; nothing that is a place, goods or a word."""
    marked = project.text.startswith("“")
    lead = next((part.parts[0] if part.parts else part for part in project.parts), None)
    if lead is not None and lead.kind == "Company" and lead.start == project.start + marked:
        return lead
    found = words(project.text.removeprefix("“"))
    first = found[0]
    if before and not _is_open(before[0], first):
        return None
    following = found[1] if len(found) > 1 else None
    if following is None or (not known(following.text) and not following.text[0].isdigit()):
        return None
    if not _is_brand(first, lexicon) or not _is_works(project, following, lexicon):
        return None
    trade = following.text if lexicon.organisations.get(following.text) in _TRADES and len(found) > _WITH_TRADE else ""
    text = first.text + trade
    start = project.start + marked
    return Item(start, start + len(text), text, "nt", "Company", text, names=(text,))


def _is_open(before: Item, brand: Item) -> bool:
    """Whether a name can begin after a piece; after a place only a brand that looks like a proper name."""
    if before.measure is not None:
        return before.measure.dimension == "money"
    if before.kind:
        return (before.kind == "Place" and brand.tag in _PROPER) or before.reference
    return before.text in _OPENERS or before.tag in {"v", "p", "d", "vn", "ul"} or before.text.endswith("项目")


def _is_brand(word: Item, lexicon: Lexicon) -> bool:
    text = word.text
    if not _HAN.fullmatch(text) or _NO_BRAND.search(text) or lexicon.ends(text, "toponym-end"):
        return False
    barred = any(lexicon.is_(char, role) for char in text for role in ("function", "no-brand", "matter"))
    taken = text in lexicon.words or text in lexicon.places or text in lexicon.organisations or text in lexicon.works
    if known(text) or barred or taken or is_known(text, lexicon):
        return False
    return strip(text + "合金", lexicon, ALL_MODIFIERS) == text + "合金"


def _is_works(project: Item, following: Item, lexicon: Lexicon) -> bool:
    """Whether a name tells of industry: what is made, how much, a trade, or that something there is renewed."""
    if lexicon.ends(following.text, "built"):
        return False  # 川藏|铁路
    made = has_amount(project.parts) or any(part.kind == "Material" for part in project.parts)
    renewed = lexicon.ends(following.text, "upgrade") or bool(PHASE.match(following.text))
    return made or renewed or is_trade(following.text, lexicon)
