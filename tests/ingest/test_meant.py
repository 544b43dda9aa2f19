"""Whether a page is the one an entry means is told from the entry's headline, in any language, and from where it led."""

import pytest

from ingest.extract.article import Article
from ingest.meant import not_meant
from news.alteration import Alteration, Level
from news.body import Paragraph, Text

LINK = "https://gazette.example/2026/bridge"
SURE = Alteration(level=Level.VERBATIM, grounds="all blocks are printed")
STORIES = [
    ("Harbour's old bridge closed until May", "Bridge shut", "The crack in the harbours' old bridge will be mended by May."),
    ("Live: 14 hurt in Ormsk", "What we know", "Fourteen people (14) were taken to hospital in Ormsk on Sunday."),
    ("港の古い橋、五月まで閉鎖", "橋の修理", "港にある古い橋は五月末まで通行止めとなると市が発表した。"),
    ("옛 다리 오월까지 폐쇄", "다리 소식", "항구의 옛 다리가 오월 말까지 폐쇄된다고 시가 밝혔다."),
    ("สะพานเก่าปิดถึงเดือนพฤษภาคม", "ข่าวท่าเรือ", "เทศบาลแจ้งว่าสะพานเก่าจะปิดซ่อมจนถึงปลายเดือนพฤษภาคม"),
    ("Старый мост закрыт до мая", "Мост", "Старого моста в гавани не откроют до конца мая, сообщили власти."),
    ("Bridge", "Wholly other", "A headline of one word says too little to be held against a page."),
    ("", "Wholly other", "An entry without a headline says nothing."),
]
GONE = [
    ("Harbour's old bridge closed until May", "Page not found", "What you asked for is not here. Try the search above."),
    ("港の古い橋、五月まで閉鎖", "お探しのページは見つかりません", "削除されたか、アドレスが変わった可能性があります。"),
    ("Старый мост закрыт до мая", "Страница не найдена", "Возможно, она была удалена или перенесена."),
    ("Alte Brücke bis Mai gesperrt", "Anmelden", "Bitte melden Sie sich an, um weiterzulesen. Noch kein Konto?"),
]


def article(headline: str, text: str) -> Article:
    return Article(headline=headline, blocks=(Paragraph((Text(text),)),), alteration=SURE)


@pytest.mark.parametrize(("title", "headline", "text"), STORIES)
def test_a_page_whose_headline_is_another_is_still_meant(title: str, headline: str, text: str) -> None:
    assert not_meant(title, LINK, LINK, article(headline, text)) is None


@pytest.mark.parametrize(("title", "headline", "text"), GONE)
def test_a_page_in_place_of_the_story_is_told(title: str, headline: str, text: str) -> None:
    words = not_meant(title, LINK, LINK, article(headline, text))
    assert words is not None
    assert words.endswith(f"the headline that the feed gives: {title}")


@pytest.mark.parametrize("front", ["", "/", "/en/", "/pt-br", "/index.html", "/de/index.php", "/#top"])
def test_a_front_page_is_not_the_story_that_led_to_it(front: str) -> None:
    title, headline, text = STORIES[0]
    found = not_meant(title, LINK, f"https://gazette.example{front}", article(headline, text))
    assert found == "its address leads to the front page of the site"
    assert not_meant(title, "https://gazette.example/", f"https://gazette.example{front}", article(headline, text)) is None


@pytest.mark.parametrize("place", ["/?p=17", "/#!/bridge", "/bridge", "/en/bridge", "/2026/"])
def test_other_short_addresses_are_stories(place: str) -> None:
    title, headline, text = STORIES[0]
    assert not_meant(title, LINK, f"https://gazette.example{place}", article(headline, text)) is None
