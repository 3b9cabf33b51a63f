"""The vocabulary of `ontology/chain.ttl` as frozen values: the only place where a name becomes an IRI."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import cast

import pyoxigraph as ox

from graph.errors import OntologyError

NAMESPACE = "https://w3id.org/industry-chain#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_OWL = "http://www.w3.org/2002/07/owl#"
_SH = "http://www.w3.org/ns/shacl#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_SCHEMA = "https://schema.org/"
# RFC 3987: what may stand in a path segment as it is.
_SEGMENT = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@")
_ASCII = 0x80
_UCSCHAR = ((0xA0, 0xD7FF), (0xF900, 0xFDCF), (0xFDF0, 0xFFEF), (0x10000, 0xDFFFD), (0xE1000, 0xEFFFD))
_NONCHARACTER = 0xFFFE
_LAST_LANE = 99


@dataclass(frozen=True, slots=True)
class Term:
    """A name of the vocabulary with what it says of itself.

    `concepts` are the classes of a named value ("Status" for `Planned`); `domain` and `range` are the local
    names of the classes that fit; `parents` are all that it is a kind of, nearest first; `excludes` are the
    IRIs of inputs that a relation does not follow from.
    """

    name: str
    iri: str
    zh: str
    en: str
    definition_zh: str = ""
    definition_en: str = ""
    parents: tuple[str, ...] = ()
    concepts: tuple[str, ...] = ()
    domain: tuple[str, ...] = ()
    range: tuple[str, ...] = ()
    flow: str = ""
    excludes: tuple[str, ...] = ()
    color: str = ""
    shape: str = ""
    lane: int = 0

    def label(self, language: str = "zh") -> str:
        """The label in Chinese ("zh") or English ("en")."""
        return self.en if language == "en" else self.zh


Terms = Mapping[str, Term]


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """All names of the graph. Each table is in the order to list it in: by lane, then by name."""

    directory: Path
    prefixes: Mapping[str, str]
    terms: Terms
    classes: Terms
    kinds: Terms
    relations: Terms
    quantities: Terms
    statuses: Terms
    _named: dict[str, str] = field(default_factory=dict, repr=False)

    @property
    def base(self) -> str:
        """What every entity's IRI begins with."""
        return self.prefixes["id"]

    def iri(self, name: str) -> str:
        """The IRI of a local name of the vocabulary or of a prefixed name.

        >>> load().iri("produces"), load().iri("rdf:subject").rsplit("/", 1)[-1]
        ('https://w3id.org/industry-chain#produces', '22-rdf-syntax-ns#subject')
        """
        found = self._named.get(name)
        if found is None:
            found = self._named[name] = self._look_up(name)
        return found

    def _look_up(self, name: str) -> str:
        prefix, colon, local = name.rpartition(":")
        if colon and prefix in self.prefixes:
            return self.prefixes[prefix] + local
        if name in self.terms:
            return self.terms[name].iri
        raise OntologyError(f"no such name: {name}", "chain.ttl", "declare it there")

    def entity_iri(self, id: str) -> str:
        """The IRI of an entity (or process) given its id KIND/LABEL.

        >>> load().entity_iri("material/电解镍")
        'https://w3id.org/industry-chain/id/material/电解镍'
        """
        kind, _, label = id.partition("/")
        return f"{self.base}{segment(kind)}/{segment(label)}"

    def graph_iri(self, id: str) -> str:
        """The IRI of a named graph: "derived", "reference" or "document/ID".

        >>> load().graph_iri("derived")
        'https://w3id.org/industry-chain/graph/derived'
        """
        return self.prefixes["in"] + id

    def concepts(self, name: str) -> Terms:
        """The named values of a class of concepts, in order.

        >>> list(load().concepts("Origin"))
        ['Stated', 'Derived', 'Reference']
        """
        return _table(t for t in self.terms.values() if name in t.concepts)

    def fits(self, predicate: str, subject: str, object: str) -> bool:
        """Whether the vocabulary lets a relation hold between these kinds.

        >>> load().fits("produces", "Company", "Material"), load().fits("produces", "Place", "Material")
        (True, False)
        """
        term = self.relations.get(predicate) or self.quantities.get(predicate)
        return term is not None and subject in term.domain and object in term.range


@cache
def default_directory() -> Path:
    """Where `ontology/` stands: beside the package in a checkout, inside it when installed."""
    package = Path(__file__).resolve().parent
    beside = package.parent / "ontology"
    return beside if (beside / "chain.ttl").is_file() else package / "ontology"


def ontology_files(directory: Path | None = None) -> tuple[Path, ...]:
    """The Turtle files of domain knowledge: all but the vocabulary and the shapes, in a fixed order."""
    home = directory or default_directory()
    apart = {home / "chain.ttl", home / "shapes.ttl"}
    return tuple(sorted(set(home.rglob("*.ttl")) - apart))


def load(ontology_dir: Path | None = None) -> Vocabulary:
    """Read `chain.ttl` of a folder (by default the project's own).

    >>> load().relations["produces"].zh
    '生产'
    """
    return _load(default_directory() if ontology_dir is None else ontology_dir.resolve())


@lru_cache(maxsize=1 << 16)
def segment(label: str) -> str:
    """The label as one segment of an IRI: Han characters stay, what an IRI cannot hold is percent-encoded.

    >>> segment("铜 箔/4.5μm")
    '铜%20箔%2F4.5μm'
    """
    return "".join(c if _allowed(c) else _percent(c) for c in label)


