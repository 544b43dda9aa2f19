"""The words of notices on the licence of a text, in the languages that are read: of the text, its site, its licence, that it is
given and to whom, and what joins them. None that limits, none that names a part of a site or a kind of readers, and no name."""

import unicodedata
from typing import Final

_SPACED: Final = (
    # English
    "a an the this these our all any its is are be has have been under by of in at to with and or as them c l s text "
    "texts article articles content contents story stories post posts work material materials publication publications "
    "page pages site sites website websites web blog weblog journal magazine newspaper news piece reporting journalism "
    "original originals written editorial license licence licenses licences licensed licenced licensing licensable term "
    "terms condition conditions following available published publish released made provided distributed offered shared "
    "share use used reuse freely free republish republished republishing republication reprint copy reproduce "
    "reproduced redistribute adapt remix you can may we i everyone anyone everybody online print both full whole entire "
    "copyright copyrights some rights reserved international world universal public domain dedicated dedication "
    "unported generic version creative commons "
    # German
    "der die das dem den des dieser dieses diese diesem diesen unser unsere unserer unserem alle aller sämtliche ein "
    "eine einer einem eines ist sind wird werden steht stehen stellen wir unter auf von vom im in zur mit und oder als "
    "nach gemäß artikel artikeln beitrag beiträge beiträgen inhalt inhalte inhalten werk werke werks texten geschichte "
    "veröffentlichung webseite website homepage seite seiten blogs weblogs internetseite internetauftritt lizenz "
    "lizenziert lizenzen lizenzvertrag lizenzvertrags veröffentlicht verfügbar freigegeben erschienen erscheint "
    "erscheinen bereitgestellt verbreitet bedingungen es gilt gelten frei nutzbar dürfen darf weiterverbreitet urheber "
    "einige rechte vorbehalten gemeinfrei sinne unterliegt unterliegen textuellen redaktionellen eigenbeiträge "
    "einsehbar hier uns verfassten nc nd sa preprint pre-print lizenzbedingungen veröffentlichen deutschland österreich "
    "schweiz international creative-commons-lizenz "
    # French
    "le la les l d un une ce cet cette ces nos notre tous toutes tout toute est sont sous de du des selon par et ou à "
    "au aux en dans article texte textes contenu contenus œuvre oeuvre œuvres site sites publication publications "
    "billet billets journal licence licences termes conditions disposition mis mise publié publiée publiés publiées "
    "diffusé diffusés distribué distribués proposé proposés proposée proposées placé placée placés placées disponible "
    "disponibles libre librement certains droits réservés domaine public vous pouvez republier reproduire partager "
    # Spanish, Catalan
    "el los las lo un una este esta estos estas nuestro nuestra nuestros nuestras todo toda todos todas está están es "
    "son se bajo de del al con por y e o en según publica publican distribuye distribuyen ofrece ofrecen artículo "
    "artículos texto textos contenido contenidos obra obras sitio página páginas publicación publicaciones noticia "
    "noticias entrada licencia licencias términos condiciones publicado publicada publicados disponible disponibles "
    "licenciado licenciada licenciados distribuido algunos derechos reservados dominio público dedicada libre "
    "libremente puede puedes reproducir republicar compartir aquest aquesta aquests està subjecte subjecta subjectes "
    "estan llicència llicències els continguts contingut lloc web i amb sota "
    # Italian
    "il lo gli i un uno una questo questa quest questi nostro nostra nostri nostre tutti tutte tutto è sono con sotto "
    "di del della dei degli delle da dal secondo sul e o in nel articolo articoli testo testi contenuto contenuti opera "
    "opere sito pagina pagine pubblicazione licenza licenze termini condizioni distribuito distribuita distribuiti "
    "rilasciato rilasciata rilasciati pubblicato pubblicata pubblicati disponibile disponibili alcuni diritti riservati "
    "pubblico dominio internazionale universale "
    # Portuguese
    "o os as um uma este esta estes trabalho deste desta destes neste nesta nosso nossa nossos todo toda todos todas "
    "está estão é são sob com de do da dos das em no na nos nas e ou artigo artigos texto textos conteúdo conteúdos "
    "obra site página páginas publicação notícias licença licenças termos condições publicado publicada publicados "
    "disponível disponíveis licenciado licenciada licenciados distribuído alguns direitos reservados domínio público "
    "internacional "
    # Dutch
    "de het een dit deze onze ons alle is zijn wordt worden valt onder van op in met en of door artikel artikelen tekst "
    "teksten inhoud werk werken site website pagina verhaal verhalen licentie licenties voorwaarden gepubliceerd "
    "beschikbaar uitgebracht vrijgegeven gelicentieerd sommige rechten voorbehouden publiek domein internationaal "
    "internationaal-licentie "
    # Polish
    "ten ta to te niniejszy niniejsza nasze nasz wszystkie wszystko jest są na pod w o z i oraz artykuł artykuły teksty "
    "tekst treść treści utwór utwory materiały strona strony serwis serwisu witryny licencja licencji licencją "
    "warunkach dostępna dostępny dostępne dostępnych udostępniona udostępnione udostępniany opublikowany opublikowane "
    "publikowane objęte niektóre prawa zastrzeżone domena publiczna międzynarodowe międzynarodowej "
    # Russian, Ukrainian, Bulgarian, Serbian
    "этот эта это эти этого данный данная данное данные наш наши все весь всё вся по под на в с и или из от доступен "
    "доступна доступно доступны распространяется распространяются публикуется публикуются опубликован опубликована "
    "опубликованы лицензируется лицензируются текст тексты текста статья статьи материал материалы материалов контент "
    "содержимое содержание сайт сайта сайте блог блога страницы страница публикация публикации произведение лицензия "
    "лицензии лицензией лицензию условиях условия некоторые права защищены сохранены общественное достояние всемирная "
    "международная свободно можно перепечатывать цей ця це ці даний дана дане наші всі усі увесь за під у та і з "
    "доступний доступне доступні поширюється поширюються публікується публікуються опубліковано ліцензовано тексти "
    "тексту стаття статті матеріал матеріали вміст сайту сайті сторінка твір ліцензія ліцензії ліцензією умовах умови "
    "деякі застережено суспільне надбання міжнародна този тази това тези всички съдържание съдържанието текстове "
    "статията статиите е са се разпространява разпространяват лиценз лиценза публикува публикуват овај ова ово сви "
    "садржај текстови чланак чланци сајта је су лиценцом лиценца доступан доступни објављен ovaj ova ovo svi sve "
    "sadržaj sadržaji tekst tekstovi članak članci stranici stranice je se pod licencom licenca dostupan dostupni "
    "dostupno objavljen objavljeni objavljuje uvjetima "
    # Czech, Slovak, Slovene
    "tento tato toto tyto všechny všechen veškerý veškeré náš naše je jsou pod na v s a za obsah obsahu text texty "
    "textů článek články článku dílo díla stránky stránek web webu licencí licence licenci licenčními podmínkami "
    "dostupný dostupné dostupná zveřejněn zveřejněny zveřejněno publikován publikovány šířen šířeny šířena podléhá "
    "podléhají tieto všetky všetok článok sú licenciou licencia licencie podmienkami zverejnený zverejnené šírené "
    "šírený stránke stránok to ta vsa vse besedilo besedila vsebina vsebine članek članki strani spletnega mesta so "
    "licenco objavljena objavljeno "
    # Hungarian, Romanian, Greek, Turkish
    "a az ez ezen minden jelen cikk cikkek szöveg szövegek tartalom tartalmak tartalma mű oldal oldalon weboldal honlap "
    "licenc licence licenccel alatt érhető érhetők el megjelent feltételei szerint használható acest această aceste "
    "toate conținutul conținut textul texte articolul articole articolele site site-ului este sunt sub licență licența "
    "licenței pe cu și disponibil disponibile publicat publicate distribuit το τα η ο οι του της των αυτό αυτή παρόν "
    "κείμενο κείμενα άρθρο άρθρα περιεχόμενο έργο ιστότοπος ιστότοπου ιστοσελίδας σελίδα είναι διατίθεται διατίθενται "
    "παρέχεται δημοσιεύεται δημοσιεύονται με υπό άδεια άδειας χρήσης στον στο στη και όλα όλο bu bütün tüm makale "
    "makaleler metin metinler yazı yazılar içerik içerikler içeriği haber haberler sitedeki sitesi sayfa eser lisans "
    "lisansı lisansıyla lisansına altındadır kapsamındadır sitenin ile altında kapsamında sunulmaktadır sunulmuştur "
    "yayımlanmıştır yayınlanmıştır yayımlanmaktadır yayınlanmaktadır lisanslanmıştır lisanslıdır tabidir ve "
    # Swedish, Norwegian, Danish, Finnish, Estonian, Latvian, Lithuanian
    "den det de denna detta dessa vår våra allt alla är under med på av i och en ett artikel artikeln artiklar "
    "artiklarna text texten texter texterna innehåll innehållet verk verket sida sidan webbplats webbplatsen licens "
    "licensen licensierad licensierat licensierade publicerad publicerat publicerade publiceras tillgänglig "
    "tillgängligt tillgängliga villkor denne dette disse vårt våre alt alle er og et artikkel artikkelen artikler "
    "artiklene tekst teksten tekster innhold innholdet nettsted nettstedet side siden lisens lisensen lisensiert "
    "publisert tilgjengelig artiklen artiklerne indhold indholdet værk værket vores hjemmeside licenseret udgivet "
    "offentliggjort tilgængelig tilgængeligt tämä tämän nämä kaikki artikkeli artikkelit teksti tekstit sisältö "
    "sisällöt sivusto sivuston sivun teos ovat lisenssi lisenssillä lisenssin lisensoitu alainen alaisia julkaistu "
    "julkaistaan saatavilla käytettävissä ja mukaisesti käesolev kogu sisu artiklid lehe saidi litsentsi litsentsiga "
    "alusel all avaldatud kättesaadav šis šī visi viss raksts raksti teksts saturs vietnes ir licence licenci pieejams "
    "pieejami publicēts saskaņā ar šio visas straipsnis straipsniai tekstas tekstai turinys svetainės yra licencija "
    "licenciją pagal prieinamas skelbiamas publikuojami "
    # Indonesian, Malay, Vietnamese, Filipino, Swahili
    "ini semua seluruh artikel teks tulisan konten isi karya situs laman blog kami di pada dengan bawah dilisensikan "
    "berlisensi lisensi tersedia diterbitkan dipublikasikan dan ketentuan kandungan dilesenkan lesen bài viết này tất "
    "cả các nội dung trên trang web văn bản được phát hành theo giấy phép tác phẩm cấp đăng và của chúng tôi ang lahat "
    "ng nilalaman artikulo teksto sa ilalim lisensya makala haya hii yote maudhui leseni chini ya kwa "
    # Arabic, Persian, Urdu, Hebrew
    "هذا هذه هذي جميع كل المقال المقالة المقالات النص النصوص المحتوى المحتويات محتوى محتويات نصوص مقالات الموقع موقع "
    "العمل المصنف الصفحة مرخص مرخصة مرخّص منشور منشورة متاح متاحة متوفر ينشر تنشر بموجب تحت رخصة ترخيص برخصة بترخيص "
    "الترخيص الرخصة وفق على في من این مطلب مقاله متن متن‌ها محتوا محتوای مطالب وب‌سایت سایت اثر با مجوز پروانه لیسانس "
    "منتشر شده می‌شود است تمام همه זה זו אלה כל המאמר מאמר הטקסט טקסט הטקסטים התוכן תוכן תכני האתר אתר באתר היצירה "
    "הכתבה הדף מפורסם מפורסמת מפורסמים זמין זמינה זמינים מוגש מוגשים ברישיון רישיון ברשיון תחת לפי של על "
    # Hindi, Bengali, Tamil, Telugu and others of India
    "यह ये इस सभी समस्त लेख लेखों सामग्री पाठ वेबसाइट साइट पृष्ठ के का की को पर में तहत अंतर्गत अधीन लाइसेंस अनुज्ञप्ति "
    "है हैं उपलब्ध प्रकाशित लाइसेंसीकृत द्वारा एक এই সকল সমস্ত নিবন্ধ নিবন্ধটি লেখা লেখাটি বিষয়বস্তু পাতা সাইটের অধীনে "
    "লাইসেন্সের লাইসেন্স এর প্রকাশিত উপলব্ধ இந்த அனைத்து கட்டுரை உள்ளடக்கம் உரை தளத்தின் உரிமத்தின் உரிமம் கீழ் "
    "வெளியிடப்பட்டது ఈ వ్యాసం పాఠ్యం విషయం అన్ని సైట్ లైసెన్సు లైసెన్స్ కింద క్రింద ప్రచురించబడింది "
)
_UNSPACED: Final = (
    # Chinese
    "本站 本网站 本網站 本文 本文章 本博客 本部落格 本作品 本页 本頁 本网页 本網頁 本刊 本报 本報 文章 原创 原創 内容 "
    "內容 文字 文本 作品 网站 網站 博客 全部 所有 的 皆 均 都 之 以 在 于 於 上 按 由 依 基于 基於 根据 根據 采用 採用 "
    "使用 遵循 遵守 依据 依據 授权 授權 许可 許可 协议 協議 条款 條款 发布 發布 发表 發表 刊载 刊載 提供 进行 進行 共享 "
    "释出 釋出 国际 國際 版本 版 公众 公眾 国际版 特别 特別 另有 下 为 為 是 许可证 許可證 授权条款 授權條款 "
    # Japanese
    "この 当 本 特に 別途 別段 記載 明記 記事 文章 テキスト サイト ブログ コンテンツ 作品 ページ すべて 全て 全 "
    "ライセンス 国際 の下 もと 下 公開 提供 利用 許諾 配信 条件 され されて います いる ます できます で に は が の を "
    "と も です だ 従って 従い 基づいて 基づき "
    # Korean
    "이 본 우리 모든 글 기사 저작물 콘텐츠 내용 사이트 웹사이트 블로그 텍스트 페이지 라이선스 라이센스 이용허락 이용 에 "
    "의 은 는 을 를 가 로 으로 에서 하에 아래 따라 따릅니다 따른다 배포 제공 공개 게시 허락 국제 조건 할 수 있습니다 "
    "있다 됩니다 된다 되며 되어 입니다 적용 별도로 별도의 명시하지 표시하지 명시 달리 언급이 "
    # Thai
    "บทความ เนื้อหา ข้อความ เว็บไซต์ เว็บ งาน หน้า นี้ ทั้งหมด ของ ใน บน อยู่ ภาย ใต้ ภายใต้ สัญญา อนุญาต สัญญาอนุญาต "
    "ใบอนุญาต เผยแพร่ ใช้ ได้ ตาม แบบ และ ที่ เป็น "
)
WORDS: Final = frozenset(unicodedata.normalize("NFKC", _SPACED).replace("\u200c", "").split())
"""In scripts that part their words."""
JOINED: Final = tuple(sorted(unicodedata.normalize("NFKC", _UNSPACED).split(), key=len, reverse=True))
"""In scripts that leave no space between words, the longest first."""
