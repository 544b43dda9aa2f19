"""A site's name is no part of a headline, however the title writes it."""

import pytest

from ingest.extract.article import Article
from ingest.extract.html import extract_html

TEXT = "".join(
    f"<p>{line}</p>"
    for line in (
        "The lamp at the end of the pier has been lit again after eleven years, by a keeper who had to be shown the switch.",
        "It can be seen from the far shore, where it was taken for a star until the mayor telephoned and asked who had lit it.",
        "The bulb will last for two winters if nobody looks into it, says the maker, who has gone out of business since.",
    )
)


def headline(title: str, url: str, *, head: str = "", tops: str = "") -> str | None:
    page = f"<html><head><title>{title}</title>{head}</head><body><article>{tops}{TEXT}</article></body></html>"
    found = extract_html(page.encode(), url=url)
    assert isinstance(found, Article)
    return found.headline


@pytest.mark.parametrize("title", ["Lamp Lit | The Far Shore", "Lamp Lit | Far Shore", "The Far Shore | Lamp Lit"])
def test_a_title_loses_the_name_that_the_host_bears_without_its_article(title: str) -> None:
    assert headline(title, "https://www.farshore.example/lamp") == "Lamp Lit"


def test_the_canonical_address_names_the_site_of_a_page_fetched_elsewhere() -> None:
    link = "<link rel='canonical' href='https://pierpost.example/lamp-lit'>"
    assert headline("Lamp Lit - Pier Post", "https://cache.example/p?id=7", head=link) == "Lamp Lit"


@pytest.mark.parametrize("unseen", ["style='display:none'", "class='pagetitle hidden'"])
def test_a_heading_that_is_named_last_is_no_headline_beside_one_that_is_named_first(unseen: str) -> None:
    stated = "<meta property='og:title' content='The Lamp Is Lit Again'>"
    tops = f"<h1 {unseen}>News</h1><h1>The Lamp Is Lit Again</h1>"
    assert headline("News - Pier Post", "https://pierpost.example/lamp", head=stated, tops=tops) == "The Lamp Is Lit Again"


def test_what_begins_with_an_article_and_names_no_site_stays() -> None:
    assert headline("Lamp Lit | The Keeper", "https://farshore.example/lamp") == "Lamp Lit | The Keeper"


@pytest.mark.parametrize("title", ["灯台の明かりが十一年ぶりにともった：港新聞", "灯台の明かりが十一年ぶりにともった:港新聞"])
def test_a_sites_name_right_behind_a_colon_is_cut_off(title: str) -> None:
    names = f"<meta property='og:site_name' content='港新聞'><meta property='og:title' content='{title}'>"
    assert headline(title, "https://minato.example/1", head=names) == "灯台の明かりが十一年ぶりにともった"


def test_what_stands_behind_a_colon_and_names_no_site_stays() -> None:
    assert headline("Lamp Lit at 20:15", "https://15.example/lamp") == "Lamp Lit at 20:15"


def test_a_headline_that_the_title_ends_with_a_full_stop_is_the_pages_own() -> None:
    title = "新しい灯台の明かりを発売。 | 港電球株式会社"
    tops = "<h1>お知らせ</h1><h1>新しい灯台の明かりを発売</h1>"
    stated = f"<meta property='og:title' content='{title}'>"
    assert headline(title, "https://denkyu.example/1", head=stated, tops=tops) == "新しい灯台の明かりを発売"


def test_a_heading_that_names_the_site_gives_way_to_the_headline_that_stands_below_it() -> None:
    names = "<meta property='og:site_name' content='Far Shore TV'><meta property='og:title' content='Keeper finds the switch'>"
    tops = "<h1>Far Shore TV</h1><h2>Keeper finds the switch</h2>"
    assert headline("Far Shore TV", "https://fstv.example/1", head=names, tops=tops) == "Keeper finds the switch"


def test_a_heading_that_names_the_site_stays_where_no_other_line_is_the_headline() -> None:
    names = "<meta property='og:site_name' content='Far Shore TV'><meta property='og:title' content='F1 and more'>"
    assert headline("Far Shore TV", "https://fstv.example/1", head=names, tops="<h1>Far Shore TV</h1>") == "Far Shore TV"


