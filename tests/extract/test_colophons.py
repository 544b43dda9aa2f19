"""What a page says of a text right below it (licence, address, writer) is no text; what only speaks of such things is."""

import re

import pytest

from ingest.extract.article import Article
from ingest.extract.fragment import extract_fragment
from ingest.extract.html import extract_html
from ingest.parse.entry import Content
from news.body import leaves

STORY = [
    "The swing bridge at Nether Quay stuck open on Friday evening with a milk float on the far side of it.",
    "Its keeper worked the crank by hand until nine, when the crank came off and fell into the harbour basin.",
    "A ferry took the milk across in four trips, and the float was left on the bridge road until the morning.",
    "The council has ordered a new crank from the foundry and a rope for whoever has to look for the old one.",
]
URL = "https://quay.example/2025/bridge-stuck/"
NOTICES = [
    "Copyright notice: All articles on this blog are licensed under CC BY-NC-SA 4.0 unless otherwise stated.",
    "All posts in this blog adopt the CC BY-SA 4.0 agreement. Please name the source when reprinting!",
    "License: This work is licensed under CC BY 4.0.",
    "This article is licensed under a Creative Commons Attribution 4.0 International License.",
    "Dieser Artikel steht unter der Lizenz CC BY-ND 4.0.",
    "Alle Beiträge dieses Blogs stehen, sofern nicht anders vermerkt, unter einer Creative-Commons-Lizenz.",
    "Cet article est publié sous licence Creative Commons BY-SA 4.0.",
    "Licencia: Este trabajo está licenciado bajo CC BY-NC-SA 4.0.",
    "Quest'opera è distribuita con licenza Creative Commons Attribuzione 4.0 Internazionale.",
    "Este artigo está sob uma licença Creative Commons Atribuição 4.0 Internacional.",
    "Этот материал распространяется по лицензии Creative Commons Attribution 4.0.",
    "版权声明：本博客所有文章除特别声明外，均采用 CC BY-NC-SA 4.0 许可协议。转载请注明出处！",
    "本文采用 CC BY 4.0 协议进行许可。",
    "著作権宣言: この文章は CC BY-NC-SA 4.0 を使用して許可します。",
    "이 글은 CC BY 4.0 라이선스를 따릅니다.",
    "هذا العمل مرخص بموجب رخصة المشاع الإبداعي نسب المصنف 4.0.",
]


def read(inside: str, below: str = "") -> Article:
    told = "".join(f"<p>{said}</p>" for said in STORY)
    page = (
        f"<title>Bridge stuck</title><body><article><h1>Bridge stuck</h1><div class='entry'>{told}{inside}</div>{below}</article>"
        "<aside><a href='/other'>Other</a></aside>"
    )
    found = extract_html(page.encode(), url=URL)
    assert isinstance(found, Article)
    return found


def text(article: Article) -> list[str]:
    return [leaf.text for leaf in leaves(article.blocks)]


@pytest.mark.parametrize("notice", NOTICES)
@pytest.mark.parametrize("where", ["inside", "below"])
def test_a_notice_on_the_licence_below_the_text_is_no_text_and_no_doubt(notice: str, where: str) -> None:
    article = read(f"<p>{notice}</p>") if where == "inside" else read("", f"<div class='notes'><span>{notice}</span></div>")
    assert text(article) == STORY
    assert article.alteration.unaltered


@pytest.mark.parametrize("notice", NOTICES)
def test_such_a_notice_at_the_end_of_a_feeds_text_is_no_text(notice: str) -> None:
    body = "".join(f"<p>{said}</p>" for said in [*STORY, notice])
    content = Content(body=body, html=True, full=True, place="content:encoded")
    article = extract_fragment(content, base_url=URL, headline="Bridge stuck")
    assert isinstance(article, Article)
    assert text(article) == STORY
    assert article.alteration.unaltered


@pytest.mark.parametrize("notice", NOTICES)
def test_such_a_notice_in_the_text_is_named_among_what_was_left_out(notice: str) -> None:
    assert [loss.first for loss in read(f"<p>{notice}</p>").alteration.losses if loss.kind == "rights"] == [notice[:80]]


@pytest.mark.parametrize(
    "facts",
    [
        ["Title: Bridge stuck", "Author: Ada Lind", "Created at : 2025-03-14 08:30:00", f"Link: {URL}", NOTICES[2]],
        ["Título: Bridge stuck", "Autora: Ada Lind", "Creado el : 2025-03-14 08:30:00", f"Enlace: {URL}", NOTICES[7]],
        ["本文作者：林若溪", f"本文链接：{URL}", NOTICES[11]],
        [NOTICES[13], "タイトル: Bridge stuck", "作者: 高瀬みのり", f"リンク: {URL}"],
        ["Автор: Вера Лугина", f"Ссылка: {URL}", NOTICES[10]],
    ],
    ids=["en", "es", "zh", "ja", "ru"],
)
@pytest.mark.parametrize(
    "tags",
    [("<ul>", "<li>", "</li>", "</ul>"), ("<div>", "<p>", "</p>", "</div>"), ("", "<p>", "</p>", "")],
    ids=["list", "box", "paragraphs"],
)
def test_what_stands_in_one_box_with_the_licence_goes_with_it(facts: list[str], tags: tuple[str, str, str, str]) -> None:
    box, item, end, close = tags
    article = read(box + "".join(f"{item}{fact}{end}" for fact in facts) + close)
    assert text(article) == STORY
    assert article.alteration.unaltered


