"""What holds for every text."""

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model import Document
from graph.text import Normal, normalise, sentences

LETTERS = st.sampled_from(list("甲乙公司年产万吨镍铜项目投建成") + list("0123456789") + list("０５９ＡａGWhLiFe%％㎡Ⅱ"))
MARKS = st.sampled_from(list('，。；：！？、（）“”《》…—～·,.;:()!?"~-－/&#>|*+ \u3000\xa0\u200b\ufeff\t\n\r'))
RAW = st.lists(st.one_of(LETTERS, LETTERS, LETTERS, MARKS), max_size=200).map("".join)
ANY = st.text(max_size=200)

WORD = st.sampled_from(
    ["甲公司", "乙集团", "年产5万吨镍", "投资3.5亿元", "项目", "已建成", "“镍都”", "（一期）", "２～３万吨", "ABC"]
)
CLAUSE = st.lists(WORD, min_size=1, max_size=6).map("".join)
SENTENCE = st.builds(
    lambda clauses, end: "，".join(clauses) + end, st.lists(CLAUSE, min_size=1, max_size=4), st.sampled_from("。！？")
)
PARAGRAPH = st.lists(SENTENCE, min_size=1, max_size=4).map("".join)
ARTICLE = st.lists(PARAGRAPH, min_size=1, max_size=5).map("\n\n".join)


def view(text: str) -> Normal:
    return normalise(Document("a.txt", text))


@given(st.one_of(RAW, ANY))
@settings(max_examples=300, deadline=None)
def test_each_character_keeps_a_place_in_order(text: str) -> None:
    normal = view(text)
    assert len(normal.offsets) == len(normal.text) + 1
    assert all(low <= high for low, high in zip(normal.offsets, normal.offsets[1:], strict=False))
    assert all(0 <= place < len(text) for place in normal.offsets[:-1])
    assert normal.offsets[-1] <= len(text)


@given(st.one_of(RAW, ANY))
@settings(max_examples=300, deadline=None)
def test_letters_digits_and_han_are_never_lost(text: str) -> None:
    plain = "".join(char for char in text if char in "甲乙公司年产万吨镍铜项目投建成0123456789")
    kept = "".join(char for char in view(text).text if char in plain)
    assert [char for char in kept if char >= "\u4e00"] == [char for char in plain if char >= "\u4e00"]


@given(st.one_of(RAW, ANY))
@settings(max_examples=300, deadline=None)
def test_sentences_tile_the_text(text: str) -> None:
    normal = view(text)
    found = sentences(normal)
    last = 0
    for sentence in found:
        assert last <= sentence.start < sentence.end <= len(normal.text)
        assert not normal.text[last : sentence.start].strip()
        assert "\n" not in normal.text[sentence.start : sentence.end]
        last = sentence.end
    assert not normal.text[last:].strip()
    assert [sentence.block for sentence in found] == sorted(sentence.block for sentence in found)


# Markup, straight quotes and broken lines are read by their surroundings, which a second reading sees changed.
CALM = RAW.map(lambda text: "".join(char for char in text if char not in '#>|*+-－"~.\r\n'))
LAID_OUT = st.builds(lambda head, body: f"# {head}\n\n{body}\n\n- {head}\n- {head}", CLAUSE, ARTICLE)


@given(st.one_of(CALM, ARTICLE, LAID_OUT))
@settings(max_examples=500, deadline=None)
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = view(text).text
    assert view(once).text == once


@given(ARTICLE)
@settings(deadline=None)
def test_the_words_at_a_span_read_as_the_view_does(text: str) -> None:
    document = Document("a.txt", text)
    normal = normalise(document)
    for sentence in sentences(normal):
        span = normal.span(sentence.start, sentence.end)
        assert view(document.text[span.start : span.end]).text == normal.text[sentence.start : sentence.end]


@given(ARTICLE)
@settings(deadline=None)
def test_whole_paragraphs_are_never_called_cut(text: str) -> None:
    assert not any(sentence.cut for sentence in sentences(view(text)))
