"""What speaks to a page's readers among a story's paragraphs is not printed and is named; what only begins like it is text."""

import pytest

from ingest.extract.article import Article
from ingest.extract.html import extract_html
from news.body import leaves

STORY = [
    "The swing bridge at Nether Quay stuck open on Friday evening with a milk float on the far side of it.",
    "Its keeper worked the crank by hand until nine, when the crank came off and fell into the harbour basin.",
    "A ferry took the milk across in four trips, and the float was left on the bridge road until the morning.",
    "The council has ordered a new crank from the foundry and a rope for whoever has to look for the old one.",
]


def read(line: str, at: int) -> Article:
    told = [f"<p>{said}</p>" for said in STORY]
    told.insert(at, line)
    page = f"<title>Bridge stuck</title><body><article><h1>Bridge stuck</h1>{''.join(told)}</article>"
    found = extract_html(page.encode(), url="https://quay.example/bridge")
    assert isinstance(found, Article)
    return found


def text(article: Article) -> list[str]:
    return [leaf.text for leaf in leaves(article.blocks)]


@pytest.mark.parametrize("at", [0, 2, 4], ids=["above", "between", "below"])
@pytest.mark.parametrize(
    "label",
    ["Advertisement", "ADVERTISEMENT - Continue Reading Below", "Story continues below advertisement", "Werbung", "Publicité",
     "İLAN", "Реклама", "Διαφήμιση", "פרסומת", "إعلان", "विज्ञापन", "โฆษณา", "広告", "광고", "Page 2 of 3", "12 comments",
     "3 min read", "Temps de lecture : 4 min", "Lesedauer: 3 Min.", "Durée de la vidéo : 2 min.", "End of article", "分享到：",
     "공유하기", "기자 정보", "點擊圖片放大", "Baca Juga", "Back to top", "In this article",
     "Related articles:", "À lire aussi :"],
)  # fmt: skip
def test_a_label_alone_on_its_line_is_no_text(label: str, at: int) -> None:
    assert text(read(f"<p>{label}</p>", at)) == STORY


@pytest.mark.parametrize("at", [2, 4], ids=["between", "below"])
@pytest.mark.parametrize("label", ["See also", "Siehe auch", "Lee también", "เรื่องที่เกี่ยวข้อง", "関連記事"])
def test_an_invitation_to_several_stories_is_no_text(label: str, at: int) -> None:
    links = "".join(f"<br><a href='/x{number}'>A tram that went to sea and came back with herring</a>" for number in "123")
    article = read(f"<p><strong>{label}</strong>{links}</p>", at)
    assert text(article) == STORY
    assert article.alteration.unaltered


@pytest.mark.parametrize("at", [2, 4], ids=["between", "below"])
@pytest.mark.parametrize(
    "label",
    ["Don't miss", "Siehe auch", "Voir aussi", "Lee también", "Veja também", "Lesa einnig", "Prečítajte si aj", "Прочитајте још",
     "Прочетете още", "Διαβάστε επίσης", "Чытайце таксама", "ასევე წაიკითხეთ", "קראו עוד", "اقرأ أيضًا", "بیشتر بخوانید",
     "ये भी पढ़ें", "আরও পড়ুন", "อ่านเพิ่มเติม", "Xem thêm", "あわせて読みたい", "관련기사"],
)  # fmt: skip
def test_an_invitation_to_another_story_is_no_text(label: str, at: int) -> None:
    article = read(f"<p>{label}: <a href='/x'>A tram that went to sea and came back</a></p>", at)
    assert text(article) == STORY
    assert article.alteration.unaltered


@pytest.mark.parametrize("at", [2, 4], ids=["between", "below"])
@pytest.mark.parametrize(
    "said",
    [
        "If you value our reporting from the quay, please consider a small donation: it keeps the lamp lit.",
        "Follow us on Facebook and never again miss what falls into the basin.",
        "Unterstützen Sie unseren unabhängigen Journalismus mit einer Spende, und sei sie noch so klein.",
        "Soutenez notre journal en faisant un don, et nous tiendrons la lampe allumée toute la nuit.",
        "Síguenos en Facebook para saber antes que nadie lo que cae al agua del puerto.",
        "Подписывайтесь на наш телеграм-канал, и вы первыми узнаете, что упало в воду.",
        "हमारे व्हाट्सऐप चैनल से जुड़ें और पुल की हर खबर सबसे पहले पाएँ।",
        (
            "ร่วมสนับสนุนหนังสือพิมพ์ท่าเรือของเราได้ตามกำลัง โอนเงินผ่านพร้อมเพย์หรือบัตรธนาคารในเวลาใดก็ได้ เพื่อให้เราเฝ้าดูว่ามีอะไร"
            "ตกลงไปในอ่างบ้างทุกวันและทุกคืนตลอดทั้งปี และส่งใบเสร็จมาที่กองบรรณาธิการ"
        ),
        "تابعونا على فيسبوك لتعرفوا قبل غيركم ما الذي يسقط في الميناء.",
        "Download the Nether Quay App to hear at once what falls into the basin.",
        "※ 당신의 제보가 뉴스가 됩니다. 카카오톡에서 부두신문을 검색해 주세요.",
        "扫一扫二维码，关注码头新闻官方微信，第一时间知道什么掉进了港池。",
    ],
)
def test_an_appeal_to_readers_is_no_text_and_is_named(said: str, at: int) -> None:
    article = read(f"<p>{said}</p>", at)
    assert text(article) == STORY
    assert article.alteration.unaltered
    assert at == 4 or said[:80] in [loss.first for loss in article.alteration.losses]


