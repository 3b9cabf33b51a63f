"""Which characters stand for which: tables and patterns of the normalisation, one character at a time."""

from __future__ import annotations

import re
import unicodedata

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3007\U00020000-\U0003134f"
MARKS = "、。〈〉《》「」『』【】〔〕〖〗，；：！？（）“”‘’…—～·"
WIDE = f"{HAN}{MARKS}\u3000-\u303f\uff01-\uff60\u3040-\u30ff"
SPACES = " \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"

LINE_END = re.compile("\r\n|[\r\x0b\x85\u2028\u2029]")
PAGE_END = re.compile("\x0c")
INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]+"
)
# Blocks whose compatibility forms mean nothing more than the plain ones; circled digits and fractions stay.
_PLAIN = ((0x2100, 0x214F), (0x2160, 0x217F), (0x2E80, 0x2FDF), (0x3300, 0x33FF), (0xF900, 0xFAFF), (0xFB00, 0xFB06))
_EXTRA = {
    "＂": '"', "〝": "“", "〞": "”", "〟": "”", "「": "“", "」": "”", "『": "“", "』": "”", "﹁": "“", "﹂": "”",
    "｡": "。", "､": "、", "﹑": "、", "﹔": "；", "﹕": "：", "﹖": "？", "﹗": "！", "﹙": "（", "﹚": "）",
    "︵": "（", "︶": "）", "︿": "〈", "﹀": "〉", "︽": "《", "︾": "》", "µ": "μ", "％": "%", "﹪": "%", "／": "/",
    "＋": "+", "＝": "=", "＆": "&", "－": "-", "‐": "-", "‑": "-", "•": "·", "・": "·", "‧": "·", "∙": "·",
}  # fmt: skip
# Radicals that a PDF may hold in the place of the characters they look like; Unicode does not fold them.
_RADICALS = dict(
    zip(
        "⺠⺟⺩⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰",
        "民母王虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙",
        strict=True,
    )
)


def _single() -> dict[int, str]:
    table = {ord(old): new for old, new in (_EXTRA | _RADICALS).items()}
    ascii_forms = (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
    table |= dict.fromkeys((0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F), " ")
    return table | {code: chr(code - 0xFEE0) for code in ascii_forms}


def _compatible() -> dict[int, str]:
    forms = ((code, unicodedata.normalize("NFKC", chr(code))) for low, high in _PLAIN for code in range(low, high + 1))
    return {code: form for code, form in forms if form != chr(code) and "⁄" not in form}


_ALL = _compatible() | _single()
ONE_TO_ONE = {code: form for code, form in _ALL.items() if len(form) == 1}
ONE_TO_MANY = {chr(code): form for code, form in _ALL.items() if len(form) > 1}
MANY = re.compile(f"[{''.join(sorted(ONE_TO_MANY))}]")
# m² and H₂O are m2 and H2O, but 10² is not 102.
RAISED = re.compile("(?<=[A-Za-z)])[²³¹⁰⁴-⁹₀-₉]+")


def plain_digits(match: re.Match[str]) -> str:
    """Write raised or lowered digits on the line."""
    return unicodedata.normalize("NFKC", match.group())
