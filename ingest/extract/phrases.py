"""Stock phrases of news pages in several languages; dates and feeds' trailers."""

import re
from typing import Final

from ingest.extract.byline_words import LABELLED_BY

_MORE = (
    r"read more|read on|continue reading|keep reading|read the (?:full|whole|complete) (?:story|article|post|text)|full story|"
    r"read full (?:story|article)|more|view (?:original|full) (?:article|post)|weiterlesen|mehr lesen|zum (?:ganzen )?artikel|"
    r"(?:lire|voir) (?:la suite|plus|l.article(?: complet)?)|leer más|seguir leyendo|sigue leyendo|continua a leggere|"
    r"leggi (?:tutto|di più)|"
    r"leia mais|continue lendo|читать (?:далее|дальше|полностью|всё|все)|подробнее|далее|続きを読む|اقرأ المزيد|阅读全文|阅读更多"
)
CONTINUED: Final = re.compile(rf"^[\W_]*+(?:{_MORE})[\W_]*(?:\([^()]*\))?$", re.IGNORECASE)
"""A block that is wholly an invitation to read the rest of this text elsewhere."""

CONTINUED_END: Final = re.compile(
    r"(?:\[\s*(?:…|\.\.\.|&hellip;)\s*\]|(?:…|\.\.\.)\s*\(?(?:read|more|continue).{0,30}|…|\.\.\.)\s*$", re.IGNORECASE
)
"""How a text ends that a feed has cut."""

_DATE_WORD = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|"
    r"dec(?:ember)?|mon(?:day)?|tues?(?:day)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?|"
    r"am|pm|a\.m|p\.m|gmt|utc|"
    r"[ec][sd]?t|p[sd]?t|bst|ces?t|ees?t|msk|ist|hkt|jst|kst|sgt|wib|pkt|sast|at|on|of|by|the|st|nd|rd|th|updated|published|posted|modified|last|ago|hours?|minutes?|"
    r"mins?|days?|weeks?|"
    r"months?|years?|min|read|uhr|vor|stand|le|à|h|publié|mis|jour|de|del|a|las|publicado|actualizado|"
    r"января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря|в|обновлено|опубликовано|"
    r"januar|februar|märz|mai|juni|juli|oktober|dezember|janvier|février|mars|avril|juin|juillet|août|septembre|octobre|"
    r"novembre|décembre|"
    r"enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|年|月|日|時|分|更新|公開"
)
ONLY_DATE: Final = re.compile(
    rf"\A(?!(?s:.{{200}}))(?=.*\d)(?:\d++|[\W_]++|(?>(?:{_DATE_WORD}){{1,8}}(?![^\W\d_])))+$", re.IGNORECASE
)
"""Nothing but digits, marks and the words of dates, in less than 200 signs. A run of digits, marks or letters is taken whole
and never divided again: otherwise each digit doubles what a line costs that is no date."""

_SAID_BEFORE = (
    r"submitted|written|created|added|filed|under|in|erstellt|geschrieben|verfasst|eingestellt|veröffentlicht|gepostet|beitrag|"
    r"écrit|ajouté|rédigé|escrito|enviado|subido|pubblicato|scritto|inserito|geplaatst|geschreven|publicerad|publisert|gespeichert"
)
SIGNED_AFTER_DATE: Final = re.compile(
    rf"^(?:\d++|[\W_]++|(?>(?:{_DATE_WORD}|{_SAID_BEFORE}){{1,8}}(?![^\W\d_])))+?(?<![^\W\d_])"
    r"(?:(?:by|von|par|por|da|door|av|af|автор)\s{0,2}:?\s{1,3}(?=\S)|"
    rf"{LABELLED_BY})|"
    r"^(?:posted|filed|gespeichert|abgelegt|veröffentlicht) (?:in|under|unter)\s[^|]{1,60}?\s(?:by|von)\s{1,3}(?=\S)",
    re.IGNORECASE,
)
"""How a line begins that says when and then by whom: `Posted on May 5, 2020 by`, `05.05.2020 von`; or where on the site."""

