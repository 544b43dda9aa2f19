"""What stands between a story's headline and its text is printed as its standfirst, once, with where its words lead."""

from dataclasses import replace

import pytest

from ingest.extract import html
from ingest.extract.article import Article
from ingest.extract.blocks import PageText
from ingest.extract.html import extract_html
from ingest.extract.select import Selection, select
from ingest.extract.tree import Tree
from news.body import Link, Strong, Text, leaves, plain

URL = "https://marsh.example/2026/locks"
STORY = [
    "The lock keepers of the marsh have counted every boat since the spring of the year in which the dam was built.",
    "They write the numbers into a book that hangs on a nail beside the gate, and nobody has ever taken it down.",
    "Last week the book was full, and the council had to decide whether to buy another one or to stop the counting.",
    "It decided after three hours of talk that the counting goes on and that the new book shall have lines in it.",
    "The keepers say that the colour of the cover does not matter as long as the paper takes ink in the rain.",
]

LEAD = "The council pays for a second book with lines in it, and this once for the ink as well"
CAPTION = "<figure><img src='/gate.jpg' width='900' height='600'><figcaption>The nail beside the gate</figcaption></figure>"
BYLINE = "<address>Ada Moss</address>"


@pytest.fixture
def blinded(monkeypatch: pytest.MonkeyPatch) -> None:
    """No witness chooses the lead for the text, as on pages whose heads stand far from their texts."""

    def blind(tree: Tree, page: PageText, stated: str | None) -> Selection:
        found = select(tree, page, stated)
        gone = frozenset(block.index for block in page.blocks if LEAD in block.text or block.text.endswith("Ada Moss"))
        return replace(found, chosen=found.chosen - gone, own=found.own - gone, second=found.second - gone)

    monkeypatch.setattr(html, "select", blind)


def read(above: str, *, head: str = "", text: str = "") -> Article:
    """The story of a page with this between its headline and its text."""
    body = text or "".join(f"<p>{line}</p>" for line in STORY)
    page = (
        f"<html><head><title>The book of boats is full</title>{head}</head><body><main><article>"
        f"<h1>The book of boats is full</h1>{above}<div class='copy'>{body}</div></article></main></body></html>"
    )
    found = extract_html(page.encode(), url=URL)
    assert isinstance(found, Article)
    return found


def test_a_standfirst_keeps_its_links_and_stresses() -> None:
    found = read(
        "<p class='standfirst'>The council of the <a href='/marsh'>marsh</a> pays for a <strong>second</strong> book of"
        " lines, and for ink.</p>"
    )
    assert found.standfirst == (
        Text("The council of the "), Link("https://marsh.example/marsh", (Text("marsh"),)), Text(" pays for a "),
        Strong((Text("second"),)), Text(" book of lines, and for ink."),
    )  # fmt: skip
    assert found.alteration.unaltered
    assert len(found.blocks) == len(STORY)


def lines(found: Article) -> list[str]:
    """The printed lines of the text, captions left out."""
    return [leaf.text for leaf in leaves(found.blocks) if not leaf.kind.endswith(("caption", "credit"))]


@pytest.mark.parametrize(
    "above",
    [
        f"<div class='x1'><p>{LEAD}</p></div>{CAPTION}{BYLINE}",
        f"<div class='x1'>{LEAD}</div><p class='x2'>By Ada Moss</p>",
        f"<p>4 May 2026, 6.30 a.m.</p><p class='x1'>{LEAD}.</p><div class='author-name'>Ada Moss</div>",
        f"<div class='x1'><h2>{LEAD}</h2></div>{CAPTION}",
        f"<p class='blog-header__description'>{LEAD}</p>{CAPTION}",
        f"<div class='doc_subheader'><p>{LEAD}</p></div>{CAPTION}",
        f"<div itemprop='description'><div><p>{LEAD}</p></div></div>{CAPTION}",
        f"<div role='doc-subtitle'>{LEAD}</div>{CAPTION}",
    ],
    ids=[
        "above an address",
        "above a byline",
        "between date and name",
        "heading",
        "description",
        "subheader",
        "property",
        "role",
    ],
)
@pytest.mark.usefixtures("blinded")
def test_a_name_or_a_place_between_headline_and_byline_makes_a_standfirst(above: str) -> None:
    found = read(above)
    assert plain(found.standfirst).rstrip(".") == LEAD
    assert lines(found) == STORY
    assert found.alteration.unaltered


