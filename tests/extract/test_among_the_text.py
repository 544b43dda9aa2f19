"""What newsrooms' programs set among a story's paragraphs and below them: lists of other stories, forms, requests for consent.
And what is the story's own though it looks like little: its notes, its headings, what it recommends."""

import pytest

from ingest.extract.article import Article
from ingest.extract.html import extract_html
from ingest.facts.credit import read_byline
from news.body import leaves, plain

LINES = [
    f"The {word} of the old mill was carried over the bridge on Monday, and nobody who saw it could say whose idea it had been."
    for word in ("wheel", "door", "roof", "stair", "chimney")
]
TEXT = "".join(f"<p>{line}</p>" for line in LINES)


def read(inside: str, *, top: str = "<h1>The mill moves</h1>", title: str = "The mill moves") -> Article:
    page = f"<html><head><title>{title}</title></head><body><main>{top}<div class='copy'>{inside}</div></main></body></html>"
    found = extract_html(page.encode(), url="https://mill.example/2026/moves")
    assert isinstance(found, Article)
    return found


def text(found: Article) -> list[str]:
    return [leaf.text for leaf in leaves(found.blocks)]


def cards(link: str = "/2026/story-{}", date: str = "<div class='entry-date'>{} May 2026</div>") -> str:
    return "".join(
        f"<div class='module'><div class='inner'><h3 class='t'><a href='{link.format(at)}'>The {word} stands alone</a></h3>"
        f"{date.format(at)}<div class='w'>Of the {word} nothing is known but that it stood there in the war.</div></div></div>"
        for at, word in enumerate(("pump", "gate", "kiosk", "lamp"), 1)
    )


@pytest.mark.parametrize("heading", ["", "<h4>What else there is</h4>", "<h4>ΔΗΜΟΦΙΛΗ</h4>"])
def test_dated_teasers_below_a_text_are_not_printed(heading: str) -> None:
    found = read(f"{TEXT}<div class='block'>{heading}<div class='list'>{cards()}</div></div>")
    assert text(found) == LINES


DATED = [("2026.05.04", "pump"), ("2026.05.03", "gate"), ("2026.05.02", "kiosk"), ("2026.05.01", "lamp")]


@pytest.mark.parametrize(
    "others",
    [
        "<dl>"
        + "".join(
            f"<dt>{day}</dt><dd class='t'><a href='/2026/{word}'>The {word} stands alone by the water</a></dd>"
            f"<dd class='c'>Of the {word} nothing is known but that it stood there in the war.</dd>"
            for day, word in DATED
        )
        + "</dl>",
        "".join(
            f"<div class='i'><p>{day}</p><p><a href='/2026/{word}'>The {word} stands alone by the water</a></p>"
            f"<p>Of the {word} nothing is known but that it stood there in the war.</p></div>"
            for day, word in DATED
        ),
    ],
    ids=["dl", "div"],
)
def test_links_below_dates_are_teasers_of_other_stories(others: str) -> None:
    found = read(f"{TEXT}<div class='releases'><h3>New releases</h3><div class='inner'>{others}</div></div>")
    assert text(found) == LINES
    assert not any("New releases" in line for line in text(found))


def test_a_chronicle_of_days_with_a_link_in_some_is_the_storys() -> None:
    days = "".join(
        f"<dt>{day}</dt><dd>The {word} was carried over the bridge, as <a href='/2026/{word}'>we wrote</a>, at noon.</dd>"
        for day, word in DATED
    )
    found = read(f"{TEXT}<dl>{days}</dl><p>{LINES[0].replace('wheel', 'sign')}</p>")
    assert sum(day in text(found) for day, _ in DATED) == 4 or not found.alteration.unaltered


@pytest.mark.parametrize(
    ("link", "date"),
    [("/2026/moves#entry-{}", "<div class='entry-date'>{} May 2026</div>"), ("/2026/story-{}", "")],
    ids=["entries of one page", "no dates"],
)
def test_a_list_that_may_be_the_storys_own_is_not_lost_in_silence(link: str, date: str) -> None:
    found = read(f"{TEXT}<div class='list'>{cards(link, date)}</div>")
    assert "Of the lamp nothing is known but that it stood there in the war." in text(found) or not found.alteration.unaltered


@pytest.mark.parametrize(
    "heading",
    ["MÁS LEÍDAS", "MAS LEIDAS", "À LIRE AUSSI", "A LIRE AUSSI", "Διαβάστε επίσης", "ΔΙΑΒΑΣΤΕ ΕΠΙΣΗΣ", "İLGİLİ HABERLER"],
)
def test_a_heading_of_other_stories_is_known_in_capitals_without_accents(heading: str) -> None:
    links = "".join(f"<li><a href='/2026/s{at}'>The pump number {at} stands alone</a></li>" for at in range(3))
    found = read(f"{TEXT}<div class='more'><h3>{heading}</h3><ul>{links}</ul></div>")
    assert text(found) == LINES


