"""Addresses: the same for ever, safe as file names, and the same scheme for every format."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporters import paths
from news.edition import ListKind, Place
from news.names import PublisherId, StoryId
from news.publisher import Site


def place(slug: str) -> Place:
    return Place(id=StoryId("k3jxk3jxk3jx"), publisher=PublisherId("tass"), slug=slug, year="2025", month="08")


def test_a_story_has_one_address_in_each_format() -> None:
    assert paths.web_path(place("a-call")) == "/tass/a-call-k3jxk3jxk3jx/"
    assert paths.web_file(place("a-call")) == "web/tass/a-call-k3jxk3jxk3jx/index.html"
    assert paths.selector(place("a-call")) == "/tass/2025/08/a-call-k3jxk3jxk3jx.txt"
    assert paths.gopher_file(place("a-call")) == "gopher/tass/2025/08/a-call-k3jxk3jxk3jx.txt"


def test_a_headline_without_letters_leaves_the_id_alone() -> None:
    assert paths.slug_of("…!?") == ""
    assert paths.web_path(place("")) == "/tass/k3jxk3jxk3jx/"


@pytest.mark.parametrize(
    ("kind", "name", "number", "path"),
    [
        (ListKind.FRONT, "", None, "/"),
        (ListKind.FRONT, "", 3, "/page/3/"),
        (ListKind.TOPIC, "rivers", None, "/topics/rivers/"),
        (ListKind.TOPIC, "rivers", 3, "/topics/rivers/page/3/"),
        (ListKind.PUBLISHER, "tass", None, "/tass/"),
        (ListKind.PUBLISHER, "tass", 3, "/tass/page/3/"),
        (ListKind.MONTH, "tass/2025/08", None, "/tass/2025/08/"),
    ],
)
def test_lists_stand_at_the_same_address_on_the_web_and_in_the_hole(
    kind: ListKind, name: str, number: int | None, path: str
) -> None:
    assert paths.list_path(kind, name, number) == path
    assert paths.page_file(path) == f"web{path}index.html"
    assert paths.menu_file(path) == f"gopher{path}gophermap"


def test_first_segments_that_mean_something_else_are_reserved() -> None:
    own = (paths.TOPICS, paths.PUBLISHERS, paths.SUBSCRIBE, paths.FEED, paths.NOT_FOUND, paths.STYLE, "/page/3/")
    assert {path.split("/")[1] for path in own} <= paths.RESERVED


def test_the_holes_address_names_host_type_and_port(site: Site) -> None:
    assert paths.gopher_url(site) == "gopher://desk.example/"
    assert paths.gopher_url(site, "/tass/2025/08/x.txt", "0") == "gopher://desk.example/0/tass/2025/08/x.txt"


@given(st.text(max_size=300))
def test_a_slug_is_short_and_plain_whatever_the_headline(headline: str) -> None:
    slug = paths.slug_of(headline)
    assert len(slug) <= 80
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert not slug.startswith("-")
    assert not slug.endswith("-")
