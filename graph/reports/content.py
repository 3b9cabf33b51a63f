"""What the report says, section by section, in one language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from graph.api import KnowledgeGraph
from graph.chain import Results, Total, shares
from graph.chain.sentence import told
from graph.messages import Language, Speaker
from graph.reports import lists
from graph.reports.document import Document, Section
from graph.reports.flow import picture
from graph.reports.sheets import Cell, Sheet, answers
from graph.reports.svg import Bar, bars
from graph.vocab import Term

_MOST_BARS = 16


def report(known: KnowledgeGraph, language: Language, region: str | None = None) -> Document:
    """The whole report; with a region, the gaps of what is stated to lie there."""
    say = Speaker(language)
    chains = tuple(
        section for label in lists.chains_in_play(known) for section in _chain(known, label, language, region)
    )
    sections = (_summary(known, language), *_capacities(known, language), _status(known, language), *chains)
    return Document(say("report.title"), language, (*sections, *_findings(known, language)))


def _summary(known: KnowledgeGraph, language: Language) -> Section:
    say, record = Speaker(language), known.record
    counts = Counter[str](entity.kind for entity in record.entities if known.index.is_named(entity.id))
    kinds = known.index.vocabulary.kinds
    named = ((term.label(language), counts[kind]) for kind, term in kinds.items() if counts[kind])
    shown = say("separator").join(f"{label} {count}" for label, count in named)
    stated = sum(statement.origin == "Stated" for statement in record.statements)
    texts = tuple((Cell(s.title or s.name), Cell(s.publisher), Cell(s.published), Cell(s.name)) for s in record.sources)
    sheet = Sheet("texts", ("document", "publisher", "published", "file"), texts)
    told = say("report.counts", texts=len(record.sources), stated=stated, kinds=shown)
    return Section(say("report.summary"), sentences=(told, say("report.open-world")), sheet=sheet)


def _capacities(known: KnowledgeGraph, language: Language) -> Iterator[Section]:
    say = Speaker(language)
    yield Section(say("report.ledger"), sheet=answers("ledger", known.ledger(), language))
    totals = known.totals()
    mass = [total for total in totals if total.unit == "t/a" and total.high is not None and total.basis == "Output"]
    most = sorted(mass, key=lambda total: (-total.low, total.what.id))[:_MOST_BARS]
    picture = (bars([_bar(total) for total in most], say("report.totals")),) if most else ()
    sentence = (say("report.totals.how"),)
    yield Section(say("report.totals"), 3, sentence, answers("totals", totals, language), picture)


def _bar(total: Total) -> Bar:
    low, high = float(total.low), float(total.high or total.low)
    figure = f"{total.low:,.0f}" if low == high else f"{total.low:,.0f}–{total.high:,.0f}"
    return Bar(total.what.label, low, high, f"{figure} {total.unit}")


def _status(known: KnowledgeGraph, language: Language) -> Section:
    """How many projects stand at each status."""
    say = Speaker(language)
    projects = [known.project(e.id) for e in known.record.entities if e.kind == "Project"]
    counts = Counter(card.states[-1].status if card.states else "" for card in projects)
    terms: list[tuple[str, Term | None]] = [*known.index.vocabulary.statuses.items(), ("", None)]
    rows = [(t.label(language) if t else say("report.no-status"), counts[name]) for name, t in terms if counts[name]]
    picture = bars([Bar(label, count, count, str(count)) for label, count in rows], say("report.status"))
    return Section(say("report.status"), sheet=lists.projects(known, language), pictures=(picture,) if rows else ())


def _chain(known: KnowledgeGraph, label: str, language: Language, region: str | None) -> Iterator[Section]:
    say, card = Speaker(language), known.chain(label)
    yield Section(label, sheet=answers("stages", card.stages, language), pictures=picture(card, known, language))
    every = known.gaps(label, region)
    gaps, whole = (gap for gap in every if gap.kind), tuple(dict.fromkeys(gap.whole.text(language) for gap in every))
    yield Section(say("report.gaps"), 3, whole, answers("gaps", Results(gaps), language))
    yield _balance(known, label, language)


def _balance(known: KnowledgeGraph, label: str, language: Language) -> Section:
    """What is balanced in numbers; of the rest its names only."""
    say, rows = Speaker(language), known.balance(label)
    open_ones = say("separator").join(told(row.material, language) for row in rows if not row.known)
    claimed = (shares.told(share).text(language) for share in known.local_shares(label))
    sentences = tuple(say("balance.claimed", share=share) for share in claimed)
    sentences += (say("report.balance.open", materials=open_ones),) if open_ones else ()
    sheet = answers("balance", Results(row for row in rows if row.known), language)
    return Section(say("report.balance"), 3, sentences, sheet)


def _findings(known: KnowledgeGraph, language: Language) -> Iterator[Section]:
    say = Speaker(language)
    yield Section(say("report.bottlenecks"), sheet=answers("bottlenecks", known.bottlenecks(), language))
    yield Section(say("report.loops"), sheet=answers("loops", known.loops(), language))
    audit = known.audit()
    yield Section(say("report.audit"), sentences=(audit.note(language),), sheet=answers("audit", audit, language))
