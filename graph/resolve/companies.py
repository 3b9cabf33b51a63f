"""Companies: one stem in one text is one company; a short name that fits one company only is that company."""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from graph.lexicon import Lexicon
from graph.lexicon.firms import stem
from graph.model import Key, Kind, Name
from graph.resolve.groups import Groups

_KIND: Kind = "Company"
SHORTEST = 3


def link_companies(groups: Groups, names: Iterable[Name], lexicon: Lexicon) -> None:
    """Join legal forms of one stem within a text, then short names that fit one company of the corpus.

    Names come text by text.
    """
    for document, told in groupby(names, attrgetter("document")):
        _join_forms(groups, document)
        for (_, short, reason), full in sorted((alias, name.label) for name in told for alias in name.shorts):
            groups.join((document, _KIND, full), (document, _KIND, short), 0.9, reason, full)
    _join_short(groups, lexicon)


def _join_forms(groups: Groups, document: str) -> None:
    forms: dict[str, list[Key]] = defaultdict(list)
    for key in groups.keys_in(document, _KIND):
        if has_form(key[2]) and len(stem(key[2])) >= SHORTEST:
            forms[stem(key[2])].append(key)
    for keys in forms.values():
        label = max((k[2] for k in keys), key=lambda name: ("股份" in name, len(name), name))
        for other in keys[1:]:
            groups.join(
                keys[0],
                other,
                0.95,
                "one stem in one text: 有限公司 and 股份有限公司 / 同文同名，公司形式写法不同",
                label,
            )


def _join_short(groups: Groups, lexicon: Lexicon) -> None:
    """A name without legal form that begins exactly one full name of the corpus, place aside."""
    keys = groups.keys(_KIND)
    full = _Beginnings((k for k in keys if is_full(k[2])), lexicon)
    for key in keys:
        if not is_short(key[2]):
            continue
        target = _only(groups, full.of(key[2]))
        if target is not None:
            groups.join(
                target,
                key,
                0.85,
                f"short for the only {target[2]} of these texts / 本批文本中唯一对应的简称",
                target[2],
            )


def _only(groups: Groups, full: Sequence[Key]) -> Key | None:
    """The last of these names if all mean one company."""
    same = all(groups.find(key) == groups.find(full[0]) for key in full)
    return full[-1] if full and same else None


class _Beginnings:
    """Full names by how they begin, with or without the place before them and without legal form."""

    def __init__(self, full: Iterable[Key], lexicon: Lexicon) -> None:
        self._last = {key[2]: key for key in full}  # all keys of one label mean one company
        forms = {(form, label) for label in self._last for form in beginnings(label, lexicon)}
        self._forms = sorted(forms)
        self._found: dict[str, tuple[Key, ...]] = {}

    def of(self, short: str) -> tuple[Key, ...]:
        """One key of each full name that begins so, in order."""
        found = self._found.get(short)
        if found is None:
            start, end = (bisect_left(self._forms, (short + mark,)) for mark in ("", chr(sys.maxunicode)))
            labels = {label for _, label in self._forms[start:end]}
            found = self._found[short] = tuple(sorted(self._last[label] for label in labels))
        return found


def has_form(label: str) -> bool:
    """Whether a company's name ends as full names do.

    >>> [has_form(label) for label in ("云峰锂业有限公司", "云峰集团", "云峰锂业")]
    [True, True, False]
    """
    return label.endswith(("公司", "集团"))


def is_full(label: str) -> bool:
    """Whether others may be short for it."""
    return label.endswith("公司")


def is_short(label: str) -> bool:
    """Whether it may be short for another."""
    return len(label) >= SHORTEST and not has_form(label)


def beginnings(full: str, lexicon: Lexicon) -> Iterator[str]:
    """What a short name of it begins: the name without legal form, and that without the place before it."""
    yield stem(full)
    yield stem(next((full[size:] for size in (5, 4, 3, 2) if full[:size] in lexicon.places), full))
