"""What the feed itself carries bears out what its page gave, or shows that it is not all."""

from dataclasses import replace

from ingest.extract.article import Article
from ingest.parse.entry import Content
from ingest.witness import with_feed
from news.alteration import Alteration, Level
from news.body import Paragraph, Text

LINES = (
    "The ferry Saint Brendan left the winter quay at noon on Tuesday, the first boat to cross the sound since January.",
    "Forty cars and a horse were on board, and the mate said that he had never seen the channel so empty in eleven winters.",
    "The council had voted last week to keep the crossing free for residents until Easter, against the shipping company's wish.",
)
DOUBTED = Alteration(level=Level.INCOMPLETE, grounds="prose was left outside")


def article(*lines: str, alteration: Alteration = DOUBTED) -> Article:
    return Article(headline="First ferry", blocks=tuple(Paragraph((Text(line),)) for line in lines), alteration=alteration)


def carried(*lines: str, full: bool = True) -> Content:
    return Content(body="".join(f"<p>{line}</p>" for line in lines), html=True, full=full, place="content:encoded")


def told(found: Article, content: Content) -> Alteration:
    return with_feed(found, [content], "https://harbour.example/").alteration


def test_full_text_that_agrees_lifts_doubt() -> None:
    assert told(article(*LINES), carried(*LINES)).level is Level.VERBATIM


def test_a_summary_that_agrees_lifts_nothing() -> None:
    assert told(article(*LINES), carried(*LINES, full=False)) == DOUBTED
    assert told(article(*LINES), carried(LINES[0], full=False)) == DOUBTED


def test_an_end_in_doubt_is_not_lifted() -> None:
    doubted = replace(DOUBTED, end_in_doubt="the text ends at a colon")
    assert told(article(*LINES, alteration=doubted), carried(*LINES)).level is Level.INCOMPLETE


def test_a_longer_feed_text_raises_doubt_even_over_a_verbatim_page() -> None:
    verbatim = Alteration(level=Level.VERBATIM, grounds="all blocks are printed")
    for content in (carried(*LINES), carried(*LINES, full=False)):
        found = told(article(LINES[0], alteration=verbatim), content)
        assert found.level is Level.INCOMPLETE
        assert found.end_in_doubt is not None
        assert "its page gave 21" in found.end_in_doubt


def test_other_words_of_the_same_length_change_nothing() -> None:
    assert told(article(*LINES), carried(LINES[0], LINES[1].replace("empty", "full"), LINES[2])) == DOUBTED


def test_words_count_whatever_parts_them_from_each_other() -> None:
    verbatim = Alteration(level=Level.VERBATIM, grounds="all blocks are printed")
    for seam in ("<br>", "&nbsp;", "&#32;", "</p><p>", "\n"):
        content = Content(body=f"<p>{seam.join(['quay'] * 60)}</p>", html=True, full=False, place="description")
        found = told(article(LINES[0], alteration=verbatim), content)
        assert found.grounds == "the feed carries 60 words of it and its page gave 21"
