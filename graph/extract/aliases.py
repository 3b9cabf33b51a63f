"""Other names a text uses for an enterprise: 简称 it declares, and abbreviations of the legal name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.extract.items import BRAND_TAGS, Item, Items, known, words
from graph.extract.legal import SUFFIX
from graph.extract.starts import BRACKET
from graph.lexicon import Lexicon

_DECLARED = re.compile(
    r"（(?:以下简称|以下称|下称|简称|以下统称)[：:为]?[“”‘’]?(?P<a>[^“”‘’（）]{2,12})[“”‘’]?(?:或[^）]{1,12})?）"
)
_IN_BRACKETS = re.compile(r"（(?P<q>[“‘]?)(?P<a>[\u4e00-\u9fff]{2,8})[”’]?）")
_SPEAKS = re.compile(r"（[^（）]{0,10}\d{5,6}|[^，。；]{0,8}(?:公告|公布|披露)")  # after a name
_OWNED = re.compile("[子孙属]公司")
_INNER = re.compile(r"（[\u4e00-\u9fff]{2,6}）")
_ROLES = frozenset({"公司", "本公司", "集团", "发行人"})
_SHORTEST = 2
_TRADE_WORDS = 3
_PLACE_SIZES = range(2, 6)


@dataclass(frozen=True, slots=True)
class Name:
    """An enterprise name of a document: its full form and how it was known to be one."""

    text: str
    full: str
    reason: str


def declared_aliases(text: str, names: Sequence[tuple[int, int]]) -> Iterator[Name]:
    """简称 a text gives in brackets right after a name: said to be one, in quotation marks, or part of the name."""
    for match in _DECLARED.finditer(text):
        owner = next((text[s:e] for s, e in names if e == match.start()), "")
        if owner and match["a"] not in _ROLES:
            yield Name(match["a"], owner, "the text says 以下简称 / 文中注明简称")
    for match in _IN_BRACKETS.finditer(text):
        owner = next((text[s:e] for s, e in names if e == match.start()), "")
        if owner and match["a"] not in _ROLES and (match["q"] or shortens(match["a"], owner)):
            yield Name(match["a"], owner, "the text gives it in brackets / 文中括注的简称")


def shortens(short: str, full: str) -> bool:
    """Whether the characters of a short name stand in the full one in this order."""
    rest = iter(full)
    return all(char in rest for char in short)


def abbreviations(full: str, lexicon: Lexicon, daughter: bool = False) -> tuple[str, ...]:
    """What a text may shorten a legal name to: brand, place and brand, brand and trade.

    What a `daughter` shares with its parent is the parent's name (云峰股份; of 云峰锂业（某地）有限公司 云峰锂业).

    >>> from graph.lexicon import load
    >>> abbreviations("甘肃云峰锂业有限公司", load())
    ('甘肃云峰锂业', '云峰股份', '云峰锂业', '云峰集团', '甘肃云峰', '云峰')
    """
    stem = _stem(full)
    _, joint, member = stem.partition("集团")
    rest = (member, *_forms(member, full, lexicon)) if joint and len(member) > _SHORTEST else ()
    own = _bracketed(full)
    forms = {*_forms(stem, full, lexicon), *(f for f in rest if _telling(f, full, f, lexicon)), *own}
    forms |= {f for f in _around_bracket(stem, lexicon) if _telling(f, full, f, lexicon)}
    if daughter:
        forms = set(own) or {f for f in forms if len(f) >= _SHORTEST and not f.endswith(("股份", "集团"))}
    return tuple(sorted(forms, key=lambda f: (-len(f), f)))


def _around_bracket(stem: str, lexicon: Lexicon) -> Iterator[str]:
    """A stem without the place in brackets inside it, and without its trade (云岭（某地）岚峰科技: 云岭岚峰)."""
    match = _INNER.search(stem)
    if match is None:
        return
    body = words(stem[match.end() :])
    yield stem[: match.start()] + stem[match.end() :]
    while body and (size := _trade_size(body, lexicon) or int(body[-1].text in lexicon.organisations)):
        body = body[:-size]
        yield stem[: match.start()] + "".join(i.text for i in body)


def _bracketed(full: str) -> tuple[str, ...]:
    """The name up to the bracket that ends it: 云峰铝业（某地）有限公司 goes by 云峰铝业（某地） as well."""
    legal = next((m.start() for m in SUFFIX.finditer(full) if m.end() == len(full)), len(full))
    return (full[:legal],) if BRACKET.search(full, 0, legal) else ()


def _forms(stem: str, full: str, lexicon: Lexicon) -> Iterator[str]:
    """A stem shortened from the right, with and without the place it begins with."""
    items = words(stem)
    placed = bool(items) and items[0].text in lexicon.places
    body = items[placed:]
    cut = len(body)
    while cut > 1 and (size := _trade_size(body[:cut], lexicon)):
        cut -= size
    brand = "".join(i.text for i in body[:cut])
    place = items[0].text if placed else ""
    tails = ["".join(i.text for i in body[cut:end]) for end in range(cut, len(body) + 1)]
    forms = {brand + tail for tail in (*tails, "集团", "股份")} | {place + brand + tail for tail in tails}
    if bare := _without_goods(body[:cut], lexicon):
        forms |= {bare, place + bare}
    return (f for f in sorted(forms) if _telling(f, full, brand, lexicon))


def _without_goods(body: Items, lexicon: Lexicon) -> str:
    """A brand that no dictionary holds without the common nouns after it (岚砾|美威|车轮), "" if there is none."""
    cut = len(body)
    while cut > 1 and (body[cut - 1].text in lexicon.organisations or _is_common(body[cut - 1])):
        cut -= 1
    brand = "".join(i.text for i in body[:cut])
    new = any(not known(i.text) or i.tag in BRAND_TAGS for i in body[:cut]) and not known(brand)
    return brand if cut < len(body) and new and len(brand) > _SHORTEST else ""


def _is_common(item: Item) -> bool:
    return len(item.text) > 1 and known(item.text) and item.tag in {"n", "vn", "v"}


def _trade_size(body: Items, lexicon: Lexicon) -> int:
    """How many words at the end are one trade, something left before them (云峰|化工|新|材料: the last two)."""
    sizes = range(min(_TRADE_WORDS, len(body) - 1), 0, -1)
    return next((n for n in sizes if "".join(i.text for i in body[-n:]) in lexicon.organisations), 0)


def is_other_house(form: str, full: str, text: str) -> bool:
    """Whether a form is the group of a listed company, or the listed company of a group: another house.

    Both are named where a text has 云峰集团 and 云峰股份, whichever of them it has in full.
    """
    brand, end = form[:-2], form[-2:]
    other = {"集团": "股份", "股份": "集团"}.get(end, "")
    return bool(other) and end not in full and f"{brand}{other}" in text


def without_place(full: Mapping[str, Name], lexicon: Lexicon) -> Iterator[Name]:
    """A name that one other has after its place (云岭铜业公司, 甲国云岭铜业公司) is the other's."""
    wholes: dict[str, set[str]] = defaultdict(set)
    for whole, own in full.items():
        for size in _PLACE_SIZES:
            if whole[:size] in lexicon.places and whole.endswith("公司"):
                wholes[whole[size:]].add(own.full)
    for name in sorted(wholes.keys() & full.keys()):
        if full[name].full == name and len(wholes[name]) == 1:
            yield Name(name, next(iter(wholes[name])), "the same name after its place")


