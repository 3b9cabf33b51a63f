"""What is said of works that shows them to be works: that they are begun, finished, put to use or how they fare."""

from __future__ import annotations

import re
from functools import cache

from graph.lexicon import Lexicon

_PARTS = (
    r"(?:(?:土建|设备|安装|调试|基础设施|装修|桩基|钢结构|厂房|主体|工程|配套|建设)(?:工程|建设|施工)?[和及、]?(?:已|均|基本|全部|也)*){1,4}"
    r"(?=完成|完工|竣工|推进|施工|收尾|封顶|即将|接近)"
)
_WORKED = r"完成[^，。；]{0,8}(?:施工|浇筑|吊装|平整|封顶|安装|采购|订购|建设)"
_ADVERBS = (
    r"(?:（[^（）]{1,12}）|(?:现场|集中|实现|建设|施工|主体(?:工程|结构)?|工程|项目|[一二三四]期)(?=.)"
    r"|已经?|现已|正式|正在|正|全面|顺利|成功|陆续|相继|先后|双双|均|也|都|又|再|全部|基本|如期|提前|尽快|早日|即将|将|有望|可望|有序|稳步|加快|加速|全力|扎实|强力|近|初步"
    r"|[今当明后][天日年]|昨[天日]|近日|日前|目前|去年|前年|[上本下]个?月|预计|计划|拟|争取|力争|确保|有望|于|年[底初内]|[上下]半年|[一二三四]季度|[上中下]旬"
    r"|[\d年月日]{2,11}+|（\d+月\d+日）|在[^，。；、在的]{2,16}?(?=正式|开工|奠基|动工|破土|举行)|举行|进行|已?获得|因[^，。；]{2,12}?(?=停工|停建|缓建)"
    r"|(?:首[批台套期]|全部|主体)(?:机组|设备|风机|装置|工程)(?=.)"
    r"|一次性?|[\d.]+(?:万|兆)?[瓦吨千]瓦?(?=.?并网|投产|投运)|(?:的)?(?:环评|环境影响报告书)(?=受理|公示|获批|通过)"
    rf"|{_PARTS}){{0,6}}"
)
_AFTERWARDS = (
    r"(?!后|之后|以后|前|时|的(?!一|消息)|日期|时间|条件|手续|率|数|量|大|项目|企业|面积|区"
    r"|(?<=签约)(?:仪式|活动|大?会|暨)|(?<=在建)(?:[\d“]|年产|[一二两三]条))"
)


_PLANNED = (
    r"(?:打算|计划|拟|准备|筹划|谋划|酝酿|考虑)(?:在[^，。；、在]{1,8}?)?(?:投资|新)?建(?:设|造|立)?(?:一[座个条])?"
)
_PUSHING = (
    r"(?:建成|建设|新建|投产|实施|启动|推进|推动|加快|加速|盯紧|支持|谋划|筹划|抓好|抓紧|新上|上马|完成|开展|拟建|在建|负责)"
    r"(?:建设|实施|推进)?了?的?"
)


@cache
def pushed() -> re.Pattern[str]:
    """Words that only say that something is done about what follows: enough for phases and upgrades."""
    return re.compile(_PUSHING)


@cache
def led_to(lexicon: Lexicon) -> re.Pattern[str]:
    """Words that tell how far what follows them is (开工建设的, 即将投产的)."""
    words = sorted(lexicon.by_role("built-by") | {"签约"}, key=lambda w: (-len(w), w))
    return re.compile(
        f"(?:{'|'.join(words)})(?:建设|投产|运营|使用)?(?:了|的)|(?:开工|动工|启动)(?:建设|兴建)(?:了)?|{_PLANNED}"
    )


def tells_state(text: str, lexicon: Lexicon) -> bool:
    """Whether a sentence says anything of works at all: most do not."""
    return bool(_any(lexicon).search(text))


@cache
def _any(lexicon: Lexicon) -> re.Pattern[str]:
    words = lexicon.by_role("built-by") | lexicon.by_role("fares") | lexicon.by_role("deals") | {"完成"}
    return re.compile("|".join([*sorted(words), _PLANNED, *lexicon.by_role("enlarged"), "[二三四五]期"]))


@cache
def said_of(lexicon: Lexicon, headed: bool, once: bool = False) -> re.Pattern[str]:
    """What is said of works; of one that is called 项目 or 工程 also how it fares; `once` allows 建成后."""
    words = lexicon.by_role("built-by") | (lexicon.by_role("fares") if headed else frozenset())
    told = "|".join(sorted(words, key=lambda w: (-len(w), w)))
    after = _AFTERWARDS.replace("后|之后|以后|", "") if once else _AFTERWARDS
    return re.compile(f"(?:{_PARTS}完成|{_ADVERBS}(?:{_WORKED}|{told})){after}")
