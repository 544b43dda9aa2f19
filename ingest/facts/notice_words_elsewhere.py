"""The words of notices on rights that take back, limit or speak of other things, in languages that `notice_words` does not have.

A licence's short name stands in every language (`CC BY 4.0`): where the words around it are not understood, they must at least be
known not to say "not", "only" or "photos". What speaks of the story itself is not looked for here: a sentence of a story may name
the licence of a map that it shows or of a paper that it reports on, in words that are not known.
"""

import re
from typing import Final

CUSTOMARY: Final = re.compile(
    # Chinese, Japanese, Korean
    r"除(?:非|了)?(?:特别|特別|另有|另外|有|明确)?[^，。,、；;]{0,8}(?:声明|聲明|注明|註明|说明|說明|标明|標明|标注|標註)(?:者)?(?:之外|以外|外)?|"
    r"(?:がない|のない|しない|されていない|無い)限り|(?:場合|もの)を除き|(?:않는|없는) ?한(?=[ ,])|없는 경우|"
    # Arabic, Hebrew, Hindi, Thai, Vietnamese, Indonesian
    r"ما لم (?:يُ?ذكر|يُ?نص|يُ?شر)[^،.]{0,20}|אלא אם (?:כן )?(?:צוין|נאמר|מצוין) אחרת|"
    r"जब तक (?:कि )?अन्यथा[^,।]{0,24}(?=[,।]| हो)|เว้นแต่(?:จะ)?(?:มีการ)?ระบุ(?:ไว้)?เป็นอย่างอื่น|"
    r"trừ (?:khi|phi|trường hợp) (?:có |được )?(?:ghi|quy định|nêu)[^,.]{0,16}khác|"
    r"kecuali (?:jika |bila )?(?:dinyatakan|disebutkan|ditentukan|ada keterangan) (?:lain|sebaliknya)|"
    # Czech, Slovak, Croatian, Slovene, Hungarian, Romanian, Greek
    r"(?:pokud |ak )?(?:není|nie je)(?:-li)? (?:uveden[oé]|stanoven[oé]) (?:jinak|inak)|"
    r"(?:osim |razen )?(?:ako|ukoliko|če) (?:nije|ni) (?:drugačije|drukčije|drugače) (?:navedeno|naznačeno)|"
    r"(?:hacsak |ha )?(?:nincs )?más(?:képp|képpen|ként) (?:nem )?(?:jelez\w{1,6}|jelöl\w{1,6}|feltüntet\w{1,6})|"
    r"(?:dacă|unde) nu (?:se |este )?(?:specific\w{1,3}|menționea\w{1,3}|menționat|indicat) altfel|"
    r"εκτός (?:αν|εάν|κι αν) (?:αναφέρεται|ορίζεται|σημειώνεται|δηλώνεται) (?:διαφορετικά|το αντίθετο)|"
    # Swedish, Norwegian, Danish, Finnish, Catalan
    r"(?:om|där|når|hvis|der|när) (?:inte|ikke|inget|intet|ej) (?:annat|annet|andet) (?:anges|sägs|er angi\w{2,4}|fremgår)|"
    r"med ?mindre (?:annet|andet) er angi\w{2,4}|(?:ellei|jollei|jos ei) toisin (?:mainita|ilmoiteta|ole mainittu)|"
    r"(?:llevat|excepte) (?:que|on) s'indiqui(?: el contrari)?"
)
"""What nearly every notice allows for: it takes nothing back."""
AGAINST: Final = re.compile(
    # scripts without borders between words
    r"不|未|没有|沒有|除(?!以)|曾|原本|旧|過去|以前|仅|僅|只|如果|若|将来|將來|并非|並非|非[^常]|"
    r"ない|ません|なく|ではな|以外|例外|のみ|だけ|もし|でした|ましたが|を除|않|아니|없|못|제외|이외|예외|에만|였습니다|였다|"
    r"ไม่|ยกเว้น|เว้นแต่|มิได้|เฉพาะ|เคย|"
    # scripts with borders, letters joined to words among them
    r"غير|ليس|(?<!\w)(?:لا|لم|لن|دون|إلا|فقط|كان|كانت|بدون|جز|مگر|تنها)(?!\w)|باستثناء|ما عدا|نیست|نمی|نبود|"
    r"(?<!\w)(?:אינו|אינה|אינם|לא|אין|ללא|למעט|חוץ|רק|היה|היו|בלי)(?!\w)|"
    r"नहीं|बिना|छोड़कर|के अलावा|केवल|सिर्फ|(?<!\w)(?:न|था|थे|थी)(?!\w)|"
    r"নয়|নেই|ছাড়া|শুধু|(?<!\w)না(?!\w)|இல்லை|தவிர|மட்டும்|కాదు|లేదు|మినహా|"
    r"(?<!\w)(?:δεν|όχι|χωρίς|εκτός|πλην|μόνο|μη|ήταν|αν|εάν)(?!\w)|"
    r"\b(?:değil\w{0,4}|olmayan|hariç|dışında|yalnızca|sadece|eğer|idi|tidak|bukan|tanpa|kecuali|hanya|belum|jika|pernah|"
    r"không|chưa|ngoại trừ|trừ|chỉ|nếu|từng|není|nejsou|nie je|nie sú|bez|kromě|okrem|mimo|pouze|jen|iba|byl[aoiy]?|bol[aoi]?|"
    r"ei|eivät|ilman|paitsi|lukuun ottamatta|vain|ainoastaan|oli|jos|inte|ej|ikke|utan|uten|uden|utom|förutom|unntatt|"
    r"bortsett|undtagen|endast|bare|kun|tidigare|tidligere|om|hvis|nem|nincs|kivéve|csak|kizárólag|nélkül|volt|ha|"
    r"nu|fără|cu excepția|doar|numai|era|dacă|nije|nisu|niso|osim|razen|brez|samo|välja arvatud|ainult|nav|izņemot|tikai|"
    r"nėra|išskyrus|tik|llevat|excepte|només|hapana|si|isipokuwa|tu|hindi|maliban|lamang)\b"
)
OTHER_THINGS: Final = re.compile(
    r"图片|圖片|照片|相片|图像|圖像|插图|插圖|配图|封面|题图|頭圖|头图|视频|影片|視頻|影像|音乐|音樂|音频|字体|字型|主题|主題|模板|版型|代码|代碼|"
    r"程式|程序|软件|軟體|评论|評論|留言|数据|數據|图标|圖示|写真|画像|イラスト|図版|動画|映像|音声|楽曲|フォント|テーマ|デザイン|アイコン|コード|"
    r"データ|コメント|ソフト|사진|이미지|그림|영상|음악|글꼴|폰트|아이콘|디자인|코드|데이터|댓글|소프트웨어|"
    r"ภาพ|รูป|วิดีโอ|ฟอนต์|ซอฟต์แวร์|صور|فيديو|برمجي|تعليقات|تصوير|خط(?:وط)?(?!\w)|عکس|تصاویر|تصویر|ویدئو|نرم.?افزار|"
    r"תמונ|צילומ|סרטון|סרטונים|גופן|תוכנה|תגובות|फोटो|चित्र|तस्वीर|छवि|वीडियो|टिप्पणि|सॉफ्ट|ছবি|ভিডিও|படம்|படங்கள்|ఫోటో|చిత్ర|"
    r"φωτογραφί|εικόν|βίντεο|σχόλι|γραμματοσειρ|λογισμικ|\b(?:fotoğraf\w{0,8}|görsel\w{0,6}|resim\w{0,6}|tasarım\w{0,4}|yorum\w{0,5}|"
    r"yazılım\w{0,3}|gambar|foto|desain|komentar|perangkat|ảnh|hình|bình luận|thiết kế|phần mềm|fotografi\w{1,4}|snímk\w{1,3}|"
    r"obrázk\w{1,3}|fotk\w{1,2}|kuva\w{0,4}|valokuva\w{0,5}|bilde\w{0,2}|billede\w{0,3}|bilder\w{0,2}|fotoet|fotografie\w{0,3}|"
    r"kommentar\w{0,4}|kép\w{0,4}|fotó\w{0,4}|fénykép\w{0,5}|imagin\w{1,4}|poze\w{0,2}|slik\w{1,3}|fotod\w{0,3}|pilt\w{0,4}|"
    r"attēl\w{1,3}|nuotrauk\w{1,3}|imatges?|picha|larawan|programvar\w{1,3}|ohjelmisto\w{0,3}|szoftver\w{0,3})\b"
)
