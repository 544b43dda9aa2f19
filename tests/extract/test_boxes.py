"""Boxes that name themselves go with all they hold; the story's own words that speak of the same things stay."""

import pytest

from ingest.extract.article import Article
from ingest.extract.html import extract_html
from news.alteration import Level
from news.body import leaves, plain

STORY = [
    "The post office in Upper Marsh will open on Sundays from June on, since that is when people there write their letters.",
    "Its clerk has asked for a bell on the counter, so that he can be woken, and for a cushion for the bell.",
    "Stamps will be sold as before, except for those with the old bridge, of which the village cannot get enough.",
    "The first letter that was posted on a Sunday went to the next house and took four days, which is thought a good beginning.",
]
LAST = "The mayor has promised to write to everybody who asks him to, and has bought a second pen for it."


def lines(between: str, below: str = "") -> list[str]:
    article = read(between, below)
    return [leaf.text for leaf in leaves(article.blocks)]


def read(between: str, below: str = "") -> Article:
    story = "".join(f"<p>{line}</p>" for line in STORY)
    page = (
        "<html><head><title>Post on Sundays</title></head><body><article><h1>Post on Sundays</h1>"
        f"<div class='copy'>{story}{between}<p>{LAST}</p>{below}</div></article></body></html>"
    )
    found = extract_html(page.encode(), url="https://marsh.example/post")
    assert isinstance(found, Article)
    return found


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("<h3>Sonntagsbrief</h3>", "Sie können sich jederzeit wieder abmelden, ganz ohne Grund."),
        ("<h3>Un an de lettres</h3>", "Déjà abonné ? Identifiez-vous pour lire la suite."),
        ("<strong>Empfohlener redaktioneller Inhalt</strong>", "Hier steht ein Film, den wir nicht laden."),
        ("<div><strong>関連記事</strong></div>", "日曜日の郵便局が開くまでの長い話は、ここにもう一度まとめてある。"),
        ("<h4>Lee también</h4>", "El puente viejo vuelve a salir en un sello, y esta vez con agua."),
        ("<h3>为您推荐</h3>", "星期天开门的邮局终于有了第二支笔，村长答应给每一个人写信。"),
        ("<h3>熱門新聞</h3>", "星期天開門的郵局終於有了第二支筆，村長答應給每一個人寫信。"),
        ("<h3>이 시각 주요뉴스</h3>", "일요일에 문을 여는 우체국에 두 번째 펜이 생겼다고 이장이 말했다."),
        ("<h3>الأكثر قراءة</h3>", "مكتب البريد الذي يفتح يوم الأحد حصل أخيرا على قلم ثان من العمدة."),
        ("<h3>Tin cùng chuyên mục</h3>", "Bưu điện mở cửa ngày chủ nhật cuối cùng đã có cây bút thứ hai."),
        ("<h3>Berita terpopuler</h3>", "Kantor pos yang buka hari Minggu akhirnya punya pena kedua."),
        ("<h3>Вам может быть интересно</h3>", "Почта, открытая по воскресеньям, получила наконец второе перо."),
    ],
)
def test_a_box_goes_with_all_it_holds(head: str, said: str) -> None:
    article = read(f"<div class='q'><div>{head}</div><div class='t'><p class='u'>{said}</p></div></div>")
    assert [leaf.text for leaf in leaves(article.blocks)] == [*STORY, LAST]
    assert [loss.kind for loss in article.alteration.losses if loss.first == said] == ["box"]


@pytest.mark.parametrize(
    "own",
    [
        "<p>A newsletter that tells who has written to whom was delivered to every inbox, and not well received.</p>",
        "<h3>Related</h3><p>The bakery next door will open on Sundays too, since the clerk has to live on something.</p>",
        "<p>Anybody may unsubscribe at any time, the clerk said of the bell, by not sleeping in front of the counter.</p>",
    ],
)
def test_a_paragraph_among_the_storys_own_is_no_box(own: str) -> None:
    said = own.rpartition("<p>")[2].removesuffix("</p>")
    assert said in lines(own)


