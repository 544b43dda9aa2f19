"""Paragraphs of scripts that write no full stop are read as running text, and their end is no sign of a cut."""

import pytest
from lxml import html

from ingest.extract.article import Article
from ingest.extract.blocks import PageText
from ingest.extract.html import extract_html
from ingest.extract.walk import read_blocks
from news.body import leaves

THAI = [
    "สะพานไม้ข้ามคลองใกล้ตลาดเช้าถูกปิดตั้งแต่วันจันทร์หลังจากชาวบ้านพบว่าเสาต้นหนึ่งเอียงไปทางน้ำ เทศบาลบอกว่าจะใช้เวลาซ่อมเก้าวัน",
    "พ่อค้าแม่ค้าที่เคยเดินข้ามสะพานทุกเช้าต้องอ้อมไปทางวัดซึ่งไกลกว่าเดิมเกือบสองกิโลเมตร หลายคนจึงขายผักอยู่ฝั่งเดิมแทน",
    "นายช่างที่มาดูเสาเล่าว่าไม้ยังแข็งดี แต่ดินใต้เสาถูกน้ำพัดหายไปในฤดูฝนที่ผ่านมา เขาขอหินสามคันรถเพื่อถมให้แน่น",
]
LAO = [
    "ຂົວໄມ້ຂ້າມຫ້ວຍໃກ້ຕະຫຼາດເຊົ້າຖືກປິດຕັ້ງແຕ່ວັນຈັນຫຼັງຈາກຊາວບ້ານພົບວ່າເສົາຕົ້ນໜຶ່ງອຽງໄປທາງນ້ຳ ເທດສະບານບອກວ່າຈະສ້ອມແປງເກົ້າວັນ",
    "ແມ່ຄ້າທີ່ເຄີຍຍ່າງຂ້າມຂົວທຸກເຊົ້າຕ້ອງອ້ອມໄປທາງວັດຊຶ່ງໄກກວ່າເກົ່າເກືອບສອງກິໂລແມັດ ຫຼາຍຄົນຈຶ່ງຂາຍຜັກຢູ່ຝັ່ງເກົ່າແທນ",
    "ນາຍຊ່າງທີ່ມາເບິ່ງເສົາເລົ່າວ່າໄມ້ຍັງແຂງດີ ແຕ່ດິນໃຕ້ເສົາຖືກນ້ຳພັດຫາຍໄປໃນລະດູຝົນທີ່ຜ່ານມາ ລາວຂໍຫີນສາມຄັນລົດເພື່ອຖົມໃຫ້ແໜ້ນ",
]
KHMER = [
    "ស្ពានឈើឆ្លងអូរក្បែរផ្សារព្រឹកត្រូវបានបិទតាំងពីថ្ងៃចន្ទ បន្ទាប់ពីអ្នកភូមិឃើញសសរមួយដើមទ្រេតទៅរកទឹក ហើយសាលាក្រុងនិយាយថានឹងជួសជុលប្រាំបួនថ្ងៃ",
    "អ្នកលក់ដូរដែលធ្លាប់ដើរឆ្លងស្ពានរាល់ព្រឹកត្រូវវាងទៅតាមវត្តដែលឆ្ងាយជាងមុនជិតពីរគីឡូម៉ែត្រ អ្នកខ្លះក៏លក់បន្លែនៅត្រើយដដែល",
    "ជាងដែលមកមើលសសរប្រាប់ថាឈើនៅរឹងល្អ ប៉ុន្តែដីក្រោមសសរត្រូវទឹកនាំបាត់ក្នុងរដូវវស្សាកន្លងទៅ គាត់សុំថ្មបីរថយន្តដើម្បីចាក់បំពេញ",
]
BURMESE = [
    "မနက်ဈေးအနီးက ချောင်းကူးသစ်သားတံတားကို တနင်္လာနေ့ကတည်းက ပိတ်ထားပြီး တိုင်တစ်တိုင် ရေဘက်ကို စောင်းနေတာ ရွာသားတွေ တွေ့ခဲ့ကြ",
    "နေ့တိုင်း တံတားဖြတ်သွားတဲ့ ဈေးသည်တွေက ဘုရားကျောင်းဘက်ကနေ နှစ်ကီလိုမီတာလောက် ပတ်သွားရလို့ တချို့က ဒီဘက်ကမ်းမှာပဲ ရောင်းကြ",
    "တိုင်ကို လာကြည့်တဲ့ လက်သမားက သစ်သားကောင်းသေးပေမယ့် အောက်က မြေကို မိုးရာသီက ရေတိုက်စားသွားတယ်လို့ ပြောပြီး ကျောက်သုံးကား တောင်း",
]


@pytest.mark.parametrize("story", [THAI, LAO, KHMER, BURMESE], ids=["Thai", "Lao", "Khmer", "Burmese"])
def test_such_paragraphs_are_the_story_and_links_beside_them_are_not(story: list[str]) -> None:
    beside = "".join(f"<li><a href='/{at}'>{line[:40]}</a></li>" for at, line in enumerate(story))
    told = "".join(f"<p>{line}</p>" for line in story)
    page = f"<title>สะพานไม้</title><body><ul>{beside}</ul><h1>สะพานไม้</h1><div>{told}</div><div><ul>{beside}</ul></div>"
    article = extract_html(page.encode(), url="https://khlong.example/bridge")
    assert isinstance(article, Article)
    assert [leaf.text for leaf in leaves(article.blocks)] == story


@pytest.mark.parametrize("story", [THAI, LAO], ids=["Thai", "Lao"])
def test_a_last_paragraph_without_a_full_stop_is_no_sign_of_a_cut_text(story: list[str]) -> None:
    told = "".join(f"<p>{line}</p>" for line in story)
    page = f"<title>สะพานไม้</title><body><article><h1>สะพานไม้</h1>{told}</article>"
    article = extract_html(page.encode(), url="https://khlong.example/bridge")
    assert isinstance(article, Article)
    assert article.alteration.end_in_doubt is None
    assert article.alteration.unaltered, article.alteration.grounds


@pytest.mark.parametrize("story", [THAI, LAO, KHMER, BURMESE], ids=["Thai", "Lao", "Khmer", "Burmese"])
def test_such_a_paragraph_is_prose_and_a_headline_of_it_is_none(story: list[str]) -> None:
    told = "".join(f"<p>{line}</p><p>{line[:30]}</p>" for line in story)
    page = read_blocks(html.document_fromstring(told))
    assert isinstance(page, PageText)
    assert [block.prose for block in page.blocks] == [True, False] * len(story)
