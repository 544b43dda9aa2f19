"""The sample wire itself: enough of it, of enough kinds, and a form that names the file when somebody breaks it."""

import re
from pathlib import Path

import pytest

from desk.config import load
from wiredesk.demo.config import demo_config
from wiredesk.demo.prose import html_of, lines_of, until_cut
from wiredesk.demo.stories import Page, SamplePublisher, SampleStory, read_commentary, read_sample, read_story

SAMPLE = read_sample()
WHOLE = [(publisher, story) for publisher in SAMPLE for story in publisher.stories if story.page is Page.WHOLE]
each_story = pytest.mark.parametrize(("publisher", "story"), WHOLE, ids=[f"{p.id}/{s.slug}" for p, s in WHOLE])
DATELINE = re.compile(r"[A-ZА-ЯЁ -]+, (January|February|March) \d+\. /NORTHWIRE/\. |[А-ЯЁ -]+, \d+ [а-я]+\. /СЕВЕРНАЯ СЛУЖБА/\. ")


def test_there_are_more_than_forty_stories_in_six_languages_and_feeds_of_six_kinds() -> None:
    assert len(WHOLE) >= 44
    assert {story.language or publisher.language for publisher, story in WHOLE} == {"en", "ru", "ar", "ja", "de", "es"}
    feeds = {(publisher.feed.kind, publisher.feed.text, publisher.feed.gopher) for publisher in SAMPLE if publisher.feed}
    mirrors = sum(publisher.mirror is not None for publisher in SAMPLE)
    assert len(feeds) + mirrors >= 6
    assert {kind for kind, _, _ in feeds} == {"rss", "atom", "rdf", "json"}
    assert len({publisher.design for publisher in SAMPLE if publisher.design}) >= 4


def test_one_page_is_missing_and_one_has_no_text() -> None:
    others = [story.page for publisher in SAMPLE for story in publisher.stories if story.page is not Page.WHOLE]
    assert sorted(others) == [Page.EMPTY, Page.MISSING]


@each_story
def test_a_story_is_long_enough_to_be_one_and_ends_with_a_sentence(publisher: SamplePublisher, story: SampleStory) -> None:
    text = " ".join(lines_of(story.body))
    assert len(text) >= (450 if publisher.language == "ja" else 900)
    assert text.rstrip('”»«"’').endswith((".", "。", "?", "!"))


@each_story
def test_every_report_of_the_agency_begins_with_its_dateline(publisher: SamplePublisher, story: SampleStory) -> None:
    if publisher.id in ("northwire", "severnaya"):
        assert DATELINE.match(lines_of(story.body)[0])


@each_story
def test_a_story_of_early_2026_is_dated_as_its_publisher_would(publisher: SamplePublisher, story: SampleStory) -> None:
    assert publisher.mirror or story.modified is not None
    assert re.match(r"2026-0[123]", story.dated or "2026-01")


def test_the_words_of_the_house_belong_to_a_story_that_is_there() -> None:
    commentary = read_commentary()
    (publisher,) = [publisher for publisher in SAMPLE if publisher.id == commentary.publisher]
    assert commentary.headline in [story.headline for story in publisher.stories]
    assert set(commentary.words) == {"opinion", "action", "todo"}
    assert commentary.by


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Words without a header.", "two lines of"),
        ("+++\nheadline = \n+++\nWords.", "in TOML"),
        ('Before\n+++\nheadline = "H"\n+++\nWords.', "begins with a line of"),
        ("+++\ntopics = []\n+++\nWords.", "has a headline"),
        ('+++\nheadline = "H"\nheadlines = "H"\n+++\nWords.', "unknown headlines"),
        ('+++\nheadline = "H"\npublished = 2026-01-01T10:00:00\n+++\nWords.', "offset"),
        ('+++\nheadline = "H"\npage = "odd"\n+++\nWords.', "odd"),
    ],
)
def test_a_file_that_is_no_story_is_named_with_what_is_wrong(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words) as problem:
        read_story(text, "my-story.md")
    assert "my-story.md" in str(problem.value)


def test_a_text_is_cut_for_the_place_that_its_mark_names() -> None:
    body = "One.\n\n<!-- cut: mirror -->\n\nTwo.\n\n<!-- cut: page -->\n\nThree."
    assert until_cut(body, "mirror") == ("One.", True)
    assert lines_of(until_cut(body, "page")[0]) == ("One.", "Two.")
    assert until_cut("One.", "page") == ("One.", False)


def test_a_mirror_keeps_the_words_and_drops_marks_and_figures() -> None:
    body = '## Head\n\n- *one*\n  - two\n\n> quoted\n> on\n\n<figure><img src="images/a.svg"></figure>\n\n[link](https://example.org)'
    assert lines_of(body) == ("Head", "one", "two", "quoted on", "link")
    assert 'src="https://example.org/p/a.svg"' in html_of(body, "https://example.org/p/")


def test_the_configuration_is_one_that_the_desk_takes(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    text = demo_config("http://127.0.0.1:4001", "127.0.0.1", 4002, "127.0.0.1:4003", "127.0.0.1:4004")
    path.write_text(text, encoding="utf-8")
    config = load(path, tmp_path)
    assert set(config.publishers) == {publisher.id for publisher in SAMPLE}
    assert config.fetch.allow_ports == (4001, 4002)
    assert config.site.base_url == "http://127.0.0.1:4003/"
    assert "$" not in text