@pytest.mark.parametrize(
    "above",
    [
        f"<p class='byline'>By Ada Moss</p><p>{LEAD}.</p><div class='author-name'>Ada Moss, Marsh Post</div>",
        f"<div class='image-description'>{LEAD}</div>{BYLINE}",
        f"<nav><p>{LEAD}</p></nav>{BYLINE}",
        f"<div class='related'><p>{LEAD}</p></div>{BYLINE}",
    ],
    ids=["below the name", "of an image", "navigation", "of another story"],
)
@pytest.mark.usefixtures("blinded")
def test_words_on_the_writer_an_image_or_another_story_are_no_standfirst(above: str) -> None:
    found = read(above)
    assert found.standfirst == ()
    assert LEAD not in lines(found)


@pytest.mark.usefixtures("blinded")
def test_what_holds_the_headline_too_says_nothing_against_the_line_below_it() -> None:
    head = f"<h1>The book of boats is full</h1><div><p>{LEAD}.</p></div>"
    body = "".join(f"<p>{line}</p>" for line in STORY)
    page = f"<body><main><div class='widget'>{head}</div><div>{body}</div></main></body>"
    found = extract_html(page.encode(), url=URL)
    assert isinstance(found, Article)
    assert plain(found.standfirst) == f"{LEAD}."


def test_a_standfirst_that_leads_elsewhere_with_many_of_its_words_is_kept() -> None:
    found = read("<p class='standfirst'>The <a href='/council'>council of the marsh</a> pays for a second book of lines.</p>")
    assert plain(found.standfirst) == "The council of the marsh pays for a second book of lines."


def test_a_standfirst_that_the_text_begins_with_is_printed_once() -> None:
    for above in (f"<div class='summary'>{STORY[0]}</div>", f"<div class='summary'>{STORY[0]}</div>{CAPTION}{BYLINE}"):
        found = read(above)
        assert [plain(found.standfirst), *lines(found)].count(STORY[0]) == 1


def test_below_a_line_under_the_headline_the_text_begins_with_its_lead() -> None:
    first = f"<p class='lead'>{STORY[0]}</p>" + "".join(f"<p>{line}</p>" for line in STORY[1:])
    found = read(f"<div class='subtitle'>{LEAD}</div>{BYLINE}", text=first)
    assert plain(found.standfirst) == LEAD
    assert lines(found) == STORY


def test_a_paragraph_is_no_standfirst_however_it_is_called() -> None:
    long = " ".join([*STORY, *STORY, LEAD + "."])
    found = read(BYLINE, text=f"<p class='has-dropcap lead'>{long}</p>" + "".join(f"<p>{line}</p>" for line in STORY))
    assert found.standfirst == ()
    assert lines(found)[0] == long


def test_the_first_of_the_texts_own_headings_is_no_standfirst() -> None:
    heading = "<h2 class='part'>What the keepers wrote into the book of boats</h2>"
    text = "".join(f"<p>{line}</p>" for line in STORY)
    again = "<h2 class='part'>What the council of the marsh has said of it</h2>" + text.replace("book", "volume")
    found = read(CAPTION, text=heading + text + again)
    assert found.standfirst == ()
    assert lines(found)[0] == "What the keepers wrote into the book of boats"


@pytest.mark.parametrize(
    "dates",
    [
        "<div class='x1'>Published Tue, Dec 20 202510:32 AM ESTUpdated Tue, Dec 20 20256:29 PM EST</div>",
        "<div class='lede-times'>December 6, 2025 — 6:22 PM EST December 7, 2025 — 1:55 PM EST</div>",
    ],
)
def test_dates_that_stand_where_a_standfirst_may_are_none(dates: str) -> None:
    assert not read(f"{dates}<div class='author-name'>Ada Moss</div>").standfirst


