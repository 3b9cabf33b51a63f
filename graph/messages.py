"""What the tool says, in Chinese and English: `ontology/messages.csv` by key, and errors by their English words."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from graph.errors import Error
from graph.vocab import default_directory

Language = Literal["zh", "en"]
BILINGUAL = re.compile(r"(?P<en>[^一-鿿]+) / (?P<zh>.*[一-鿿].*)", re.DOTALL)
BLANK = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Message:
    """One thing to say, in both languages; `{names}` stand for what differs each time."""

    key: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Speaker:
    """Says everything in one language."""

    language: Language

    def __call__(self, key: str, **values: object) -> str:
        """The message of that key, filled in.

        >>> Speaker("en")("progress.read"), Speaker("zh")("summary.page", url="file:///a")
        ('Reading', '打开网页：file:///a')
        """
        message = _by_key(default_directory())[key]
        return (message.en if self.language == "en" else message.zh).format(**values)

    def find(self, key: str, default: str = "") -> str:
        """The message of that key, or the default where there is none.

        >>> Speaker("en").find("state.NotStated"), Speaker("en").find("no.such.key", "?")
        ('not stated in these texts', '?')
        """
        message = _by_key(default_directory()).get(key)
        return default if message is None else message.en if self.language == "en" else message.zh

    def error(self, error: Error) -> str:
        """An error in one line: what, where, what to do.

        >>> Speaker("zh").error(Error("is a file", "a.txt", "give a folder"))
        'a.txt：是一个文件；请给出一个文件夹'
        """
        place = self("error.place", where=error.where) if error.where else ""
        advice = self("error.advice", remedy=self.translate(error.remedy)) if error.remedy else ""
        said = self("error", place=place, what=self.translate(error.what), advice=advice)
        return "".join(char if char.isprintable() else " " for char in said)

    def translate(self, english: str) -> str:
        """The words of an error in this language, or as they are where the table lacks them.

        Words may also bring their translation along, after a slash.

        >>> Speaker("zh").translate("cannot be written (disk full)"), Speaker("en").translate("empty file / 空文件")
        ('无法写入（disk full）', 'empty file')
        """
        if both := BILINGUAL.fullmatch(english):
            return both[self.language]
        if self.language == "en":
            return english
        for pattern, message in _by_words(default_directory()):
            if found := pattern.fullmatch(english):
                return message.zh.format(**{name: self.translate(value) for name, value in found.groupdict().items()})
        return english


def under(prefix: str) -> tuple[Message, ...]:
    """All messages whose key begins so.

    >>> [message.en for message in under("serve.editor.r")]
    ['Run']
    """
    return tuple(message for key, message in _by_key(default_directory()).items() if key.startswith(prefix))


@cache
def _messages(directory: Path) -> tuple[Message, ...]:
    with (directory / "messages.csv").open(encoding="utf-8", newline="") as file:
        return tuple(Message(row["key"], row["zh"], row["en"]) for row in csv.DictReader(file))


@cache
def _by_key(directory: Path) -> dict[str, Message]:
    return {message.key: message for message in _messages(directory) if message.key}


@cache
def _by_words(directory: Path) -> tuple[tuple[re.Pattern[str], Message], ...]:
    """What says most by itself comes first: "give 0 or more" before "give {kinds}"."""
    messages = sorted((m for m in _messages(directory) if not m.key), key=lambda m: -len(BLANK.sub("", m.en)))
    return tuple((_pattern(message.en), message) for message in messages)


def _pattern(words: str) -> re.Pattern[str]:
    parts = BLANK.split(words)  # plain words and names of blanks by turns
    return re.compile("".join(f"(?P<{p}>.+?)" if i % 2 else re.escape(p) for i, p in enumerate(parts)), re.DOTALL)
