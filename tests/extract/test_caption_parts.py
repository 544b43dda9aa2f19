"""What stands under an image comes apart into words and credit, and neither loses a sign."""

import pytest

from ingest.extract.article import Article
from ingest.extract.html import extract_html
from news.body import Emphasis, Figure, Inline, Link, Text, plain

TEXT = "<p>" + "The bridge was closed for a week, since a heron had built its nest upon the middle of the rail. " * 3 + "</p>"


def figure_of(inner: str) -> Figure:
    page = f"<html><body><article><h1>Heron</h1>{TEXT}<figure><img src='/h.jpg'><figcaption>{inner}</figcaption></figure>{TEXT}"
    article = extract_html(page.encode(), url="https://river.example/heron")
    assert isinstance(article, Article)
    assert "not in the page" not in article.alteration.grounds
    return next(block for block in article.blocks if isinstance(block, Figure))


@pytest.mark.parametrize(
    ("inner", "words", "credit"),
    [
        ("A heron on the rail (Photo: Ida Holm)", "A heron on the rail", "(Photo: Ida Holm)"),
        ("A heron on the rail. Foto: Ida Holm", "A heron on the rail.", "Foto: Ida Holm"),
        ("It can’t be moved (Picture: Getty Images)", "It can’t be moved", "(Picture: Getty Images)"),
        ("A photo of the rail was all that he had.", "A photo of the rail was all that he had.", ""),
        ("<p>A heron stands on the rail.</p><p>Ida Holm</p>", "A heron stands on the rail.", "Ida Holm"),
        ("On the rail <span class='credit'>Ida Holm</span> in May", "On the rail Ida Holm in May", ""),
        ("<p>A heron.</p><p>© Ida Holm</p><p>A heron.</p><p>© Ida Holm</p>", "A heron.", "© Ida Holm"),
        ("© Ida Holm", "", "© Ida Holm"),
    ],
)
def test_words_and_credit_come_apart(inner: str, words: str, credit: str) -> None:
    figure = figure_of(inner)
    assert (plain(figure.caption), plain(figure.credit)) == (words, credit)


IDA = Link("https://river.example/ida", (Text("Ida Holm"),))


@pytest.mark.parametrize(
    ("inner", "caption", "credit"),
    [
        (
            "A <a href='/bird'>heron</a>. Photo: <a href='/ida'>Ida Holm</a>",
            (Text("A "), Link("https://river.example/bird", (Text("heron"),)), Text(".")),
            (Text("Photo: "), IDA),
        ),
        ("A heron <span class='credit'>by <a href='/ida'>Ida Holm</a></span>", (Text("A heron"),), (Text("by "), IDA)),
        ("A heron <a href='/ida'><span class='credit'>Ida Holm</span></a>", (Text("A heron"),), (IDA,)),
        ("<p>A heron.</p><p>© <a href='/ida'>Ida<br>Holm</a></p>", (Text("A heron."),), (Text("© "), IDA)),
        (
            "<a href='/ida'>A heron. <em>Photo: Ida Holm</em></a>",
            (Link("https://river.example/ida", (Text("A heron."),)),),
            (Link("https://river.example/ida", (Emphasis((Text("Photo: Ida Holm"),)),)),),
        ),
    ],
)
def test_both_keep_their_links(inner: str, caption: tuple[Inline, ...], credit: tuple[Inline, ...]) -> None:
    figure = figure_of(inner)
    assert (figure.caption, figure.credit) == (caption, credit)
