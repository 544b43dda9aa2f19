"""A wrong config is explained whole: every mistake with its line, its key, and the nearest right name."""

import re
import tomllib
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.config import Config, load
from desk.errors import ConfigError
from desk.toml_lines import key_lines
from news.names import FeedId, PublisherId
from news.publisher import ReviewMode, TextFrom
from news.scope import Scope
from tests.desk.config_text import LEAST

GOOD = (
    LEAST
    + """
[publisher.rights]
licence = "CC-BY-4.0"
evidence = "https://harbour.example/terms"
seen = 2026-01-05

[[publisher]]
id = "island"
name = "Island Post"

[[feed]]
id = "harbour-rss"
publisher = "harbour"
url = "https://harbour.example/rss"
every = "10m"
review = "auto"
topics = ["Ships", "Sea & shore"]

[[feed]]
id = "island-hole"
publisher = "island"
url = "gopher://island.example/1/news/"
via = "The Mirror"
"""
)


def write(folder: Path, text: str) -> Path:
    path = folder / "config.toml"
    path.write_text(text, "utf-8")
    return path


def read(folder: Path, text: str) -> Config:
    return load(write(folder, text), folder / "data")


def mistakes(folder: Path, text: str) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        read(folder, text)
    return caught.value.mistakes


def test_a_good_config_is_read_into_the_houses_own_types(tmp_path: Path) -> None:
    config = read(tmp_path, GOOD)
    assert config.site.base_url == "https://gazette.example/"
    assert config.site.commercial is None
    assert config.folder == tmp_path / "data" / "public"
    harbour, island = config.feeds
    assert (harbour.id, harbour.every, harbour.review, harbour.text) == (
        "harbour-rss",
        timedelta(minutes=10),
        ReviewMode.AUTO,
        TextFrom.AUTO,
    )
    assert harbour.topics == ("Ships", "Sea & shore")
    assert harbour.publisher is config.publishers[PublisherId("harbour")]
    assert harbour.publisher.rights is not None
    assert harbour.publisher.rights.scope is Scope.FULL
    assert (island.review, island.via) == (ReviewMode.QUEUE, "The Mirror")
    assert config.lines == {FeedId("harbour-rss"): 24, FeedId("island-hole"): 32}


def test_the_config_that_comes_with_wiredesk_is_right() -> None:
    config = load(Path(__file__).parents[2] / "config.toml", Path("/nowhere"))
    assert [feed.url for feed in config.feeds] == [
        "https://tass.com/rss/v2.xml",
        "gopher://magical.fish/1/feeds/news/freedomhouse/",
    ]
    assert all(publisher.rights is None for publisher in config.publishers.values())


def test_the_commented_parts_of_that_config_are_right_too(tmp_path: Path) -> None:
    lines = (Path(__file__).parents[2] / "config.toml").read_text("utf-8").split("\n")
    setting = re.compile(r"# (\[+[a-z._]+\]+|[a-z_]+ = .+)")
    taken_in = "\n".join(line[2:] if setting.match(line) else line for line in lines)
    assert len(read(tmp_path, taken_in).feeds) == 3


