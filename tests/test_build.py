"""The whole build on real files: what it makes, what it makes of bad input, and what it refuses."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import Result

import build_db
from extract.models import Extraction, Source
from extract.reading import decode
from load.rows import FACT_TABLES
from tests.building import POLICY, one_text, rows, run

ROOT = Path(__file__).parent.parent
RAW = ROOT / "raw"


@pytest.fixture
def raw(tmp_path) -> Path:
    return one_text(tmp_path)


# --- raw/ ---------------------------------------------------------------------------------


def test_sources_are_the_files_as_decoded(database):
    stored = dict(rows(database, "SELECT path, text FROM sources"))
    files = sorted(RAW.rglob("*.txt"))
    assert sorted(stored) == [path.relative_to(RAW).as_posix() for path in files]
    for path in files:
        assert stored[path.relative_to(RAW).as_posix()] == decode(path.read_bytes())[0]


@pytest.mark.parametrize(
    "table",
    [
        "cities",
        "documents",
        "clauses",
        "amounts",
        "percentages",
        "caps",
        "units",
        "responsibilities",
        "deadlines",
    ],
)
def test_the_tables_are_filled(database, table):
    assert rows(database, f"SELECT count(*) FROM {table}")[0][0] >= 5


def test_every_document_has_its_city(database):
    assert rows(database, "SELECT key FROM documents WHERE city_id IS NULL") == []


def test_a_covering_notice_is_linked_to_what_it_issues(database):
    linked = rows(
        database,
        "SELECT count(*) FROM citations JOIN clauses ON clauses.id = clause_id"
        " JOIN documents ON documents.id = cited_document_id"
        " WHERE documents.covering_document_id = clauses.document_id",
    )
    assert linked[0][0] >= 4


def test_mentions_has_every_fact(database):
    count = sum(rows(database, f"SELECT count(*) FROM {table}")[0][0] for table in FACT_TABLES)
    assert rows(database, "SELECT count(*) FROM mentions") == [(count,)]


def test_every_clause_can_be_searched(database):
    assert rows(database, "SELECT count(*) FROM clauses_fts") == rows(
        database, "SELECT count(*) FROM clauses"
    )


def test_the_file_opens_without_side_files_and_is_whole(database):
    assert [path.name for path in database.parent.glob("policy.db*")] == ["policy.db"]
    assert rows(database, "PRAGMA integrity_check") == [("ok",)]
    assert rows(database, "PRAGMA foreign_key_check") == []


def test_two_builds_are_byte_identical(database, tmp_path):
    """Also in another process, with other hash seeds, and over an old file."""
    db = tmp_path / "again.db"
    for seed in ("1", "2"):
        subprocess.run(
            [sys.executable, "build_db.py", "--raw", str(RAW), "--db", str(db)],
            cwd=ROOT,
            env=os.environ | {"PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
        )
        assert db.read_bytes() == database.read_bytes()


def test_keys_stay_when_files_are_added(database, tmp_path):
    raw = tmp_path / "raw"
    (raw / "安徽省").mkdir(parents=True)
    # Before and after the others in the order of paths.
    (raw / "0.txt").write_text(POLICY, "utf-8")
    (raw / "龙.md").write_text(POLICY.replace("10", "20"), "utf-8")
    for path in RAW.rglob("*.txt"):
        (raw / path.name).write_bytes(path.read_bytes())
    db = tmp_path / "more.db"
    run(raw, db)
    for query in ("SELECT key, title FROM documents", "SELECT key, text FROM clauses"):
        assert set(rows(database, query)) < set(rows(db, query))


# --- What the terminal shows ----------------------------------------------------------------


def test_without_a_terminal_there_is_a_plain_line_per_file_and_a_summary(raw, tmp_path):
    result = run(raw, tmp_path / "policy.db")
    lines = result.output.splitlines()
    assert lines[0] == "1/1 good.txt"
    summary = dict(line.rsplit(maxsplit=1) for line in lines[1:])
    assert summary["sources"] == "1"
    assert summary["  amounts"] == "1"
    assert {"documents", "clauses", "facts", "  unresolved", "warnings", "not read"} <= set(summary)
    assert "\x1b" not in result.output and "\r" not in result.output


def test_on_a_terminal_there_is_a_progress_bar(raw, tmp_path):
    ours, theirs = pty.openpty()
    command = [sys.executable, "build_db.py", "--raw", str(raw), "--db", str(tmp_path / "p.db")]
    with subprocess.Popen(command, cwd=ROOT, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        shown = b""
        try:
            while chunk := os.read(ours, 4096):
                shown += chunk
        except OSError:  # how Linux says that the other end is closed
            pass
        os.close(ours)
    assert process.returncode == 0
    assert "1/1" in shown.decode() and "#" in shown.decode()
    assert "good.txt" not in shown.decode()


# --- Bad input ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b" \n\t\n",
        bytes(range(256)) * 4,
        b"%PDF-1.7\n\x00\x01",
        "政策".encode("big5") * 50,
        b"\xef\xbb\xbf\xff\xfe\xff",
    ],
    ids=["empty", "blank", "binary", "pdf", "unknown-encoding", "false-bom"],
)
def test_a_file_that_is_no_text_is_named_and_the_rest_is_built(raw, tmp_path, content):
    (raw / "bad.txt").write_bytes(content)
    result = run(raw, tmp_path / "policy.db")
    assert result.exit_code == 1
    failures = [line for line in result.output.splitlines() if line.startswith("not read: ")]
    assert len(failures) == 1 and "bad.txt" in failures[0]
    assert rows(tmp_path / "policy.db", "SELECT path FROM sources") == [("good.txt",)]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_other_encodings_give_the_same_text(raw, tmp_path, encoding):
    text = POLICY * 5
    (raw / "good.txt").write_bytes(text.encode(encoding))
    result = run(raw, tmp_path / "policy.db")
    assert result.exit_code == 0, result.output
    assert rows(tmp_path / "policy.db", "SELECT text FROM sources") == [(text,)]


@pytest.mark.parametrize(
    "text",
    [
        "为加快发展，对企业给予10万元奖励。",
        "没有标题\r\n也没有编号\r\n只有几行字\r\n",
        "x",
        "5",
        "\u200b\n。",
        "（" * 500,
        "一、\n一、\n（一）\n1.\n" * 50,
        "# \n\n---\n\n|a|b|\n|-|-|\n",
    ],
)
def test_a_text_without_headings_is_kept_whole(raw, tmp_path, text):
    """The build checks on every row that nothing is lost; here it must have nothing to say."""
    (raw / "odd.txt").write_bytes(text.encode())
    result = run(raw, tmp_path / "policy.db")
    assert result.exit_code == 0, result.output
    stored = dict(rows(tmp_path / "policy.db", "SELECT path, text FROM sources"))
    assert stored["odd.txt"] == text


def test_facts_that_break_a_rule_cost_no_other_text_its_facts(raw, tmp_path, monkeypatch):
    """The database is, byte for byte, that of the folder without the text."""
    expected = tmp_path / "expected.db"
    assert run(raw, expected).exit_code == 0
    (raw / "a.txt").write_text(
        "甲市若干政策\n一、奖励\n对企业奖励10万元。（责任单位：市水务局）\n", "utf-8"
    )
    extract = build_db.extract_source

    def faulty(source: Source) -> Extraction:
        extraction = extract(source)
        if source.path == "a.txt":
            extraction.amounts[0].comparator = "≈"
        return extraction

    monkeypatch.setattr(build_db, "extract_source", faulty)
    result = run(raw, tmp_path / "policy.db")
    assert result.exit_code == 1
    assert "not read: a.txt: CHECK constraint failed" in result.output
    assert "comparator='≈'" in result.output
    assert (tmp_path / "policy.db").read_bytes() == expected.read_bytes()


def test_a_fault_in_extraction_is_named_and_the_rest_is_built(raw, tmp_path, monkeypatch):
    extract = build_db.extract_source

    def faulty(source: Source) -> Extraction:
        if source.path == "odd.txt":
            raise ZeroDivisionError("division by zero")
        return extract(source)

    monkeypatch.setattr(build_db, "extract_source", faulty)
    (raw / "odd.txt").write_text(POLICY * 2, "utf-8")
    result = run(raw, tmp_path / "policy.db")
    assert result.exit_code == 1
    assert "not read: odd.txt: extraction failed (ZeroDivisionError" in result.output
    assert rows(tmp_path / "policy.db", "SELECT path FROM sources") == [("good.txt",)]


def test_other_files_are_reported_and_hidden_ones_passed_over(raw, tmp_path):
    (raw / "README.md").write_text("# about", "utf-8")
    (raw / "scan.pdf").write_bytes(b"%PDF")
    (raw / ".hidden.txt").write_text("x", "utf-8")
    (raw / ".git").mkdir()
    (raw / ".git" / "x.txt").write_text("x", "utf-8")
    (raw / "省" / "市").mkdir(parents=True)
    (raw / "省" / "市" / "深.MD").write_text("一、深\n给予1万元奖励。\n", "utf-8")
    result = run(raw, tmp_path / "policy.db")
    assert result.exit_code == 0
    assert "warning: scan.pdf: not used" in result.output
    assert rows(tmp_path / "policy.db", "SELECT path FROM sources ORDER BY id") == [
        ("good.txt",),
        ("省/市/深.MD",),
    ]


def test_a_file_name_that_is_no_text_is_named(raw, tmp_path):
    (raw / os.fsdecode("政策.txt".encode("gb18030"))).write_text(POLICY, "utf-8")
    result = run(raw, tmp_path / "policy.db")
    assert result.exit_code == 1
    assert "not read: \\xd5\\xfe\\xb2\\xdf.txt: the file's name is not in UTF-8" in result.output


def test_the_same_text_again_is_kept_under_keys_of_its_own_and_changes_no_other(raw, tmp_path):
    keys = (
        "SELECT clauses.key FROM clauses JOIN documents ON documents.id = document_id"
        " JOIN sources ON sources.id = source_id WHERE path = 'good.txt' ORDER BY clauses.id"
    )
    assert run(raw, tmp_path / "policy.db").exit_code == 0
    before = rows(tmp_path / "policy.db", keys)
    for name in ("a.txt", "copy.txt", "z.txt"):
        (raw / name).write_text(POLICY, "utf-8")
    result = run(raw, tmp_path / "policy.db")
    assert result.exit_code == 0
    assert "warning: copy.txt: a.txt holds the same text" in result.output
    assert rows(tmp_path / "policy.db", "SELECT count(*) FROM sources") == [(4,)]
    assert before == rows(tmp_path / "policy.db", keys) != []


# --- No database ----------------------------------------------------------------------------


def refused(result: Result) -> str:
    """The sentence with which a build was refused."""
    assert result.exit_code == 2
    assert "Traceback" not in result.output
    message = result.output[result.output.index("Error: ") :].strip()
    assert message.count("\n") == 0
    return message


def test_a_missing_raw_folder(tmp_path):
    message = refused(run(tmp_path / "none", tmp_path / "policy.db"))
    assert str(tmp_path / "none") in message
    assert os.listdir(tmp_path) == []


def test_a_raw_folder_that_is_a_file(raw, tmp_path):
    assert "is not a folder" in refused(run(raw / "good.txt", tmp_path / "policy.db"))


def test_a_raw_folder_without_texts(tmp_path):
    (tmp_path / "raw").mkdir()
    assert "holds no text" in refused(run(tmp_path / "raw", tmp_path / "policy.db"))


@pytest.mark.parametrize("target", ["none/policy.db", "file/policy.db", "folder"])
def test_an_unwritable_target(raw, tmp_path, target):
    (tmp_path / "file").write_text("")
    (tmp_path / "folder").mkdir()
    before = sorted(tmp_path.rglob("*"))
    assert target in refused(run(raw, tmp_path / target))
    assert sorted(tmp_path.rglob("*")) == before


def test_no_readable_text_leaves_the_old_file(raw, tmp_path):
    db = tmp_path / "policy.db"
    run(raw, db)
    old = db.read_bytes()
    (raw / "good.txt").write_bytes(b"")
    result = run(raw, db)
    assert result.exit_code == 2
    assert "good.txt" in result.output
    assert db.read_bytes() == old


# --- The catalogue --------------------------------------------------------------------------


def with_catalogue(raw: Path, db: Path, lines: str) -> Result:
    (raw / "catalogue.csv").write_text(f"path,url,retrieved_on,note\n{lines}", "utf-8-sig")
    return run(raw, db)


def test_the_catalogue_says_where_a_text_came_from(raw, tmp_path):
    line = "good.txt,https://example.org/1,2024-05-06,a note\n"
    result = with_catalogue(raw, tmp_path / "policy.db", line)
    assert result.exit_code == 0
    assert rows(tmp_path / "policy.db", "SELECT url, retrieved_on FROM sources") == [
        ("https://example.org/1", "2024-05-06")
    ]


@pytest.mark.parametrize(
    ("lines", "warning"),
    [
        ("other.txt,,,\n", "line 2: no text other.txt"),
        ("good.txt,,last May,\n", "line 2: last May is no date"),
        ("good.txt,,,\ngood.txt,x,,\n", "line 3: good.txt stands here twice"),
        ("good.txt\n,,,\n", "line 3: no text"),
    ],
)
def test_what_the_catalogue_cannot_say_is_warned_about(raw, tmp_path, lines, warning):
    result = with_catalogue(raw, tmp_path / "policy.db", lines)
    assert result.exit_code == 0
    assert f"warning: catalogue.csv, {warning}" in result.output
    assert rows(tmp_path / "policy.db", "SELECT url, retrieved_on FROM sources") == [(None, None)]


@pytest.mark.parametrize("content", [b"path,url\na,b\n", b"\xff\xfe\x00", b""])
def test_a_catalogue_of_another_form_is_refused(raw, tmp_path, content):
    (raw / "catalogue.csv").write_bytes(content)
    assert "catalogue.csv" in refused(run(raw, tmp_path / "policy.db"))


def test_every_text_of_raw_is_in_its_catalogue():
    from load.inputs import find_inputs

    inputs = find_inputs(RAW)
    assert inputs.warnings == []
    assert set(inputs.catalogue) == {path.relative_to(RAW).as_posix() for path in inputs.texts}
