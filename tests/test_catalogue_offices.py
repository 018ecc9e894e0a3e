"""Who has to do what, and what starts, ends and falls due: against plain SQL over a real build."""

from __future__ import annotations

import re
import sqlite3
from typing import Any

import pytest

from catalogue import calendar, offices
from catalogue.pages import BadRequest, Body, NotFound, Params

INDUSTRY = "工业和信息化"


def params(slots: dict[str, str] | None = None, **query: Any) -> Params:
    query = {key: text if isinstance(text, list) else [text] for key, text in query.items()}
    return Params(slots or {}, query)


def test_the_overview_counts_clauses(sql: sqlite3.Connection) -> None:
    found = offices.overview(sql, params())
    wanted = {
        (function, city): clauses
        for function, city, clauses in sql.execute(
            "select units.function, units.city_id, count(distinct clause_id)"
            " from responsibilities join units on units.id = unit_id group by 1, 2"
        )
    }
    shown = {
        (line["function"], city["id"]): cell["clauses"]
        for line in found["functions"]
        for city, cell in zip(found["columns"], line["cells"], strict=True)
        if cell
    }
    assert shown == {key: count for key, count in wanted.items() if key[1]}
    assert found["functions"][0]["function"] == INDUSTRY
    assert found["functions"][-1]["name"] == "其他单位"


def test_cities_can_be_chosen(sql: sqlite3.Connection) -> None:
    found = offices.overview(sql, params(city=["341500", "341300"]))
    assert [city["id"] for city in found["columns"]] == ["341300", "341500"]
    with pytest.raises(BadRequest):
        offices.overview(sql, params(city="999999"))


@pytest.mark.parametrize("role", ["", "responsible", "interpret"])
def test_an_office_has_every_clause_that_names_it(sql: sqlite3.Connection, role: str) -> None:
    found = offices.office(sql, params({"function": INDUSTRY}, role=role))
    for section in found["sections"]:
        wanted = sql.execute(
            "select distinct clauses.key from responsibilities"
            " join units on units.id = unit_id join clauses on clauses.id = clause_id"
            " where function = ? and units.city_id = ? and ? in ('', role) order by clauses.id",
            [INDUSTRY, section["city_id"], role],
        ).fetchall()
        assert [(duty["key"],) for duty in section["duties"]] == wanted
        assert section["clauses"] == len(wanted)
        for duty in section["duties"]:
            assert duty["roles"]
            assert not duty["heading"] or not duty["text"].startswith(duty["heading"])
    if not role:
        assert len(found["sections"]) == 5


