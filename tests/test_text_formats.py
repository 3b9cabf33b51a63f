"""Web pages, PDF, Word and Parquet files, whole, broken and hostile."""

import logging
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from graph.errors import SourceError
from graph.text import normalise, read, sentences

LINES = (
    "甲公司在高新区建设的年产五万吨电池级硫酸镍项目",
    "本月开工，总投资十亿元，建成后每年新增产值四十",
    "亿元，带动就业一千人，计划明年六月底建成投产。",
)
PAGE = """<!DOCTYPE html><html><head><meta charset="{charset}"><title>镍都新篇_甲地网</title>
<meta property="og:title" content="镍都新篇"><meta property="og:site_name" content="甲地日报">
<meta property="article:published_time" content="2025-07-03T08:00:00+08:00"><script>alert("甲")</script></head>
<body><nav><ul><li><a href="/">首页</a></li><li><a href="/b">产经</a></li></ul></nav>
<article><h1>镍都新篇</h1><h2>集群崛起</h2>
<p>甲公司年产5万吨<b>硫酸镍</b>项目已经建成投产，<a href="/x">乙公司</a>签约。</p>
<figure><img src="http://tracker.invalid/a.jpg"><figcaption>▲甲公司镍盐车间。陈晓摄</figcaption></figure>
<p>丙公司计划投资10亿元，建设3万吨铜箔生产线。</p>
<table><tr><th>产品</th><th>产能</th></tr><tr><td>铜箔</td><td>3万吨</td></tr></table></article>
<footer>版权所有 联系我们</footer></body></html>"""


@contextmanager
def fails(*words: str) -> Iterator[None]:
    with pytest.raises(SourceError) as caught:
        yield
    message = str(caught.value)
    assert message.isprintable()
    assert caught.value.remedy
    for word in words:
        assert word in message


def write(path: Path, data: bytes | str) -> Path:
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    return path


@pytest.mark.parametrize(
    ("charset", "encoding"), [("utf-8", "utf-8"), ("gb2312", "gb18030"), ("wrong", "gb18030"), ("utf-8", "gb18030")]
)
def test_a_page_gives_its_main_text(tmp_path: Path, charset: str, encoding: str) -> None:
    (document,) = read(write(tmp_path / "a.html", PAGE.format(charset=charset).encode(encoding)))
    assert (document.title, document.publisher, document.published) == ("镍都新篇", "甲地日报", "2025-07-03")
    paragraphs = normalise(document).text.split("\n\n")
    assert "甲公司年产5万吨硫酸镍项目已经建成投产，乙公司签约。" in paragraphs
    assert "▲甲公司镍盐车间。陈晓摄" in paragraphs
    assert {"集群崛起", "铜箔", "3万吨"} <= set(paragraphs)
    for word in ("首页", "版权", "alert", "tracker"):
        assert word not in document.text


def test_a_bare_page_keeps_its_paragraphs(tmp_path: Path) -> None:
    (document,) = read(write(tmp_path / "a.htm", "<p>甲公司投产。</p><p>乙公司开工。</p>"))
    assert document.text == "甲公司投产。\n\n乙公司开工。"


def test_a_page_of_xml_is_read_without_its_entities(tmp_path: Path) -> None:
    secret = write(tmp_path / "secret.txt", "机密")
    page = f'<?xml version="1.0" encoding="gbk"?><!DOCTYPE html [<!ENTITY x SYSTEM "file://{secret}">]><html><body><p>甲公司投产，达标。&x;</p></body></html>'
    (document,) = read(write(tmp_path / "a.html", page))
    assert "甲公司投产" in document.text
    assert "机密" not in document.text


@pytest.mark.parametrize(
    "page",
    [
        "<html><body></body></html>",
        "<html><body><script>var a = 1;</script></body></html>",
        "<!-- 甲公司 -->",
        "<",
        "<?xml?>",
    ],
)
def test_a_page_without_text_is_told(tmp_path: Path, page: str) -> None:
    with fails("a.html"):
        read(write(tmp_path / "a.html", page))


