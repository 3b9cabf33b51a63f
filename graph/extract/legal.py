"""Legal names of enterprises: the words before 公司 and 集团 that belong to them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.extract.items import known, words
from graph.extract.sorts import POINTING, is_plain, is_short_brand, is_sort, is_unheard
from graph.extract.starts import parts_name, start_of
from graph.lexicon import Lexicon

SUFFIX = re.compile(
    r"(?:中心|企业|基金)（有限合伙）|合伙企业|(?:(?:控股)?集团)?(?:股份)?(?:有限责任|有限|总)公司|(?:控股)?集团(?:股份)?公司|(?:控股)?集团(?![化军])|株式会社(?![一-龥]{2,12}公司)|公司"
)
_JOINING = re.compile(r"[和与及系属]|控股|参股")
_HAS = re.compile(r"(?:供应商|客户|企业|股东|单位|用户|公司|厂家)有$|(?:采购|[购来产])自$")
_RANKED = re.compile(r"[^，。；\d百]{0,6}?[\d百]+强(?=.{2})")
_TOWARD = re.compile(r"(?<![一-龥])对华|(?<=[将拟已后并次人方])对华")  # 双方将|对|华峰公司投资
_INSIDE = re.compile(r"[园区城县市镇村][内里]$")
_BORDER = re.compile("[东西南北][抵至临邻靠接]")
_OPENING = frozenset("，。；：、（“的由与和及在\n ")
_NOMINAL = frozenset({"n", "vn", "f", "s", "a", "b", "z", "t"})
_DAUGHTER = re.compile("[一-龥]{2,8}?公司")  # 云岭集团|铜业公司
_OWNS = "(?:旗下|下属|所属)?的?(?:全资|控股|参股|核心|重要|骨干)*(?:子公司|孙公司)"
_BRANCH = re.compile(r"(?P<p>[一-龥]{2,4}?)(?:分公司|分厂)")
_SENTENCE = re.compile("[。；\n]")
_SHORTEST = 2
_SITE = 4
# Who does what to the company (某某某来到|云峰股份有限公司, 检察院对|云峰有限公司), and who is to be what there
_DONE_TO = re.compile(
    r"[^，。；（）]{0,10}?(?:来到|走进|走访|会见|拜访|[历曾时现出担兼就]任|任命|举办|召集|协同|援引|起诉|状告|宣布|(?:法院|检察院|公安局|代表团)[对以同向]"
    r"|^(?:诉|属|据)(?=.{4}))(?=.{2})"
)
_NUMERAL = re.compile(r"[及和]?（[ivx\d一二三四五六七八九十]+）$")  # （iii）公司
_POST = re.compile("[^，。；（）]{0,8}?任(?=(?P<p>..))")
_AT = re.compile(r"(?:位于|坐落于?|地处|落户于?|入驻|走进|来到|在)$")
_ORDINARY = 10


def legal_names(text: str, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Spans of the names that end in 公司 or 集团, without the words before them."""
    previous = 0
    for match in SUFFIX.finditer(text):
        start = start_of(text, match.start(), previous, lexicon)
        start += _verb(text, start, previous)
        start += _done_to(text, start, match.start(), lexicon)
        start += _site(text, start, match.start(), lexicon)
        legal = "有限" in match.group()
        if legal and all(is_plain(w, lexicon) for w in words(text[start : match.start()])):
            start = _from_place(text, start, previous, lexicon)
        stem = text[start : match.start()]
        pointing = POINTING.get(match.group(), "")  # 系本公司, 向公司采购, 向集团出售
        refers = stem[-1:] in pointing or bool(_NUMERAL.match(stem))
        group = match.group() == "集团" and not _DAUGHTER.match(text, match.end())
        noun = group and _noun_brand(text[:start], stem, lexicon)
        if len(stem) >= _SHORTEST and not refers and (noun or not is_sort(stem, legal, lexicon)):
            yield start, match.end() + _branch(text, match.end(), lexicon)
            previous = match.end() if match.group() != "集团" else previous


def _done_to(text: str, start: int, end: int, lexicon: Lexicon) -> int:
    """The length of a clause before a name that the segmenter took for its beginning (某某某来到|云峰公司)."""
    told = _DONE_TO.match(text, start, end)
    post = _POST.match(text, start, end)
    if told and end - told.end() >= _SHORTEST:
        return told.end() - start
    named = post is not None and (post["p"] in lexicon.places or post["p"] in {"中国", "国家"})
    return post.end() - start if post is not None and named else 0


def _from_place(text: str, start: int, floor: int, lexicon: Lexicon) -> int:
    """Where the place stands that a name of ordinary words begins with (某市|智能驾驶|研究院有限公司)."""
    before = [item for item in words(text[floor:start], floor) if start - item.start <= _ORDINARY]
    for item in reversed(before):
        division = lexicon.places.get(item.text)
        if division is not None and division.certain:
            return item.start
        if parts_name(item, lexicon):
            break
    return start


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
    if _INSIDE.search(text, max(0, start - 1), start + 1) or _TOWARD.match(text, start) or text[start] == "由":
        return 1  # 某园区内|云峰公司, 由|云峰集团
    ranked = _RANKED.match(text, start) or (_RANKED.match(text, start - 1) if start else None)
    if ranked:
        return ranked.end() - start  # 中国企业500强|云峰集团
    if text[start] == "对" and text[max(0, start - 2) : start] in {"终止", "关于", "同意"}:
        return 1  # 终止|对|云峰电子科技有限公司发行上市的审核
    if _BORDER.match(text, start):
        return 2  # 南抵|某地云峰公司
    joining = _JOINING.match(text, start) if 0 < start == previous else None
    return len(joining.group()) if joining else int(bool(_HAS.search(text, max(0, start - 4), start + 1)))


def _noun_brand(before: str, stem: str, lexicon: Lexicon) -> bool:
    """Whether a word that means something else is the brand of a group, at the beginning of a phrase (的新潮|集团)."""
    if len(stem) != _SHORTEST or (before and before[-1] not in _OPENING):
        return False
    plain = lexicon.words.get(stem, frozenset()) <= {"region"} and stem not in lexicon.organisations
    return plain and known(stem) and words(stem)[0].tag in _NOMINAL


def begins_others(form: str, full: str, text: str, lexicon: Lexicon) -> bool:
    """Whether the unheard word of a bare name begins other names of the text as well (岚砾集团, 岚砾花园)."""
    if full != f"{form}集团" or not any(is_unheard(item, lexicon) for item in words(form)):
        return False
    ends = (match.end() for match in re.finditer(re.escape(form), text))
    return any(_goes_on(text[end : end + _SITE], lexicon) for end in ends)


def is_group_of(form: str, full: str, text: str, lexicon: Lexicon) -> bool:
    """Whether a brand no dictionary holds with 集团 is short for a full name; not where one sentence has both."""
    brand = form.removesuffix("集团")
    if not is_short_brand(brand, lexicon):
        return False
    mother = re.compile(rf"{re.escape(form)}{_OWNS}")
    both = (form in told and (full in told or mother.search(told)) for told in _SENTENCE.split(text))
    return "集团" in full or not any(both)


def _goes_on(after: str, lexicon: Lexicon) -> bool:
    """Whether what follows a brand makes another name of it: a noun that is no post."""
    first = next(iter(words(after)), None)
    ends = first is None or first.text == "集团" or lexicon.is_(first.text, "title")
    return first is not None and not ends and first.tag[:1] in {"n", "j", "b", "a"}