def test_long_lists_are_read_in_parts(
    sql: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(offices, "CLAUSES_ON_A_PAGE", 7)
    monkeypatch.setattr(offices, "CITIES_ON_A_PAGE", 2)
    keys, after = [], 0
    while True:
        found = offices.office(sql, params({"function": INDUSTRY}, city="341100", after=str(after)))
        (section,) = found["sections"]
        keys += [duty["key"] for duty in section["duties"]]
        if section["next"] is None:
            break
        after = section["next"]
    assert len(keys) == len(set(keys)) == section["clauses"]
    cities = []
    for number in (1, 2, 3):
        found = offices.office(sql, params({"function": INDUSTRY}, page=str(number)))
        cities += [section["city_id"] for section in found["sections"]]
        assert all(len(section["duties"]) <= 7 for section in found["sections"])
        assert found["more_cities"] == (number < 3)
    assert len(cities) == len(set(cities)) == 5


def test_goals_stand_beside_the_duties(sql: sqlite3.Connection) -> None:
    found = offices.office(sql, params({"function": INDUSTRY}))
    goals = [goal for section in found["sections"] for duty in section["duties"] for goal in duty["goals"]]  # fmt: skip
    assert any(goal["is_annual"] for goal in goals)


def test_an_unknown_function_is_not_found(sql: sqlite3.Connection) -> None:
    with pytest.raises(NotFound):
        offices.office(sql, params({"function": "<script>"}))
    for query in ({"role": "king"}, {"city": "1"}, {"after": "x"}, {"page": "0"}):
        with pytest.raises(BadRequest):
            offices.office(sql, params({"function": INDUSTRY}, **query))


def events(found: dict[str, Any], *names: str) -> list[dict[str, Any]]:
    return [event for name in names for day in found[name] for event in day["events"]]


@pytest.mark.parametrize("year", ["2021", "2022", "2023", "2024", "2025"])
def test_a_year_has_every_start_end_and_goal(sql: sqlite3.Connection, year: str) -> None:
    found = calendar.calendar_of_year(sql, params({"year": year}))
    shown = events(found, "days_of_year")
    for what, column in (("start", "effective_on"), ("end", "expires_on")):
        wanted = sql.execute(
            f"select key from documents where substr({column}, 1, 4) = ? order by key", [year]
        ).fetchall()
        assert (
            sorted((event["document_key"],) for event in shown if event["what"] == what) == wanted
        )
    due = {
        key
        for (key,) in sql.execute(
            "select clauses.key from targets join clauses on clauses.id = clause_id"
            " where substr(due_on, 1, 4) = :year union"
            " select clauses.key from deadlines join clauses on clauses.id = clause_id"
            " where kind = 'target' and substr(end_on, 1, 4) = :year",
            {"year": year},
        )
    }
    assert {event["clause_key"] for event in shown if event["what"] == "due"} == due
    goals = [goal["id"] for event in shown for goal in event["goals"]]
    (count,) = sql.execute(
        "select count(*) from targets where substr(due_on, 1, 4) = ?", [year]
    ).fetchone()
    assert len(goals) == len(set(goals)) == count
    assert [day["on_day"] for day in found["days_of_year"]] == sorted(
        {day["on_day"] for day in found["days_of_year"]}
    )
    assert sum(each["events"] for each in found["in_year"]) == len(shown)


def test_a_year_without_events_says_so_and_shows_the_others(sql: sqlite3.Connection) -> None:
    found = calendar.calendar_of_year(sql, params({"year": "2031"}))
    assert found["days_of_year"] == []
    assert [each["year"] for each in found["years"]] == ["2021", "2022", "2023", "2024", "2025"]


def test_what_is_near_is_parted_by_the_day(sql: sqlite3.Connection) -> None:
    found = calendar.calendar(sql, params(day="2023-12-31"))
    assert all(day["on_day"] >= "2023-12-31" for day in found["ahead"])
    assert all(day["on_day"] < "2023-12-31" for day in found["behind"])
    assert found["ahead"][0]["distance"] == "今天"
    assert found["ends_this_year"] == 2
    late = calendar.calendar(sql, params(day="2026-11-24"))
    assert late["ahead"] == []
    assert late["behind"][0]["on_day"] == "2025-12-31"
    early = calendar.calendar(sql, params(day="1999-01-01"))
    assert early["behind"] == []


def test_events_are_filtered_by_city_and_kind(sql: sqlite3.Connection) -> None:
    found = calendar.calendar(sql, params(year="2023", city="341500", what="end"))
    (event,) = events(found, "days_of_year")
    assert (event["what"], event["city"]) == ("end", "六安市")
    for query in ({"what": "x"}, {"city": "x"}, {"year": "23"}, {"day": "x"}, {"after": "-1"}):
        with pytest.raises(BadRequest):
            calendar.calendar(sql, params(**query))
    with pytest.raises(NotFound):
        calendar.calendar_of_year(sql, params({"year": "next"}))


def test_long_years_are_read_in_parts(
    sql: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calendar, "EVENTS_ON_A_PAGE", 4)
    ids, after = [], 0
    while True:
        found = calendar.calendar_of_year(sql, params({"year": "2023"}, after=str(after)))
        ids += [event["id"] for event in events(found, "days_of_year")]
        if not found["next"]:
            break
        after = found["next"]
    (count,) = sql.execute("select count(*) from events where on_day like '2023%'").fetchone()
    assert len(ids) == len(set(ids)) == count


def test_the_time_line_shows_validity_and_periods(sql: sqlite3.Connection) -> None:
    found = calendar.timeline(sql, "2022-06-30")
    assert found
    bars = {(bar["document_key"], bar["kind"]): bar for bar in found["bars"]}
    dated = sql.execute(
        "select key, expires_on from documents where effective_on is not null"
    ).fetchall()
    assert len(dated) == 4
    for key, end in dated:
        bar = bars[key, "validity"]
        assert bar["is_open"] == (end is None)
        assert 0 <= bar["left"] < bar["left"] + bar["width"] <= 1000
    assert 0 < found["today"] < 1000
    assert {kind for _, kind in bars} == {"validity", "period"}
    years = [each["year"] for each in found["years"]]
    assert years == list(range(years[0], years[-1] + 1))


@pytest.mark.parametrize(
    ("day", "on_day", "words"),
    [
        ("2023-01-01", "2023-01-02", "1 天后"),
        ("2023-01-02", "2023-01-01", "1 天前"),
        ("2023-01-01", "2023-12-31", "约 11 个月后"),
        ("2023-01-01", "2033-01-01", "约 10 年后"),
        ("2023-01-01", "2023", ""),
    ],
)
def test_how_far_off(day: str, on_day: str, words: str) -> None:
    assert calendar.distance(day, on_day) == words


def test_the_calendar_can_be_subscribed_to(sql: sqlite3.Connection) -> None:
    found = calendar.ics(sql, params(day="2023-06-30"))
    assert isinstance(found, Body) and isinstance(found.content, str)
    lines = found.content.split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR" and lines[-2:] == ["END:VCALENDAR", ""]
    assert all(len(line.encode()) <= 75 for line in lines)
    whole = found.content.replace("\r\n ", "")
    uids = re.findall(r"^UID:(.*)\r$", whole, re.MULTILINE)
    assert len(uids) == len(set(uids)) == whole.count("BEGIN:VEVENT") > 20
    assert "SUMMARY:滁州市 有效期届满：滁州市支持工业互联网发展若干政策" in whole
