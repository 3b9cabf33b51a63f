"""Projects: the same work in the same amount is one project, unless its owners say otherwise."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.lexicon import Lexicon
from graph.lexicon.firms import related
from graph.model import Extraction, Key, Kind, Mention
from graph.resolve.groups import Groups

_KIND: Kind = "Project"
_AMOUNT = re.compile(
    r"(?:年产|年处理|年)?(\d[\d.,]*(?:[十百千万亿]*)?)(万?[A-Za-z\u4e00-\u9fff]{0,2}?(?:吨|台套|千瓦时|千瓦|平方米|立方米|[GMk]W[h]?|只|套|台|辆|件|片|亩))(?:/[年天日])?"
)
_HEAD = re.compile(r"(?:项目|工程|生产线|产线|示范线|装置|基地)+$")
_NOISE = re.compile(r"[“”‘’《》（）()、，,及和与的·\s/-]|年产|每年")


@dataclass(frozen=True, slots=True)
class _Sign:
    """What tells a project from another: its work, its amounts."""

    core: str
    amounts: tuple[str, ...]


def sign(label: str, lexicon: Lexicon) -> _Sign:
    """The work and the amounts of a project's name.

    >>> from graph.lexicon import load
    >>> sign("年产40万吨智能铜电解项目", load()) == sign("40万吨/年智能铜电解工程", load())
    True
    """
    amounts = tuple(sorted(m.group(1) + m.group(2) for m in _AMOUNT.finditer(label)))
    core = _NOISE.sub("", _HEAD.sub("", _AMOUNT.sub("", label)))
    making = sorted((w for w, role in lexicon.works.items() if role == "making"), key=lambda w: (-len(w), w))
    while tail := next((w for w in making if core.endswith(w) and len(core) > len(w) + 1), ""):
        core = core[: -len(tail)]
    return _Sign(core, amounts)


def link_projects(groups: Groups, extractions: Sequence[Extraction], lexicon: Lexicon) -> None:
    """Join projects of one text, then across texts where the amount is the same and no owner contradicts."""
    owners = _owners(extractions)
    none: frozenset[str] = frozenset()
    signs = {key: sign(_shared_name(key[2], owners.get(key, none)), lexicon) for key in groups.keys(_KIND)}
    by_core: dict[str, list[Key]] = defaultdict(list)
    for key, found in signs.items():
        by_core[found.core].append(key)
    for keys in by_core.values():
        for index, key in enumerate(keys):
            for other in keys[:index]:
                _consider(groups, other, key, signs, owners)


def _consider(groups: Groups, key: Key, other: Key, signs: Mapping[Key, _Sign],
              owners: Mapping[Key, frozenset[str]]) -> None:  # fmt: skip
    one, two = signs[key], signs[other]
    same_text = key[0] == other[0]
    if not _compatible(owners.get(key, frozenset()), owners.get(other, frozenset())):
        return
    if one.amounts == two.amounts and (
        one.amounts or same_text or owners.get(key, frozenset()) & owners.get(other, frozenset())
    ):
        reason = "same work, same amount / 同一内容、同一规模"
        groups.join(key, other, 0.95 if same_text else 0.85, reason)
    elif same_text and (not one.amounts or not two.amounts) and len(one.core) >= 4:
        groups.join(key, other, 0.85, "same work named again without its amount / 再次提及，省略规模")


def _shared_name(label: str, owners: frozenset[str]) -> str:
    """What a project is called in its text, without the owner that `extract.owners` wrote behind it."""
    return next((label.removesuffix(f"（{o}）") for o in sorted(owners) if label.endswith(f"（{o}）")), label)


def _owners(extractions: Sequence[Extraction]) -> dict[Key, frozenset[str]]:
    found: dict[Key, set[str]] = defaultdict(set)
    for extraction in extractions:
        for claim in extraction.claims:
            if claim.predicate == "undertakes" and isinstance(claim.object, Mention):
                found[(extraction.document.id, _KIND, claim.object.label)].add(claim.subject.label)
    return {key: frozenset(names) for key, names in found.items()}


def _compatible(ones: frozenset[str], others: frozenset[str]) -> bool:
    """No owners on one side, a shared one, or a group and its member."""
    return not ones or not others or any(related(a, b) for a in ones for b in others)
