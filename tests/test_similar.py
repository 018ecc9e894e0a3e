"""Clauses of other cities that say nearly the same: the arithmetic, and a real build."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from load.similar import Clause, nearest, words
from tests.building import build, rows

ROOT = Path(__file__).parent.parent
NODES = "标识解析二级节点"


@pytest.fixture(scope="module")
def pairs(database):
    return rows(
        database,
        "select a.id, da.city_id, a.text, b.id, db.city_id, b.text, score, rank"
        " from comparable_clauses c"
        " join clauses a on a.id = c.clause_id join documents da on da.id = a.document_id"
        " join clauses b on b.id = c.other_clause_id join documents db on db.id = b.document_id"
        " order by c.id",
    )


def test_words():
    assert words("对标识解析二级节点给予30%、最高300万元奖补。（责任单位：市财政局）") == words(
        "标识解析二级节点奖补"
    )
    assert "5g" in words("５Ｇ基站")


def test_the_nearest_of_each_other_city():
    clauses = [
        Clause(1, "a", "对新建养老机构床位每张给予建设补贴三千元"),
        Clause(2, "a", "养老机构新建床位每张给予建设补贴五千元"),
        *[Clause(number, "b", "养老机构床位的建设补贴和运营补贴办法") for number in range(3, 8)],
        Clause(8, "c", "新建养老机构按照床位数量享受建设补贴"),
        Clause(9, "c", "跨境电商企业租用海外仓享受租金补助"),
        Clause(10, "d", "养老机构床位"),
    ]
    found = nearest(clauses)
    ours = [(pair.other, pair.rank) for pair in found if pair.clause == 1]
    # Three of b, the first of equals; none of the own city; none that is too short or unlike.
    assert sorted(other for other, _ in ours) == [3, 4, 5, 8]
    assert [rank for _, rank in ours] == [1, 2, 3, 4]
    scores = {(pair.clause, pair.other): pair.score for pair in found}
    for (clause, other), score in scores.items():
        assert 0 < score <= 1
        assert score == round(score, 4)
        assert scores.get((other, clause), score) == score
    assert nearest(clauses) == found


def test_nothing_to_compare():
    assert nearest([]) == []
    assert nearest([Clause(1, "a", "的" * 20), Clause(2, "b", "的" * 20)]) == []
    assert nearest([Clause(1, "a", "对新建养老机构床位每张给予建设补贴")]) == []


def test_clauses_on_second_level_nodes_find_each_other(database, pairs):
    """The clause of each of the five cities has one of every other city among its nearest."""
    of_city = dict(
        rows(
            database,
            "select city_id, min(clauses.id) from clauses"
            " join documents on documents.id = document_id"
            f" where text like '%{NODES}%' and level in ('article', 'paragraph')"
            " and (documents.kind in ('measures', 'opinions')) group by city_id",
        )
    )
    assert len(of_city) == 5
    for city, clause in of_city.items():
        found = {other for first, _, _, other, _, _, _, _ in pairs if first == clause}
        assert found >= {other for place, other in of_city.items() if place != city}, city


def test_clauses_on_talent_find_clauses_on_talent(pairs):
    firsts = [
        (text, other)
        for _, _, text, _, _, other, _, rank in pairs
        if rank == 1 and text.count("人才") >= 3
    ]
    assert len(firsts) >= 5
    assert all("人才" in other for _, other in firsts)


def test_pairs_are_of_different_cities_and_say_something(pairs):
    for _, city, text, _, other_city, other, score, _ in pairs:
        assert city != other_city
        assert min(len(text), len(other)) >= 15
        assert score == round(score, 4)
    per_city: dict[tuple, int] = {}
    for clause, _, _, _, other_city, _, _, _ in pairs:
        per_city[clause, other_city] = per_city.get((clause, other_city), 0) + 1
    assert max(per_city.values()) == 3


def test_rosters_signatures_and_furniture_are_left_out(database):
    assert rows(
        database,
        "select count(*) from comparable_clauses join clauses on clauses.id = clause_id"
        " join documents on documents.id = document_id where documents.kind = 'roster'"
        " or level in ('title', 'signature', 'furniture')",
    ) == [(0,)]


def test_builds_stay_byte_identical(database, tmp_path):
    again = tmp_path / "again.db"
    build(again)
    assert again.read_bytes() == database.read_bytes()


def test_help_does_not_load_the_arithmetic():
    code = (
        "import sys, build_db; build_db.main(['--help'], standalone_mode=False);"
        "sys.exit(any(name in sys.modules for name in ('numpy', 'scipy')))"
    )
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True)
    assert result.returncode == 0, result.stderr
