"""Makes anew what some texts add: those that came, and those whose names others gave another meaning."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from graph.extractions import Resources, extract_all
from graph.lexicon import Lexicon
from graph.model import Document, Extraction, Knowledge
from graph.renewing import told
from graph.renewing.names import rename
from graph.renewing.state import State

_NAMES = "SELECT name FROM text WHERE number = ?"
_NAMED = "SELECT number, id FROM text WHERE name = ?"


class TooMany(Exception):
    """So many texts have changed that all is sooner made anew."""


class Work:
    """Of all texts by their ids, with their keys, what some add to what is held."""

    def __init__(
        self, state: State, using: Resources, documents: Mapping[str, Document], keys: Mapping[str, bytes]
    ) -> None:
        self._state, self._using, self._documents, self._keys = state, using, documents, keys
        self.names: set[str] = set()  # of texts that went or are made anew

    def changed(self, gone: Sequence[int], come: Sequence[Document], words: Lexicon, most: int) -> list[Knowledge]:
        """What texts add that came or that the change bears on; `TooMany` where it bears on more than stay."""
        self.names.update(name for (name,) in self._state.among(_NAMES, gone))
        ((last,),) = self._state.rows("SELECT max(number) FROM text")
        new = list(enumerate(self._read(come), start=(last or 0) + 1))
        other = rename(self._state, gone, new, words)
        self.names.update(document.name for document in come)
        self.names.update(name for (name,) in self._state.among(_NAMES, sorted(other)))
        held = list(self._state.among(_NAMED, sorted(self.names)))
        if len(held) + len(new) > most:
            raise TooMany
        return [*self._made(new), *self._again(held)]

    def quoted(self, ids: Iterable[str]) -> list[Knowledge]:
        """What texts of these ids add that were not made anew before."""
        names = {self._documents[id].name for id in ids if id in self._documents} - self.names
        self.names |= names
        return list(self._again(list(self._state.among(_NAMED, sorted(names)))))

    def _again(self, held: Sequence[tuple[int, str]]) -> Iterator[Knowledge]:
        told_again = self._read([self._documents[id] for _, id in held])
        return self._made((number, one) for (number, _), one in zip(held, told_again, strict=True))

    def _made(self, extractions: Iterable[tuple[int, Extraction]]) -> Iterator[Knowledge]:
        for number, extraction in extractions:
            id = extraction.document.id
            self._state.leave_out([number], wholly=False)
            known = told.known_of(extraction, told.meant(self._state, number, id))
            rows: told.Rows = defaultdict(list)
            told.add(rows, number, known, self._keys[id])
            told.put(self._state, rows)
            yield known

    def _read(self, documents: Sequence[Document]) -> Iterator[Extraction]:
        return extract_all(documents, using=self._using)
