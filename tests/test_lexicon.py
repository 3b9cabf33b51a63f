"""The tables of words as a user edits them: what is missing or broken is told in one line."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from graph import vocab
from graph.errors import OntologyError
from graph.lexicon import Unit, load

HOME = vocab.default_directory()
READ = Path("graph/lexicon/__init__.py").read_text(encoding="utf-8")
TABLES = sorted(path.name for path in HOME.glob("*.[ct]sv") if f'"{path.name}"' in READ)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An ontology of its own: the tables, and a thesaurus of two materials."""
    for name in TABLES:
        shutil.copy(HOME / name, tmp_path / name)
    (tmp_path / "materials.ttl").write_text(
        "@prefix chain: <https://w3id.org/industry-chain#> .\n"
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        "<https://w3id.org/industry-chain/id/material/碳酸锂> a chain:Material ; skos:prefLabel '碳酸锂'@zh ;\n"
        "    skos:altLabel 'lithium carbonate'@en , '锂碳酸盐'@zh ;\n"
        "    skos:broader <https://w3id.org/industry-chain/id/material/锂盐> .\n"
        "<https://w3id.org/industry-chain/id/material/锂盐> a chain:Material ; skos:prefLabel '锂盐'@zh .\n",
        encoding="utf-8",
        newline="\n",
    )
    return tmp_path


def fault(home: Path) -> str:
    """What loading says, which must be one line."""
    with pytest.raises(OntologyError) as raised:
        load(home)
    assert len(str(raised.value).splitlines()) == 1
    return str(raised.value)


def test_a_term_is_found_under_every_chinese_name(home: Path) -> None:
    terms = load(home).terms
    assert terms["碳酸锂"] == terms["锂碳酸盐"]
    assert terms["碳酸锂"].broader == ("material/锂盐",)
    assert terms["碳酸锂"].english == ("lithium carbonate",)


def test_a_new_unit_in_the_table_is_a_unit(home: Path) -> None:
    with (home / "units.csv").open("a", encoding="utf-8", newline="") as file:
        file.write("担,kg,50,mass,收获30担\n")
    assert load(home).units["担"] == Unit("kg", Decimal(50), "mass")


@pytest.mark.parametrize("name", TABLES)
def test_a_missing_table_is_told_in_one_line(home: Path, name: str) -> None:
    (home / name).unlink()
    assert str(home / name) in fault(home)


def test_a_thesaurus_that_is_no_turtle_is_told_in_one_line(home: Path) -> None:
    (home / "materials.ttl").write_text("这不是 Turtle", encoding="utf-8", newline="\n")
    told = fault(home)
    assert "not Turtle" in told
    assert "materials.ttl" in told


@pytest.mark.parametrize("name", TABLES)
def test_a_table_that_lacks_a_column_is_told_in_one_line(home: Path, name: str) -> None:
    lines = (home / name).read_text(encoding="utf-8").splitlines(keepends=True)
    (home / name).write_text("".join(["x,y\n", *lines[1:], "x,y\n"]), encoding="utf-8", newline="\n")
    assert name in fault(home)


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("units.csv", "担,kg,fifty,mass,收获30担\n"),
        ("cues.tsv", "x-new\tproduces\t生产{O:M}\tC\thigh\t甲生产碳酸锂。\t甲|produces|碳酸锂\n"),
        ("namecues.tsv", "n-new\t{N}公告\ttwo\t0.9\t云峰股份公告。\t云峰股份\n"),
    ],
)
def test_a_number_that_is_none_is_told_in_one_line(home: Path, name: str, row: str) -> None:
    with (home / name).open("a", encoding="utf-8", newline="") as file:
        file.write(row)
    assert name in fault(home)


@pytest.mark.parametrize("name", TABLES)
def test_a_table_in_another_encoding_is_told_in_one_line(home: Path, name: str) -> None:
    (home / name).write_bytes((HOME / name).read_text(encoding="utf-8").encode("gb18030") + "碳酸锂".encode("gb18030"))
    assert name in fault(home)


def test_a_table_saved_by_a_spreadsheet_reads_the_same(home: Path) -> None:
    """Excel puts a byte order mark before UTF-8 and ends lines with CR LF."""
    table = home / "units.csv"
    plain = load(home).units
    text = table.read_text(encoding="utf-8")
    other = home / "other"
    shutil.copytree(home, other, ignore=shutil.ignore_patterns("other"))
    (other / "units.csv").write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert load(other).units == plain
