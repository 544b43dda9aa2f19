"""Notices of licences in languages of which little is understood: what may take one back, or speak of pictures, names none."""

import pytest

from ingest.extract.article import Article
from ingest.extract.html import extract_html
from ingest.facts.licence_words import read_words
from ingest.facts.rights import read_rights, record_of

TAKEN_BACK = [
    "本站内容不采用 CC BY 4.0 许可协议", "除图片外，本文采用 CC BY 4.0",
    "本文曾以 CC BY 4.0 发布",
    "この記事は CC BY 4.0 ではありません",
    "이 기사는 CC BY 4.0 에 따라 이용할 수 없습니다", "هذا المقال غير مرخص بموجب CC BY 4.0",
    "הטקסט אינו ברישיון CC BY 4.0", "यह लेख CC BY 4.0 के अंतर्गत नहीं है", "Bài viết này không theo giấy phép CC BY 4.0",
    "บทความนี้ไม่อยู่ภายใต้ CC BY 4.0", "Bu makale CC BY 4.0 lisansı altında değildir", "Artikel ini tidak berlisensi CC BY 4.0",
    "Tento článek není pod licencí CC BY 4.0", "Το άρθρο δεν διατίθεται με CC BY 4.0", "Artikkeli ei ole lisensoitu CC BY 4.0",
    "Artikeln är inte licensierad under CC BY 4.0", "Artiklen er ikke CC BY 4.0", "A cikk nem CC BY 4.0",
    "Articolul nu este sub CC BY 4.0", "Samo tekst je CC BY 4.0",
]  # fmt: skip
OF_OTHER_THINGS = [
    "图片采用 CC BY 4.0 许可", "写真は CC BY 4.0 です", "사진 CC BY 4.0", "Ảnh: CC BY 4.0",
    "Fotoğraf: CC BY 4.0", "Foto: CC BY 2.0",
    "Kuva: CC BY 4.0", "Bild: CC BY 4.0", "Kép: CC BY 4.0", "Slika: CC BY 4.0", "صورة: CC BY 4.0", "Φωτογραφία: CC BY 4.0",
]  # fmt: skip
GIVEN = [
    "本文采用 CC BY-NC-SA 4.0 许可协议",
    "本博客所有文章除特别声明外，均采用 CC BY-NC-SA 4.0 许可协议。转载请注明来自 港口博客！",
    "除非另有说明，本站内容采用 CC BY 4.0 授权", "この記事は CC BY 4.0 の下に提供されています",
    "特に記載がない限り、本サイトの文章は CC BY 4.0 で提供されます", "이 글은 CC BY 4.0 라이선스에 따라 이용할 수 있습니다",
    "별도로 명시하지 않는 한 이 글은 CC BY 4.0 을 따릅니다", "هذا المقال مرخص بموجب CC BY 4.0",
    "ما لم يذكر خلاف ذلك، النص مرخص بموجب CC BY 4.0", "הטקסט מפורסם ברישיון CC BY 4.0",
    "Bu makale CC BY 4.0 lisansı ile yayımlanmıştır", "Kecuali dinyatakan lain, konten berlisensi CC BY 4.0",
    "Bài viết này theo giấy phép CC BY 4.0", "Pokud není uvedeno jinak, obsah je pod CC BY 4.0",
    "Το άρθρο διατίθεται με CC BY 4.0", "Artikkeli on lisensoitu CC BY 4.0",
    "Om inte annat anges är innehållet licensierat under CC BY 4.0", "A cikk CC BY 4.0 licenc alatt érhető el",
]  # fmt: skip


@pytest.mark.parametrize("words", [*TAKEN_BACK, *OF_OTHER_THINGS])
def test_words_that_take_a_licence_back_or_speak_of_pictures_name_none(words: str) -> None:
    assert read_words(words).licence is None


@pytest.mark.parametrize("words", GIVEN)
def test_words_that_do_neither_name_the_licence(words: str) -> None:
    assert read_words(words).licence in ("CC-BY-4.0", "CC-BY-NC-SA-4.0")


def test_a_notice_in_a_language_that_is_understood_still_counts() -> None:
    assert licence_of("This article is licensed under CC BY 4.0.") == "CC-BY-4.0"


def licence_of(line: str) -> str | None:
    """The licence of a story whose text ends with this line."""
    text = "".join(
        f"<p>The crane by the old gate was mended on day {day}, and all of the quay came to look at it.</p>" for day in range(6)
    )
    page = f"<title>Crane</title><body><article><h1>Crane</h1>{text}<p>{line}</p></article></body>"
    found = extract_html(page.encode(), url="https://quay.example/crane")
    assert isinstance(found, Article)
    read = read_rights(
        (), found.wordings, feed_url="", page_url="https://quay.example/crane", capture=None, seen="2026-05-03", mirror=False
    )
    return record_of(read, None).licence


@pytest.mark.parametrize(
    "line",
    [
        "本文使用的地图采用 CC BY 4.0 许可协议。",
        "この記事の年表は CC BY 4.0 だ。",
        "이 글은 다른 글(CC BY-SA 4.0)을 바탕으로 한다.",
        "Bu haberde geçen çizelge CC BY 4.0 lisanslıdır.",
        "日本文学全集は CC BY 4.0 で公開されている。",
        "日本記事保存会の年表は CC BY 4.0 だ。",
        "日本文化研究所的论文采用 CC BY 4.0 许可协议。",
        "因此文献采用 CC BY 4.0 许可协议。",
        "基本内容采用 CC BY 4.0 许可协议。",
        "该作品采用 CC BY 4.0 许可协议。",
        "该网站采用 CC BY 4.0 许可协议。",
        "此作品采用 CC BY 4.0 许可协议。",
        "아이 글은 CC BY 4.0 을 따릅니다.",
        "Το έργο διατίθεται με CC BY 4.0.",
        "Το κείμενο διατίθεται με CC BY 4.0.",
        "To delo je pod CC BY 4.0.",
    ],
)
def test_a_sentence_of_the_story_names_no_licence_where_little_of_it_is_understood(line: str) -> None:
    assert licence_of(line) is None
