"""Rosters of enterprises: 聚集了甲、乙、丙等企业, 甲、乙等一批企业落户某园; each member is an enterprise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph.extract.items import BRAND_TAGS, known, words
from graph.extract.trades import trades
from graph.lexicon import Lexicon
from graph.lexicon.forms import is_known

_ADJECTIVES = (
    r"(?:知名|龙头|骨干|配套|上下游|上游|下游|重点|优质|头部|链主|核心|规上|规模以?上?|大型|国内外|上市|产业链|行业|工业|生产|制造|世界|中国|全球|民营|领军|代表性"
    r"|标杆|优势|本土|科技型|高新技术|示范|50?0强|百强|主机|整车|零部件|[一-龥]{2,4}类)*"
)
_MANY = r"(?:一大?批|首批|一系列|多家|数家|众多|诸多|[\d一二三四五六七八九十百]+[余多]?[家户])"
_FIRMS = (
    r"(?:(?:企业|公司)(?!家|负责人|领导|代表|高管|董事|员工|人员)|厂家|厂商"
    r"|[车药酒钢房台外国民央]企|巨头|集团|供应商|客户|主机厂|龙头(?!企业))"
)
_WHERE = "(?:国内外?|海内外|省内外?|国际|世界|全球)?"
_TAIL = re.compile(
    rf"等{_WHERE}{_MANY}?{_ADJECTIVES}{_FIRMS}"
    rf"|等{_WHERE}(?![地国省市县区]|产业|行业|领域|方面|环节){_MANY}?[一-龥]{{2,10}}?{_FIRMS}"
    rf"|等(?:[一-龥]{{2,4}}、){{1,6}}[一-龥]{{2,4}}等?[一-龥]{{0,10}}?{_FIRMS}"
    rf"|等{_MANY}(?=[，。；])"
    r"|等(?:也|都|均|已)*(?:先后|相继|陆续|纷纷|成功)+(?:签约)?(?:落户|入驻|进驻)"
    r"|[两三四五六七八九十]大[一-龥]{0,6}?(?:龙头|巨头|企业|集团)"
    rf"|[两三四五六七八九十\d]+家{_ADJECTIVES}{_FIRMS}|[三四五六\d]方(?=共同|联合|合资|出资|签)"
)
_LED = re.compile(
    r"(?:其中)?(?:包括|(?<!自)有|为|如)：?(?=[^，。；、]{2,12}、[^，。；、]{2,12}、[^，。；]{2,60}[，。；等])"
)
_PAIR = r"(?=[^，。；、：]{2,12}(?:[、和与及]|以及)[^，。；、]{2,12}(?:[，。；等]|$))"
_CLIENTS = re.compile(  # 客户有甲、乙等, 采购自甲和乙, 由甲、乙供应
    rf"(?:客户|用户|买家|供应商|经销商|供货商|供货方|合作方)(?:主要|目前|现|已|还)*(?:有|包括|为|是|：){_PAIR}"
    rf"|(?:采购|购|进口)自{_PAIR}|(?:供货|供应|供给|销售|卖)给{_PAIR}"
    r"|由(?=[^，。；、由]{2,12}(?:[、和与及]|以及)[^，。；、]{2,12}?(?:长期|独家|直接|分别|共同|等)*(?:供应|供货|供给|直供))"
)
_CLIENTS_END = re.compile(r"[，。；等]|(?:长期|独家|直接|分别|共同)*(?:供应|供货|供给|直供)|$")
_ENTERPRISES = re.compile(
    r"(?:企业(?!家)|公司|厂家|客户|用户|供应商|股东|车企)[^，。；]{0,14}[，（]?(?:其中)?(?:主要)?$"
)
_LEAD = re.compile(
    r"(?:聚集|集聚|汇聚|吸引|引进|引入|招引|引育|培育|壮大|入驻|落户|依托|包括|拥有|形成|形成以|涌现|签约|服务|配套|覆盖|现有|已有|供应|供货|获得|进入|以|有|为|与|向|给|和|如|对接"
    r"|承接|跻身|打入|切入|代工|到|促成|推动|带动|支持|落地|进驻|是|在|的|由|将|携手|联合|成为|加上|成立|(?<=[引导])建设)(?:了|出|起|来|到|建设)?"
)
_APPOSED = re.compile(
    r".*(?:企业|公司|商标|品牌|龙头|巨头|[35]00强|百强|独角兽|小巨人|链主|央企|国企|外企|大王|旗下)(?=[^，。；]{2})"
)  # 世界500强甲, 休闲食品龙头企业乙
_TIME = re.compile(r"^(?:以及|及|还有|目前|如今|现在|当前|近年来|近日|日前|其中|此外|同时|今年|去年|随后|仅)+")
_MARKS = "，。；：（！？\n"
_NAME = re.compile(r"[一-龥A-Za-z]{2,14}(?:（[一-龥]{2,6}）)?[一-龥]{0,12}")
_GRAMMAR = re.compile(
    r"[的了是在于由将被把向等其各为]|企业|产业|项目|园区|领域|技术|行业|环节|地区|国家|品牌|院校|大学|研究院|研究所|[省市县区州镇乡]$|业态|方面|高校|机构|共同|国内外|利润|链$"
)
_ABROAD = re.compile("^[一-龥]{2,5}(?=[A-ZÀ-Þ][a-zà-ÿ]{2})")  # 西班牙|Colomar
_SORT = re.compile("[一-龥]{1,4}[厂商企店户]")  # 电池厂, 贸易商
_LEAST, _SHORT = 2, 3
_LEGAL = ("公司", "集团", "股份")
_HALF, _TOLD = 2, 3  # one name in so many must be sure


def rosters(text: str, lexicon: Lexicon) -> Iterator[str]:
    """The members of each list of enterprises in a text."""
    for match in _TAIL.finditer(text):
        start = max(text.rfind(mark, 0, match.start()) for mark in _MARKS) + 1
        yield from _members(text[start : match.start()], lexicon)
    for match in _LED.finditer(text):
        before = text[max(0, match.start() - 24) : match.start()]
        if _ENTERPRISES.search(before):
            ends = [p for mark in "，。；等" if (p := text.find(mark, match.end())) >= 0]
            yield from _members(text[match.end() : min(ends, default=len(text))], lexicon, _TOLD)
    for match in _CLIENTS.finditer(text):
        end = _CLIENTS_END.search(text, match.end())
        named = _members(text[match.end() : end.start() if end else len(text)], lexicon)
        yield from (name for name in named if not lexicon.ends(name, "enterprise-noun") and not _SORT.fullmatch(name))


def _members(listed: str, lexicon: Lexicon, share: int = _HALF) -> Iterator[str]:
    """The members, if nearly all can be names and at least half (a third where told of what) can be nothing else."""
    *first, last = listed.split("、")
    parts = [*first, *re.split(r"以及|和|及|与", last, maxsplit=1)]
    parts[0] = _after_verb(_TIME.sub("", parts[0]), lexicon)
    yield from (owner for owner in _owners(parts) if can_be(owner, lexicon))
    parts = [_ABROAD.sub("", _APPOSED.sub("", part.strip("“”"))) for part in parts]
    names = [part for part in parts if can_be(part, lexicon)]
    sure = sum(_is_sure(part, lexicon) for part in names)
    if sum(map(_is_person, names)) * _HALF > len(names):
        return
    if len(parts) >= _LEAST and len(names) >= len(parts) - (len(parts) > _SHORT) and sure * share >= len(parts):
        yield from names


def _owners(parts: Sequence[str]) -> Iterator[str]:
    """The owners of the members, where two or more are told with theirs (甲旗下乙、丙旗下丁)."""
    found = [part.partition("旗下")[0].strip("“”") for part in parts if "旗下" in part]
    yield from found if len(found) >= _LEAST else ()


def _after_verb(part: str, lexicon: Lexicon) -> str:
    """The first member without the words before it; an enterprise that is known keeps what looks like a verb (华为)."""
    rests = [rest for lead in _LEAD.finditer(part) if len(rest := part[lead.end() :]) >= _LEAST]
    known_ones = (rest for rest in rests if rest in lexicon.enterprises)
    return next(known_ones, _after_adverb(rests[-1] if rests else part))


def _after_adverb(part: str) -> str:
    """Without the adverb and its verb before a name (不断挖潜|云峰矿业)."""
    told = words(part)
    done = len(told) > _SHORT and told[0].tag == "d" and told[1].tag in {"v", "vn"} and known(told[1].text)
    return part[told[1].end :] if done else part


def can_be(part: str, lexicon: Lexicon) -> bool:
    """Whether a member can be a name: no grammar, no material, industry or place."""
    if part in lexicon.enterprises:
        return True
    if not _NAME.fullmatch(part) or _GRAMMAR.search(part) or part in lexicon.places or part in lexicon.terms:
        return False
    if lexicon.ends(part, "no-enterprise") and not part.endswith(_LEGAL):
        return False
    if is_known(part, lexicon) or all(word.text in lexicon.places for word in words(part)):
        return False  # 高纯石墨, 新疆石河子
    return not any(lexicon.is_(part, role) for role in ("industry", "generic", "vague-chain", "title"))


def _is_person(part: str) -> bool:
    """Whether a member looks like a person's name (向某某某、某某某收购)."""
    found = words(part)
    return len(found) == 1 and found[0].tag == "nr" and len(part) == _SHORT


def _is_sure(part: str, lexicon: Lexicon) -> bool:
    """Whether a member is no ordinary phrase: a known enterprise, an unknown word, a brand before a trade."""
    if part in lexicon.enterprises or part.endswith(_LEGAL):
        return True
    found = words(part)
    trade = trades(lexicon).search(part)
    if trade is not None and trade.end() == len(part) and trade.start() >= _LEAST:
        found = words(part[: trade.start()])
    return any(not known(w.text) or w.tag in BRAND_TAGS for w in found) or all(len(w.text) == 1 for w in found[:2])
