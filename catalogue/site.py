"""The catalogue as static files, for any web server or object store.

    python -m catalogue.site --db policy.db --out site [--url https://example.org/policy/]

The pages are those of the live site, from the same templates; what needs a server (forms, the
database, addresses with a query) is left out of them. Every link is relative, so that the
folder works under any path. Search is ``search_index`` in the browser.
"""

from __future__ import annotations

import hashlib
import html
import json
import posixpath
import re
import shutil
import sqlite3
import tempfile
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

import click
from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader

from catalogue import exports, registry, search_index, words
from catalogue.database import rows
from catalogue.pages import BadRequest, Body, Context, NotFound, Page, Params, today

ROOT = Path(__file__).parent.parent
MARK = ".catalogue-site"

# Addresses with a query that get a file of their own: further pages of a list, and the part of
# one city or topic. All else that stands after a ? needs a server.
FOLLOWED = frozenset({"page", "after", "city", "topic"})
MOST_FOLLOWED = 20_000

# What no file name may hold on one of the systems that files are copied to.
_UNSAFE = re.compile(r"[\x00-\x1f\x7f<>:\"/\\|?*%#&;+~]")
_LONGEST = 180  # octets; file systems take 255, and an ending is added

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
    " font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'"
)

_LINK = re.compile(r"<a\b([^>]*)>(.*?)</a>", re.DOTALL)
_ATTRIBUTE = re.compile(r'(<(?:link|script|img|source)\b[^>]*?\s(?:href|src)=")([^"]*)(")')
_FORM = re.compile(r"<form\b([^>]*)>.*?</form>", re.DOTALL)
_HREF = re.compile(r'(?<=\shref=")[^"]*(?=")')
_ACTION = re.compile(r'(?<=\saction=")[^"]*(?=")')
_METHOD = re.compile(r'\smethod="[^"]*"')
_CHARSET = '<meta charset="utf-8">'


class NotWritten(click.ClickException):
    """Ends the program with one sentence."""


def slug(text: str) -> str:
    """Return text as a file name: as it is where that is safe, else with a mark of what it was.

    Equal texts give equal names and different ones different names, also where case does not
    count.
    """
    name = _UNSAFE.sub("-", text).rstrip(". ").lstrip(". ")
    cut = name.encode()[:_LONGEST].decode("utf-8", "ignore")
    if cut == text and text.lower() == text and text != "index":
        return text
    return f"{cut}-{hashlib.sha256(text.encode()).hexdigest()[:8]}"


def file_of(address: str, is_page: bool) -> str:
    """Return the file, relative to the site, that holds an address of the live site."""
    parts = urlsplit(address)
    segments = [unquote(segment) for segment in parts.path.split("/")[1:]]
    if not is_page:
        # A dot in a key is no ending: only the last one of the last segment is.
        stem, _, ending = segments[-1].rpartition(".")
        return posixpath.join(*map(slug, segments[:-1]), f"{slug(stem)}.{ending}")
    name = slug(segments[-1]) if segments[-1] else "index"
    if parts.query:
        name += "-" + slug(
            "-".join(f"{key}-{parse_qs(parts.query)[key][0]}" for key in _keys(parts.query))
        )
    return posixpath.join(*map(slug, segments[:-1]), f"{name}.html")


def _keys(query: str) -> list[str]:
    return sorted(parse_qs(query))


def relative(target: str, page: str) -> str:
    """Return the address of a file as seen from another file of the site."""
    return quote(posixpath.relpath(target, posixpath.dirname(page) or "."))