def test_a_heading_that_names_the_site_stays_where_a_link_alone_leads_to_the_story() -> None:
    names = "<meta property='og:site_name' content='Far Shore TV'>"
    tops = "<h1>Far Shore TV</h1><p><a href='/switch'>Keeper finds the switch</a></p>"
    page = f"<title>Far Shore TV</title>{names}<body>{tops}{TEXT}</body>"
    found = extract_html(page.encode(), url="https://fstv.example/", feed_title="Keeper finds the switch")
    assert isinstance(found, Article)
    assert found.headline == "Far Shore TV"


def test_a_site_is_known_by_each_part_of_its_host() -> None:
    title = "Keeper finds the switch - FSTV"
    stated = f"<meta property='og:title' content='{title}'>"
    assert headline(title, "https://news.fstv.example.co.uk/1", head=stated) == "Keeper finds the switch"


@pytest.mark.parametrize("end", ["_港新聞", "-港新聞網", "_教育_港新聞"])
def test_what_stands_behind_a_sign_that_no_space_parts_is_cut_off_where_the_page_bears_it_out(end: str) -> None:
    said = "灯台の明かりが十一年ぶりに港の人びとの手でともった"
    assert headline(said + end, "https://minato.example/1", tops=f"<div class='t'>{said}</div>") == said


@pytest.mark.parametrize("end", ["Fstv.example Regional", "Fstv.example"])
def test_a_site_is_known_by_several_of_its_names_in_a_row(end: str) -> None:
    title = f"Keeper finds the switch - {end}"
    assert headline(title, "https://regional.fstv.example/1", tops="<h2>Lamps</h2>") == "Keeper finds the switch"


def test_a_headline_that_more_than_the_title_tells_does_not_give_way_to_the_sites_name() -> None:
    stated = "<meta property='og:title' content='Keeper finds the switch'>"
    tops = "<h1><a href='/'>Pier and Shore</a></h1><h1>Keeper finds the switch</h1>"
    assert (
        headline("Keeper finds the switch » Pier and Shore", "https://ps.example/1", head=stated, tops=tops)
        == "Keeper finds the switch"
    )


def test_a_headline_for_search_and_one_for_sharing_give_way_to_the_one_that_a_reader_sees() -> None:
    stated = "<meta property='og:title' content='You will not believe who stood at the pier'>"
    tops = "<h1>Keeper of the harbour lamp finds the switch at last</h1>"
    assert (
        headline("Keeper of harbour lamp finds the switch", "https://ps.example/1", head=stated, tops=tops)
        == "Keeper of the harbour lamp finds the switch at last"
    )


@pytest.mark.parametrize("title", ["The lamp is lit again | Harbour Courier", "Harbour Courier | The lamp is lit again"])
def test_a_heading_that_leads_to_the_sites_front_page_is_no_headline(title: str) -> None:
    tops = "<nav><a href='/'><h1>Harbour Courier</h1></a></nav><h1>The lamp is lit again</h1>"
    assert headline(title, "https://courier.example/lamp", tops=tops) == "The lamp is lit again"


@pytest.mark.parametrize("title", ["老灯塔昨晚重新点亮 – Harbour Courier", "岬の灯台、再び点灯 | Harbour Courier"])
def test_a_title_in_few_wide_signs_loses_the_longer_name_after_it(title: str) -> None:
    own = title.replace("|", "–").split(" – ")[0]
    assert headline(title, "https://courier.example/1", tops=f"<h1>博客</h1><h2>{own}</h2>") == own


SITE = "<header><h1><a href='/'>Harbour Courier</a></h1><p class='lead'>News from the coast and the islands</p></header>"
OWN = "The lamp at the end of the pier is lit again"


