"""The words of a project's name without what is no part of the material: brand, site, whole-project words."""

from __future__ import annotations

import re
from dataclasses import replace

from graph.extract.amounts import joined
from graph.extract.items import Item, Items, known
from graph.extract.materials import material
from graph.extract.trades import is_trade
from graph.lexicon import Lexicon
from graph.lexicon.forms import is_known

_SHORTEST = 2
_SHAPE = re.compile("[两二三四五六][片层轮件段]")
_WORKING = frozenset({"v", "vn", "vd", "d", "ad", "a"})
_HAN = re.compile("[一-龥]")
_FOREIGN = re.compile("[A-Z][a-z]{3,}")  # Skyhill锂矿项目
_MORPHEMES = frozenset({"zg", "ng", "nr"})
_WHOLE = frozenset({"一体化", "产业化"})


def integrated(body: Items, lexicon: Lexicon) -> Items:
    """Up to a word of the whole project after what is made (聚酰胺切片|一体化石化新材料)."""
    split = ((i.parts if any(p.text in _WHOLE for p in i.parts) else (i,)) for i in body)
    pieces = tuple(piece for run in split for piece in run)
    made = next((n for n, item in enumerate(pieces) if item.kind == "Material"), len(pieces))
    cut = next((n for n in range(made + 1, len(pieces)) if pieces[n].text in _WHOLE), len(pieces))
    return pieces[:cut] if cut < len(pieces) else body


def is_shape(item: Item) -> bool:
    """Whether a small count tells how a thing is made (三片易拉罐), not how many there are."""
    return bool(_SHAPE.fullmatch(item.text))


def counts_spindles(amount: Item | None) -> bool:
    """Whether an amount counts the spindles of a mill; what they spin only a known yarn tells (5万锭精梳项目)."""
    return amount is not None and amount.text.endswith("锭") and not amount.text.endswith("铸锭")


def is_work(made: Item, lexicon: Lexicon) -> bool:
    """Whether a phrase is only work or too vague to be a product (循环再利用, 新材料)."""
    vague = made.text in lexicon.vague_heads and lexicon.is_(made.text, "industry-end")
    return vague or all(not i.kind and i.tag in _WORKING for i in made.parts)


def kind_of_power(body: Items, lexicon: Lexicon) -> Items:
    """Power without where and how large the station is (大中型|水电, 某某堡|核电): only its kind is known."""
    text = joined(body)
    if is_known(text, lexicon) or not lexicon.ends(text, "power"):
        return body
    size = max(n for n in range(2, len(text) + 1) if lexicon.is_(text[-n:], "power") or text[-n:] in lexicon.terms)
    return (replace(body[-1], start=body[-1].end - size, text=text[-size:], kind="Material", parts=()),)


def unbranded(body: Items, lexicon: Lexicon) -> Items:
    """Without the owner's brand and trade before a known material (云岭实业铜箔项目 makes 铜箔)."""
    pieces = (*(body[0].parts or body[:1]), *body[1:]) if body else ()
    size = _brand_size(pieces, lexicon)
    size += size < len(pieces) - 1 and _is_site(pieces[size], lexicon)
    if not size or not any(i.kind == "Material" for i in pieces[size:]):
        return body
    rest = body[0].parts[size:]  # what is left of the material that the brand was taken for a part of
    return (material(rest), *body[1:]) if rest and body[0].kind == "Material" else pieces[size:]


def _is_site(item: Item, lexicon: Lexicon) -> bool:
    """Whether a word is where it is made or dug (某市产业基地|发动机, 某矿区|花岗岩)."""
    mined = item.text.endswith("区") and lexicon.is_(item.text, "no-facility")
    return not item.kind and (mined or lexicon.ends(item.text, "base"))


def _brand_size(pieces: Items, lexicon: Lexicon) -> int:
    """How many pieces at the front are a brand: a proper noun or characters that make no word, then its trade."""
    sited = next((n + 1 for n in (1, 2) if n < len(pieces) - 1 and _is_site_of(pieces, n, lexicon)), 0)
    if sited:
        return sited
    size = 0
    while size < len(pieces) and _is_bare(pieces[size], lexicon):
        size += 1
    if size < _SHORTEST:
        size = int(bool(pieces) and _is_brand(pieces[0], lexicon))
        size += 0 < size < len(pieces) and pieces[size].tag in _MORPHEMES and _is_bare(pieces[size], lexicon)
    while size and size < len(pieces) - 1 and not pieces[size].kind and is_trade(pieces[size].text, lexicon):
        size += 1
    return size


def _is_site_of(pieces: Items, index: int, lexicon: Lexicon) -> bool:
    """Whether a place's name follows its owner's, nothing of goods before it (云峰江北|光伏组件)."""
    placed = pieces[index].tag == "ns" and pieces[index].text in lexicon.places
    return placed and not any(i.kind or lexicon.words.get(i.text) or i.text in lexicon.works for i in pieces[:index])


def _is_bare(item: Item, lexicon: Lexicon) -> bool:
    """A character that makes no word with its neighbours, and is no substance."""
    single = len(item.text) == 1 and bool(_HAN.match(item.text))
    return single and not item.kind and not lexicon.is_(item.text, "matter")


def _is_brand(item: Item, lexicon: Lexicon) -> bool:
    """A word no dictionary tells the meaning of, and no part of which is a substance."""
    if _FOREIGN.fullmatch(item.text):
        return True
    proper = item.tag in {"ns", "nr", "nt", "nz"} or not known(item.text)
    proper = proper and all(item.text != modifier for modifier, _ in lexicon.modifiers)
    proper = proper and not lexicon.words.get(item.text)
    plain = re.fullmatch(r"[一-龥]{2,4}", item.text) and not any(lexicon.is_(char, "matter") for char in item.text)
    return bool(plain) and proper and not item.kind and item.text not in lexicon.works
