"""Files and folders: which are read, in which encodings, and what is said of those that cannot be."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import SourceError
from graph.model import Document
from graph.text import read, sources
from graph.text.decode import decode

TEXT = "甲公司年产5万吨硫酸镍项目，总投资10亿元，目前已经建成投产。"
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk"]


def write(path: Path, text: str | bytes = TEXT) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return path


@contextmanager
def fails(*words: str) -> Iterator[None]:
    """The error is one line that holds these words, and says what to do."""
    with pytest.raises(SourceError) as caught:
        yield
    message = str(caught.value)
    assert message.isprintable()
    assert caught.value.where
    assert caught.value.remedy
    assert " / " in caught.value.what
    for word in words:
        assert word in message


def test_folders_are_searched_for_known_kinds(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "sub/c.HTML", "sub/deep/d.pdf", "e.docx", "f.jsonl", "g.htm"):
        write(tmp_path / name)
    for name in (".hidden.txt", ".git/x.txt", "image.png", "noext", "sub/.DS_Store"):
        write(tmp_path / name)
    found = [path.relative_to(tmp_path).as_posix() for path in sources([tmp_path])]
    assert found == ["a.md", "b.txt", "e.docx", "f.jsonl", "g.htm", "sub/c.HTML", "sub/deep/d.pdf"]


def test_a_file_is_listed_once_however_it_is_named(tmp_path: Path) -> None:
    file = write(tmp_path / "a.txt")
    (tmp_path / "b.txt").symlink_to(file)
    assert sources([file, tmp_path, tmp_path / "." / "a.txt", tmp_path / "b.txt"]) == (file,)


def test_order_of_arguments_does_not_matter(tmp_path: Path) -> None:
    files = [write(tmp_path / name) for name in ("c.txt", "a.txt", "b.md")]
    assert sources(files) == sources(files[::-1]) == tuple(sorted(files))


def test_what_is_named_must_be_there_and_of_a_known_kind(tmp_path: Path) -> None:
    with fails("no such file or folder"):
        sources([tmp_path / "nowhere"])
    with fails(".xyz", "txt, md, html, pdf, docx, jsonl"):
        sources([write(tmp_path / "a.xyz")])
    with fails("unknown kind"):
        read(write(tmp_path / "noext"))


def test_a_loop_of_links_is_no_trap(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    found = sources([tmp_path])
    assert [path.name for path in found] == ["a.txt", "self.txt"]
    with fails("self.txt"):
        read(found[1])


def test_a_broken_link_is_listed_and_told(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    (path,) = sources([tmp_path])
    with fails("no such file"):
        read(path)


def test_folders_and_pipes_with_the_name_of_a_text(tmp_path: Path) -> None:
    write(tmp_path / "folder.txt" / "inner.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    found = sources([tmp_path])
    assert [path.name for path in found] == ["inner.txt", "pipe.txt"]
    with fails("not a regular file"):
        read(found[1])
    with fails("folder"):
        read(tmp_path / "folder.txt")


def test_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The superuser may read everything, so the refusal is played."""
    file, closed = write(tmp_path / "a.txt"), write(tmp_path / "closed" / "b.txt").parent
    scan = os.scandir

    def refuse(path: str, *_: object) -> object:
        if Path(path) == tmp_path:
            return scan(path)
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(os, "scandir", refuse)
    monkeypatch.setattr(os, "listdir", refuse)
    monkeypatch.setattr(Path, "open", refuse)
    assert sources([tmp_path]) == (file, closed)
    for path in sources([tmp_path]):
        with fails("no permission"):
            read(path)


def test_names_that_would_break_a_line_are_escaped(tmp_path: Path) -> None:
    path = write(tmp_path / "a\n\x1b[31m.txt", "")
    with fails("\\n\\x1b[31m.txt"):
        read(path)


@pytest.mark.skipif(sys.platform == "darwin", reason="its file names are always UTF-8")
def test_a_name_that_is_no_utf8_can_be_hashed(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xc4\xf8.txt"))
    (document,) = read(write(path))
    assert document.id
    assert document.name.isprintable()


def test_the_name_is_the_one_given(tmp_path: Path) -> None:
    path = write(tmp_path / "sub" / "a.txt")
    assert read(path)[0].name == "a.txt"
    assert read(path, "sub/a.txt")[0].name == "sub/a.txt"


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_encodings_are_told_apart(tmp_path: Path, encoding: str) -> None:
    assert read(write(tmp_path / "a.txt", TEXT.encode(encoding)))[0].text == TEXT


@pytest.mark.parametrize("encoding", ENCODINGS)
@given(
    st.lists(
        st.sampled_from(["甲公司", "年产5万吨", "硫酸镍", "项目，", "已经投产。", "ABC", "\r\n", "２３"]),
        min_size=8,
        max_size=60,
    )
)
@settings(max_examples=30, deadline=None)
def test_every_encoding_gives_the_text_back(encoding: str, words: list[str]) -> None:
    text = TEXT + "".join(words)
    assert decode(text.encode(encoding), "a.txt") == text


@given(st.binary(max_size=400))
@settings(deadline=None)
def test_any_bytes_are_text_or_an_error(data: bytes) -> None:
    with suppress(SourceError):
        assert decode(data, "a.txt").strip()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \r\n\t \n", "empty"),
        ("\u3000\n".encode(), "empty"),
        ("。…—\n".encode(), "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 4, "not"),
        (b"\x7fELF\x02\x01\x01" + b"\x00" * 50 + bytes(range(256)), "not"),
        (TEXT.encode()[:-1], "damaged UTF-8"),
        ((TEXT * 9).encode()[:200] + b"\xff\xfe\xfd" + (TEXT * 9).encode(), "damaged UTF-8"),
        ((TEXT + "\x00" + TEXT).encode(), "not"),
        (TEXT.encode("utf-16")[:-1], "damaged UTF-16"),
    ],
)
def test_what_is_not_text_is_told(tmp_path: Path, data: bytes, words: str) -> None:
    with fails(words, "a.txt"):
        read(write(tmp_path / "a.txt", data))


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", b"a" * 1001)
    with fails("1,000"):
        read(path, limit=1000)
    assert read(path, limit=1001)


