"""When a story was filed, by the place and date that its text opens with: where an agency signs it, or in a press release."""

import re
from collections.abc import Iterator
from typing import Final

from ingest.extract.article import Wording
from ingest.extract.blocks import PageBlock
from ingest.extract.classes import NAV
from ingest.extract.date_places import is_apart
from ingest.extract.span import Span
from ingest.facts.dated_heads import dated_head

PRESS: Final = re.compile(
    r"\b(?:press ?(?:release|contact|office)s?|(?:media|news) (?:release|contact)s?|for immediate release|"
    r"(?:presse|medien)(?:mitteilung|information|meldung|aussendung|kontakt|stelle|sprecher(?:in)?|abteilung)(?:en)?|"
    r"communiqués? de presse|(?:contact|service) (?:de )?presse|comunicat[oi] stampa|ufficio stampa|"
    r"(?:nota|comunicado)s? de prensa|(?:comunicado|assessoria) (?:à|de) imprensa|"
    r"persbericht(?:en)?|perscontact|pressmeddelanden?|presskontakt|"
    r"press(?:e)?med(?:delelser?|eldinger?|ding)|lehdistötiedot(?:e|teet)|(?:informacja|komunikat|informacje) prasow[ay]e?|"
    r"tiskov[áé] zpráv[ay]|tlačov[áé] správ[ay]|sajtóközlemény|comunicate? de presă|пресс-?релизы?|прес-?релізи?|"
    r"пресс?-?служб[аи]|δελτί[οα] τύπου|basın (?:bülteni|açıklaması|duyurusu)|siaran pers|"
    r"thông cáo báo chí)(?!\w)|بيان صحفي|הודעה לעיתונות|プレスリリース|报道资料|新闻稿|新聞稿|보도자료",
    re.IGNORECASE,
)
"""What is written beside a press release: what it is, and whom its readers may ask."""
_TRAIL = re.compile(r"\S\s?[»›>/]\s?\S")
"""The way to a page, which says what kind it is; a menu says what kinds there are."""
LONGEST: Final = 240
"""Characters of a line beside the text in which its kind is told."""
BESIDE: Final = 3
"""Lines above the headline and below the text that may tell it."""


def dated_heads(span: Span) -> Iterator[Wording]:
    """The words of the head of the text where they state place and date and are the only ones that do: several are a diary's."""
    blocks = span.page.blocks
    opening = [
        block for block in blocks[span.head + 1 if span.above else span.first : span.first + 2] if not is_apart(span, block)
    ]
    found = next(((block, head) for block in opening if (head := dated_head(block.text)) is not None), None)
    if found is None or any(dated_head(blocks[index].text) for index in span.order if index != found[0].index):
        return
    if found[1].signed or any(_tells_of_press(block) for block in _beside(span)):
        yield Wording(kind="published", text=found[1].wording, place="dateline")


def _beside(span: Span) -> list[PageBlock]:
    blocks = span.page.blocks
    return [*blocks[max(0, span.head - BESIDE) : span.first], *blocks[span.last : span.last + 1 + BESIDE]]


def _tells_of_press(block: PageBlock) -> bool:
    """Whether a line says that the text is a press release."""
    is_menu = block.node.relative & NAV and not _TRAIL.search(block.text[:LONGEST])
    return not is_menu and PRESS.search(block.text[:LONGEST]) is not None
