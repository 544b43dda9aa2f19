"""Dates that a page shows beside its story in ways of their own, and those there that are of something else."""

import pytest

from ingest.extract.article import Article
from ingest.extract.html import extract_html
from ingest.facts.date_lines import claims_of
from ingest.facts.dates import choose

PARAGRAPHS = tuple(
    f"<p>The harbour board met for the {nth} time this year and went through every berth, one after the other, until late.</p>"
    for nth in ("first", "second", "third", "fourth", "fifth")
)
TEXT = "".join(PARAGRAPHS)
H1 = "<h1>Berths are counted</h1>"


def dates(body: str, *, head: str = "", language: str = "en") -> dict[str, str]:
    """What the page is read to say of its publication and its last change."""
    page = f"<html lang='{language}'><head><title>Berths are counted</title>{head}</head><body>{body}</body></html>"
    article = extract_html(page.encode(), url="https://news.example/berths")
    assert isinstance(article, Article)
    claims = choose(list(claims_of(article.wordings)))
    return {claim.about: claim.value.isoformat() for claim in claims if claim.chosen and claim.value is not None}


def published(body: str, *, head: str = "", language: str = "en") -> str | None:
    return dates(body, head=head, language=language).get("published")


@pytest.mark.parametrize(
    "line",
    [
        "<p>Harbour desk <span class='meta__date'>15 August 2025</span> 12 readers</p>",
        "<p class='topline'><span class='date'>15 August 2025</span> Notice: berths and piers</p>",
        "<div><a class='post-meta-time' href='/2025'>15 August 2025</a><a href='/jd'>jane</a><a href='/c'>no word</a></div>",
        "<div><span class='entry-date updated'>15 August 2025</span> jane News 0</div>",
        "<div><span class='date'>Aug<span>15</span><span>2025</span></span> in Town</div>",
        "<div><span class='datum'>15 August 2025</span> on the quay with 7 boats</div>",
    ],
)
def test_a_part_of_a_line_that_is_named_for_a_date_is_the_storys(line: str) -> None:
    assert published(f"<main>{H1}{line}{TEXT}</main>") == "2025-08-15"
    assert published(f"<main>{line}{H1}{TEXT}</main>") == "2025-08-15"


@pytest.mark.parametrize(
    "line",
    [
        "<p>Concert in the yard <span class='event-date'>15 August 2025</span> with 7 boats</p>",
        "<p>Your harbour <span class='current-date'>15 August 2025</span> and 7 boats</p>",
        "<p>All boats of <span class='date'>2025</span> in 7 lines</p>",
        "".join(f"<p>Boat <span class='date'>{day} August 2025</span> of 7 more</p>" for day in (15, 16, 17)),
        "<div class='related'><p><a href='/b'>Boats that all sank in one storm</a></p><p class='date'>15 August 2025</p></div>",
        "<blockquote><p>Posted by <a href='/b'>Boats</a> on <a class='date'>Friday, August 15, 2025</a></p></blockquote>",
    ],
)
def test_one_that_is_of_something_else_is_not(line: str) -> None:
    assert published(f"<main>{H1}{line}{TEXT}</main>") is None


def test_the_day_of_reading_at_the_top_of_the_page_is_not() -> None:
    top = "<div class='top'><p>Fair, <span class='date'>15 August 2025</span>, 7 degrees</p></div>"
    assert published(f"{top}<main>{H1}<p>All were counted.</p>{TEXT}</main>") is None
    assert published(f"<main><div>{top}{H1}</div>{TEXT}</main>") == "2025-08-15"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "<p><b>Updated:</b> <span class='date'>15 August 2025</span> by 7 desks</p>",
            {"updated": "2025-08-15"},
        ),
        (
            "<p><span>Last updated</span> <time datetime='2025-08-15'>15 August 2025</time></p>",
            {"updated": "2025-08-15"},
        ),
        (
            "<div class='timestamp'><h4>Zuletzt geändert am:</h4><ul><li class='timestamp__item'>15 August 2025</li></ul></div>",
            {"updated": "2025-08-15"},
        ),
        (
            "<div class='meta'>Veröffentlicht am 14.08.2025<br>Letztes Update am 15.08.2025</div>",
            {"published": "2025-08-14", "updated": "2025-08-15"},
        ),
        ("<div class='lastchanged'>Stand: 15.08.2025 11:05 Uhr</div>", {"updated": "2025-08-15T11:05"}),
    ],
)
def test_what_dates_a_change_is_no_publication(line: str, expected: dict[str, str]) -> None:
    assert dates(f"<main>{H1}{line}{TEXT}</main>", language="de") == expected