TRAILER: Final = re.compile(
    r"^(?:the post .+ (?:first )?appeared (?:first )?on .+|this (?:post|article|entry|story) (?:was )?(?:originally |first )?"
    r"(?:appeared|published|posted) (?:first )?(?:on|at|in|by) .+|.{0,80} originally (?:published|appeared) (?:on|at|in) .+|"
    r"(?:сообщение|запись) .+ (?:появил[ао]сь|впервые).+|der beitrag .+ erschien (?:zuerst )?(?:auf|bei) .+|"
    r"l.article .+ est apparu en premier sur .+|la entrada .+ (?:se publicó|aparece) primero en .+)$",
    re.IGNORECASE,
)
"""What feed software appends to every entry: it is no part of the text."""

CUT_NOTICE: Final = re.compile(
    r"\b(?=[msftraeolinwupdсдтлоч])(?:(?:members|subscribers)(?: only)? (?:can|may) (?:see|read|view)|"
    r"(?:for|to|reserved for|available to|exclusive(?:ly)? (?:to|for)|only for) (?:our |paying |premium )?"
    r"(?:subscribers|members)\b|"
    r"(?:subscribe|sign in|log in|register|sign up) to (?:read|continue|keep|unlock|see|view)\b|to (?:continue|keep) reading\b|"
    r"the rest of (?:this|the) (?:story|article|text)\b.{0,200}(?:subscri|member|regist|sign|log)|"
    r"(?:read the (?:rest|full (?:story|article|text))|for the full (?:story|article|text))\b|"
    r"story continues (?:for|after signing)|(?:article|story)\b.{0,20} (?:has been|is) archived\b|"
    r"il vous reste \d+(?!\d| articles?\b)|réservée?s? (?:aux|à nos) abonnés|pour lire la suite|abonnez-vous pour|"
    r"nur für abonnenten|weiterlesen mit|um weiterzulesen|exklusiv für abonnenten|"
    r"(?:solo|sólo|exclusiv[oa]) para (?:suscriptores|socios)|suscr[ií]bete para|para (?:seguir|continuar) leyendo|"
    r"(?:riservato|solo) (?:agli|per (?:gli )?) ?abbonati|per continuare a leggere|(?:só|exclusivo|apenas) para assinantes|"
    r"para continuar lendo|assine para|(?:доступ\w{0,9}|только|лишь) (?:\w+ )?(?:для )?подписчик|оформите подписку|"
    r"чтобы (?:прочитать|читать) (?:дальше|полностью|далее))|"
    r"有料会員|会員限定|残り\d+文字|订阅后|登录后(?:查看|阅读)|유료 ?회원|"
    r"\b(?=[lrfstàmcpпчhw])(?:"
    r"lesen sie (?:im|in (?:der|unserem|unserer)|mit (?:einem|dem|ihrem|unserem)) "
    r"(?:e-?paper|print|gedruckt|heutig|morgig|plus|abo)|"
    r"(?:read|find|see) .{0,40}\bin (?:our|the|today's|tomorrow's|this week's) (?:print|e-?paper|paper|newspaper)|"
    r"the (?:full|whole|complete|entire) (?:story|article|text|interview) (?:is|appears|can be (?:read|found)) (?:in|on)\b|"
    r"this is an? (?:excerpt|extract|abridged)\b|read (?:on|the full \w+) (?:at|on) \S+$|"
    r"lire la suite (?:dans|sur)\b|à lire .{0,20}\bdans (?:l.édition|notre édition|le journal)|"
    r"(?:sigue leyendo|seguir leyendo|texto completo|lea .{0,20}complet[ao]) .{0,20}\b(?:edición|versión) impresa|"
    r"continua a leggere (?:su|sul|nell)|l.articolo completo\b.{0,40}\b(?:edicola|edizione|giornale)|"
    r"(?:полный текст|полную версию|продолжение) .{0,30}\b(?:бумажн|печатн|газет|номер)|"
    r"(?:pełny tekst|cały (?:tekst|artykuł|wywiad)|czytaj (?:więcej|całość)) .{0,40}\b(?:wydaniu|papierow|numerze)|"
    r"hela artikeln\b|(?:hele (?:artikkelen|saken|artiklen|sagen|artikel)) .{0,40}(?:abonn|logg|log ind|inlog)"
    r")|続きは.{0,8}(?:紙面|本紙|電子版|会員)|全文(?:请|請)?(?:见|見|刊于|載於)",
    re.IGNORECASE,
)
"""What stands where the rest of a text is kept from the reader. Trusted for short blocks at the end of the text only."""
