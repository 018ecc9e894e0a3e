"""The arithmetic: exact, bounded, and honest about what it cannot know."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.calculate import amount_words, read_number
from catalogue.money import LARGEST, exact, read_yuan
from catalogue.payable import Bound, Inputs, Payable, Terms, base_key, payable, quantity_of
from catalogue.validity import validity

D = Decimal
MILLION = D(1_000_000)


def terms(**given: object) -> Terms:
    """Terms in round figures: a number alone is both ends of its range."""
    ends = {
        name: (D(str(value)), D(str(value)))
        for name, value in given.items()
        if name in ("award", "rate") and not isinstance(value, tuple)
    }
    return Terms(**(given | ends))  # type: ignore[arg-type]


def sums(**given: int | str) -> Inputs:
    return Inputs({name: D(value) for name, value in given.items()})


# ---------------------------------------------------------------------- what people type


@pytest.mark.parametrize(
    ("typed", "yuan"),
    [
        ("1000", 10_000_000), ("1000万", 10_000_000), ("1,000 万元", 10_000_000),
        ("１０００", 10_000_000), ("10000000元", 10_000_000), ("0.1亿", 10_000_000),
        ("1亿元", 100_000_000), ("12.3456", 123_456), ("¥5千元", 5_000), ("0", 0),
        ("0.00001", "0.1"), ("", None), ("  ", None),
    ],
)  # fmt: skip
def test_sums_are_read_as_people_type_them(typed: str, yuan: object) -> None:
    assert read_yuan(typed) == (None if yuan is None else D(str(yuan)))


@pytest.mark.parametrize(
    "typed", ["abc", "-5", "1e9", "1000美元", "1.2.3", "∞", "NaN", "9" * 30, "１<script>", "0x10"]
)
def test_what_is_no_sum_is_refused(typed: str) -> None:
    with pytest.raises(ValueError):
        read_yuan(typed)


@pytest.mark.parametrize("typed", ["abc", "-1", "NaN", "Infinity", "1e99", "9" * 15])
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(ValueError):
        read_number(typed)


def test_numbers_of_the_database_are_what_was_printed() -> None:
    assert exact(0.1) == D("0.1")
    assert exact(29.9) * 10 == D(299)


# ---------------------------------------------------------------------- sums


def test_a_rate_under_a_cap() -> None:
    answer = payable(terms(rate=20, base="投资额", cap=2 * MILLION), sums(investment=3_000_000))
    assert answer == Payable(
        "exact", D(600_000), D(600_000), "min(300万元 × 20%, 200万元) = 60万元"
    )


def test_a_rate_over_a_cap_says_what_it_would_be() -> None:
    answer = payable(terms(rate=20, base="投资额", cap=2 * MILLION), sums(investment=100_000_000))
    assert (answer.kind, answer.low) == ("exact", 2 * MILLION)
    assert answer.why == ("不算上限是 2000万元，超过上限，按 200万元 计。",)


def test_a_rate_of_at_most_is_an_upper_bound() -> None:
    given = terms(rate=30, rate_comparator="<=", base="项目投资额", cap=3 * MILLION)
    answer = payable(given, sums(investment=10_000_000))
    assert (answer.kind, answer.high) == ("at_most", 3 * MILLION)
    assert answer.formula == "min(1000万元 × 30%, 300万元) = 300万元"
    assert amount_words(answer) == "最高 300万元"


def test_a_rate_of_at_least_reaches_up_to_the_cap() -> None:
    given = terms(rate=30, rate_comparator=">=", base="投资额")
    assert payable(given, sums(investment=1_000_000)).kind == "at_least"
    capped = terms(rate=30, rate_comparator=">=", base="投资额", cap=D(400_000))
    between = payable(capped, sums(investment=1_000_000))
    assert (between.kind, between.low, between.high) == ("between", D(300_000), D(400_000))
    assert payable(capped, sums(investment=2_000_000)).kind == "exact"


def test_a_range_of_rates_and_of_awards() -> None:
    answer = payable(terms(rate=(D(10), D(20)), base="投资额"), sums(investment=1_000_000))
    assert (answer.kind, answer.low, answer.high) == ("between", D(100_000), D(200_000))
    assert answer.formula == "100万元 × 10%—20% = 10万元—20万元"
    award = payable(terms(award=(D(500_000), D(1_000_000))), Inputs())
    assert (award.kind, award.low, award.high) == ("between", D(500_000), D(1_000_000))


def test_a_tenth_of_a_percent_is_not_a_binary_fraction() -> None:
    answer = payable(terms(rate="0.1", base="销售额"), sums(income="123456789.01"))
    assert answer.low == D("123456.78")  # 123456.78901: less than a 分 is dropped


def test_counted_units_each_under_a_cap() -> None:
    stations = terms(award=2000, multiple_of="个")
    assert payable(stations, Inputs()).kind == "missing"
    assert payable(stations, Inputs()).asks == ("count:个",)
    counted = payable(stations, Inputs(counts={"个": D(4760)}))
    assert (counted.kind, counted.low) == ("exact", D(9_520_000))
    assert counted.formula == "4,760个 × 2,000元 = 952万元"

    firms = terms(
        rate=50,
        base="每户企业设备及软件投入",
        cap=D(200_000),
        multiple_of="每户企业",
        capped_each=True,
    )
    inputs = Inputs({"每户企业设备及软件投入": D(1_000_000)}, {"每户企业": D(10)})
    assert payable(firms, inputs).low == 2 * MILLION
    # What each of several firms spends is not what the project costs.
    assert payable(firms, Inputs({"investment": D(1)}, {"每户企业": D(10)})).kind == "missing"


def test_a_cap_on_the_whole_bounds_what_is_counted() -> None:
    given = terms(award=2000, multiple_of="个", cap=MILLION)
    assert payable(given, Inputs(counts={"个": D(1000)})).low == MILLION
    both = terms(award=2000, multiple_of="个", cap=D(1500), capped_each=True, limits=(MILLION,))
    assert payable(both, Inputs(counts={"个": D(10)})).low == D(15_000)
    assert payable(both, Inputs(counts={"个": D(10_000)})).low == MILLION


def test_an_award_for_each_whole_step() -> None:
    given = terms(award=100_000, step=10 * MILLION, step_words="每新增1000万元", cap=D(250_000))
    assert payable(given, sums(growth=29_999_999)).low == D(200_000)
    assert payable(given, sums(growth=30_000_000)).low == D(250_000)
    assert payable(given, sums(growth=9_999_999)).low == 0
    assert payable(given, Inputs()).asks == ("growth",)


# ---------------------------------------------------------------------- what cannot be said


def test_what_another_level_grants_is_not_known() -> None:
    given = terms(rate=50, base="省奖补标准")
    answer = payable(given, sums(investment=10_000_000))
    assert (answer.kind, answer.low, answer.high) == ("missing", None, None)
    assert answer.asks == ("award_province",)
    assert "省给多少不在本文件里" in answer.why[0]
    assert payable(given, sums(award_province=1_000_000)).low == D(500_000)


def test_what_is_missing_is_bounded_by_the_cap_all_the_same() -> None:
    answer = payable(terms(rate=10, base="服务收入", cap=5 * MILLION), Inputs())
    assert (answer.kind, answer.high, answer.asks) == ("missing", 5 * MILLION, ("income",))


def test_the_whole_stands_for_a_part_only_as_a_bound() -> None:
    given = terms(rate=20, base="其设备及软件投入", cap=3 * MILLION)
    assert payable(given, sums(investment=10_000_000)).kind == "at_most"
    assert payable(given, sums(investment=10_000_000)).high == 2 * MILLION
    both = payable(given, sums(investment=10_000_000, purchase=4_000_000))
    assert (both.kind, both.low) == ("exact", D(800_000))


def test_a_cap_alone_is_all_that_can_be_said() -> None:
    answer = payable(terms(cap=MILLION), sums(investment=10_000_000))
    assert (answer.kind, answer.high) == ("at_most", MILLION)
    assert "没有写计算办法" in answer.why[0]


def test_without_sum_or_rate_nothing_is_made_up() -> None:
    assert payable(Terms(), sums(investment=1)).kind == "open"
    assert payable(terms(is_foreign=True, award=5), Inputs()).kind == "open"
    assert payable(terms(rate=5), sums(investment=1)).kind == "open"


# ---------------------------------------------------------------------- who qualifies


def test_thresholds() -> None:
    least = Bound("投资50万元以上", "investment", ">=", D(500_000), D(500_000), True)
    given = terms(rate=20, base="投资额", thresholds=(least,))
    assert payable(given, sums(investment=500_000)).kind == "exact"
    answer = payable(given, sums(investment=499_999))
    assert (answer.kind, answer.low) == ("not_met", None)
    assert "投资50万元以上" in answer.why[0]
    assert payable(terms(award=1, thresholds=(least,)), Inputs()).unchecked == ("投资50万元以上",)


def test_a_threshold_on_a_part() -> None:
    """The whole is too little: so is the part. The whole is enough: the part may not be."""
    part = Bound("软硬件投资500万元以上", "purchase", ">=", D(5_000_000), D(5_000_000), True)
    given = terms(award=1, thresholds=(part,))
    assert payable(given, sums(investment=4_000_000)).kind == "not_met"
    assert payable(given, sums(investment=6_000_000)).unchecked == (part.words,)
    most = Bound("设备投资低于500万元", "purchase", "<", D(5_000_000), D(5_000_000), True)
    assert payable(terms(award=1, thresholds=(most,)), sums(investment=6_000_000)).unchecked


def test_quantities_and_grades_decide() -> None:
    many = Bound("工业机器人不低于10台", "工业机器人（台）", ">=", D(10), D(10))
    few = Bound("工业机器人低于10台", "工业机器人（台）", "<", D(10), D(10))
    ten = Inputs(quantities={"工业机器人（台）": D(10)})
    assert payable(terms(award=1, conditions=(many,)), ten).kind == "exact"
    assert payable(terms(award=1, conditions=(few,)), ten).kind == "not_met"
    graded = terms(award=1, tier="3A")
    assert payable(graded, Inputs(tier="3a级")).kind == "exact"
    assert payable(graded, Inputs(tier="4A")).kind == "not_met"
    assert payable(graded, Inputs()).kind == "exact"


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("项目投资额", "investment"), ("上云总投入", "investment"), ("投资", "investment"),
        ("其设备及软件投入", "purchase"), ("设备投资额", "purchase"), ("购置金额", "purchase"),
        ("智能软硬件投资", "purchase"), ("服务收入", "income"), ("年度销售额", "income"),
        ("其年销售收入较上年度增量部分", "growth"), ("研发投入", "research"),
        ("基站每年实际产生用电费用", "cost"), ("流片合同金额", "cost"), ("贷款利息", "finance"),
        ("省奖补标准", "award_province"), ("国家奖补资金", "award_national"),
        ("省级补助资金", "award_province"), ("上级奖励", "award_above"), ("面积", None),
    ],
)  # fmt: skip
def test_what_a_base_is_a_sum_of(words: str, kind: str | None) -> None:
    assert quantity_of(words) == kind
    assert base_key(words) == (kind or words)


# ---------------------------------------------------------------------- for any terms

money = st.integers(0, 10**12).map(Decimal)
rates = st.decimals("0.01", "100", places=2)


@given(
    value=money,
    rate=rates,
    cap=st.none() | money,
    comparator=st.sampled_from(["=", "<=", ">=", "~"]),
)
def test_exact_and_never_over_the_cap(
    value: Decimal, rate: Decimal, cap: Decimal | None, comparator: str
) -> None:
    given = terms(rate=(rate, rate), rate_comparator=comparator, base="投资额", cap=cap)
    answer = payable(given, Inputs({"investment": value}))
    true = Fraction(value) * Fraction(rate) / 100
    if cap is not None:
        true = min(true, Fraction(cap))
    computed = answer.high if comparator == "<=" else answer.low
    assert computed is not None
    assert 0 <= true - Fraction(computed) < Fraction(1, 100)
    if cap is not None and answer.high is not None:
        assert answer.high <= cap


@given(
    award=st.none() | st.tuples(money, money).map(lambda ends: (min(ends), max(ends))),
    rate=st.none() | st.tuples(rates, rates).map(lambda ends: (min(ends), max(ends))),
    base=st.none() | st.sampled_from(["投资额", "设备投入", "省奖补标准", "面积"]),
    cap=st.none() | money,
    multiple_of=st.none() | st.sampled_from(["个", "每户企业"]),
    capped_each=st.booleans(),
    step=st.none() | st.integers(1, 10**9).map(Decimal),
    limits=st.lists(money, max_size=2).map(tuple),
    comparators=st.tuples(*[st.sampled_from(["=", "<=", ">=", "<", ">", "~"])] * 2),
    known=st.dictionaries(st.sampled_from(["investment", "purchase", "面积"]), money),
    counts=st.dictionaries(st.sampled_from(["个", "每户企业"]), st.integers(0, 10**6).map(Decimal)),
)
def test_any_terms_have_an_answer(
    award: object, rate: object, base: str | None, cap: Decimal | None, multiple_of: str | None,
    capped_each: bool, step: Decimal | None, limits: tuple[Decimal, ...],
    comparators: tuple[str, str], known: dict[str, Decimal], counts: dict[str, Decimal],
) -> None:  # fmt: skip
    given = Terms(
        award=award, award_comparator=comparators[0], rate=rate, rate_comparator=comparators[1],  # type: ignore[arg-type]
        base=base, cap=cap, multiple_of=multiple_of, capped_each=capped_each, step=step,
        step_words="每新增", limits=limits,
    )  # fmt: skip
    answer = payable(given, Inputs(known, counts))
    assert amount_words(answer)
    assert answer.formula or answer.why
    if answer.kind in ("missing", "not_met", "open"):
        assert answer.why
        assert answer.low is None
    elif answer.high is not None:
        assert answer.low is not None
        assert 0 <= answer.low <= answer.high
        assert all(answer.high <= limit for limit in limits)


# ---------------------------------------------------------------------- the day


@pytest.mark.parametrize(
    ("day", "start", "end", "draft", "status"),
    [
        ("2022-06-30", "2022-01-01", "2023-12-31", 0, "in_force"),
        ("2021-12-31", "2022-01-01", "2023-12-31", 0, "future"),
        ("2024-01-01", "2022-01-01", "2023-12-31", 0, "expired"),
        ("2023-12-31", "2022-01-01", "2023", 0, "in_force"),
        ("2023-02-28", None, "2023-02", 0, "in_force"),
        ("2023-03-01", None, "2023-02", 0, "expired"),
        ("2022-06-30", "2022", None, 0, "open"),
        ("2022-06-30", None, None, 0, "unknown"),
        ("2022-06-30", "2021-10-01", "2023-10-31", 1, "draft"),
        ("2026-01-01", "2021-10-01", "2023-10-31", 1, "draft"),
    ],
)  # fmt: skip
def test_validity(day: str, start: str | None, end: str | None, draft: int, status: str) -> None:
    assert validity(day, start, end, draft).status == status


def test_a_sum_too_large_to_be_meant() -> None:
    with pytest.raises(ValueError):
        read_yuan(str(LARGEST), bare="万元")
