"""How well texts never seen are read, beside the floor and the peers: `python -m benchmarks.extraction.run`.

    --peers PYTHON   run the peers with the interpreter of their own environment (requirements-peers.lock)
    --shared FOLDER  also score what lies there: gold/, dev/gold/ and dev/aircraft-100.jsonl with their texts
    --causes         the causes of errors, and each error, of the half that may be read
    --freeze         write result.json and result.md, which tests/test_benchmark.py holds the extractor to

The half in held/ is for testing only: its figures are shown, never its errors.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import time
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import graph
from benchmarks.extraction import floor, shared
from graph.evaluate import Evaluation, Figure, Found, Said, Thing, evaluate, evaluate_found, read
from graph.model import Amount

HERE = Path(__file__).parent
SPLITS = ("dev", "held")
MEASURES = {
    "entities": "entities",
    "entities Company": "companies",
    "relations": "relations",
    "quantities": "quantities",
    "status": "status",
}
Row = dict[str, Any]


def texts_of(split: str) -> dict[str, str]:
    """The texts of a half by name."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted((HERE / split).glob("*.txt"))}


def ours(split: str) -> Evaluation:
    """The project's own extractor on a half."""
    known = graph.build_texts(texts_of(split).items())
    return evaluate(graph.KnowledgeGraph.of(known).record, read([HERE / split]))


def floors(split: str) -> dict[str, Evaluation]:
    """The trivial floor, with names by list and with the names of the annotation."""
    texts, golds = texts_of(split), read([HERE / split])
    listed = {name: floor.words(text) for name, text in texts.items()}
    known = {gold.name: floor.given(gold, texts[gold.name]) for gold in golds}
    return {"floor": evaluate_found(listed, golds), "floor, names given": evaluate_found(known, golds)}


def peers(python: str) -> dict[str, Any]:
    """What the peers find in all texts, run in their own environment."""
    command = [python, "-W", "ignore", str(HERE / "peers.py"), *(str(HERE / split) for split in SPLITS)]
    return dict(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))


def found_by(told: Mapping[str, Any]) -> Found:
    """What a peer found in a text, as the scorer takes it."""
    things = [Thing.of(kind, name) for kind, name in told["entities"]]
    ids = {thing.label: thing.id for thing in things}
    said = [Said(ids.get(s, s), p, ids.get(o, o)) for s, p, o in told["relations"]]
    sizes = [(s, kind, Amount(words, unit, Decimal(value))) for s, kind, words, value, unit in told["quantities"]]
    return Found.of(things, (*said, *(Said(ids.get(s, s), kind, amount) for s, kind, amount in sizes)))


def speed(seconds: float = 2.0) -> int:
    """Characters that a build reads per CPU second, the ontology being loaded."""
    texts = [text for split in SPLITS for text in texts_of(split).values()]
    graph.build_texts([("first", texts[0])])
    start, read_so_far, turn = time.process_time(), 0, 0
    while time.process_time() - start < seconds:
        turn += 1
        graph.build_texts([(f"{turn}-{number}", text) for number, text in enumerate(texts)])
        read_so_far += sum(map(len, texts))
    return round(read_so_far / (time.process_time() - start))


# Telling


def row(figure: Figure) -> Row:
    """A figure as it is frozen: what was counted, and what follows."""
    counts = {"gold": figure.gold, "matched": figure.matched, "found": figure.found, "right": figure.right}
    shares = {"recall": figure.recall, "precision": figure.precision, "f1": figure.f1}
    return counts | {name: None if share is None else round(share, 4) for name, share in shares.items()}


def rows(found: Evaluation, classes: bool = False) -> dict[str, Row]:
    """The figures of each measure, and of each class where asked for."""
    told = [
        one for one in found.figures if not one.name or classes or (one.measure, one.name) == ("entities", "Company")
    ]
    return {f"{one.measure} {one.name}".strip(): row(one) for one in told}


def frozen() -> Row:
    """The figures of the own extractor and the floor: all that depends on this project alone."""
    result: Row = {}
    for split in SPLITS:
        found = ours(split)
        result[split] = {"industry-chain": rows(found, classes=True)} | {n: rows(e) for n, e in floors(split).items()}
        result[split]["calibration"] = [dict(one.record()) for one in found.calibration]
        result[split]["calibration error"] = round(found.calibration_error, 4)
    return result


def add_peers(result: Row, told: Mapping[str, Any]) -> None:
    """Score the peers on both halves; their speed stands beside."""
    for split in SPLITS:
        golds = read([HERE / split])
        for name, one in told.items():
            given = {gold.name: found_by(one["texts"][gold.name]) for gold in golds}
            result[split][name] = rows(evaluate_found(given, golds))
    result["speed"] = {"industry-chain": speed()} | {name: one["speed"] for name, one in told.items()}


def table(result: Row, split: str) -> Iterator[str]:
    """Precision / recall / F1 of each measure, an extractor each line."""
    heads = [split, *(f"{name} P / R / F1" for name in MEASURES.values()), "direction", "characters per CPU second"]
    yield f"| {' | '.join(heads)} |"
    yield "| --- " * len(heads) + "|"
    for name, figures in result[split].items():
        if not name.startswith("calibration"):
            cells = [_cell(figures.get(measure)) for measure in MEASURES]
            direction = (figures.get("direction") or {}).get("precision")
            fast = result.get("speed", {}).get(name)
            yield f"| {' | '.join([name, *cells, _share(direction), f'{fast:,}' if fast else ''])} |"


def _cell(figure: Row | None) -> str:
    if figure is None or not figure["gold"]:
        return "–"
    return " / ".join(_share(figure[name]) for name in ("precision", "recall", "f1"))


def _share(share: float | None) -> str:
    return "–" if share is None else f"{share:.2f}"


def reliability(result: Row, split: str) -> Iterator[str]:
    """Confidence against truth."""
    yield f"| {split}: confidence | claims | mean | right | 95 % |"
    yield "| --- | --- | --- | --- | --- |"
    for one in result[split]["calibration"]:
        at = f"{one['low']}–{one['high']}"
        yield f"| {at} | {one['claims']} | {one['confidence']} | {one['precision']} | {one['precision_95']} |"
    yield f"\nOff by {result[split]['calibration error']} on average.\n"


def written(result: Row) -> str:
    """The frozen result for a reader."""
    parts: list[Iterable[str]] = [["# Result\n", "Written by `python -m benchmarks.extraction.run --freeze`.\n"]]
    for split in SPLITS:
        parts += [table(result, split), [""], reliability(result, split)]
    return "\n".join(line for part in parts for line in part) + "\n"


def freeze(result: Row) -> None:
    """Keep the result; what was not measured this time stays as it was."""
    path = HERE / "result.json"
    before = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    for split in SPLITS:
        result[split] = {**before.get(split, {}), **result[split]}
    whole = {**before, **result}
    path.write_text(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    (HERE / "result.md").write_text(written(whole), encoding="utf-8")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peers", metavar="PYTHON")
    parser.add_argument("--shared", metavar="FOLDER", type=Path)
    parser.add_argument("--causes", action="store_true")
    parser.add_argument("--freeze", action="store_true")
    chosen = parser.parse_args()
    result = frozen()
    if chosen.peers:
        add_peers(result, peers(chosen.peers))
    print(written(result))
    if chosen.causes:
        found = ours("dev")
        print(found.rows("causes").to_table())
        print(found.rows("errors").to_table())
    for name, evaluation in shared.evaluations(chosen.shared) if chosen.shared else ():
        print(name)
        print(evaluation.rows().to_table())
    if chosen.freeze:
        freeze(result)


if __name__ == "__main__":
    main()
