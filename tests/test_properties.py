"""What holds for every text: spans, sums in all ways of writing, independence, no loss."""

from __future__ import annotations

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

from build_db import build
from extract import extract_text
from extract.models import Extraction
from load.rows import FACT_TABLES

slow_start = settings(suppress_health_check=[HealthCheck.too_slow])

WAN = 10_000
YI = 100_000_000


# --- policy sentences ---------------------------------------------------------------------

SUM = st.sampled_from(
    ["10万元", "1.5亿元", "三百万元", "2000元", "50—100万元", "0.5元", "２０万元"]
)
SHARE = st.sampled_from(["10%", "百分之二十", "5‰", "12.5%", "３０％"])
WHO = st.sampled_from(["上云企业", "国家级、省级示范企业", "入选的项目", "新认定的工业互联网平台"])
LEAD = st.sampled_from(["对{who}，", "支持{who}发展，", "每家{who}", "对投资{sum}以上的{who}，"])
GRANT = st.sampled_from(
    [
        "给予{sum}奖励",
        "给予最高{sum}补助",
        "一次性奖励{sum}",
        "按投资额的{share}给予补助，最高不超过{sum}",
        "每新增{sum}奖励{sum}",
        "分别给予{sum}、{sum}奖励",
    ]
)
CLOSING = st.sampled_from(
    ["", "（责任单位：市财政局、市科技局）", "（牵头单位：市财政局；配合单位：各县区人民政府）"]
)


@st.composite
def policy_sentences(draw: st.DrawFn) -> str:
    """A sentence that grants something."""
    text = draw(LEAD) + draw(GRANT)
    text = text.replace("{who}", draw(WHO)).replace("{share}", draw(SHARE))
    while "{sum}" in text:
        text = text.replace("{sum}", draw(SUM), 1)
    return text + "。" + draw(CLOSING)


def facts(result: Extraction) -> list:
    return [fact for table in FACT_TABLES for fact in getattr(result, table)]


def amounts_of(result: Extraction, clause: int | None = None) -> list[tuple]:
    return [
        (
            a.raw,
            a.yuan_min,
            a.yuan_max,
            a.comparator,
            a.role,
            a.per,
            a.tier,
            a.is_one_off,
            a.is_annual,
        )
        for a in result.amounts
        if clause is None or a.clause == clause
    ]


@slow_start
@given(st.lists(policy_sentences(), min_size=1, max_size=4), st.sampled_from(["", "\n", "\r\n"]))
def test_every_span_reads_back_as_its_raw(sentences, between):
    text = between.join(sentences)
    result = extract_text(text)
    assert result.amounts
    for fact in [*facts(result), *result.numerals]:
        assert text[fact.start : fact.end] == fact.raw


@slow_start
@given(policy_sentences(), policy_sentences(), policy_sentences())
def test_the_sums_of_a_clause_do_not_depend_on_its_neighbours(before, sentence, after):
    alone = extract_text(f"一、奖补\n{sentence}\n")
    between = extract_text(f"一、扶持\n{before}\n二、奖补\n{sentence}\n三、配套\n{after}\n")
    start = between.source.text.index("二、奖补")
    end = between.source.text.index("三、配套")
    inside = [i for i, c in enumerate(between.clauses) if start <= c.start < end]
    found = [row for i in inside for row in amounts_of(between, i)]
    assert found == amounts_of(alone)


@slow_start
@given(policy_sentences(), st.data())
def test_blanks_in_running_text_change_no_value(sentence, data):
    at = data.draw(st.sets(st.integers(1, len(sentence) - 1), max_size=8), label="blanks before")
    blank = data.draw(st.sampled_from([" ", "\u3000", "\xa0"]), label="blank")
    spaced = "".join(blank * (i in at) + sign for i, sign in enumerate(sentence))

    def values(text: str) -> list[list[tuple]]:
        result = extract_text("一、奖补\n" + text)
        return [
            [row[1:] for row in amounts_of(result)],
            [(p.value_min, p.value_max, p.comparator, p.role, p.base) for p in result.percentages],
            [(m.award_yuan, m.cap_yuan, m.rate, m.beneficiary) for m in result.measures],
            [(r.role, r.name) for r in result.responsibilities],
        ]

    assert values(spaced) == values(sentence)


# --- sums ---------------------------------------------------------------------------------

_DIGITS = "零一二三四五六七八九"
_FULL_WIDTH = str.maketrans("0123456789.", "０１２３４５６７８９．")


def below_wan(number: int) -> str:
    """A number from 1 to 9999 as it is read aloud."""
    text = ""
    for place, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            text += _DIGITS[digit] + sign
        elif text and not text.endswith("零"):
            text += "零"
    text = text.rstrip("零")
    return text[1:] if text.startswith("一十") else text


