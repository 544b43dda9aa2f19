"""What boxes on news pages say of themselves, in the languages that most are written in. All is looked for in folded case."""

import re
from typing import Final

from ingest.extract.blocks import unaccented

_OFFER: Final = re.compile(
    r"\b(?:sign(?:ing)? up|subscrib\w{1,15}|register|get|receive|join)\b.{0,90}\b(?:newsletters?|inbox|email (?:alerts?|"
    r"updates?))\b|"
    r"\bnewsletters?\b.{0,120}\b(?:sign(?:ing)? up|subscrib\w{1,15}|delivered|inbox|unsubscribe)\b|\bunsubscribe at any time\b|"
    r"\bcancel (?:at )?any ?time\b|jederzeit kündbar|\bcancela (?:cuando|quando) |"
    r"\bprotected by recaptcha\b|\bby (?:signing up|subscribing|submitting your|entering your)\b|"
    r"jederzeit (?:wieder )?(?:abmelden|abbestellen|kündigen)|meine[rn]? anmeldung (?:zum|für den) newsletter|"
    r"newsletter.{0,80}(?:abonnieren|anmelden|bestellen)|\bauf whatsapp\b.{0,200}abonn|abonn\w{1,15}.{0,60}whatsapp|"
    r"vous (?:dés)?(?:inscri|abonn)\w{1,15}.{0,60}(?:newsletter|lettre)|se désinscrire|"
    r"inscri\w{1,15}.{0,60}(?:newsletter|lettre d)|"
    r"suscr[ií]b\w{1,15}.{0,60}(?:bolet[ií]n|newsletter)|darte de baja|(?:recibe|recibir) .{0,40}(?:bolet[ií]n|newsletter)|"
    r"iscri(?:viti|vendoti).{0,60}newsletter|(?:assine|receba|inscreva-se).{0,60}newsletter|"
    r"zapisz się.{0,60}newsletter|(?:anmäl|prenumerera|meld deg|tilmeld dig).{0,60}(?:nyhetsbrev|nyhedsbrev)|"
    r"(?:aanmelden|meld je aan|schrijf je in).{0,60}nieuwsbrief|e-bülten.{0,40}(?:abone|kayıt)|"
    r"подпи(?:шитесь|саться).{0,40}(?:рассылк|телеграм|telegram|канал)|підпи(?:шіться|сатися|суйтесь).{0,40}(?:розсилк|"
    r"telegram|канал)"
)
_WALL: Final = re.compile(
    r"\breserved (?:for|to) (?:our )?(?:subscribers|members)\b|\b(?:log|sign) in or (?:create|register|subscribe)|"
    r"\b(?:create an account|register) or (?:sign|log) in\b|\balready (?:a|an) (?:subscriber|member)\b|"
    r"\bsubscribe (?:now |today )?(?:to|for) (?:continue|read|unlock|unlimited|full access|more articles)|"
    r"\bto continue (?:reading|with your reading)\b|"
    r"\b(?:bereits|schon) (?:abonnent|ein abo|digitalabo|registriert)|jetzt (?:weiterlesen|freischalten)\b|"
    r"(?:artikel|inhalt) (?:ist )?(?:exklusiv |nur )?für (?:abonnent|registrierte)|"
    r"article réservé (?:aux|à nos) abonn|déjà abonn|"
    r"suscripción se está usando|ya eres suscriptor|(?:exclusivo|reservado) para suscriptores|"
    r"(?:riservat|esclusiv)\w{1,15} (?:agli|per gli) abbonati|(?:già|sei) abbonat|já é assinante|exclusivo para assinantes|"
    r"allerede (?:abonnent|kunde)|redan prenumerant|al abonnee|masz już subskrypcję|"
    r"会員限定|会員登録すると|ログインして続き|登录后(?:查看|阅读)|订阅后(?:查看|阅读)|유료 ?회원"
)
_CONSENT: Final = re.compile(
    r"\b(?:we and our|wir und unsere|nous et nos|nosotros y nuestros|noi e i nostri|nós e os nossos|wij en onze|vi og våre|"
    r"vi och våra|my i nasi) (?:\d[\d.,]{0,5} )?(?:\w+ )?(?:partner|partenaire|socios|parceiro)|"
    r"\b(?:store|access) .{0,30}\binformation on (?:a|your) device\b|"
    r"\b(?:third parties|partners|suppliers|vendors)\b.{0,20} use cookies\b|\bwithdraw your consent at any time\b|"
    r"\bselected third parties\b.{0,40} may use precise geolocation\b|"
    r"[“\"«]accept(?: all)?[”\"»] (?:button )?to consent\b|"
    r"damit einverstanden.{0,60}(?:inhalt|extern|medien)|an dieser stelle (?:finde\w{0,15}|befinde\w{0,15}|steht) .{0,80}inhalt|"
    r"empfohlener (?:redaktioneller|externer) inhalt|externe[nr]? (?:inhalte?|medien) (?:anzeigen|laden|aktivieren|erlauben)|"
    r"klick für den datenschutz|inhalte? von [^.]{1,40} (?:anzeigen|erlauben|laden|aktivieren)\b|"
    r"\b(?:article|page|story) (?:includes|contains) content (?:provided|hosted|from)|"
    r"\bto (?:view|see|watch|display) this (?:content|video|embed|post|tweet)\b.{0,90}\b(?:cookies?|consent|accept|enable|"
    r"allow)|"
    r"\b(?:slideshow|video|feature|content|site|page) requires javascript|\benable javascript\b|"
    r"\bvideo (?:has )?failed to load|\bbrowser (?:does not|doesn't) support\b|"
    r"pour (?:afficher|voir|visualiser) (?:ce|cette) (?:contenu|vidéo|publication)|"
    r"contenu (?:a été )?bloqué|para (?:ver|visualizar) est[ea] (?:contenido|v[ií]deo)|per visualizzare (?:questo|"
    r"il) contenuto|"
    r"para ver este conteúdo|obsah vložený z jiného webu|aby (?:zobaczyć|wyświetlić|obejrzeć) .{0,40}(?:zgod|cookies)|"
    r"(?:innehåll|innhold|indhold)\w{0,15} (?:från|fra) .{1,60}(?:cookies|samtyck|samtykk)|"
    r"(?:inhoud|video|bericht) .{0,60}(?:accepteer|toestemming).{0,40}cookies"
)
WALL, OTHERS, CONSENT, COMMENTS = "a wall", "other stories", "a request for consent", "readers' comments"
NOTICES: Final = (("an offer", _OFFER), (WALL, _WALL), (CONSENT, _CONSENT))
"""What a box holds, and a sentence by which it is known: one that no story says of itself."""

