"""Which names could mean one thing: what is in no block together is never compared.

A whole corpus need not be held to be resolved. Names that share a block, labels alike counting as one name, are joined
into components; each component, or any number of them together, goes to `resolve_names`, which decides as it would over
all names at once. `thinned` leaves of a component what decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from operator import attrgetter

from graph.lexicon import Lexicon
from graph.lexicon.firms import stem
from graph.model import Kind, Name
from graph.resolve.companies import SHORTEST, beginnings, has_form, is_full, is_short
from graph.resolve.materials import material_id
from graph.resolve.places import chain_form, cluster_form, park_form, reference_chain
from graph.resolve.projects import shared_name, sign

_NUMBERED = re.compile(r"~\d+$")


@dataclass(frozen=True, slots=True, order=True)
class Block:
    """A block that a name is in. One that is only `offered` counts where another name asks for it."""

    key: str
    offered: bool = False


def same_label(label: str) -> str:
    """The block of all names of one label.

    >>> same_label("云峰锂业")
    'label/云峰锂业'
    """
    return f"label/{label}"


def blocks(name: Name, lexicon: Lexicon) -> tuple[Block, ...]:
    """The blocks of a name, beside that of its label.

    >>> from graph.lexicon import load
    >>> one, other = (Name("d", "a", "Park", label) for label in ("金昌经济技术开发区", "金昌经开区"))
    >>> blocks(one, load()) == blocks(other, load())
    True
    """
    asked = [*_of_kind(name.kind, name, lexicon), *_judged(name.label, lexicon)]
    return tuple(sorted({*map(Block, asked), *(Block(key, offered=True) for key in _offered(name, lexicon))}))


def _of_kind(kind: Kind, name: Name, lexicon: Lexicon) -> Iterator[str]:
    if kind == "Company":
        yield from _company(name)
    elif kind == "Park":
        yield f"park/{park_form(name.label, lexicon)}"
    elif kind == "Chain":
        yield from _chain(name.label, lexicon)
    elif kind == "Material":
        yield f"id/{material_id(name.label, lexicon)}"
    elif kind == "Project":
        yield from _project(name, lexicon)


def _company(name: Name) -> Iterator[str]:
    if has_form(name.label) and len(stem(name.label)) >= SHORTEST:
        yield f"stem/{stem(name.label)}"
    if is_short(name.label):
        yield f"begins/{name.label}"
    yield from (same_label(short) for _, short, _ in name.shorts)


def _chain(label: str, lexicon: Lexicon) -> Iterator[str]:
    yield f"chain/{chain_form(label)}"
    yield f"id/chain/{label}"
    if proper := cluster_form(label, lexicon):
        yield f"cluster/{proper}"
    if term := reference_chain(label, lexicon):
        yield f"id/{term.id}"


def _project(name: Name, lexicon: Lexicon) -> Iterator[str]:
    """Its work in its amounts; where it is named without one, it asks for that work in any."""
    found = sign(shared_name(name), lexicon)
    yield f"work/{found.core}" + "".join(f"/{amount}" for amount in found.amounts)
    if _NUMBERED.search(name.label):  # an id that two projects of one name would get
        yield same_label(_NUMBERED.sub("", name.label))


def _offered(name: Name, lexicon: Lexicon) -> Iterator[str]:
    if name.kind == "Company" and is_full(name.label):
        for form in beginnings(name.label, lexicon):
            yield from (f"begins/{form[:size]}" for size in range(SHORTEST, len(form) + 1))
    elif name.kind == "Project" and (found := sign(shared_name(name), lexicon)).amounts:
        yield f"work/{found.core}"


def _judged(label: str, lexicon: Lexicon) -> Iterator[str]:
    """The recorded judgements that name it; what they join may get the id of any kind."""
    if numbers := _judgements(lexicon).get(label):
        yield from (f"judged/{number}" for number in numbers)
        yield from (*_chain(label, lexicon), f"id/{material_id(label, lexicon)}")


@lru_cache(maxsize=4)
def _judgements(lexicon: Lexicon) -> Mapping[str, tuple[int, ...]]:
    rows = list(enumerate(lexicon.judgements))
    labels = {label for _, (one, _, other) in rows for label in (one, other)}
    return {label: tuple(n for n, (one, _, other) in rows if label in (one, other)) for label in labels}


def thinned(names: Iterable[Name], lexicon: Lexicon, *, alone: bool = False) -> list[Name]:
    """As few names of a component as decide the same: names come sorted by document.

    Where a text calls nothing else of the component by name, only the first and the last such text count, with all
    wordings. What is joined in each text for itself stays: projects, names that a judgement is about, short names,
    unless the component is one label `alone`.

    >>> from graph.lexicon import load
    >>> told = [Name(document, document, "Place", "云州市", (document,)) for document in "abcd"]
    >>> [(name.document, name.surfaces) for name in thinned(told, load())]
    [('a', ('a', 'b', 'c', 'd')), ('d', ('d',))]
    """
    kept: list[Name] = []
    ends: dict[tuple[Kind, str], tuple[Name, Name, set[str]]] = {}
    for _, group in groupby(names, attrgetter("document")):
        told = list(group)
        if len(told) > 1 or _stays(told[0], lexicon, alone=alone):
            kept.extend(told)
            continue
        (name,) = told
        first, _, surfaces = ends.get((name.kind, name.label), (name, name, set[str]()))
        surfaces.update(name.surfaces)
        ends[name.kind, name.label] = (first, name, surfaces)
    for first, last, surfaces in ends.values():
        kept.append(replace(first, surfaces=tuple(sorted(surfaces))))
        kept.extend(() if last is first else (last,))
    return kept


def _stays(name: Name, lexicon: Lexicon, *, alone: bool) -> bool:
    short = name.kind == "Company" and is_short(name.label) and not alone
    return name.kind == "Project" or short or name.label in _judgements(lexicon)
