"""The tables of ontology/ that a domain expert edits in a spreadsheet."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path

from graph.errors import OntologyError
from graph.lexicon.kinds import Column, Cue, Division, NameCue, NameHead, ProductCue, Unit

Row = dict[str, str]
_VERBS = re.compile(r"\{V:(\w+)\}")


def rows(path: Path, *columns: str) -> tuple[Row, ...]:
    """The rows of a table that must have these columns.

    Raises:
        OntologyError: the table is missing, is no UTF-8 text, or lacks a column or a cell.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            found = tuple(csv.DictReader(file, dialect="excel-tab" if path.suffix == ".tsv" else "excel"))
    except FileNotFoundError:
        raise OntologyError("table missing / 缺少数据表", str(path), "restore the file from the project") from None
    except UnicodeDecodeError:
        raise OntologyError("not UTF-8 / 不是 UTF-8 编码", str(path), "save the table as UTF-8") from None
    for number, row in enumerate(found, start=2):
        missing = [c for c in columns if row.get(c) is None]
        if missing:
            raise OntologyError(f"no {missing[0]} / 缺少一列", f"{path}:{number}", "fill the cell in")
    return found


def _number(row: Row, column: str, path: Path) -> Decimal:
    try:
        return Decimal(row[column])
    except InvalidOperation:
        place = f"{path}: {next(iter(row.values()))}"
        raise OntologyError(f"no number: {row[column]}", place, "write it in digits") from None


def cues(path: Path, roles: Mapping[str, frozenset[str]]) -> tuple[Cue, ...]:
    """cues.tsv; `{V:turn}` in a pattern is any of the verbs that words.csv has under verb:turn."""
    names = ("id", "predicate", "pattern", "subject", "confidence", "example", "expect")
    return tuple(
        Cue(
            r["id"],
            r["predicate"],
            _VERBS.sub(lambda verbs: _alternation(roles[f"verb:{verbs[1]}"]), r["pattern"]),
            r["subject"],
            float(_number(r, "confidence", path)),
        )
        for r in rows(path, *names)
    )


def _alternation(words: frozenset[str]) -> str:
    """Any of the words, the longest that fits.

    >>> _alternation(frozenset({"炼", "炼制"}))
    '(?:炼制|炼)'
    """
    return f"(?:{'|'.join(sorted(words, key=lambda word: (-len(word), word)))})"


def name_cues(path: Path) -> tuple[NameCue, ...]:
    """namecues.tsv."""
    found = rows(path, "id", "pattern", "least", "confidence", "example", "expect")
    return tuple(NameCue(r["id"], r["pattern"], int(_number(r, "least", path))) for r in found)


def product_cues(path: Path) -> tuple[ProductCue, ...]:
    """productcues.tsv."""
    return tuple(
        ProductCue(r["id"], r["pattern"], r["end"]) for r in rows(path, "id", "pattern", "end", "example", "expect")
    )


def units(path: Path) -> Mapping[str, Unit]:
    """units.csv, by the word a text uses.

    Raises:
        OntologyError: a factor is no number.
    """
    found = rows(path, "unit", "ucum", "factor", "dimension")
    return {r["unit"]: Unit(r["ucum"], _number(r, "factor", path), r["dimension"]) for r in found}


def places(path: Path) -> Mapping[str, tuple[Division, ...]]:
    """places.csv by full and short name: the divisions that go by it, in the order of their rows."""
    table = rows(path, "code", "name", "short", "level", "parent", "ambiguous")
    names = {row["code"]: row["name"] for row in table}
    found: dict[str, tuple[Division, ...]] = {}
    for row in table:
        certain = row["ambiguous"].lower() not in {"true", "1", "yes"}
        division = Division(row["name"], row["short"], row["level"], names.get(row["parent"], ""), certain)
        for name in dict.fromkeys(filter(None, (row["short"], row["name"]))):
            found[name] = (*found.get(name, ()), division)
    return found


def words(path: Path) -> Mapping[str, frozenset[str]]:
    """words.csv: the roles of each word."""
    roles: dict[str, set[str]] = {}
    for row in rows(path, "word", "role"):
        roles.setdefault(row["word"], set()).add(row["role"])
    return {word: frozenset(found) for word, found in roles.items()}


def name_heads(path: Path) -> tuple[NameHead, ...]:
    """nameheads.csv, the longest head first."""
    found = [NameHead(r["head"], r["kind"], r["sort"]) for r in rows(path, "head", "kind", "sort")]
    return tuple(sorted(found, key=lambda head: (-len(head.text), head)))


def columns(path: Path) -> Mapping[str, Column]:
    """columns.csv, by heading."""
    found = rows(path, "heading", "says", "dimension", "confidence")
    made = (Column(r["heading"], r["says"], r["dimension"], float(_number(r, "confidence", path))) for r in found)
    return {column.heading: column for column in made}


def column(path: Path, key: str, value: str) -> Mapping[str, str]:
    """Two columns of a table as a mapping."""
    return {r[key]: r[value] for r in rows(path, key, value)}


def weights(path: Path) -> dict[str, float]:
    """What each sign adds to the log-odds of a claim."""
    return {r["sign"]: float(_number(r, "weight", path)) for r in rows(path, "sign", "weight", "example")}
