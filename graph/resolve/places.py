"""Parks and chains that are written in several ways."""

from __future__ import annotations

import re
from collections import defaultdict

from graph.lexicon import Lexicon, Term
from graph.model import Key
from graph.resolve.groups import Groups

_FORMS = (("经济技术开发区", "经开区"), ("高新技术产业开发区", "高新区"), ("高新技术开发区", "高新区"),
          ("经济开发区", "经开区"), ("工业园区", "工业园"), ("产业园区", "产业园"), ("化工园区", "化工园"))  # fmt: skip
_PROPER = 4
_LEVEL = re.compile(r"国家级|省级|市级|自治区级")


def link_parks(groups: Groups, lexicon: Lexicon) -> None:
    """金昌国家级经济技术开发区, 金昌经济技术开发区 and 金昌经开区 are one park."""
    forms: dict[str, list[Key]] = defaultdict(list)
    for key in groups.keys("Park"):
        forms[park_form(key[2], lexicon)].append(key)
    for keys in forms.values():
        plain = [k[2] for k in keys if not _LEVEL.search(k[2])] or [k[2] for k in keys]
        label = min(plain, key=lambda name: (-len(name), name))
        for other in keys[1:]:
            groups.join(
                keys[0], other, 0.95, "the same park, written short or with its rank / 同一园区的不同写法", label
            )


def park_form(name: str, lexicon: Lexicon) -> str:
    """A park's name in its shortest official form: the innermost place it begins with, its kind in short.

    >>> from graph.lexicon import load
    >>> park_form("金昌市国家级经济技术开发区", load())
    '金昌经开区'
    """
    rest, place = _LEVEL.sub("", name), ""
    while prefix := next((rest[:n] for n in range(len(rest) - 2, 1, -1) if rest[:n] in lexicon.places), ""):
        place, rest = lexicon.places[prefix].short or prefix, rest[len(prefix) :]
    for long, short in _FORMS:
        rest = rest.replace(long, short)
    return place + rest


def _join_clusters(groups: Groups, lexicon: Lexicon) -> None:
    """Two clusters that begin with one proper name are one (甲乙丙丁集群, 甲乙丙丁有色金属产业集群)."""
    forms: dict[str, list[Key]] = defaultdict(list)
    for key in groups.keys("Chain"):
        if proper := cluster_form(key[2], lexicon):
            forms[proper].append(key)
    for keys in forms.values():
        for other in keys[1:]:
            groups.join(keys[0], other, 0.85, "a cluster of the same proper name / 同名集群的不同写法")


def cluster_form(name: str, lexicon: Lexicon) -> str:
    """The proper name that a cluster begins with, "" where it begins with a word or is none."""
    proper = name[:_PROPER]
    return proper if name.endswith("集群") and not _is_word(proper, lexicon) else ""


def _is_word(text: str, lexicon: Lexicon) -> bool:
    return text in lexicon.terms or text in lexicon.words or any(text.startswith(p) for p in lexicon.places)


def chain_form(name: str) -> str:
    """A chain's name without its joining words.

    >>> chain_form("镍和钴产业链") == chain_form("镍及钴产业链")
    True
    """
    return re.sub(r"[和及与]", "", name)


def reference_chain(name: str, lexicon: Lexicon) -> Term | None:
    """The chain of domain knowledge that has this name, with or without 产业链."""
    terms = (lexicon.terms.get(whole) for whole in (name, name + "产业链", name + "产业"))
    return next((term for term in terms if term is not None and term.kind == "Chain"), None)


def link_chains(groups: Groups, lexicon: Lexicon) -> None:
    """和 or 及, with or without 产业链: one chain; the name of a reference chain where there is one."""
    forms: dict[str, list[Key]] = defaultdict(list)
    for key in groups.keys("Chain"):
        forms[chain_form(key[2])].append(key)
    for keys in forms.values():
        for other in keys[1:]:
            groups.join(keys[0], other, 0.95, "the same chain with another joining word / 同一产业链的不同写法")
    _join_clusters(groups, lexicon)
    for key in groups.keys("Chain"):
        if term := reference_chain(key[2], lexicon):
            groups.join(key, key, 0.9, "a chain of the reference knowledge / 参考产业链", term.label)
