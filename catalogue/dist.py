"""A folder that is all that a read-only site needs.

    python -m catalogue.dist --db policy.db --out dist [--sql off]

Datasette takes such a folder as it is: the database with ``inspect-data.json``, so that it
opens immutable and nothing is counted at the start, metadata, templates, plugins, static files
and settings. Beside them stand pinned requirements, a Dockerfile, a start command and a README.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

import click

ROOT = Path(__file__).parent.parent
MARK = ".catalogue-dist"
NAME = "policy"

# docs/publishing.md says why each is as it is.
SETTINGS: dict[str, Any] = {
    "default_allow_sql": True,
    "sql_time_limit_ms": 3000,
    "facet_time_limit_ms": 1000,
    "max_returned_rows": 1000,
    "max_csv_mb": 200,
    "allow_csv_stream": True,
    "allow_download": True,
    "allow_facet": True,
    "suggest_facets": False,
    "default_facet_size": 40,
    "default_cache_ttl": 600,
    "num_sql_threads": 4,
    "truncate_cells_html": 2048,
    "template_debug": False,
    "trace_debug": False,
    "base_url": "/",
}

# What the server is made of, besides what is written below.
PARTS = ("catalogue", "plugins", "templates", "static", "metadata.yml", "LICENSE")
REQUIREMENTS = "requirements-serve.txt"

DOCKERFILE = """\
FROM python:3.11-slim
ENV PYTHONUNBUFFERED=1 PYTHONUTF8=1
WORKDIR /site
COPY requirements.txt .
RUN pip install --no-cache-dir --require-hashes -r requirements.txt \\
    && useradd --no-create-home --uid 10001 reader
COPY . .
USER reader
EXPOSE 8001
HEALTHCHECK CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8001/robots.txt', timeout=5)"]
CMD ["python", "-m", "datasette", "serve", ".", "--host", "0.0.0.0", "--port", "8001"]
"""

DOCKERIGNORE = ".venv\n"

START = """\
#!/bin/sh
# Serves this folder: ./start, or HOST=0.0.0.0 PORT=80 ./start. Needs Python 3.11 or newer.
set -eu
cd "$(dirname "$0")"
export PYTHONUTF8=1
if [ ! -f .venv/ready ]; then
    "${PYTHON:-python3}" -m venv .venv
    .venv/bin/python -m pip install --quiet --require-hashes -r requirements.txt
    touch .venv/ready
fi
exec .venv/bin/python -m datasette serve . --host "${HOST:-127.0.0.1}" --port "${PORT:-8001}"
"""

README = """\
# 产业政策知识库：发布用文件夹

这个文件夹就是整个只读网站，不再需要别的东西。

## 启动

    ./start                         # 第一次会安装依赖；然后打开 http://127.0.0.1:8001/
    HOST=0.0.0.0 PORT=80 ./start    # 对外服务

或用容器：

    docker build -t policy-catalogue .
    docker run -p 8001:8001 policy-catalogue

已有 Datasette 0.65 的环境里，只需一条命令：

    python -m datasette serve . --host 127.0.0.1 --port 8001

## 开关：是否让读者自己写 SQL

`settings.json` 里的 `"default_allow_sql": true` 改成 `false`，重新启动即可。每个页面、现成的问题、
筛选、下载都照常可用，只是不能再自己写查询。生成时用 `make dist SQL=off` 效果相同。

## 其他设置（都在 settings.json）

- `sql_time_limit_ms`：一次查询至多几毫秒，超过就停下并说明；
- `max_returned_rows`：一次至多返回几行；`max_csv_mb`：一次导出的 CSV 至多几兆，0 为不限；
- `allow_download`：是否提供整个数据库文件下载；
- `base_url`：网站放在某个路径下时写这个路径，如 `"/policy/"`；
- `force_https_urls`：放在 HTTPS 反向代理后面时设为 `true`，供稿、网站地图里的地址才是 https。

启动命令不要再带 `--setting`：带了，Datasette 就不读 settings.json。

## 更新

重新生成这个文件夹，替换掉旧的，再重新启动。条款和文件的地址不变。
"""


class NotWritten(click.ClickException):
    """Ends the program with one sentence."""


def inspect_data(database: Path) -> dict[str, Any]:
    """Return what ``datasette inspect`` says of a database: hash, size and counts of rows.

    :raises sqlite3.DatabaseError: it is no database.
    """
    digest = hashlib.sha256()
    with open(database, "rb") as file:
        while block := file.read(1024 * 1024):
            digest.update(block)
    with closing(sqlite3.connect(f"file:{quote(str(database))}?mode=ro", uri=True)) as connection:
        names = [
            name
            for (name,) in connection.execute("select name from sqlite_master where type = 'table'")
        ]
        counts = {
            name: {"count": connection.execute(f'select count(*) from "{name}"').fetchone()[0]}
            for name in names
        }
    return {
        NAME: {
            "hash": digest.hexdigest(),
            "size": database.stat().st_size,
            "file": f"{NAME}.db",
            "tables": counts,
        }
    }


def write_dist(database: Path, out: Path, sql: bool = True) -> None:
    """Write the folder; an older one made by this program is replaced when the new is whole.

    :raises NotWritten: ``out`` holds something else, or ``database`` is no policy database.
    """
    if out.exists() and any(out.iterdir()) and not (out / MARK).exists():
        raise NotWritten(f"{out} holds something that was not made by this program.")
    try:
        inspected = inspect_data(database)
    except sqlite3.DatabaseError as error:
        raise NotWritten(f"{database} is no database: {error}.") from error
    if "clauses" not in inspected[NAME]["tables"]:
        raise NotWritten(f"{database} is no database of policies.")
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=f".{out.name}-") as temporary:
        folder = Path(temporary, "dist")
        folder.mkdir(mode=0o755)
        for part in PARTS:
            if (ROOT / part).is_dir():
                hidden = shutil.ignore_patterns("__pycache__", "*.pyc", ".*")
                shutil.copytree(ROOT / part, folder / part, ignore=hidden)
            else:
                shutil.copyfile(ROOT / part, folder / part)
        shutil.copyfile(ROOT / REQUIREMENTS, folder / "requirements.txt")
        shutil.copyfile(database, folder / f"{NAME}.db")
        _json(folder / "inspect-data.json", inspected)
        _json(folder / "settings.json", {**SETTINGS, "default_allow_sql": sql})
        for name, text in (
            ("Dockerfile", DOCKERFILE),
            (".dockerignore", DOCKERIGNORE),
            ("start", START),
            ("README.md", README),
            (MARK, "Made by catalogue.dist; replaced when it is made again.\n"),
        ):
            (folder / name).write_text(text, "utf-8")
        (folder / "start").chmod(0o755)
        if out.exists():
            shutil.rmtree(out)
        folder.rename(out)


def _json(path: Path, record: object) -> None:
    path.write_text(json.dumps(record, ensure_ascii=False, indent=2) + "\n", "utf-8")


@click.command()
@click.option("--db", type=click.Path(path_type=Path, exists=True), default="policy.db")
@click.option("--out", type=click.Path(path_type=Path), default="dist", show_default=True)
@click.option(
    "--sql",
    type=click.Choice(["on", "off"]),
    default="on",
    show_default=True,
    help="Whether readers may write queries of their own.",
)
def main(db: Path, out: Path, sql: str) -> None:
    """Write a folder that is all that a read-only site needs."""
    write_dist(db, out, sql == "on")
    click.echo(f"{out} is ready; {out}/start serves it on http://127.0.0.1:8001/")


if __name__ == "__main__":
    main()
