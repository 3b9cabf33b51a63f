"""Legal names of enterprises: the words before 公司 and 集团 that belong to them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.extract.items import BRAND_TAGS, LOOSE_TAGS, Item, known, words
from graph.extract.starts import start_of
from graph.extract.trades import is_trade, trades
from graph.lexicon import Lexicon

SUFFIX = re.compile(
    r"(?:中心|企业|基金)（有限合伙）|合伙企业|(?:(?:控股)?集团)?(?:股份)?(?:有限责任|有限|总)公司|(?:控股)?集团(?:股份)?公司|(?:控股)?集团(?![化军])|株式会社(?![一-龥]{2,12}公司)|公司"
)
_JOINING = re.compile(r"[和与及系属]|控股|参股")
_HAS = re.compile(r"(?:供应商|客户|企业|股东|单位|用户|公司|厂家)有$|(?:采购|[购来产])自$")
_RANKED = re.compile(r"[^，。；\d百]{0,6}?[\d百]+强(?=.{2})")
_INSIDE = re.compile(r"[园区城县市镇村][内里]$")
_OTHERS = re.compile(r"(?:[及或]其?|[和与]其|^其)(?:[子孙母]|关联|附属|下属|控股|参股|全资|联营|合营)+$")  # 甲及子公司
_UNNAMED = re.compile(r"某|^[一二两三数几多]+[家个]")  # 某酒店管理有限公司, 一个实业投资有限公司
_SORT = re.compile(r"(?:参股|联营|合营|(?<![电种分粒质量离])[子孙])$")
_POINTING = {"公司": frozenset("本该我贵为向是系由对与给从在即使"), "集团": frozenset("本该我贵向由与给从")}
_OPENING = frozenset("，。；：、（“的由与和及在\n ")
_NOMINAL = frozenset({"n", "vn", "f", "s", "a", "b", "z", "t"})
_DAUGHTER = re.compile("[一-龥]{2,8}?公司")  # 云岭集团|铜业公司
_BRANCH = re.compile(r"(?P<p>[一-龥]{2,4}?)(?:分公司|分厂)")
_SENTENCE = re.compile("[。；\n]")
_SHORTEST = 2
_SITE = 4
_AT = re.compile(r"(?:位于|坐落于?|地处|落户于?|入驻|走进|来到|在)$")


def legal_names(text: str, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Spans of the names that end in 公司 or 集团, without the words before them."""
    previous = 0
    for match in SUFFIX.finditer(text):
        start = start_of(text, match.start(), previous, lexicon)
        start += _verb(text, start, previous)
        start += _site(text, start, match.start(), lexicon)
        stem = text[start : match.start()]
        refers = stem[-1:] in _POINTING.get(match.group(), "")  # 系本公司, 向公司采购, 向集团出售
        group = match.group() == "集团" and not _DAUGHTER.match(text, match.end())
        noun = group and _noun_brand(text[:start], stem, lexicon)
        if len(stem) >= _SHORTEST and not refers and (noun or not _generic(stem, "有限" in match.group(), lexicon)):
            yield start, match.end() + _branch(text, match.end(), lexicon)
            previous = match.end() if match.group() != "集团" else previous


def _site(text: str, start: int, end: int, lexicon: Lexicon) -> int:
    """The length of a park before a name, where the words before it say that something is there (位于某园|甲公司)."""
    heads = lexicon.heads_of("Park")
    at = _AT.search(text, max(0, start - 4), start) or text[:start].endswith(heads)
    found = (size for size in range(end - start - _SHORTEST, _SITE, -1) if text[start : start + size].endswith(heads))
    return next(found, 0) if at else 0


def _branch(text: str, end: int, lexicon: Lexicon) -> int:
    """The length of what names a branch after the name of its company (甲有限公司某地分公司)."""
    branch = _BRANCH.match(text, end)
    named = branch is not None and (branch["p"] in lexicon.places or words(branch["p"])[0].tag in {"ns", "nr", "nz"})
    return len(branch.group()) if branch is not None and named else 0


def _verb(text: str, start: int, previous: int) -> int:
    """The length of a word before a name that the segmenter took for its beginning (甲公司|和远海, 供应商|有云峰)."""
    if _INSIDE.search(text, max(0, start - 1), start + 1):
        return 1  # 某园区内|云峰公司
    ranked = _RANKED.match(text, start) or (_RANKED.match(text, start - 1) if start else None)
    if ranked:
        return ranked.end() - start  # 中国企业500强|云峰集团
    joining = _JOINING.match(text, start) if 0 < start == previous else None
    return len(joining.group()) if joining else int(bool(_HAS.search(text, max(0, start - 4), start + 1)))


