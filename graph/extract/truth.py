"""How a sentence means what it says: denied, supposed, to come; and of which year."""

from __future__ import annotations

import re

from graph.extract.clauses import clause_start
from graph.extract.line import AMOUNTS, Line, code

_NO_DENIAL = (  # 供不应求, 有条不紊, 不断, 不低于
    "锈|断|仅|但|只|低于|少于|超过|足|到|久|同|紊|懈|停|失时|误|等不靠|惜|凡|少|日|可或缺|乏|菲|息|遗余力|忘|俗|愧|负|畏|辍"
)
_NEGATED = re.compile(
    rf"(?:并?(?<!供)不(?!{_NO_DENIAL})(?:再|会|能|得|予)?|未(?!来)|没有|无需|无法|难以|很少|减少|停止|尚未|并非|否认|终止"
    r"|取消|暂缓|禁止|避免|放弃|撤回|拒绝|叫停)[^，。；]{0,8}$"
)
_NOT_ENDED = re.compile(rf"不(?!{_NO_DENIAL})(?:会|再|予)?|未|没有|并非|否认|尚无")
_SUPPOSED = re.compile(
    r"(?:如果|假如|倘若|若(?!干)|是否|能否|可能|或许|希望|鼓励|支持|引导|倡导|建议|呼吁|传闻|有传|据传|网传|曾经|一度|曾|需要|应当"
    r"|应该|必须)[^，。；]{0,14}$"
)
_HELPED = re.compile(
    r"支持(?=[^，。；]{0,14}?(?:建成|建起|落户|签署|签订|投产|投用|攻克|研发出|获批))"
)  # it has come about
_NEEDS_GOODS = re.compile(rf"需要(?=约?[{code('M')}{AMOUNTS}]|用|消耗|使用|采购)")
_TO_COME = re.compile(
    rf"拟|(?<![\d项动技炬火按照])计划(?!单列|重点|专项)|将(?!近|{code('M')}|{code('C')}[^，。；]{{0,14}}(?:收入|纳入|收归|并入|划转))"
    r"|预计|力争|有望|规划|目标|争取|届时|即将|准备|确保|年内|年底前|明年|筹划|可望|谋划"
    r"|(?<!有效|成功)(?:推动|推进|促进|促成|力促|督促|在谈|加快|加速|助力|助推)[^，。；已]*(?:投产|达产|达效|开工|动工|竣工|建成|落地|签约)"
    rf"|(?<!有效|成功)(?:推动|力促)[^，。；]*(?:收入|产值|规模|营收|增加值)[^，。；]{{0,6}}{code('Q')}"
    r"|工作日内|分[两二三四五]期建成|最终(?:建成|形成)|[即便]可(?:全部|全面)?(?:建成|投产|完工|竣工|达产|投用)|高质量建成|原定|原计划|提出[^，。；]{0,12}(?:实现|达到|突破)|尚[需待]|[仍还]需|早日|尽快|推迟|延期|延后|距离|等待|有待|可于|申请|具备[^，。；]{0,6}条件"
    r"|(?:建成|投产|达产|完工|竣工|满产|达效|达标)(?:投产|投运|达产|达效|达标|运营)?[之以]?后"
)
_DECIDES = 6
_DECIDED = {
    "Suspended": re.compile("(?:拟|将|决定|计划)[^，。；]{0,24}(?:终止|取消|中止|暂停|关停|关闭|撤销)|拟终止"),
    "UnderConstruction": re.compile("(?:延期|延至|延长|推迟|顺延)(?!至?[^，。；]{0,6}(?:开工|动工|开建))"),
}
_NOT_BEGUN = re.compile(r"未[^，。；]{0,6}(?:开工|动工|开建|启动|开始建设|批复|核准|备案|批准|许可)")
_NEARLY = re.compile(
    r"(?:即将|临近|接近|马上|近)[^，。；]{0,6}(?:完工|竣工|建成|投产|投用|投运|启用|交付|并网|投入|生产)"
)
_INTENDS = r"(?:拟|(?<![\d项])计划|规划|(?<!推进|加快)(?<!即)将|准备|筹划|谋划|论证)"
_INTENDED = re.compile(
    rf"{_INTENDS}[^，。；、]{{0,24}}(?:建设|新建|投建|兴建|扩建|实施|上马|启动|投资|布局)[^，。；]{{0,40}}$"
)
_INTENDED_BEFORE = re.compile(
    rf"{_INTENDS}[^，。；]{{0,30}}(?:投资|建设|新建|投建|兴建|扩建)[^，。；]{{0,30}}，(?:[^，。；]{{0,4}})(?:建设|新建|扩建|打造|配套)[^，。；]{{0,30}}$"
)
_FAILED = re.compile(r"[^，。；]{0,6}(?:失败|未果|告吹|落空)")
_SETS_TIME = re.compile(r"后，$|届时|预计|拟|计划|将于")
_ONCE_DONE = re.compile(
    rf"(?:建成|投产|达产|竣工|完工|满产|达效|投运|(?:{code('P')}|项目|工程|改造|技改|扩建|建设|全部|实施)完成)[^，。；\d]{{0,6}}后"
    r"|届时|预计"
)
_PLANS = re.compile(r"(?:拟|(?<![\d项])计划|规划|(?<!即)将(?!近))[^，]{0,20}(?:投资|建设|新建|投建|兴建|扩建)")
_SO_FAR = r"目前|现[已有]|原有|已经?(?!定)|截至|累计"
_BY_NOW = re.compile(_SO_FAR)
_NOW = re.compile(rf"{_SO_FAR}|去年|今年|(?:19|20)\d\d年")
_SETS_AIM = re.compile(
    r"(?:^到|(?:力争|争取|确保|目标)[^，]{0,6})(?:20\d\d年|“?十[一二三四五六七八九]五”?|年)[底末内]*[^，]{0,4}，$"
)
_RELATIVE = {"前年": "-2", "去年": "-1", "上年": "-1", "今年": "+0", "本年": "+0", "明年": "+1"}
_AIMS = re.compile(r"力争|争取(?:在|到|用|实现|[一二三四五\d])|确保(?:在|到|用|实现)|目标(?:是|为)")
_UNTIL = re.compile(r"(?:计划|规划)?到20\d\d年")
_PROPOSED = re.compile(r"(?:提出|明确|目标|方案|规划|计划|意见)[^。；]{0,40}到20\d\d年")
_YEAR = re.compile(rf"((?:19|20)\d{{2}})年|({'|'.join(_RELATIVE)})")
_THEN = re.compile(r"(?:投产|投运|运营|达效|达产|达标|使用)*(?:[之以]?后|可(?:年|实现|形成|达|新增|带动))")
_NOW_TOLD = re.compile(r"[，；](?:而|到)?(?:今年|本年|[今当本]年上半年|目前)")
_SINCE = re.compile(r"以来|起|至今|~")


