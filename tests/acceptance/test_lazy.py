"""What a run that finds nothing to do does not load; what every newcomer types first does not either."""

import subprocess
import sys
from pathlib import Path

from tests.acceptance.conftest import Desk, Feed
from tests.acceptance.pages import rss
from tests.servers import Answer, WebServer

HEAVY = (
    "trafilatura",
    "sqlalchemy",
    "aiohttp",
    "structlog",
    "rich",
    "starlette",
    "fastapi",
    "feedparser",
    "protego",
    "pydantic",
    "lxml",
    "alembic",
)
PROBE = """
import sys
sys.argv[0] = "wiredesk"
from wiredesk.__main__ import main
try:
    main()
except SystemExit as done:
    loaded = sorted({name.split(".")[0] for name in sys.modules} & set(%r))
    print("LOADED", loaded, "CODE", done.code or 0)
"""


def loaded(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", PROBE % (HEAVY,), *arguments], cwd=folder, capture_output=True, text=True, timeout=60, check=True
    )
    return done.stdout.splitlines()[-1]


def test_help_loads_nothing_heavy(tmp_path: Path) -> None:
    for arguments in (["--help"], ["--version"], ["run", "--help"], ["story", "--help"], ["feed", "add", "--help"]):
        assert loaded(tmp_path, *arguments) == "LOADED [] CODE 0", arguments


def test_a_poll_that_finds_nothing_new_loads_what_asks_and_no_more(desk: Desk, web: WebServer, feed: Feed) -> None:
    web.answers["/rss"] = Answer(rss(web.url), "application/rss+xml")
    desk.configure(feed("quiet", f"{web.url}/rss"), [web.port])
    assert desk.run("poll").code == 0
    assert loaded(desk.folder, "poll", "--all", "--quiet") == "LOADED ['aiohttp'] CODE 0"
    desk.configure(feed("other", f"{web.url}/rss"), [web.port])
    said = loaded(desk.folder, "poll", "--all", "--quiet")
    assert "pydantic" in said, "a config that changed is read, and its mistakes found"
    assert "sqlalchemy" not in said, "and taken over without"
    assert "lxml" not in said, "and what parses a feed is loaded by who parses it"


def test_a_run_with_nothing_due_loads_nothing_heavy(desk: Desk, web: WebServer, feed: Feed) -> None:
    web.answers["/rss"] = Answer(rss(web.url), "application/rss+xml")
    desk.configure(feed("quiet", f"{web.url}/rss"), [web.port])
    assert desk.run("run").code == 0
    assert loaded(desk.folder, "run") == "LOADED [] CODE 0"
