"""People that a text tells to be people: who holds a company in person is no company."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.lexicon import Lexicon

_NAME = r"[一-龥]{2,3}"
_TOLD = re.compile(
    rf"实际控制人(?:均|分别)?(?:为|是|：)(?P<held>{_NAME}(?:[、和与]{_NAME})*)(?=[，。；、（\n]|先生|女士|夫妇|夫妻|父子|兄弟|[一二两三四]人)"
    rf"|(?:记者|通讯员|特约作者|责任编辑|摄影|见习生)[ ：]{{0,2}}(?P<by>{_NAME}(?:[ 、]{{1,2}}{_NAME})*)"
    r"(?=[ ，。；）\n]|通讯员|摄|$)"
    rf"|(?:董事长|总经理|总裁|董秘|厂长|创始人|首席执行官|负责人)(?P<said>{_NAME})(?=[：，\n]|说|表示|介绍|坦言|透露|告诉)"
    rf"|(?P<one>{_NAME}(?:[、和与]{_NAME})*)(?=先生|女士|夫妇|夫妻|父子|兄弟|[二两三]人|担任公司|系夫妻|为夫妻|、实际控制人)"
)
_APART = re.compile("[、和与 ]+")


def people(text: str, lexicon: Lexicon) -> frozenset[str]:
    """Those that hold a company as their own, that report, or that are called what only people are, with a surname.

    >>> from graph.lexicon import load
    >>> sorted(people("公司控股股东为李云岭，实际控制人为李云岭、王青石。", load()))
    ['李云岭', '王青石']
    """
    return frozenset(_named(text, lexicon))


def _named(text: str, lexicon: Lexicon) -> Iterator[str]:
    for match in _TOLD.finditer(text):
        for name in _APART.split(match["held"] or match["by"] or match["said"] or match["one"]):
            for size in (3, 2) if match["one"] else (len(name),):
                if len(name) >= size and lexicon.is_(name[-size], "surname"):
                    yield name[-size:]
                    break
