"""What the store remembers of a config is what stands in it, and is believed for that very config alone."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk import settings
from desk.config import load
from desk.errors import ConfigError
from desk.office import Office
from desk.settings import remembered, settings_of
from desk.store_url import store_url
from tests.desk.config_text import LEAST

FULL = (
    LEAST.replace(
        'contact = "mailto:desk@gazette.example"',
        'contact = "mailto:desk@gazette.example"\nallow_networks = ["10.0.0.0/8"]\nallow_ports = [8080]\npace = "3s"',
    )
    + """
[poll]
slowest = "2h"

[websub]
callback = "https://desk.example/hub/"

[[feed]]
id = "harbour-rss"
publisher = "harbour"
url = "https://harbour.example:7443/rss"
ports = [7443]
ca = "own.pem"
"""
)


@pytest.fixture(params=[LEAST, FULL], ids=["least", "full"])
def config(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A config whose store has taken it over."""
    (tmp_path / "own.pem").write_text("-----BEGIN CERTIFICATE-----")
    path = tmp_path / "config.toml"
    path.write_text(request.param)
    with Office.of(path, tmp_path) as office:
        assert office.database.glance is not None
    return path


def test_what_is_remembered_is_what_the_config_says(config: Path) -> None:
    assert remembered(config.read_bytes(), config.parent) == settings_of(load(config, config.parent))


def test_an_office_knows_its_feeds_without_reading_the_config_again(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desk.config.load", lambda *_: pytest.fail("the config was read"))
    with Office.of(config, config.parent) as office, office.database.glance() as glance:
        assert office.settings.fetch.contact == "mailto:desk@gazette.example"
        assert len(glance.feeds.ids()) == config.read_text().count("[[feed]]")


def test_what_more_is_needed_is_read_from_the_bytes_that_were_seen_first(config: Path) -> None:
    with Office.of(config, config.parent) as office:
        config.write_text("[site]")
        assert office.config.site.title == "The Gazette"
        assert office.config.digest == office.settings.digest


def test_any_other_config_is_not_known(config: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    body, elsewhere = config.read_bytes(), tmp_path / "elsewhere"
    shutil.copytree(config.parent, elsewhere)
    assert remembered(body + b"\n", config.parent) is None
    assert remembered(body, elsewhere) is None, "paths in it are relative to its data"
    with monkeypatch.context() as patch:
        patch.setattr(settings, "VERSION", "another")
        assert remembered(body, config.parent) is None, "another release may read it otherwise"
    (config.parent / "wiredesk.db").write_bytes(b"")
    assert remembered(body, config.parent) is None


def test_a_mistake_is_found_however_well_the_last_config_was_known(config: Path) -> None:
    config.write_text(config.read_text() + "\n[fetsch]\n")
    with pytest.raises(ConfigError, match="fetsch"):
        Office.of(config, config.parent)


def test_a_new_release_takes_the_same_config_over_again(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "VERSION", "another")
    with Office.of(config, config.parent) as office:
        assert office.database.glance is not None
    assert remembered(config.read_bytes(), config.parent) is not None


WHERES = {
    "": "sqlite:///wiredesk.db",
    '[store]\nurl = "sqlite:///a.db"\n[[feed]]\nid = "x"': "sqlite:///a.db",
    '[[feed]]\nid = "x"\n[store]\nurl = "sqlite:///b.db"': "sqlite:///b.db",
    '[site]\nid = "x"\n[[feed]]\nid = "bookstore"': "sqlite:///wiredesk.db",
    'store.url = "sqlite:///c.db"\n[[feed]]\nid = "x"': "sqlite:///c.db",
    '[site]\nt = """\n[[feed]]\n"""\n["st\\u006fre"]\nurl = "sqlite:///d.db"': "sqlite:///d.db",
    "[site]\nt = [\n[[1]]]\n[store]\nurl = 'sqlite:///e.db'": "sqlite:///e.db",
    "[store]\nurl = 7": None,
    "store = 7": None,
    "[[feed]\n": None,
}


@pytest.mark.parametrize("text", WHERES)
def test_the_store_is_found_without_reading_the_feeds(text: str) -> None:
    assert store_url(text.encode()) == WHERES[text]


@given(st.binary())
def test_no_bytes_are_too_strange_to_be_asked_for_a_store(body: bytes) -> None:
    store_url(body)
