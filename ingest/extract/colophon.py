"""What a page says of a text right below it: under which licence, at which address, by whom and when. It is read as facts
elsewhere, and is no text."""

import re
from collections.abc import Sequence
from typing import Final

from ingest.extract.blocks import Mark, Node, PageBlock, letters
from ingest.extract.bylines import is_signed
from ingest.extract.date_only import states_day
from ingest.extract.judgement import Judgement, furniture
from ingest.extract.lines import ADDRESS
from ingest.extract.span import Span
from ingest.extract.to_readers import CELLS

LONGEST: Final = 400
"""Letters of such a notice; what is longer is text that speaks of licences."""
TAIL: Final = 10
"""Blocks at the end of a text among which a notice is looked for."""
FILED: Final = frozenset({"tag", "category", "author", "bookmark"})
"""What links say that lead to a text's topics, its writer, itself."""
LEAST_FILED: Final = 0.25
"""The share of links from which on a sentence is more than one with a word that leads to a topic."""
LEAST, NEAR = 12, 40
"""Letters of a notice at least, and how many blocks below a text it is looked for."""
LONGEST_FACT: Final = 160
"""Letters of a line that states a fact as `label: value`."""
_LABEL: Final = 30
"""Letters of its label."""

NOTICE: Final = furniture("a notice of the licence below the text", "rights")
TOPICS: Final = furniture("the topics it is filed under", "links")
OWN_ADDRESS: Final = furniture("the page's own address")

_TERMS: Final = (
    r"(?:licen[cs]|licenz|lizenz|licenti|licencj|лиценз|ліценз|ترخيص|مرخص|رخصة|מורשה|lisans|lisens|giấy phép|"
    r"creative[ -]?commons|\bcc[ -]?(?:by|0)\b|public domain|协议|協議|许可|許可|授权|授權|轉載|转载|ライセンス|"
    r"라이선스|라이센스)"
)
_ALL: Final = (
    r"(?:(?:all|these|our|the|alle|sämtliche|unsere|die|tous les|nos|les|todos los|nuestros|los|tutti (?:gli|i)|i nostri|"
    r"todos os|nossos|os|все|наши|усі|всі|wszystkie|nasze|onze|alla|tüm) "
    r"(?:\w+ )?(?:articles|posts|texts?|contents?|works|stories|entries|artikel|beiträge|inhalte|texte|contenus|textes|billets|"
    r"artículos|textos|contenidos|entradas|articoli|testi|contenuti|artigos|conteúdos|статьи|тексты|материалы|статті|матеріали|"
    r"artykuły|teksty|treści|teksten|artiklar|yazılar|içerikler)\b)"
)
_THIS: Final = (
    r"(?:(?:this|the present|diese[rs]?|cet(?:te)?|ce|est[ea]|quest[oa]|dit|deze|ten|ta|to|den här|denna|bu|эт(?:от|а|о)|"
    r"данн(?:ый|ая|ое)|ц(?:ей|я|е)) (?:\w+ )?(?:article|post|text|work|content|story|entry|page|artikel|beitrag|inhalt|werk|"
    r"texte|œuvre|oeuvre|contenu|billet|artículo|texto|trabajo|obra|contenido|entrada|publicación|articolo|testo|opera|"
    r"contenuto|artigo|conteúdo|trabalho|tekst|werk|artykuł|utwór|verk|yazı|eser|статья|текст|материал|произведение|стаття|"
    r"матеріал|твір)\b|quest'(?:opera|articolo)\b|"
    r"本(?:文|篇|站|博客|网站|網站|作品|部落格|文章)|(?:所有|全部)(?:文章|内容|內容|作品)|"
    r"(?:この|本|当)(?:記事|文章|作品|サイト|ブログ|ページ)|이 (?:글|기사|저작물|게시물|작품)|"
    r"هذ[اه] (?:العمل|المقال|المقالة|النص|المصنف))"
)
_HEAD: Final = (
    r"(?:copyright(?: notice| statement| declaration)?|licen[cs]e|lizenz(?:hinweis)?|licencia|licence|licenza|licença|licentie|"
    r"licencja|лицензия|ліцензія|lisans|版权声明|版權聲明|版权归属|版权说明|许可协议|授权协议|授權協議|著作権(?:宣言|表示|について)?|"
    r"ライセンス|저작권|라이선스|الترخيص|رخصة) ?[:：]"
)
_NAME: Final = (
    r"(?:creative[ -]?commons|\bcc[ -]?(?:by|0)\b|public domain|知识共享|創用cc|"
    r"クリエイティブ・コモンズ|크리에이티브 커먼즈|المشاع الإبداعي)"
)
NOTICES: Final = re.compile(
    rf"\A\W*(?:{_HEAD}.{{0,200}}?{_TERMS}|.{{0,40}}?(?:{_ALL}|{_THIS}).{{0,120}}?{_NAME})", re.IGNORECASE | re.DOTALL
)
"""A line that names itself a notice of a licence, or that says of this text, or of all of the site's, which licence they have."""
_REPORTED: Final = re.compile(
    r"\b(?:said|says|told|according to|sagte|sagt|laut|selon|a dit|dijo|según|disse|segundo|ha detto|secondo|сказал\w?|заявил\w?|"
    r"сообщил\w?)\b|表示|によると|말했다|وقال"
)
"""What a story reports of a licence is the story's."""
SIGNS: Final = (
    "licen", "lizenz", "лиценз", "ліценз", "ترخيص", "مرخص", "رخصة", "מורשה", "lisans", "lisens", "giấy phép", "commons", "cc by",
    "cc-by", "ccby", "cc 0", "cc-0", "cc0", "public domain", "协议", "協議", "许可", "許可", "授权", "授權", "轉載", "转载",
    "ライセンス", "라이선스", "라이센스", "知识共享", "創用cc", "クリエイティブ", "크리에이티브", "المشاع",
)  # fmt: skip
"""What is in all of them: looking for it first costs a tenth."""
_WRITER: Final = re.compile(r"\A\W*(?:(?:本文|文章)?(?:作者|記者|记者)|autor\w{0,3}\b)", re.IGNORECASE)
_FACT: Final = re.compile(rf"\A[^:：.。!?]{{1,{_LABEL}}} ?[:：] ?\S")