def test_a_line_that_the_page_breaks_is_read_in_its_pieces() -> None:
    assert published(f"<main>{H1}<p>Example24<br>15 Aug 2025, 22:11 GMT+10</p>{TEXT}</main>") == "2025-08-15T22:11+10:00"
    assert published(f"<main>{H1}<p>Termin:<br>15 August 2025</p>{TEXT}</main>") is None


@pytest.mark.parametrize("place", ["<aside class='meta'>{}</aside>", "<div class='footer'>{}</div>", "<nav>{}</nav>"])
@pytest.mark.parametrize(
    "time",
    [
        "<time itemprop='datePublished' datetime='2025-08-15'>",
        "<time pubdate datetime='2025-08-15'>",
        "<time class='published' datetime='2025-08-15'>",
    ],
)
def test_a_time_that_says_what_it_is_counts_wherever_it_stands_in_its_article(place: str, time: str) -> None:
    told = place.format(f"<p>{time}yesterday</time> on the quay</p>")
    assert published(f"<article>{H1}{told}{TEXT}</article>") == "2025-08-15"
    assert published(f"<div>{told}</div><article>{H1}{TEXT}</article>") is None


def test_the_foot_of_the_article_states_its_time_and_the_comments_below_do_not() -> None:
    foot = "<footer class='entry-footer'><time class='entry-date published' datetime='2025-08-15'>15 August</time> Filed</footer>"
    comment = (
        "<ol class='comments'><li><article><p><time pubdate datetime='2025-08-16'>16 August</time> Jane</p></article></li></ol>"
    )
    assert published(f"<article>{H1}{TEXT}{foot}{comment}</article>") == "2025-08-15"
    assert published(f"<article>{H1}{TEXT}{comment}</article>") is None


def test_a_download_that_the_text_is_about_has_a_date_of_its_own() -> None:
    told = "<table><tr><td><time itemprop='datePublished' datetime='2025-08-15'>15 August</time></td></tr></table>"
    page = "<div itemscope itemtype='https://schema.org/SoftwareApplication'><div class='footer'>{}</div>{}</div>"
    assert published(H1 + page.format(told, TEXT)) is None


def test_the_words_of_a_time_count_where_its_attribute_cannot_be_told() -> None:
    line = "<p><time datetime='01-11-2023 10:29'>1. November 2023 10:29</time></p>"
    assert published(f"<main>{H1}{line}{TEXT}</main>", language="de") == "2023-11-01T10:29"


@pytest.mark.parametrize(
    ("inside", "day"),
    [
        ("<ul><li>Harbour</li><li class='meta__date'>15 August 2025</li><li>7 minutes</li></ul>", "2025-08-15"),
        ("<h3>Boats that sank in the night</h3><p class='date'>15 August 2025</p>", None),
        ("<a href='/b'>Boats that sank in the night and were lost</a><p class='date'>15 August 2025</p>", None),
    ],
)
def test_a_box_between_headline_and_text_is_the_storys_where_it_leads_to_no_other(inside: str, day: str | None) -> None:
    assert published(f"<main>{H1}<aside>{inside}</aside><div>{TEXT}</div></main>") == day


def test_a_line_right_below_the_headline_counts_whatever_is_named_navigation() -> None:
    line = "<ul class='nav meta'><li><a href='/time/2025'>15 Aug 2025 18:29</a></li><li>Politics</li></ul>"
    assert published(f"<main><div>{H1}</div>{line}{TEXT}</main>") == "2025-08-15T18:29"


