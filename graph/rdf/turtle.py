"""Turtle for readers: every triple once, grouped by subject and by kind, in one fixed order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import groupby

from graph.rdf.terms import Quad
from graph.vocab import Vocabulary

Triple = tuple[str, str, str]

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
_TITLES = {kind: f"#### {zh} · {en} ####" for kind, zh, en in _SECTIONS}
# A kind's prefix is its name; `chain:` is the vocabulary's.
_PREFIX = {"chain": "industry"}
_HAN = "\u3005-\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff"
_LOCAL = re.compile(rf"(?:[A-Za-z0-9_{_HAN}]|%[0-9A-F]{{2}})(?:[A-Za-z0-9_{_HAN}-]|%[0-9A-F]{{2}})*")
_FIRST = {"rdf:type": "0", "skos:prefLabel": "1", "skos:altLabel": "2"}
_BARE = {
    "integer": re.compile(r"-?\d+"),
    "decimal": re.compile(r"-?\d+\.\d+"),
    "boolean": re.compile(r"true|false"),
}


def turtle_text(quads: Iterable[Quad], vocabulary: Vocabulary) -> str:
    """Write the triples of all graphs together."""
    triples = {quad[:3] for quad in quads}
    prefixes = {**vocabulary.prefixes, **{_PREFIX.get(k, k): f"{vocabulary.base}{k}/" for k in _ORDER}}
    short = _shortener(prefixes)
    first = {f"<{vocabulary.iri(name)}>": rank for name, rank in _FIRST.items()}
    head = [f"@prefix {prefix}: <{iri}> ." for prefix, iri in sorted(prefixes.items())]
    return "\n".join([*head, *_sections(triples, vocabulary.base, short, first), ""])


def _sections(triples: set[Triple], base: str, short: Callable[[str], str], first: Mapping[str, str]) -> Iterator[str]:
    def place(triple: Triple) -> tuple[int, str, str, str]:
        subject, predicate, term = triple
        return _ORDER.get(_kind(subject, base), len(_ORDER)), subject, first.get(predicate, predicate), term

    ordered = sorted(triples, key=place)
    for kind, members in groupby(ordered, key=lambda triple: _kind(triple[0], base)):
        yield f"\n{_TITLES.get(kind, '####')}"
        for subject, about in groupby(members, key=lambda triple: triple[0]):
            yield _block(short(subject), about, short)


def _kind(subject: str, base: str) -> str:
    return subject[len(base) + 1 :].partition("/")[0] if subject.startswith(base, 1) else ""


def _block(subject: str, about: Iterable[Triple], short: Callable[[str], str]) -> str:
    said = []
    for predicate, same in groupby(about, key=lambda triple: triple[1]):
        verb = short(predicate)
        objects = " , ".join(short(term) for _, _, term in same)
        said.append(f"{'a' if verb == 'rdf:type' else verb} {objects}")
    return f"\n{subject} " + " ;\n    ".join(said) + " ."


def _shortener(prefixes: Mapping[str, str]) -> Callable[[str], str]:
    by_space = {iri: prefix for prefix, iri in prefixes.items()}

    @lru_cache(maxsize=1 << 16)
    def short(term: str) -> str:
        if term[0] == "<":
            return _name(term, by_space)
        return _literal(term, by_space) if term[-1] == ">" else term

    return short


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