def test_a_form_for_mail_among_paragraphs_goes_with_what_stands_in_its_box() -> None:
    form = "<form><label>Address</label><input type='email' name='m'><button>Go</button></form>"
    box = f"<div class='b1'><h2 class='h'>Better mornings</h2><p class='o'>The mill's news before breakfast.</p>{form}</div>"
    found = read("".join(f"<p>{line}</p>" for line in LINES[:2]) + box + "".join(f"<p>{line}</p>" for line in LINES[2:]))
    assert text(found) == LINES
    assert found.alteration.unaltered


@pytest.mark.parametrize(
    "said",
    [
        "We (Mill Events Ltd) and selected third parties (18) use cookies or similar technologies for technical purposes.",
        "You can freely give, deny, or withdraw your consent at any time by accessing the preferences panel below this notice.",
        "Use the “Accept all” button to consent. Use the “Reject all” button or close this notice to go on without.",
    ],
)
def test_a_request_for_consent_is_no_text(said: str) -> None:
    notice = f"<div class='c1'><div class='c2'><p class='c3'>{said}</p><button>Reject all</button></div></div>"
    assert text(read(TEXT + notice)) == LINES


@pytest.mark.parametrize(
    "line",
    [
        "This is your last article that you can read this month before you need to register a free account.",
        "Estimated reading time: 4 minutes",
        "Geschätzte Lesezeit: 4 Minuten",
    ],
)
def test_what_a_program_says_above_a_text_is_not_printed(line: str) -> None:
    found = read(f"<p>{line}</p>{TEXT}")
    assert text(found) == LINES
    assert found.alteration.unaltered


def test_what_the_writer_recommends_is_not_lost_in_silence() -> None:
    said = (
        "<a href='https://x.example/a'>Moss</a> wrote a book on mills.",
        "Its <a href='https://x.example/b'>site</a> has pictures.",
    )
    items = "".join(f"<li>{one}</li>" for one in said)
    found = read(f"{TEXT}<div class='further'><h2>Further reading</h2><ul>{items}</ul></div>")
    assert "Moss wrote a book on mills." in text(found) or not found.alteration.unaltered


def test_a_note_of_few_words_among_notes_is_printed() -> None:
    notes = ["The miller's book, 203-204", LINES[0][:79] + " in 1911.", LINES[1][:60] + " in 1912."]
    noted = "".join(
        f"<div class='footnote'><a href='#a{at}'>{at}</a><div class='note'><p>{words}</p></div></div>"
        for at, words in enumerate(notes, 1)
    )
    found = read(TEXT + noted)
    assert [line for line in text(found) if not line.isdigit()] == [*LINES, *notes]


def test_a_top_heading_within_the_text_is_printed_though_a_paragraph_says_its_words() -> None:
    found = read(
        f"<p>{LINES[0]}</p><h1 class='part'>The old mill was</h1><p>{LINES[1]}</p><h1 class='part'>Doors</h1><p>{LINES[2]}</p>"
    )
    assert text(found) == [LINES[0], "The old mill was", LINES[1], "Doors", LINES[2]]


@pytest.mark.parametrize(
    "above", ["<div class='sub-title'><p>{}</p></div>", "<div class='lead-block'><div class='lead'><p>{}</p></div></div>"]
)
def test_a_few_words_in_an_element_named_for_the_standfirst_are_it(above: str) -> None:
    found = read(TEXT, top=f"<h1>The mill moves</h1>{above.format('What the miller said')}")
    assert plain(found.standfirst) == "What the miller said"


def test_a_heading_with_the_sites_name_behind_it_in_the_title_is_the_headline() -> None:
    top = "<h1>the <a href='/'>mill.example</a> notes.</h1><h3 class='entry-title'>The mill moves at last</h3>"
    assert read(TEXT, top=top, title="The mill moves at last «  the mill.example notes").headline == "The mill moves at last"


COMMENTS = "The mill prints every comment at once. It does not share what is said in them, and takes out what insults anybody."


@pytest.mark.parametrize("heading", ["Comments", "3 comments", "Kommentare", "ΣΧΟΛΙΑ", "Comentários", "Leave a comment"])
def test_the_rules_for_comments_below_a_text_are_no_text(heading: str) -> None:
    box = f"<div class='w2'><h4 class='x'>{heading}</h4></div><div class='w3'><p class='y'>{COMMENTS}</p></div>"
    found = read(f"{TEXT}<div class='w1'>{box}</div>")
    assert text(found) == LINES
    assert not found.alteration.unaltered  # a writer's own comment may be headed so


def test_what_a_story_quotes_of_a_request_for_consent_is_its_text() -> None:
    said = "You can freely give, deny, or withdraw your consent at any time by accessing the preferences panel of this mill."
    found = read(f"<p>{LINES[0]}</p><p>The notice at the gate says:</p><blockquote><p>{said}</p></blockquote><p>{LINES[1]}</p>")
    assert said in text(found)


def test_a_list_set_in_paragraphs_is_whole_though_some_are_links() -> None:
    said = [
        "the pump",
        "<a href='/s2'>4 gates by the river and a lamp</a>",
        "the kiosk",
        "<a href='/s4'>The lamp that nobody lit</a>",
    ]
    listed = "".join(f"<p>{at}、{one}</p>" for at, one in enumerate(said, 1))
    found = read(f"{TEXT}{listed}<p>{LINES[0][::-1].capitalize()}.</p>")
    assert [line.partition("、")[0] for line in text(found) if "、" in line] == ["1", "2", "3", "4"]