def is_notice(block: PageBlock) -> bool:
    """Whether the line tells under which licence this text, or all the site's texts, may be used."""
    if block.size > LONGEST or block.node.tag in CELLS:
        return False
    if not any(map(block.text.lower().__contains__, SIGNS)) or NOTICES.match(block.text) is None:
        return False
    return _REPORTED.search(block.text) is None


def boxes_of_notices(text: Sequence[PageBlock]) -> list[Node]:
    """The innermost elements that hold more than a notice, of the notices at a text's end."""
    tail = text[-TAIL:]
    around = (next((node for node in block.node.up() if node.last - node.first > 1), None) for block in tail if is_notice(block))
    return [node for node in around if node is not None]


def states_a_fact(block: PageBlock, headlines: frozenset[str], *, apart: bool) -> bool:
    """Whether the line has the form `label: value`, as writer, title and address are stated beside a notice; among the text's own
    lines, not `apart` from them, only where the value is a headline, an address or a day, or the label a writer's: what is open
    when, and what it costs, is text."""
    found = _FACT.match(block.text) if block.size <= LONGEST_FACT else None
    if found is None or apart:
        return found is not None
    value = block.text[found.end() - 1 :]
    known = letters(value) in headlines or ADDRESS.match(value) is not None or states_day(value)
    return known or is_signed(block.text) or _WRITER.match(block.text) is not None


def is_filed(block: PageBlock) -> bool:
    """Whether every link in a line says that it leads to a topic the text is filed under (`rel=tag`, HTML Standard), to a writer
    or to the page itself: "Posted in … and tagged …"."""
    if block.size >= LONGEST_FACT or not block.links or (block.ends_sentence and block.links < LEAST_FILED):
        return False
    marks = (token.element for token in block.tokens if isinstance(token, Mark) and token.kind == "a")
    said = [frozenset((element.get("rel") or "").lower().split()) for element in marks]
    return any("tag" in relation for relation in said) and all(relation & FILED for relation in said)


def below_text(span: Span, block: PageBlock) -> Judgement | None:
    """Below the text, a notice of the licence or a line of topics that no selection chose."""
    if not 0 < block.index - span.last <= NEAR:
        return None
    if is_filed(block):
        return TOPICS
    return NOTICE if block.size >= LEAST and block.links < 0.5 and is_notice(block) else None
