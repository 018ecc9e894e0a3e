"""What a support pays: one function, exact to the 分, that says how and says why not.

:func:`payable` takes what a measure promises (:class:`Terms`) and what a reader knows about a
project (:class:`Inputs`). It adds nothing: where the text leaves a sum open, or the reader left
out what the sum is a share of, the answer says so, with the bound that holds all the same.
Numbers are decimal throughout; no binary fraction is ever made.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_DOWN, Context, Decimal, localcontext

from catalogue.words import bounded, ends, percent, plain, yuan

_CENT = Decimal("0.01")
# A sum of up to 10**15 yuan, times a count, times a rate, keeps every digit.
_EXACT = Context(prec=60)

# What a base or a threshold is a sum of. Readers fill in one field for each that is asked for.
QUANTITIES = {
    "investment": "项目投资额",
    "purchase": "其中设备、软件等购置（投入）额",
    "research": "研发投入",
    "income": "营业（销售、服务）收入",
    "growth": "新增（增量）额",
    "cost": "费用或合同金额",
    "finance": "贷款、利息、保费等融资金额",
    "award_national": "国家已核定的奖补金额",
    "award_province": "省已核定的奖补金额",
    "award_above": "上级已核定的奖补金额",
}
# A part is at most the whole: where the part is not known, the whole bounds it.
_WHOLE = {"purchase": "investment"}

_GRANTED = r".{0,12}(?:奖补|奖励|补助|补贴|资助|资金|标准|扶持|支持)"
# The first that is found decides; more telling words come first.
_KINDS = [
    ("award_national", re.compile(r"(?:国家级?|中央|部级)" + _GRANTED)),
    ("award_province", re.compile(r"(?:省级?|自治区)" + _GRANTED)),
    ("award_above", re.compile(r"上级" + _GRANTED)),
    ("growth", re.compile(r"增量|增加额|增加值|增长部分|增长额|新增|较上年")),
    ("research", re.compile(r"研发|研究开发")),
    ("purchase", re.compile(r"购置|采购|购买")),
    ("finance", re.compile(r"贷款|利息|贴息|融资|保费|担保|授信")),
    ("cost", re.compile(r"费|租金|合同|成本|支出|薪")),
    ("income", re.compile(r"收入|营收|销售|产值|营业额|成交|税收|纳税|产出")),
    ("purchase", re.compile(r"设备|软件|硬件|装备|机器人|工具|仪器")),
    ("investment", re.compile(r"投资|投入|建设")),
]


def quantity_of(words: str) -> str | None:
    """Return which of :data:`QUANTITIES` the words of a base or threshold mean, else None."""
    return next((kind for kind, pattern in _KINDS if pattern.search(words)), None)


def base_key(base: str) -> str:
    """Return the key in ``Inputs.sums`` of a base: a code, or the words where no code fits."""
    return quantity_of(base) or base


@dataclass(frozen=True)
class Bound:
    """A condition: the quantity ``key`` must be within ``comparator`` ``low`` … ``high``.

    ``words`` is the piece of the text that says so; ``key`` None: cannot be asked for.
    """

    words: str
    key: str | None
    comparator: str
    low: Decimal
    high: Decimal
    is_money: bool = False

    def holds(self, value: Decimal) -> bool:
        """Say whether a value keeps the condition."""
        match self.comparator:
            case ">=":
                return value >= self.low
            case ">":
                return value > self.low
            case "<=":
                return value <= self.high
            case "<":
                return value < self.high
        # A plain number in a condition (评估等级3A级) is what one has to have.
        return self.low <= value <= self.high

    @property
    def is_lower(self) -> bool:
        """True for a condition that only too little can break."""
        return self.comparator in (">=", ">")


@dataclass(frozen=True)
class Terms:
    """What a measure promises, as the database has it.

    ``award`` and ``rate`` are the two ends of a range, equal for a single value. ``multiple_of``
    is the unit that the support is paid for (个, 每户企业), None where it is paid once;
    ``capped_each`` says that ``cap`` holds for each unit. ``step`` is the sum of which each
    whole multiple earns the award (每新增1000万元奖励10万元). ``limits`` bound the whole.
    """

    award: tuple[Decimal, Decimal] | None = None
    award_comparator: str = "="
    rate: tuple[Decimal, Decimal] | None = None
    rate_comparator: str = "="
    base: str | None = None
    cap: Decimal | None = None
    multiple_of: str | None = None
    capped_each: bool = False
    step: Decimal | None = None
    step_words: str = ""
    limits: tuple[Decimal, ...] = ()
    limits_percent: tuple[tuple[Decimal, str], ...] = ()
    thresholds: tuple[Bound, ...] = ()
    conditions: tuple[Bound, ...] = ()
    tier: str | None = None
    is_foreign: bool = False

    @property
    def base_key(self) -> str | None:
        """The key in ``Inputs.sums`` of the base; None where there is none."""
        if self.base is None:
            return None
        # What each of several firms spends is no sum that a reader fills in for the project.
        each = self.multiple_of is not None and self.multiple_of in self.base
        return self.base if each else base_key(self.base)


@dataclass(frozen=True)
class Inputs:
    """What a reader knows: sums in yuan by :func:`base_key`, counts by unit, quantities by
    what is counted, and the grade or level that was reached."""

    sums: Mapping[str, Decimal] = field(default_factory=dict)
    counts: Mapping[str, Decimal] = field(default_factory=dict)
    quantities: Mapping[str, Decimal] = field(default_factory=dict)
    tier: str = ""


@dataclass(frozen=True)
class Payable:
    """What is payable.

    ``kind`` says what ``low`` and ``high`` mean:

    ======== ==================================================================
    exact    the sum is ``low`` (= ``high``)
    at_most  up to ``high``; the office decides
    at_least ``low`` or more
    about    about ``low``
    between  from ``low`` to ``high``
    missing  not computed, ``asks`` is what must be known; ``high`` bounds it, if given
    not_met  nothing: the project does not qualify
    open     the text names no sum that could be computed
    ======== ==================================================================

    ``formula`` is the arithmetic in words, ``why`` says what the reader has to know about the
    answer, ``unchecked`` are conditions of the text that the inputs do not decide.
    """

    kind: str
    low: Decimal | None = None
    high: Decimal | None = None
    formula: str = ""
    why: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    unchecked: tuple[str, ...] = ()


def same_tier(one: str, other: str) -> bool:
    """Say whether two grades are the same: 3A and 3A级, L3 and l3."""
    return _tier(one) == _tier(other)


def _tier(words: str) -> str:
    return re.sub(r"[\s“”\"级]", "", words).casefold()


def payable(terms: Terms, inputs: Inputs) -> Payable:
    """Return what a measure pays for a project, the formula in words, or why it cannot be said.

    Exact: sums are decimal numbers, and only what is less than a 分 is dropped, at the end.
    Raises nothing for any terms and inputs.
    """
    with localcontext(_EXACT):
        return _payable(terms, inputs)


def _payable(terms: Terms, inputs: Inputs) -> Payable:
    if inputs.tier and terms.tier and not same_tier(inputs.tier, terms.tier):
        return Payable("not_met", why=(f"这一项是给“{terms.tier}”的，所选档次是“{inputs.tier}”。",))
    broken, unchecked = _check(terms, inputs)
    if broken:
        return Payable("not_met", why=tuple(broken))
    answer = _sum(terms, inputs)
    return Payable(
        answer.kind,
        None if answer.low is None else _cut(answer.low),
        None if answer.high is None else _cut(answer.high),
        answer.formula,
        answer.why,
        answer.asks,
        tuple(unchecked),
    )


def _check(terms: Terms, inputs: Inputs) -> tuple[list[str], list[str]]:
    """Return the conditions that are not met, each in a sentence, and those left open."""
    broken: list[str] = []
    unchecked: list[str] = []
    for bound in terms.thresholds:
        value, assumed = _sum_of(bound.key, inputs) if bound.key else (None, False)
        # The whole stands for the part only where even the whole is too little.
        if value is None or (assumed and (bound.holds(value) or not bound.is_lower)):
            unchecked.append(bound.words)
        elif not bound.holds(value):
            broken.append(f"须“{bound.words}”，所填为 {yuan(value)}。")
    for bound in terms.conditions:
        value = inputs.quantities.get(bound.key) if bound.key else None
        if value is None:
            unchecked.append(bound.words)
        elif not bound.holds(value):
            broken.append(f"须“{bound.words}”，所填为 {plain(value)}。")
    return broken, list(dict.fromkeys(unchecked))


def _sum_of(key: str, inputs: Inputs) -> tuple[Decimal | None, bool]:
    """Return the sum of a kind, and whether it is only the whole that bounds it."""
    if key in inputs.sums:
        return inputs.sums[key], False
    whole = _WHOLE.get(key)
    if whole is not None and whole in inputs.sums:
        return inputs.sums[whole], True
    return None, False


def _sum(terms: Terms, inputs: Inputs) -> Payable:
    if terms.is_foreign:
        return Payable("open", why=("金额是外币，不折算为人民币。",))
    if terms.rate is None and terms.award is None:
        return _cap_alone(terms, inputs)
    count: Decimal | None = None
    if terms.multiple_of is not None:
        count = inputs.counts.get(terms.multiple_of)
        if count is None:
            each = _ceiling(terms, None)
            unit = _unit(terms.multiple_of)
            why = [f"按“{terms.multiple_of}”计，要填数量才能计算。"]
            if terms.award is not None and terms.rate is None:
                why.append(f"每{unit} {ends(*terms.award, yuan)}。")
            return Payable("missing", None, each, "", tuple(why), (f"count:{terms.multiple_of}",))
    return (_by_rate if terms.rate is not None else _by_award)(terms, inputs, count)


def _by_rate(terms: Terms, inputs: Inputs, count: Decimal | None) -> Payable:
    assert terms.rate is not None
    if terms.base is None:
        words = f"文件写了 {_percents(terms.rate)}，没有写明按什么计算。"
        return Payable("open", None, _ceiling(terms, count), "", (words,))
    key = terms.base_key or terms.base
    value, assumed = _sum_of(key, inputs)
    if value is None:
        return Payable(
            "missing",
            None,
            _ceiling(terms, count),
            _recipe(terms),
            (_unknown(terms.base, key),),
            (key,),
        )
    why: list[str] = []
    if assumed:
        why.append(f"没有填“{terms.base}”，先按它等于项目投资额算；实际少于投资额的，可得也会少。")
    low, high = (value * rate / 100 for rate in terms.rate)
    result = _bounded(terms, low, high, count, f"{yuan(value)} × {_percents(terms.rate)}", inputs)
    kind = _kind(terms.rate_comparator)
    if assumed and kind != "at_least":
        kind = "at_most"
    elif assumed:
        kind = "open"
    return _answer(terms, kind, result, why)


def _by_award(terms: Terms, inputs: Inputs, count: Decimal | None) -> Payable:
    assert terms.award is not None
    low, high = terms.award
    shown = ends(*terms.award, yuan)
    if terms.step is not None:
        key = base_key(terms.step_words)
        value, assumed = _sum_of(key, inputs)
        if value is None:
            why = (f"按“{terms.step_words}”计，要填这一数额才能计算。",)
            return Payable("missing", None, _ceiling(terms, count), _recipe(terms), why, (key,))
        steps = value // terms.step
        result = _bounded(
            terms, low * steps, high * steps, count, f"{plain(steps)} × {shown}", inputs
        )
        why_steps = [
            f"{yuan(value)} 中有 {plain(steps)} 个完整的 {yuan(terms.step)}，不足的部分不计。"
        ]
        return _answer(
            terms, "at_most" if assumed else _kind(terms.award_comparator), result, why_steps
        )
    return _answer(
        terms, _kind(terms.award_comparator), _bounded(terms, low, high, count, shown, inputs), []
    )


def _cap_alone(terms: Terms, inputs: Inputs) -> Payable:
    count = None if terms.multiple_of is None else inputs.counts.get(terms.multiple_of)
    ceiling = _ceiling(terms, count)
    if ceiling is None:
        return Payable("open", why=("文件没有写明金额或比例。",))
    return Payable(
        "at_most",
        Decimal(0),
        ceiling,
        "",
        ("文件只写了上限，没有写计算办法，具体数额由主管部门核定。",),
    )


@dataclass(frozen=True)
class _Result:
    low: Decimal
    high: Decimal
    formula: str
    full: Decimal
    # What the caps are not: a limit whose base the reader did not give.
    open_limits: tuple[str, ...] = ()


def _bounded(
    terms: Terms, low: Decimal, high: Decimal, count: Decimal | None, shown: str, inputs: Inputs
) -> _Result:
    """Apply the caps: to each unit, to the whole, whatever the text says."""
    full = high
    formula = shown
    if terms.cap is not None and (terms.capped_each or count is None):
        low, high = min(low, terms.cap), min(high, terms.cap)
        formula = f"min({shown}, {yuan(terms.cap)})"
    if count is not None:
        low, high, full = low * count, high * count, full * count
        formula = f"{plain(count)}{_unit(terms.multiple_of or '')} × {formula}"
    limits = list(terms.limits)
    if terms.cap is not None and count is not None and not terms.capped_each:
        limits.append(terms.cap)
    open_limits = []
    for share, base in terms.limits_percent:
        value, _ = _sum_of(base_key(base), inputs) if base else (None, False)
        if value is None:
            open_limits.append(f"另不得超过{base or '（文件未写明的基数）'}的 {percent(share)}。")
        else:
            limits.append(value * share / 100)
    for limit in limits:
        low, high = min(low, limit), min(high, limit)
        formula = f"min({formula}, {yuan(limit)})"
    result = ends(low, high, lambda each: yuan(_cut(each)))
    if formula != result:
        formula = f"{formula} = {result}"
    return _Result(low, high, formula, full, tuple(open_limits))


def _answer(terms: Terms, kind: str, result: _Result, why: list[str]) -> Payable:
    low, high = result.low, result.high
    bounded_above = terms.cap is not None or bool(terms.limits)
    if high < result.full:
        why.append(f"不算上限是 {yuan(_cut(result.full))}，超过上限，按 {yuan(_cut(high))} 计。")
    why.extend(result.open_limits)
    if result.open_limits and kind == "exact":
        kind = "at_most"
    if kind == "at_most":
        why.append("这是最高可得的数，具体数额由主管部门核定。")
        return Payable("at_most", Decimal(0), high, result.formula, tuple(why))
    if kind == "at_least":
        ceiling = _ceiling(terms, None) if terms.multiple_of is None else None
        if ceiling is not None and low >= ceiling:
            return Payable("exact", ceiling, ceiling, result.formula, tuple(why))
        why.append("文件写的是“不低于”，具体数额由主管部门核定。")
        if bounded_above and ceiling is not None:
            return Payable("between", low, ceiling, result.formula, tuple(why))
        return Payable("at_least", low, None, result.formula, tuple(why))
    if kind == "open":
        return Payable("open", None, _ceiling(terms, None), "", tuple(why))
    if low < high:
        why.append("文件写的是一个范围，具体数额由主管部门核定。")
        return Payable("between", low, high, result.formula, tuple(why))
    return Payable(kind, low, high, result.formula, tuple(why))


def _ceiling(terms: Terms, count: Decimal | None) -> Decimal | None:
    """Return the bound that holds whatever the inputs are, None where there is none."""
    bounds = list(terms.limits)
    if terms.cap is not None:
        if terms.multiple_of is None or not terms.capped_each:
            bounds.append(terms.cap)
        elif count is not None:
            bounds.append(terms.cap * count)
    return min(bounds, default=None)


def _kind(comparator: str) -> str:
    return {"<=": "at_most", "<": "at_most", ">=": "at_least", ">": "at_least", "~": "about"}.get(
        comparator, "exact"
    )


def _unknown(base: str, key: str) -> str:
    if key.startswith("award_"):
        level = {"award_national": "国家", "award_province": "省", "award_above": "上级"}[key]
        return f"按“{base}”计算，而{level}给多少不在本文件里；填入{level}已核定的奖补金额才能计算。"
    return f"要填“{base}”才能计算。"


def _recipe(terms: Terms) -> str:
    """Return the formula with words in the place of what is not known."""
    if terms.rate is not None:
        words = f"{terms.base} × {bounded(terms.rate_comparator)}{_percents(terms.rate)}"
    else:
        assert terms.award is not None
        words = f"{terms.step_words} {ends(*terms.award, yuan)}"
    return words if terms.cap is None else f"min({words}, {yuan(terms.cap)})"


def _percents(rate: tuple[Decimal, Decimal]) -> str:
    return percent(rate[1]) if rate[0] == rate[1] else f"{plain(rate[0])}%—{percent(rate[1])}"


def _unit(per: str) -> str:
    return per.removeprefix("每")


def _cut(sum_: Decimal) -> Decimal:
    return sum_.quantize(_CENT, ROUND_DOWN)
