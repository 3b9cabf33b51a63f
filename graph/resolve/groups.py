"""Sets of names that mean one thing, joined with a reason, in an order that no hash seed changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from graph.model import Key, Kind

SAME_NAME = (1.0, "same name / 同名")


class Groups:
    """Union-find over (document, kind, label).

    The same label of one kind is one thing across documents, except projects, which join only by rule.
    """

    def __init__(self) -> None:
        self._parent: dict[Key, Key] = {}
        self._surfaces: dict[Key, Iterable[str]] = {}
        self._why: dict[Key, tuple[float, str]] = {}
        self._first: dict[tuple[Kind, str], Key] = {}
        self._labelled: dict[str, list[Key]] = defaultdict(list)
        self._named_in: dict[tuple[str, Kind], list[Key]] = defaultdict(list)
        self._preferred: dict[Key, str] = {}

    def add(self, key: Key, surfaces: Iterable[str]) -> None:
        """Take a name in, once, with all its wordings."""
        self._surfaces[key] = surfaces
        self._parent[key] = key
        self._labelled[key[2]].append(key)
        self._named_in[key[0], key[1]].append(key)
        self._why[key] = SAME_NAME
        if key[1] != "Project":
            self._union(self._first.setdefault((key[1], key[2]), key), key)

    def keys(self, kind: Kind) -> list[Key]:
        """All names of a kind, sorted."""
        return sorted(k for k in self._parent if k[1] == kind)

    def keys_in(self, document: str, kind: Kind) -> list[Key]:
        """The names of a kind in one text, sorted."""
        return sorted(self._named_in.get((document, kind), ()))

    def join(self, key: Key, other: Key, score: float, reason: str, label: str = "") -> None:
        """Say that two names mean one thing; `label` is what it is then called."""
        if self.find(key) != self.find(other):
            self._why[other] = (score, reason)
            self._union(key, other)
        if label:
            self._preferred[self.find(key)] = label

    def find(self, key: Key) -> Key:
        """The name that stands for the set of `key`."""
        while self._parent[key] != key:
            self._parent[key] = self._parent[self._parent[key]]
            key = self._parent[key]
        return key

    def _union(self, one: Key, other: Key) -> None:
        a, b = self.find(one), self.find(other)
        if a == b:
            return
        root, child = min(a, b), max(a, b)
        label = self._preferred.get(a) or self._preferred.get(b)
        self._parent[child] = root
        if label:
            self._preferred[root] = label

    def why(self, key: Key) -> tuple[float, str]:
        """The score and the reason of the last join of this name."""
        return self._why[key]

    def sets(self) -> Iterator[frozenset[Key]]:
        """The sets, in the order of their first member."""
        found: dict[Key, list[Key]] = defaultdict(list)
        for key in sorted(self._parent):
            found[self.find(key)].append(key)
        for root in sorted(found):
            yield frozenset(found[root])

    def label(self, members: Iterable[Key]) -> str:
        """What a set is called: as a rule said, or by its fullest label."""
        keys = sorted(members)
        preferred = self._preferred.get(self.find(keys[0]), "")
        return preferred or min((k[2] for k in keys), key=lambda label: (-len(label), label))

    def names(self, members: Iterable[Key]) -> tuple[str, ...]:
        """Everything the texts call it, labels and wordings."""
        found = {s for k in members for s in self._surfaces[k]} | {k[2] for k in members}
        return tuple(sorted(found))

    def judge(self, judgements: Sequence[tuple[str, str, str]]) -> None:
        """Apply the recorded judgements: same joins, different takes a name out of its set."""
        for name, judgement, other in judgements:
            ones, others = (sorted(self._labelled.get(label, ())) for label in (name, other))
            if judgement == "same" and ones and others:
                for key in ones:
                    self.join(others[0], key, 1.0, "recorded judgement / 人工判定", other)
            elif judgement == "different" and ones and others and self.find(ones[0]) == self.find(others[0]):
                self._split(ones)

    def _split(self, keys: Sequence[Key]) -> None:
        """Take these names out of their set, into one of their own."""
        members = [k for k in sorted(self._parent) if self.find(k) == self.find(keys[0])]
        rest = [k for k in members if k not in keys]
        label = self._preferred.pop(self.find(keys[0]), "")
        for part in (rest, list(keys)):
            for key in part:
                self._parent[key] = part[0]
        if label and rest and label not in {k[2] for k in keys}:
            self._preferred[rest[0]] = label
        for key in keys:
            self._why[key] = (1.0, "recorded judgement: different / 人工判定：不同")