@pytest.mark.parametrize("tag", ["div", "b", "table><tr><td", "ul><li", "blockquote", "span", "a"])
def test_a_page_of_any_depth_is_read_or_told(tmp_path: Path, tag: str) -> None:
    path = write(tmp_path / "a.html", f"<html><body>{f'<{tag}>' * 3000}甲公司投产，达标。</body></html>")
    try:
        assert read(path)
    except SourceError as error:
        assert "HTML" in str(error) or "网页" in str(error)  # noqa: PT017


def pdf(*pages: tuple[str, ...], title: str = "") -> bytes:
    """Write a PDF by hand with a font that names Chinese characters, as old newspapers' programs do."""
    kids = " ".join(f"{5 + 2 * k} 0 R" for k in range(len(pages)))
    parts = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /UniGB-UTF16-H /DescendantFonts [4 0 R] >>",
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /SimSun /DW 1000 "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>",
    ]
    for number, lines in enumerate(pages):
        shown = " ".join(f"<{line.encode('utf-16-be').hex()}> Tj 0 -20 Td" for line in lines)
        stream = f"BT /F1 12 Tf 50 700 Td {shown} ET"
        parts.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {6 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        parts.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    parts.append(f"<< /Title <feff{title.encode('utf-16-be').hex()}> >>")
    return _assembled(parts)


def _assembled(parts: list[str]) -> bytes:
    data, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{part}\nendobj\n".encode("ascii")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(parts) + 1
    trailer = f"trailer << /Size {size} /Root 1 0 R /Info {len(parts)} 0 R >>\nstartxref\n{len(data)}\n%%EOF\n"
    return data + f"xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}".encode("ascii")


def test_a_pdf_gives_its_text_with_broken_lines_joined(tmp_path: Path) -> None:
    (document,) = read(write(tmp_path / "a.pdf", pdf(LINES, title="镍都新篇")))
    assert document.title == "镍都新篇"
    assert normalise(document).text == "".join(LINES)


def test_pages_of_a_pdf_run_on(tmp_path: Path) -> None:
    (document,) = read(write(tmp_path / "a.pdf", pdf(LINES[:2], LINES[2:])))
    assert [sentence.cut for sentence in sentences(normalise(document))] == [False]


def locked(password: str) -> bytes:
    writer = PdfWriter(PdfReader(BytesIO(pdf(LINES))))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def test_an_encrypted_pdf_is_told(tmp_path: Path) -> None:
    with fails("encrypted", "a.pdf"):
        read(write(tmp_path / "a.pdf", locked("secret")))


def test_a_pdf_that_only_forbids_changes_is_read(tmp_path: Path) -> None:
    assert "硫酸镍" in read(write(tmp_path / "a.pdf", locked("")))[0].text


def test_a_scan_is_told(tmp_path: Path) -> None:
    with fails("OCR", "a.pdf"):
        read(write(tmp_path / "a.pdf", pdf((), ())))


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.4", b"not a pdf", pdf(LINES)[:300], pdf(LINES).replace(b"/Kids [5", b"/Kids [2")]
)
def test_a_broken_pdf_is_told_quietly(tmp_path: Path, data: bytes, caplog: pytest.LogCaptureFixture) -> None:
    with fails("a.pdf"):
        read(write(tmp_path / "a.pdf", data))
    assert not caplog.records
    assert not logging.getLogger("pypdf").disabled


def word(title: str = "") -> bytes:
    file = docx.Document()
    file.core_properties.title = title
    file.add_heading("镍都新篇", 1)
    file.add_paragraph("甲公司年产5万吨硫酸镍项目已经建成。")
    table = file.add_table(2, 2)
    for cell, words in zip(table._cells, ("产品", "产能", "铜箔", "3万吨"), strict=True):
        cell.text = words
    wide = table.add_row().cells
    wide[0].merge(wide[1]).text = "合计\n两项"
    file.add_paragraph("")
    file.add_paragraph("乙公司开工，投产。")
    out = BytesIO()
    file.save(out)
    return out.getvalue()


def test_a_word_file_gives_paragraphs_and_tables_in_order(tmp_path: Path) -> None:
    (document,) = read(write(tmp_path / "a.docx", word()))
    assert document.title == "镍都新篇"
    assert document.text.split("\n\n") == [
        "镍都新篇",
        "甲公司年产5万吨硫酸镍项目已经建成。",
        "| 产品 | 产能 |\n| 铜箔 | 3万吨 |\n| 合计 两项 |",
        "乙公司开工，投产。",
    ]
    assert read(write(tmp_path / "b.docx", word("铜谷")))[0].title == "铜谷"


def packed(**files: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in files.items():
            file.writestr(name, data)
    return out.getvalue()


def with_body(body: str) -> bytes:
    """Put other XML in the place of a Word file's words."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(word())) as old, zipfile.ZipFile(out, "w") as new:
        for item in old.infolist():
            new.writestr(item.filename, body if item.filename == "word/document.xml" else old.read(item))
    return out.getvalue()


NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04broken",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600,
        packed(a=b"x"),
        word()[:2000],
        packed(bomb=b"\x00" * 201_000_000),
        with_body("<w:document"),
        with_body(f"<w:document {NAMESPACE}><w:body/></w:document>"),
        with_body(f"<w:document {NAMESPACE}>{'<w:p>' * 20000}</w:document>"),
    ],
    ids=["empty", "broken", "old", "another zip", "half", "bomb", "not XML", "no words", "deep"],
)
def test_a_word_file_that_is_none_is_told(tmp_path: Path, data: bytes) -> None:
    with fails("a.docx"):
        read(write(tmp_path / "a.docx", data))


def test_entities_in_a_word_file_are_not_followed(tmp_path: Path) -> None:
    secret = write(tmp_path / "secret.txt", "机密")
    head = f'<!DOCTYPE d [<!ENTITY x SYSTEM "file://{secret}"><!ENTITY y "{"甲" * 1000}">]>'
    body = f"<w:document {NAMESPACE}><w:body><w:p><w:r><w:t>甲公司投产&x;&y;</w:t></w:r></w:p></w:body></w:document>"
    try:
        assert "机密" not in read(write(tmp_path / "a.docx", with_body(head + body)))[0].text
    except SourceError as error:
        assert "DOCX" in str(error)  # noqa: PT017


@pytest.mark.parametrize(("suffix", "whole"), [("pdf", pdf(LINES)), ("docx", word()), ("html", PAGE.encode())])
@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_a_damaged_file_is_read_or_told(
    tmp_path_factory: pytest.TempPathFactory, suffix: str, whole: bytes, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(whole) - 1))
    length = data.draw(st.integers(0, 40))
    path = tmp_path_factory.mktemp("damaged") / f"a.{suffix}"
    damaged = whole[:start] + data.draw(st.binary(max_size=20)) + whole[start + length :]
    try:
        assert read(write(path, damaged))
    except SourceError as error:
        assert str(error).isprintable()  # noqa: PT017


# Parquet


def parquet(path: Path, *rows: dict[str, object]) -> Path:
    pyarrow = pytest.importorskip("pyarrow", reason="pyarrow is not installed: no Parquet was read")
    from pyarrow import parquet as format  # noqa: PLC0415 - skipped where it is missing

    format.write_table(pyarrow.Table.from_pylist(list(rows)), path)
    return path


def test_rows_are_read_as_lines_of_records_are(tmp_path: Path) -> None:
    rows = [
        {"id": "n1", "text": LINES[0], "date": date(2031, 7, 1), "page": 3},
        {"id": "n1", "text": LINES[1], "page": 4},
    ]
    first, second = read(parquet(tmp_path / "a.parquet", *rows))
    assert (first.name, first.text, first.published, first.title) == ("n1", LINES[0], "2031-07-01", LINES[0])
    assert (second.name, second.published) == ("n1#2", "")


@pytest.mark.parametrize("row", [{"id": "b"}, {"text": " "}, {"text": 7}])
def test_a_row_without_words_is_named(tmp_path: Path, row: dict[str, object]) -> None:
    path = parquet(tmp_path / "a.parquet", {"id": "a", **{key: "甲" for key in row if row[key] != 7}, **row}, row)
    with fails("a.parquet:"):
        read(path)


def test_what_only_says_that_it_is_parquet_is_refused(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", reason="pyarrow is not installed: no Parquet was read")
    for data in (b"PAR1", b"PAR1" + bytes(40) + b"PAR1", LINES[0].encode()):
        with fails("not Parquet", "a.parquet"):
            read(write(tmp_path / "a.parquet", data))


def test_without_pyarrow_it_is_said_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with fails("pyarrow", "pip install", "a.parquet"):
        read(write(tmp_path / "a.parquet", b"PAR1"))
