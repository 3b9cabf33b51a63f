"""Bytes to text: UTF-8, UTF-16 and GB18030 are told apart; what is not text is an error."""

from __future__ import annotations

import codecs
import re

from graph.errors import SourceError
from graph.text.chars import HAN, MARKS

_MARKED = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BINARY = re.compile("[\x00-\x08\x0e-\x19\x1b-\x1f\ue000-\uf8ff\ufffe\uffff]")
# Half of the characters of any Chinese text are among these, and of no text decoded amiss.
_COMMON = re.compile(
    f"[{MARKS} -~\r\n\t\u3000０-９"
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产"
    "种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其"
    "些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很"
    "情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根"
    "论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六"
    "共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集"
    "投亿吨项企镍铜锂钴池铝钛市省县园司股份限园链材硫磷酸碳电储氢]"
)
_SAMPLE = 20_000


def decode(data: bytes, where: str) -> str:
    """Turn the bytes of a text into characters, without a byte order mark.

    >>> decode("铜业公司投产".encode("gb18030"), "a.txt")
    '铜业公司投产'
    """
    if not data.strip(b" \t\r\n\x00"):
        raise SourceError("empty file / 空文件", where, "give a text with words in it")
    for mark, encoding in _MARKED:
        if data.startswith(mark):
            return _checked(_strict(data[len(mark) :], encoding, where), where)
    if b"\x00" not in data:
        try:
            return _checked(data.decode("utf-8"), where)
        except UnicodeDecodeError as fault:
            return _unmarked(data, where, fault)
    return _unmarked(data, where, None)


def _strict(data: bytes, encoding: str, where: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as fault:
        raise _damaged(fault, where) from None


def _unmarked(data: bytes, where: str, fault: UnicodeDecodeError | None) -> str:
    """Take the encoding that makes the most of it Chinese; bytes that are mostly UTF-8 are UTF-8 that is damaged."""
    if fault and fault.start * 2 > len(data):
        raise _damaged(fault, where)
    tried = [(_likeness(data, encoding), encoding) for encoding in ("gb18030", "utf-16-le", "utf-16-be")]
    score, encoding = max(tried, key=lambda item: item[0])
    if score < 0.35 and fault and _mostly_utf8(data):
        raise _damaged(fault, where)
    if score < 0.35:
        raise SourceError(
            "not text, or in an unknown encoding / 不是文本或编码无法识别", where, "save it as UTF-8 text"
        )
    return _checked(_strict(data, encoding, where), where)


def _likeness(data: bytes, encoding: str) -> float:
    """Which share of the beginning reads as ordinary Chinese or Latin text, 0 where it does not decode."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        text = decoder.decode(data[:_SAMPLE])
    except UnicodeDecodeError:
        return 0
    if not text or _BINARY.search(text):
        return 0
    return len(_COMMON.findall(text)) / len(text)


def _mostly_utf8(data: bytes) -> bool:
    text = data[:_SAMPLE].decode("utf-8", "replace")
    return len(re.findall(f"[{HAN}]", text)) > 4 * text.count("\ufffd")


def _damaged(fault: UnicodeDecodeError, where: str) -> SourceError:
    name = fault.encoding.upper()
    what = f"damaged {name} text at byte {fault.start} / 第 {fault.start} 字节处编码损坏"
    return SourceError(what, where, "save it again as UTF-8")


def _checked(text: str, where: str) -> str:
    """A text has words, and no control characters but those of layout."""
    if not any(map(str.isalnum, text)):
        raise SourceError("empty file / 空文件", where, "give a text with words in it")
    if "\x00" in text or len(_BINARY.findall(text)) * 100 > len(text):
        raise SourceError(
            "binary data, not text / 二进制数据，不是文本", where, "give txt, md, html, pdf, docx or jsonl"
        )
    return text