@pytest.mark.parametrize("at", [0, 2, 4], ids=["above", "between", "below"])
@pytest.mark.parametrize(
    "said",
    [
        "“Sign up now,” the keeper's poster said, and by noon there were nine new deckhands and a newsletter.",
        "Advertising on the bridge brought in four pounds a year, all of it from the dairy.",
        "Anzeige gegen den Brückenwärter wurde noch am selben Abend erstattet, und zwar von der Molkerei.",
        "Подписание договора с литейным заводом состоится в мае, сообщили в совете.",
        "Support us or drown, the ferryman had told the council when it met in March.",
        "Related to none of them, the keeper's cat was found asleep in the crank house.",
        "The union asked members to support its journalism fund, and Facebook to bring the crank back.",
    ],
)
def test_a_sentence_that_only_begins_so_is_the_storys(said: str, at: int) -> None:
    assert said in "\n".join(text(read(f"<p>{said}</p>", at)))


def test_what_comes_next_is_a_part_of_a_report() -> None:
    assert "UP NEXT" in text(read("<p>UP NEXT</p>", 3))


def test_a_section_may_be_headed_by_the_word_for_advertisements() -> None:
    assert "Werbung" in text(read("<h2>Werbung</h2>", 2))


def test_an_appeal_that_promises_the_rest_is_a_sign_of_a_cut_text() -> None:
    article = read("<p>Subscribe now to our paper edition for the full story.</p>", 3)
    assert "for the full story" in (article.alteration.end_in_doubt or "")
    assert not article.alteration.unaltered


@pytest.mark.parametrize("at", [0, 4], ids=["above", "below"])
@pytest.mark.parametrize(
    "line",
    ["Dienstag, 4. Mai 2021, 10:30 Uhr", "Martes, 4 de mayo de 2021", "terça-feira, 4 de maio de 2021", "4 травня 2021, 10:30",
     "wtorek, 4 maja 2021", "4 Mayıs 2021 Salı 10:30", "2021년 5월 4일 10:30", "입력 2021.05.04 10:30 수정 2021.05.04 11:00",
     "الثلاثاء 4 مايو 2021", "יום שלישי, 4 במאי 2021", "मंगलवार, 4 मई 2021", "4 พฤษภาคม 2564", "Τρίτη, 4 Μαΐου 2021",
     "Julkaistu 4.5.2021 klo 10.30", "2021. május 4., kedd 10:30", "Thứ ba, 4/5/2021, 10:30 (GMT+7)",
     "Selasa, 4 Mei 2021 10:30 WIB"],
)  # fmt: skip
def test_a_line_that_is_a_date_is_no_text(line: str, at: int) -> None:
    assert text(read(f"<p>{line}</p>", at)) == STORY


@pytest.mark.parametrize("line", ["Nether Quay, 4 May 2021", "In May 2021 the crank was found.", "4 May, and still no crank"])
def test_a_line_that_says_more_than_a_date_is_text(line: str) -> None:
    assert text(read(f"<p>{line}</p>", 4)) == [*STORY, line]


def test_a_table_may_end_in_a_number_or_a_date() -> None:
    rows = "".join(f"<tr><td>Crank {year}</td><td>{year}</td></tr>" for year in ("1908", "4 May 1921"))
    assert text(read(f"<table>{rows}</table>", 4))[-4:] == ["Crank 1908", "1908", "Crank 4 May 1921", "4 May 1921"]


def test_the_way_through_the_sections_to_the_page_is_no_text() -> None:
    way = "<p><a href='/'>Home</a> / <a href='/quay'>Nether Quay</a> / Bridge stuck</p>"
    assert text(read(way, 0)) == STORY


@pytest.mark.parametrize("label", ["İLGİLİ HABER", "İlgili Haberler", "İLGİNİZİ ÇEKEBİLİR", "Google News'te bizi takip edin"])
def test_a_label_in_turkish_capitals_is_known(label: str) -> None:
    """The capital with a dot becomes two signs in folded case."""
    assert label not in [leaf.text for leaf in leaves(read(f"<p><b>{label}</b></p>", 2).blocks)]
