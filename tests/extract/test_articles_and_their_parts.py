"""Which elements that stand for themselves are parts of a story: a further article is none, a part to be opened is one, a drawing
is left out and named."""

import pytest

from ingest.extract.article import Article
from ingest.extract.html import extract_html
from news.body import leaves

STORY = [
    "The hill tram left its rails on Sunday and came to rest in the garden of the brewery below the bend.",
    "Nobody was hurt, the brewer said, but for two rows of hops and a bench that his father had built.",
    "The line will be closed until Thursday, and buses will run from the station to the upper town.",
    "It is the third tram in the garden since the bend was built, and the brewer has asked for a wall.",
]
OTHER = [
    "A goose has taken the signal box at Low Marsh, and the trains have waited for it since Friday noon.",
    "Its keeper was asked to come from the next village, but the only way there is by train, he wrote.",
    "The railway hopes for colder weather, in which geese are said to think better of signal boxes.",
]


def read(inside: str) -> Article:
    found = extract_html(f"<title>Tram in the garden</title><body>{inside}".encode(), url="https://hill.example/tram")
    assert isinstance(found, Article)
    return found


def text(article: Article) -> list[str]:
    return [leaf.text for leaf in leaves(article.blocks)]


def paragraphs(lines: list[str]) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


OWN = f"<article class='a'><h1>Tram in the garden</h1>{paragraphs(STORY)}</article>"


@pytest.mark.parametrize(
    ("heading", "is_sure"),
    [
        ("<h1>Goose holds signal box</h1>", True),
        ("<h2><a href='/goose'>Goose holds signal box</a></h2>", True),
        ("<h2>Goose holds signal box</h2><p class='byline'>Jo Reed</p>", True),
        ("<h2>Goose holds signal box</h2>", False),
    ],
    ids=["a headline of its own", "a heading that leads to it", "a byline", "a heading alone"],
)
@pytest.mark.parametrize("kind", ["a", "next"])
def test_a_further_article_is_not_printed_with_the_first(kind: str, heading: str, is_sure: bool) -> None:
    article = read(f"<main>{OWN}<article class='{kind}'>{heading}{paragraphs(OTHER)}</article></main>")
    assert text(article) == STORY
    assert article.alteration.unaltered == is_sure


def test_a_story_in_several_articles_below_its_headline_is_whole() -> None:
    first, second = (f"<article>{part}</article>" for part in (paragraphs(STORY), f"<h2>The goose</h2>{paragraphs(OTHER)}"))
    assert text(read(f"<main><h1>Tram in the garden</h1>{first}{second}</main>")) == [*STORY, "The goose", *OTHER]


def test_articles_of_one_kind_below_a_story_of_two_lines_are_others() -> None:
    others = "".join(
        f"<article class='card'><a class='cover' href='/goose/{day}'></a><div>{day} June</div><h2>Goose in the box, {day}</h2>"
        f"<div class='x'>{line}</div></article>"
        for day, line in enumerate(OTHER, 1)
    )
    own = f"<article><header><h1>Tram in the garden</h1></header><div>{paragraphs(STORY[:2])}</div></article>"
    found = read(f"<main>{own}<section><h3>You may also like</h3><div>{others}</div></section></main>")
    assert text(found) == STORY[:2]
    assert not found.alteration.unaltered


def test_entries_below_a_short_beginning_are_the_storys() -> None:
    entries = "".join(
        f"<article class='entry'><h2>At {hour} o'clock</h2><p>{line}</p><a href='/tram#at-{hour}'>Link</a></article>"
        for hour, line in enumerate(STORY[2:], 1)
    )
    own = f"<article><header><h1>Tram in the garden</h1></header><div>{paragraphs(STORY[:2])}</div></article>"
    assert set(STORY) <= set(text(read(f"<main>{own}<div>{entries}</div></main>")))


def test_an_article_that_holds_little_but_the_headline_is_followed_by_the_story() -> None:
    first = f"<article><h1>Tram in the garden</h1><p>{STORY[0]}</p></article>"
    second = f"<article><h2>In the brewery</h2>{paragraphs(STORY[1:])}</article>"
    assert text(read(f"<main>{first}{second}</main>"))[-3:] == STORY[1:]


