"""A text that is cut says so: by an ellipsis, in the middle of a sentence, or in words on where its rest is read."""

import json

import pytest

from ingest.extract.article import Article
from ingest.extract.html import extract_html
from news.body import leaves

STORY = [
    "The pool in the valley stays open for a further year, and the council has asked the swimmers to bring their own soap.",
    "Four thousand had signed the paper that hung in the bakery, and two of them were ducks, as was found out on counting.",
    "The roof is to be mended in autumn, when the water is let out and the frogs have moved to the pond behind the church.",
]


def read(last: str) -> Article:
    text = "".join(f"<p>{line}</p>" for line in STORY)
    page = f"<title>Pool stays</title><body><article><h1>Pool stays</h1><div class='told'>{text}{last}</div></article>"
    found = extract_html(page.encode(), url="https://valley.example/pool")
    assert isinstance(found, Article)
    return found


@pytest.mark.parametrize(
    "last",
    [
        "[…]",
        "[...]",
        "The council will meet again on Thursday to […]",
        "The council will meet again on Thursday to (...)",
        "The council will meet again on Thursday to … →",
        "The council will meet again on Thursday and then",
        "Den vollständigen Artikel lesen Sie im E-Paper.",
        "Das ganze Gespräch lesen Sie in der Printausgabe.",
        "The full article is in our print edition.",
        "Read the full story at Valley Post.",
        "This is an excerpt from the Post.",
        "Lire la suite dans l'édition papier.",
        "Sigue leyendo en la edición impresa.",
        "Continua a leggere sul giornale in edicola.",
        "Pełny tekst w jutrzejszym wydaniu.",
        "Полный текст читайте в бумажной версии.",
        "“And so it goes…”",
        "Wir werden sehen, sagte sie, „und dann …“",
        "« On verra bien… »",
        "»Das wird sich zeigen...«",
        "「まだ分からない…」",
        "The council will speak of three things: soap, towels, and the frogs of the pond;",
        "The council will speak of soap；",
        "يتحدث المجلس عن الصابون؛",
        "Ta del av hela artikeln – bli prenumerant",
        "続きは紙面でご覧ください。",
        "（全文请见报纸）",
    ],
)
def test_a_text_that_goes_on_elsewhere_is_not_called_unaltered(last: str) -> None:
    article = read(f"<p>{last}</p>")
    assert not article.alteration.unaltered
    assert article.alteration.end_in_doubt


@pytest.mark.parametrize(
    "last",
    [
        "“And so it goes,” she said, “…” and left the pool.",
        "Ποιος θα φέρει το σαπούνι στην πισίνα το καλοκαίρι;",
        "«Ποιος θα φέρει το σαπούνι στην πισίνα το καλοκαίρι;»",
        "The paper was printed in an edition of four thousand, and every copy was read in full by at least one duck.",
        "This article appeared in the print edition of 3 March.",
        "Mary Poole, Head of Swimming at Valley Council",
        "The Valley Post’s Mary Poole and Bo Ek contributed to this report",
        "The council meets again on Thursday and will speak of the soap that lies there.(Mary Poole of the Valley Post)",
        "市议会将于星期四再次召开会议，讨论游泳池里的肥皂问题以及明年夏天的开放时间和门票价格。（记者 池小明 通讯员 方圆）",
        "市議会は木曜日に再び開かれ、プールの石けんと来年の夏の営業時間について話し合うことになっている。【池田花子、山本太郎】",
        "시의회는 목요일에 다시 열려 수영장의 비누와 내년 여름의 운영 시간에 대해 이야기할 예정이라고 밝혔다. (김수영 기자)",
    ],
)
def test_a_text_that_ends_is_whole(last: str) -> None:
    assert read(f"<p>{last}</p>").alteration.end_in_doubt is None


BESIDE = {
    "what a sidebar says of the author": (
        "<aside class='sidebar'><h2>The desk</h2><div>Writes on pools and ponds, and swims in both of them.</div>"
        "<a href='/about' class='button'>Read More</a></aside>"
    ),
    "a box on the author": (
        "<div class='authorbox'><p>Ada Lind has written on pools and ponds for nine years, and she swims in both.</p></div>"
    ),
    "a word to browsers": "<div class='page__nojs'><p>Please switch on scripts in your browser to see the page well.</p></div>",
}


@pytest.mark.parametrize("beside", BESIDE.values(), ids=BESIDE)
def test_what_stands_beside_a_text_and_is_not_of_it_puts_it_in_no_doubt(beside: str) -> None:
    text = "".join(f"<p>{line}</p>" for line in STORY)
    page = f"<title>Pool stays</title><body><div><main><h1>Pool stays</h1>{text}</main>{beside}</div>"
    found = extract_html(page.encode(), url="https://valley.example/pool")
    assert isinstance(found, Article)
    assert found.alteration.unaltered, found.alteration