SIGNS: Final = (
    "newsletter", "inbox", "subscri", "sign up or", "sign in or", "log in or", "signing up", "email alert", "email update",
    "recaptcha", "cancel", "use cookies", "withdraw your consent", "precise geolocation", "to consent",
    "partner", "partenaire", "socios", "parceiro", "information on", "kündbar",
    "reserved for", "reserved to", "or sign in", "or log in", "already a", "to continue", "abmelden", "abbestellen",
    "kündigen", "whatsapp", "lettre", "désinscrire", "boletín", "boletin",
    "de baja", "nyhetsbrev", "nyhedsbrev", "nieuwsbrief", "bülten", "рассылк", "телеграм", "telegram", "розсилк", "канал",
    "bereits", "schon ", "jetzt weiterlesen", "jetzt freischalten", "für abonn", "für registr", "abonn", "suscri", "abbonat",
    "assinante", "prenumerant", "kunde", "subskrypcj", "会員", "ログイン", "登录后", "订阅后", "회원", "einverstanden",
    "an dieser stelle", "externe", "redaktioneller inhalt", "datenschutz", "inhalt von", "inhalte von", "includes content",
    "contains content", "javascript", "to view this", "to see this", "to watch this", "to display this", "failed to load",
    "submitting", "subscribing", "entering your", "not support", "n't support", "pour afficher", "pour voir", "pour visualiser",
    "bloqué", "para ver est", "visualizar est", "contenuto", "conteúdo", "obsah", "cookies", "zgod", "innehåll",
    "innhold", "indhold",
)  # fmt: skip
"""What is in every text that one of the patterns finds: looking for it first costs a tenth of them."""