def as_printed(yuan: int) -> list[str]:
    """Ways in which a sum of whole yuan is printed."""
    forms = [f"{yuan}元", f"{yuan:,}元", f"{yuan}元".translate(_FULL_WIDTH), f"人民币{yuan}元"]
    for unit, size in (("万元", WAN), ("亿元", YI)):
        whole, rest = divmod(yuan * 10_000 // size, 10_000)
        if yuan * 10_000 % size == 0 and (whole or rest):
            digits = f"{whole}.{rest:04d}".rstrip("0").rstrip(".")
            forms += [digits + unit, digits.translate(_FULL_WIDTH) + unit, f"{digits} {unit}"]
        if yuan % size == 0 and 0 < yuan // size < WAN:
            forms.append(below_wan(yuan // size) + unit)
    return forms


@slow_start
@given(
    st.one_of(
        st.integers(1, 9999),
        st.integers(1, 9999).map(lambda n: n * WAN),
        st.integers(1, 99).map(lambda n: n * YI),
        st.integers(1, 999_999).map(lambda n: n * 100),
    ).flatmap(lambda yuan: st.tuples(st.just(yuan), st.sampled_from(as_printed(yuan))))
)
def test_a_sum_means_the_same_however_it_is_printed(case):
    yuan, printed = case
    [amount] = extract_text(f"对入选企业给予{printed}奖励。").amounts
    assert (amount.yuan_min, amount.yuan_max) == (yuan, yuan)


@pytest.mark.parametrize(("number", "text"), [(10, "十"), (105, "一百零五"), (2010, "二千零一十")])
def test_numbers_are_spelt_as_they_are_read(number, text):
    assert below_wan(number) == text


# --- any text -----------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        *"一二三十、.（）()〔〕《》<>：:；;，。！“”0129０９%‰#->|—~年月日元万亿家个",
        *["一、", "（一）", "1.", "1、", "（1）", "①", "——", "第一条", "第一章", "2.1", "## "],
        *["\n", "\n\n", "\r\n", "\r", "\f", "\u2028", " ", "\u3000", "\t", "\u200b", "\ufeff"],
        *["— 3 —", "-3-", "附件", "附件1：", "抄送：", "（此件公开发布）"],
        *["关于印发", "的通知", "若干政策", "名单", "甲县人民政府", "2021年9月24日", "〔2021〕1号"],
        *[
            "给予",
            "最高",
            "分别",
            "每",
            "以上",
            "责任单位：",
            "市财政局",
            "组长：",
            "张　三",
            "到2025年",
        ],
        *["对企业", "奖励", "10万元", "100万元", "按1:1", "有效期三年", "自印发之日起", "5G", "𠮷"],
        *["**", "*", "<br/>", "（image：x）", "50—100万元"],
    ]
)
TEXTS = st.lists(PIECES, max_size=40).map("".join)
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))


def visible(text: str) -> str:
    return text.translate(_INVISIBLE).strip()


@settings(slow_start, max_examples=400)
@given(TEXTS)
def test_nothing_of_any_text_is_lost(text):
    """Rule 2 of the data model, sign by sign: :mod:`load.checks` holds it by spans."""
    result = extract_text(text)
    documents, own = [0] * len(text), [0] * len(text)
    for document in result.documents:
        for i in range(document.start, document.end):
            documents[i] += 1
    for clause in result.clauses:
        for i in range(clause.start, clause.end):
            own[i] += 1
        if clause.parent is not None:
            parent = result.clauses[clause.parent]
            assert parent.document == clause.document
            assert parent.start <= clause.start <= clause.end <= parent.end
            for i in range(clause.start, clause.end):
                own[i] -= 1
        home = result.documents[clause.document]
        assert home.start <= clause.start <= clause.end <= home.end
    for i, sign in enumerate(text):
        if visible(sign):
            assert (documents[i], own[i]) == (1, 1), (i, sign)


@settings(slow_start, max_examples=400)
@given(TEXTS)
def test_every_fact_of_any_text_is_where_it_says(text):
    result = extract_text(text)
    for fact in [*facts(result), *result.numerals]:
        assert fact.start < fact.end
        assert text[fact.start : fact.end] == fact.raw
    for fact in facts(result):
        clause = result.clauses[fact.clause]
        assert clause.start <= fact.start < fact.end <= clause.end
    for fact in [*result.amounts, *result.percentages, *result.targets, *result.conditions]:
        assert fact.value_min <= fact.value_max
    for cap in result.caps:
        assert (cap.amount is None) != (cap.percentage is None)


@settings(slow_start, max_examples=200)
@given(TEXTS)
def test_extraction_is_repeatable(text):
    assert extract_text(text) == extract_text(text)


@pytest.mark.parametrize("run", range(3))
@settings(slow_start, max_examples=8)
@given(texts=st.lists(TEXTS.filter(visible), min_size=1, max_size=6, unique=True))
def test_any_texts_make_a_database_that_passes_its_checks(tmp_path_factory, run, texts):
    folder = tmp_path_factory.mktemp("any")
    raw = folder / "raw"
    raw.mkdir()
    for i, text in enumerate(texts):
        (raw / f"{i}.txt").write_bytes(text.encode())
    report = build(raw, folder / "policy.db")
    assert report.failures == []
    assert report.counts["sources"] == len(texts)
