"""Documents made to bring a reader down: each costs its own feed or entry one line, and 20 good feeds beside them finish."""

import json
import threading
from collections.abc import Iterator
from socket import create_server

import pytest

from tests.acceptance.conftest import Desk, Feed
from tests.acceptance.pages import PARAGRAPHS, page, rss
from tests.faults.world import World
from tests.servers import Answer, WebServer

DEEP = 200_000
GOOD = 20
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))


@pytest.fixture
def sentinel() -> Iterator[tuple[int, list[bool]]]:
    """A port that nobody may so much as connect to."""
    touched: list[bool] = []
    with create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        done = threading.Event()

        def watch() -> None:
            while not done.is_set():
                try:
                    server.accept()[0].close()
                    touched.append(True)
                except TimeoutError:
                    pass

        thread = threading.Thread(target=watch)
        thread.start()
        yield server.getsockname()[1], touched
        done.set()
        thread.join()


def channel(doctype: str, title: str) -> bytes:
    items = f"<item><title>{title}</title><guid>a</guid><description>Short.</description></item>"
    return f'<?xml version="1.0"?>{doctype}<rss version="2.0"><channel><title>T</title>{items}</channel></rss>'.encode()


def bad_feeds(port: int) -> dict[str, tuple[bytes, str]]:
    external = f'<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b SYSTEM "http://127.0.0.1:{port}/x">]>'
    parameter = f'<!DOCTYPE rss SYSTEM "http://127.0.0.1:{port}/x.dtd" [<!ENTITY % p SYSTEM "http://127.0.0.1:{port}/p">%p;]>'
    nested = {"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [{"id": "a", "content_html": "<b>" * DEEP}]}
    return {
        "laughs": (channel(f'<!DOCTYPE rss [<!ENTITY l0 "ha">{LAUGHS}]>', "&l11;"), "application/rss+xml"),
        "external": (channel(external, "&a;&b;"), "application/rss+xml"),
        "parameter": (channel(parameter, "x"), "application/rss+xml"),
        "quadratic": (channel(f'<!DOCTYPE rss [<!ENTITY a "{"x" * 100_000}">]>', "&a;" * 20_000), "application/rss+xml"),
        "deep-xml": (b"<rss><channel>" + b"<a>" * DEEP, "application/rss+xml"),
        "deep-json": (b"[" * DEEP, "application/feed+json"),
        "deep-item": (json.dumps(nested).encode(), "application/feed+json"),
    }


def bad_pages() -> dict[str, tuple[bytes, str]]:
    words = "".join(f"<p>{one}</p>" for one in PARAGRAPHS).encode()
    jsonld = b'<script type="application/ld+json">' + b'{"a":' * DEEP + b"1" + b"}" * DEEP + b"</script>"
    laughs = f'<!DOCTYPE html [<!ENTITY l0 "ha">{LAUGHS}]>'.encode()
    return {
        "divs": (b"<html><body>" + b"<div>" * DEEP + words + b"</div>" * DEEP, "text/html"),
        "quotes": (b"<html><body><article>" + b"<blockquote>" * DEEP + words, "text/html"),
        "inline": (b"<html><body><article><p>" + b"<b><i>" * DEEP + words, "text/html"),
        "lists": (b"<html><body><article>" + b"<ul><li>" * DEEP + words, "text/html"),
        "tables": (b"<html><body><article>" + b"<table><tr><td>" * 50_000 + words, "text/html"),
        "json-ld": (b"<html><head>" + jsonld + b"</head><body><article>" + words, "text/html"),
        "xhtml-laughs": (laughs + b"<html><body><p>&l11;</p></body></html>", "application/xhtml+xml"),
    }


@pytest.mark.faults
@pytest.mark.timeout(600)
def test_each_fails_alone_and_is_not_tried_for_ever(
    desk: Desk, web: WebServer, feed: Feed, sentinel: tuple[int, list[bool]]
) -> None:
    port, touched = sentinel
    tables = ""
    for name, (body, media_type) in bad_feeds(port).items():
        web.answers[f"/{name}"] = Answer(body, media_type)
        tables += feed(name, f"{web.url}/{name}")
    for name, (body, media_type) in bad_pages().items():
        web.answers[f"/page/{name}"] = Answer(body, media_type)
    web.answers["/bad-pages"] = Answer(rss(web.url, *((f"/page/{name}", name) for name in bad_pages())), "application/rss+xml")
    tables += feed("bad-pages", f"{web.url}/bad-pages", review='"auto"')
    for number in range(GOOD):
        title = f"Ferry {number} sails"
        web.answers[f"/story/{number}"] = Answer(page(title, (*PARAGRAPHS, f"It was crossing number {number} of the winter.")))
        web.answers[f"/good/{number}"] = Answer(rss(web.url, (f"/story/{number}", title)), "application/rss+xml")
        tables += feed(f"good-{number}", f"{web.url}/good/{number}", review='"auto"')
    desk.configure(tables, [web.port, port])
    done = desk.run("run", timeout=300)
    assert done.code == 0, done.err
    assert done.err == ""
    told = {line.split()[1].rstrip(":"): line for line in done.out.splitlines() if line.startswith("feed ")}
    print("\n".join(line[:200] for name, line in told.items() if not name.startswith("good")))
    print("\n".join(line[:200] for line in done.out.splitlines() if "(bad-pages)" in line))
    assert len(told) == len(bad_feeds(port)) + 1 + GOOD
    assert [f"{line[:300]} …" for line in done.out.splitlines() if len(line) > 1000] == []
    out = desk.run("story", "list", "--state", "published", "--json").json
    assert {f"Ferry {number} sails" for number in range(GOOD)} <= {story["headline"] for story in out}
    for story in desk.run("story", "list", "--json").json:
        assert "root:" not in desk.run("story", "show", story["id"], "--text").out
    world = object.__new__(World)
    world.desk, world.url = desk, "sqlite:///wiredesk.db"
    for _ in range(4):
        world.let_time_pass()
        assert desk.run("poll", timeout=300).code == 0
    assert desk.run("waiting").out == "nothing waits\n"
    for name in bad_pages():
        asked = web.seen[f"/page/{name}", 200]
        assert asked == 1, f"{name} was fetched {asked} times: what is here is read again, and is not asked for"
    assert touched == []
