"""What goes to press, in which order, and when everything has to be printed anew."""

from collections import Counter
from dataclasses import replace

from exporters import paths, press
from exporters.proof import check
from news.edition import Edition
from news.publisher import Site


def test_each_file_is_printed_once_and_all_formats_are_there(edition: Edition, site: Site) -> None:
    found = [page.path for page in press.render(edition, site)]
    assert max(Counter(found).values()) == 1
    for story in edition.stories:
        assert {paths.web_file(story.place), paths.gopher_file(story.place)} <= set(found)
    assert {"web/index.html", "gopher/gophermap", "web/feed.atom", "web/static/site.css", "web/404.html"} <= set(found)


def test_pages_come_before_the_indexes_that_lead_to_them(edition: Edition, site: Site) -> None:
    found = [page.path for page in press.render(edition, site)]
    for story in edition.stories:
        for page, index in ((paths.web_file, "web/index.html"), (paths.gopher_file, "gopher/gophermap")):
            assert found.index(page(story.place)) < found.index(index)
    assert found.index("web/index.html") < found.index("web/feed.atom")


def test_every_page_of_a_story_passes_its_proof(edition: Edition, site: Site) -> None:
    stories = {story.place.id: story for story in edition.stories}
    proven = [check(page, stories[page.story]) for page in press.render(edition, site) if page.story is not None]
    assert proven == [None] * (2 * len(stories))


def test_the_same_edition_is_printed_the_same_byte_for_byte(edition: Edition, site: Site) -> None:
    assert list(press.render(edition, site)) == list(press.render(edition, site))


def test_a_change_of_the_site_changes_the_look(site: Site) -> None:
    assert press.look(site) == press.look(replace(site))
    for other in (replace(site, tagline="Another"), replace(site, timezone="Europe/Minsk"), replace(site, gopher_host=None)):
        assert press.look(other) != press.look(site)


def test_what_may_be_out_no_longer_goes_and_a_notice_stays(edition: Edition) -> None:
    (held,) = edition.removed
    assert press.removals(edition) == (paths.web_file(held), paths.gopher_file(held))
    assert paths.web_file(edition.tombstones[0].place) not in press.removals(edition)