def test_a_section_of_the_story_is_no_box_whatever_heads_it() -> None:
    parts = [
        f"<section class='part'><h2>{head}</h2><p>{first}</p><p>{second}</p></section>"
        for head, first, second in zip(("In June", "Related", "Costs"), STORY[:3], STORY[1:], strict=True)
    ]
    page = f"<html><head><title>Post</title></head><body><main><h1>Post on Sundays</h1>{''.join(parts)}</main></body></html>"
    found = extract_html(page.encode(), url="https://marsh.example/post")
    assert isinstance(found, Article)
    assert STORY[2] in [leaf.text for leaf in leaves(found.blocks)]


def test_a_wall_below_the_text_is_left_out_and_the_end_is_in_doubt() -> None:
    wall = (
        "<div class='w'><p class='v'>This article is reserved for subscribers.</p>"
        "<ul><li>All letters of the week in one place</li><li>The crossword of the clerk</li></ul></div>"
    )
    article = read("", wall)
    assert [leaf.text for leaf in leaves(article.blocks)] == [*STORY, LAST]
    assert article.alteration.level is Level.EXCERPT


def test_slides_that_make_up_the_story_are_no_gallery() -> None:
    slides = "".join(f"<li><h2>{number}/5 Stamp</h2><p>{line}</p></li>" for number, line in enumerate([*STORY, LAST], 1))
    page = (
        "<html><head><title>Five stamps</title></head><body><article><h1>Five stamps</h1><div><p>These are the stamps that were "
        f"sold on the first Sunday, in the order in which they were licked by the clerk.</p><ul>{slides}</ul></div></article>"
    )
    found = extract_html(page.encode(), url="https://marsh.example/stamps")
    assert isinstance(found, Article)
    assert set(STORY) <= {leaf.text.removeprefix("· ") for leaf in leaves(found.blocks)}


def test_two_leads_that_stand_apart_are_never_joined_to_one() -> None:
    page = (
        "<html><head><title>Post on Sundays</title></head><body><article><h1>Post on Sundays</h1>"
        "<div class='top'><div class='summary'>A village writes most of its letters when the office is shut.</div>"
        "<p>By Ada Moss</p><h2 class='deck'>The clerk may sleep until ten o'clock in the morning at least</h2></div>"
        f"<div class='copy'>{''.join(f'<p>{line}</p>' for line in [*STORY, LAST])}</div></article></body></html>"
    )
    found = extract_html(page.encode(), url="https://marsh.example/post")
    assert isinstance(found, Article)
    assert plain(found.standfirst) == "A village writes most of its letters when the office is shut."
    assert found.alteration.level is not Level.UNVERIFIABLE


def test_teasers_after_a_heading_in_an_element_of_its_own_go_with_it() -> None:
    teasers = "".join(
        f"<div class='k'><h3><a href='/{number}'>Letter {number} of the year</a></h3><p>{'It was read by all. ' * 9}</p></div>"
        for number in range(4)
    )
    found = lines("", f"</div><div><div><h2>Popular stories</h2></div>{teasers}</div><div>")
    assert found == [*STORY, LAST]


def test_what_stands_under_a_film_is_its_title_and_not_the_storys_text() -> None:
    title = "See the clerk being woken by the bell for the first time"
    assert lines(f"<div class='video-resource'><div class='video-resource__headline'>{title}</div></div>") == [*STORY, LAST]


def test_a_first_sentence_most_of_which_is_a_link_is_text() -> None:
    first = "<a href='/marsh'>The long wait for letters</a> is over in Upper Marsh."
    story = "".join(f"<p class='say'>{line}</p>" for line in [first, *STORY, LAST, LAST.replace("mayor", "clerk")])
    page = f"<html><head><title>Post</title></head><body><article><h1>Post</h1><div>{story}</div></article></body></html>"
    found = extract_html(page.encode(), url="https://marsh.example/post")
    assert isinstance(found, Article)
    assert next(leaf.text for leaf in leaves(found.blocks)) == "The long wait for letters is over in Upper Marsh."


def test_comments_that_only_subscribers_may_write_do_not_make_the_text_an_excerpt() -> None:
    article = read("", "<div class='comments'><p class='v'>Comments are reserved for subscribers.</p></div>")
    assert [leaf.text for leaf in leaves(article.blocks)] == [*STORY, LAST]
    assert article.alteration.level is Level.VERBATIM