def test_every_mistake_is_named_at_once_with_its_line(tmp_path: Path) -> None:
    text = (
        GOOD.replace('timezone = "Europe/Oslo"', 'timezone = "Europe/Olso"')
        .replace('title = "The Gazette"', 'titel = "The Gazette"')
        .replace('every = "10m"', "every = 10")
        .replace('publisher = "island"', 'publisher = "iland"')
        .replace('id = "island-hole"', 'id = "harbour-rss"')
        .replace(
            'contact = "mailto:desk@gazette.example"', 'contact = "mailto:desk@gazette.example"\nallow_networks = ["10.0.0.0/99"]'
        )
    )
    found = mistakes(tmp_path, text)
    expected = [
        (1, "site.title: 'title' is missing"),
        (3, "site.titel: there is no key 'titel' here; did you mean 'title'?"),
        (5, "site.timezone: no time zone is called 'Europe/Olso'"),
        (10, "fetch.allow_networks: a network such as"),
        (29, "feed.every: a time such as"),
        (34, "feed.id: 'harbour-rss' is taken by feed number 1"),
        (35, "feed.publisher: no [[publisher]] has the id 'iland'; did you mean 'island'?"),
    ]
    assert len(found) == len(expected)
    for sentence, (line, words) in zip(found, expected, strict=True):
        assert sentence.startswith(f"{tmp_path / 'config.toml'}:{line}: {words}"), sentence


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (
            "[[feed]]",
            '[[feed]]\nid = "again"\npublisher = "harbour"\nurl = "https://harbour.example/rss"\n[[feed]]',
            "feed.url: https://harbour.example/rss is polled already, by feed number 1",
        ),
        ("[site]", "[sight]", "there is no key 'sight' here; did you mean 'site'?"),
        ('id = "harbour"', 'id = "topics"', "is an address the site itself needs"),
        ('id = "harbour"', 'id = "Har bour"', "small letters, digits and hyphens"),
        ('review = "auto"', 'review = "always"', "'always' is none of"),
        ('licence = "CC-BY-4.0"', 'licence = "Creative Commons"', "is no licence that lets"),
        ('licence = "CC-BY-4.0"', 'licence = "CC-BY"', "is no licence that lets"),
        ("seen = 2026-01-05", 'seen = "yesterday"', "publisher.rights.seen"),
        ("seen = 2026-01-05", "", "'seen' is missing"),
        ('url = "https://harbour.example/rss"', 'url = "file:///etc/passwd"', "begins with https://, http:// or gopher://"),
        ('base_url = "https://gazette.example"', 'base_url = "gazette"', "a web address such as"),
        ('language = "en"', 'language = "english language"', "a language tag"),
        ('contact = "mailto:desk@gazette.example"', "", "'contact' is missing"),
        ("[[feed]]", "[feed]", "is not TOML"),
        ('contact = "mailto:desk@gazette.example"', 'contact = ""', "fetch.contact: must not be empty"),
        (
            'contact = "mailto:desk@gazette.example"',
            'contact = "mailto:søren@x.example"',
            "fetch.contact: plain ASCII in one line",
        ),
        ('contact = "mailto:desk@gazette.example"', 'contact = "a\\nb"', "fetch.contact: plain ASCII in one line"),
        ('title = "The Gazette"', 'title = " "', "site.title: must not be empty"),
        ("[[publisher]]", "[publish]\ngopher_host = 'my host'\n[[publisher]]", "publish.gopher_host: a host's name"),
        ("[[publisher]]", "[publish]\ngopher_host = 'gazette.exämple'\n[[publisher]]", "publish.gopher_host: a host's name"),
        ('review = "auto"', 'encoding = "klingon"', "feed.encoding: no encoding of text is called 'klingon'"),
        ('review = "auto"', 'encoding = "rot13"', "feed.encoding: no encoding of text is called 'rot13'"),
        ('base_url = "https://gazette.example"', 'base_url = "https://the gazette.example/"', "a web address such as"),
        ("[[publisher]]", "[retention]\ncaptures = '90 dyas'\n[[publisher]]", "retention.captures: a time such as"),
    ],
)
def test_one_mistake_each(tmp_path: Path, old: str, new: str, words: str) -> None:
    assert any(words in sentence for sentence in mistakes(tmp_path, GOOD.replace(old, new, 1))), words


def test_one_wrong_value_is_one_mistake(tmp_path: Path) -> None:
    (mistake,) = mistakes(tmp_path, f"{GOOD}\n[retention]\ncaptures = -1\n")
    assert mistake.endswith('retention.captures: a time such as "90d" is expected, or "forever"')
    assert read(tmp_path, f'{GOOD}\n[retention]\ncaptures = "forever"\n').retention.captures is None


def test_a_table_that_should_be_one_of_several_is_told_how(tmp_path: Path) -> None:
    text = GOOD.partition("[[publisher]]")[0] + '[publisher]\nid = "harbour"\nname = "Harbour"\n'
    assert any(
        "publisher: there may be several: write [[publisher]], with two brackets" in one for one in mistakes(tmp_path, text)
    )


def test_what_is_no_toml_or_no_text_or_not_there_is_said(tmp_path: Path) -> None:
    assert "is not TOML" in mistakes(tmp_path, "[site\n")[0]
    (tmp_path / "config.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(ConfigError, match="not UTF-8"):
        load(tmp_path / "config.toml", tmp_path)
    with pytest.raises(ConfigError, match="wiredesk init"):
        load(tmp_path / "none.toml", tmp_path)


def test_lines_are_found_in_every_form_of_toml() -> None:
    text = '''# first
a = """
b = 1
"""
"quoted key" = [
  1, # ]
  2,
]
[t . "x"]  # table
dotted.key = 'it''s'
[[list]]
n = 1
[list.inner]
m = {a = 1}
[[list]]
n = 2
'''.replace("'it''s'", "'its'")
    tomllib.loads(text)
    lines = key_lines(text)
    assert lines["a",] == 2
    assert lines["quoted key",] == 5
    assert lines["t", "x", "dotted", "key"] == 10
    assert lines["list", 0, "inner", "m"] == 14
    assert lines["list", 1, "n"] == 16
    assert ("b",) not in lines


@given(st.text())
def test_any_text_gives_lines_and_no_error(text: str) -> None:
    assert all(1 <= line <= text.count("\n") + 1 for line in key_lines(text).values())
