"""What would my project get in each city? The page around :func:`catalogue.payable.payable`."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from catalogue import choosing
from catalogue import offers as offered
from catalogue.database import Row, row
from catalogue.money import read_yuan
from catalogue.offers import Offer, numbers
from catalogue.pages import BadRequest, Body, Context, NotFound, Page, Params
from catalogue.payable import QUANTITIES, Inputs, Payable, payable
from catalogue.tables import csv_body
from catalogue.words import plain, yuan

# What a page computes: so many cities, and of each the first measures.
_CITIES = choosing.MOST_CITIES
# A sum that has a name of its own is asked for under it, others under the words of the text.
_WORDS, _COUNT, _QUANTITY = "x.", "n.", "q."

HINTS = {
    "investment": "项目的全部投资",
    "purchase": "投资中用于设备、软件等的部分；不填时按全部投资算上限",
    "research": "",
    "income": "文件所说年度、所说业务的收入",
    "growth": "比上年多出的部分",
    "cost": "",
    "finance": "",
    "award_national": "国家批复给本项目的金额；不知道就不填",
    "award_province": "省里批复给本项目的金额；不知道就不填",
    "award_above": "上级批复给本项目的金额；不知道就不填",
}


@dataclass
class Field:
    """Something that measures ask for."""

    number: int
    name: str
    label: str
    unit: str
    value: str
    bases: list[str]
    hint: str = ""
    error: str = ""
    understood: str = ""


@dataclass
class Line:
    """An offer with what it pays."""

    offer: Offer
    payable: Payable
    amount: str
    notes: list[str]

    @property
    def rank(self) -> Decimal:
        """The sum that it is sorted by: the most that can be had."""
        known = self.payable.kind not in ("missing", "not_met", "open")
        highest = self.payable.high if self.payable.high is not None else self.payable.low
        return highest if known and highest is not None else Decimal(-1)

    @property
    def order(self) -> tuple[bool, Decimal, int]:
        """What may apply on the day before what does not, the higher sum before the lower."""
        return (not self.offer.validity.may_apply, -self.rank, self.offer.measure_id)


@dataclass
class City:
    """What a city pays: its lines, the best first."""

    id: str
    name: str
    lines: list[Line]
    more: int

    @property
    def best(self) -> Line:
        """The first line: the highest sum that may apply on the day, if any does."""
        return self.lines[0]


def amount_words(answer: Payable) -> str:
    """Return the answer in a few words: 最高 200万元."""
    low, high = answer.low, answer.high
    match answer.kind:
        case "exact":
            return yuan(low)
        case "at_most":
            return f"最高 {yuan(high)}"
        case "at_least":
            return f"不低于 {yuan(low)}"
        case "about":
            return f"约 {yuan(low)}"
        case "between":
            return f"{yuan(low)}—{yuan(high)}"
        case "not_met":
            return "不符合条件"
        case "missing":
            return "暂不能计算"
    return "文件没有写明"


def notes(offer: Offer, answer: Payable) -> list[str]:
    """Return what a reader has to know besides the sum, in sentences."""
    found = list(answer.why)
    if answer.kind in ("missing", "open") and answer.high is not None:
        found.append(f"无论如何不超过 {yuan(answer.high)}。")
    if answer.unchecked:
        found.append("另须符合：" + "；".join(answer.unchecked) + "。")
    if offer.decided:
        found.append(f"文件写明“{'”“'.join(offer.decided)}”，给不给、给多少还要评定。")
    if offer.tier and answer.kind != "not_met":
        found.append(f"这是给“{offer.tier.strip('“”')}”的。")
    if offer.is_annual:
        found.append("金额按年计。")
    found += [each + "。" for each in offer.split]
    return found


def choose(connection: sqlite3.Connection, params: Params) -> Context:
    """Return which measures the reader means: by topic, by words or by clause.

    ``found`` is by city the ids of measures and how many there are; None where nothing is
    chosen yet.

    :raises NotFound: there is no such topic or clause.
    """
    topic, query, clause = params.text("topic"), params.text("q")[:100], params.text("clause")
    chosen: Context = {"topic": topic, "q": query, "clause": None, "found": None}
    cities = {city["id"]: city for city in choosing.cities_of(connection)}
    wanted = params.texts("city")
    if unknown := [city for city in wanted if city not in cities]:
        raise BadRequest(f"没有代码为“{unknown[0][:20]}”的城市。")
    chosen |= {
        "cities": list(cities.values()),
        "wanted": wanted,
        "all_seen": True,
        "others_count": 0,
    }
    chosen["negotiated"] = []
    if clause:
        chosen["clause"], found = choosing.by_clause(connection, clause)
        if chosen["clause"] is None:
            raise NotFound("没有这一条款。")
    elif query:
        found, chosen["all_seen"] = choosing.by_words(connection, query)
    elif topic:
        topic_row = row(connection, "SELECT id, name FROM topics WHERE name = ?", [topic])
        if topic_row is None:
            raise NotFound(f"没有“{topic[:40]}”这个主题。")
        best, count = choosing.best_cities(connection, topic_row["id"], _CITIES)
        listed = wanted[:_CITIES] or best
        found = choosing.by_topics(connection, [topic_row["id"]], listed)[topic_row["id"]]
        chosen["others_count"] = 0 if wanted else count - len(best)
        chosen["negotiated"] = choosing.negotiated(connection, topic_row["id"], listed)
    else:
        return chosen
    if wanted:
        found = {city: found[city] for city in wanted if city in found}
    chosen["others_count"] += max(0, len(found) - _CITIES)
    each = choosing.each_of(min(len(found), _CITIES))
    chosen["found"] = {
        city: (ids[:each], count) for city, (ids, count) in list(found.items())[:_CITIES]
    }
    return chosen


def fields(
    lines: list[Offer], params: Params
) -> tuple[list[Field], list[Field], list[str], Inputs, list[str]]:
    """Return what the measures ask for, as fields with what the reader filled in; and the inputs.

    The first list are sums that a grant is computed from, the second what decides who
    qualifies and how many are counted; then the grades, the inputs, and what was not understood.
    """
    sums, counts, quantities, tiers = numbers(lines)
    bases: dict[str, list[str]] = defaultdict(list)
    for offer in lines:
        terms = offer.terms
        for key, words in [
            (terms.base_key, terms.base),
            *((bound.key, bound.words) for bound in (*terms.thresholds, *terms.conditions)),
        ]:
            if key and words and words not in bases[key]:
                bases[key].append(words)
    wrong: list[str] = []
    money: list[Field] = []
    known: dict[str, Decimal] = {}
    names = list(QUANTITIES)
    for key in sorted(sums, key=lambda key: names.index(key) if key in names else len(names)):
        name = key if key in QUANTITIES else _WORDS + key
        typed = params.text(name)[:60]
        field = Field(
            len(money),
            name,
            QUANTITIES.get(key, key),
            "万元",
            typed,
            bases[key],
            HINTS.get(key, ""),
        )
        value = _typed(field, read_yuan, "金额，请写成 1000 或 1000万元", wrong)
        if value is not None:
            known[key] = value
            field.understood = f"{yuan(value)}（{plain(value)} 元）"
        money.append(field)
    others: list[Field] = []
    counted: dict[str, Decimal] = {}
    measured: dict[str, Decimal] = {}
    for keys, prefix, into in ((counts, _COUNT, counted), (quantities, _QUANTITY, measured)):
        for key in keys:
            typed = params.text(prefix + key)[:20]
            label = f"数量（{key}）" if prefix == _COUNT else key
            field = Field(100 + len(others), prefix + key, label, "", typed, bases[key])
            number = _typed(field, read_number, "数", wrong)
            if number is not None:
                into[key] = number
            others.append(field)
    inputs = Inputs(known, counted, measured, params.text("tier")[:40])
    return money, others, tiers, inputs, wrong


def _typed(
    field: Field, read: Callable[[str], Decimal | None], what: str, wrong: list[str]
) -> Decimal | None:
    """Return what was typed into a field; where it makes no sense, field and ``wrong`` say so."""
    try:
        return read(field.value)
    except ValueError:
        field.error = f"“{field.value}”不是{what}。"
        wrong.append(f"{field.label}：{field.error}")
        return None


def read_number(text: str) -> Decimal | None:
    """Return a number that a person typed, None for an empty text.

    :raises ValueError: it is none, or negative, or too large to be meant.
    """
    if not text:
        return None
    try:
        number = Decimal(text.replace(",", "").replace("，", ""))
    except InvalidOperation:
        raise ValueError(text) from None
    if not number.is_finite() or not 0 <= number <= 10**9 or len(text) > 20:
        raise ValueError(text)
    return number


def results(
    lines: list[Offer], found: dict[str, tuple[list[int], int]], inputs: Inputs
) -> list[City]:
    """Return what each city pays, the city first that may pay most on the day."""
    by_city: dict[str, list[Line]] = defaultdict(list)
    names: dict[str, str] = {}
    for offer in lines:
        answer = payable(offer.terms, inputs)
        names[offer.city_id] = offer.city
        by_city[offer.city_id].append(
            Line(offer, answer, amount_words(answer), notes(offer, answer))
        )
    cities = []
    for city, computed in by_city.items():
        computed.sort(key=lambda line: line.order)
        cities.append(City(city, names[city], computed, found[city][1] - len(found[city][0])))
    return sorted(cities, key=lambda city: (*city.best.order[:2], city.id))


def calculate(connection: sqlite3.Connection, params: Params) -> Context:
    """Return the form and, once something is chosen, what each city pays."""
    day = params.day()
    chosen = choose(connection, params)
    topics = choosing.topics_of(connection)
    context: Context = {
        "title": "补助测算",
        "day": day,
        "topics": topics,
        "groups": choosing.topic_groups(topics),
        **chosen,
        "results": None,
    }
    if chosen["found"] is None:
        return context
    lines = offered.offers(
        connection, [measure for ids, _ in chosen["found"].values() for measure in ids], day
    )
    money, others, tiers, inputs, wrong = fields(lines, params)
    cities = results(lines, chosen["found"], inputs)
    present = {city.id for city in cities}
    listed = chosen["wanted"] or [city["id"] for city in chosen["cities"]]
    names = {city["id"]: city["name"] for city in chosen["cities"]}
    return context | {
        "money": money,
        "others": others,
        "tiers": tiers,
        "tier": inputs.tier,
        "wrong": wrong,
        "results": cities,
        "without": [names[city] for city in listed if city not in present][:40]
        if not chosen["others_count"]
        else [],
        "filled": bool(inputs.sums or inputs.counts),
        "subject": _subject(chosen),
        "arguments": _arguments(params),
    }


def _subject(chosen: Context) -> str:
    if chosen["clause"]:
        return f"{chosen['clause']['citation']}及各市可比条款"
    return f"“{chosen['q']}”" if chosen["q"] else str(chosen["topic"])


def _arguments(params: Params) -> dict[str, list[str]]:
    """What the reader asked for, to be asked for again as a file."""
    return {name: list(values) for name, values in params.query.items() if any(values)}


def calculate_csv(connection: sqlite3.Connection, params: Params) -> Body:
    """Return the same as a table; nothing but its heads where nothing is chosen."""
    context = calculate(connection, params)
    return csv_body(
        "calculate.csv",
        ["城市", "可得", "至少（元）", "至多（元）", "怎么算", "说明", "原文", "对象", "责任单位",
         "文件", "条款", "条款地址", "施行", "截止", f"{context['day']} 的效力"],
        (_csv_line(city, line) for city in context["results"] or [] for line in city.lines),
    )  # fmt: skip


def _csv_line(city: City, line: Line) -> list[Row | str | None]:
    offer, answer = line.offer, line.payable
    known = answer.kind not in ("not_met", "open")
    return [
        city.name,
        line.amount,
        plain(answer.low).replace(",", "") if known and answer.low is not None else None,
        plain(answer.high).replace(",", "") if known and answer.high is not None else None,
        answer.formula,
        "".join(line.notes),
        offer.sentence,
        offer.beneficiary,
        "、".join(offer.offices),
        offer.document,
        offer.citation,
        offer.clause_key,
        offer.effective_on,
        offer.expires_on,
        offer.validity.words,
    ]


PAGES = [
    Page(
        "calculate",
        "/calculate",
        "catalogue/calculate.html",
        calculate,
        static=False,
        menu="测算",
        dated=True,
    ),
    Page("calculate_csv", "/calculate.csv", None, calculate_csv, static=False, dated=True),
]
