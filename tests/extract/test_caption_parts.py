"""What stands under an image comes apart into words and credit, and neither loses a sign."""

import pytest

from ingest.extract.article import Article
from ingest.extract.html import extract_html
from news.body import Figure, plain

TEXT = "<p>" + "The bridge was closed for a week, since a heron had built its nest upon the middle of the rail. " * 3 + "</p>"


def caption_of(inner: str) -> tuple[str, str | None]:
    page = f"<html><body><article><h1>Heron</h1>{TEXT}<figure><img src='/h.jpg'><figcaption>{inner}</figcaption></figure>{TEXT}"
    article = extract_html(page.encode(), url="https://river.example/heron")
    assert isinstance(article, Article)
    assert "not in the page" not in article.alteration.grounds
    figure = next(block for block in article.blocks if isinstance(block, Figure))
    return plain(figure.caption), figure.credit


@pytest.mark.parametrize(
    ("inner", "words", "credit"),
    [
        ("A heron on the rail (Photo: Ida Holm)", "A heron on the rail", "(Photo: Ida Holm)"),
        ("A heron on the rail. Foto: Ida Holm", "A heron on the rail.", "Foto: Ida Holm"),
        ("It can’t be moved (Picture: Getty Images)", "It can’t be moved", "(Picture: Getty Images)"),
        ("A photo of the rail was all that he had.", "A photo of the rail was all that he had.", None),
        ("<p>A heron stands on the rail.</p><p>Ida Holm</p>", "A heron stands on the rail.", "Ida Holm"),
        ("On the rail <span class='credit'>Ida Holm</span> in May", "On the rail Ida Holm in May", None),
        ("<p>A heron.</p><p>© Ida Holm</p><p>A heron.</p><p>© Ida Holm</p>", "A heron.", "© Ida Holm"),
        ("© Ida Holm", "", "© Ida Holm"),
    ],
)
def test_words_and_credit_come_apart(inner: str, words: str, credit: str | None) -> None:
    assert caption_of(inner) == (words, credit)
