"""Lists of industries: 甲、乙和丙三大产业, 主导产业为甲、乙, 以甲、乙为主导; each member is a chain."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.extract.items import Item
from graph.lexicon import Lexicon
from graph.lexicon.forms import is_known

_SORTS = (
    r"(?:较为|比较|相对|完整的?|完备的?|齐全的?|健全的?|传统|新兴"
    r"|主导|支柱|特色|优势|重点|战略性?新兴|先进|高端|未来|现代|首位|骨干|核心|百亿级?|千亿级?|万亿级?)*"
)
_TAIL = re.compile(
    rf"(?:等)?”?(?:等)?(?:[一二三四五六七八九十两几\d]+(?:大|个|条)|多个|若干个?|一批)?(?:为主的|为代表的)?(?:多个|几个|[一二三四五六七八九十两\d]+[大个条])?{_SORTS}(?:产业集群|产业链群|产业链|产业板块|产业(?![园区城基化工]|项目|工人|招商|转移)|集群)(?!项目)"
)
_NAMED = re.compile(r"(?:主导|支柱|首位|特色|优势|重点)产业(?:分别)?(?:是|为|有|包括|：|涵盖|以)")
_LEADING = re.compile(
    r"(?:以|(?:形成|构建|打造|建成)了?)(?P<l>[^，。；：以]{2,48}?)”?(?:等)?(?:产业)?为(?:主导|支柱|龙头|基础|支撑|引领|主体|特色|首位|主)(?=的|产业|，|、|。)"
)
# What an enterprise leads (以甲公司为链主的特种钢、以乙公司为链主的电驱防爆)
_LED = re.compile(
    r"为“?(?:链主|龙头|牵引|引领)”?(?:企业)?的(?P<l>[一-龥]{3,10}?)(?<!产业)(?<!产业链|业集群)(?=[等、，。；])"
)
_GONE_FOR = re.compile(r"(?:主攻|深耕|主打|聚焦|重点发展|大力发展|锚定)(?P<l>[一-龥、和]{2,30}?)(?=等?[，。；])")
# What a town lives on (有色金属冶炼逐渐成为全县的支柱产业)
_PILLAR = re.compile(
    r"(?:(?<=[，。；：\n])|^)(?P<l>[一-龥]{3,10}?)(?:已|已经|逐渐|逐步|正|现已|一跃|迅速)*(?:成为|成长为|发展成为?|是)(?!由|以|在)"
    r"[^，。；]{1,14}?(?:支柱|主导|首位|优势|特色|富民)产业"
)
_BARE = frozenset({"等产业", "产业"})  # after goods (锂电池、轴承等产业) it makes no chains of them
_MARKS = "，。；：（）“”！？\n"
_VERBS = re.compile(
    r".*(?:形成|构建|聚焦|围绕|培育|发展|打造|壮大|做强做优|做大做强|做优做强|做强|做大|做优|拥有|推动|推进|促进|抓好|布局|瞄准|包括|涵盖|抢抓"
    r"|主攻|突出|立足|依托|延伸|提升|巩固|升级|改造|支持|引进|承接|锚定|重点|主要|着力|大力|加快|集中|积极|逐步|初步|建成|建立|集聚|聚集|以|为|是"
    r"|即|有(?!色|机)|等|的|对|把|将|全[市县省区]|园区|[市县区州省镇]|(?:工业|产业|科技|化工|经济|创业)园|(?:工业|产业|科技|软件|医药|材料)城)(?:了|起|出|以|好|大|强|壮)*"
)
_WORDS = re.compile(r"[一-龥A-Za-z+]{2,10}")
_GRAMMAR = re.compile(
    r"[的了是在于由将被把向等其该各为以从中最]|产业|企业|公司|集团|项目|园区|建设|体系|研发|销售|工程|基地|中心|平台|方面|工作|[性链型级]$"
)
_ENDING = "industry-end"
_LINKS = frozenset("、和与及")
_QUALIFIED = re.compile("(?<!为主)(?<!为代表)(?<!为主导)(?<!为核心)(?<!为支撑)(?<!为重点)(?<!为特色)的")
_LEAST = 2
_SHORT = 2


def industry_lists(text: str, lexicon: Lexicon) -> Iterator[Item]:
    """Every industry of the lists in a sentence, as a chain."""
    for match in _TAIL.finditer(text):
        if text[match.start() - 1 : match.start()] in _LINKS:
            continue  # 成果转化、|产业孵化
        start = max(text.rfind(mark, 0, match.start()) for mark in _MARKS) + 1
        members = list(_members(text, start, match.start(), lexicon))
        if match.group() not in _BARE or not all(is_known(item.text, lexicon) for item in members):
            yield from members
    for match in _NAMED.finditer(text):
        ends = (p for mark in ("，", "。", "；", "等") if (p := text.find(mark, match.end())) >= 0)
        yield from _members(text, match.end(), min(ends, default=len(text)), lexicon, _LEAST - 1)
    for match in (*_LED.finditer(text), *_PILLAR.finditer(text)):
        yield from _members(text, match.start("l"), match.end("l"), lexicon, _LEAST - 1)
    for match in _GONE_FOR.finditer(text):
        found = list(_members(text, match.start("l"), match.end("l"), lexicon, _LEAST - 1))
        if all(lexicon.is_(item.text, "industry") or lexicon.is_(item.text, "industry-named") for item in found):
            yield from found
    for match in _LEADING.finditer(text):
        found = list(_members(text, match.start("l"), match.end("l"), lexicon, _LEAST - 1))
        ended = sum(lexicon.ends(item.text, _ENDING) or lexicon.is_(item.text, "industry-named") for item in found)
        if ended * 2 >= len(found) > _LEAST or ended == len(found):
            yield from found


def _members(text: str, start: int, end: int, lexicon: Lexicon, least: int = _LEAST) -> Iterator[Item]:
    """The members of the list between two offsets; none if it is no list of industries."""
    parts = list(re.finditer(r"[^、+]+", text[start:end]))  # “化工+新能源”两大产业
    spans = [(start + p.start(), start + p.end()) for p in parts]
    if len(spans) > 1 and _QUALIFIED.search(text[slice(*spans[-1])]):
        return  # 紧密相连、无缝对接的某某产业链
    spans[-1:] = _parted(text, *spans[-1]) if spans else []
    spans = [trimmed(text, first, last) for first, last in spans]
    listed = len(parts) > 1 or least < _LEAST or text.startswith("等", end)
    if listed and len(spans) >= least and all(is_industry(text[f:t], lexicon) for f, t in spans):
        yield from (Item(f, t, text[f:t], "n", "Chain", text[f:t], names=(text[f:t],)) for f, t in spans)


def _parted(text: str, first: int, last: int) -> list[tuple[int, int]]:
    """The last two members, which 和 joins."""
    joint = re.search(r"以及|和|及|与", text[first:last])
    if joint is None or joint.start() < _SHORT or last - first - joint.end() < _SHORT:
        return [(first, last)]
    return [(first, first + joint.start()), (first + joint.end(), last)]


def trimmed(text: str, first: int, last: int) -> tuple[int, int]:
    """A member without the verbs before it and its own 产业."""
    lead = _VERBS.match(text[first:last])
    first += lead.end() if lead and last - first - lead.end() >= _SHORT else 0
    tail = re.search(
        r"(?:(?:传统|战略性?新兴)?(?:全?产业链?|产业集群)|传统|战略性?新兴|[一二三四五六七八九十两\d]大[^、]*)$",
        text[first:last],
    )
    return first, first + tail.start() if tail and tail.start() >= _SHORT else last


def is_industry(name: str, lexicon: Lexicon) -> bool:
    """Whether a member is the name of an industry, not a word about industry."""
    if not _WORDS.fullmatch(name) or _GRAMMAR.search(name):
        return False
    if lexicon.is_(name, "vague-chain") or (lexicon.is_(name, "generic") and not lexicon.is_(name, "industry")):
        return False
    named = lexicon.is_(name, "industry") or lexicon.is_(name, "industry-named")
    return len(name) > _SHORT or named or name in lexicon.terms or lexicon.ends(name, _ENDING)
