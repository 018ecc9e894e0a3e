"""Run `make serve` and ask it for every page that a reader may open.

Ends with an error where a page does not answer. What the pages say is for the tests.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from urllib.error import URLError
from urllib.parse import quote
from urllib.request import ProxyHandler, build_opener

# The server is on this machine, whatever proxy the environment names.
urlopen = build_opener(ProxyHandler({})).open
# The pages of the catalogue that have one address each, and some with a question.
CATALOGUE = [
    "/search?q=" + quote("奖补"),
    "/documents/",
    "/cities",
    "/topics",
    "/offices",
    "/compare",
    "/calculate?investment=1000&topic=" + quote("标识解析"),
    "/calendar",
    "/charts",
]
# What machines read, and words that it must hold.
FILES = {
    "/catalog.jsonld": b"dcat:Catalog",
    "/datapackage.json": b'"resources"',
    "/data/measures.csv": b"cap_yuan",
    "/feed.atom": b"<feed",
    "/sitemap.xml": b"<sitemap",
    "/robots.txt": b"User-agent",
    "/compare.csv": "六安市".encode(),
}
WAIT = 300  # seconds for the environment, the build and the start


def main() -> None:
    """Start the server, ask, stop the server."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(["make", "serve", f"PORT={port}"], start_new_session=True)
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(address, server)
        failures = [failure for failure in ask_all(address) if failure]
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait()
    sys.exit("\n".join(failures) or None)


def wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    """Return when the server answers.

    :raises SystemExit: it ended, or did not answer in time.
    """
    end = time.monotonic() + WAIT
    while time.monotonic() < end:
        if server.poll() is not None:
            sys.exit(f"make serve ended with status {server.returncode}")
        try:
            urlopen(address, timeout=10).close()
            return
        except URLError:
            time.sleep(0.2)
    sys.exit(f"make serve did not answer within {WAIT} seconds")


def ask_all(address: str) -> list[str | None]:
    """Ask for every page; return what went wrong with each, None where nothing did."""
    database = json.loads(urlopen(f"{address}/policy.json").read())
    names = [
        each["name"]
        for kind in ("tables", "views", "queries")
        for each in database[kind]
        if not each.get("hidden")
    ]
    pages = ["/", "/policy", *(f"/policy/{name}" for name in names)]
    pages.append("/policy/clauses?_search=" + quote("奖补"))
    pages += [*CATALOGUE, *(f"/documents/{quote(key)}" for key in column(address, "documents"))]
    pages += [f"/clauses/{quote(key)}" for key in column(address, "clauses")[:40]]
    return [
        *(ask(address, page, b"<title>") for page in pages),
        *(ask(address, page, words) for page, words in FILES.items()),
    ]


def column(address: str, table: str, name: str = "key") -> list[str]:
    """Return a column of a table."""
    answer = urlopen(f"{address}/policy/{table}.json?_shape=array&_size=max").read()
    return [row[name] for row in json.loads(answer)]


def ask(address: str, page: str, words: bytes) -> str | None:
    """Ask for one page, which must hold some words; return what went wrong."""
    try:
        with urlopen(address + page) as answer:
            if words not in answer.read():
                return f"{page}: without {words.decode()}"
    except URLError as error:
        return f"{page}: {error}"
    print(f"ok {page}", flush=True)
    return None


if __name__ == "__main__":
    main()
