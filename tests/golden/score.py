"""How well the extraction generalises: passages written apart from the rules, each with what it must give.

usage: python -m tests.golden.score [--split dev|held|all] [--class X] [--case ID] [--verbose]
"""

from __future__ import annotations

import argparse
import itertools
import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

import graph
from graph.model import Amount, Entity, Fact, Knowledge

HERE = Path(__file__).parent
Case = dict[str, Any]
Triple = tuple[str, str, str]
ALSO = {
    "undertakes": {"operates", "investsIn"},
    "operates": {"undertakes", "investsIn"},
    "investsIn": {"undertakes"},
    "consumes": {"recycles"},
    "recycles": {"consumes"},
    "madeFrom": {"recycledFrom"},
    "recycledFrom": {"madeFrom"},
}
MAKES = {"produces", "consumes", "recycles"}
BUILDS = {"undertakes", "operates", "investsIn"}
NOT_JUDGED = {
    *("growth", "share", "exportShare", "grade", "purity", "recoveryRate", "count", "length"),
    *("profit", "profitAndTax"),
}
FUZZY = {"Project", "Technology", "Park", "Facility", "Chain"}
NEIGHBOURS = {"Facility": {"Project"}, "Project": {"Facility"}, "Park": {"Place"}}
PRAISE = re.compile(r"^(高性能|高端|高品质|优质|高质量|新型)(?=..)")
ADMIN = re.compile(r"(?<=..)(自治区|自治州|省|市|州|盟|县|区|旗)$")
NOISE = re.compile(r"[\s“”\"'‘’《》()·、,]")
UNITS = {
    "kg": ("t", Fraction(1, 1000)),
    "g": ("t", Fraction(1, 10**6)),
    "kW": ("MW", Fraction(1, 1000)),
    "GW": ("MW", Fraction(1000)),
    "kW.h": ("MW.h", Fraction(1, 1000)),
    "GW.h": ("MW.h", Fraction(1000)),
    "TW.h": ("MW.h", Fraction(10**6)),
    "har": ("m2", Fraction(10**4)),
    "km2": ("m2", Fraction(10**6)),
    "{mu}": ("m2", Fraction(2000, 3)),
    "[mu]": ("m2", Fraction(2000, 3)),
    "L": ("m3", Fraction(1, 1000)),
    "kL": ("m3", Fraction(1)),
}


# Names


def norm(text: str) -> str:
    """Names are compared without width, spaces, quotes and brackets."""
    return NOISE.sub("", unicodedata.normalize("NFKC", text)).lower()


def bare(text: str) -> str:
    """... and without what only praises (高性能铜箔) or what ends the name of a place (曲靖市)."""
    return ADMIN.sub("", PRAISE.sub("", norm(text)))


def dice(a: str, b: str) -> float:
    """How alike two names are, by their pairs of letters."""
    left, right = ({s[i : i + 2] for i in range(len(s) - 1)} or {s} for s in (a, b))
    return 2 * len(left & right) / (len(left) + len(right))


def close(a: str, b: str) -> bool:
    """Alike enough for names that no two writers cut the same way."""
    return dice(a, b) >= 0.75 or any(len(s) >= 4 and s in t for s, t in ((a, b), (b, a)))


def named(name: str, names: set[str], kind: str) -> bool:
    """The very name."""
    return name in names


def named_bare(name: str, names: set[str], kind: str) -> bool:
    """The name with or without praise; a place with or without the larger places before it."""
    if kind == "Place":
        return any(bare(n).endswith(bare(name)) or bare(name).endswith(bare(n)) for n in names)
    return kind != "Company" and bare(name) in {bare(n) for n in names}


def named_alike(name: str, names: set[str], kind: str) -> bool:
    """Much the same name, for kinds where that is enough."""
    return kind in FUZZY and any(close(name, n) for n in names)


# What was built