def test_a_text_that_begins_in_an_element_of_its_own_is_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    def blind(tree: Tree, page: PageText, stated: str | None) -> Selection:
        found = select(tree, page, stated)
        gone = frozenset(block.index for block in page.blocks if block.text in STORY[:2])
        return replace(found, chosen=found.chosen - gone, own=found.own - gone, second=found.second - gone)

    monkeypatch.setattr(html, "select", blind)
    opening = "".join(f"<p>{line}</p>" for line in STORY[:2])
    rest = "".join(f"<p>{line}</p>" for line in STORY[2:])
    found = read("", text=f"<div class='row'><div class='wide'>{opening}</div></div><div class='row'>{rest}</div>")
    assert lines(found) == STORY
    assert found.alteration.unaltered


@pytest.mark.parametrize(
    "between",
    [
        "<div><a href='/@ada'>Ada Moss</a></div><div>4 min read</div><div>Mar 3, 2026</div><button>Share</button>",
        "<p class='byline'>By Ada Moss</p>",
    ],
)
def test_a_heading_between_headline_and_byline_is_the_standfirst(between: str) -> None:
    text = "".join(f"<p>{line}</p>" for line in STORY)
    found = read("", text=f"<h2>It was close</h2>{between}{text}".replace("<h2>", "</div><h2>", 1) + "<div>")
    assert plain(found.standfirst) == "It was close"
    assert lines(found) == STORY


def test_a_heading_between_headline_and_text_heads_the_text() -> None:
    found = read("<h2>It was close</h2>")
    assert [plain(found.standfirst), *lines(found)].count("It was close") == 1


@pytest.mark.parametrize(
    "lead",
    [
        "<h2>It was close</h2>",
        "<h2 class='subtitle'>It was close</h2>",
        "<h3>It was close</h3>",
        "<p class='subtitle'>It was close</p>",
        "<div class='article-dek'>It was close</div>",
        "<p>It was close.</p>",
    ],
)
def test_a_standfirst_may_be_a_few_words(lead: str) -> None:
    assert plain(read(lead).standfirst).rstrip(".") == "It was close"


@pytest.mark.parametrize(
    "line",
    [
        "<p>Advertisement</p>",
        "<h3>Related</h3>",
        "<h3>Ada Moss</h3>",
        "<p>It was close</p>",
        "<p>By Ada Moss.</p>",
        "<p>4 min read</p>",
        "<header class='story-lede'><div class='author'>Ada of the Moss</div></header>",
        "<div class='lede-image-credit'>Ada of the Moss/Wire</div>",
        "<div class='lede-photo__credit'>Photo taken by Ada of the Moss for Wire</div>",
        "<div class='description'><span>The author of this:</span></div>",
        "<h2>Before you go, see these...</h2>",
        "<div class='subtitle'>07.03.2024 von Ada Moos Lesezeit: 3 Min.</div>",
    ],
)
def test_what_stands_below_the_headline_and_is_no_standfirst_is_named(line: str) -> None:
    found = read(line)
    assert not found.standfirst
    assert [loss.first for loss in found.alteration.losses if loss.first in line]


def test_what_holds_the_headline_too_makes_no_standfirst_of_a_word_below_it() -> None:
    text = "".join(f"<p>{line}</p>" for line in STORY)
    above = "<header class='article-intro'><h1>The book of boats is full</h1> In print 22:31</header>"
    page = f"<body><main>{above}<div>{text}</div></main>"
    found = extract_html(page.encode(), url=URL)
    assert isinstance(found, Article)
    assert not found.standfirst


@pytest.mark.usefixtures("blinded")
def test_a_summary_in_lines_right_above_the_text_is_not_lost_in_silence() -> None:
    found = read(f"<ul class='share'><li>Post<li>Mail<li>Talk<li>Copy</ul><div>Book of boats full<br>{LEAD}</div>")
    assert "a line right above the text" in found.alteration.grounds
    assert not found.alteration.unaltered


