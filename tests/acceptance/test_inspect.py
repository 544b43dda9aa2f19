"""`wiredesk inspect` as a user runs it: from a file or standard input, in an empty folder, with nothing configured."""

import json
import subprocess
import sys
import textwrap
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

CASES = Path(__file__).parents[1] / "cases"
PAGE_KEYS = [
    "title", "standfirst", "text", "html", "authors", "published", "updated", "language", "topics", "licence", "rights", "dates",
    "losses", "alteration",
]  # fmt: skip
ENTRY_KEYS = [
    "title", "link", "id", "summary", "content", "author", "language", "rights", "licence", "updated", "published", "categories",
    "enclosures",
]  # fmt: skip
PARAGRAPHS = "".join(
    f"<p>The council met on day {day} and spoke at length about the ferry, its <a href='/price'>price</a> and who will sail.</p>"
    for day in range(1, 6)
)
PAGE = f"""<!doctype html><html lang="en"><head><title>The ferry sails again | Harbour Gazette</title>
<meta name="author" content="Ada Lee"><meta property="article:published_time" content="2025-03-04T09:12:00+02:00">
<link rel="license" href="https://creativecommons.org/licenses/by/4.0/"></head><body><nav><a href="/">Home</a></nav>
<article><h1>The ferry sails again</h1>{PARAGRAPHS}</article>
<footer>This work is licensed under a <a rel="license" href="https://creativecommons.org/licenses/by/4.0/">Creative Commons
Attribution 4.0 International License</a>.</footer></body></html>"""


@dataclass(frozen=True)
class Told:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def run(folder: Path, *arguments: str, given: str | bytes = b"") -> Told:
    """Runs `wiredesk inspect`; afterwards the folder is as empty as before."""
    done = subprocess.run(
        [sys.executable, "-m", "wiredesk", "inspect", *arguments], cwd=folder, capture_output=True, timeout=60, check=False,
        input=given.encode() if isinstance(given, str) else given,
    )  # fmt: skip
    out, err = done.stdout.decode(), done.stderr.decode()
    assert "Traceback" not in out + err, out + err
    assert not (folder / "wiredesk.db").exists()
    return Told(done.returncode, out, err)


def test_a_page_from_standard_input_as_json(folder: Path) -> None:
    told = run(folder, "page", "-", "--url", "https://harbour.example/ferry", "--json", given=PAGE)
    assert told.code == 0, told
    found = told.json
    assert list(found) == PAGE_KEYS
    assert found["title"] == "The ferry sails again"
    assert found["authors"] == ["Ada Lee"]
    assert found["published"] == "2025-03-04T09:12:00+02:00"
    assert found["licence"] == "CC-BY-4.0"
    assert len(found["text"].split("\n")) == 5
    assert found["html"].count("<p>") == 5
    assert 'href="https://harbour.example/price"' in found["html"]
    assert list(found["alteration"]) == ["level", "grounds", "end_in_doubt", "left_out"]
    assert {"wording", "place", "said_by", "rule", "url", "licence"} <= set(found["rights"][0])
    assert {"about", "wording", "place", "value", "chosen", "conflict"} <= set(found["dates"][0])
    assert all(evidence["url"] == "https://harbour.example/ferry" for evidence in found["rights"])


def test_dates_that_contradict_each_other_are_flagged(folder: Path) -> None:
    page = PAGE.replace("</head>", '<meta name="dcterms.created" content="2025-03-07"></head>')
    claims = {claim["place"]: claim for claim in run(folder, "page", "--json", given=page).json["dates"]}
    flag = claims["meta dcterms.created"]["conflict"]
    assert flag.startswith("contradicts the chosen '2025-03-04T09:12:00+02:00' in ")
    assert flag.endswith(": 3 days apart")
    assert [place for place, claim in claims.items() if claim["conflict"]] == ["meta dcterms.created"]
    assert f"conflict: {flag}" in run(folder, "page", given=page).out


def test_a_page_from_a_file_for_people(folder: Path) -> None:
    (folder / "page.html").write_text(PAGE, "utf-8")
    told = run(folder, "page", "page.html")
    assert told.code == 0, told
    for words in ("The ferry sails again", "Ada Lee", "CC-BY-4.0", "| The council met", "Dates", "Rights", "Not printed"):
        assert words in told.out


