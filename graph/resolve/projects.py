"""Projects: the same work in the same amount is one project, unless its owners say otherwise."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter

from graph.lexicon import Lexicon
from graph.lexicon.firms import related
from graph.model import Key, Kind, Name
from graph.resolve.groups import Groups

_KIND: Kind = "Project"
_SAME = "same work, same amount / 同一内容、同一规模"
_AGAIN = "same work named again without its amount / 再次提及，省略规模"
_TELLING = 4
_AMOUNT = re.compile(
    r"(?:年产|年处理|年)?(\d[\d.,]*(?:[十百千万亿]*)?)(万?[A-Za-z\u4e00-\u9fff]{0,2}?(?:吨|台套|千瓦时|千瓦|平方米|立方米|[GMk]W[h]?|只|套|台|辆|件|片|亩))(?:/[年天日])?"
)
_HEAD = re.compile(r"(?:项目|工程|生产线|产线|示范线|装置|基地)+$")
_NOISE = re.compile(r"[“”‘’《》（）()、，,及和与的·\s/-]|年产|每年")


@dataclass(frozen=True, slots=True)
class Sign:
    """What tells a project from another: its work, its amounts."""

    core: str
    amounts: tuple[str, ...]


def sign(label: str, lexicon: Lexicon) -> Sign:
    """The work and the amounts of a project's name.

    >>> from graph.lexicon import load
    >>> sign("年产40万吨智能铜电解项目", load()) == sign("40万吨/年智能铜电解工程", load())
    True
    """
    amounts = tuple(sorted(m.group(1) + m.group(2) for m in _AMOUNT.finditer(label)))
    core = _NOISE.sub("", _HEAD.sub("", _AMOUNT.sub("", label)))
    while tail := next((w for w in _making(lexicon) if core.endswith(w) and len(core) > len(w) + 1), ""):
        core = core[: -len(tail)]
    return Sign(core, amounts)


@lru_cache(maxsize=4)
def _making(lexicon: Lexicon) -> tuple[str, ...]:
    """Words of work that are not part of what is made, the longest first."""
    return tuple(sorted((w for w, role in lexicon.works.items() if role == "making"), key=lambda w: (-len(w), w)))


@dataclass(frozen=True, slots=True)
class _Named:
    """A project's name in one text, with what it says and who undertakes it there."""

    key: Key
    sign: Sign
    owners: frozenset[str]

    def fits(self, other: _Named) -> bool:
        """Whether no owner contradicts: none on one side, a shared one, or a group and its member."""
        return not self.owners or not other.owners or self.shares(other)

    def shares(self, other: _Named) -> bool:
        """Whether the two have an owner in common."""
        return any(related(a, b) for a in self.owners for b in other.owners)

    def beside(self, other: _Named) -> bool:
        """Whether one text names both."""
        return self.key[0] == other.key[0]


def link_projects(groups: Groups, names: Iterable[Name], lexicon: Lexicon) -> None:
    """Join the names of one project in a text and across texts, where work, amount and owner bear it.

    A name that fits two projects is left alone: it joins neither.
    """
    by_core: dict[str, list[_Named]] = defaultdict(list)
    signs: dict[str, Sign] = {}
    for name in sorted((name for name in names if name.kind == _KIND), key=attrgetter("key")):
        shared = shared_name(name)
        found = signs.get(shared) or signs.setdefault(shared, sign(shared, lexicon))
        by_core[found.core].append(_Named(name.key, found, frozenset(name.owners)))
    for named in by_core.values():
        _of_one_work(groups, named)


def _of_one_work(groups: Groups, named: Sequence[_Named]) -> None:
    by_amount: dict[tuple[str, ...], list[_Named]] = defaultdict(list)
    for name in named:
        by_amount[name.sign.amounts].append(name)
    for amounts in sorted(by_amount):
        _of_one_amount(groups, by_amount[amounts])
    measured = [n for n in named if n.sign.amounts]
    for name in by_amount.get((), ()):
        _without_amount(groups, name, measured)


def _of_one_amount(groups: Groups, named: Sequence[_Named]) -> None:
    owned = [n for n in named if n.owners]
    for one, other in _pairs(owned):
        if one.fits(other) and (one.sign.amounts or one.beside(other) or one.owners & other.owners):
            _join(groups, one, other, _SAME)
    for name in named:
        if not name.owners:
            others = [n for n in owned or named if n is not name and (name.sign.amounts or name.beside(n))]
            _settle(groups, name, others, _SAME, either=not owned)


def _pairs(owned: Sequence[_Named]) -> Iterator[tuple[_Named, _Named]]:
    """Every two, but for what can join nothing more: after one of its owners and amount, whom it fits is joined."""
    seen: set[frozenset[str]] = set()
    for number, one in enumerate(owned):
        if not one.sign.amounts or one.owners not in seen:
            yield from ((one, other) for other in owned[number + 1 :])
        seen.add(one.owners)


def _without_amount(groups: Groups, name: _Named, measured: Sequence[_Named]) -> None:
    """The same work named without its amount: in one text, or by one owner in another."""
    telling = len(name.sign.core) >= _TELLING
    others = [n for n in measured if name.shares(n) or (telling and name.beside(n) and name.fits(n))]
    _settle(groups, name, others, _AGAIN)


def _settle(groups: Groups, name: _Named, others: Sequence[_Named], reason: str, *, either: bool = False) -> None:
    """Join a name to the one project it can mean, of its own text if there is one; to any if they are all alike."""
    near = [n for n in others if n.beside(name)] or others
    if near and (either or len({groups.find(n.key) for n in near}) == 1):
        _join(groups, near[0], name, reason)


def _join(groups: Groups, one: _Named, other: _Named, reason: str) -> None:
    sure = reason == _SAME and one.beside(other)
    groups.join(one.key, other.key, 0.95 if sure else 0.85, reason)


def shared_name(name: Name) -> str:
    """What a project is called in its text, without the owner that `extract.owners` wrote behind it."""
    behind = (f"（{owner}）" for owner in sorted(name.owners))
    return next((name.label.removesuffix(owner) for owner in behind if name.label.endswith(owner)), name.label)