@pytest.mark.parametrize(
    ("title", "tops"),
    [
        (f"Harbour Courier - {OWN}", f"{SITE}<h2 class='title'><a href='/lamp'>{OWN}</a></h2>"),
        (f"{OWN} | Harbour Courier", f"{SITE}<h2>{OWN}</h2>"),
        (f"{OWN} · Harbour Courier", f"<div><h1><a href=''>Harbour Courier</a></h1><p class='lead'>News</p></div><h1>{OWN}</h1>"),
        (f"Harbour Courier: {OWN}", f"<a class='brand' href='https://x.example/index.html'>Harbour Courier</a><h1>{OWN}</h1>"),
        (f"Harbour Courier : {OWN}", f"<h1>{OWN}</h1>"),
        ("Harbour Courier", f"{SITE}<h2>{OWN}</h2>"),
        (OWN, f"{SITE}<h1>{OWN} <a class='share'>Tweet</a></h1>"),
        (OWN, f"<h1>{OWN}<a class='headerlink' href='#lamp' title='Permalink'>¶</a></h1>"),
    ],
)  # fmt: skip
def test_the_headline_is_told_from_the_name_and_motto_of_its_site(title: str, tops: str) -> None:
    page = f"<html><head><title>{title}</title></head><body>{tops}<article>{TEXT}</article></body></html>"
    found = extract_html(page.encode(), url="https://x.example/lamp")
    assert isinstance(found, Article)
    assert found.headline == OWN
    assert not found.standfirst


def test_what_stated_titles_and_a_heading_show_to_be_the_sites_name_is_no_headline() -> None:
    stated = f"<meta property='og:title' content='Harbour Courier ~ {OWN}'>"
    tops = f"<aside><h1>Harbour Courier</h1></aside><h2><a href='https://x.example/lamp'>{OWN}</a></h2>"
    assert headline(OWN, "https://x.example/lamp", head=stated, tops=tops) == OWN


WIDE = "老灯塔昨晚重新点亮照港口"


@pytest.mark.parametrize(
    ("title", "head", "tops"),
    [
        (WIDE, "og:title=Harbour Courier ~ {}", "<h1>Harbour Courier</h1><h2><a href='/lamp' rel='bookmark'>{}</a></h2>"),
        (f"Harbour Courier : {WIDE}", "", "<h1><a href='/lamp'>{}</a></h1><a href='/'>Harbour Courier <b>News</b></a>"),
        (f"{WIDE}  Harbour Courier", "", "<h1>{}</h1>"),
        (f"Harbour Courier  {WIDE}", "", "<h1>{}</h1>"),
    ],
)  # fmt: skip
def test_a_headline_in_few_wide_signs_is_as_certain_as_one_of_many_letters(title: str, head: str, tops: str) -> None:
    name, _, said = head.format(WIDE).partition("=")
    stated = f"<meta property='{name}' content='{said}'>" if head else ""
    page = f"<title>{title}</title>{stated}<body>{tops.format(WIDE)}<article>{TEXT}</article></body>"
    found = extract_html(page.encode(), url="https://x.example/lamp")
    assert isinstance(found, Article)
    assert found.headline == WIDE


def test_a_stated_title_that_is_a_heading_of_the_page_goes_before_one_with_the_sites_name() -> None:
    stated = f"<meta property='og:title' content='Harbour Courier | {OWN}'><meta name='twitter:title' content='{OWN}'>"
    tops = f"<h1><a href='/'>Our notes</a></h1><h2>{OWN}</h2>"
    assert headline("Harbour Courier", "https://x.example/lamp", head=stated, tops=tops) == OWN


def test_a_button_beside_a_headline_that_the_title_alone_states_is_no_part_of_it() -> None:
    tops = f"<h1><a href=''>{OWN}</a> <a class='share' href='https://share.example/'>Tweet</a></h1>"
    assert headline(f"{OWN} | Harbour Courier", "https://x.example/lamp", tops=tops) == OWN


def test_a_kicker_that_the_title_states_before_the_headline_is_not_taken_for_it() -> None:
    tops = f"<h1><span>The harbour at night:</span> {OWN}</h1>"
    assert headline(f"The harbour at night: {OWN}", "https://x.example/lamp", tops=tops) == f"The harbour at night: {OWN}"