class Site:
    """What is being written: which addresses have a file, and what remains to be done."""

    def __init__(self, connection: sqlite3.Connection, folder: Path, url: str, day: str) -> None:
        self.connection = connection
        self.folder = folder
        self.url = url.rstrip("/") + "/" if url else ""
        self.day = day
        self.files: dict[str, str] = {}
        self.todo: deque[tuple[Page, str]] = deque()
        self.followed = 0
        self.environment = self._environment()

    # -------------------------------------------------------------- addresses

    def register(self) -> None:
        """Give every page of the registry its file; the search page is one of the site's own."""
        for page in registry.PAGES:
            if not page.static:
                continue
            if page.addresses is not None:
                for slots in page.addresses(self.connection):
                    self._add(page, page.address(**slots))
            elif "{" not in page.path:
                self._add(page, page.address())
        self.files["/search"] = "search.html"
        for name in ("catalog.jsonld", "datapackage.json", "feed.atom"):
            self.files[f"/{name}"] = name
        for table in exports.table_names(self.connection):
            self.files[f"/data/{table}.csv"] = f"data/{table}.csv"
        if self.url:
            self.files["/sitemap.xml"] = "sitemap.xml"

    def _add(self, page: Page, address: str) -> None:
        if address not in self.files:
            self.files[address] = file_of(address, page.template is not None)
            self.todo.append((page, address))

    def find(self, address: str) -> str | None:
        """Return the file of an address, None where it has none in a static site."""
        parts = urlsplit(address)
        path = "/" + "/".join(quote(unquote(each), safe="") for each in parts.path.split("/")[1:])
        if not parts.query:
            return self.files.get(path) or self.files.get(
                path.rstrip("/") if path.endswith("/") else path + "/"
            )
        if path == "/search":
            return self.files["/search"]
        whole = f"{path}?{parts.query}"
        if whole in self.files:
            return self.files[whole]
        query = parse_qs(parts.query, keep_blank_values=True)
        if not set(query) <= FOLLOWED or any(len(each) > 1 for each in query.values()):
            return None
        page = next(
            (each for each in registry.PAGES if each.static and each.slots(path) is not None), None
        )
        if page is None or page.template is None or self.followed >= MOST_FOLLOWED:
            return None
        try:
            self.answer(page, whole)
        except (NotFound, BadRequest):
            return None  # a reader of the live site is told so; here there is nothing to lead to
        self.followed += 1
        self._add(page, whole)
        return self.files[whole]

    def link(self, address: str) -> str:
        """Return the whole address of a page of the static site, for exports."""
        path, mark, fragment = address.partition("#")
        found = self.find(path)
        return self.url + quote(found if found is not None else path.lstrip("/")) + mark + fragment

    # -------------------------------------------------------------- pages

    def _environment(self) -> Environment:
        environment = Environment(
            loader=ChoiceLoader(
                [
                    FileSystemLoader(ROOT / "templates"),
                    # The frame of all pages is one with that of Datasette's own.
                    PackageLoader("datasette", "templates"),
                ]
            ),
            autoescape=True,
        )
        environment.filters.update(words.FILTERS)
        environment.globals.update(
            address=registry.address,
            has=_has,
            asset=self._asset,
            menu=[page for page in registry.menu() if _has(page.name)],
            live=False,
            today=lambda: date.fromisoformat(self.day),
        )
        return environment

    def _asset(self, name: str) -> str:
        digest = hashlib.sha256((ROOT / "static" / name).read_bytes()).hexdigest()[:8]
        return f"/static/{name}?{digest}"

    def write_pages(self) -> Iterator[str]:
        """Write all pages, and those that they lead to; yield the file of each."""
        while self.todo:
            page, address = self.todo.popleft()
            file = self.files[address]
            try:
                found = self.answer(page, address)
            except (NotFound, BadRequest) as error:
                raise NotWritten(f"{address}: {error}") from error
            if isinstance(found, Body):
                if found.location is None:
                    self.write(file, found.content)
                    yield file
                continue
            assert page.template
            # The day is that of the site; no link needs to repeat it.
            shown = self._params(page, address)
            if "legislation" in found:
                found["legislation"] = self.linked(found["legislation"], file)
            text = self.environment.get_template(page.template).render(
                {**found, "page": page, "params": shown}
            )
            self.write(file, self.rewritten(text, file))
            yield file

    def answer(self, page: Page, address: str) -> Context | Body:
        """Return what a page shows on the day of the site.

        :raises NotFound: there is nothing at this address.
        :raises BadRequest: what stands after the ? makes no sense.
        """
        return page.context(self.connection, self._params(page, address, day=[self.day]))

    def _params(self, page: Page, address: str, **more: list[str]) -> Params:
        parts = urlsplit(address)
        query = {**more, **parse_qs(parts.query)}
        return Params(slots=page.slots(parts.path) or {}, query=query, base=self.url)

    def write_search_page(self) -> None:
        """Write the search page, which here works in the browser."""
        page = registry.BY_NAME["search"]
        cities = rows(
            self.connection,
            "select id, name from cities where id in (select city_id from documents) order by id",
        )
        text = self.environment.get_template("catalogue/site_search.html").render(
            title="检索", page=page, params=Params(), cities=cities, kinds=words.DOCUMENT_KINDS
        )
        self.write("search.html", self.rewritten(text, "search.html"))

    def linked(self, record: Any, file: str) -> Any:
        """Return a JSON-LD record with its addresses turned into those of the static site.

        Where the address of the site is not known they are relative to the page, as links are.
        """
        if isinstance(record, list):
            return [self.linked(each, file) for each in record]
        if not isinstance(record, dict):
            return record
        return {
            name: self._relinked(each, file)
            if name in ("@id", "url", "contentUrl") and isinstance(each, str)
            else self.linked(each, file)
            for name, each in record.items()
        }

    def _relinked(self, address: str, file: str) -> str:
        base = self.url.rstrip("/")
        if not address.startswith(base + "/"):
            return address
        found = self.find(address.removeprefix(base))
        if found is None:
            return address
        return self.url + quote(found) if self.url else relative(found, file)

    def rewritten(self, text: str, file: str) -> str:
        """Return a page with relative links, and without what needs a server."""

        def target(address: str) -> str | None:
            plain = html.unescape(address)
            if not plain.startswith("/") or plain.startswith("//"):
                return address  # a place in the page, or another site
            path, mark, fragment = plain.partition("#")
            if path.startswith("/static/"):
                return html.escape(relative(path.partition("?")[0][1:], file) + _query(path))
            found = self.find(path)
            if found is None:
                return None
            query = _query(path) if found == "search.html" else ""
            return html.escape(relative(found, file) + query + mark + fragment)

        def anchor(match: re.Match[str]) -> str:
            attributes, inside = match[1], match[2]
            href = _HREF.search(attributes)
            if href is None:
                return match[0]
            found = target(href[0])
            if found is None:
                return f'<span class="unlinked">{inside}</span>'
            before, after = attributes[: href.start()], attributes[href.end() :]
            return f"<a{before}{found}{after}>{inside}</a>"

        def other(match: re.Match[str]) -> str:
            found = target(match[2])
            return "" if found is None else f"{match[1]}{found}{match[3]}"

        def form(match: re.Match[str]) -> str:
            action = _ACTION.search(match[1])
            if action is None or urlsplit(html.unescape(action[0])).path != "/search":
                return ""
            attributes = _ACTION.sub(lambda _: relative("search.html", file), match[1])
            return match[0].replace(match[1], _METHOD.sub(' method="get"', attributes), 1)

        text = _LINK.sub(anchor, text)
        text = _ATTRIBUTE.sub(other, text)
        # A link element whose file is not there leaves its closing stroke behind.
        text = _FORM.sub(form, text)
        policy = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        return text.replace(_CHARSET, f"{_CHARSET}\n  {policy}", 1)

    # -------------------------------------------------------------- files

    def write(self, file: str, content: str | bytes) -> None:
        """Write a file of the site."""
        path = self.folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)

    def write_data(self, database: Path) -> None:
        """Write the tables as CSV with their data package, the catalogue, and the database."""
        files: dict[str, dict[str, Any]] = {}
        for table in exports.table_names(self.connection):
            path = self.folder / "data" / f"{table}.csv"
            path.parent.mkdir(exist_ok=True)
            digest = hashlib.sha256()
            with open(path, "wb") as file:
                for lines in exports.csv_bytes(self.connection, table):
                    file.write(lines)
                    digest.update(lines)
            files[table] = {"bytes": path.stat().st_size, "hash": f"sha256:{digest.hexdigest()}"}
        shutil.copyfile(database, self.folder / "data" / "policy.db")
        self.files["/data/policy.db"] = "data/policy.db"
        self._json("datapackage.json", exports.datapackage(self.connection, files))
        self._json("catalog.jsonld", exports.catalog(self.connection, self.link, "/data/policy.db"))

    def write_feeds(self) -> None:
        """Write the feed, ``robots.txt`` and, where the address of the site is known, its map."""
        self.write("feed.atom", exports.feed(self.connection, self.day, self.link))
        self.write("robots.txt", exports.robots(self.link if self.url else None))
        if not self.url:
            return
        pages = sorted(file for file in self.files.values() if file.endswith(".html"))
        size = exports.URLS_IN_A_PART
        parts = [pages[start : start + size] for start in range(0, len(pages), size)]
        for number, part in enumerate(parts):
            whole = (self.url + quote(file) for file in part)
            self.write(f"sitemap-{number}.xml", exports.sitemap(whole))
        index = [f"{self.url}sitemap-{number}.xml" for number in range(len(parts))]
        self.write("sitemap.xml", exports.sitemap_index(index))

    def write_search(self) -> None:
        """Write the index that the search page reads."""
        for file, content in search_index.files(self.connection, self.find):
            self.write(file, content)

    def _json(self, file: str, record: object) -> None:
        self.write(file, json.dumps(record, ensure_ascii=False, indent=1) + "\n")


