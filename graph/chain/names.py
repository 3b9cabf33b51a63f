"""Names by what stands in them: each pair of letters with the names that hold it, so that no name is read in vain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property


def folded(name: str) -> str:
    """A name without regard to case and outer spaces.

    >>> folded(" Nickel ")
    'nickel'
    """
    return name.strip().casefold()


class Names:
    """Names, folded, in the order given, and whose they are.

    >>> names = Names([("云峰镍业", "company/a"), ("硫酸镍", "material/b"), ("镍业", "company/c")])
    >>> list(names.inside("镍业")), names.ids("硫酸镍")
    (['云峰镍业', '镍业'], ('material/b',))
    """

    def __init__(self, named: Iterable[tuple[str, str]]) -> None:
        """Of pairs of a name and an id."""
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for name, id in named:
            found[folded(name)][id] = None
        self._ids = {name: tuple(ids) for name, ids in found.items()}

    def __iter__(self) -> Iterator[str]:
        """Every name."""
        return iter(self._ids)

    def ids(self, name: str) -> tuple[str, ...]:
        """Whose name this is, folded."""
        return self._ids.get(name, ())

    def inside(self, text: str) -> Iterator[str]:
        """The names that hold this, folded, in the order of names."""
        near = (self._holding.get(text[at : at + 2], ()) for at in range(max(1, len(text) - 1)))
        rarest = min(near, key=len) if text else tuple(self._ids)
        return (name for name in rarest if text in name)

    @cached_property
    def _holding(self) -> dict[str, list[str]]:
        """The names that hold a letter, or two one after the other."""
        found: dict[str, list[str]] = defaultdict(list)
        for name in self._ids:
            for part in {*name, *(name[at : at + 2] for at in range(len(name) - 1))}:
                found[part].append(name)
        return found