def test_a_list_of_who_wrote_it_and_when_is_no_text() -> None:
    told = "<li><span>Author,</span> Ada Lind</li><li><span>Role,</span> Mill Radio</li><li><time>3 May 2026</time></li>"
    found = read(f"<section aria-labelledby='article-byline'><ul>{told}</ul></section>{TEXT}")
    assert text(found) == LINES


@pytest.mark.parametrize("share", ["mill.example", "https://mill.example/2026/moves"])
def test_the_sites_address_is_no_standfirst(share: str) -> None:
    lead = "<h3 class='subtitle'>It went by night</h3>"
    found = read(TEXT, top=f"<h1>The mill moves</h1>{lead}<div class='description'>{share}</div>")
    assert plain(found.standfirst) == "It went by night"


def test_words_under_an_image_are_not_its_caption_and_the_standfirst_as_well() -> None:
    words = "<div class='image-data'>The wheel in its new place.</div>"
    found = read(f"<div class='lede-image'><img src='/w.jpg' width='900' height='500'>{words}</div>{TEXT}")
    assert (plain(found.standfirst) == "") is ("The wheel in its new place." in text(found))


def test_featured_teasers_between_others_are_teasers_too() -> None:
    mixed = cards().replace("class='module'", "class='module is-featured'", 1)
    assert text(read(f"{TEXT}<div class='list'>{mixed}</div>")) == LINES


@pytest.mark.parametrize(
    ("links", "is_named"),
    [
        (["https://a.example/x", "https://b.example/x", "https://c.example/x"], True),
        (["/2026/a", "/2026/b", "https://mill.example/2026/c"], False),
    ],
    ids=["other sites", "stories of this site"],
)
def test_a_heading_above_links_to_other_sites_is_not_lost_in_silence(links: list[str], is_named: bool) -> None:
    named = "".join(f"<div><a href='{link}'>The mill at the {word}</a></div>" for link, word in zip(links, LINES, strict=False))
    found = read(f"<h2>What happened</h2>{TEXT}<h2>Mills that others moved</h2>{named}")
    assert found.alteration.unaltered is not is_named


@pytest.mark.parametrize("place", ["London Wire —", "MILLTOWN (Wire) –"])
def test_place_and_agency_in_a_line_of_their_own_are_printed(place: str) -> None:
    found = read(f"<div class='source'>{place}</div>{TEXT}")
    assert text(found) == [place, *LINES]
    assert found.alteration.unaltered


def test_a_story_told_below_its_pictures_is_not_lost_in_silence() -> None:
    slides = "".join(
        f"<figure class='slide'><div class='head'>Part {at}</div><img src='/{at}.jpg' width='900' height='600'>"
        f"<figcaption><p>{line} {LINES[0]}</p><p>{LINES[1]} {line}</p></figcaption></figure>"
        for at, line in enumerate(LINES[2:], 1)
    )
    page = (
        "<html><head><title>The mill moves</title></head><body><article><header><h1>The mill moves</h1></header>"
        f"<div class='content'><p>{' '.join(LINES[:4])}</p></div><div class='slides'>{slides}</div></article>"
    )
    found = extract_html(page.encode(), url="https://mill.example/2026/moves")
    assert isinstance(found, Article)
    assert all(any(line in said for said in text(found)) for line in LINES) or not found.alteration.unaltered


def test_two_paragraphs_that_are_all_the_story_are_printed_once() -> None:
    told = f"<div class='{{}}'><p>{LINES[0]}</p><p>{LINES[1]}</p></div>"
    found = read(f"<section>{told.format('wide')}</section><section>{told.format('narrow')}</section>")
    assert text(found) == LINES[:2]


def test_a_text_that_breaks_off_at_an_archive_is_not_whole() -> None:
    wall = (
        "<div><div>The article you requested has been archived</div>"
        "<div>All that we wrote in the last fourteen days is free.</div></div>"
    )
    assert not read(f"<p>{LINES[0]} {LINES[1]}</p>{wall}").alteration.unaltered


def test_a_heading_that_asks_whether_this_was_liked_heads_other_stories() -> None:
    others = "".join(
        f"<p><a href='/2026/{word}'>The {word} has its own story to tell</a></p>" for word in ("pump", "gate", "lamp")
    )
    found = read(f"{TEXT}<p>Like this? You might also be interested in...</p>{others}")
    assert text(found) == LINES


@pytest.mark.parametrize("said", ["<a href='/ada'>Ada Moss</a><span> Milltown</span>", "<a href='/ada'>Ada Moss</a> Reuters"])
def test_a_place_behind_a_writers_name_is_none_of_it(said: str) -> None:
    found = read(f"<div class='author'>{said}</div>{TEXT}")
    byline = read_byline((), found.wordings, "The Mill")
    assert byline is not None
    assert byline.people == ("Ada Moss",)
