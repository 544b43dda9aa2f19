"""Counts of the articles that a reader may still read for nothing, as sites print them that ask for money after some."""

import re
from typing import Final

from ingest.extract.blocks import PageBlock
from ingest.extract.classes import ASIDE, FOOTER, HIDDEN, NAV
from ingest.extract.span import Span

LONGEST: Final = 140
"""Letters of such a line."""
AFTER: Final = 5
"""Blocks below the text, in its article, among which a count speaks of it."""

_N = r"(?:\d{1,2}|no|one|two|three|four|five)"
_OF = r"(?: ?(?:of|out of|/) ?(?:your )?\d{1,2})?"
_FREE = r"(?:free|complimentary|remaining|premium|member-only|monthly)"
_METER: Final = re.compile(
    r"[\W_]*+(?:"
    # English
    r"you(?: only)?(?:[’']ve| have|[’']re| are| get)?(?: only| just| now| still)?(?: read| used| viewed| on)? (?:your )?"
    rf"{_N}{_OF}(?:(?: more)?(?: {_FREE}){{1,3}} (?:articles?|stor(?:y|ies)|reads|views)\b|"
    r" (?:articles?|stories) (?:left|remaining|this month|this week)\b)|"
    r"you(?:[’']ve| have) (?:now )?(?:reached|used(?: up)?|hit|read) (?:all|your) .{0,30}\b(?:article|story|stories|articles)\b|"
    r"this is your (?:last|final|first|second|third|only) (?:(?:free|complimentary) (?:article|story)\b|"
    r"(?:article|story)\b.{0,40}\b(?:this month|before you|for free))|"
    rf"\d{{1,2}}{_OF} (?:(?:{_FREE} )?(?:articles?|stories) (?:left|remaining)|free (?:articles?|stories))\b|"
    r"(?:free )?articles? (?:left|remaining) ?:? ?\d|"
    # German, Dutch, Swedish, Norwegian, Danish, Finnish
    r"(?:sie haben |du hast |ihnen bleib\w{1,3} )?(?:diesen monat |in diesem monat )?(?:nur )?noch "
    r"(?:\d{1,2}|ein\w{0,2}|zwei|drei) "
    r"(?:(?:kostenlose|freie|gratis-?)\w{0,2} ?artikel\b|artikel .{0,25}\b(?:frei|gratis|kostenlos|übrig)\b)|"
    r"(?:sie haben|du hast) .{0,25}\d{1,2} (?:von|der) \d{1,2} .{0,20}artikel|"
    r"(?:dies|das) ist (?:ihr|dein) (?:letzter|erster|zweiter|\d{1,2}\.) (?:kostenloser|freier|gratis-?) ?artikel|"
    r"(?:je|u|jij) (?:hebt|heeft) (?:deze maand )?nog (?:maar )?\d{1,2} (?:gratis )?(?:artikelen|artikel|verhalen)\b|"
    r"nog \d{1,2} (?:gratis|vrije) artikel|du har (?:bara |kun |läst |lest |læst )?\d{1,2}(?: (?:av|af) \d{1,2})? "
    r"(?:(?:gratis|fria|frie) ?artik\w{1,5}|artik\w{1,5} (?:kvar|igjen|tilbage))|"
    r"sinulla on (?:vielä )?\d{1,2} (?:ilmaista|maksutonta) |"
    # French, Spanish, Portuguese, Italian, Catalan, Romanian
    r"il (?:vous|te) reste \d{1,2} articles?\b|(?:plus que|encore) \d{1,2} articles? (?:gratuit|offert|à lire)|"
    r"(?:vous avez|tu as) lu \d{1,2} (?:articles?|sur|des) |"
    r"(?:c.est|ceci est) votre (?:dernier|premier) article (?:gratuit|offert)|"
    r"(?:te|le) quedan? (?:solo |sólo )?\d{1,2} (?:artículos?|noticias?)\b|(?:has|ha) leído \d{1,2} (?:de|artículos) |"
    r"(?:tienes|tiene) (?:aún |todavía )?\d{1,2} artículos? (?:gratis|gratuit)|"
    r"este es (?:tu|su) último artículo (?:gratis|gratuit)|"
    r"(?:você (?:ainda )?(?:tem|leu|pode ler)|(?:ainda )?restam?)(?: ainda| mais| apenas| só)? \d{1,2}(?: de \d{1,2})?"
    r"(?: dos? seus?)? (?:artigos?|matérias?|notícias?|reportagens) (?:gr[aá]t|restante|livre|este mês|neste mês|dispon)|"
    r"(?:ti restano|ti resta|hai ancora|le restano|hai letto) (?:solo )?\d{1,2} (?:articol[io]|di \d{1,2}|su \d{1,2})\b|"
    r"et queden \d{1,2} articles|mai ai(?: de citit)? \d{1,2} articole|"
    # Polish, Czech, Slovak, Hungarian, Turkish, Russian, Ukrainian, Greek
    r"(?:został[yo]?|pozostał[yo]?) (?:ci |ci jeszcze |państwu )?\d{1,2} (?:bezpłatn|darmow)|"
    r"(?:zbýva(?:jí|jú)?|zbývá|zostáva(?:jú)?) (?:vám |ti )?(?:ještě |už jen |ešte )?\d{1,2} člán|"
    r"még \d{1,2} ingyenes|\d{1,2} ücretsiz (?:makale|haber|içerik)|"
    r"(?:у вас |вам )?(?:ещё |еще )?(?:осталось|осталась|остались|доступно) \d{1,2} (?:бесплатн|стат)|"
    r"(?:у вас |вам )?(?:ще )?(?:залишилося|залишилось|залишилася) \d{1,2} (?:безкоштовн|стат)|"
    r"σας απομένουν \d{1,2} |"
    # Chinese, Japanese, Korean, Arabic
    r"(?:您|你)?(?:本月)?(?:还|還|尚)?(?:剩余|剩餘|剩|有|可)(?:免费|免費)?(?:阅读|閱讀)? ?\d{1,2} ?篇|"
    r"(?:今月の)?(?:無料(?:で読める)?(?:記事|会員記事)|会員記事).{0,6}(?:残り|あと) ?\d{1,2}|"
    r"(?:残り|あと) ?\d{1,2} ?(?:本|記事).{0,6}無料|"
    r"(?:이번 달 )?무료 ?기사(?:가|를)? ?\d{1,2} ?(?:건|개|회).{0,4}남|لديك \d{1,2} مقالات? مجاني"
    r")",
    re.IGNORECASE,
)
_STARTS: Final = frozenset({
    "yo", "th", "fr", "ar", "si", "du", "ih", "di", "in", "nu", "no", "da", "je", "uh", "ji", "il", "pl", "en",
    "vo", "tu", "ce", "te", "le", "ha", "ti", "es", "ai", "re", "et", "ma", "zo", "po", "zb", "mé", "ещ", "ос",
    "до", "ув", "ва", "ще", "за", "σα", "您本", "您还", "您還", "您尚", "您剩", "您有", "您可",
    "你本", "你还", "你還", "你剩", "你有",
    "你可", "本月", "还剩", "还有", "還剩", "還有", "剩余", "剩餘", "今月", "無料", "会員", "残り", "あと", "이번", "무료", "لد",
})  # fmt: skip
"""How the letters of a line begin that has no digit first: looked for first, which costs next to nothing."""


def is_meter(block: PageBlock) -> bool:
    """Whether a line counts the free articles that its reader has left or has read: it speaks of the site, never of the story."""
    begin = block.bare[:2]
    return block.size <= LONGEST and (begin in _STARTS or begin[:1].isdigit()) and _METER.match(block.text) is not None


def metered(span: Span) -> str | None:
    """The words of such a count that stands where the text would go on: right below it, or a little further down in its article.
    None where there is none; one anywhere else, in a bar or a foot of the page, says nothing of this text."""
    article = next((node for node in span.container.up() if node.tag == "article"), span.container)
    for block in span.page.blocks[span.last + 1 : span.last + 1 + AFTER]:
        beside = block.index == span.last + 1 or article.holds(block.index)
        if beside and not block.node.relative & (NAV | FOOTER | ASIDE | HIDDEN) and is_meter(block):
            return block.text[:LONGEST]
    return None