@dataclass(frozen=True, slots=True)
class Built:
    """What one passage gave, without the reference knowledge it meets."""

    entities: dict[str, Entity]
    facts: tuple[Fact, ...]

    def names(self, node: str) -> set[str]:
        """All names of an entity, made comparable."""
        entity = self.entities[node]
        return {norm(n) for n in (entity.label, *entity.names, *entity.english)}

    def find(self, wanted: str, kind: str = "") -> set[str]:
        """Entities that the names, separated by "|", mean: those named so, or else those named much like it."""
        kinds = {kind} | NEIGHBOURS.get(kind, set())
        nodes = [(i, self.names(i), e.kind) for i, e in self.entities.items() if not kind or e.kind in kinds]
        names = [norm(n) for n in wanted.split("|")]
        for fits in (named, named_bare, named_alike):
            if found := {i for i, have, k in nodes for n in names if fits(n, have, k)}:
                return found
        return set()

    def any_of(self, wanted: str) -> set[str]:
        """Entities that each of the names means on its own."""
        return {i for name in wanted.split("|") for i in self.find(name)}

    def show(self, fact: Fact) -> str:
        """A fact for a reader."""
        o = fact.object
        bounds = f" [{o.low}..{o.high}]" if isinstance(o, Amount) and (o.low, o.high) != (None, None) else ""
        what = f"{o.as_written} = {o.value}{bounds} {o.unit} {o.basis}" if isinstance(o, Amount) else self.label(o)
        return f"{self.label(fact.subject)} {fact.predicate} {what} ({fact.origin})"

    def label(self, node: str) -> str:
        """A name to print."""
        return self.entities[node].label if node in self.entities else node


def facts_of(text: str, name: str = "passage") -> Built:
    """Build one passage alone, as the public API does."""
    known: Knowledge = graph.build_texts([(name, text)])
    facts = tuple(f for f in known.facts if f.origin != "Reference")
    used = {n for f in facts for n in (f.subject, f.object) if isinstance(n, str)} | {k.entity for k in known.links}
    used |= {f.object.material for f in facts if isinstance(f.object, Amount)}
    return Built({e.id: e for e in known.entities if e.kind != "Material" or e.id in used}, facts)


# Numbers


def measure(value: object, unit: str) -> tuple[Fraction, str]:
    """A size in the base unit, and that unit with its period."""
    head, _, period = unit.partition("/")
    base, factor = UNITS.get(head, ("{}" if head.startswith("{") else head, Fraction(1)))
    return Fraction(str(value)) * factor, f"{base}/{period}"


def near(a: Fraction, b: Fraction) -> bool:
    """Equal but for rounding."""
    return abs(a - b) <= max(abs(a), abs(b)) / 10**6


def amount_fits(built: Built, q: Case, fact: Fact) -> tuple[str, ...]:
    """Which parts of a wanted quantity a fact gets right."""
    got, unit = fact.object, q["unit"].split("|")
    if not isinstance(got, Amount):
        return ()
    roles = [r for r in ("value", "low", "high") if q.get(r) is not None]
    have = [measure(n, got.unit)[0] for n in (got.value, got.low, got.high) if n is not None]
    right = {
        "value": all(any(near(measure(q[r], unit[0])[0], n) for n in have) for r in roles),
        "kind": q["kind"] == "*" or fact.predicate in q["kind"].split("|"),
        "subject": fact.subject in built.any_of(q["s"]),
        "material": not q.get("of") or "-" in q["of"].split("|") or got.material in built.any_of(q["of"]),
        "unit": measure(1, got.unit)[1] in {measure(1, u)[1] for u in unit},
        "bounds": all(getattr(got, r) is not None for r in roles),
        "basis": (got.basis or "Output") in (q.get("basis") or "Output").split("|"),
    }
    return tuple(part for part, ok in right.items() if ok)


# Grading