def test_a_piece_of_opinion_is_no_readers_comment() -> None:
    line = "<div class='PublishDate HeaderComment_publishDate'><span>Friday,</span> <span>15 August 2025</span></div>"
    assert published(f"<main>{H1}{line}{TEXT}</main>") == "2025-08-15"
    assert published(f"<main>{H1}<div class='comments'>{line}</div>{TEXT}</main>") is None


@pytest.mark.parametrize(
    ("below", "day"),
    [
        ("<p>Erstellt am: 15.08.2025</p>", "2025-08-15"),
        ("<p>Published 15 August 2025</p>", "2025-08-15"),
        ("<p>15 August 2025</p>", None),
        ("<h3><a href='/b'>Boats that sank in the night and were lost</a></h3><p>Published 15 August 2025</p>", None),
        ("<aside><p>Published 15 August 2025</p></aside>", None),
        ("<p>One.</p><p>Two.</p><p>Three.</p><p>Four.</p><p>Five.</p><p>Published 15 August 2025</p>", None),
    ],
)
def test_a_line_below_the_text_says_itself_that_it_dates_it(below: str, day: str | None) -> None:
    assert published(f"<main>{H1}{TEXT}<div>{below}</div></main>", language="de") == day


@pytest.mark.parametrize(
    ("first", "further", "day"),
    [
        ("<p>15 August 2025</p>", "", "2025-08-15"),
        ("<p>15 August 2025</p>", "<p>16 August 2025</p>", None),
        ("<p>On 15 August 2025 all came.</p>", "", None),
    ],
)
def test_a_text_that_begins_with_its_date_alone(first: str, further: str, day: str | None) -> None:
    assert published(f"<main>{H1}<div>{first}{''.join(PARAGRAPHS[:3])}{further}{''.join(PARAGRAPHS[3:])}</div></main>") == day


def test_a_press_releases_own_label_at_the_head_of_its_text_counts() -> None:
    lead = "Pressemitteilung vom 15. August 2025 | Hafen – " + "Alle Boote wurden gezählt, eines nach dem anderen, bis spät. " * 2
    assert published(f"<main>{H1}<p class='lead'>{lead}</p>{TEXT}</main>", language="de") == "2025-08-15"
    lead = lead.replace("Pressemitteilung vom 15. August 2025 |", "Am 15. August 2025 |")
    assert published(f"<main>{H1}<p class='lead'>{lead}</p>{TEXT}</main>", language="de") is None


def test_day_month_and_year_in_elements_of_their_own_are_three_words() -> None:
    line = "<p class='date'>Aug <span>15</span><span>2025</span></p>"
    assert published(f"<main>{H1}{line}{TEXT}</main>") == "2025-08-15"


@pytest.mark.parametrize(
    ("facts", "day"),
    [
        (("Datum 15.08.2025", "Autorin/Autor Jane Doe"), "2025-08-15"),
        (("Author Jane Doe", "Date 15 August 2025"), "2025-08-15"),
        (("Datum 15.08.2025", "Ort Hafen"), None),
        (("Datum: 15.08.2025",), None),
        (("Frist 15.08.2025", "Autor Jane Doe"), None),
    ],
)
def test_a_list_of_facts_below_the_text_tells_its_date_beside_its_author(facts: tuple[str, ...], day: str | None) -> None:
    below = "".join(f"<li>{fact}</li>" for fact in facts)
    assert published(f"<main>{H1}<div>{TEXT}</div><div><a href='/s'>Send</a></div><ul>{below}</ul></main>", language="de") == day


WEBPAGE = (
    "<script type='application/ld+json'>{\"@type\": \"WebPage\", \"url\": \"https://news.example/berths\", "
    "\"name\": \"Berths are counted\", \"datePublished\": \"2025-08-15T06:00:00Z\"}</script>"
)  # fmt: skip


def test_the_page_itself_says_when_where_no_article_does() -> None:
    assert published(f"<main>{H1}{TEXT}</main>", head=WEBPAGE) == "2025-08-15T06:00:00Z"


