"""By office: what each line of government answers for, in every city.

Offices go by other names from city to city; ``units.function`` is what they have in common.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

from catalogue.database import Row, rows, value
from catalogue.pages import BadRequest, Context, NotFound, Page, Params
from catalogue.validity import validity
from catalogue.words import ROLES

UNKNOWN = "unknown"

# A page must stay readable, and fast with hundreds of cities: so many cities on the page of a
# function, and so many clauses, of which each city has an equal part where not all have room.
CITIES_ON_A_PAGE = 8
CLAUSES_ON_A_PAGE = 150
COLUMNS = 8
EXCERPT = 140


def function_name(function: str) -> str:
    """Return what readers call a function; offices without one stand together."""
    return "其他单位" if function == UNKNOWN else function


def overview(connection: sqlite3.Connection, params: Params) -> Context:
    """Return the functions with their clauses, in all and in each of the chosen cities.

    :raises BadRequest: ``city`` names no city.
    """
    cities = rows(
        connection,
        "select id, name from cities where id in (select city_id from office_counts) order by id",
    )
    known = {city["id"] for city in cities}
    chosen = params.texts("city")
    if unknown := [city for city in chosen if city not in known]:
        raise BadRequest(f"没有代码为“{unknown[0][:20]}”的城市。")
    columns = [city for city in cities if city["id"] in (chosen or known)][:COLUMNS]
    functions = rows(
        connection,
        "select function, sum(clauses) as clauses, sum(units) as units, count(*) as cities"
        " from office_counts where role is null group by function"
        " order by function = 'unknown', clauses desc, function",
    )
    marks = ", ".join("?" * len(columns))
    cells = {
        (cell["function"], cell["city_id"]): cell
        for cell in rows(
            connection,
            "select function, city_id, clauses, units from office_counts"
            f" where role is null and city_id in ({marks})",
            [city["id"] for city in columns],
        )
    }
    for function in functions:
        function["name"] = function_name(function["function"])
        function["cells"] = [cells.get((function["function"], city["id"])) for city in columns]
    return {
        "title": "按部门：谁负责什么",
        "functions": functions,
        "cities": cities,
        "columns": columns,
        "chosen": chosen,
    }


def office(connection: sqlite3.Connection, params: Params) -> Context:
    """Return what the offices of one function have to do, city by city.

    :raises NotFound: no office serves this function.
    :raises BadRequest: a parameter makes no sense.
    """
    function, day = params["function"], params.day()
    role, city = params.choice("role", ROLES), params.text("city")
    counts = rows(
        connection,
        "select office_counts.city_id, cities.name as city, office_counts.role,"
        " office_counts.units, office_counts.clauses"
        " from office_counts left join cities on cities.id = office_counts.city_id"
        " where function = ? order by office_counts.city_id",
        [function],
    )
    if not counts:
        raise NotFound(f"没有“{function[:40]}”这个职能条线。")
    roles = [code for code in ROLES if any(row["role"] == code for row in counts)]
    everyone = [row for row in counts if row["role"] is None]
    if city and city not in {row["city_id"] for row in everyone}:
        raise BadRequest("这个城市没有该条线的单位。")
    with_role = [row for row in counts if row["role"] == (role or None)]
    selected = [row for row in with_role if city in ("", row["city_id"])]
    page = params.integer("page", 1, 1, 10_000)
    shown = selected[(page - 1) * CITIES_ON_A_PAGE : page * CITIES_ON_A_PAGE]
    limit = CLAUSES_ON_A_PAGE
    if sum(row["clauses"] for row in shown) > limit:
        limit = max(1, limit // len(shown))
    after = params.integer("after", 0)
    sections = [
        {
            **row,
            "city": row["city"] or "未注明城市",
            "offices": _units(connection, function, row["city_id"]),
            **_duties(connection, function, row["city_id"], role, after, limit, day),
        }
        for row in shown
    ]
    return {
        "title": f"{function_name(function)}：各市承担的工作",
        "function": function,
        "function_name": function_name(function),
        "day": day,
        "role": role,
        "roles": roles,
        "city": city,
        "cities": [row for row in everyone if row["city_id"]],
        "sections": sections,
        "page_number": page,
        "more_cities": page * CITIES_ON_A_PAGE < len(selected),
        "total": sum(row["clauses"] for row in selected),
    }


def _units(connection: sqlite3.Connection, function: str, city_id: str | None) -> list[Row]:
    return rows(
        connection,
        "select id, name, kind from units where function = ? and city_id is ? order by name",
        [function, city_id],
    )


def _duties(
    connection: sqlite3.Connection,
    function: str,
    city_id: str | None,
    role: str,
    after: int,
    limit: int,
    day: str,
) -> dict[str, Any]:
    """Return ``duties``, the clauses in which these offices are charged with something.

    ``next`` is what to continue after, None at the end.
    """
    found = rows(
        connection,
        "select duty.clause_id, duty.roles, duty.offices, clauses.key, clauses.citation,"
        " clauses.heading, substr(clauses.text, 1, :excerpt) as text,"
        " length(clauses.text) > :excerpt as is_cut, above.heading as above,"
        " documents.key as document_key,"
        " coalesce(documents.title, documents.key) as document, documents.effective_on,"
        " documents.expires_on, documents.is_draft"
        " from (select responsibilities.clause_id,"
        "       group_concat(distinct responsibilities.role) as roles,"
        "       group_concat(distinct units.name) as offices"
        "       from units join responsibilities on responsibilities.unit_id = units.id"
        "       where units.function = :function and units.city_id is :city_id"
        "       and responsibilities.clause_id > :after"
        "       and (:role = '' or responsibilities.role = :role)"
        "       group by responsibilities.clause_id"
        "       order by responsibilities.clause_id limit :limit) as duty"
        " join clauses on clauses.id = duty.clause_id"
        " join documents on documents.id = clauses.document_id"
        " left join clauses as above on above.id = clauses.parent_id"
        " order by duty.clause_id",
        {
            "excerpt": EXCERPT,
            "function": function,
            "city_id": city_id,
            "after": after,
            "role": role,
            "limit": limit + 1,
        },
    )
    following = found[limit - 1]["clause_id"] if len(found) > limit else None
    found = found[:limit]
    goals = goals_of(connection, [duty["clause_id"] for duty in found])
    for duty in found:
        duty["text"] = _after_heading(duty["text"], duty["heading"])
        duty["roles"] = [code for code in ROLES if code in duty["roles"].split(",")]
        duty["offices"] = duty["offices"].split(",")
        duty["goals"] = goals.get(duty["clause_id"], [])
        duty["validity"] = validity(day, duty["effective_on"], duty["expires_on"], duty["is_draft"])
    return {"duties": found, "next": following}


def _after_heading(text: str, heading: str | None) -> str:
    """Return what follows the heading that a text may open with, which is shown by itself."""
    return text.removeprefix(heading).lstrip("。．：: \n") if heading else text


def goals_of(
    connection: sqlite3.Connection, clauses: Iterable[int], due_on: str | None = None
) -> dict[int, list[Row]]:
    """Return the quantified goals of some clauses by clause; with ``due_on`` those of that day."""
    ids = list(clauses)
    goals: dict[int, list[Row]] = {}
    for goal in rows(
        connection,
        "select id, clause_id, raw, comparator, indicator, due_on, is_annual from targets"
        f" where clause_id in ({', '.join('?' * len(ids))}) order by clause_id, char_start",
        ids,
    ):
        if due_on is None or goal["due_on"] == due_on:
            goals.setdefault(goal["clause_id"], []).append(goal)
    return goals


def _functions(connection: sqlite3.Connection) -> Iterator[dict[str, str]]:
    for row in rows(connection, "select distinct function from office_counts order by function"):
        yield {"function": row["function"]}


def clauses_in_all(connection: sqlite3.Connection, function: str) -> int:
    """Return in how many clauses the offices of a function are named, in all cities."""
    found = value(
        connection,
        "select sum(clauses) from office_counts where function = ? and role is null",
        [function],
    )
    return int(found or 0)


PAGES = [
    Page("offices", "/offices", "catalogue/offices.html", overview, menu="按部门"),
    Page("office", "/offices/{function}", "catalogue/office.html", office, _functions, dated=True),
]
