"""A build after a small change writes the bytes that a build of everything writes, and keeps what still holds."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import graph
from graph import Resources, rdf, renewing, shapes, writing
from graph.errors import OutputError
from graph.rdf import among, blocks, changes, parts
from graph.renewing import work
from graph.renewing.state import State, make_room
from graph.store import opened, store_of, united

SAID = (
    "{0}镍业有限公司位于{0}经济开发区，主要生产电解镍。该公司投资12亿元的年产3万吨硫酸镍项目已建成投产。",
    "{0}集团{0}铜箔有限公司的年产2万吨锂电铜箔项目正在建设，项目以阴极铜为原料。",
    "{0}镍业的年产30000吨硫酸镍项目进入试生产。",
    "记者从{0}市了解到，产业集群正在形成。",
    "{0}镍业有限公司（以下简称“{0}公司”）向青石铜箔有限公司供应电解镍。",
)
TOWNS = ("云峰", "蓝桥", "青石")
sentences = st.builds(str.format, st.sampled_from(SAID), st.sampled_from(TOWNS))
texts_of = st.dictionaries(st.sampled_from("abcdefghij"), st.lists(sentences, min_size=1, max_size=3).map("".join))


@pytest.fixture(scope="module", autouse=True)
def _small() -> None:
    """As if few statements were many, so that shapes are asked of what has changed only."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(writing, "LARGE", 10)
        patch.setattr(parts, "MOST", 500)
        yield