def test_what_is_printed_beside_the_text_comes_before_the_page() -> None:
    assert published(f"<main>{H1}<p class='date'>20 August 2025</p>{TEXT}</main>", head=WEBPAGE) == "2025-08-20"


def test_data_in_a_script_without_a_type_are_known_by_how_they_begin() -> None:
    data = '{"@context": "https://schema.org", "@type": "NewsArticle", "datePublished": "2025-08-15T06:00:00Z"}'
    assert published(f"<main>{H1}{TEXT}</main>", head=f"<script>{data}</script>") == "2025-08-15T06:00:00Z"
    assert published(f"<main>{H1}{TEXT}</main>", head=f"<script>var data = {data}</script>") is None


def test_what_is_named_for_sharing_and_holds_headline_and_date_is_the_storys() -> None:
    header = f"<div class='social'>{H1}<p>All berths were counted in the night.</p><div class='byline'>15 August 2025</div></div>"
    assert published(f"<main>{header}<div>{TEXT}</div></main>") == "2025-08-15"


def test_another_page_says_nothing() -> None:
    other = WEBPAGE.replace("berths", "boats").replace("Berths are counted", "Boats are lost")
    assert published(f"<main>{H1}{TEXT}</main>", head=other) is None


@pytest.mark.parametrize("name", ["article:published", "publish_date", "bt:pubdate", "shareaholic:article_published_time"])
def test_names_of_other_programs_are_known(name: str) -> None:
    assert published(f"<main>{H1}{TEXT}</main>", head=f"<meta name='{name}' content='2025-08-15'>") == "2025-08-15"


def test_a_date_of_anything_is_not_the_publications_where_the_page_was_last_changed_before() -> None:
    line = "<p>Stand: 14.08.2025 18:00 Uhr</p>"
    assert dates(f"<main>{H1}{line}{TEXT}</main>", head="<meta name='date' content='2025-08-15'>", language="de") == {
        "updated": "2025-08-14T18:00"
    }


OTHER = "<h4><a href='/b'>Boats that all sank in one storm</a></h4>"


@pytest.mark.parametrize(
    "below",
    [
        f"<div class='related-posts'>{OTHER}<p class='entry-meta'><a href='/2025'>October 11, 2025</a> Jo Doe</p></div>",
        f"<div class='x'>{OTHER}<div class='entry-meta'>October 11, 2025</div></div>",
    ],
)
def test_the_date_of_another_story_below_the_text_is_not_the_storys(below: str) -> None:
    assert published(f"<main>{H1}<div class='entry-content'>{TEXT}{below}</div></main>") is None
    assert published(f"<main>{H1}<div class='entry-content'>{TEXT}</div>{below}</main>") is None


@pytest.mark.parametrize(
    "line",
    [
        "<p>When: <time datetime='2025-08-15T19:00'>15 August, 7pm</time></p>",
        "<p><b>Deadline:</b> <time datetime='2025-08-15'>15 August</time></p>",
        "<p>Expires <time datetime='2025-08-15'>15 August</time></p>",
        "<p>Born <time datetime='1950-08-15'>15 August 1950</time></p>",
        "<p>Photo taken <time datetime='2019-08-15'>15 August 2019</time></p>",
        "<p>Medically reviewed <time datetime='2025-08-15'>15 August 2025</time></p>",
        "<p>Originally published in The Quay on <time datetime='2005-08-15'>15 August 2005</time></p>",
        "<p>Frist: <time datetime='2025-08-15'>15. August</time></p>",
        "<p><time class='dtstart' datetime='2025-08-15T19:00'>15 August, 7pm</time></p>",
        "<p><time itemprop='startDate' datetime='2025-08-15T19:00'>15 August, 7pm</time></p>",
        "<p><time class='event-date' datetime='2025-08-15T19:00'>15 August, 7pm</time></p>",
        "<div class='event-info'><p><time datetime='2025-08-15T19:00'>15 August, 7pm</time></p></div>",
        "<figure><img src='/b.jpg'><figcaption>Boats <time datetime='2019-08-15'>15 August</time></figcaption></figure>",
    ],
)
def test_a_time_of_something_else_dates_no_story(line: str) -> None:
    assert published(f"<main>{H1}{line}{TEXT}</main>") is None


