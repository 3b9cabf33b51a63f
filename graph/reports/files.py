"""The report and the lists as files, by name."""

from __future__ import annotations

from graph.api import KnowledgeGraph
from graph.messages import Language
from graph.reports import lists
from graph.reports.content import report
from graph.reports.document import html, markdown
from graph.rows import workbook

NAMES = (
    "report.html",
    "report.zh.md",
    "report.en.md",
    "lists.xlsx",
    "opportunities.csv",
    "targets.csv",
    "projects.csv",
)
_MARK = "\ufeff"  # tells Excel that a table is UTF-8


def report_files(known: KnowledgeGraph, language: Language = "zh", region: str | None = None) -> dict[str, bytes]:
    """The report in both languages, and the three lists as a workbook and as CSV in one.

    With `region`, a place or a park, gaps are those of what is stated to lie there.

    Raises:
        QueryError: the texts name no such place.
    """
    documents = {spoken: report(known, spoken, region) for spoken in (language, "en" if language == "zh" else "zh")}
    sheets = (
        lists.opportunities(known, language, region),
        lists.targets(known, language, region),
        lists.projects(known, language),
    )
    colors = {place: color for sheet in sheets for place, color in sheet.colors(language).items()}
    found = {"report.html": html(list(documents.values())).encode()}
    found |= {f"report.{spoken}.md": markdown(document).encode() for spoken, document in documents.items()}
    found["lists.xlsx"] = workbook([(sheet.title(language), sheet.rows) for sheet in sheets], language, colors)
    found |= {f"{sheet.key}.csv": (_MARK + sheet.to_csv(language)).encode() for sheet in sheets}
    return {name: found[name] for name in NAMES}