def denied(line: Line, match: re.Match[str], ended: bool = False) -> bool:
    """Whether the clause denies or only supposes what the match says; that a work `ended` is no denial (终止, 取消)."""
    start = clause_start(line.text, match.start())
    said = _NEEDS_GOODS.sub("", line.text[start : match.end()])
    before = line.text[start : match.start()]
    if _HELPED.search(said):
        said, before = said.replace("支持", "", 1), before.replace("支持", "", 1)
    if ended:
        return bool(_NOT_ENDED.search(said) or _SUPPOSED.search(before))
    if _FAILED.match(line.text, match.end()):
        return True
    return any(p.search(part) for p in (_NEGATED, _SUPPOSED) for part in (before, said[: max(1, len(said) - 1)]))


def nearly_done(match: re.Match[str]) -> bool:
    """Whether works are said to be all but done (即将竣工): so far they are being built."""
    return bool(_NEARLY.search(match.group()))


def not_begun(match: re.Match[str]) -> bool:
    """Whether works are said not to have been begun or permitted yet (尚未开工): so far they are planned."""
    return bool(_NOT_BEGUN.search(match.group()))


def intends(before: str) -> bool:
    """Whether the words before a name say that it is only intended (拟投资3亿元建设|年产5万吨铜箔项目)."""
    return bool(_INTENDED.search(before) or _INTENDED_BEFORE.search(before))