@pytest.mark.parametrize(
    "line",
    [
        "<p>By Jane Doe, <time datetime='2025-08-15T19:00'>15 August, 7pm</time></p>",
        "<p>Published: <time datetime='2025-08-15T19:00'>15 August, 7pm</time></p>",
        "<p>Posted on <time datetime='2025-08-15T19:00'>15 August, 7pm</time> in Events</p>",
        "<div class='story-info'><p><time datetime='2025-08-15T19:00'>15 August, 7pm</time></p></div>",
        "<p><span class='fa-calendar-o icon-clock'><time datetime='2025-08-15T19:00'>15 August, 7pm</time></span></p>",
        "<p class='prevent-wrap usatoday-meta terminal'><time datetime='2025-08-15T19:00'>15 August, 7pm</time></p>",
    ],
)
def test_a_time_with_its_writer_or_its_label_does(line: str) -> None:
    assert published(f"<main>{H1}{line}{TEXT}</main>") == "2025-08-15T19:00"


STORM = "<a href='/b'>Boats that all sank in one storm at sea</a>"
TIME = "<time datetime='2025-10-11'>11 October 2025</time>"


@pytest.mark.parametrize(
    "body",
    [
        f"{H1}<div class='related'><h3>{STORM}</h3>{TIME}</div>{TEXT}",
        f"{H1}<div class='box'><h3>{STORM}</h3><p>11 October 2025</p></div>{TEXT}",
        f"{H1}<div class='box'><h3>{STORM}</h3><p>{TIME}</p></div>{TEXT}",
        f"<article>{H1}{TEXT}</article><article><h2>{STORM}</h2>{TIME}</article>",
        f"{H1}{TEXT}<div>{STORM} {TIME}</div>",
        f"{H1}<div class='schedule'><span class='date'>11 October 2025</span></div>{TEXT}",
        f"{H1}<p class='photo-date'>11 October 2025</p>{TEXT}",
        f"{H1}<p class='event-date'>11 October 2025</p>{TEXT}",
        f"{H1}<div class='newsletter'><p>The letter of the quay</p><p>11 October 2025</p></div>{TEXT}",
    ],
)
def test_the_date_of_what_stands_in_between_or_follows_is_not_the_storys(body: str) -> None:
    assert published(f"<main>{body}</main>") is None


@pytest.mark.parametrize(
    "top",
    [
        f"<header>{TIME}</header>",
        "<div class='topbar'><span>Saturday, 11 October 2025</span></div>",
        "<div class='topbar'><span class='date'>Saturday, 11 October 2025</span></div>",
    ],
)
def test_the_day_of_reading_right_above_the_story_is_not_its_own(top: str) -> None:
    assert published(f"{top}<main>{H1}{TEXT}</main>") is None
    assert published(f"<main><div>{top}{H1}</div>{TEXT}</main>") == "2025-10-11"


def test_several_days_below_the_text_are_a_list() -> None:
    other = TIME.replace("11", "12")
    assert published(f"<main>{H1}{TEXT}<p>{TIME}</p></main>") == "2025-10-11"
    assert published(f"<main>{H1}{TEXT}<p>Boats {TIME}</p><p>Piers {other}</p></main>") is None
    changed = dates(f"<main>{H1}{TEXT}<p>Published {TIME}</p><p>Updated {other}</p></main>")
    assert changed == {"published": "2025-10-11", "updated": "2025-10-12"}


NEWS = '{"@type": "NewsArticle", "headline": "HEADLINE", "url": "URL", "datePublished": "2025-08-15T06:00:00Z"}'
OWN, OTHERS = "Berths are counted", "Boats that sank in one storm"


