"""Facts are marked at exactly their characters, and nothing of a text becomes markup."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.facts import KINDS, Fact
from catalogue.highlight import Aligned, align, marked, own_spans


class Read(HTMLParser):
    """Text as it is read, without tips; for each character its classes, and where ids begin."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.text = ""
        self.classes: list[set[str]] = []
        self.ids: dict[str, int] = {}
        self.tips = ""
        self.tags: set[str] = set()
        self._open: list[set[str]] = []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.add(tag)
        names = set((found.get("class") or "").split())
        if "tip" not in names and (identity := found.get("id")):
            assert identity not in self.ids
            self.ids[identity] = len(self.text)
        self._open.append(names)

    def handle_endtag(self, tag: str) -> None:
        self._open.pop()

    def handle_data(self, data: str) -> None:
        if any("tip" in names for names in self._open):
            self.tips += data
            return
        self.text += data
        self.classes += [set().union(*self._open)] * len(data)


def fact(kind: str, start: int, end: int, source: str, number: int = 1) -> Fact:
    row = {"id": number, "clause_id": 1, "char_start": start, "char_end": end}
    return Fact(kind, {**row, "raw": source[start:end]}, KINDS[kind], f"值<{number}>")


def test_own_text_is_what_the_children_leave() -> None:
    assert own_spans((0, 10), []) == [(0, 10)]
    assert own_spans((0, 10), [(5, 10), (2, 4)]) == [(0, 2), (4, 5)]
    assert own_spans((0, 10), [(0, 10)]) == []


def test_a_fact_across_a_page_break_is_marked_as_a_whole() -> None:
    source = "# 给予最高\n\n— 3 —\n\n500万元奖励。"
    aligned = align("给予最高500万元奖励。", source, [(0, 6), (15, len(source))])
    assert aligned.text == "给予最高500万元奖励。"
    read = Read(marked(aligned, [fact("caps", 4, 20, source)]))
    assert read.text == aligned.text
    assert [("k-caps" in names) for names in read.classes] == [False] * 2 + [True] * 7 + [False] * 3


def test_a_text_that_does_not_fit_its_source_is_shown_as_the_source_has_it() -> None:
    source = "甲\n 乙丙"
    assert align("甲丁", source, [(0, 5)]).text == "甲 乙丙"


def test_facts_within_facts() -> None:
    source = "对企业按最高50万元给予补助"
    aligned = align(source, source, [(0, len(source))])
    found = [
        fact("measures", 0, len(source), source),
        fact("caps", 4, 10, source),
        fact("amounts", 6, 10, source),
    ]
    markup = str(marked(aligned, found))
    read = Read(markup)
    assert read.text == source
    assert read.classes[0] == {"k-measures"}
    assert {"k-measures", "k-caps"} <= read.classes[4]
    assert {"k-measures", "k-caps", "k-amounts", "fact"} == read.classes[6]
    assert read.ids == {"at-0": 0, "at-4": 4, "at-6": 6}
    # One stop for the keyboard, with a tip that names both; sentences have none.
    assert markup.count('tabindex="0"') == markup.count('role="tooltip"') == 1
    assert "上限" in read.tips and "金额" in read.tips and "值<1>" in read.tips


def test_the_heading_is_set_apart() -> None:
    source = "1.建设平台。给予5万元"
    read = Read(marked(align(source, source, [(0, len(source))]), [], heading=7))
    assert ["run-in" in names for names in read.classes] == [True] * 7 + [False] * 5


HOSTILE = st.text(alphabet="<>&\"'/ab给元0 \n", min_size=1, max_size=40)
SPANS = st.lists(
    st.tuples(st.sampled_from(list(KINDS)), st.integers(0, 40), st.integers(1, 20)), max_size=8
)


@given(HOSTILE, SPANS, st.integers(0, 45))
def test_marked_text_reads_as_the_text(
    source: str, spans: list[tuple[str, int, int]], heading: int
) -> None:
    """Whatever the text and however its facts overlap: same characters, right classes."""
    found = [
        fact(kind, start, start + length, source, number)
        for number, (kind, start, length) in enumerate(spans)
        if start + length <= len(source)
    ]
    aligned = Aligned(source, range(len(source)))
    markup = str(marked(aligned, found, heading=heading))
    read = Read(markup)
    assert read.text == source
    assert read.tags <= {"span", "mark", "b"}
    assert re.sub(r"</?(?:span|mark|b)(?: [\w-]+=\"[^\"<>]*\")*>", "", markup).count("<") == 0
    for place, names in enumerate(read.classes):
        covering = {f"k-{one.kind}" for one in found if one.start <= place < one.end}
        assert {name for name in names if name.startswith("k-")} == covering
    for one in found:
        assert read.ids[f"at-{one.start}"] == one.start


@pytest.mark.parametrize(
    ("text", "source", "places"),
    [("  0", "0  0", [0, 0, 0]), ("a  b", "ab", [0, 1, 1, 1]), ("a b", "a\nb", [0, 1, 2])],
)
def test_blanks_are_no_further_than_what_follows(text: str, source: str, places: list[int]) -> None:
    assert list(align(text, source, [(0, len(source))]).places) == places


@given(HOSTILE, st.data())
def test_alignment_finds_each_character(source: str, data: st.DataObject) -> None:
    """A cleaned text is the source with characters left out; each is found again, in order."""
    kept = [at for at in range(len(source)) if data.draw(st.booleans())]
    text = "".join(source[at] for at in kept)
    aligned = align(text, source, [(0, len(source))])
    if text.strip():
        assert aligned.text == text
    assert all(a <= b for a, b in zip(aligned.places, aligned.places[1:], strict=False))
    for char, place in zip(aligned.text, aligned.places, strict=True):
        assert char.isspace() or source[place] == char