@pytest.mark.parametrize(
    "above",
    ["<img src='/b.jpg' width='900' height='600'><div>The nail beside the gate, and the book that hangs on it since spring</div>",
     "<div>By Ada Moss and Bo Ek, who have counted the boats for this paper, Upper Marsh and Nether Quay</div>",
     "<div>Ada Moss, The Marsh Press Published Monday, April 3, 2023 7:24PM EDT Last changed Monday, April 3, 2023</div>"],
)  # fmt: skip
def test_what_names_the_image_the_writer_or_the_hour_is_no_summary(above: str) -> None:
    assert read(f"<div>{above}</div>").alteration.unaltered


@pytest.mark.parametrize(
    "lead",
    [
        f"{STORY[0]} They write the numbers into a book …",
        STORY[0][:60] + "…",
        STORY[1][:70] + " [...]",
        f"{STORY[0]} {STORY[1]}",
        f"{STORY[0]} {STORY[1][:40]}",
    ],
)
def test_words_of_the_text_broken_off_or_put_together_are_no_standfirst(lead: str) -> None:
    told = "".join(f"<p>{line}</p>" for line in STORY)
    page = f"<article><header><h1>Boats counted</h1><p class='post-excerpt'>{lead}</p></header><div>{told}</div></article>"
    found = extract_html(page.encode(), url=URL)
    assert isinstance(found, Article)
    assert not found.standfirst
    assert [leaf.text for leaf in leaves(found.blocks)] == STORY
    assert found.alteration.unaltered


@pytest.mark.parametrize("more", ["The mayor has given them a lamp to count by.", STORY[3]])
def test_a_standfirst_that_begins_as_the_text_does_and_says_more_is_one(more: str) -> None:
    lead = f"{STORY[0]} {more}"
    told = "".join(f"<p>{line}</p>" for line in STORY)
    page = f"<article><header><h1>Boats counted</h1><p class='standfirst'>{lead}</p></header><div>{told}</div></article>"
    found = extract_html(page.encode(), url=URL)
    assert isinstance(found, Article)
    assert plain(found.standfirst) == lead


@pytest.mark.parametrize(
    "line",
    [
        "Ada Moss | Upper Marsh | 08/01/2024 | The Marsh Press and others",
        "By ADA MOSS and BO EK - Marsh Press Writers | MP – Wed, Jan 10, 2024",
        "23. März 2024, aktualisiert 23. März 2024, 15:43 Uhr | Quelle: Marsh Press",
        "2024年1月8日 10:01 発信地：沼地/北岸 [ 北岸 南岸 ]",
        "기사입력 2024-01-08 03:00:00 기사수정 2024-01-08 03:00:00",
    ],
)
@pytest.mark.usefixtures("blinded")
def test_a_line_of_names_and_dates_above_the_text_is_no_part_of_it(line: str) -> None:
    found = read(f"<p>{line}</p>")
    assert not found.standfirst
    assert found.alteration.unaltered


@pytest.mark.usefixtures("blinded")
def test_a_lead_that_names_a_day_beside_other_words_is_not_lost_in_silence() -> None:
    lead = f"{LEAD} | what changes on 3 May 2024 for those who count and those who are counted"
    found = read(f"<div class='top'><p>{lead}</p></div>")
    assert plain(found.standfirst) == lead or not found.alteration.unaltered


CREDIT = "Photo: Ada Moss of the Wire, for all of the Marsh Press Group"


@pytest.mark.parametrize(
    ("line", "head"),
    [
        (f"<p>{CREDIT}</p>", CREDIT),
        (f"<div class='slideshow'><ul><li><div class='summary'><p>{STORY[0][:60]}.Wire</p></div></li></ul></div>", ""),
    ],
)  # fmt: skip
def test_what_is_said_of_a_picture_is_no_standfirst(line: str, head: str) -> None:
    found = read(
        "", head=f"<meta property='og:description' content='{head}'>", text=f"{line}<div><p>{'</p><p>'.join(STORY)}</p></div>"
    )
    assert not found.standfirst


def test_a_lead_that_begins_with_an_agencys_name_is_one() -> None:
    assert plain(read("<p class='standfirst'>TASS counts the boats of the marsh for the first time</p>").standfirst)
