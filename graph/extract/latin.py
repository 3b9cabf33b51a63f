"""Enterprises named in Latin letters: by their legal form, their country, or the list they stand in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from graph.extract.abroad import is_abroad
from graph.extract.trades import is_trade
from graph.lexicon import Lexicon

_WORD = r"[A-ZÀ-Þ][A-Za-zÀ-ÿŞşĞğİıŠšŽžČčŁł’'-]+"
_RUN = re.compile(rf"(?<![A-Za-z0-9]){_WORD}(?: (?:& |of |de |and )?{_WORD}){{0,4}}")
_FORM = re.compile(
    r"(?:.* )?(?:Co|Ltd|Inc|GmbH|AG|AB|SA|SE|NV|BV|PLC|Plc|LLC|Oy|Oyj|ASA|Kft|SpA|Corp|Corporation|Group|Holdings?"
    r"|Limited|Pty)"
)
_ENDS = re.compile(r"(?:,? ?(?:Co|Ltd|Inc|Kft|Corp|S\.A|S\.p\.A|N\.V|B\.V)\.?){1,2}(?![A-Za-z])")
_CALLED = re.compile(r"“?(?=公司|集团|股份|旗下|总部|[（(](?:以下|下)?简称)")
_TRADED = re.compile("([一-龥]{2})(?=[是系为的与和及、，。；等在拟将于宣公]|签订|签署)")  # Yunling汽车|是第一大客户
_TRADES = frozenset({"trade", "loose"})
_FOREIGN = ("北欧", "欧洲", "北美", "美资", "德资", "日资", "韩资", "法资", "外资", "港资", "台资")
_SEAT = re.compile("(?:位于|坐落[于在]|地处|落户)[一-龥]{2,5}$")  # a town there
_LISTED = re.compile(  # 客户包括甲、Yunling Solar等
    r"(?:客户|用户|供应商|买家|合作伙伴|经销商|合作方)[^。；，A-Z]{0,10}(?:包括|有|为|是|：|了|如)[^。；，]{0,60}$"
)
_SHORTEST, _ACRONYM, _TELLING, _FARTHEST = 3, 5, 5, 10


def latin_names(text: str, lexicon: Lexicon) -> Iterator[str]:
    """The names of a sentence in Latin letters that it shows to be enterprises; codes and materials (LNG) are none.

    >>> from graph.lexicon import load
    >>> list(latin_names("出口德国Kesten Pharma和意大利企业Orbena，以PVC为原料。", load()))
    ['Kesten Pharma', 'Orbena']
    """
    for match in _RUN.finditer(text):
        form = _FORM.fullmatch(match.group())
        tail = _ENDS.match(text, match.end())
        end = tail.end() if tail else match.end() + bool(form and text.startswith(".", match.end()))
        name = text[match.start() : end]
        sure = bool(form and " " in name) or tail is not None
        acronym = name.isupper() and len(name) <= _ACRONYM
        if not sure and (len(name) < _SHORTEST or name in lexicon.terms or name in lexicon.words):
            continue
        after = text[match.end() :]
        coded = after[:1].isdigit() or after[:1] == "-" or text[: match.start()][-1:].isdigit()
        trade = _TRADED.match(text, match.end())
        if (
            trade
            and not coded
            and len(name) >= _TELLING
            and _plain(name)
            and lexicon.organisations.get(trade[1]) in _TRADES
        ):
            yield name + trade[1]
        elif sure or (not coded and _is_shown(text, match, acronym, lexicon)):
            yield name


def _plain(name: str) -> bool:
    """Whether each word is a capital and small letters, as in no code (TOPCon, SoC)."""
    return all(word[1:].islower() for word in name.split())


def _is_shown(text: str, match: re.Match[str], acronym: bool, lexicon: Lexicon) -> bool:
    before = text[: match.start()]
    if acronym:
        return text.startswith(("集团", "股份"), match.end())
    if _CALLED.match(text, match.end()) or _is_placed(before, lexicon):
        return True
    return bool(_LISTED.search(before)) and _ends_member(text, match.end(), lexicon)


def _ends_member(text: str, end: int, lexicon: Lexicon) -> bool:
    """Whether a member of a list ends here, or a trade follows (Yunling汽车)."""
    return not text[end : end + 1] or text[end] in "、，。；和及与等（” \n" or is_trade(text[end : end + 2], lexicon)


def _is_placed(before: str, lexicon: Lexicon) -> bool:
    """Whether a country stands before, perhaps with what sort of enterprise it is (希腊某船厂商|, 德国的|)."""
    before = before.removesuffix("“")
    for size in range(min(_FARTHEST, len(before))):
        lead, sort = before[: len(before) - size], before[len(before) - size :]
        if _sorts(lexicon).fullmatch(sort) and not _SEAT.search(lead) and _ends_abroad(lead, lexicon):
            return True
    return False


def _ends_abroad(lead: str, lexicon: Lexicon) -> bool:
    homes = (lead[-size:] for size in range(2, 6))
    return lead.endswith(_FOREIGN) or any(home in lexicon.places and is_abroad(home, lexicon) for home in homes)


@cache
def _sorts(lexicon: Lexicon) -> re.Pattern[str]:
    nouns = "|".join(sorted({*lexicon.by_role("enterprise-noun"), *lexicon.by_role("enterprise-noun-loose"), "公司"}))
    return re.compile(rf"的?(?:[一-龥]{{0,6}}(?:{nouns}))?")