def test_the_text_is_what_the_file_holds(tmp_path: Path) -> None:
    raw = "\ufeff甲公司\r\n乙公司\u3000５万吨\r\n"
    assert read(write(tmp_path / "a.txt", raw))[0].text == raw[1:]


def test_front_matter_gives_the_particulars(tmp_path: Path) -> None:
    raw = "---\n标题: 镍都 新篇\n来源: 甲地日报\n日期: 2025-07-03\n原文链接: https://a.cn/b\n---\n\n甲公司投产。\n"
    (document,) = read(write(tmp_path / "a.md", raw))
    assert document == Document(
        "a.md", raw, "镍都 新篇", "甲地日报", "2025-07-03", "https://a.cn/b", raw.index("甲公司")
    )


def test_front_matter_in_english(tmp_path: Path) -> None:
    raw = "---\r\ntitle: Nickel\r\npublisher: Daily\r\npublished: 2025-07\r\nsource: https://a.cn\r\n---\r\n甲公司。"
    (document,) = read(write(tmp_path / "a.md", raw))
    assert (document.title, document.publisher, document.published, document.url) == (
        "Nickel", "Daily", "2025-07", "https://a.cn",
    )  # fmt: skip
    assert raw[document.start :] == "甲公司。"


@pytest.mark.parametrize(
    "head",
    [
        "---\n: [\n---\n",
        "---\n- a\n---\n",
        "---\n甲公司\n",
        "---\ndate: 2025-13-45\n---\n",
        "---\n!!python/object:os.x {}\n---\n",
    ],
)
def test_front_matter_that_is_none_is_text(tmp_path: Path, head: str) -> None:
    (document,) = read(write(tmp_path / "a.md", head + "甲公司投产，达标。"))
    assert document.start == 0


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        ("\n# 镍都 新篇\n\n正文，达标。", "镍都 新篇"),
        ("镍都提速\n\n正文，达标。", "镍都提速"),
        ("陈晓 王大力\n\n镍都提速\n\n正文，达标。", "镍都提速"),
        ("【甲公司投建镍项目】甲公司公告，开工。", "甲公司投建镍项目"),
        ("甲公司投产，达标。\n\n镍都提速", ""),
        ("2025年7月3日\n\n正文，达标。", ""),
    ],
)
def test_the_first_line_is_the_title_if_it_is_one(tmp_path: Path, raw: str, title: str) -> None:
    (document,) = read(write(tmp_path / "a.txt", raw))
    assert document.title == title
    assert document.published == ""


def records(path: Path, *rows: object) -> Path:
    return write(path, "\n".join(row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows))


def test_json_lines_are_documents(tmp_path: Path) -> None:
    first = {
        "id": "n1",
        "text": TEXT,
        "title": "题",
        "publisher": "报",
        "published": "2025-07-03",
        "url": "https://a.cn",
    }
    path = records(
        tmp_path / "a.jsonl",
        first,
        "",
        {"id": 7, "text": "乙公司\u2028开工。"},
        {"text": TEXT},
        {"id": "n1", "text": "丙。"},
    )
    found = read(path)
    assert found[0] == Document("n1", TEXT, "题", "报", "2025-07-03", "https://a.cn")
    assert [document.name for document in found] == ["n1", "7", "a.jsonl#4", "n1#5"]
    assert found[1].text == "乙公司\u2028开工。"


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("{", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[1]", '"text"'),
        ({"id": "a"}, '"text"'),
        ({"text": 5}, '"text"'),
        ({"text": " \n"}, "empty"),
        ('{"text": "\\ud800"}', "broken characters"),
        ('{"text": "a\\u0000b"}', "broken characters"),
    ],
)
def test_a_bad_record_is_told_with_its_line(tmp_path: Path, row: object, words: str) -> None:
    with fails(words, "a.jsonl:2"):
        read(records(tmp_path / "a.jsonl", {"text": TEXT}, row))
