"""What an analysis says, in Chinese or English: a message of `ontology/messages.csv` with what fills it in."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Union

from graph.messages import Language, Speaker
from graph.model import Entity
from graph.record import Step

Part = Union["Sentence", Entity, Step, Decimal, int, str, tuple["Part", ...], None]
_COMMA: dict[Language, str] = {"zh": "、", "en": ", "}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A message by its key; names in it are told in the language asked for, where they are known in it."""

    key: str
    values: tuple[tuple[str, Part], ...] = ()

    def text(self, language: Language = "zh") -> str:
        """The sentence.

        >>> say("number.unknown").text("en")
        'not known'
        """
        return Speaker(language)(self.key, **{name: told(value, language) for name, value in self.values})


def say(key: str, **values: Part) -> Sentence:
    """The sentence of that key, filled in."""
    return Sentence(key, tuple(values.items()))


def told(value: Part, language: Language) -> str:
    """A name, a number or several of them in words.

    >>> told((Decimal("12000.50"), Entity("material/镍", "Material", "镍", english=("nickel",))), "en")
    '12,000, nickel'
    """
    if isinstance(value, Sentence):
        return value.text(language)
    if isinstance(value, tuple):
        return _COMMA[language].join(dict.fromkeys(told(part, language) for part in value))
    if isinstance(value, Entity | Step):
        english = (value.english,) if isinstance(value.english, str) else value.english
        return next(filter(None, english), value.label) if language == "en" else value.label
    if value is None:
        return Speaker(language)("number.unknown")
    return number(value) if isinstance(value, Decimal) else str(value)


def number(value: Decimal) -> str:
    """A number for a reader: to a tenth, from a thousand on to the whole.

    >>> number(Decimal("62522.4471")), number(Decimal("0.50"))
    ('62,522', '0.5')
    """
    shown = f"{value:,.0f}" if abs(value) >= 1000 else f"{value:,.3f}".rstrip("0").rstrip(".")
    return shown if shown != "-0" else "0"


def joined(sentences: tuple[Sentence, ...], language: Language) -> str:
    """Sentences one after the other."""
    return (" " if language == "en" else "").join(sentence.text(language) for sentence in sentences)