def _has(name: str) -> bool:
    """Return whether the static site has a page of this name."""
    return name == "search" or (name in registry.BY_NAME and registry.BY_NAME[name].static)


def _query(path: str) -> str:
    _, mark, query = path.partition("?")
    return mark + query


def write_site(
    database: Path,
    out: Path,
    url: str = "",
    day: str = "",
    say: Callable[[str], None] = lambda _: None,
) -> int:
    """Write the static site of a database into a folder and return the number of its pages.

    An older site in that folder is replaced when the new one is whole.

    :raises NotWritten: the folder holds something else, or a page could not be made.
    """
    if out.exists() and any(out.iterdir()) and not (out / MARK).exists():
        raise NotWritten(f"{out} holds something that is no site made by this program.")
    out.parent.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(dir=out.parent, prefix=f".{out.name}-") as temporary,
        closing(sqlite3.connect(f"file:{quote(str(database))}?mode=ro", uri=True)) as connection,
    ):
        folder = Path(temporary, "site")
        folder.mkdir(mode=0o755)
        site = Site(connection, folder, url, day or today().isoformat())
        site.register()
        shutil.copytree(ROOT / "static", folder / "static")
        pages = 0
        for pages, file in enumerate(site.write_pages(), start=1):
            if pages % 1000 == 0:
                say(f"{pages} files, now {file}")
        site.write_search_page()
        site.write_data(database)
        site.write_search()
        site.write_feeds()
        (folder / MARK).write_text("Made by catalogue.site; replaced when it is made again.\n")
        if out.exists():
            shutil.rmtree(out)
        folder.rename(out)
    return pages


@click.command()
@click.option("--db", type=click.Path(path_type=Path, exists=True), default="policy.db")
@click.option("--out", type=click.Path(path_type=Path), default="site", show_default=True)
@click.option("--url", default="", help="Where it will be published; for the site map and feeds.")
@click.option("--day", default="", help="The day for which validity is said; today's by default.")
def main(db: Path, out: Path, url: str, day: str) -> None:
    """Write the catalogue as static files that any web server can publish."""
    if day:
        try:
            date.fromisoformat(day)
        except ValueError as error:
            raise NotWritten(f"--day {day}: no date such as 2023-06-30.") from error
    if url and not re.match(r"https?://[^\s?#]+$", url):
        raise NotWritten(f"--url {url}: no address such as https://example.org/policy/.")
    pages = write_site(db, out, url, day, lambda line: click.echo(line, err=True))
    click.echo(f"{pages} files in {out}; open it with any web server, such as:")
    click.echo(f"  python3 -m http.server --directory {out}")


if __name__ == "__main__":
    main()