@pytest.mark.parametrize("address", [URL, URL.rstrip("/"), f"<a href='{URL}'>{URL}</a>", "quay.example/2025/bridge-stuck"])
def test_the_pages_own_address_below_its_text_is_no_text(address: str) -> None:
    article = read(f"<p>{address}</p>")
    assert text(article) == STORY
    assert article.alteration.unaltered


@pytest.mark.parametrize(
    "said",
    [
        "The harbour museum has put all its photographs under a Creative Commons licence, and the crank is on four of them.",
        "Note: the crank was found on Monday by a boy who fishes with a magnet, and it is none the worse for the water.",
        "Ferry: four trips on Friday night, and two more on Saturday for the milk bottles that had to go back.",
        "License or not, said the keeper, somebody has to turn the bridge until the foundry sends the crank.",
        "The report is at https://quay.example/reports/crank.pdf and costs nothing.",
        "This work is licensed to a foundry in the next town, which has made cranks for ninety years and means to go on.",
        "Die Inhalte der Lizenz kennt nur der Hafenmeister, und der ist auf See.",
        "All texts on the bridge are licensed under CC BY 4.0, the museum said on Monday.",
        "In <a href='/t' rel='tag'>Nether Quay</a> the bridge is turned by hand from now on, and not a soul minds it.",
    ],
)
def test_a_last_paragraph_that_speaks_of_such_things_is_text(said: str) -> None:
    assert text(read(f"<p>{said}</p>")) == [*STORY, re.sub("<.*?>", "", said)]


def test_what_a_text_says_of_place_and_price_above_its_licence_is_text() -> None:
    told = ["Place: the old customs house", "Tickets: five shillings, dogs and cranks go in free"]
    assert text(read("".join(f"<p>{line}</p>" for line in [*told, NOTICES[2]]))) == [*STORY, *told]


def test_further_text_in_an_element_named_for_its_writer_is_text() -> None:
    more = [line.replace("Friday", "Sunday") + " So it was told once more." for line in [*STORY, *STORY[:1]]]
    article = read("<div class='author-text'>" + "".join(f"<p>{line}</p>" for line in more) + "</div>")
    assert text(article)[-1] == more[-1] or not article.alteration.unaltered


@pytest.mark.parametrize("notice", [NOTICES[2], NOTICES[11]])
def test_a_notice_within_the_text_stays(notice: str) -> None:
    told = [f"<p>{said}</p>" for said in STORY]
    page = f"<title>Bridge</title><body><article><h1>Bridge</h1>{''.join([*told[:2], f'<p>{notice}</p>', *told[2:]])}</article>"
    found = extract_html(page.encode(), url=URL)
    assert isinstance(found, Article)
    assert text(found) == [*STORY[:2], notice, *STORY[2:]]


NEWS, BRIDGE = "<a href='/c' rel='category tag'>News</a>", "<a href='/t' rel='tag'>bridge</a>"
TOPICS = [
    f"<p>Posted in {NEWS} and tagged {BRIDGE}, <a href='/m' rel='tag'>milk</a>.</p>",
    f"<div class='utility'>This entry was posted in {NEWS}. Bookmark the <a href='/b' rel='bookmark'>permalink</a>.</div>",
    f"<p class='filed'>Kategorisiert in: {BRIDGE}</p>",
    f"<p>Tags {BRIDGE}</p>",
]


@pytest.mark.parametrize("line", TOPICS)
@pytest.mark.parametrize("where", ["inside", "below"])
def test_the_topics_that_a_text_is_filed_under_are_no_text(line: str, where: str) -> None:
    article = read(line) if where == "inside" else read("", line)
    assert text(article) == STORY
    assert article.alteration.unaltered


def test_what_stands_in_an_element_named_after_the_writer_is_no_text() -> None:
    about = "<div class='author-box'><h4>Ada Lind</h4><p>Ada Lind has written about the harbour for nine years now.</p></div>"
    assert text(read(about)) == text(read("", about)) == STORY


def test_a_line_of_copyright_beside_the_text_puts_it_in_no_doubt() -> None:
    told = "".join(f"<p>{said}</p>" for said in STORY)
    own = "<p>© The harbour desk. Made by hand with a great many small programs. The looks of it are by Jo Doe of the pier.</p>"
    page = f"<title>Bridge</title><main><article><h1>Bridge</h1><div class='entry'>{told}</div></article><div>{own}</div></main>"
    found = extract_html(page.encode(), url=URL)
    assert isinstance(found, Article)
    assert text(found) == STORY
    assert found.alteration.unaltered


@pytest.mark.parametrize(
    "line",
    [
        "Zuletzt bearbeitet am 02.11.2024",
        "Última modificación 2025-06-06",
        "最后修改于 2025-02-18",
        "Last modified on 2025-10-11",
    ],
)
def test_when_a_text_was_changed_last_is_no_text_below_it(line: str) -> None:
    article = read(f"<p>{line}</p>")
    assert text(article) == STORY
    assert article.alteration.unaltered


def test_mark_up_that_a_page_shows_by_mistake_is_not_called_unaltered() -> None:
    """A program that guards against mark-up in the wrong place makes words of a head's elements."""
    told = "".join(f"<p>{said}</p>" for said in STORY)
    page = f"<title>Bridge</title><body>&lt;meta name=&quot;description&quot; content=&quot;{STORY[0]}&quot;&gt; {told}"
    found = extract_html(page.encode(), url=URL)
    assert isinstance(found, Article)
    assert not found.alteration.unaltered
