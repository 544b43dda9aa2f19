"""How lines begin that stand among a story's paragraphs and are none of it, in the languages that news is written in.

All phrases are plain text in folded case. Each ends where a word ends.
"""

import re
from itertools import product
from typing import Final

OTHERS: Final = (
    *map(" ".join, product(("read", "see", "watch", "listen", "view"), ("more", "also", "next", "now", "related"))),
    "also read", "more on", "more from", "more about", "more stories", "more news", "related", "recommended", "most read",
    "most popular", "most viewed", "you may like", "you may also like", "you might like", "you might also like", "don't miss",
    "don’t miss", "in case you missed it", "must read", "up next",
    # German, Dutch, Luxembourgish
    "lesen sie", "lies auch", "mehr zum thema", "mehr dazu", "siehe auch", "sehen sie auch", "auch interessant",
    "auch lesenswert", "das könnte sie auch interessieren", "lees ook", "lees meer", "lees verder", "bekijk ook", "zie ook",
    "liest och",
    # French, Catalan, Spanish, Galician, Portuguese, Italian, Romanian, Basque
    "lire aussi", "à lire aussi", "a lire aussi", "à lire également", "lire également", "lisez aussi", "voir aussi",
    "à voir aussi", "à voir également", "à découvrir", "sur le même sujet", "sur le même thème", "llegeix també",
    "llegiu també", "vegeu també",
    "lea también", "lea además", "lee también", "leer también", "le puede interesar", "te puede interesar", "le recomendamos",
    "ver también", "vea también", "mira también", "noticias relacionadas", "le tamén", "leia também", "leia mais", "leia ainda",
    "veja também", "veja mais", "saiba mais", "confira também", "leggi anche", "vedi anche", "guarda anche",
    "ti potrebbe interessare", "citește și", "citeşte şi", "citiți și", "vezi și", "irakurri gehiago",
    # Swedish, Norwegian, Danish, Icelandic, Finnish, Estonian, Latvian, Lithuanian
    "läs också", "läs mer", "läs även", "se även", "les også", "se også", "læs også", "læs mere", "lesa einnig", "sjá einnig",
    "lue myös", "lue lisää", "katso myös", "loe ka", "loe lisaks", "vaata ka", "lasi arī", "taip pat skaitykite",
    "skaitykite taip pat",
    # Polish, Czech, Slovak, Slovene, Croatian, Serbian, Bulgarian, Macedonian, Hungarian, Albanian, Greek, Turkish
    "czytaj też", "czytaj także", "czytaj więcej", "czytaj również", "zobacz też", "zobacz także", "zobacz również",
    "przeczytaj także", "przeczytaj też", "przeczytaj również", "čtěte také", "čtěte více", "přečtěte si", "související",
    "prečítajte si", "čítajte aj", "čítajte tiež", "preberite tudi", "preberite še", "pročitajte i", "pročitajte još",
    "pročitaj i", "прочитајте и", "прочитајте још", "погледајте још", "прочетете още", "прочети още", "вижте още", "вижте също",
    "прочитај и", "olvassa el ezt is", "olvasta már", "lexo edhe", "lexoni edhe", "διαβάστε επίσης", "διαβάστε ακόμη",
    "διαβάστε ακόμα", "διαβάστε περισσότερα", "δείτε επίσης", "ayrıca okuyun", "ilginizi çekebilir", "ilgili haber",
    "ilgili haberler",
    # Russian, Ukrainian, Belarusian, Kazakh, Georgian, Armenian
    "читайте также", "читайте ещё", "читайте еще", "читайте нас", "смотрите также", "материалы по теме", "по теме",
    "читайте також", "дивіться також", "читайте ще", "чытайце таксама", "тағы оқыңыз", "ასევე წაიკითხეთ", "წაიკითხეთ ასევე",
    "կարդացեք նաև", "կարդալ նաև",
    # Hebrew, Arabic, Persian, Urdu
    "קראו עוד", "קראו גם", "לקריאה נוספת", "עוד בנושא", "ראו גם", "اقرأ أيضا", "اقرأ أيضًا", "اقرأ أيضاً", "إقرأ أيضا",
    "اقرأ المزيد", "شاهد أيضا", "شاهد أيضًا", "مواضيع ذات صلة", "بیشتر بخوانید", "همچنین بخوانید", "مطالب مرتبط",
    "یہ بھی پڑھیں", "مزید پڑھیں",
    # Hindi, Marathi, Bengali, Gujarati, Tamil, Telugu, Kannada
    "ये पढ़ें", "ये भी पढ़ें", "यह भी पढ़ें", "इसे भी पढ़ें", "और पढ़ें", "हेही वाचा", "আরও পড়ুন", "আরো পড়ুন", "આ પણ વાંચો",
    "மேலும் படிக்க", "ఇది కూడా చదవండి", "ಇದನ್ನೂ ಓದಿ",
    # Thai, Lao, Vietnamese, Indonesian, Malay, Filipino, Swahili
    "อ่านเพิ่มเติม", "อ่านข่าวเพิ่มเติม", "อ่านต่อ", "ข่าวที่เกี่ยวข้อง", "เรื่องที่เกี่ยวข้อง", "ອ່ານເພີ່ມເຕີມ", "xem thêm",
    "đọc thêm", "tin liên quan", "baca juga", "simak juga", "lihat juga", "baca lagi", "basahin din", "soma pia", "soma zaidi",
    # Chinese, Japanese, Korean
    "相关阅读", "相關閱讀", "相关新闻", "相關新聞", "相关报道", "相關報道", "相關報導", "相关链接", "关联阅读", "延伸阅读",
    "延伸閱讀", "推荐阅读", "推介文章", "同場加映", "関連記事",
    "あわせて読みたい", "合わせて読みたい", "관련기사", "관련 기사", "함께 보면",
)  # fmt: skip
"""Invitations to other stories."""
NOTES: Final = (
    "sign up", "subscribe", "newsletter", "get the latest", "get our latest", "get the newsletter", "get our newsletter",
    "get the app", "get our app", "get our daily", "get our free", "follow us", "follow me", "follow him", "follow her",
    "follow @", "join our", "join us", "share this", "share on", "share via", "advertisement", "advertise with us", "sponsored",
    "watch:", "read:", "listen:", "video:", "podcast:", "photos:", "in pictures:", "our standards",
    "tag:", "tags", "topic:", "topics:", "filed under", "filed in", "posted in", "category:", "categories:", "categorised in",
    "categorized in", "tagged:", "tagged with", "tagged in", "this post was written by", "kategorie:", "kategorien:",
    "schlagwort:", "schlagwörter:", "stichwörter:", "catégorie :", "catégories :", "mots-clés :", "categoría:", "categorías:",
    "etiquetas:", "categorie:", "etichette:", "marcadores:", "рубрика:", "рубрики:", "метки:", "теги:", "分类：", "标签：",
    "分類：", "標籤：", "カテゴリー：", "タグ：", "التصنيف:", "الوسوم:", "click here", "you are here", "download our app",
    "download the app", "support us", "support our", "donate", "getty images", "reuters photo", "first published",
    "last updated", "last modified", "updated:", "published:", "teilen", "jetzt abonnieren", "anzeige", "partager", "abonnez",
    "publicité", "suscríbete", "suscribete", "compartir", "publicidad", "condividi", "iscriviti", "pubblicità", "compartilhe",
    "compartilhar", "assine", "publicidade", "подпишитесь", "подписывайтесь", "подписаться", "поделиться", "реклама",
    "следите за",
)  # fmt: skip
"""Labels of a page's own, and what it asks its readers."""
APPEALS: Final = (
    "sign up", "subscribe", "get the latest", "get our", "follow us", "join our", "join us", "download our app",
    "download the", "enjoy more", "support us", "support our", "support independent", "donate", "make a donation", "like us on",
    "become a member", "stay informed", "stay up to date", "if you value", "if you like our", "if you enjoy our",
    "if you appreciate", "we rely on", "help us", "listen to our", "got a tip", "have a tip", "got a story", "have a story",
    "do you have a story", "do you have a tip", "abonnieren sie", "abonniere", "jetzt abonnieren", "melden sie sich",
    "folgen sie uns", "folge uns", "folgt uns", "unterstützen sie", "unterstütze unse", "abonneer", "schrijf je in",
    "meld je aan", "volg ons", "steun ons", "steun onze", "abonnez-vous", "inscrivez-vous", "suivez-nous", "soutenez",
    "rejoignez notre", "rejoignez-nous", "recevez", "suscríbete", "suscribete", "suscríbase", "síguenos", "siguenos", "síganos",
    "apoya el", "apoya a", "apoye", "hazte socio", "únete a nuestro", "recibe nuestr", "subscriu-te", "segueix-nos",
    "iscriviti", "abbonati", "seguici", "sostieni", "ricevi", "assine", "inscreva-se", "siga-nos", "siga o", "apoie", "receba",
    "participe do nosso", "entre no nosso", "abonează-te", "abonați-vă", "urmărește-ne", "susține", "prenumerera på vår",
    "följ oss", "stöd oss", "stöd vår", "meld deg på", "følg oss", "støtt vår", "tilmeld dig", "følg os", "støt vor", "tilaa",
    "seuraa meitä", "jälgi meid", "google news'te",
    "google news’te", "sekite mus", "seko mums", "zapisz się", "obserwuj nas", "śledź nas", "polub nas",
    "dołącz do nas", "wesprzyj", "přihlaste se", "sledujte nás", "podpořte", "odebírejte", "prihláste sa", "podporte",
    "naročite se", "podprite", "pretplatite se", "pratite nas", "podržite", "пратите нас", "подржите", "последвайте ни",
    "абонирайте се", "подкрепете", "iratkozzon fel", "iratkozz fel", "kövessen minket", "kövess minket", "támogassa",
    "támogasd", "ακολουθήστε", "εγγραφείτε", "στηρίξτε", "bizi", "подпишитесь", "подписывайтесь", "следите за нами",
    "поддержите", "присоединяйтесь", "підпишіться", "підписуйтесь", "підписуйтеся", "стежте за нами", "підтримайте",
    "приєднуйтесь", "приєднуйтеся", "падпісвайцеся", "падтрымайце", "הצטרפו", "הירשמו", "עקבו אחרינו", "תמכו", "تابعونا",
    "تابعنا", "اشترك في", "اشتركوا في", "انضم إلى", "ما را در", "ہمیں", "हमारे", "हमें", "ताज़ा खबर", "ताजा खबर", "আমাদের",
    "ติดตาม", "กดติดตาม", "ร่วมสนับสนุน", "สนับสนุนเรา", "การสนับสนุนจากคุณ", "เท่าไรก็ได้",
    "ترحب شبكة", "mời bạn", "theo dõi", "ikuti berita", "ikuti kami", "lineの友だち", "公式line", "关注我们",
    "關注我們", "欢迎关注", "扫码关注", "欢迎扫描", "欢迎扫码", "扫一扫", "长按二维码", "更多猛料", "请下载", "請下載",
    "立即下载", "立即下載", "点击下载", "카카오톡 채널을 추가", "네이버에서", "당신의 제보", "여러분의 제보", "제보하기",
    "기사 제보", "기사제보", "연합뉴스 기사문의", "연합뉴스tv 기사문의",
)  # fmt: skip
"""How an appeal to readers begins. Many are a story's own words too, and count where one of `OFFERS` stands in the line."""
OFFERS: Final = (
    "newsletter", "inbox", "whatsapp", "telegram", "facebook", "twitter", "instagram", "youtube", "tiktok", "google news",
    "bluesky", "viber", "podcast", "our app", "the app", "subscri", "journalism", "our reporting", "our stories",
    "our newspaper", "newsdesk", "newsroom", " app ", " app.", "-app ", "unlimited access", "donating", "donation",
    "independent media", "readers like you", "journalismus", "spende", "nieuwsbrief", "journalistiek", "donatie", "journalisme",
    "notre journal", "notre média", "un don", "periodismo", "boletín", "donación", "giornalismo", "donazione", "jornalismo",
    "doação", "boletim", "jurnalism", "nyhetsbrev", "nyhedsbrev", "journalistik", "uutiskir", "uudiskir", "naujienlaišk",
    "dziennikarstw", "biuletyn", "darowizn", "žurnalist", "novinařin", "novinárstv", "novinarstv", "hírlevél", "újságírás",
    "δημοσιογραφ", "bülten", "gazetecili", "телеграм", "ватсап", "вайбер", "рассылк", "журналистик", "розсилк", "журналістик",
    "пожертв", "журналістык", "новинарств", "טלגרם", "ווטסאפ", "פייסבוק", "ניוזלטר", "فيسبوك", "فيس بوك", "تويتر", "واتساب",
    "تلغرام", "تيليجرام", "تلگرام", "واتس اپ", "فیس بک", "واٹس ایپ", "व्हाट्सऐप", "व्हाट्सएप", "वॉट्सऐप", "फेसबुक", "টেলিগ্রাম",
    "ফেসবুক", "হোয়াটসঅ্যাপ", "เฟซบุ๊ก", "โอนเงิน", "พร้อมเพย์", "บริจาค", "التعليقات",
    "paypal", "patreon", "zalo", "友だち登録", "友だち追加", "公众号", "微信", "二维码", "客户端", "粉絲",
    "채널", "구독", "카카오톡", "제보",
)  # fmt: skip
"""What a publisher offers its readers or asks them for."""
LABELS: Final = (
    "advertisement", "advertisements", "advert", "advertising", "sponsored", "sponsored content", "story continues below",
    "story continues below advertisement", "article continues below", "article continues below advertisement",
    "advertisement continue reading below", "advertisement story continues below", "advertisement scroll to continue",
    "advertisement scroll to continue reading", "advertisement scroll to continue with content", "continue reading below",
    "scroll to continue", "scroll to continue reading", "anzeige", "werbung", "publicité", "la suite après cette publicité",
    "publicidad", "publicitat", "pubblicità", "publicidade", "continua depois da publicidade", "continua após a publicidade",
    "publicitate", "advertentie", "reclame", "annons", "annonse", "annonce", "mainos", "auglýsing", "reklaam", "reklāma",
    "reklama", "inzerce", "inzercia", "oglas", "реклама", "рэклама", "оглас", "hirdetés", "reklam", "İLAN", "διαφήμιση",
    "жарнама", "რეკლამა", "գովազդ", "פרסומת", "إعلان", "اعلان", "تبلیغات", "اشتہار", "विज्ञापन", "বিজ্ঞাপন", "விளம்பரம்",
    "ప్రకటన", "โฆษณา", "ໂຄສະນາ", "quảng cáo", "iklan", "patalastas", "tangazo", "広告", "スポンサーリンク",
    "スポンサードリンク",
    "スポンサード リンク", "广告", "廣告",
    "광고", "page of", "seite von", "page sur", "página de", "pagina di", "pagina van", "sida av", "side av", "strana z",
    "strona z", "страница из", "loading", "image", "photo", "photos", "min read", "mins read", "minute read", "minutes read",
    "back to top", "in this article", "text size", "enjoyed the article", "enjoyed this article", "did you enjoy this article",
    "did you like this article", "loading comments", "getting the conversation ready",
    "table of contents", "advertisement page continues below", "listen to this article", "listen to this article min",
    "end of article", "related articles", "related stories",
    "related news", "related posts",
    "related links", "related content", "artículos relacionados", "noticias relacionadas", "articles liés",
    "articles similaires",
    "notícias relacionadas", "matérias relacionadas", "articoli correlati", "verwandte artikel", "gerelateerde artikelen",
    "ilgili haberler", "похожие статьи", "материалы по теме", "مواضيع ذات صلة", "berita terkait", "artikel terkait",
    "tin liên quan", "bài viết liên quan", "相关新闻", "相关阅读", "相關新聞", "関連記事", "관련기사", "reading time min",
    "reading time minutes", "estimated reading time minutes", "estimated reading time minute", "approximate reading time minutes",
    "geschätzte lesezeit minuten", "temps de lecture minutes", "temps de lecture estimé minutes", "tempo de leitura minutos",
    "lesedauer min", "lesedauer minuten", "lesezeit minuten", "temps de lecture min", "durée de lecture min",
    "durée de la vidéo min", "lecture audio réservée aux abonnés", "tiempo de lectura min", "tiempo de lectura minutos",
    "tempo de leitura min", "tempo di lettura min", "tempo di lettura minuti",
    "leestijd min", "leestijd minuten", "lästid min", "lesetid min",
    "læsetid min", "czas czytania min", "время чтения мин", "время чтения минут", "время на чтение мин", "час читання хв",
    "okuma süresi dk", "okuma süresi dakika", "waktu baca menit", "阅读时间分钟", "点击图片放大", "點擊圖片放大",
    "加载更多新闻", "기자 정보", "기자정보",
)  # fmt: skip
"""Lines that are wholly a label, marks and numbers apart: of an advertisement, of a page's number."""
BUTTONS: Final = (
    "comment", "comments", "share", "share this", "share this article", "share this story", "print", "print this", "tweet",
    "email", "teilen", "drucken", "partager", "imprimer", "compartir", "imprimir", "condividi", "stampa", "compartilhar",
    "compartilhe", "back to top", "table of contents",
    "поделиться", "распечатать", "分享", "分享到", "分享至", "打印", "列印", "发表评论",
    "シェア", "シェアする", "共有", "印刷", "공유", "공유하기", "인쇄", "댓글", "مشاركة", "شارك", "طباعة", "bagikan",
    "paylaş", "yazdır", "chia sẻ",
)  # fmt: skip
"""The same of what stands below a text on every page: it heads no section of a story either."""

_NO_BORDER: Final = re.compile("[^\\w]\\Z|[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]\\Z")
"""How a phrase ends after which the next word may begin at once: in a mark, or in a script that parts no words."""


def beginning_with(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """What matches a line that begins with one of the phrases, marks before it apart."""
    said = (re.escape(phrase) + ("" if _NO_BORDER.search(phrase) else r"(?!\w)") for phrase in sorted(phrases, reverse=True))
    return re.compile(rf"^[\W_]*+(?:{'|'.join(said)})", re.IGNORECASE)
