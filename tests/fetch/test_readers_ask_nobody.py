"""Nothing that is read makes a library ask the net: documents full of addresses, and a socket that waits for their readers."""

import subprocess
import sys
from pathlib import Path

PROGRAM = r"""
import asyncio, socket, sys, threading
from datetime import UTC, datetime, timedelta

witness = socket.create_server(("127.0.0.1", 0))
there = f"http://127.0.0.1:{witness.getsockname()[1]}"
touched = []

def wait():
    while True:
        touched.append(witness.accept()[1])

threading.Thread(target=wait, daemon=True).start()

from ingest.fetch.outcome import Fetched
from ingest.parse.feed import parse_feed
from ingest.parse.salvage import salvage
from ingest.read import read_page
from news.names import FeedId, PublisherId
from news.publisher import Feed, Publisher

asked = []
sys.addaudithook(lambda event, args: asked.append((event, args)) if event.startswith(
    ("socket.connect", "socket.getaddrinfo", "socket.gethostby", "socket.sendto", "urllib.Request", "ftplib.", "http.client.",
     "smtplib.", "webbrowser.", "subprocess.Popen", "os.exec", "os.posix_spawn", "os.system")) else None)

item = "<item><title>Ferry &x;</title><link>%s/story</link><description>&x; &y; The ferry crossed.</description></item>" % there
rss = "<rss version='2.0'><channel><title>T</title>%s</channel></rss>" % item
documents = {
    "the address itself": there + "/feed",
    "a file": "/etc/hostname",
    "a file's address": "file:///etc/hostname",
    "outer definition": f"<!DOCTYPE rss SYSTEM '{there}/x.dtd'>" + rss,
    "public definition": f"<!DOCTYPE rss PUBLIC '-//N//DTD RSS 0.91//EN' '{there}/rss.dtd'>" + rss,
    "outer entity": f"<!DOCTYPE rss [<!ENTITY x SYSTEM '{there}/x'><!ENTITY y SYSTEM 'file:///etc/hostname'>]>" + rss,
    "parameter entity": f"<!DOCTYPE rss [<!ENTITY % p SYSTEM '{there}/p'> %p;]>" + rss,
    "include": f"<rss xmlns:xi='http://www.w3.org/2001/XInclude'><xi:include href='{there}/i'/><channel>{item}</channel></rss>",
    "style sheet": f"<?xml-stylesheet type='text/xsl' href='{there}/s'?>" + rss,
    "schema": f"<rss xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:schemaLocation='a {there}/s'>" + rss[19:],
    "broken": f"<!DOCTYPE rss [<!ENTITY x SYSTEM '{there}/x'>]>" + rss[:-30] + "<b",
    "atom": f"<feed xmlns='http://www.w3.org/2005/Atom' xml:base='{there}/'><link rel='hub' href='{there}/hub'/>"
            f"<entry><id>a</id><title>t</title><content src='{there}/c' type='text/html'/></entry></feed>",
    "json": '{"version": "https://jsonfeed.org/version/1.1", "next_url": "%s/n", "hubs": [{"url": "%s/h"}], '
            '"items": [{"id": "1", "url": "%s/1", "content_html": "<img src=%s/i>"}]}' % (there, there, there, there),
    "page": f"<html><head><base href='{there}/'><link rel=stylesheet href=s.css><link rel=license href='{there}/l'>"
            f"<meta http-equiv=refresh content='0;url={there}/r'><script src=x.js></script></head><body><article><h1>Ferry</h1>"
            + f"<p>The ferry crossed the sound at noon, and the mate said so to all who asked.<img src=i.png></p>" * 12
            + f"<iframe src=f></iframe><object data=o></object><svg><image href='{there}/v'/></svg></article></body></html>",
}
feed = Feed(id=FeedId("f"), publisher=Publisher(id=PublisherId("p"), name="P"), url=there + "/feed", every=timedelta(hours=1))
read = 0
for name, text in documents.items():
    for media_type in ("application/rss+xml", "text/html", None):
        fetched = Fetched(url=there + "/feed", final_url=there + "/feed", status=200, body=text.encode(),
                          fetched_at=datetime.now(UTC), media_type=media_type)
        for result in (parse_feed(fetched, feed), salvage(text, there), read_page(feed, fetched)):
            read += 1
threading.Event().wait(0.3)
print(read, asked, touched)
"""


TRAP = """
import feedparser
try:
    feedparser.parse(there + "/feed")
except Exception:
    pass
"""


def run(program: str) -> str:
    root = Path(__file__).parents[2]
    return subprocess.run(
        [sys.executable, "-c", program], cwd=root, capture_output=True, text=True, timeout=100, check=True
    ).stdout


def test_documents_full_of_addresses_make_no_reader_ask_for_them() -> None:
    assert run(PROGRAM) == "126 [] []\n"


def test_a_reader_that_asks_is_seen() -> None:
    sees = PROGRAM.replace("threading.Event().wait(0.3)", TRAP + "threading.Event().wait(0.3)").replace(
        "witness.accept()[1]", "caught()"
    )
    caught = "def caught():\n    connection, who = witness.accept()\n    connection.close()\n    return who\n"
    told = run(caught + sees)
    assert "socket.connect" in told
    assert not told.endswith("[]\n"), told
