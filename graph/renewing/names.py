"""What names mean after a change: only those are looked at that could mean one thing with a name that came or went.

Names that share a block, directly or by others, are joined or not whatever all other names are, so they are resolved
among themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from graph.lexicon import Lexicon
from graph.model import Entity, Extraction, Name
from graph.renewing.state import State, entity_row, name_of, name_row
from graph.resolve import meanings, names_of, resolve_names
from graph.resolve.blocks import blocks, same_label

_OF_LABEL = """SELECT n.text, t.id, t.name, n.kind, n.label, n.wordings, n.entity, n.score, n.reason
  FROM name n JOIN text t ON t.number = n.text WHERE n.label = ?"""
_MEANS = "UPDATE name SET entity = ?, score = ?, reason = ? WHERE text = ? AND kind = ? AND label = ?"


@dataclass(frozen=True, slots=True)
class _Known:
    """A name of a text, and what it has meant so far."""

    text: int
    name: Name
    means: tuple[str, float, str]


def block_rows(names: Iterable[Name], lexicon: Lexicon) -> Iterator[tuple[str, str, bool]]:
    """The blocks of names, each a row with the label."""
    for name in names:
        yield name.label, same_label(name.label), False
        yield from ((name.label, block.key, block.offered) for block in blocks(name, lexicon))


def rename(state: State, gone: Sequence[int], come: Sequence[tuple[int, Extraction]], lexicon: Lexicon) -> set[int]:
    """Let texts go and others come, and tell which of the rest now call something else, or otherwise, by a name."""
    new = [(number, name) for number, told in come for name in names_of(told)]
    state.put("block", set(block_rows((name for _, name in new), lexicon)))
    labels = {row[0] for row in state.among("SELECT label FROM name WHERE text = ?", gone)}
    near = _near(state, labels | {name.label for _, name in new})
    known = [_known(row) for row in state.among(_OF_LABEL, sorted(near))]
    state.leave_out(gone, wholly=True)
    left = frozenset(gone)
    stay = [one for one in known if one.text not in left]
    found = resolve_names([*(one.name for one in stay), *(name for _, name in new)], lexicon)
    means = meanings(found)
    moved = [one for one in stay if one.means != means[one.name.key]]
    state.run(_MEANS, ((*means[one.name.key], one.text, one.name.kind, one.name.label) for one in moved))
    state.put("name", (name_row(number, name, means[name.key]) for number, name in new))
    other = _entities(state, {one.means[0] for one in known}, found.entities)
    called = state.among("SELECT text FROM name WHERE entity = ?", other)
    return {one.text for one in moved} | {row[0] for row in called} - {number for number, _ in come}


def _near(state: State, labels: Iterable[str]) -> set[str]:
    """These labels and all that share a block with them, directly or by others."""
    waiting, keys = list(labels), set[str]()
    near = set(waiting)
    while waiting:
        for (key,) in list(state.rows("SELECT key FROM block WHERE label = ?", waiting.pop())):
            if key not in keys:
                keys.add(key)
                shared = _sharing(state, key) - near
                near |= shared
                waiting.extend(shared)
    return near


def _sharing(state: State, key: str) -> set[str]:
    """The labels that a block joins: none where none asks for it."""
    rows = list(state.rows("SELECT label, offered FROM block WHERE key = ?", key))
    return set() if all(offered for _, offered in rows) else {label for label, _ in rows}


def _known(row: Sequence[Any]) -> _Known:
    text, document, name, kind, label, wordings, *means = row
    return _Known(text, name_of(document, name, kind, label, wordings), (means[0], means[1], means[2]))


def _entities(state: State, before: set[str], now: Iterable[Entity]) -> list[str]:
    """Put the entities in place of those that the same names meant before; those that are not what they were."""
    rows = dict(map(entity_row, now))
    query = "SELECT id, told FROM entity WHERE id = ?"
    known = dict(state.among(query, sorted(before | rows.keys())))
    state.run("DELETE FROM entity WHERE id = ?", ((id,) for id in sorted(before - rows.keys())))
    state.put("entity", sorted(rows.items()))
    return sorted(id for id, told in rows.items() if known.get(id) not in {told, None})