def test_a_box_that_is_marked_as_the_author_is_none_of_the_text() -> None:
    said = (
        "Ada Moss started this paper as a pastime, before she left the harbour office to write of boats all day and all night. "
    )
    said += "She has two boats and a goose, and has written of all of them since the spring of the great flood in the marsh."
    marks = "itemprop='author' itemscope itemtype='https://schema.org/Person'"
    box = f"<div {marks}><div>Ada Moss</div><div><p>{said}</p></div></div>"
    assert lines("", box) == lines("")
    assert read("", box).alteration.unaltered


LINKS = (
    "<ul>" + "".join(f"<li><a href='/{what}'>The {what} of Upper Marsh</a></li>" for what in ("bell", "bridge", "pen")) + "</ul>"
)
PARAGRAPHS_OF_LINKS = "".join(f"<p><a href='/{what}'>The {what} of Upper Marsh</a></p>" for what in ("bell", "bridge"))
TEASERS = "".join(
    f"<div class='x7'><h4><a href='/{what}'>The {what}</a></h4><p>Of the {what} much is said, and most of it is true.</p></div>"
    for what in ("bell", "bridge")
)
HEADED = (
    "Read more", "More on this topic", "Further reading", "Related stories", "In other news", "Weitere Artikel",
    "Links zum Thema", "Pour aller plus loin", "Más información", "Articoli correlati", "Notícias relacionadas",
    "Meer over dit onderwerp", "Похожие материалы", "İlgili haberler", "関連記事", "推荐阅读",
)  # fmt: skip


@pytest.mark.parametrize("head", HEADED)
@pytest.mark.parametrize("mark_up", ["<h2>{}</h2>", "<h3>{}:</h3>", "<p><strong>{}</strong></p>", "<p>{}:</p>"])
@pytest.mark.parametrize("others", [LINKS, PARAGRAPHS_OF_LINKS, TEASERS])
def test_the_heading_of_other_stories_goes_with_them(head: str, mark_up: str, others: str) -> None:
    """It stands among the story's paragraphs, in their element, and was selected with them often enough."""
    for article in (read(mark_up.format(head) + others), read("", mark_up.format(head) + others)):
        assert [leaf.text for leaf in leaves(article.blocks)] == [*STORY, LAST]
        assert head in [loss.first.rstrip(":") for loss in article.alteration.losses]


def test_a_heading_in_a_box_of_nothing_but_links_goes_whatever_it_says() -> None:
    article = read(f"<div class='x7'><h3>The long way to a second pen</h3>{LINKS}</div>")
    assert [leaf.text for leaf in leaves(article.blocks)] == [*STORY, LAST]
    assert "The long way to a second pen" in [loss.first for loss in article.alteration.losses]


@pytest.mark.parametrize("head", ["The long way to a second pen", "In other news", "Further reading", "Zum Thema"])
def test_a_heading_of_the_storys_own_paragraphs_stays(head: str) -> None:
    own = "On the way back the clerk lost the pen, found it again, and wrote a letter to the mayor about both of these."
    assert lines(f"<h3>{head}</h3><p>{own}</p>") == [*STORY, head, own, LAST]


@pytest.mark.parametrize(
    "said",
    ["Marsh Post Plus: three months for thirty crowns. Cancel anytime.", "Drei Monate für dreißig Kronen, jederzeit kündbar."],
)
def test_an_offer_below_the_text_is_none_of_it(said: str) -> None:
    assert lines("", f"<div class='x7'><p>{said}</p><a href='/s'>Subscribe now</a></div>") == [*STORY, LAST]


@pytest.mark.parametrize("label", ["Watch:", "Read:", "Listen:", "Video:", "Photos:", "Our standards:"])
def test_a_labelled_link_among_paragraphs_leads_elsewhere(label: str) -> None:
    assert lines(f"<p><strong>{label} </strong><a href='/bell'>The bell falls asleep on the counter</a></p>") == [*STORY, LAST]
    assert lines(f"<p>{label} the bell falls asleep on the counter, and so does the clerk, who had a long day.</p>")[
        4
    ].startswith(label)


def test_a_heading_of_the_storys_own_list_of_named_things_stays() -> None:
    things = "".join(
        f"<h3><a href='https://{what}.example/'>The {what}</a></h3><p>Of the {what} much is said, and most of it is true.</p>"
        for what in ("bell", "bridge")
    )
    told = lines(f"<h2>Editor’s choice</h2>{things}")
    assert [line for line in ("Editor’s choice", "The bell", "The bridge") if line in told] == [
        "Editor’s choice", "The bell", "The bridge",
    ]  # fmt: skip