@pytest.mark.parametrize("summary", ["What the brewer says", "More on the wall", "Who pays for it?"])
def test_a_part_that_the_reader_opens_is_printed_with_what_it_is_opened_by(summary: str) -> None:
    part = f"<details><summary>{summary}</summary><p>{OTHER[1]}</p></details>"
    article = read(f"<article><h1>Tram in the garden</h1>{paragraphs(STORY[:2])}{part}{paragraphs(STORY[2:])}</article>")
    assert text(article) == [*STORY[:2], summary, OTHER[1], *STORY[2:]]
    assert article.alteration.unaltered, article.alteration.grounds


@pytest.mark.parametrize(
    ("line", "kind", "is_unaltered"),
    [
        ("<svg><title>x</title><text>Trams a year: 3</text></svg>", "drawing", True),
        (
            "<p>The wall is <svg><text>9 feet</text></svg> high in the plan that the brewer has drawn himself.</p>",
            "inline drawing",
            False,
        ),
        ("<p><svg><path d=''/></svg> The wall is high in the plan that the brewer has drawn himself.</p>", None, True),
    ],
    ids=["a chart", "in a sentence", "without words"],
)
def test_words_in_a_drawing_are_named_as_left_out(line: str, kind: str | None, is_unaltered: bool) -> None:
    article = read(f"<article><h1>Tram in the garden</h1>{paragraphs(STORY[:2])}{line}{paragraphs(STORY[2:])}</article>")
    assert article.alteration.left_out == (((kind, 1),) if kind else ())
    assert article.alteration.unaltered == is_unaltered


def listed(address: str) -> str:
    """Two whole stories, as a blog's front page has them, each with a link to where it stands by itself."""
    stories = enumerate((("Tram in the garden", STORY), ("Goose in the signal box", OTHER)))
    return "<h1>Hill and marsh</h1>" + "".join(
        f"<article class='post'><h2><a href='{address.format(at)}'>{title}</a></h2>{paragraphs(lines)}</article>"
        for at, (title, lines) in stories
    )


@pytest.mark.parametrize(("title", "lines"), [("Tram in the garden", STORY), ("Goose in the signal box", OTHER)])
def test_of_a_list_of_stories_the_one_that_the_feed_means_is_printed_alone(title: str, lines: list[str]) -> None:
    page = f"<title>Hill and marsh</title><body>{listed('/story/{}')}"
    found = extract_html(page.encode(), url="https://hill.example/news", feed_title=title)
    assert isinstance(found, Article)
    assert found.headline == title
    assert text(found) == lines


def test_of_a_list_of_stories_nothing_is_called_unaltered_where_no_feed_says_which_is_meant() -> None:
    page = f"<title>Hill and marsh</title><body>{listed('/story/{}')}"
    found = extract_html(page.encode(), url="https://hill.example/news")
    assert isinstance(found, Article)
    assert not found.alteration.unaltered
    assert not set(OTHER) & set(text(found))


def test_entries_of_a_live_blog_are_one_story() -> None:
    page = f"<title>Hill and marsh</title><body>{listed('/live#entry-{}')}"
    found = extract_html(page.encode(), url="https://hill.example/live", feed_title="Hill and marsh")
    assert isinstance(found, Article)
    assert {*STORY, *OTHER} <= set(text(found))


def test_a_headline_that_heads_a_further_article_as_well_is_no_standfirst() -> None:
    headline = "Tram in the garden of the brewery below the bend"
    told = f"<meta name='description' content='{headline}'>"
    first = f"<article class='a'><header><h1>{headline}</h1></header><div>{paragraphs(STORY)}</div></article>"
    again = (
        f"<article class='a'><h1>Goose holds signal box</h1><h1><a href='/tram'>{headline}</a></h1>{paragraphs(OTHER)}</article>"
    )
    article = read(f"{told}<main>{first}{again}</main>")
    assert not article.standfirst
    assert text(article) == STORY


def test_another_post_that_is_embedded_is_no_quotation() -> None:
    post = "<blockquote class='wp-embedded-content'><p><a href='/goose'>Goose holds signal box</a></p></blockquote>"
    article = read(f"<article><h1>Tram in the garden</h1>{paragraphs(STORY)}{post}</article>")
    assert text(article) == STORY
    assert article.alteration.unaltered
