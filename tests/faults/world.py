"""An upstream that changes, a desk that takes from it and is killed, and what must hold between the two at all times."""

import hashlib
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from html import escape
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import sqlalchemy

from news.names import EntryKey, FeedId
from news.review import Move, State
from store.check import check
from store.database import Database
from store.entry_rows import EntryState
from store.tables import manifest
from tests.acceptance.conftest import Desk, Done, Feed
from tests.acceptance.pages import PARAGRAPHS, page, rss
from tests.servers import Answer, WebServer

LATEST = 6
"""The feeds hold so many entries; older ones drop off."""
FREE = 'Text: <a rel="license" href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a>'
RESERVED = "All rights reserved."


class World:
    """A publisher with two feeds, one that carries whole texts and one that leads to pages, and a desk that polls both."""

    def __init__(self, desk: Desk, web: WebServer, feed: Feed, store_url: str = "sqlite:///wiredesk.db") -> None:
        self.desk, self.web, self.url = desk, web, store_url
        tables = "".join(
            feed(name, f"{web.url}/{name}", review='"auto"', topics='["Ships"]', every='"10m"') for name in ("pages", "carried")
        )
        desk.configure(tables, [web.port])
        config = desk.folder / "config.toml"
        config.write_text(f'{config.read_text("utf-8")}\n[store]\nurl = "{store_url}"\n', "utf-8")
        self.number = 0
        self.titles: dict[int, str] = {}
        self.held: set[int] = set()
        self.served: dict[str, frozenset[str]] = {}
        self.accepted: set[tuple[str, str]] = set()

    # ---- what the publisher does

    def step(self) -> None:
        """A new entry in each feed; now and then an old one is corrected, or its licence taken back."""
        self.number += 1
        number = self.number
        self._write(number, f"Ferry {number} crosses the sound")
        older = number - 2
        if older > 0 and number % 3 == 0:
            self._write(older, f"Ferry {older} crosses the sound again")
        if older > 1 and number % 7 == 0:
            self.take_back(older - 1)
        self._serve()

    def take_back(self, number: int) -> None:
        """The publisher reserves all rights in a story that was free; once, so that no text ever comes back."""
        if number in self.held:
            return
        self.held.add(number)
        self._write(number, f"Ferry {number} stays in the harbour")
        self._serve()

    def take_back_published(self) -> None:
        """The publisher reserves all rights in a story that is out: its page has to go."""
        self.run()
        self.take_back(max(number for number in self.titles if number not in self.held))

    def _write(self, number: int, title: str) -> None:
        self.titles[number] = title
        words = (*PARAGRAPHS[:3], f"{title}, and it was crossing number {number} of the winter, the harbour master said.")
        footer = RESERVED if number in self.held else FREE
        self.web.answers[f"/story/{number}"] = Answer(page(title, (*words, PARAGRAPHS[3]), footer))

    def _serve(self) -> None:
        numbers = range(max(1, self.number - LATEST + 1), self.number + 1)
        led = rss(self.web.url, *((f"/story/{number}", self.titles[number]) for number in numbers))
        carried = self._carried(numbers)
        for name, body, links in (
            ("pages", led, [f"{self.web.url}/story/{number}" for number in numbers]),
            ("carried", carried, [f"{self.web.url}/carried/{number}" for number in numbers]),
        ):
            self.web.answers[f"/{name}"] = Answer(body, "application/rss+xml")
            self.served['"' + hashlib.sha256(body).hexdigest()[:16] + '"'] = frozenset(links)

    def _carried(self, numbers: range) -> bytes:
        items = []
        for number in numbers:
            words = (*PARAGRAPHS, f"{self.titles[number]}: a whole text, number {number}.")
            text = escape("".join(f"<p>{one}</p>" for one in words))
            link = f"{self.web.url}/carried/{number}"
            items.append(
                f"<item><title>Carried: {self.titles[number]}</title><link>{link}</link><guid>{link}</guid>"
                f"<pubDate>Tue, 03 Mar 2026 12:40:00 +0100</pubDate><content:encoded>{text}</content:encoded></item>"
            )
            self.web.answers[f"/carried/{number}"] = Answer(page(self.titles[number], words, FREE))
        return (
            '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
            'xmlns:cc="http://backend.userland.com/creativeCommonsRssModule"><channel><title>Harbour Gazette</title>'
            f"<link>{self.web.url}/</link><description>News</description>"
            "<cc:license>https://creativecommons.org/licenses/by/4.0/</cc:license>"
            f"{''.join(items)}</channel></rss>"
        ).encode()

    # ---- what becomes of the desk

    def leave(self) -> None:
        """Nothing more happens."""

    def edit_config(self) -> None:
        """The operator changes the config, in something that changes nothing."""
        with (self.desk.folder / "config.toml").open("a", encoding="utf-8") as config:
            config.write(f"# looked at after story {self.number}\n")

    def run(self) -> Done:
        """A pass that nobody disturbs, after so much time that all leases have run out and all feeds are due."""
        self.let_time_pass()
        done = self.desk.run("run")
        assert done.code == 0, done
        return done

    def killed(self, point: str, when: str, nth: int) -> bool:
        """A pass that dies at a named point; False when it never came there."""
        self.let_time_pass()
        command = [sys.executable, "-m", "tests.faults.dying", point, when, str(nth), "run"]
        done = subprocess.run(command, cwd=self.desk.folder, env=_environment(), capture_output=True, text=True, check=False)
        assert "Traceback" not in done.stderr + done.stdout, done.stderr
        assert done.returncode in (0, -9), done.stderr
        return done.returncode == -9

    def start(self) -> "subprocess.Popen[str]":
        """A pass under way."""
        self.let_time_pass()
        return subprocess.Popen(
            [sys.executable, "-m", "wiredesk", "run"], cwd=self.desk.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            text=True,
        )  # fmt: skip

    def let_time_pass(self) -> None:
        """As if hours had gone by: leases have run out, feeds and entries are due."""
        if not self._exists():
            return
        long_ago = "2000-01-01T00:00:00.000000Z"
        with self.database() as database, database.write() as tx:
            for statement in (
                f"UPDATE feeds SET next_poll_at = '{long_ago}'",
                f"UPDATE feeds SET lease_until = '{long_ago}' WHERE lease_until IS NOT NULL",
                f"UPDATE entries SET lease_until = '{long_ago}' WHERE lease_until IS NOT NULL",
                f"UPDATE entries SET next_try_at = '{long_ago}' WHERE next_try_at IS NOT NULL",
            ):
                tx._connection.exec_driver_sql(statement)

    def database(self) -> Database:
        return Database.open(self.url, folder=self.desk.folder)

    def _exists(self) -> bool:
        if not self.url.startswith("sqlite"):
            engine = sqlalchemy.create_engine(self.url, poolclass=sqlalchemy.NullPool)
            with engine.connect() as connection:
                return connection.scalar(sqlalchemy.text("SELECT to_regclass('alembic_version')")) is not None
        path = self.desk.folder / "wiredesk.db"
        if not path.exists() or path.stat().st_size == 0:
            return False
        engine = sqlalchemy.create_engine(f"sqlite:///{path}", poolclass=sqlalchemy.NullPool)
        with closing(engine.raw_connection()) as connection:
            return connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone() is not None

    # ---- what must hold

    def check_always(self) -> None:
        """What holds at every moment, also right after a kill."""
        if not self._exists():
            return
        assert check(self.url, self.desk.folder) == []
        with self.database() as database, database.read() as tx:
            known = {(entry.feed, entry.link or "") for entry in tx.entries.list(limit=100_000)}
            assert known >= self.accepted, "accepted entries are lost"
            self.accepted = {(str(feed), link) for feed, link in known}
            for record in tx.feeds.all():
                etag = record.validators[0]
                if etag is not None:
                    ahead = {link for link in self.served[etag] if (record.feed.id, link) not in known}
                    assert not ahead, f"the validators of {record.feed.id} are ahead of its entries: {ahead}"
            assert len({row.url for row in tx.stories.list(None, None, limit=100_000)}) == tx_count(tx), "a story twice"
        self.check_links()

    def check_links(self) -> None:
        """Everything that can be reached from the front page and from the hole's root is there."""
        public = self.desk.folder / "public"
        missing = [*_unreachable(public / "web", _links, "index.html"), *_unreachable(public / "gopher", _items, "gophermap")]
        assert missing == [], missing[:5]

    def check_at_rest(self) -> None:
        """What holds once an undisturbed pass has come to its end."""
        self.check_always()
        public = self.desk.folder / "public"
        with self.database() as database, database.read() as tx:
            entries = tx.entries.list(limit=100_000)
            assert {entry.state for entry in entries} == {EntryState.DONE}, [(e.link, e.state, e.reason) for e in entries]
            for name, answer in (("pages", "/story/"), ("carried", "/carried/")):
                numbers = range(max(1, self.number - LATEST + 1), self.number + 1)
                wanted = {f"{self.web.url}{answer}{number}" for number in numbers}
                assert wanted <= {entry.link for entry in entries if entry.feed == FeedId(name)}, name
            rows = tx.stories.list(None, None, limit=100_000)
            assert {row.url for row in rows} == {entry.link for entry in entries}
            out = {row.id for row in rows if row.state is State.PUBLISHED}
            held = {f"{self.web.url}/story/{number}" for number in self.held}
            assert {row.url for row in rows if row.state is State.HELD} <= held
            assert len(out) >= len(rows) - len(held)
            for row in rows:
                decisions = tx.reviews.decisions(row.id)
                twice = Counter((one.verdict, one.text_digest, one.rights_digest) for one in decisions)
                assert all(count == 1 for key, count in twice.items() if key[0] in (Move.APPROVE, Move.PUBLISH)), decisions
            kept = {path: (digest, size) for path, digest, size in tx._connection.execute(
                sqlalchemy.select(manifest.c.path, manifest.c.digest, manifest.c.size))}  # fmt: skip
        found = {str(path.relative_to(public)) for path in public.rglob("*") if path.is_file() and path.parent != public}
        assert found == set(kept), found ^ set(kept)
        for path, (digest, size) in kept.items():
            body = (public / path).read_bytes()
            assert (hashlib.sha256(body).hexdigest(), len(body)) == (digest, size), path
        ids = re.findall(r"(?s)<entry.*?<id>([^<]+)</id>", (public / "web" / "feed.atom").read_text("utf-8"))
        assert ids
        assert len(ids) == len(set(ids))
        printed = {path.parent.name[-12:] for path in public.glob("web/harbour/*/index.html")} - {"page"}
        assert printed == out, [
            (row.id, row.url, row.state, row.reasons, row.id in printed) for row in rows if row.id in printed ^ out
        ]