@dataclass(slots=True)
class Tally:
    """Found and wanted by kind, all counts by class, and the lines to read."""

    kinds: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    classes: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    lines: list[str] = field(default_factory=list)

    def want(self, case: Case, kind: str, ok: bool, what: str) -> None:
        """Count one thing that must be there."""
        for counter in (self.kinds[kind], self.classes[case["class"]]):
            counter.update(want=1, got=int(ok))
        if not ok:
            self.lines.append(f"  MISSING {kind}: {what}")

    def claim(self, case: Case, verdict: str, what: str) -> None:
        """Count one claim of the build: stated, unknown to the annotation, forbidden."""
        self.classes[case["class"]][verdict] += 1
        if verdict != "stated":
            self.lines.append(f"  {verdict.upper()}: {what}")


def grade(case: Case, tally: Tally) -> None:
    """Compare one passage with what it must give."""
    built = facts_of(case["text"], case["id"])
    tally.lines.append(f"{case['id']}: {case['text']}")
    for s, p, o in case.get("expect", []):
        ok = any(relation_fits(built, (s, p, o), f) for f in built.facts)
        tally.want(case, "relation " + p, ok, f"{s} {p} {o}")
    for q in case.get("quantities", []):
        grade_quantity(case, q, built, tally)
    for s, status in case.get("status", []):
        ok = any(status_fits(built, s, status, f) for f in built.facts)
        tally.want(case, "status", ok, f"{s} {status}")
    for kind, name in case.get("entities", []):
        tally.want(case, "entity " + kind, bool(built.find(name, kind)), name)
    grade_claims(case, built, tally)


def relation_fits(built: Built, triple: Sequence[str], fact: Fact) -> bool:
    """Whether a fact says this, in this or a neighbouring predicate."""
    s, p, o = triple
    if isinstance(fact.object, Amount) or fact.predicate not in {p} | ALSO.get(p, set()):
        return False
    return fact.subject in built.any_of(s) and (o == "*" or fact.object in built.any_of(o))


def status_fits(built: Built, subject: str, status: str, fact: Fact) -> bool:
    """Whether a fact gives the subject this status."""
    return fact.predicate == "status" and fact.object in status.split("|") and fact.subject in built.any_of(subject)


def grade_quantity(case: Case, q: Case, built: Built, tally: Tally) -> None:
    """The number anywhere; on its subject as its kind; with its material, unit, bounds and basis."""
    fits = [amount_fits(built, q, f) for f in built.facts]
    what = " ".join(f"{k}={v}" for k, v in q.items() if v is not None)
    tally.want(case, "quantity value", any("value" in parts for parts in fits), what)
    held = [parts for parts in fits if {"value", "kind", "subject"} <= set(parts)]
    tally.want(case, "quantity on its subject", bool(held), what)
    for part in ("material", "unit", "bounds", "basis"):
        if held:
            tally.want(case, f"quantity's {part}", any(part in parts for parts in held), what)


def grade_claims(case: Case, built: Built, tally: Tally) -> None:
    """Which claims are forbidden, and which no annotation knows."""
    for fact in built.facts:
        if fact.origin == "Stated":
            tally.claim(case, "stated", "")
        if any(forbidden(built, pattern, fact) for pattern in case.get("forbid", [])):
            tally.claim(case, "forbidden", built.show(fact))
        elif fact.origin == "Stated" and not known(case, built, fact):
            tally.claim(case, "unknown", built.show(fact))
    for kind, name in case.get("forbid_entities", []):
        if any(norm(name) in built.names(i) for i in built.find(name, kind)):
            tally.claim(case, "forbidden", f"{kind} {name}")


def forbidden(built: Built, pattern: Sequence[str], fact: Fact) -> bool:
    """Whether a fact matches a pattern of three, where * is anything and a number is any number of an amount."""
    s, p, o = pattern
    if p not in ("*", fact.predicate) or (s != "*" and fact.subject not in strictly(built, s)):
        return False
    if isinstance(fact.object, Amount):
        have = [Fraction(n) for n in (fact.object.value, fact.object.low, fact.object.high) if n is not None]
        return o == "*" or any(near(n, Fraction(o)) for n in have)
    return o in ("*", fact.object) or fact.object in strictly(built, o)


def strictly(built: Built, wanted: str) -> set[str]:
    """Entities of these very names."""
    return {i for i in built.entities if {norm(n) for n in wanted.split("|")} & built.names(i)}