def test_captions_are_a_part_of_the_text_that_the_page_states() -> None:
    caption = "The frogs on their way to the pond."
    figure = f"<figure><img src='/frog.jpg' width='800' height='600'><figcaption>{caption}</figcaption></figure>"
    told = " ".join([STORY[0], caption, *STORY[1:]])
    stated = json.dumps({"@type": "NewsArticle", "articleBody": told})
    text = "".join(f"<p>{line}</p>" for line in STORY)
    page = (
        f"<title>Pool stays</title><script type='application/ld+json'>{stated}</script>"
        f"<body><article><h1>Pool stays</h1>{figure}{text}</article>"
    )
    found = extract_html(page.encode(), url="https://valley.example/pool")
    assert isinstance(found, Article)
    assert found.alteration.unaltered, found.alteration


COUNTS = [
    "You have 2 free articles left",
    "You’ve read 3 of your 5 free articles this month.",
    "This is your last free article.",
    "1 of 3 free articles",
    "2 articles remaining this month",
    "You have reached your limit of free articles",
    "Sie haben noch 2 Artikel frei",
    "Noch 2 kostenlose Artikel in diesem Monat",
    "Il vous reste 2 articles gratuits ce mois-ci",
    "Te quedan 2 artículos gratis",
    "Ti restano 2 articoli gratuiti",
    "Você ainda tem 2 artigos gratuitos este mês",
    "Je hebt nog 2 gratis artikelen",
    "Du har 2 fria artiklar kvar",
    "Zostały Ci 2 bezpłatne artykuły",
    "У вас осталось 2 бесплатных статьи",
    "今月の無料記事は残り2本です",
    "您本月还可免费阅读2篇",
]


def page_with(last: str = "", *, in_article: str = "", after: str = "", before: str = "") -> Article:
    text = "".join(f"<p>{line}</p>" for line in STORY)
    page = (
        f"<title>Pool stays</title><body>{before}<article><h1>Pool stays</h1><div class='told'>{text}{last}</div>{in_article}"
        f"</article>{after}<footer><p>Valley Post</p></footer>"
    )
    found = extract_html(page.encode(), url="https://valley.example/pool")
    assert isinstance(found, Article)
    return found


@pytest.mark.parametrize("count", COUNTS)
def test_a_count_of_free_articles_in_the_place_of_the_text_puts_its_end_in_doubt(count: str) -> None:
    """The site asks for money where the text would go on: whether it does cannot be told."""
    for article in (
        page_with(f"<p>{count}</p>"),
        page_with(f"<div class='meter'><p>{count}</p><a href='/subscribe'>Subscribe</a></div>"),
        page_with(in_article=f"<ul><li><a href='/soap'>Soap</a></li></ul><div class='x1'>{count}</div>"),
        page_with(after=f"<div class='x1'>{count}</div>"),
    ):
        assert not article.alteration.unaltered
        assert count in (article.alteration.end_in_doubt or "")
        assert [leaf.text for leaf in leaves(article.blocks)] == STORY


@pytest.mark.parametrize("count", COUNTS)
def test_a_count_in_a_pages_furniture_says_nothing_of_a_whole_text(count: str) -> None:
    """It speaks of the reader; so does one among the paragraphs, where the text goes on below it."""
    links = (
        "<div class='more'>" + "".join(f"<p><a href='/{number}'>Other news {number}</a></p>" for number in range(3)) + "</div>"
    )
    for article in (
        page_with(before=f"<div class='strip'>{count}</div>"),
        page_with(before=f"<header><p>{count}</p></header>"),
        page_with(after=f"<aside><p>{count}</p></aside>"),
        page_with(after=f"{links}<div class='strip'>{count}</div>"),
        page_with(after=f"<footer><p>{count}</p></footer>"),
        page_with(f"<div class='strip'>{count}</div><p>{STORY[0].replace('a further year', 'ten years more')}</p>"),
    ):
        assert article.alteration.unaltered, article.alteration
        assert count not in "".join(leaf.text for leaf in leaves(article.blocks))


@pytest.mark.parametrize(
    "line",
    [
        "You have two stories in this house, the builder said.",
        "2 articles of the treaty were read aloud by a duck.",
        "Encore 2 articles de la loi ont été lus à haute voix.",
        "Restam 2 matérias na pauta da câmara municipal.",
    ],
)
def test_a_sentence_that_counts_other_things_is_the_storys(line: str) -> None:
    article = read(f"<p>{line}</p><p>{STORY[0]} So it was said.</p>")
    assert line in [leaf.text for leaf in leaves(article.blocks)]
    assert article.alteration.unaltered
