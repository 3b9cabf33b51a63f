"""What the user can mend: each error says what, where, and what to do, in one line."""

from __future__ import annotations


class Error(Exception):
    """A fault of the input, told in one line: what, where, what to do.

    >>> str(SourceError("empty file", "a.txt", "give a text with words in it"))
    'a.txt: empty file; give a text with words in it'
    """

    def __init__(self, what: str, where: str = "", remedy: str = "") -> None:
        self.what, self.where, self.remedy = what, where, remedy
        place = f"{where}: " if where else ""
        advice = f"; {remedy}" if remedy else ""
        super().__init__(f"{place}{what}{advice}")


class SourceError(Error):
    """A text cannot be read."""


class OntologyError(Error):
    """A file of ontology/ does not say what it must."""


class OutputError(Error):
    """The output cannot be written, or would not be valid."""


class QueryError(Error):
    """A question that the graph cannot be asked."""