@pytest.mark.parametrize(
    ("headline", "url", "day"),
    [
        (OWN, "https://news.example/boats", "2025-08-15T06:00:00Z"),
        (OTHERS, "https://news.example/berths", "2025-08-15T06:00:00Z"),
        (OTHERS, "https://news.example/boats", None),
        (OTHERS, "", "2025-08-15T06:00:00Z"),
    ],
)
def test_an_article_in_data_with_another_headline_at_another_address_dates_another_story(
    headline: str, url: str, day: str | None
) -> None:
    stated = NEWS.replace("HEADLINE", headline).replace("URL", url)
    for data in (stated, f'{{"@type": "ItemList", "itemListElement": [{stated}]}}'):
        head = f"<script type='application/ld+json'>{data}</script>"
        assert published(f"<main>{H1}{TEXT}</main>", head=head) == day


def test_a_headline_in_data_is_the_pages_where_only_its_spelling_differs() -> None:
    head = f"<script type='application/ld+json'>{NEWS.replace('HEADLINE', 'Berths &#038; piers').replace('URL', '')}</script>"
    assert published(f"<main>{H1.replace('are counted', '&amp; piers')}{TEXT}</main>", head=head) == "2025-08-15T06:00:00Z"


@pytest.mark.parametrize(
    ("part", "day"),
    [
        ("itemprop='review' itemscope itemtype='https://schema.org/Review'", None),
        ("itemprop='video' itemscope itemtype='https://schema.org/VideoObject'", None),
        ("itemscope itemtype='https://schema.org/VideoObject'", None),
        ("itemscope itemtype='https://schema.org/Comment'", None),
        ("itemscope itemtype='https://schema.org/NewsArticle'", "2025-08-15"),
        ("itemprop='mainEntity' itemscope itemtype='https://schema.org/NewsArticle'", "2025-08-15"),
        ("itemscope", "2025-08-15"),
        ("class='x'", "2025-08-15"),
    ],
)
def test_microdata_of_a_part_of_the_page_dates_that_part(part: str, day: str | None) -> None:
    assert published(f"<main>{H1}<div {part}><meta itemprop='datePublished' content='2025-08-15'></div>{TEXT}</main>") == day


def test_a_page_that_is_a_video_says_when_it_was_published() -> None:
    page = (
        f"<div itemscope itemtype='https://schema.org/VideoObject'><meta itemprop='datePublished' content='2025-08-15'>{H1}{TEXT}"
    )
    assert published(f"<main>{page}</div></main>") == "2025-08-15"


def test_the_making_of_a_text_gives_way_to_what_is_printed() -> None:
    made = NEWS.replace("datePublished", "dateCreated").replace("HEADLINE", OWN).replace("URL", "")
    head = f"<script type='application/ld+json'>{made}</script>"
    assert published(f"<main>{H1}<p class='date'>20 August 2025</p>{TEXT}</main>", head=head) == "2025-08-20"
    assert published(f"<main>{H1}{TEXT}</main>", head=head) == "2025-08-15T06:00:00Z"


def test_a_year_alone_is_no_publication() -> None:
    assert published(f"<main>{H1}<p>On the quay since <time datetime='1995'>1995</time></p>{TEXT}</main>") is None
    assert published(f"<main>{H1}<p><time datetime='2025-08'>August 2025</time></p>{TEXT}</main>") == "2025-08"


def test_an_abbreviation_that_is_named_for_the_publication_states_it_in_its_title() -> None:
    line = "<p><abbr class='published' title='2025-02-11T08:30:00+01:00'>11.02.2025</abbr></p>"
    assert published(f"{H1}{line}{TEXT}") == "2025-02-11T08:30:00+01:00"
    assert published(f"{H1}<p><abbr class='unit' title='2025-02-11'>n.</abbr></p>{TEXT}") is None


def test_a_line_below_the_first_of_two_headlines_is_the_storys() -> None:
    line = "<h2><time datetime='2025-02-11'>11 February 2025</time></h2>"
    menu = "<nav><ul><li><h3><a href='/'>Home</a></h3></li></ul></nav>"
    assert published(f"<div class='top'>{H1}{line}</div>{menu}<div class='post'>{H1}{TEXT}</div>") == "2025-02-11"


def test_a_writers_name_behind_a_dash_leaves_the_date_one() -> None:
    assert published(f"{H1}<p class='meta'>February 11, 2025 - Jane Doe</p>{TEXT}") == "2025-02-11"
