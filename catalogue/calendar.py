"""By deadline: what is issued, starts, ends and falls due, and a time line of validity.

All of it stands in ``events``, whose ids follow the days, so that any stretch of time is a
stretch of ids and a page continues after the last id of the one before.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from catalogue.database import Row, row, rows, value
from catalogue.offices import goals_of
from catalogue.pages import BadRequest, Body, Context, NotFound, Page, Params
from catalogue.validity import first_day, last_day, validity

WHATS = {
    "issued": "印发",
    "start": "开始施行",
    "end": "有效期届满",
    "period_start": "规划期开始",
    "period_end": "规划期结束",
    "due": "目标或任务到期",
}

EVENTS_ON_A_PAGE = 100
NEAREST = 8
BARS = 20
MOST_BARS = 40
FEED_EVENTS = 500
EXCERPT = 120


def calendar(connection: sqlite3.Connection, params: Params) -> Context:
    """Return the events of one year, or those nearest to the day where no year is asked for.

    :raises BadRequest: a parameter makes no sense.
    """
    day = params.day()
    what, city = params.choice("what", WHATS), _city(connection, params)
    # A year may stand in the address of its own, or come from the form.
    asked = params.slots.get("year") or params.text("year")
    if asked and not (asked.isascii() and asked.isdigit() and len(asked) == 4):
        raise BadRequest("参数 year 应是四位数的年份。")
    after = params.integer("after", 0)
    counts = _counts(connection, city)
    years = _years(counts, what)
    context: Context = {
        "title": "按期限：什么时候开始、到期、完成",
        "day": day,
        "what": what,
        "whats": WHATS,
        "city": city,
        "cities": rows(
            connection,
            "select id, name from cities where id in (select city_id from event_counts)"
            " order by id",
        ),
        "year": asked,
        "years": years,
        "timeline": timeline(connection, day, city),
    }
    if asked:
        found = _events(connection, asked, next_year(asked), city, what, after)
        context["next"] = found[EVENTS_ON_A_PAGE - 1]["id"] if len(found) > EVENTS_ON_A_PAGE else 0
        context["days_of_year"] = by_day(connection, found[:EVENTS_ON_A_PAGE], day)
        context["in_year"] = [
            {"what": code, "words": words, "events": events}
            for code, words in WHATS.items()
            if (events := _sum(counts, asked, code))
        ]
        context["title"] = f"{asked}年的日程"
    else:
        ahead = _events(connection, day, "9999", city, what, 0, NEAREST)[:NEAREST]
        context["ahead"] = by_day(connection, ahead, day)
        context["behind"] = by_day(connection, _before(connection, day, city, what), day)
        this_year = day[:4]
        context["this_year"] = this_year
        context["ends_this_year"] = _sum(counts, this_year, "end")
        context["due_this_year"] = _sum(counts, this_year, "due")
    return context


def calendar_of_year(connection: sqlite3.Connection, params: Params) -> Context:
    """Return the events of the year that stands in the address.

    :raises NotFound: it is no year.
    """
    try:
        return calendar(connection, params)
    except BadRequest as error:
        if "year" in str(error):
            raise NotFound("没有这一年的日程。") from error
        raise


def next_year(year: str) -> str:
    """Return the year after a year of four digits."""
    return f"{int(year) + 1:04}"


def _city(connection: sqlite3.Connection, params: Params) -> str:
    city = params.text("city")
    if city and row(connection, "select id from cities where id = ?", [city]) is None:
        raise BadRequest(f"没有代码为“{city[:20]}”的城市。")
    return city


def _counts(connection: sqlite3.Connection, city: str) -> list[Row]:
    return rows(
        connection,
        "select year, what, events from event_counts where city_id is ? order by year",
        [city or None],
    )


def _sum(counts: Sequence[Row], year: str, what: str) -> int:
    return sum(
        each["events"] for each in counts if each["year"] == year and what in ("", each["what"])
    )


def _years(counts: Sequence[Row], what: str) -> list[Row]:
    years = sorted({each["year"] for each in counts})
    found = [{"year": year, "events": _sum(counts, year, what)} for year in years]
    return [each for each in found if each["events"]]


_COLUMNS = (
    "select events.id, events.on_day, events.what, events.clause_id,"
    " cities.name as city, documents.key as document_key,"
    " coalesce(documents.title, documents.key) as document, documents.effective_on,"
    " documents.expires_on, documents.is_draft, clauses.key as clause_key, clauses.citation,"
    " clauses.heading, above.heading as above,"
    f" substr(clauses.text, 1, {EXCERPT}) as text, length(clauses.text) > {EXCERPT} as is_cut"
)
_JOINS = (
    " join documents on documents.id = events.document_id"
    " left join cities on cities.id = events.city_id"
    " left join clauses on clauses.id = events.clause_id"
    " left join clauses as above on above.id = clauses.parent_id"
)


def _chosen(city: str, what: str) -> str:
    return ("" if not city else " and city_id = :city") + ("" if not what else " and what = :what")


def _events(
    connection: sqlite3.Connection,
    start: str,
    end: str,
    city: str,
    what: str,
    after: int,
    limit: int = EVENTS_ON_A_PAGE,
) -> list[Row]:
    """Return the events of ``start <= on_day < end`` after an id, one more than ``limit``."""
    first = value(
        connection,
        "select id from events where on_day >= ? order by on_day, id limit 1",
        [start],
    )
    last = value(
        connection,
        "select id from events where on_day < ? order by on_day desc, id desc limit 1",
        [end],
    )
    return rows(
        connection,
        f"{_COLUMNS} from (select * from events where id > :after and id between :first and :last"
        f"{_chosen(city, what)} order by id limit :limit) as events{_JOINS} order by events.id",
        {
            "after": after,
            "first": first or 0,
            "last": (last or 0) if first else 0,
            "city": city,
            "what": what,
            "limit": limit + 1,
        },
    )


def _before(connection: sqlite3.Connection, day: str, city: str, what: str) -> list[Row]:
    last = value(
        connection,
        "select id from events where on_day < ? order by on_day desc, id desc limit 1",
        [day],
    )
    return rows(
        connection,
        f"{_COLUMNS} from (select * from events where id <= :last{_chosen(city, what)}"
        f" order by id desc limit :limit) as events{_JOINS} order by events.id desc",
        {"last": last or 0, "city": city, "what": what, "limit": NEAREST},
    )


def by_day(connection: sqlite3.Connection, events: Sequence[Row], day: str) -> list[Row]:
    """Return events in order, gathered by day, with their goals; ``distance`` is in days."""
    goals = goals_of(connection, [event["clause_id"] for event in events if event["clause_id"]])
    for event in events:
        event["words"] = WHATS[event["what"]]
        event["goals"] = [
            goal
            for goal in goals.get(event["clause_id"], [])
            if event["what"] == "due" and goal["due_on"] == event["on_day"]
        ]
        event["validity"] = validity(
            day, event["effective_on"], event["expires_on"], event["is_draft"]
        )
    return [
        {"on_day": on_day, "events": list(group), "distance": distance(day, on_day)}
        for on_day, group in groupby(events, key=lambda event: str(event["on_day"]))
    ]


def distance(day: str, on_day: str) -> str:
    """Return how far a day is off in words, nothing where only its month or year is known."""
    if len(on_day) != 10:
        return ""
    days = (date.fromisoformat(on_day) - date.fromisoformat(day)).days
    if days == 0:
        return "今天"
    size = abs(days)
    words = (
        f"{size} 天"
        if size < 60
        else f"约 {size * 12 // 365} 个月"
        if size < 730
        else f"约 {size // 365} 年"
    )
    return f"{words}后" if days > 0 else f"{words}前"


def timeline(connection: sqlite3.Connection, day: str, city: str = "") -> dict[str, Any] | None:
    """Return bars of validity and of planning periods, the last to end first.

    A bar has ``left`` and ``width`` in thousandths of the axis. Without an end of its own it
    runs to the end of the axis and is ``is_open``. None where nothing has dates.
    """
    bars = [bar for what in ("end", "period_end", "start") for bar in _bars(connection, what, city)]
    seen: set[tuple[int, str]] = set()
    kept = []
    for bar in bars:
        mark = (bar["document_id"], bar["kind"])
        if mark not in seen and (bar["end"] is None or first_day(bar["start"]) < bar["end"]):
            seen.add(mark)
            kept.append(bar)
    if not kept:
        return None
    kept = kept[:MOST_BARS]
    known = [date.fromisoformat(bar["start"]) for bar in kept]
    known += [date.fromisoformat(bar["end"]) for bar in kept if bar["end"]]
    first, last = min(known).year, max([*known, date.fromisoformat(day)]).year
    last = min(last, max(known).year + 3)
    first = max(first, last - 30)
    axis = (date(first, 1, 1), date(last + 1, 1, 1))
    for bar in kept:
        left, right = _place(bar["start"], axis), _place(bar["end"], axis, close=True)
        bar.update(left=left, width=max(right - left, 2), is_open=bar["end"] is None)
        bar["validity"] = validity(day, bar["effective_on"], bar["expires_on"], bar["is_draft"])
    kept.sort(key=lambda bar: (bar["city_id"] or "", bar["kind"], bar["start"], bar["document_id"]))
    return {
        "bars": kept,
        "years": [
            {"year": year, "left": _place(f"{year}-01-01", axis)} for year in range(first, last + 1)
        ],
        "today": _place(day, axis) if axis[0] <= date.fromisoformat(day) < axis[1] else None,
    }


def _place(day: str | None, axis: tuple[date, date], close: bool = False) -> int:
    if day is None:
        return 1000
    days = (date.fromisoformat(day) - axis[0]).days + close
    return max(0, min(1000, round(days * 1000 / (axis[1] - axis[0]).days)))


def _bars(connection: sqlite3.Connection, what: str, city: str) -> list[Row]:
    """Return the bars that the last events of a kind belong to."""
    found = rows(
        connection,
        "select events.document_id, events.on_day, events.city_id, cities.name as city,"
        " documents.key as document_key, coalesce(documents.title, documents.key) as document,"
        " documents.effective_on, documents.expires_on, documents.is_draft,"
        " (select min(other.on_day) from events as other"
        "  where other.document_id = events.document_id and other.what = 'period_start')"
        " as period_start"
        " from (select * from events where what = :what"
        f"{_chosen(city, '')} order by id desc limit :limit) as events"
        " join documents on documents.id = events.document_id"
        " left join cities on cities.id = events.city_id order by events.id desc",
        {"what": what, "city": city, "limit": BARS},
    )
    bars = []
    for bar in found:
        if what == "period_end":
            start, end, kind = bar["period_start"] or bar["on_day"], bar["on_day"], "period"
        else:
            start, end, kind = bar["effective_on"] or bar["on_day"], bar["expires_on"], "validity"
        bars.append({**bar, "start": first_day(start), "end": last_day(end), "kind": kind})
    return bars


def _ics_text(text: str) -> str:
    text = re.sub("[\x00-\x1f\x7f]+", " ", text)
    for char, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,")):
        text = text.replace(char, escaped)
    return text


def _fold(line: str) -> str:
    """Return a line in pieces of at most 75 octets, as RFC 5545 has it."""
    pieces, piece, size = [], "", 0
    for char in line:
        octets = len(char.encode())
        if size + octets > 74:
            pieces.append(piece)
            piece, size = "", 0
        piece, size = piece + char, size + octets
    return "\r\n ".join([*pieces, piece])


def ics(connection: sqlite3.Connection, params: Params) -> Body:
    """Return an iCalendar of a year back and all that is ahead, to subscribe to.

    :raises BadRequest: a parameter makes no sense.
    """
    day, city, what = params.day(), _city(connection, params), params.choice("what", WHATS)
    since = (date.fromisoformat(day) - timedelta(days=366)).isoformat()
    found = _events(connection, since, "9999", city, what, 0, FEED_EVENTS)[:FEED_EVENTS]
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//policy catalogue//ZH",
        "CALSCALE:GREGORIAN",
    ]
    lines += ["X-WR-CALNAME:产业政策日程", "METHOD:PUBLISH"]
    for event in found:
        on = str(last_day(event["on_day"])).replace("-", "")
        title = event["heading"] or event["above"] or event["text"] or event["document"]
        key = event["clause_key"] or event["document_key"]
        text = f"{event['city'] or ''} {WHATS[event['what']]}：{title}".strip()
        lines += [
            "BEGIN:VEVENT",
            f"UID:{event['what']}-{on}-{key.encode().hex()}@policy-catalogue",
            f"DTSTAMP:{on}T000000Z",
            f"DTSTART;VALUE=DATE:{on}",
            f"SUMMARY:{_ics_text(text)}",
            f"DESCRIPTION:{_ics_text(event['document'] + ' ' + (event['citation'] or ''))}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    content = "".join(_fold(" ".join(line.splitlines())) + "\r\n" for line in lines)
    return Body(content, "text/calendar; charset=utf-8", "policy.ics")


def _all_years(connection: sqlite3.Connection) -> Iterator[dict[str, str]]:
    for each in _years(_counts(connection, ""), ""):
        yield {"year": each["year"]}


PAGES = [
    Page("calendar", "/calendar", "catalogue/calendar.html", calendar, menu="按期限", dated=True),
    Page(
        "calendar_year",
        "/calendar/{year}",
        "catalogue/calendar.html",
        calendar_of_year,
        _all_years,
        dated=True,
    ),
    Page("calendar_ics", "/calendar.ics", None, ics),
]
