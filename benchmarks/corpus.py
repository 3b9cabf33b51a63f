"""Texts of a made-up corpus, of any number: `python -m benchmarks.corpus 1000 --out FOLDER`.

A JSONL file of a thousand documents at a time, the same in every run; document n is the same in every corpus that
holds it. Its shape is that of a news archive: a few companies are in many texts and most in one or two, new ones keep
coming (Heaps), some are a subsidiary of one that came before, a project is reported on again, texts are a few
sentences long and some are long. Companies and projects are invented; places, materials and what is made from what
are those of the ontology.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice
from pathlib import Path
from random import Random

from graph import lexicon
from graph.model import Process

SYLLABLES = "峻屹朗铭翰沣泽钊垚煊璟澜骁岚霖钰衡崇晟曜峪溪禾拓砺淳弘睿谦澄"
FORMS = ("有限公司", "股份有限公司", "有限责任公司", "集团有限公司", "新材料有限公司", "科技有限公司")
TRADES = ("化工", "矿业", "冶炼", "材料", "能源", "金属", "实业", "环保")
PUBLISHERS = ("滨江产业观察", "远山日报", "新材料快讯", "园区简报", "")
STATES = ("已建成投产", "正在建设", "已开工", "进入试生产", "计划明年投产", "已签约")
A_FILE = 1000
SUBSIDIARIES = 0.4  # the share of companies that are one
HEAPS, COMPANIES = 0.75, 6.0  # as many companies as COMPANIES * texts ** HEAPS


@dataclass(frozen=True, slots=True)
class Company:
    """An invented company with its town, what it makes and takes in, and its parent, if it has one."""

    name: str
    short: str
    town: str
    made: tuple[str, ...]
    taken: tuple[str, ...]
    parent: str


@cache
def _steps() -> tuple[Process, ...]:
    return tuple(p for p in lexicon.load().processes if {"input", "output"} <= {flow.role for flow in p.flows})


@cache
def _towns() -> tuple[str, ...]:
    places = {place.name: place for place in lexicon.load().places.values()}
    return tuple(sorted(name for name in places if name.endswith(("市", "县")) and 3 <= len(name) <= 4))


@lru_cache(maxsize=1 << 14)
def company(number: int) -> Company:
    """The company of a number: the lower, the more is written of it.

    >>> company(7) == company(7) != company(8)
    True
    """
    chance = Random(f"company {number}")
    step, town = chance.choice(_steps()), chance.choice(_towns())
    stem = "".join(chance.sample(SYLLABLES, 2 if number < 400 else 3))
    kinds: dict[str, list[str]] = {"input": [], "output": [], "byproduct": []}
    for flow in step.flows:
        kinds[flow.role].append(flow.material.partition("/")[2])
    trade = chance.choice(TRADES)
    name = f"{town[:-1] if chance.random() < 0.6 else ''}{stem}{trade}{chance.choice(FORMS)}"
    parent = company(chance.randrange(number)).name if number and chance.random() < SUBSIDIARIES else ""
    return Company(name, stem + trade, town, tuple(kinds["output"]), tuple(kinds["input"]), parent)


def _known(chance: Random, at: int) -> Company:
    """A company that texts up to this one speak of, the well-known ones most often."""
    ever = COMPANIES * (at + 10) ** HEAPS
    return company(int(ever ** chance.random()))


def _amount(chance: Random) -> str:
    number = chance.choice((1, 2, 3, 5, 6, 8, 10, 12, 15, 20, 30, 50))
    return f"{number}{chance.choice(('万吨', '万吨', '0000吨', '00吨'))}"


def _project(chance: Random, one: Company) -> str:
    """One of the few projects of a company, by its usual name."""
    fixed = Random(f"{one.name} {int(4 ** chance.random())}")
    return f"年产{_amount(fixed)}{fixed.choice(one.made)}项目"


def _sentences(chance: Random, one: Company, at: int) -> Iterator[str]:
    """What a text may say of a company, without end."""
    while True:
        other, made, taken = _known(chance, at), chance.choice(one.made), chance.choice(one.taken)
        project, year = _project(chance, one), chance.randint(2027, 2034)
        yield chance.choice(
            (
                f"{one.name}位于{one.town}，主要生产{made}。",
                f"{one.name}投资{chance.randint(1, 60)}亿元建设的{project}{chance.choice(STATES)}。",
                f"该公司现有{made}产能{_amount(chance)}/年，以{taken}为原料。",
                f"{project}{chance.choice(STATES)}，建设单位为{one.name}。",
                f"{other.name}向{one.name}供应{taken}。",
                f"{one.name}是{one.parent}的控股子公司。" if one.parent else f"{one.name}是一家民营企业。",
                f"{year}年，{one.short}{made}产量为{_amount(chance)}，同比增长{chance.randint(1, 30)}%。",
                f"项目建成后，可年消耗{taken}{_amount(chance)}。",
                f"{one.town}正围绕{made}延伸产业链，推动上下游企业协同发展。",
                "当地有关负责人表示，将继续优化营商环境，为企业提供全流程服务。",
                f"据了解，{one.short}与{other.short}今年签订了{made}长期购销合同。",
                f"业内人士认为，{made}市场需求稳定，价格仍有波动。",
            )
        )


def document(number: int) -> dict[str, str]:
    """The text of a number as a record.

    >>> document(3) == document(3), sorted(document(3))
    (True, ['date', 'id', 'publisher', 'text', 'title'])
    """
    chance = Random(f"document {number}")
    one, left = _known(chance, number), 1 + int(chance.lognormvariate(1.1, 0.6))
    parts: list[str] = []
    while left > 0:
        size = min(left, chance.randint(2, 5))
        parts.append("".join(islice(_sentences(chance, one, number), size)))
        one, left = _known(chance, number), left - size
    date = f"{chance.randint(2027, 2034)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    title = parts[0].partition("，")[0].rstrip("。")[:24]
    return {
        "id": f"{number:07}",
        "text": "\n\n".join(parts),
        "title": title,
        "publisher": chance.choice(PUBLISHERS),
        "date": date,
    }


def write(count: int, folder: Path, changed: Sequence[int] = ()) -> int:
    """Write so many documents, those `changed` with one sentence more; returns how many characters."""
    folder.mkdir(parents=True, exist_ok=True)
    characters = 0
    for first in range(0, count, A_FILE):
        records = [document(number) for number in range(first, min(count, first + A_FILE))]
        for number, record in enumerate(records, start=first):
            if number in changed:
                record["text"] += f"{company(10_000_000 + number).name}主要生产{company(1).made[0]}。"
            characters += len(record["text"])
        lines = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
        (folder / f"{first // A_FILE:04}.jsonl").write_text(lines, encoding="utf-8")
    return characters


def main() -> None:
    """Write a corpus."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", type=int)
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    chosen = parser.parse_args()
    print(f"{write(chosen.documents, chosen.out):,} characters")


if __name__ == "__main__":
    main()
