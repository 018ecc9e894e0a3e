"""Which document a citation names."""

from __future__ import annotations

import pytest

from load.linking import Linkable, Linker, normalise

SAME = [
    ("《支持工业互联网发展若干政策》", "支持工业互联网 发展若干政策"),
    ("《行动计划（2021－2023年）》", "行动计划(2021—2023年)"),
    ("《行动计划（2021——2023年）》", "行动计划（2021-2023年）"),
    ("（鲁政办字〔2020〕125号）", "鲁政办字[2020]125号"),
    ("鲁政办字（２０２０）１２５号", "鲁政办字【2020】125 号"),
    ("（鲁政发〔二〇二一〕第3号）", "鲁政发〔2021〕3号"),
    ("《关于印发〈若干措施〉的通知》", "关于印发《若干措施》的通知"),
    ("〈若干\u200b措施〉", "若干措施"),
    ("“5G＋工业互联网”方案", '"5G+工业互联网"方案'),
]
DIFFERENT = [
    ("若干政策", "若干政策（试行）"),
    ("皖政〔2021〕1号", "皖政〔2021〕11号"),
    ("（一）甲（二）", "一）甲（二"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_two_spellings_are_one(one, other):
    assert normalise(one) == normalise(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_two_names_are_two(one, other):
    assert normalise(one) != normalise(other)


def document(number: int, title: str, **what: object) -> Linkable:
    fields = {
        "source_id": number,
        "city_id": "341500",
        "city_name": "六安市",
        "covering_id": None,
        "doc_number": None,
        "issuer": None,
        "is_draft": False,
    } | what
    return Linkable(id=number, title=title, **fields)  # type: ignore[arg-type]


NOTICE = document(1, "通知")
ELSEWHERE = {"city_id": "341300", "city_name": "宿州市"}


@pytest.mark.parametrize(
    ("documents", "found"),
    [
        ([], None),
        ([document(2, "办法")], 2),
        # What the notice issues, before another of its city, before one of another city.
        ([document(2, "办法"), document(3, "办法", covering_id=1, source_id=1)], 3),
        ([document(2, "办法"), document(3, "办法", source_id=1)], 3),
        ([document(2, "办法", **ELSEWHERE), document(3, "办法")], 3),
        # A plain title of another city is not the one meant; one that names its maker is.
        ([document(2, "办法", **ELSEWHERE)], None),
        ([document(2, "办法", city_id=None, city_name=None)], None),
        # Finals before drafts; no link where two remain.
        ([document(2, "办法", is_draft=True), document(3, "办法")], 3),
        ([document(2, "办法"), document(3, "办法")], None),
    ],
)
def test_the_document_meant_is_found(documents, found):
    linker = Linker()
    for each in [NOTICE, *documents]:
        linker.add(each)
    assert linker.find("title", "《办法》", 1) == found


def test_a_title_that_names_its_maker_is_found_anywhere():
    linker = Linker()
    linker.add(NOTICE)
    linker.add(document(2, "宿州市人才办法", **ELSEWHERE))
    linker.add(document(3, "国务院关于人才的意见", city_id=None, city_name=None, issuer="国务院"))
    assert linker.find("title", "《宿州市人才办法》", 1) == 2
    assert linker.find("title", "《国务院关于人才的意见》", 1) == 3


def test_a_number_is_found_anywhere():
    linker = Linker()
    linker.add(NOTICE)
    linker.add(document(2, "办法", doc_number="宿政办〔2021〕7号", **ELSEWHERE))
    assert linker.find("number", "（宿政办[2021]7号）", 1) == 2
    assert linker.find("title", "宿政办[2021]7号", 1) is None