def _generic(stem: str, legal: bool, lexicon: Lexicon) -> bool:
    """A kind of company (控股子公司, 上市公司, 铜业公司), not the name of one."""
    parts = words(stem)
    if (
        _OTHERS.search(stem)
        or (not legal and _SORT.search(stem))
        or (not legal and lexicon.is_(parts[-1].text, "break"))
        or _UNNAMED.search(stem)
    ):
        return True
    if re.search(r"\d", stem) or (len(parts[-1].text) == 1 and lexicon.is_(parts[-1].text, "kind-of-company")):
        return True
    if not legal and _is_short_brand(stem, lexicon):
        return False
    if not legal and not any(_names(p, lexicon) for p in parts) and not trades(lexicon).search(stem[-3:]):
        return True
    kinds = all(lexicon.is_(p.text, "kind-of-company") or lexicon.is_(p.text, "generic") for p in parts)
    return kinds or all(_plain(p, lexicon) and (not legal or is_trade(p.text, lexicon)) for p in parts)


def _noun_brand(before: str, stem: str, lexicon: Lexicon) -> bool:
    """Whether a word that means something else is the brand of a group, at the beginning of a phrase (的新潮|集团)."""
    if len(stem) != _SHORTEST or (before and before[-1] not in _OPENING):
        return False
    plain = lexicon.words.get(stem, frozenset()) <= {"region"} and stem not in lexicon.organisations
    return plain and known(stem) and words(stem)[0].tag in _NOMINAL


def _names(item: Item, lexicon: Lexicon) -> bool:
    division = lexicon.places.get(item.text)
    placed = division is not None and (division.certain or division.name == item.text)  # 合作 is rarely the town
    named = placed or item.tag in BRAND_TAGS or is_trade(item.text, lexicon)
    return named or _is_unheard(item, lexicon)


def _is_short_brand(stem: str, lexicon: Lexicon) -> bool:
    """Whether two characters that make no word are a brand (昆钢, 均胜): the first is neither matter nor grammar."""
    if len(stem) != _SHORTEST or known(stem) or lexicon.words.get(stem) or stem in lexicon.terms:
        return False
    grammar = any(lexicon.is_(char, "function") or char in _POINTING["公司"] for char in stem)
    parts = words(stem)
    loose = len(parts) > 1 and all(part.tag in LOOSE_TAGS for part in parts)
    return not (grammar or loose or lexicon.is_(stem[0], "matter") or lexicon.is_(stem[-1], "kind-of-company"))


def begins_others(form: str, full: str, text: str, lexicon: Lexicon) -> bool:
    """Whether the unheard word of a bare name begins other names of the text as well (岚砾集团, 岚砾花园)."""
    unheard = full == f"{form}集团" and any(_is_unheard(item, lexicon) for item in words(form))
    ends = (match.end() for match in re.finditer(re.escape(form), text) if unheard)
    return any(_goes_on(text[end : end + _SITE], lexicon) for end in ends)


def is_group_of(form: str, full: str, text: str, lexicon: Lexicon) -> bool:
    """Whether a brand no dictionary holds with 集团 is short for a full name; not where one sentence has both."""
    short = _is_short_brand(form.removesuffix("集团"), lexicon)
    return short and ("集团" in full or not any(form in told and full in told for told in _SENTENCE.split(text)))


def _goes_on(after: str, lexicon: Lexicon) -> bool:
    """Whether what follows a brand makes another name of it: a noun that is no post."""
    first = next(iter(words(after)), None)
    ends = first is None or first.text == "集团" or lexicon.is_(first.text, "title")
    return first is not None and not ends and first.tag[:1] in {"n", "j", "b", "a"}


def _is_unheard(item: Item, lexicon: Lexicon) -> bool:
    """A word that no dictionary holds, made of more than matter and grammar: before 公司 a brand (岚砾公司)."""
    plain = any(lexicon.is_(c, "matter") or lexicon.is_(c, "function") or c in lexicon.terms for c in item.text)
    pointing = item.text[0] in _POINTING["公司"] or lexicon.is_(item.text[-1], "kind-of-company")
    new = len(item.text) > 1 and not known(item.text) and not lexicon.words.get(item.text)
    return new and not plain and not pointing


def _plain(item: Item, lexicon: Lexicon) -> bool:
    """A word that tells no enterprise from another."""
    if item.text in lexicon.places:
        return False
    ordinary = known(item.text) and item.tag not in BRAND_TAGS and len(item.text) > 1
    vague = lexicon.is_(item.text, "generic") or lexicon.is_(item.text, "kind-of-company")
    return item.text in lexicon.organisations or vague or ordinary