def test_hostile_markup_is_printed_by_nobody(folder: Path) -> None:
    evil = '<p onclick="x()">Words enough for a paragraph of the story, as all of these are.<script>x()</script></p>'
    evil += '<p><a href="javascript:x()">A link</a>, <img src=x onerror=x()> \x1b[31m, <svg onload=x()>a drawing</svg></p>'
    told = run(folder, "page", "--json", given=PAGE.replace("</article>", evil * 3 + "</article>"))
    assert told.code == 0, told
    for active in ("<script", "onclick=", "onerror=", "onload=", "javascript:", "<svg", "<img"):
        assert active not in told.json["html"]
    assert "\x1b" not in run(folder, "page", given=PAGE.replace("</article>", evil * 3 + "</article>")).out


def test_what_holds_no_story_says_so(folder: Path) -> None:
    told = run(folder, "page", "--json", given=b" \n")
    assert told.code == 1
    assert list(told.json) == PAGE_KEYS
    assert told.json["title"] is None
    assert told.json["alteration"]["grounds"] == "no story: it is empty"
    assert run(folder, "page", given=b"\x89PNG\r\n\x1a\n").out == "no story: it is a picture (PNG)\n"


def test_a_page_that_takes_too_long_is_given_up() -> None:
    from desk import inspect
    from ingest.fetch.outcome import Kind

    found = inspect._in_worker(inspect.Given(body=b"x"), Kind.PAGE, "time", _sleep)
    assert isinstance(found, inspect.Nothing)
    assert found.words == "reading it took longer than 5 seconds and was stopped"


def _sleep(*_: object) -> str:
    import time

    time.sleep(30)
    return "never"


def test_a_page_that_is_too_large_is_not_read(folder: Path) -> None:
    told = run(folder, "page", given=b"<p>" + b"x" * (5 * 1024 * 1024))
    assert told.code == 1
    assert "larger than 4 MiB" in told.out


PROBE = """
import sys
sys.argv = ["wiredesk", "inspect", *sys.argv[1:]]
from wiredesk.__main__ import main
try:
    main()
finally:
    heavy = {"sqlalchemy", "alembic", "aiohttp", "rich", "structlog", "starlette", "pydantic", "trafilatura", "lxml"}
    print("LOADED", sorted({name.split(".")[0] for name in sys.modules} & heavy))
"""


