"""Charts, each drawn from the table that stands beside it."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any

from catalogue import choosing
from catalogue.database import Row, rows
from catalogue.money import exact
from catalogue.pages import BadRequest, Context, NotFound, Page, Params
from catalogue.words import percent, plain, yuan

# More columns than colours can be told apart are no chart.
_CITIES = 8
_ROWS = 24
_INDICATORS = 60


@dataclass
class Dot:
    """A cell: what is drawn, what is written, and where it comes from."""

    value: str
    words: str
    address: tuple[str, dict[str, Any]] | None = None


@dataclass
class Chart:
    """A table that is drawn: a series for each city, a row for each name."""

    name: str
    title: str
    caption: str
    unit: str
    heads: list[str]
    lines: list[tuple[str, list[Dot | None]]]
    lying: bool = False
    stacked: bool = False


def charts(connection: sqlite3.Connection, params: Params) -> Context:
    """Return the charts: highest sums and rates by topic and city, goals by year and city.

    :raises BadRequest: there is no such city, or there are too many.
    :raises NotFound: nothing is to be reached of the indicator.
    """
    cities = {city["id"]: city for city in choosing.cities_of(connection)}
    codes = params.texts("city")
    if unknown := [code for code in codes if code not in cities]:
        raise BadRequest(f"没有代码为“{unknown[0][:20]}”的城市。")
    if len(codes) > _CITIES:
        raise BadRequest(f"一张图至多放 {_CITIES} 个城市。")
    columns = [cities[code] for code in codes or choosing.fullest_cities(connection, _CITIES)]
    indicators = _indicators(connection)
    indicator = params.text("indicator")[:80] or (
        f"{indicators[0]['indicator']}（{indicators[0]['measure_unit']}）" if indicators else ""
    )
    drawn = [
        _by_topic(connection, columns, "cap_yuan", "caps", "各主题最高的上限", "万元"),
        _by_topic(connection, columns, "rate", "rates", "各主题最高的补助比例", "%"),
        _goal(connection, columns, indicator) if indicator else None,
        _goals(connection, columns),
    ]
    return {
        "title": "图表",
        "cities": list(cities.values()),
        "columns": columns,
        "wanted": codes,
        "indicators": indicators,
        "indicator": indicator,
        "charts": [chart for chart in drawn if chart and chart.lines],
    }


def _by_topic(
    connection: sqlite3.Connection,
    columns: list[Row],
    column: str,
    name: str,
    title: str,
    unit: str,
) -> Chart:
    assert column in ("cap_yuan", "rate")
    topics = [topic for topic in choosing.topics_of(connection) if topic["parent"]]
    cells: dict[tuple[int, str], Any] = {}
    for city in columns:
        for topic, highest in connection.execute(
            f"SELECT topic_id, {column} FROM topic_cities"
            f" WHERE city_id = ? AND {column} IS NOT NULL",
            [city["id"]],
        ):
            cells[topic, city["id"]] = highest
    lines: list[tuple[str, list[Dot | None]]] = []
    for topic in topics:
        dots: list[Dot | None] = []
        for city in columns:
            highest = cells.get((topic["id"], city["id"]))
            if highest is None:
                dots.append(None)
                continue
            number = exact(highest) / 10_000 if unit == "万元" else exact(highest)
            words = yuan(highest) if unit == "万元" else percent(highest)
            where = ("compare", {"topic": [topic["name"]], "city": [city["id"]]})
            dots.append(Dot(plain(number).replace(",", ""), words, where))
        if any(dots):
            lines.append((topic["name"], dots))
    caption = f"{title}（{unit}）" if unit != "%" else title
    heads = [city["name"] for city in columns]
    return Chart(name, title, caption, unit, heads, lines[:_ROWS], lying=True)


def _indicators(connection: sqlite3.Connection) -> list[Row]:
    """Return what most cities want to reach, as indicator and unit."""
    return rows(
        connection,
        "SELECT indicator, measure_unit, cities FROM target_indicators ORDER BY id LIMIT ?",
        [_INDICATORS],
    )


def _goal(connection: sqlite3.Connection, columns: list[Row], indicator: str) -> Chart:
    name, _, unit = indicator.removesuffix("）").rpartition("（")
    found = rows(
        connection,
        "SELECT target_counts.year, target_counts.city_id, target_counts.value_max, clauses.key"
        " FROM target_counts JOIN clauses ON clauses.id = target_counts.clause_id"
        " WHERE target_counts.indicator = ? AND target_counts.measure_unit = ?"
        " ORDER BY target_counts.year",
        [name, unit],
    )
    if not found:
        raise NotFound(f"没有“{indicator}”这项目标。")
    cells = {(each["year"], each["city_id"]): each for each in found}
    lines: list[tuple[str, list[Dot | None]]] = []
    for year in dict.fromkeys(each["year"] for each in found):
        dots: list[Dot | None] = []
        for city in columns:
            each = cells.get((year, city["id"]))
            dots.append(
                Dot(
                    plain(each["value_max"]).replace(",", ""),
                    f"{plain(each['value_max'])}{unit}",
                    ("clause", {"key": each["key"]}),
                )
                if each
                else None
            )
        if any(dots):
            lines.append((f"{year}年", dots))
    return Chart(
        "goal",
        f"目标：{name}",
        f"到当年底要达到的{name}（{unit}）",
        unit,
        [city["name"] for city in columns],
        lines[-_ROWS:],
    )


def _goals(connection: sqlite3.Connection, columns: list[Row]) -> Chart:
    counts: dict[tuple[str, str], int] = {}
    for city in columns:
        for year, count in connection.execute(
            "SELECT year, sum(targets) FROM target_counts WHERE city_id = ? GROUP BY year",
            [city["id"]],
        ):
            counts[year, city["id"]] = count
    lines: list[tuple[str, list[Dot | None]]] = []
    for year in sorted({year for year, _ in counts}):
        dots = [
            Dot(str(counts[year, city["id"]]), str(counts[year, city["id"]]))
            if (year, city["id"]) in counts
            else None
            for city in columns
        ]
        lines.append((f"{year}年", dots))
    heads = [city["name"] for city in columns]
    return Chart(
        "goals",
        "各年到期的目标",
        "到当年底要完成的量化目标数",
        "项",
        heads,
        lines[-_ROWS:],
        stacked=True,
    )


PAGES = [Page("charts", "/charts", "catalogue/charts.html", charts, menu="图表")]
