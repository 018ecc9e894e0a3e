"""The published folder: started on its own, as its README says, and asked over the network."""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote, urlsplit

import httpx
import pytest
import yaml
from click.testing import CliRunner

from catalogue import dist
from catalogue.registry import PAGES
from tests.browser.serving import WAIT, listening

ROOT = Path(__file__).parent.parent
METADATA = yaml.safe_load((ROOT / "metadata.yml").read_text("utf-8"))["databases"]["policy"]


def published(database: Path, out: Path, *options: str) -> Path:
    result = CliRunner().invoke(dist.main, ["--db", str(database), "--out", str(out), *options])
    assert result.exit_code == 0, result.output
    return out


@contextmanager
def started(folder: Path, base: str = "") -> Iterator[httpx.Client]:
    """Run the command of the README in the folder, with nothing of the project in its reach."""
    (command,) = re.findall(r"python (-m datasette serve \. .*)", dist.README)
    arguments = [sys.executable, *command.replace("8001", "0").split()]
    environment = {name: text for name, text in os.environ.items() if name != "PYTHONPATH"}
    environment["PYTHONDONTWRITEBYTECODE"] = "1"
    log = folder.with_suffix(".log")
    with (
        listening(arguments, folder, log, environment) as address,
        httpx.Client(base_url=address + base, trust_env=False, timeout=WAIT) as client,
    ):
        yield client


