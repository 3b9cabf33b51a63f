"""The sentences of a text as an analysis reads them, each character tied to its place in the text."""

from __future__ import annotations

from graph.model import Document
from graph.record import Told
from graph.text.normal import normalise
from graph.text.sentences import sentences


def told(document: Document) -> tuple[Told, ...]:
    """Every sentence of a text, headings and captions among them.

    >>> [sentence.text for sentence in told(Document("a.md", "**甲公司** 年产５万吨。已投产。"))]
    ['甲公司年产5万吨。', '已投产。']
    """
    view = normalise(document)
    found = []
    for sentence in sentences(view):
        offsets = view.offsets[sentence.start : sentence.end]
        words = document.text[offsets[0] : offsets[-1] + 1]
        read = view.text[sentence.start : sentence.end]
        found.append(Told(document.id, read, (*offsets, offsets[-1] + 1), words, sentence.block))
    return tuple(found)