@lru_cache(maxsize=4096)
def _allowed(char: str) -> bool:
    point = ord(char)
    if point < _ASCII:
        return char in _SEGMENT
    if point & 0xFFFF >= _NONCHARACTER or unicodedata.category(char) in ("Zs", "Zl", "Zp", "Cf", "Cc"):
        return False
    return any(low <= point <= high for low, high in _UCSCHAR)


def _percent(char: str) -> str:
    whole = char.encode("utf-16", "surrogatepass").decode("utf-16", "replace")  # half a pair becomes U+FFFD
    return "".join(f"%{byte:02X}" for byte in whole.encode())


Triples = dict[tuple[str, str], list[ox.Literal | ox.NamedNode | ox.BlankNode]]


@lru_cache(maxsize=4)
def _load(directory: Path) -> Vocabulary:
    triples = _read(directory / "chain.ttl")
    names = sorted({s[len(NAMESPACE) :] for s, _ in triples if s.startswith(NAMESPACE)})
    terms = {t.name: t for t in (_term(triples, name) for name in names)}
    kinds = [t for t in terms.values() if "Entity" in t.parents]
    widened = {t.name: _widen(t, _table(kinds)) for t in terms.values()}
    return Vocabulary(
        directory=directory,
        prefixes=_prefixes(triples),
        terms=_table(widened.values()),
        classes=_table(t for t in widened.values() if _OWL + "Class" in _values(triples, t.name, _RDF + "type")),
        kinds=_table(widened[t.name] for t in kinds),
        relations=_table(t for t in widened.values() if "relation" in t.parents),
        quantities=_table(t for t in widened.values() if "quantity" in t.parents),
        statuses=_table(t for t in widened.values() if "Status" in t.concepts),
    )


def _read(path: Path) -> Triples:
    try:
        quads = list(ox.parse(path=path, format=ox.RdfFormat.TURTLE))
    except OSError as error:
        raise OntologyError("cannot be read", str(path), "give the folder that holds chain.ttl") from error
    except SyntaxError as error:
        raise OntologyError(f"not Turtle: {error.msg}", f"{path}:{error.lineno}", "mend the line") from error
    triples: Triples = {}
    for quad in quads:
        key = (cast(ox.NamedNode, quad.subject).value, quad.predicate.value)
        triples.setdefault(key, []).append(cast(ox.NamedNode, quad.object))
    return triples


def _term(triples: Triples, name: str) -> Term:
    text = {language: _text(triples, name, _RDFS + "label", language) for language in ("zh", "en")}
    missing = [language for language, label in text.items() if not label]
    if missing:
        raise OntologyError(f"chain:{name} has no label @{missing[0]}", "chain.ttl", "add rdfs:label")
    return Term(
        name=name,
        iri=NAMESPACE + name,
        zh=text["zh"],
        en=text["en"],
        definition_zh=_text(triples, name, _SKOS + "definition", "zh"),
        definition_en=_text(triples, name, _SKOS + "definition", "en"),
        parents=_ancestors(triples, name),
        concepts=_local(triples, name, _RDF + "type"),
        domain=_local(triples, name, _RDFS + "domain", _SCHEMA + "domainIncludes"),
        range=_local(triples, name, _RDFS + "range", _SCHEMA + "rangeIncludes"),
        flow=next(iter(_local(triples, name, NAMESPACE + "flow")), ""),
        excludes=tuple(sorted(_values(triples, name, NAMESPACE + "excludes"))),
        color=_text(triples, name, NAMESPACE + "color"),
        shape=_text(triples, name, NAMESPACE + "shape"),
        lane=int(_text(triples, name, NAMESPACE + "lane") or 0),
    )


def _values(triples: Triples, name: str, *predicates: str) -> Iterator[str]:
    for predicate in predicates:
        yield from (node.value for node in triples.get((NAMESPACE + name, predicate), []))


def _local(triples: Triples, name: str, *predicates: str) -> tuple[str, ...]:
    found = (v for v in _values(triples, name, *predicates) if v.startswith(NAMESPACE))
    return tuple(v[len(NAMESPACE) :] for v in found)


def _text(triples: Triples, name: str, predicate: str, language: str | None = None) -> str:
    nodes = triples.get((NAMESPACE + name, predicate), [])
    return next((n.value for n in nodes if isinstance(n, ox.Literal) and n.language == language), "")


def _ancestors(triples: Triples, name: str) -> tuple[str, ...]:
    found: list[str] = []
    queue = [name]
    while queue:
        for parent in _local(triples, queue.pop(0), _RDFS + "subPropertyOf", _RDFS + "subClassOf"):
            if parent not in found:
                found.append(parent)
                queue.append(parent)
    return tuple(found)


def _widen(term: Term, kinds: Terms) -> Term:
    """A domain or range of any entity names every kind."""

    def wide(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(k for n in names for k in (kinds if n == "Entity" else (n,)))

    return replace(term, domain=wide(term.domain), range=wide(term.range))


def _prefixes(triples: Triples) -> dict[str, str]:
    declared = ((s, nodes[0].value) for (s, predicate), nodes in triples.items() if predicate == _SH + "prefix")
    return dict(sorted((prefix, triples[s, _SH + "namespace"][0].value) for s, prefix in declared))


def _table(terms: Iterable[Term]) -> Terms:
    return {t.name: t for t in sorted(terms, key=lambda t: (t.lane or _LAST_LANE, t.name))}
