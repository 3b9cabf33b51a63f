"""Words beside enterprises that only say of what sort they are, or where: 向下游客户甲公司供货 is 向甲公司供货."""

from __future__ import annotations

import re

_C = chr(0xE000 + ord("C"))
_LED = r"(?:(?<=[向从由为给对被于到至与和同])|(?<=[给到]了)|(?<=供应)|(?<=供货))"
_SORT = (
    r"(?:企业|厂商|厂家|客户|用户|供应商|供货商|车企|药企|酒企|钢企|主机厂|整车厂|巨头|龙头|品牌|合作伙伴"
    r"|关联方|关联企业|大厂|大户)"
)
_WORDS = r"[^，。；：、“”（）的股属旗麾和与及\ue041-\ue05a]{0,10}?"
_NEAR = (
    r"(?:附近|隔壁|邻近|相邻|毗邻|一墙之隔|仅一墙之隔|当地|本地|周边|同城|区内|园区内?|园内|同一园区|不远处|旁边)的?"
)
_QUALIFIED = re.compile(rf"{_LED}(?:(?:{_NEAR})?{_WORDS}{_SORT}|{_NEAR})(?=[“]?{_C})")
_CLOSING = re.compile(  # of M there may be some: 等整车企业
    rf"等[^，。；：、\ue041-\ue04c\ue04e-\ue05a]{{0,14}}?{_SORT}，?(?=以?及[“]?{_C})"
)


def closed(text: str) -> int:
    """How long what closes a list of enterprises is, where the list goes on (甲、乙|等国内车企，|以及丙)."""
    match = _CLOSING.match(text) if text[:1] == "等" else None
    return match.end() if match else 0


def qualified(text: str) -> list[tuple[int, int]]:
    """Where words stand between a preposition and an enterprise that only tell of what sort it is, or where.

    >>> qualified(f"向下游客户{_C}供货"), qualified(f"向{_C}供货")
    ([(1, 5)], [])
    """
    return [match.span() for match in _QUALIFIED.finditer(text)] if _C in text else []
