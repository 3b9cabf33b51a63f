"""Turtle for readers: every triple once, grouped by subject and by kind, in one fixed order."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from graph.rdf.lines import triple
from graph.vocab import Vocabulary

# Kinds in reading order; each opens with its name, and what is listed nowhere comes last.
_SECTIONS = (
    ("document", "文本", "documents"),
    ("company", "企业", "companies"),
    ("project", "项目", "projects"),
    ("facility", "设施", "facilities"),
    ("material", "物料", "materials"),
    ("chain", "产业链", "industry chains"),
    ("technology", "技术", "technologies"),
    ("park", "园区", "industrial parks"),
    ("place", "地点", "places"),
    ("process", "参考工序", "reference steps"),
    ("flow", "工序用量", "amounts of reference steps"),
    ("quantity", "数量", "quantities"),
    ("claim", "陈述", "claims"),
    ("passage", "原文片段", "passages"),
    ("resolution", "名称判定", "decisions about names"),
    ("rejection", "未采纳之处", "what was not taken"),
    ("extractor", "抽取器", "extractors"),
)
_ORDER = {kind: number for number, (kind, _, _) in enumerate(_SECTIONS)}
KINDS = tuple(_ORDER)
_TITLES = {kind: f"#### {zh} · {en} ####" for kind, zh, en in _SECTIONS}
# A kind's prefix is its name; `chain:` is the vocabulary's.
_PREFIX = {"chain": "industry"}
_HAN = "\u3005-\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff"
_LOCAL = re.compile(rf"(?:[A-Za-z0-9_{_HAN}]|%[0-9A-F]{{2}})(?:[A-Za-z0-9_{_HAN}-]|%[0-9A-F]{{2}})*")
_FIRST = {"rdf:type": b"0", "skos:prefLabel": b"1", "skos:altLabel": b"2"}
_HELD = 1 << 20  # characters of a section that wait for their file
_BARE = {
    "integer": re.compile(r"-?\d+"),
    "decimal": re.compile(r"-?\d+\.\d+"),
    "boolean": re.compile(r"true|false"),
}


def turtle_text(lines: Iterable[bytes], vocabulary: Vocabulary, folder: Path) -> Iterator[str]:
    """Write the triples of all graphs together, given sorted lines; `folder` is there for kinds that have to wait."""
    blocks, sections = Blocks(vocabulary), _Sections(folder)
    yield from (f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in sorted(blocks.prefixes.items()))
    for subject, about in groupby(map(triple, lines), itemgetter(0)):
        node = subject.decode()
        sections.add(kind_of(node, vocabulary.base), blocks.written(node, {found[1:] for found in about}))
    yield from sections


def title(kind: str) -> str:
    """The line above what is said of a kind."""
    return _TITLES.get(kind, "####")


class _Sections:
    """What is said of each kind, in reading order; much of one kind waits in a file."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._last = folder, ""
        self._waiting: dict[int, list[str]] = defaultdict(list)
        self._sizes: dict[int, int] = defaultdict(int)

    def add(self, kind: str, block: str) -> None:
        place = _ORDER.get(kind, len(_ORDER))
        waiting = self._waiting[place]
        if kind != self._last:
            waiting.append(f"\n{title(kind)}\n")
            self._last = kind
        waiting.append(block)
        self._sizes[place] += len(block)
        if self._sizes[place] > _HELD:
            with self._path(place).open("a", encoding="utf-8", newline="\n") as file:
                file.writelines(waiting)
            waiting.clear()
            self._sizes[place] = 0

    def __iter__(self) -> Iterator[str]:
        for place in sorted(self._waiting):
            if (path := self._path(place)).exists():
                with path.open(encoding="utf-8", newline="\n") as file:
                    while piece := file.read(_HELD):
                        yield piece
                path.unlink()
            yield from self._waiting[place]

    def _path(self, place: int) -> Path:
        return self._folder / f"section-{place}"


def kind_of(subject: str, base: str) -> str:
    """The kind of what is spoken of, "" where it has no section of its own."""
    return subject[len(base) + 1 :].partition("/")[0] if subject.startswith(base, 1) else ""


class Blocks:
    """Writes what is said of a node, its terms in short."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.prefixes = {**vocabulary.prefixes, **{_PREFIX.get(k, k): f"{vocabulary.base}{k}/" for k in _ORDER}}
        self._spaces = {iri: prefix for prefix, iri in self.prefixes.items()}
        self._first = {f"<{vocabulary.iri(name)}>".encode(): rank for name, rank in _FIRST.items()}
        self._short = lru_cache(maxsize=1 << 14)(self._shortened)

    def subject(self, name: str) -> str:
        """The term that the first word of a block is short for."""
        prefix, _, local = name.partition(":")
        return name if name.startswith("<") else f"<{self.prefixes.get(prefix, prefix)}{local}>"

    def _rank(self, found: tuple[bytes, bytes]) -> tuple[bytes, bytes]:
        return self._first.get(found[0], found[0]), found[1]

    def written(self, subject: str, about: Iterable[tuple[bytes, bytes]]) -> str:
        """Write what is said of a subject."""
        said = []
        for predicate, same in groupby(sorted(about, key=self._rank), lambda found: found[0]):
            verb = self._short(predicate)
            objects = " , ".join([self._short(term) for _, term in same])
            said.append(f"{'a' if verb == 'rdf:type' else verb} {objects}")
        return f"\n{_name(subject, self._spaces)} " + " ;\n    ".join(said) + " .\n"

    def _shortened(self, written: bytes) -> str:
        term = written.decode()
        if term[0] == "<":
            return _name(term, self._spaces)
        return _literal(term, self._spaces) if term[-1] == ">" else term


def _name(term: str, by_space: Mapping[str, str]) -> str:
    cut = max(term.rfind("/"), term.rfind("#")) + 1
    prefix = by_space.get(term[1:cut])
    local = term[cut:-1]
    return f"{prefix}:{local}" if prefix is not None and _LOCAL.fullmatch(local) else term


def _literal(term: str, by_space: Mapping[str, str]) -> str:
    lexical, _, datatype = term.rpartition("^^")
    bare = _BARE.get(datatype.rpartition("#")[2].rstrip(">"))
    if bare and bare.fullmatch(lexical[1:-1]):
        return lexical[1:-1]
    return f"{lexical}^^{_name(datatype, by_space)}"