def put(texts: dict[str, str], folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, words in texts.items():
        (folder / f"{name}.txt").write_text(words, encoding="utf-8")
    return folder


def built(texts: dict[str, str], home: Path, out: str = "out", *, kept: bool = True) -> dict[str, bytes]:
    """The files of a build, but for the times in its report."""
    cache = home / "cache" if kept else None
    using = Resources(workers=1, cache=cache)
    graph.build_into(home / out, [put(texts, home / "texts")], page=False, using=using)
    store, said = opened(home / out), home / out / "graph.nq"
    assert store is not None
    assert set(store) == set(united(store_of(said.read_text(encoding="utf-8"))))
    files = {path.name: path.read_bytes() for path in (home / out).iterdir() if path.is_file()}  # not the store
    return files | {"report.json": files["report.json"].partition(b"timings")[0]}


def some(count: int = 12) -> dict[str, str]:
    return {f"{n:02}": SAID[n % len(SAID)].format(TOWNS[n % len(TOWNS)]) for n in range(count)}


@pytest.fixture
def renewed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are made of those of the last build."""
    seen: list[str] = []
    real = among.write_edited

    def noted(old: Path, edits: Iterable[among.Edit], path: Path) -> None:
        real(old, edits, path)
        seen.append(path.name)

    for module in (rdf, changes, blocks):
        monkeypatch.setattr(module, "write_edited", noted)
    return seen


@given(
    some_texts := texts_of.filter(bool),
    st.lists(st.tuples(st.sampled_from("abcdefghij"), st.none() | sentences), min_size=1, max_size=5),
)
@settings(deadline=None, max_examples=6)
def test_after_any_edits_every_file_is_as_if_built_anew(
    tmp_path_factory: pytest.TempPathFactory, texts: dict[str, str], edits: list[tuple[str, str | None]]
) -> None:
    home, now = tmp_path_factory.mktemp("edits"), {**some(8), **texts}
    for name, words in [("a", "云峰。"), *edits]:
        now = {**now, name: words} if words else {key: value for key, value in now.items() if key != name}
        assert built(now, home) == built(now, home, "anew", kept=False)


CHANGES: dict[str, Callable[[dict[str, str]], dict[str, str]]] = {
    "nothing": lambda texts: texts,
    "one more": lambda texts: {**texts, "055": SAID[1].format("云峰")},
    "one less": lambda texts: {name: words for name, words in texts.items() if name != "05"},
    "another wording": lambda texts: {**texts, "05": texts["05"] + SAID[2].format("蓝桥")},
    "the first": lambda texts: {**texts, "00": SAID[3].format("青石")},
    "the last": lambda texts: {**texts, "99": SAID[0].format("青石")},
}


@pytest.mark.parametrize("change", CHANGES)
def test_only_what_changed_is_made_anew(tmp_path: Path, renewed: list[str], change: str) -> None:
    built(some(40), tmp_path)
    assert renewed == []
    now = CHANGES[change](some(40))
    assert built(now, tmp_path) == built(now, tmp_path, "anew", kept=False)
    assert sorted(renewed) == ["claims.csv", "graph.jsonld", "graph.nq", "graph.ttl"]


def test_a_name_that_one_text_gives_changes_what_others_say(tmp_path: Path, renewed: list[str]) -> None:
    texts = some(40)
    built(texts, tmp_path)
    now = {**texts, "40": "云峰镍业有限公司（以下简称“峰镍”）主要生产电解镍，峰镍位于云峰市。"}
    files = built(now, tmp_path)
    assert files == built(now, tmp_path, "anew", kept=False)
    assert files["graph.nq"].count('altLabel> "峰镍"'.encode()) > 2
    assert "graph.nq" in renewed


@pytest.mark.parametrize("name", renewing.NOTED)
def test_a_file_that_was_touched_is_not_built_on(tmp_path: Path, renewed: list[str], name: str) -> None:
    good = built(some(), tmp_path)
    path = tmp_path / "out" / name
    path.write_bytes(path.read_bytes().replace("云峰".encode(), "蓝桥".encode(), 1))
    assert built(some(), tmp_path) == good
    assert renewed == []


def test_an_output_that_is_gone_is_built_anew(tmp_path: Path, renewed: list[str]) -> None:
    good = built(some(), tmp_path)
    (tmp_path / "out" / "graph.ttl").unlink()
    assert built(some(), tmp_path) == good
    shutil.rmtree(tmp_path / "out")
    assert built(some(), tmp_path) == good
    assert renewed == []


def test_a_note_of_another_form_is_passed_over(tmp_path: Path, renewed: list[str]) -> None:
    good = built(some(), tmp_path)
    last = renewing.Last(tmp_path / "out", Resources(cache=tmp_path / "cache"))
    for words in (b"[]", b"{", b"{}", json.dumps({"texts": {"a": "b"}}).encode(), b'{"lines": "x"}'):
        with graph.extractions.Cache(tmp_path / "cache") as cache:
            cache.put({last._key: words})
        assert built(some(), tmp_path) == good
        renewed.clear()


def test_another_version_builds_on_nothing(tmp_path: Path, renewed: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    good = built(some(), tmp_path)
    monkeypatch.setattr(renewing, "version_of", lambda: "newer")
    assert built(some(), tmp_path) == good
    assert renewed == []


def test_what_breaks_a_shape_is_refused_and_leaves_the_last_output(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = built(some(), tmp_path)
    real, told = shapes.violations, list[str]()

    def strict(part: str, *rest: object) -> tuple[str, ...]:
        told.append(part)
        return (*real(part, *rest), *(["a fault"] if "甲川" in part else []))  # type: ignore[arg-type]

    monkeypatch.setattr(shapes, "violations", strict)
    with pytest.raises(OutputError, match="a fault"):
        built({**some(), "zz": SAID[0].format("甲川")}, tmp_path)
    assert not any("蓝桥镍业的年产30000吨" in part for part in told)
    monkeypatch.setattr(shapes, "violations", real)
    assert built(some(), tmp_path) == good


def test_the_note_goes_with_the_cache(tmp_path: Path, renewed: list[str]) -> None:
    good = built(some(), tmp_path)
    with sqlite3.connect(tmp_path / "cache" / "extractions.sqlite") as file:
        file.execute("UPDATE extractions SET sum = x'00'")
    file.close()
    assert built(some(), tmp_path) == good
    assert renewed == []


def test_texts_that_the_change_does_not_bear_on_are_not_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = {**some(40), "40": "石川铝业有限公司主要生产氧化铝。"}
    built(texts, tmp_path)
    seen: list[str] = []
    real = work.extract_all

    def noted(documents: Sequence[graph.Document], *rest: Any, **more: Any) -> Iterator[graph.model.Extraction]:
        seen.extend(document.name for document in documents)
        return real(documents, *rest, **more)

    monkeypatch.setattr(work, "extract_all", noted)
    now = {**texts, "41": "石川铝业的年产2万吨氧化铝项目已开工。"}
    assert built(now, tmp_path) == built(now, tmp_path, "anew", kept=False)
    assert sorted(seen) == ["40.txt", "41.txt"]  # the one that calls the company by its full name, and the new one


SPOILED: dict[str, Callable[[bytes], bytes]] = {
    "other bytes": lambda data: data.replace("云峰".encode(), "青石".encode(), 1),
    "cut short": lambda data: data[: len(data) // 2],
    "nothing": lambda data: b"",
}


@pytest.mark.parametrize("spoil", SPOILED)
def test_what_is_held_of_texts_is_not_trusted(tmp_path: Path, renewed: list[str], spoil: str) -> None:
    good = built(some(), tmp_path)
    (path,) = (tmp_path / "cache").glob("output-*.sqlite")
    path.write_bytes(SPOILED[spoil](path.read_bytes()))
    assert built(some(), tmp_path) == good
    assert renewed == []
    assert built(some(), tmp_path) == good
    assert len(renewed) == 4
    path.unlink()
    assert built(some(), tmp_path) == good


def test_no_room_for_what_is_held_costs_time_only(
    tmp_path: Path, renewed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(State, "put", full)
        good = built(some(), tmp_path)
    assert [path.name for path in (tmp_path / "cache").glob("output-*")] == []
    assert built(some(), tmp_path) == good
    with monkeypatch.context() as patch:
        patch.setattr(State, "put", full)
        now = {**some(), "99": SAID[0].format("青石")}
        assert built(now, tmp_path) == built(now, tmp_path, "anew", kept=False)
    assert renewed == []


def records(home: Path, *told: dict[str, str]) -> Path:
    (home / "records").mkdir(exist_ok=True)
    for number, record in enumerate(told):
        line = json.dumps(record, ensure_ascii=False)
        (home / "records" / f"{number}.jsonl").write_text(line, encoding="utf-8")
    return home / "records"


def of_records(home: Path, out: str, cache: Path | None, *told: dict[str, str]) -> dict[str, bytes]:
    graph.build_into(home / out, [records(home, *told)], page=False, using=Resources(workers=1, cache=cache))
    files = {path.name: path.read_bytes() for path in (home / out).iterdir() if path.is_file()}
    return files | {"report.json": files["report.json"].partition(b"timings")[0]}


@pytest.mark.parametrize("change", [{"title": "又一期"}, {"text": SAID[0].format("青石")}, {"date": "2031-02-03"}])
def test_texts_of_one_name_and_new_titles_are_told_apart(
    tmp_path: Path, renewed: list[str], change: dict[str, str]
) -> None:
    told = [{"id": f"{n // 2}", "text": SAID[n % 5].format(TOWNS[n % 3]), "title": "一期"} for n in range(16)]
    of_records(tmp_path, "out", tmp_path / "cache", *told)
    now = [*told[:5], {**told[5], **change}, *told[6:]]
    assert of_records(tmp_path, "out", tmp_path / "cache", *now) == of_records(tmp_path, "anew", None, *now)
    assert len(renewed) == 4


def test_a_build_that_kept_most_tells_and_shows_what_one_from_nothing_does(tmp_path: Path, renewed: list[str]) -> None:
    built(some(), tmp_path)
    texts = put({**some(), "99": SAID[1].format("青石")}, tmp_path / "texts")
    again = graph.build_into(tmp_path / "out", [texts], using=Resources(workers=1, cache=tmp_path / "cache"))
    assert len(renewed) == 4
    anew = graph.build_into(tmp_path / "anew", [texts])
    assert again.counts == anew.counts
    assert again.knowledge == anew.knowledge
    pages = [(tmp_path / name / "graph.html").read_bytes() for name in ("out", "anew")]
    assert pages[0] == pages[1]


def test_the_oldest_of_many_outputs_makes_room(tmp_path: Path) -> None:
    for number, name in enumerate("abc"):
        path = tmp_path / f"output-{name}.sqlite"
        path.write_bytes(bytes(100))
        os.utime(path, (number, number))
    make_room(tmp_path / "output-c.sqlite", limit=250)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["output-b.sqlite", "output-c.sqlite"]
