"""How well texts never seen are read, beside the floor and the peers: `python -m benchmarks.extraction.run`.

    --peers PYTHON   run the peers with the interpreter of their own environment (requirements-peers.lock)
    --shared FOLDER  also score what lies there: gold/, dev/gold/ and dev/aircraft-100.jsonl with their texts
    --causes         the causes of errors, and each error, of the half that may be read
    --freeze         keep the result (result.json, .md, reliability.svg); tests/test_benchmark.py holds us to it

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
from tempfile import TemporaryDirectory
from typing import Any

import graph
from benchmarks.extraction import confidence, floor, shared
from benchmarks.extraction.shared import Texts
from graph.evaluate import Evaluation, Figure, Found, Said, Thing, evaluate, evaluate_found, read
from graph.model import Amount

HERE = Path(__file__).parent
OURS, SPLITS = "industry-chain", ("dev", "held")
JUDGED = {name: f"judged, {name}" for name in confidence.SETS}
MEASURES = {
    "entities": "entities",
    "entities Company": "companies",
    "relations": "relations",
    "quantities": "quantities",
    "status": "status",
}
WHO_WHOM = {"entities Company": "companies", "relations produces": "produces", "relations suppliesTo": "supplies"}
Row = dict[str, Any]


def texts_of(split: str) -> dict[str, str]:
    """The texts of a half by name."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted((HERE / split).glob("*.txt"))}


def half(split: str) -> Texts:
    """A half with its annotations."""
    return Texts(split, texts_of(split), read([HERE / split]))


def ours(given: Texts) -> Evaluation:
    """The project's own extractor."""
    known = graph.build_texts(given.texts.items())
    return evaluate(graph.KnowledgeGraph.of(known).record, given.golds)


def floors(given: Texts) -> dict[str, Evaluation]:
    """The trivial floor, with names by list and with the names of the annotation."""
    listed = {name: floor.words(text) for name, text in given.texts.items()}
    known = {gold.name: floor.given(gold, given.texts[gold.name]) for gold in given.golds}
    found = {"floor": listed, "floor, names given": known}
    return {name: evaluate_found(one, given.golds) for name, one in found.items()}


def peers(python: str, texts: Mapping[str, str]) -> dict[str, Any]:
    """What the peers find in texts, run in their own environment."""
    with TemporaryDirectory() as folder:
        for name, text in texts.items():
            (Path(folder) / f"{name}.txt").write_text(text, encoding="utf-8")
        command = [python, "-W", "ignore", str(HERE / "peers.py"), folder]
        return dict(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))


def found_by(told: Mapping[str, Any]) -> Found:
    """What a peer found in a text, as the scorer takes it."""
    things = [Thing.of(kind, name) for kind, name in told["entities"]]
    ids = {thing.label: thing.id for thing in things}
    said = [Said(ids.get(s, s), p, ids.get(o, o)) for s, p, o in told["relations"]]
    sizes = [(s, kind, Amount(words, unit, Decimal(value))) for s, kind, words, value, unit in told["quantities"]]
    return Found.of(things, (*said, *(Said(ids.get(s, s), kind, amount) for s, kind, amount in sizes)))


def speed(turns: int = 5) -> int:
    """Characters that a build reads per CPU second, the ontology being loaded, in its fastest turn."""
    texts = [text for split in SPLITS for text in texts_of(split).values()]
    spent = []
    for turn in range(turns):
        start = time.process_time()
        graph.build_texts((f"{turn}-{number}", text) for number, text in enumerate(texts))
        spent.append(time.process_time() - start)
    return round(sum(map(len, texts)) / min(spent))


# Telling


def row(figure: Figure) -> Row:
    """A figure as it is frozen: what was counted, and what follows."""
    counts = {"gold": figure.gold, "matched": figure.matched, "found": figure.found, "right": figure.right}
    shares = {"recall": figure.recall, "precision": figure.precision, "f1": figure.f1}
    return counts | {name: None if share is None else round(share, 4) for name, share in shares.items()}


def rows(found: Evaluation, classes: bool = False) -> dict[str, Row]:
    """The figures of each measure, and of each class where asked for."""
    told = {f"{one.measure} {one.name}".strip(): one for one in found.figures}
    return {name: row(one) for name, one in told.items() if classes or not one.name or name in WHO_WHOM}


def beside(given: Texts, told: Mapping[str, Any]) -> dict[str, Row]:
    """The floor and the peers on the same texts."""
    found = {name: {text: found_by(one["texts"][text]) for text in given.texts} for name, one in told.items()}
    judged = floors(given) | {name: evaluate_found(one, given.golds) for name, one in found.items()}
    return {name: rows(one) for name, one in judged.items()}


def measured(given: Texts, told: Mapping[str, Any]) -> Row:
    """All figures on some texts; `told` is what the peers found in them."""
    found = ours(given)
    bins = {"calibration": [dict(one.record()) for one in found.calibration]}
    off = {"calibration error": round(found.calibration_error, 4)}
    return {OURS: rows(found, classes=True), **beside(given, told), **bins, **off}


def whole(python: str | None) -> Row:
    """The figures on both halves, and the speeds if the peers are there to compare with."""
    texts = {name: text for split in SPLITS for name, text in texts_of(split).items()}
    told = peers(python, texts) if python else {}
    result: Row = {split: measured(half(split), told) for split in SPLITS}
    result |= {label: confidence.summary(name) for name, label in JUDGED.items()}
    if told:
        result["speed"] = {OURS: speed()} | {name: one["speed"] for name, one in told.items()}
    return result


def table(result: Row, split: str, measures: Mapping[str, str] = MEASURES) -> Iterator[str]:
    """Precision / recall / F1 of each measure, an extractor each line."""
    heads = [split, *(f"{name} P / R / F1" for name in measures.values()), "direction", "characters per CPU second"]
    yield f"| {' | '.join(heads)} |"
    yield "| --- " * len(heads) + "|"
    for name, figures in result[split].items():
        if not name.startswith("calibration"):
            cells = [_cell(figures.get(measure)) for measure in measures]
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
    parts += [reliability(result, name) for name in JUDGED.values()]
    parts += [["![Confidence against truth](reliability.svg)"]]
    return "\n".join(line for part in parts for line in part) + "\n"


def freeze(result: Row) -> None:
    """Keep the result; what was not measured this time stays as it was."""
    path = HERE / "result.json"
    before = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    for split in SPLITS:
        result[split] = {**before.get(split, {}), **result[split]}
    kept = {**before, **result}
    path.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    (HERE / "result.md").write_text(written(kept), encoding="utf-8")
    shown = [(name, kept[name]["calibration"]) for name in (*SPLITS, *JUDGED.values())]
    (HERE / "reliability.svg").write_text(confidence.picture(shown), encoding="utf-8")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peers", metavar="PYTHON")
    parser.add_argument("--shared", metavar="FOLDER", type=Path)
    parser.add_argument("--causes", action="store_true")
    parser.add_argument("--freeze", action="store_true")
    chosen = parser.parse_args()
    result = whole(chosen.peers)
    print(written(result))
    if chosen.causes:
        found = ours(half("dev"))
        print(found.rows("causes").to_table())
        print(found.rows("errors").to_table())
    for given in shared.sets(chosen.shared) if chosen.shared else ():
        told = peers(chosen.peers, given.texts) if chosen.peers else {}
        there, columns = {given.name: measured(given, told)}, MEASURES if given.judges_all else WHO_WHOM
        print("\n".join(table(there, given.name, columns)) + "\n")
    if chosen.freeze:
        freeze(result)


if __name__ == "__main__":
    main()
