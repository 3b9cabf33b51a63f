"""A gold annotation: what a careful reader takes from one text. The format is told in docs/gold.md."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import Any

from graph.errors import SourceError
from graph.vocab import Vocabulary, load

_KINDS = {"Product": "Material"}  # as some annotations call it
_HUMP = re.compile(r"_([a-z])")
_ACROSS = {"makes_from": "madeFrom"}
_UNITS = {"mu": "{mu}"}
_GROUPS = ("facts", "doubtful", "derivable")
_REMEDY = "docs/gold.md tells the format / 格式见 docs/gold.zh.md"
Names = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """A thing of the text with all names it has there. What is optional is neither required nor wrong."""

    kind: str
    names: Names
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation; of several subjects, relations or objects each is right."""

    subjects: Names
    relations: Names
    objects: Names
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Measured:
    """A quantity with its subject. `numbers` has two for a range; `bound` is "low" or "high" where the text gives one.

    "" among the materials means that none is right too.
    """

    subjects: Names
    kinds: Names
    materials: Names
    numbers: tuple[Decimal, ...]
    units: Names
    written: str = ""
    bound: str = ""
    bases: Names = ()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class State:
    """The status of a project; of several each is right."""

    subjects: Names
    statuses: Names
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Gold:
    """All of one text. `judged` names the classes annotated, empty for all; `exhaustive` that nothing is left out."""

    name: str
    entities: tuple[Named, ...] = ()
    relations: tuple[Relation, ...] = ()
    quantities: tuple[Measured, ...] = ()
    states: tuple[State, ...] = ()
    exhaustive: bool = False
    judged: frozenset[str] = frozenset()

    def judges(self, name: str) -> bool:
        """Whether a class of entities, a relation, "quantities" or "status" is annotated.

        >>> Gold("a", judged=frozenset({"produces"})).judges("status")
        False
        """
        return not self.judged or name in self.judged


def read(paths: Iterable[Path]) -> tuple[Gold, ...]:
    """Read gold files; a folder stands for all .json files below it.

    Raises:
        SourceError: a file is not there, is no JSON, or does not say what a gold file must.

    >>> read([Path("no.json")])
    Traceback (most recent call last):
    ...
    graph.errors.SourceError: no.json: no such file or folder / 没有这个文件或文件夹; check the path
    """
    given = tuple(paths)
    found = tuple(_read(path) for one in given for path in _files(one))
    if not found:
        raise SourceError(
            "no gold annotation / 没有标注文件",
            ", ".join(map(str, given)),
            "give .json files or their folder / 请给出 .json 文件或其文件夹",
        )
    return found


def _files(path: Path) -> Iterator[Path]:
    if not path.exists():
        raise SourceError("no such file or folder / 没有这个文件或文件夹", str(path), "check the path")
    yield from sorted(path.rglob("*.json")) if path.is_dir() else [path]


def _read(path: Path) -> Gold:
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        return parse(path.stem, told)
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise SourceError(
            f"cannot be read as JSON ({error}) / 无法作为 JSON 读取（{error}）", str(path), _REMEDY
        ) from None
    except KeyError as error:
        raise SourceError(f"a part lacks {error} / 有一处缺少 {error}", str(path), _REMEDY) from None
    except (AttributeError, TypeError, ArithmeticError, RecursionError):
        raise SourceError("is no gold annotation / 不是标注文件", str(path), _REMEDY) from None
    except ValueError as error:
        raise SourceError(str(error), str(path), _REMEDY) from None


def parse(name: str, told: dict[str, Any]) -> Gold:
    """A gold annotation from its JSON.

    Raises:
        KeyError: something is missing.
        ValueError: a class, a relation or a status is none of the vocabulary.

    >>> facts = [{"s": "甲公司", "r": "supplies_to", "o": "乙公司"}]
    >>> parse("a", {"entities": [{"type": "Product", "name": "镍"}], "facts": facts}).relations[0].relations
    ('suppliesTo',)
    """
    terms = load()
    return Gold(
        name=name,
        entities=tuple(_named(one, terms) for one in told["entities"]),
        relations=tuple(_relation(one, group != "facts", terms) for group in _GROUPS for one in told.get(group, ())),
        quantities=tuple(_measured(one, optional, terms) for one, optional in _quantities(told, terms)),
        states=tuple(_state(one, optional, terms) for one, optional in _both(told, "status")),
        exhaustive=bool(told.get("exhaustive")),
        judged=frozenset(_camel(one) for one in told.get("judged", ())),
    )


def _both(told: dict[str, Any], name: str) -> Iterator[tuple[dict[str, Any], bool]]:
    yield from ((one, False) for one in told.get(name, ()))
    yield from ((one, True) for one in told.get(f"doubtful_{name}", ()))


def _quantities(told: dict[str, Any], terms: Vocabulary) -> Iterator[tuple[dict[str, Any], bool]]:
    return chain(_both(told, "quantities"), _extra(told, terms))


def _extra(told: dict[str, Any], terms: Vocabulary) -> Iterator[tuple[dict[str, Any], bool]]:
    """Quantities noted beside the annotation: of those that the vocabulary knows none is required or wrong."""
    for one in told.get("extra", ()):
        if _camel(one["kind"]) in terms.quantities and isinstance(one["value"], int | float):
            yield {"of": None, **one}, True


def _named(one: dict[str, Any], terms: Vocabulary) -> Named:
    kind = _known(_KINDS.get(one["type"], one["type"]), terms.kinds)
    return Named(kind, (one["name"], *one.get("aliases", ())), bool(one.get("optional")))


def _relation(one: dict[str, Any], optional: bool, terms: Vocabulary) -> Relation:
    names = tuple(_known(_camel(name), terms.relations) for name in _each(one, "r"))
    return Relation(_each(one, "s"), names, _each(one, "o"), optional)


def _measured(one: dict[str, Any], optional: bool, terms: Vocabulary) -> Measured:
    sign = one.get("qualifier", "")[:1]
    written = (one["value"], one["to"]) if "to" in one else (one["value"],)
    kinds = tuple(_camel(name) for name in _each(one, "kind"))
    return Measured(
        subjects=_each(one, "s"),
        kinds=tuple(_known(kind, terms.quantities) for kind in kinds),
        materials=_each(one, "of"),
        numbers=tuple(map(_number, written)),
        units=tuple(_UNITS.get(unit, unit) for unit in _each(one, "unit")),
        written=one.get("text", ""),
        bound={">": "low", "<": "high"}.get(sign, ""),
        bases=tuple(_camel(basis) for basis in _each(one, "basis")) if one.get("basis") else (),
        optional=optional,
    )


def _state(one: dict[str, Any], optional: bool, terms: Vocabulary) -> State:
    names = ("".join(part[:1].upper() + part[1:] for part in name.split("_")) for name in _each(one, "status"))
    return State(_each(one, "s"), tuple(_known(name, terms.statuses) for name in names), optional)


def _each(one: dict[str, Any], key: str) -> Names:
    """What is annotated and what is right too; nothing is ""."""
    other = one.get(f"alt_{key}") or ()
    return tuple(str(name or "") for name in (one[key], *((other,) if isinstance(other, str) else other)))


def _number(written: object) -> Decimal:
    number = Decimal(str(written))
    if not number.is_finite():
        raise ValueError(f"no number: {written} / 不是数：{written}")
    return number


def _camel(name: str) -> str:
    return _ACROSS.get(name) or _HUMP.sub(lambda found: found[1].upper(), name)


def _known(name: str, terms: Mapping[str, object]) -> str:
    if name not in terms:
        raise ValueError(f"no such name: {name} / 没有这个名称：{name}")
    return name
