"""What a capacity is of where its words name a step and no material: 40万吨铜电解 is of what that step makes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from graph.chain.cards import Figure
from graph.chain.index import Index
from graph.chain.settings import words
from graph.lexicon.tables import rows
from graph.model import Entity
from graph.record import Step
from graph.vocab import default_directory


@dataclass(frozen=True, slots=True)
class Implied:
    """A material that follows from the name of a reference step: its one main output."""

    step: Step
    material: Entity


class StepNames:
    """The reference steps by their names, of those that have a name to themselves and one finished product.

    A step that makes an intermediate tells nothing: the tonnes of 30万吨铜冶炼 are of copper, not of matte.
    """

    def __init__(self, index: Index) -> None:
        self._index = index
        named: dict[str, list[Step]] = defaultdict(list)
        for step in index.steps.values():
            for name in {step.label, *step.names}:
                named[name].append(step)
        self._named = {name: steps[0] for name, steps in named.items() if len(steps) == 1}
        self._lengths = sorted({len(name) for name in self._named}, reverse=True)

    def of(self, figure: Figure) -> Implied | None:
        """What the words around a figure say it is of; None if they name no step, or are of what goes in."""
        amount = figure.amount
        if amount.material or amount.basis == "Input" or not amount.as_written:
            return None
        subject = figure.subject
        quotes = (claim.quote for claim in figure.statement.claims)
        for text in (subject.label, *subject.names, *quotes):
            for rest in _after("".join(amount.as_written.split()), "".join(text.split())):
                if (found := self._implied(rest)) is not None:
                    return found
        return None

    def _implied(self, words_after: str) -> Implied | None:
        for start in _beginnings(words_after):
            for length in self._lengths:
                step = self._named.get(words_after[start : start + length])
                if step is not None and _ends(words_after[start + length :]):
                    return self._made(step)
        return None

    def _made(self, step: Step) -> Implied | None:
        made = step.materials("output")
        if len(made) != 1 or made[0] not in self._index.entities:
            return None
        whole = "Intermediate" not in self._index.matter(made[0]).types
        return Implied(step, self._index.entities[made[0]]) if whole else None


def _after(amount: str, text: str) -> Iterator[str]:
    """What follows each place where the text has the amount."""
    for match in re.finditer(rf"(?<![\d.]){re.escape(amount)}(?:/年|/a)?", text):
        yield text[match.end() :]


def _beginnings(text: str) -> Iterator[int]:
    """Where a name may begin: at once, or after each word that only praises what it names."""
    at = 0
    yield at
    while match := _modifiers().match(text, at):
        at = match.end()
        yield at


@cache
def _modifiers() -> re.Pattern[str]:
    table = rows(default_directory() / "modifiers.csv", "modifier")
    longest = sorted((row["modifier"] for row in table), key=lambda word: (-len(word), word))
    return re.compile(f"(?:{'|'.join(longest)})的?")


def _ends(text: str) -> bool:
    """Whether a name of a step ends before these words, and is not the beginning of a longer name (铜电解阳极泥)."""
    return not text or not text[0].isalnum() or text.startswith(_works())


@cache
def _works() -> tuple[str, ...]:
    table = rows(default_directory() / "processes.csv", "word", "role")
    return (*words("step.after"), *(row["word"] for row in table if row["role"] == "making"))