def with_company(full: Mapping[str, Name], found: Mapping[str, Name], sentences: Sequence[str]) -> Iterator[Name]:
    """A brand with 公司 is the company that goes by the brand (云峰公司, 云峰锂业有限公司), if only one does.

    A sentence that has both tells of two (云峰公司是云峰股份有限公司的控股股东).
    """
    for name, own in full.items():
        brand = name.removesuffix("公司")
        meant = found.get(brand)
        if own.full != name or brand == name or meant is None:
            continue
        alike = {n.full for n in full.values() if brand in n.full and n.full != name}
        if alike == {meant.full} and not any(name in said and meant.full in said for said in sentences):
            yield Name(name, meant.full, meant.reason)


def _stem(full: str) -> str:
    """A legal name without its legal form and what brackets hold."""
    ends = [m.start() for m in SUFFIX.finditer(full) if m.end() == len(full)]
    return BRACKET.sub("", full[: ends[-1]] if ends else full)


def _telling(form: str, full: str, brand: str, lexicon: Lexicon) -> bool:
    """Whether a shorter form still names the enterprise and nothing else."""
    if form == full or min(len(form), len(brand)) < _SHORTEST or form in lexicon.terms or form in lexicon.places:
        return False
    return not known(form) or (len(form) > _SHORTEST and form != brand)


def daughters(text: str, full: Mapping[str, Name]) -> frozenset[str]:
    """The names that stand after 子公司 or 下属公司, or in the list that stands there."""
    if not full or not _OWNED.search(text):
        return frozenset()
    name = "|".join(map(re.escape, sorted(full, key=lambda n: (-len(n), n))))
    lists = re.finditer(rf"[子孙属]公司“?(?P<all>(?:{name})(?:”?[、和及与]“?(?:{name}))*)", text)
    return frozenset(found for match in lists for found in re.findall(name, match["all"]))


def speaks(form: str, text: str) -> bool:
    """Whether a short name stands for the listed company that announces: not for the daughter that shares it."""
    return any(_SPEAKS.match(text, at + len(form)) for at in _places(form, text))


def _places(form: str, text: str) -> Iterator[int]:
    """Where words stand in a text."""
    at = text.find(form)
    while at >= 0:
        yield at
        at = text.find(form, at + 1)


def shares_head(daughter: str, text: str) -> bool:
    """Whether the listed company that announces goes by the words a daughter's name begins with."""
    return any(speaks(daughter[:size], text) for size in range(3, min(len(daughter), 8)))
