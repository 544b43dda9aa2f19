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
        ("<span>A heron stands on the rail.</span><span>Ida Holm</span>", "A heron stands on the rail.", "Ida Holm"),
        ("<span>A heron stands on the rail.</span> <span>It sleeps.</span>", "A heron stands on the rail. It sleeps.", ""),
        ("<span>A heron on the rail.</span> <span>On 5 May</span>", "A heron on the rail. On 5 May", ""),
        ("<p>A heron on the rail <cite>AP Photo/Ida Holm</cite></p>", "A heron on the rail", "AP Photo/Ida Holm"),
        ("The heron of <cite>The Long Winter</cite>", "The heron of The Long Winter", ""),
        ("A heron <span class='caption_author'>Ida Holm</span>", "A heron", "Ida Holm"),
        ("<span>A heron</span><span class='image-source'>Source<!-- -->: Ida Holm</span>", "A heron", "Source: Ida Holm"),
        ("<p>A heron on the rail <span> / Ida Holm</span></p>", "A heron on the rail", "/ Ida Holm"),
        ("<span class='author'>Ida Holm</span>, who looked after the heron", "Ida Holm, who looked after the heron", ""),
        ("<span>A heron. Photo by Ida Holm /</span><span>AP</span>", "A heron.", "Photo by Ida Holm /AP"),
        ("A heron in May 2022. (Ida Holm/The River Press)", "A heron in May 2022.", "(Ida Holm/The River Press)"),
        ("A heron in May. (The left one is older.)", "A heron in May. (The left one is older.)", ""),
        ("A heron in May. (left/right)", "A heron in May. (left/right)", ""),
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


def figures_of(inner: str) -> list[Figure]:
    article = extract_html(f"<html><body><article><h1>Heron</h1>{TEXT}{inner}{TEXT}".encode(), url="https://river.example/heron")
    assert isinstance(article, Article)
    return [block for block in article.blocks if isinstance(block, Figure)]


def test_a_caption_beside_its_figure_goes_before_the_labels_in_it() -> None:
    label = "<figure><img src='/h.jpg'><div>View 6 images</div></figure>"
    (figure,) = figures_of(f"<button><div>{label}<figcaption>A heron stands on the rail.</figcaption></div></button>")
    assert plain(figure.caption) == "A heron stands on the rail."


def test_a_portrait_with_the_writers_address_is_no_image_of_the_story() -> None:
    assert not figures_of(
        "<figure><img src='/ida.jpg'><figcaption><address>By Ida Holm, reporter</address></figcaption></figure>"
    )


@pytest.mark.parametrize(
    ("kind", "printed"), [("https://schema.org/ImageObject", True), ("https://schema.org/VideoObject", False)]
)
def test_a_figure_that_waits_for_its_image_names_it(kind: str, printed: bool) -> None:
    caption = "<div></div><figcaption>A heron stands on the rail.</figcaption>"
    found = figures_of(f"<figure itemscope itemtype='{kind}' itemid='/heron.jpg'>{caption}</figure>")
    assert [(figure.url, plain(figure.caption)) for figure in found] == (
        [("https://river.example/heron.jpg", "A heron stands on the rail.")] if printed else []
    )
