"""Short lines that no witness takes for text and that stand where the text stands: they are printed, or in doubt; never lost."""

import pytest

from ingest.extract.article import Article
from ingest.extract.html import extract_html
from news.alteration import LossVerdict
from news.body import leaves

STORY = [
    "The baker of Long Lane has sold his oven to a museum, which will fetch it as soon as it has cooled down.",
    "It was lit by his grandfather in the year of the great frost and has not been out for a day since then.",
    "The museum has asked the fire brigade how long such an oven takes to cool, and was told a fortnight.",
    "Until then the baker goes on baking, he says, since it would be a pity about the heat that is left in it.",
]


def read(first: str = "", between: str = "", last: str = "") -> Article:
    told = [f"<p>{line}</p>" for line in STORY]
    inside = "".join([first, *told[:2], between, *told[2:], last])
    page = f"<title>Oven sold</title><body><article><h1>Oven sold</h1><div class='told'>{inside}</div></article>"
    found = extract_html(page.encode(), url="https://lane.example/oven")
    assert isinstance(found, Article)
    return found


def text(article: Article) -> list[str]:
    return [leaf.text for leaf in leaves(article.blocks)]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("<p>It is hot.</p>", "It is hot."),
        ("<p>LONG LANE —</p>", "LONG LANE —"),
        ("<b class='place'>Long Lane/ Mill End:</b>", "Long Lane/ Mill End:"),
        ("<span>It is hot.</span>", "It is hot."),
    ],
    ids=["a short sentence", "a town", "a town in no paragraph", "a sentence in no paragraph"],
)
def test_what_leads_into_the_first_paragraph_is_printed(line: str, said: str) -> None:
    article = read(first=line)
    assert text(article) == [said, *STORY]
    assert article.alteration.unaltered


@pytest.mark.parametrize("line", ["<p>By Ann Field</p>", "By Ann Field", "<p>Ann Field | 4 May 2021</p>", "4 May 2021"])
def test_what_names_writer_or_date_is_none_of_it(line: str) -> None:
    assert text(read(first=line)) == STORY


@pytest.mark.parametrize("line", ["It is hot.", "And it was hot again on the day after", "<i>Hot</i>"])
def test_words_straight_in_the_texts_element_among_its_paragraphs_are_printed(line: str) -> None:
    said = line.removeprefix("<i>").removesuffix("</i>")
    assert text(read(between=line)) == [*STORY[:2], said, *STORY[2:]]


def test_a_sentence_straight_in_the_texts_element_below_its_paragraphs_is_printed() -> None:
    assert text(read(last="It is hot.")) == [*STORY, "It is hot."]


@pytest.mark.parametrize("place", ["first", "last"])
def test_a_short_sentence_in_an_element_of_another_kind_right_beside_the_text_is_in_doubt(place: str) -> None:
    article = read(**{place: "<div>It is hot.</div>"})
    assert text(article) == STORY
    assert [loss.verdict for loss in article.alteration.losses] == [LossVerdict.DOUBT]
    assert not article.alteration.unaltered


@pytest.mark.parametrize("name", ["author", "comment", "post-meta", "newsletter-story"])
def test_a_paragraph_among_others_of_which_its_class_alone_says_that_it_is_none_is_in_doubt(name: str) -> None:
    said = "The old oven in the lane was lit once more on the evening before it was sold, and forty loaves came out of it."
    article = read(between=f"<p class='{name}'>{said}</p>")
    named = [loss.first for loss in article.alteration.losses if loss.verdict is LossVerdict.DOUBT]
    assert said in text(article) or said[:80] in named
    assert said in text(article) or not article.alteration.unaltered


@pytest.mark.parametrize(
    "line", ["<p class='newsletter'>Sign up for our newsletter and get the news from the lane every day.</p>"]
)
def test_an_appeal_among_paragraphs_leaves_no_doubt(line: str) -> None:
    article = read(between=line)
    assert text(article) == STORY
    assert article.alteration.unaltered
