"""Corrections: from a reviewed file to the rows that readers find, and what is said when not."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from extract.corrections import (
    CHOICES,
    CorrectionError,
    _fields,
    apply_corrections,
    read_corrections,
)
from extract.pipeline import extract_text
from extract.reading import decode
from load.database import SCHEMA
from load.rows import COLUMNS, FACT_TABLES
from tests.building import rows, run

TEXT = (
    "一、支持企业上云\n对上云企业按照软件投资额的30%给予补助，单个企业最高不超过50万元。"
    "对国家级、省级示范企业分别给予20万元、10万元奖励。到2025年，培育示范企业5家。"
    "（责任单位：市财政局）\n"
)
HEADER = ("table", "char_start", "char_end", "raw", "field", "value", "why", "who")
MEASURES = "SELECT award_yuan, cap_yuan, rate, rate_comparator, base FROM measures ORDER BY id"


def line(table: str, raw: str, field: str, value: str = "", *more: str) -> tuple[object, ...]:
    """A line of a file of corrections, for the only place where raw stands in the text."""
    assert TEXT.count(raw) == 1
    start = TEXT.index(raw)
    return (table, start, start + len(raw), raw, field, value, "原文如此", "张三", *more)


def write(path: Path, lines: list[tuple[object, ...]], header: tuple[str, ...] = HEADER) -> Path:
    with open(path, "w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([header, *lines])
    return path


@pytest.fixture
def raw(tmp_path) -> Path:
    folder = tmp_path / "raw"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, "utf-8")
    (folder / "b.txt").write_text(TEXT.replace("上云", "下云"), "utf-8")
    return folder


def build(raw: Path, *lines: tuple[object, ...], header: tuple[str, ...] = HEADER) -> Path:
    """Build with corrections of a.txt; return the database and check that all applied."""
    write(raw / "a.txt.corrections.csv", list(lines), header)
    db = raw.parent / "policy.db"
    result = run(raw, db)
    assert result.exit_code == 0, result.output
    assert "warning" not in result.output.replace("warnings", "")
    assert rows(db, "SELECT count(*), sum(applied) FROM corrections") == [(len(lines), len(lines))]
    return db


def test_without_corrections_nothing_is_marked(raw):
    db = raw.parent / "policy.db"
    assert run(raw, db).exit_code == 0
    for table in FACT_TABLES:
        assert rows(db, f"SELECT count(*) FROM {table} WHERE is_corrected") == [(0,)]
    assert rows(db, "SELECT count(*) FROM corrections") == [(0,)]


def test_a_corrected_cap_reaches_the_sum_the_cap_and_the_measure(raw):
    db = build(raw, line("amounts", "50万元", "value", "600000"))
    amounts = "SELECT value_min, value_max, yuan_min, yuan_max, is_corrected FROM amounts"
    assert rows(db, f"{amounts} WHERE raw = '50万元' ORDER BY id") == [
        (600000, 600000, 600000, 600000, 1),
        (500000, 500000, 500000, 500000, 0),  # the other text's
    ]
    assert rows(db, "SELECT yuan, is_corrected FROM caps ORDER BY id") == [(600000, 1), (500000, 0)]
    assert rows(db, "SELECT cap_yuan, is_corrected FROM measures ORDER BY id") == [
        (600000, 1), (None, 0), (None, 0), (500000, 0), (None, 0), (None, 0),
    ]  # fmt: skip
    assert rows(
        db,
        "SELECT path, fact_table, raw, field, old_value, new_value, why, who, applied,"
        " substr(text, char_start + 1, char_end - char_start)"
        " FROM corrections JOIN sources ON sources.id = source_id",
    ) == [
        ("a.txt", "amounts", "50万元", "value", "500000", "600000", "原文如此", "张三", 1, "50万元")
    ]


@pytest.mark.parametrize("field", ["value_max", "yuan_max"])
def test_one_end_makes_a_range(raw, field):
    db = build(raw, line("amounts", "20万元", field, "250000"))
    assert rows(db, "SELECT value_min, value_max, yuan_min, yuan_max FROM amounts"
                    " WHERE is_corrected") == [(200000, 250000, 200000, 250000)]  # fmt: skip
    assert rows(db, "SELECT award_yuan FROM measures WHERE is_corrected") == [(250000,)]


def test_a_corrected_rate_reaches_the_measure(raw):
    db = build(
        raw,
        line("percentages", "30%", "value", "0.5"),
        line("percentages", "30%", "comparator", "<="),
        line("percentages", "30%", "base", "设备投资额"),
    )
    assert rows(db, MEASURES)[0] == (None, 500000, 0.5, "<=", "设备投资额")
    # A rate that is an upper bound is a cap.
    assert rows(db, "SELECT percent FROM caps WHERE percentage_id IS NOT NULL") == [(0.5,)]


def test_a_sum_that_is_no_cap_but_an_award(raw):
    db = build(
        raw,
        line("amounts", "50万元", "role", "award"),
        line("amounts", "50万元", "comparator", "="),
    )
    assert rows(db, MEASURES)[0] == (500000, None, 30, "=", "软件投资额")
    assert rows(db, "SELECT count(*) FROM caps") == [(1,)]


def test_foreign_currency_has_no_yuan(raw):
    db = build(raw, line("amounts", "20万元", "currency", "USD"))
    assert rows(db, "SELECT value_max, yuan_max FROM amounts WHERE is_corrected") == [
        (200000, None)
    ]
    assert rows(db, MEASURES)[1][0] is None


def test_a_cap_printed_once_for_two_measures_follows_in_both():
    extraction = extract_text(TEXT)
    extraction.measures[1].cap_yuan = 500000
    where = write_and_read(line("amounts", "50万元", "value", "1"))
    assert apply_corrections(extraction, where) == []
    assert [m.cap_yuan for m in extraction.measures] == [1, 1, None]


def write_and_read(*lines: tuple[object, ...]):
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        return read_corrections(write(Path(folder, "a.txt.corrections.csv"), list(lines)))


def test_deleting_a_sum_takes_what_hangs_on_it(raw):
    db = build(raw, line("amounts", "50万元", "delete"))
    assert rows(db, "SELECT raw FROM amounts ORDER BY id LIMIT 2") == [("20万元",), ("10万元",)]
    assert rows(db, "SELECT count(*) FROM caps") == [(1,)]
    assert rows(db, MEASURES)[0] == (None, None, 30, "=", "软件投资额")
    assert rows(db, "SELECT disposition FROM numerals WHERE raw = '50万元' ORDER BY id") == [
        ("corrected",),
        ("fact",),
    ]
    # The other numbers still lead to their facts, and these to their measures.
    assert rows(
        db,
        "SELECT numerals.raw, award_yuan FROM numerals JOIN amounts ON amounts.id = fact_id"
        " JOIN measures ON measures.id = measure_id WHERE fact_table = 'amounts'"
        " AND amounts.role = 'award' AND source_id = 1 AND numerals.raw = amounts.raw ORDER BY 2",
    ) == [("10万元", 100000), ("20万元", 200000)]


def test_deleting_a_measure_leaves_its_sums(raw):
    text = "对上云企业按照软件投资额的30%给予补助，单个企业最高不超过50万元"
    db = build(raw, line("measures", text, "delete"))
    assert rows(db, "SELECT count(*) FROM measures") == [(5,)]
    assert rows(db, "SELECT measure_id, yuan_max FROM amounts ORDER BY id LIMIT 3") == [
        (None, 500000),
        (1, 200000),
        (2, 100000),
    ]


def test_what_a_correction_says_of_the_measure_itself_stands(raw):
    text = "对上云企业按照软件投资额的30%给予补助，单个企业最高不超过50万元"
    db = build(
        raw,
        line("amounts", "50万元", "value", "600000"),
        line("measures", text, "cap_yuan", "700000"),
        line("measures", text, "rate", ""),
        line("measures", text, "is_annual", "1"),
    )
    assert rows(db, MEASURES)[0] == (None, 700000, None, None, "软件投资额")
    assert rows(db, "SELECT is_annual FROM measures WHERE is_corrected") == [(1,)]


def test_nth_tells_facts_of_one_span_apart(raw):
    text = "对国家级、省级示范企业分别给予20万元、10万元奖励"
    db = build(
        raw,
        line("measures", text, "beneficiary", "省级示范企业", "2"),
        header=(*HEADER, "nth"),
    )
    assert rows(db, "SELECT tier, beneficiary FROM measures WHERE is_corrected") == [
        ("省级", "省级示范企业")
    ]
    write(raw / "a.txt.corrections.csv", [line("measures", text, "beneficiary", "省级示范企业")])
    assert "has 2 facts there; say which in the column nth" in run(raw, db).output


def test_units_targets_and_dates(raw):
    db = build(
        raw,
        line("responsibilities", "市财政局", "name", "市经济和信息化局"),
        line("responsibilities", "市财政局", "role", "lead"),
        line("targets", "5家", "due_on", "2026-12-31"),
        line("deadlines", "2025年", "end_on", "null"),
    )
    assert rows(db, "SELECT units.name, responsibilities.role FROM responsibilities JOIN units"
                    " ON units.id = unit_id WHERE is_corrected") == [
        ("市经济和信息化局", "lead")
    ]  # fmt: skip
    assert rows(db, "SELECT due_on FROM targets WHERE is_corrected") == [("2026-12-31",)]
    assert rows(db, "SELECT end_on FROM deadlines WHERE is_corrected") == [(None,)]


def test_corrections_give_equal_bytes(raw):
    one = build(raw, line("amounts", "50万元", "value", "600000")).read_bytes()
    assert build(raw, line("amounts", "50万元", "value", "600000")).read_bytes() == one


# --- What no longer applies -----------------------------------------------------------------


def test_a_changed_text_is_reported(raw):
    write(raw / "a.txt.corrections.csv", [line("amounts", "50万元", "value", "600000")])
    (raw / "a.txt").write_text("新" + TEXT, "utf-8")
    result = run(raw, raw.parent / "policy.db")
    assert result.exit_code == 0
    assert (
        "warning: a.txt: correction that no longer applies"
        " (a.txt.corrections.csv, line 2, '50万元'): the text says '过50万', not '50万元';"
        " it now stands at 40" in result.output
    )
    assert re.search(r"corrections +1\n +not applied +1\n", result.output)
    assert rows(raw.parent / "policy.db", "SELECT old_value, new_value, applied FROM corrections") \
        == [(None, "600000", 0)]  # fmt: skip


def test_a_fact_that_is_not_there_is_reported(raw):
    write(raw / "a.txt.corrections.csv", [line("amounts", "30%", "value", "600000")])
    output = run(raw, raw.parent / "policy.db").output
    assert "correction that no longer applies" in output
    assert "amounts has no fact there" in output


def test_what_the_extraction_says_by_itself_is_reported(raw):
    write(raw / "a.txt.corrections.csv", [line("amounts", "50万元", "value", "500000")])
    db = raw.parent / "policy.db"
    assert (
        "correction that is no longer needed (a.txt.corrections.csv, line 2" in run(raw, db).output
    )
    assert rows(db, "SELECT count(*) FROM amounts WHERE is_corrected") == [(0,)]


def test_corrections_without_their_text_are_reported(raw):
    write(raw / "c.txt.corrections.csv", [])
    output = run(raw, raw.parent / "policy.db").output
    assert "warning: c.txt.corrections.csv: not used (no text c.txt beside it)" in output


# --- What cannot be meant -------------------------------------------------------------------

GOOD = line("amounts", "50万元", "value", "600000")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"table": "documents"}, "documents is no table of facts"),
        ({"table": ""}, "nothing is no table of facts"),
        ({"char_start": "x"}, "char_start must be a whole number, not 'x'"),
        ({"char_end": "1"}, "char_end must be greater than char_start"),
        ({"raw": ""}, "raw is empty"),
        ({"why": " "}, "why is empty"),
        ({"who": ""}, "who is empty"),
        ({"field": "sum"}, "sum cannot be corrected in amounts"),
        ({"field": "measure_id"}, "measure_id cannot be corrected in amounts"),
        ({"field": "raw"}, "raw cannot be corrected in amounts"),
        ({"field": "is_corrected"}, "is_corrected cannot be corrected"),
        ({"table": "caps", "field": "yuan"}, "yuan follows value_max of the amount"),
        ({"field": "delete"}, "delete takes no value"),
        ({"value": ""}, "value_min of amounts cannot be empty"),
        ({"value": "60万"}, "value_min must be a number such as 500000 or 0.5, not '60万'"),
        ({"value": "true"}, "must be a number"),
        ({"value": "NaN"}, "out of range"),
        ({"value": "1e400"}, "out of range"),
        ({"value": "99999999999999999999"}, "out of range"),
        ({"field": "role", "value": "grant"}, "role must be one of award, cap, threshold"),
        ({"field": "is_annual", "value": "yes"}, "is_annual must be 0 or 1, not 'yes'"),
        ({"field": "currency", "value": "元"}, "'元' is no currency code"),
        ({"field": "per", "value": '""'}, "per is an empty text"),
        ({"table": "targets", "field": "due_on", "value": "明年"}, "'明年' is no date"),
        ({"table": "shares", "field": "parties", "value": "市、县"}, "must be a JSON list"),
    ],
)
def test_a_bad_line_is_named(tmp_path, change, message):
    bad = tuple((dict(zip(HEADER, GOOD, strict=True)) | change).values())
    path = write(tmp_path / "a.txt.corrections.csv", [GOOD, bad])
    with pytest.raises(CorrectionError) as caught:
        read_corrections(path)
    assert str(caught.value).startswith("a.txt.corrections.csv, line 3: ")
    assert message in str(caught.value)


def test_every_bad_line_is_named(tmp_path):
    lines = [GOOD, GOOD, (*GOOD, "more"), ("x", *GOOD[1:])]
    with pytest.raises(CorrectionError) as caught:
        read_corrections(write(tmp_path / "a.csv", lines))
    assert [m.split(":")[0] for m in str(caught.value).splitlines()] == [
        "a.csv, line 3", "a.csv, line 4", "a.csv, line 5",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "content", [b"", b"table,raw\n", b"%PDF-1.7", (",".join(HEADER) + '\n"amounts,1,2\n').encode()]
)
def test_a_file_of_another_form_is_refused_and_the_old_database_stays(raw, content):
    db = raw.parent / "policy.db"
    run(raw, db)
    old = db.read_bytes()
    (raw / "a.txt.corrections.csv").write_bytes(content)
    result = run(raw, db)
    assert result.exit_code == 2
    assert "Error: a.txt.corrections.csv" in result.output
    assert db.read_bytes() == old


def test_values_that_contradict_each_other_are_refused(raw):
    write(raw / "a.txt.corrections.csv", [line("amounts", "50万元", "value_min", "600000")])
    result = run(raw, raw.parent / "policy.db")
    assert result.exit_code == 2
    assert "a.txt.corrections.csv, line 2: value_min 600000 would be greater" in result.output


def test_a_file_from_a_spreadsheet_is_read(tmp_path):
    """GB 18030, blank lines, a quoted line break."""
    text = (
        ",".join(HEADER) + "\r\n,,,,,,,\r\n" + 'amounts,0,5,"5\r\n万元",value,1,原文如此,张三\r\n'
    )
    path = tmp_path / "a.txt.corrections.csv"
    path.write_bytes(text.encode("gb18030"))
    (correction,) = read_corrections(path)
    assert (correction.raw, correction.why) == ("5\n万元", "原文如此")
    extraction = extract_text("5\r\n万元")
    extraction.amounts.clear()
    assert "amounts has no fact there" in apply_corrections(extraction, [correction])[0]


# --- Against the documentation and the schema ---------------------------------------------------------------------


def test_the_example_of_the_documentation_applies(tmp_path):
    root = Path(__file__).parent.parent
    example = re.search(
        r"```csv\n(.*?)```", (root / "docs/corrections.md").read_text("utf-8"), re.S
    )
    path = tmp_path / "example.csv"
    path.write_text(example[1], "utf-8")
    (text,) = (root / "raw").rglob("000_*.txt")
    extraction = extract_text(decode(text.read_bytes())[0])
    corrections = read_corrections(path)
    assert apply_corrections(extraction, corrections) == []
    assert len(corrections) == 5 and all(c.applied for c in corrections)


def test_the_choices_are_those_of_the_schema():
    schema = re.sub(r"--.*", "", SCHEMA.read_text("utf-8"))
    found = {}
    for table in FACT_TABLES:
        body = re.search(rf"CREATE TABLE {table} \((.*?)\n\);", schema, re.S)[1]
        for field, values in re.findall(r"CHECK \((\w+) IN \(('[^)]*)\)", body):
            found[table, field] = tuple(re.findall(r"'([^']*)'", values))
    assert found == CHOICES


@pytest.mark.parametrize("table", FACT_TABLES)
def test_what_can_be_corrected_are_columns(table):
    assert set(_fields(table)) - {"value", "delete"} <= {*COLUMNS[table], "name"}