_MORE = (
    r"(?:more|latest|popular|top|trending|related|recommended|other|similar)(?: \w{1,20})? "
    r"(?:stories|articles|news|posts|content|topics|coverage|reading|links|videos|headlines)(?: (?:from|on|about|"
    r"in) .{1,40})?|"
    r"(?:more|most read|most popular)(?: (?:from|on|in|about) .{1,40})|related|recommended(?: for you)?|trending(?: now)?|"
    r"popular|"
    r"most (?:read|popular|viewed)|editor.?s.? (?:picks?|choice)|read (?:more|next|also|this next)|what to read next|up next|"
    r"(?:like this[ ?!]{1,3})?you (?:may|might)(?: also)? (?:like|be interested in)|don.?t miss|in case you missed it|"
    r"must reads?|current issue|"
    r"further reading|(?:also )?in (?:other|the) news|(?:dig|go) deeper|explore more|more like this|on this story|keep reading|"
    r"mehr (?:zum thema|aus .{1,40}|von .{1,40}|artikel)|auch interessant|weitere (?:artikel|videos|themen|meldungen|"
    r"nachrichten)|"
    r"das könnte (?:sie|dich) (?:auch )?interessieren|lesen sie (?:auch|dazu)|meistgelesen|zum weiterlesen|"
    r"mehr (?:lesen|nachrichten)|(?:links )?zum thema|"
    r"pour aller plus loin|dans la même rubrique|nos articles sur .{1,40}|voir aussi|"
    r"(?:à )?lire aussi|sur le même (?:sujet|thème)|articles? (?:liés|associés|similaires)|les plus lus|à découvrir|"
    r"(?:noticias|artículos|temas) relacionad[oa]s|lee también|te puede interesar|le puede interesar|más (?:noticias|"
    r"información|leídas?)|"
    r"lo más (?:leído|visto)|leggi anche|(?:articoli|notizie) correlat[ie]|ti potrebbe interessare|i più letti|"
    r"potrebbe interessarti|"
    r"leia (?:também|mais)|(?:notícias|matérias) relacionadas|mais lidas|veja também|"
    r"lees ook|meer over .{1,40}|meest gelezen|läs (?:mer|också|även)|mer om .{1,40}|mest lästa|les (?:også|mer)|mest lest|"
    r"læs også|"
    r"czytaj (?:więcej|także|też|również)|zobacz (?:także|też|również)|polecane|najpopularniejsze|čtěte také|související|"
    r"mohlo by vás zajímat|"
    r"ilgili haber(?:ler)?|benzer haberler|ayrıca okuyun|çok okunanlar|baca juga|berita terkait|terpopuler|"
    r"похожие материалы|читайте (?:также|ещё|еще)|материалы по теме|по теме|самое читаемое|популярное|"
    r"читайте також|дивіться також|"
    r"関連(?:記事|ニュース|リンク)|あわせて読みたい|こちらもおすすめ|(?:あなたへの)?おすすめ(?:の?(?:記事|ニュース))?|"
    r"(?:人気|注目の?|新着|最新の?)(?:記事|ニュース)|(?:アクセス|記事|人気)?ランキング|"
    r"(?:相关|热门|热点|最新|更多|推荐|猜你喜欢的?)(?:推荐|阅读|新闻|文章|报道|资讯|内容|链接|专题|视频)|(?:热门)?推荐|[为猜][你您](?:推荐|喜欢)|"
    r"大家都在看|(?:作者|小编)(?:最近|其他)?(?:的)?文章|(?:相關|熱門|最新|更多|推薦|推介|延伸)(?:推薦|閱讀|新聞|文章|報道|報導|內容|連結|影片)|"
    r"猜你喜歡|[你您]可能(?:也)?(?:感兴趣|感興趣|喜欢|喜歡|想看)|編輯推薦|同場加映|"
    r"관련 ?(?:기사|뉴스)|많이 본 (?:기사|뉴스)|추천 ?(?:기사|뉴스)|인기 ?(?:기사|뉴스)|최신 ?(?:기사|뉴스)|주요 ?(?:기사|뉴스)|"
    r"이 시각 (?:주요|인기|많이 본) ?(?:기사|뉴스)|실시간 (?:주요|인기) ?(?:기사|뉴스)|"
    r"(?:اقرأ|إقرأ|شاهد) أيض[اًا]{1,2}|(?:مواضيع|موضوعات|أخبار|مقالات) (?:ذات صلة|متعلقة)|"
    r"الأكثر (?:قراءة|مشاهدة|تداولا)|قد يعجبك أيض[اًا]{1,2}|"
    r"(?:مطالب|اخبار|خبرهای) مرتبط|پربازدیدترین(?:‌?ها)?|بیشتر بخوانید|متعلقہ (?:خبریں|مضامین)|مزید خبریں|"
    r"כתבות נוספות|אולי יעניין אותך|עוד בנושא|הנקראות ביותר|"
    r"(?:इसे|ये|यह) भी पढ़ें|संबंधित (?:खबरें|समाचार|लेख)|ट्रेंडिंग|सबसे ज्यादा पढ़े गए|और पढ़ें|আরও (?:পড়ুন|খবর)|সম্পর্কিত (?:খবর|সংবাদ)|"
    r"xem thêm|tin liên quan|đọc thêm|tin (?:mới|khác|nổi bật|cùng chuyên mục)|cùng chuyên mục|"
    r"đọc nhiều(?: nhất)?|có thể bạn quan tâm|"
    r"เรื่องที่เกี่ยวข้อง|ข่าว(?:ที่เกี่ยวข้อง|ล่าสุด|ยอดนิยม|แนะนำ)|"
    r"(?:artikel|berita|topik) (?:terkait|lainnya|populer|terpopuler|terkini)|rekomendasi(?: untuk anda)?|pilihan editor|"
    r"ilginizi çekebilir|öne çıkan(?:lar| haberler)|diğer haberler|son dakika haberleri|"
    r"(?:новости|ещё|еще|новини) (?:по теме|за темою)|(?:последние|главные|другие|останні|головні|інші) нов(?:ости|ини)|"
    r"вам может быть интересно|вам може бути цікаво|вас може зацікавити|найпопулярніше|"
    r"σχετικά (?:άρθρα|θέματα|νέα)|διαβάστε (?:επίσης|ακόμα|ακόμη)|δημοφιλή|ροή ειδήσεων|"
    r"(?:citește|citiți) și|cele mai citite|articole (?:similare|recomandate)|știri recomandate|najnowsze|może cię zainteresować|"
    r"(?:últimas|outras) notícias|mais (?:notícias|vistas)|você pode gostar|soma (?:pia|zaidi)|habari (?:zaidi|zinazohusiana)"
)
_AUTHOR = (
    r"about the (?:authors?|writers?|reporters?)|sobre (?:la firma|el autor|la autora|o autor|a autora|los autores)|"
    r"(?:über|zu) (?:den autor|die autorin|den autoren|die autoren)|à propos de l.aut(?:eur|rice)|l.autore|over de auteur|"
    r"om författaren|"
    r"om forfatteren|o autorze|об авторе|про автора|この記事を書いた人|著者(?:紹介|プロフィール)|作者简介"
)
_COMMENTS = (
    r"(?:\d{1,4} )?(?:comments?|kommentare?|commentaires?|comentarios?|comentários?|commenti|reacties|kommentarer|kommentit|"
    r"komentarze|komentáře|hozzászólások|comentarii|комментарии|коментарі|коментари|σχόλια|yorumlar|komentar|bình luận|"
    r"التعليقات|تعليقات|نظرات|תגובות|评论|評論|留言|コメント|댓글)|"
    r"(?:leave|post|write|add) a (?:comment|reply)|leave a comment below|schreiben sie einen kommentar|"
    r"laisser un commentaire|deja (?:un comentario|una respuesta)|deixe (?:um comentário|uma resposta)|"
    r"lascia un commento|dodaj komentarz|добавить комментарий|залишити коментар|αφήστε (?:ένα )?σχόλιο|yorum yap(?:ın)?"
)
HEADS: Final = {
    OTHERS: re.compile(rf"\A(?:{unaccented(_MORE)})\s*+[:….»>→]*+"),
    "the author": re.compile(rf"\A(?:{unaccented(_AUTHOR)})\s*+[:…]*+"),
    COMMENTS: re.compile(rf"\A(?:{unaccented(_COMMENTS)})"),
    "an offer": re.compile(r"\A(?:our |the |free |daily |weekly )*+newsletters?(?:\s*[:|–-] .{1,60})?"),
}
"""What a box holds, and the heading that says so: wholly, and first in it. Looked for without accents."""