@pytest.mark.parametrize("arguments", [("page", "page.html"), ("date", "2025")])
def test_only_the_worker_loads_the_readers_and_nobody_the_store(folder: Path, arguments: tuple[str, ...]) -> None:
    (folder / "page.html").write_text(PAGE, "utf-8")
    (folder / "probe.py").write_text(f"if __name__ == '__main__':\n{textwrap.indent(PROBE, '    ')}", "utf-8")
    command = [sys.executable, "probe.py", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout.splitlines()[-1] == "LOADED []", done


def test_a_gopher_page_is_read(folder: Path) -> None:
    body = (
        "A headline of its own\n\n" + "Words of a text that somebody put into a gopher hole to be read by all. " * 5 + "\n\n"
    ) * 2
    for told in (
        run(folder, "page", "--json", "--url", "gopher://example.org/0/a.txt", given=body),
        run(folder, "page", "--json", "--content-type", "text/plain; charset=utf-8", given=body),
    ):
        assert told.code == 0, told
        assert "somebody put into a gopher hole" in told.json["text"]


def test_a_feed_as_json(folder: Path) -> None:
    told = run(folder, "feed", str(CASES / "feeds" / "rss20_full.xml"), "--url", "https://example.org/feed", "--json")
    assert told.code == 0, told
    found = told.json
    assert list(found) == ["feed", "entries"]
    assert list(found["feed"]) == ["title", "link", "id", "language", "rights", "updated"]
    assert found["feed"]["updated"] == "2025-08-15T16:00:00+01:00"
    assert [list(entry) for entry in found["entries"]] == [ENTRY_KEYS] * 2
    entry = found["entries"][0]
    assert (entry["author"], entry["published"]) == ("Jane Doe, John Smith", "2025-08-15T15:28:21+01:00")
    assert entry["categories"] == ["Roads", "Towns"]
    assert entry["content"].startswith("<p>A bridge opened")


def test_a_feed_for_people(folder: Path) -> None:
    told = run(folder, "feed", str(CASES / "feeds" / "rss20_full.xml"))
    assert told.code == 0, told
    assert "rss 2.0, 2 entries" in told.out
    assert "Bridge opens" in told.out


def test_a_hostile_feed_is_made_harmless(folder: Path) -> None:
    evil = "<script>x()</script><a href='javascript:x()' onclick='x()'>link</a><a href='/a'>b</a><iframe src=x></iframe>"
    item = (
        f"<title><![CDATA[{evil}]]></title><description><![CDATA[{evil}]]></description><category><![CDATA[{evil}]]></category>"
    )
    item += f"<author><![CDATA[{evil}]]></author><guid><![CDATA[{evil}]]></guid><link>javascript:x()</link>"
    body = f"<rss version='2.0'><channel>{item}<copyright><![CDATA[{evil}]]></copyright><item>{item}</item></channel></rss>"
    told = run(folder, "feed", "--json", "--url", "https://example.org/feed", given=body)
    assert told.code == 0, told
    for active in ("<script", "javascript:", "onclick", "<iframe", "x()"):
        assert active not in told.out
    assert told.json["entries"][0]["summary"] == '<a>link</a><a href="https://example.org/a">b</a>'


def test_what_is_no_feed_says_so(folder: Path) -> None:
    told = run(folder, "feed", given=PAGE)
    assert told.code == 1
    assert "is an HTML page, not a feed" in told.err
    assert run(folder, "feed", "--json").json == {"error": "it is empty: the server answered and sent nothing"}


def test_the_rights_of_a_page(folder: Path) -> None:
    told = run(folder, "rights", "--json", given=PAGE)
    assert told.code == 0, told
    assert (told.json["kind"], told.json["record"]["licence"], told.json["verdict"]["answer"]) == ("page", "CC-BY-4.0", "allow")
    assert any("Attribution 4.0" in evidence["wording"] for evidence in told.json["record"]["evidence"])


def test_the_use_decides(folder: Path) -> None:
    given = PAGE.replace("licenses/by/4.0", "licenses/by-nc/4.0").replace("Attribution 4.0", "Attribution-NonCommercial 4.0")
    told = run(folder, "rights", "--commercial", given=given)
    assert told.code == 0
    assert told.out.startswith("page: refuse\n")


def test_the_rights_of_a_feed_and_of_entries_that_differ(folder: Path) -> None:
    told = run(folder, "rights", str(CASES / "feeds" / "rss20_rights.xml"))
    assert told.code == 0, told
    assert told.out.startswith("feed: allow\n")
    assert "entry One: " in told.out


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("15 August 2025 11:28", "--zone", "Europe/Oslo"), "2025-08-15T11:28+02:00"),
        (("03/04/2026", "--order", "dmy"), "2026-04-03"),
        (("03/04/2026", "--order", "mdy"), "2026-03-04"),
        (("listopad 2025", "--language", "hr"), "2025-10"),
        (("listopad 2025", "--language", "pl-PL"), "2025-11"),
        (("",), ""),
    ],
)
def test_a_date_is_read_as_the_options_say(folder: Path, arguments: tuple[str, ...], line: str) -> None:
    told = run(folder, "date", *arguments)
    assert (told.code, told.out) == (0, f"{line}\n")


DATES = {
    "2025": "2025",
    "September 2025": "2025-09",
    "15 August 2025": "2025-08-15",
    "2025-08-15T11:28:21+02:00": "2025-08-15T11:28:21+02:00",
    "15 August 2025 11:28": "2025-08-15T11:28",
    "03/04/2026": "",
    "no date at all": "",
    "\ufffd": "",
    "": "",
    "2024": "2024",
}


def test_a_date_that_is_refused_says_why(folder: Path) -> None:
    found = run(folder, "date", "03/04/2026", "--json").json
    assert found["date"] is None
    assert found["reason"]
    told = run(folder, "date", "03/04/2026")
    assert (told.code, told.out, told.err) == (0, "\n", f"wiredesk: no date: {found['reason']}\n")
    assert run(folder, "date", "03/04/2026", "--quiet").err == ""


def test_dates_are_answered_line_by_line_and_are_no_more_exact_than_their_words(folder: Path) -> None:
    given = "\r\n".join(DATES).encode().replace("\ufffd".encode(), b"\xff")
    told = run(folder, "date", "-", given=given + b"\n")
    assert (told.code, told.out) == (0, "".join(f"{line}\n" for line in DATES.values()))
    assert [one["date"] for one in run(folder, "date", "-", "--json", given="2025\nx\n").json] == ["2025", None]


@pytest.mark.parametrize(
    "arguments",
    [
        ("date", "2025", "--zone", "Mars/Crater"),
        ("date", "2025", "--zone", "../../etc/passwd"),
        ("date", "2025", "--language", "12"),
        ("date", "2025", "--order", "ymd"),
        ("date",),
        ("rights", "no-such-file.html"),
        ("page", "no-such-file.html"),
        ("page", "-", "--url", "javascript:x"),
    ],
)
def test_a_wrong_command_line_is_a_usage_error(folder: Path, arguments: tuple[str, ...]) -> None:
    told = run(folder, *arguments)
    assert told.code == 2
    assert "Error: " in told.err