def tx_count(tx: object) -> int:
    """How many stories there are."""
    connection = tx._connection  # type: ignore[attr-defined]
    return int(connection.execute(sqlalchemy.text("SELECT count(*) FROM stories")).scalar_one())


def _environment() -> dict[str, str]:
    import os

    return {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}


def _unreachable(root: Path, links: object, index: str) -> Iterator[str]:
    start = root / index
    seen, waiting = {start}, [start] if start.exists() else []
    while waiting:
        here = waiting.pop()
        for target in links(root, here):  # type: ignore[operator]
            if target in seen:
                continue
            seen.add(target)
            if not target.exists():
                yield f"{here.relative_to(root)} leads to {target.relative_to(root)}, which is not there"
            elif target.name == index or target.suffix == ".html":
                waiting.append(target)


def _links(root: Path, here: Path) -> Iterator[Path]:
    place = "http://site.test/" + str(here.relative_to(root))
    for href in re.findall(r'(?:href|src)="([^"]+)"', here.read_text("utf-8")):
        parts = urlsplit(urljoin(place, href))
        if parts.hostname == "site.test":
            path = unquote(parts.path).lstrip("/")
            yield root / (path + "index.html" if path.endswith("/") or not path else path)


def _items(root: Path, here: Path) -> Iterator[Path]:
    for line in here.read_text("utf-8").splitlines():
        kind, (_, selector, host, _) = line[:1], [*line[1:].split("\t"), "", "", ""][:4]
        if host == "127.0.0.1" and kind in "01":
            yield root / selector.strip("/") / "gophermap" if kind == "1" else root / selector.lstrip("/")


__all__ = ["EntryKey", "World"]