@pytest.fixture(scope="module")
def folder(database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return published(database, tmp_path_factory.mktemp("far") / "away")


@pytest.fixture(scope="module")
def site(folder: Path) -> Iterator[httpx.Client]:
    with started(folder) as client:
        yield client


@pytest.fixture(scope="module")
def without_sql(database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    out = published(database, tmp_path_factory.mktemp("closed") / "dist", "--sql", "off")
    with started(out) as client:
        yield client


def every_address(database: Path) -> list[str]:
    """Every page of the catalogue, one of each family, and every page of the database."""
    found = ["/policy", "/policy.json", "/policy/clauses.csv", "/policy/clauses/1"]
    found += [f"/policy/{name}" for kind in ("tables", "queries") for name in METADATA[kind]]
    found.append("/search?q=" + quote("奖补"))
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        for page in PAGES:
            if page.addresses is not None:
                found.append(page.address(**next(iter(page.addresses(connection)))))
            elif "{" not in page.path:
                found.append(page.path)
        found += ["/data/clauses.csv", "/sitemap/pages.xml", "/sitemap/clauses-0.xml"]
    return found


def test_the_folder_has_all_it_needs(folder: Path) -> None:
    for name in (
        *("policy.db", "inspect-data.json", "metadata.yml", "settings.json", "requirements.txt"),
        *("plugins/catalogue.py", "templates/base.html", "static/policy.css", "Dockerfile"),
        *("README.md", "start", "LICENSE"),
    ):
        assert (folder / name).is_file(), name
    assert os.access(folder / "start", os.X_OK)
    assert not list(folder.rglob("__pycache__"))
    text = "".join(
        path.read_text("utf-8") for path in (folder / "catalogue").rglob("*.py")
    ) + "".join(path.read_text("utf-8") for path in (folder / "plugins").rglob("*.py"))
    assert not re.search(r"^\s*(from|import) (extract|load|tests|build_db)\b", text, re.MULTILINE)


def test_the_requirements_are_enough_and_pinned(folder: Path) -> None:
    """All that the served parts import comes with the pinned requirements or with Python."""
    lines = (folder / "requirements.txt").read_text("utf-8")
    pinned = {name.lower() for name in re.findall(r"^([\w.-]+)==", lines, re.MULTILINE)}
    assert "datasette" in pinned
    assert lines.count("--hash=") >= len(pinned)
    known = {"yaml": "pyyaml"}
    for path in [*(folder / "catalogue").rglob("*.py"), *(folder / "plugins").rglob("*.py")]:
        for name in re.findall(r"^(?:from|import) (\w+)", path.read_text("utf-8"), re.MULTILINE):
            if name not in sys.stdlib_module_names and name not in ("catalogue", "plugins"):
                assert known.get(name, name) in pinned, (path.name, name)


def test_inspect_data_is_that_of_datasette(folder: Path, tmp_path: Path) -> None:
    shutil.copy(folder / "policy.db", tmp_path)
    command = [sys.executable, "-m", "datasette", "inspect", "policy.db"]
    said = subprocess.run(command, cwd=tmp_path, capture_output=True, check=True)
    mine = json.loads((folder / "inspect-data.json").read_text("utf-8"))
    assert mine == json.loads(said.stdout)


def test_every_page_answers(site: httpx.Client, database: Path) -> None:
    for address in every_address(database):
        answer = site.get(address, follow_redirects=True)
        assert answer.status_code == 200, address
        assert answer.headers["content-security-policy"], address
        assert "unsafe" not in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_it_is_served_with_its_settings_and_immutable(site: httpx.Client) -> None:
    settings = site.get("/-/settings.json").json()
    assert {name: settings[name] for name in dist.SETTINGS} == dist.SETTINGS
    (database,) = [each for each in site.get("/-/databases.json").json() if each["path"]]
    assert database["name"] == "policy"
    assert database["is_mutable"] is False
    assert {each["name"] for each in site.get("/-/plugins.json").json()} >= {"catalogue.py"}


@pytest.mark.parametrize(
    "query",
    [
        "delete from clauses",
        "insert into cities values ('1', 'x', 'x', 1, 1)",
        "with x as (select 1) delete from clauses",
        "attach database '/etc/passwd' as other",
        "select 1; attach database ':memory:' as other",
        "pragma writable_schema = on",
        "pragma query_only = off",
        "vacuum into '/tmp/stolen.db'",
        "select load_extension('/tmp/evil.so')",
        "select readfile('/etc/passwd')",
        "select writefile('/tmp/x', 'x')",
        "select length(zeroblob(100000000))",
        "select fts3_tokenizer('simple')",
        "create table x (y)",
    ],
)
def test_nothing_but_reading(site: httpx.Client, query: str, tmp_path: Path) -> None:
    answer = site.get("/policy.json", params={"sql": query, "_shape": "array"})
    assert answer.status_code == 400, answer.text
    assert not Path("/tmp/stolen.db").exists()


def test_queries_are_limited(site: httpx.Client) -> None:
    endless = "with recursive n(i) as (select 1 union all select i + 1 from n) select max(i) from n"
    start = time.monotonic()
    answer = site.get("/policy.json", params={"sql": endless})
    assert answer.status_code == 400
    assert time.monotonic() - start < 15
    many = (
        "with recursive n(i) as (select 1 union all select i + 1 from n limit 5000) select i from n"
    )
    answer = site.get("/policy.json", params={"sql": many, "_shape": "objects"})
    assert len(answer.json()["rows"]) == dist.SETTINGS["max_returned_rows"]
    assert site.post("/policy", data={"sql": "select 1"}).status_code in (403, 405)


def test_sql_is_on_by_default_and_off_by_one_switch(
    site: httpx.Client, without_sql: httpx.Client, database: Path
) -> None:
    query = {"sql": "select name from cities", "_shape": "array"}
    assert len(site.get("/policy.json", params=query).json()) == 5
    assert without_sql.get("/policy.json", params=query).status_code == 403
    assert "<textarea" not in without_sql.get("/policy").text
    for address in every_address(database):
        answer = without_sql.get(address, follow_redirects=True)
        assert answer.status_code == 200, address


def test_the_switch_is_one_line(folder: Path, database: Path, tmp_path: Path) -> None:
    off = published(database, tmp_path / "off", "--sql", "off")
    for path in folder.rglob("*"):
        if path.is_file():
            other = off / path.relative_to(folder)
            if path.read_bytes() != other.read_bytes():
                assert path.name == "settings.json"
                before = path.read_text("utf-8").splitlines()
                after = other.read_text("utf-8").splitlines()
                changed = [pair for pair in zip(before, after, strict=True) if len(set(pair)) > 1]
                assert changed == [
                    ('  "default_allow_sql": true,', '  "default_allow_sql": false,')
                ]


def test_it_can_stand_under_a_path(database: Path, tmp_path: Path) -> None:
    out = published(database, tmp_path / "dist")
    settings = json.loads((out / "settings.json").read_text("utf-8"))
    (out / "settings.json").write_text(json.dumps({**settings, "base_url": "/gov/policy/"}))
    with started(out, "/gov/policy") as client:
        for path in ("/", "/calendar", "/offices", "/policy/clauses"):
            text = client.get(path).text
            links = re.findall(r'(?:href|src|action)="(/[^"]*)"', text)
            assert links
            for link in links:
                assert link.startswith("/gov/policy/"), (path, link)
            for link in set(links):
                parts = urlsplit(link)
                own = parts.path.removeprefix("/gov/policy")
                if own.startswith(("/static", "/calendar", "/offices")):
                    assert client.get(own, follow_redirects=True).status_code == 200, link
        answer = client.get("/data/cities.csv", follow_redirects=True)
        assert answer.status_code == 200
        assert "/gov/policy/documents/" in client.get("/feed.atom").text


def test_the_dockerfile_copies_what_is_there(folder: Path) -> None:
    # No engine runs here: that it builds is not tested, only that it says what the README says.
    text = (folder / "Dockerfile").read_text("utf-8")
    assert "--require-hashes -r requirements.txt" in text
    (command,) = re.findall(r"^CMD (\[.*\])$", text, re.MULTILINE)
    assert json.loads(command)[:5] == ["python", "-m", "datasette", "serve", "."]
    assert "USER reader" in text


def test_only_an_own_folder_is_replaced(database: Path, tmp_path: Path) -> None:
    out = tmp_path / "dist"
    out.mkdir()
    (out / "thesis.doc").write_text("years of work")
    arguments = ["--db", str(database), "--out", str(out)]
    assert CliRunner().invoke(dist.main, arguments).exit_code == 1
    assert [path.name for path in out.iterdir()] == ["thesis.doc"]
    (out / "thesis.doc").unlink()
    for _ in range(2):
        assert CliRunner().invoke(dist.main, arguments).exit_code == 0
    text = tmp_path / "text.db"
    text.write_text("no database, but long enough to be taken for one" * 99)
    other: Callable[[Path], list[str]] = lambda db: ["--db", str(db), "--out", str(tmp_path / "x")]  # noqa: E731
    assert CliRunner().invoke(dist.main, other(text)).exit_code == 1