def known(case: Case, built: Built, fact: Fact) -> bool:
    """Whether the annotation holds a fact right or arguable."""
    if isinstance(fact.object, Amount):
        wanted = [*case.get("quantities", []), *case.get("optional_quantities", [])]
        fits = (set(amount_fits(built, q, fact)) for q in wanted)
        return fact.predicate in NOT_JUDGED or any({"value", "kind", "subject"} <= parts for parts in fits)
    if fact.predicate == "status":
        states = [*case.get("status", []), *case.get("optional_status", [])]
        return any(status_fits(built, s, status, fact) for s, status in states)
    return any(relation_fits(built, t, fact) for t in allowed(case)) or within(case, built, fact)


def allowed(case: Case) -> Iterator[Triple]:
    """Relations that are not wrong: annotated, optional, or that follow from two of them."""
    triples: list[Triple] = [tuple(t) for t in (*case.get("expect", []), *case.get("optional", []))]
    yield from triples
    for (s, p, o), (s2, p2, o2) in itertools.permutations(triples, 2):
        if p in BUILDS and p2 in MAKES | {"locatedIn", "usesTechnology"}:
            if set(o.split("|")) & set(s2.split("|")):
                yield s, p2, o2
            if s == s2:
                yield o, p2, o2


def within(case: Case, built: Built, fact: Fact) -> bool:
    """Being in a place whose name stands just before the thing's own place or name, or is part of it."""
    if fact.predicate != "locatedIn" or not isinstance(fact.object, str):
        return False
    inner = set(built.names(fact.subject))
    for s, p, o in allowed(case):
        if p == "locatedIn" and fact.subject in built.any_of(s):
            inner |= {norm(n) for n in o.split("|")}
    outer, text = {bare(n) for n in built.names(fact.object)}, norm(case["text"])
    before = (re.escape(o) + r"[^，。；,;]{0,8}?" + re.escape(i) for o in outer for i in inner)
    return any(o in i for o in outer for i in inner) or any(re.search(b, text) for b in before)


# Telling


def load(split: str) -> list[Case]:
    """The passages of a split, or of both."""
    names = ["dev", "held"] if split == "all" else [split]
    lines = [line for n in names for line in (HERE / f"cases-{n}.jsonl").read_text(encoding="utf-8").splitlines()]
    return [json.loads(line) for line in lines]


def row(name: str, c: Counter[str], tail: str = "") -> str:
    """One line of the table."""
    return f"{name:28s} {c['got']:4d}/{c['want']:<4d} {c['got'] / max(1, c['want']):.2f}{tail}"


def summary(tally: Tally) -> Iterable[str]:
    """The figures, by kind, by class, and in all."""
    whole: Counter[str] = sum(tally.classes.values(), Counter())
    yield from (row(kind, c) for kind, c in sorted(tally.kinds.items()))
    for name, c in [*tally.classes.items(), ("ALL", whole)]:
        counts = ", ".join(f"{c[verdict]} {verdict}" for verdict in ("stated", "unknown", "forbidden"))
        yield row(name, c, f"  claims: {counts}")
    known_share = 1 - whole["unknown"] / max(1, whole["stated"])
    yield f"of all stated claims the annotation knows {known_share:.3f}"


def arguments() -> argparse.Namespace:
    """What the command line asks."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", choices=("dev", "held", "all"), default="dev")
    parser.add_argument("--class", dest="wanted", default="", help="only cases of this class")
    parser.add_argument("--case", default="", help="only the case with this id")
    parser.add_argument("--verbose", action="store_true", help="print what is missing, unknown or forbidden")
    return parser.parse_args()


def main() -> None:
    """Grade the cases asked for and print the figures."""
    args, tally = arguments(), Tally()
    for case in load(args.split):
        if args.wanted in ("", case["class"]) and args.case in ("", case["id"]):
            grade(case, tally)
    print("\n".join([*(tally.lines if args.verbose else ()), *summary(tally)]))


if __name__ == "__main__":
    main()
