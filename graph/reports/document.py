"""A report as sections, written as Markdown or as one page of HTML that needs nothing else and runs nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from importlib import resources

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from graph.messages import Language
from graph.reports.sheets import Sheet, Value, is_number, shown

_WORDS = frozenset({"quote", "reason", "reason_en", "text", "loop", "stated", "producers", "statement"})
_SPECIAL = str.maketrans({c: f"\\{c}" for c in "\\`*_{}[]<>#|~$"} | {"\n": " ", "\r": " "})


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of a level (2, 3), sentences below it, a table, and pictures as SVG."""

    title: str
    level: int = 2
    sentences: tuple[str, ...] = ()
    sheet: Sheet | None = None
    pictures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A report in one language."""

    title: str
    language: Language
    sections: tuple[Section, ...]


def markdown(document: Document) -> str:
    r"""The report as Markdown; words of texts cannot become markup. Pictures stand only in the HTML.

    >>> print(markdown(Document("镍*", "zh", (Section("产能", sentences=("一句。",)),))))
    # 镍\*
    <BLANKLINE>
    ## 产能
    <BLANKLINE>
    一句。
    <BLANKLINE>
    """
    return "\n\n".join([f"# {plain(document.title)}", *_lines(document)]) + "\n"


def _lines(document: Document) -> Iterator[str]:
    for section in document.sections:
        yield f"{'#' * section.level} {plain(section.title)}"
        yield from map(plain, section.sentences)
        if section.sheet is not None and section.sheet.rows:
            yield "\n".join(_table(section.sheet, document.language))


def _table(sheet: Sheet, language: Language) -> Iterator[str]:
    headings = sheet.headings(language)
    yield _row(headings)
    yield _row(["---"] * len(headings))
    yield from (_row([plain(text) for text in row]) for row in sheet.texts())


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def plain(text: str) -> str:
    r"""Words that Markdown leaves as they are.

    >>> plain("<b>铜|镍</b>")
    '\\<b\\>铜\\|镍\\</b\\>'
    """
    return text.translate(_SPECIAL)


def html(documents: Sequence[Document]) -> str:
    """The reports of all languages as one page; every text is escaped, and no script stands in it."""
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string(resources.files("graph.reports").joinpath("report.html").read_text("utf-8"))
    return template.render(documents=documents, svg=Markup, kind=_kind, text=_text) + "\n"


def _kind(column: str, value: Value) -> str:
    """The class of a cell in the style sheet."""
    return "number" if is_number(value) else "words" if column in _WORDS else ""


def _text(value: Value) -> str:
    return f"{value:,f}" if isinstance(value, Decimal) else shown(value)
