"""The table of claims: the rows on texts that did not change stand as they are."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from pathlib import Path

from graph import rdf, tables
from graph.cells import csv_text
from graph.model import Fact, Knowledge
from graph.renewing.follows import Followed
from graph.renewing.state import State
from graph.vocab import Vocabulary

_HEAD = ("\ufeff" + csv_text(tables.CLAIM_COLUMNS, ())).encode()  # the mark is for Excel
Sizes = dict[str, int]


def write(knowledge: Knowledge, vocabulary: Vocabulary, path: Path) -> Sizes:
    """Write the table, and tell how many bytes there are on each text."""
    with path.open("xb") as file:
        file.write(_HEAD)
        rows = tables.claims_by_text(knowledge, vocabulary, rdf.claim_ids)
        return {name: file.write(csv_text(None, said).encode()) for name, said in rows}


def note(state: State, sizes: Mapping[str, int]) -> None:
    """Hold how many bytes there are on each text."""
    state.run("DELETE FROM csv")
    state.put("csv", sizes.items())


def renew(
    state: State, new: Sequence[Knowledge], names: Collection[str], followed: Followed, vocabulary: Vocabulary
) -> Iterator[rdf.Edit]:
    """What to write in place of what: the rows on texts of these names, and what no text says."""
    now = dict(_rows(new, followed, vocabulary))
    sizes: Sizes = dict(state.rows("SELECT name, bytes FROM csv"))
    old = sorted(sizes, key=_last)
    begins = list(accumulate((sizes[name] for name in old), initial=len(_HEAD)))
    other = sorted({*names, ""}, key=_last)
    for name in other:
        place = bisect_left(old, _last(name), key=_last)
        start = begins[place]
        yield start, start + sizes.get(name, 0), now.get(name, b"")
    state.run("DELETE FROM csv WHERE name = ?", ((name,) for name in other))
    state.put("csv", ((name, len(text)) for name, text in now.items()))


def _rows(new: Iterable[Knowledge], followed: Followed, vocabulary: Vocabulary) -> Iterator[tuple[str, bytes]]:
    texts = {document.id: document.name for known in new for document in known.documents}
    facts = [fact for known in new for fact in known.facts]
    facts.extend(fact for fact in followed.facts if _among(fact, texts))
    labels = {entity.id: entity.label for entity in followed.entities}
    known = tables.Known(texts, labels, followed.claims)
    for name, rows in tables.by_text(facts, known, vocabulary, rdf.claim_ids):
        yield name, csv_text(None, rows).encode()


def _among(fact: Fact, texts: Collection[str]) -> bool:
    return not fact.claims or fact.claims[0].evidence.document in texts


def _last(name: str) -> tuple[bool, str]:
    """What no text says comes last."""
    return not name, name