def denies(before: str) -> bool:
    """Whether the words before a name deny it (未投资任何, 不存在)."""
    return bool(_NEGATED.search(before))


def to_come(line: Line, match: re.Match[str]) -> bool:
    """Whether the clause speaks of the future: by itself, or after one that sets the time (建成后，到2030年，)."""
    start = clause_start(line.text, match.start())
    before = line.text[clause_start(line.text, start - 1) if start else start : start]
    said = line.text[start : match.end()]
    aimed = _SETS_AIM.search(before) or (_SETS_TIME.search(before) and _TO_COME.search(before))
    if _TO_COME.search(said):
        return True
    return not _BY_NOW.search(said) and (bool(aimed) or _after_completion(line.text, start))


def _after_completion(text: str, start: int) -> bool:
    """Whether an earlier clause of the sentence sets the time for those after it (建成后年产值10亿元，税收1亿元).

    So do a plan to build (拟投资3亿元新建甲项目，年产能2万吨) and an aim (力争五年内园区企业达75户，产值达500亿元).
    """
    begin = max(text.rfind(mark, 0, start) for mark in "。；\n") + 1
    for clause in reversed(text[begin:start].split("，")):
        if _AIMS.search(clause):
            return True
        if _NOW.search(clause) and not _UNTIL.match(clause):
            return False
        if _ONCE_DONE.search(clause) or _PLANS.search(clause):
            return True
    return bool(_PROPOSED.search(text, begin, start))


def decided(line: Line, match: re.Match[str], status: str) -> bool:
    """Whether what is to come tells how far a project is: one to be given up stands still, one put off is built."""
    said = line.text[max(0, match.start() - _DECIDES) : match.end()]
    return bool(status in _DECIDED and _DECIDED[status].search(said))


def clause_to_come(line: Line, match: re.Match[str], first: bool = False) -> bool:
    """Whether the clause itself speaks of the future; of several the first (签约，将投资建设某项目 is signed)."""
    said = line.text[clause_start(line.text, match.start()) : match.end()]
    said = said.partition("，")[0] if first else said
    return bool(_TO_COME.search(said)) or ("已" not in said and bool(_THEN.match(line.text, match.end())))


def year(line: Line, limit: int) -> str:
    """The year of the clause up to `limit`, or the one the sentence opens with; not one a period begins with (以来).

    One told from the day of writing is signed: -1 for 去年.
    """
    text = line.view.text
    clause = max(text.rfind(mark, 0, limit) for mark in "，；。：") + 1
    opened = -1 if _NOW_TOLD.search(text, 0, limit) else 0  # 2019年产值3亿元；今年1至8月产值2亿元
    dates = [i for i in line.view.items if i.tag == "t" and i.end <= limit and (i.start >= clause or i.start == opened)]
    told = [i.text for i in dates if not _SINCE.match(text[i.end :])]
    found = [m[1] or _RELATIVE[m[2]] for words in told for m in _YEAR.finditer(words)]
    return found[-1] if found else ""


def dated(told: str, published: str) -> str:
    """A year as it is told, or counted from the year a text was published in; "" if that is not known.

    >>> dated("2023", ""), dated("-1", "2024-03-02"), dated("-1", "")
    ('2023', '2023', '')
    """
    if not told.startswith(("+", "-")):
        return told
    base = re.search(r"(?:19|20)\d\d", published)
    return str(int(base[0]) + int(told)) if base else ""
