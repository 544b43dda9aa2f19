"""A gopher reply to an Article: a mirror's story page, a page of this house's own dialect, or any other plain text.

What a page says of itself stays its own word: the sentence "is unaltered" becomes the claim of its last mirror, the names in
its authors line are wordings to be judged, the condition is quoted. A permission printed there was given to the mirror and
is not inherited by who reads its page: rights are judged from the words, elsewhere.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from statistics import median
from typing import Final

from ingest.extract.article import Article, NoArticle, Wording
from ingest.extract.ending import cut_end
from ingest.extract.gopher_body import blocks_of, inline_of
from news.alteration import Alteration, Level
from news.body import Block, Break, Inline, Paragraph, Text, fold, leaves
from news.provenance import Hop
from wire import marks
from wire.licences import licence_of_url
from wire.marks_reader import read_body
from wire.menu import ItemType, fault_of
from wire.page import StoryPage, read_authors, read_page
from wire.text import read_lines

OURS: Final = "wiredesk"
"""The name of our own dialect in the config: only a feed that is known to be ours is read by its marks."""
NOT_COMPARED: Final = "the text was read from a gopher page and not compared with the original"
PLAIN: Final = "the text is a plain text file, and nothing in it says whether it is the original"
CUT: Final = "the page breaks off before its footer"
WITHDRAWN: Final = re.compile(r"\[WITHDRAWN (?P<day>[0-9-]{4,10})\] (?P<reason>.*)")
SENTENCE_END: Final = re.compile(
    r"""[.!?…。！？｡؟۔।॥։።፧།။។\u0e00-\u0eff]["'’”»›“)\]』」*\s]*(?:[(（【\[][^()（）【】\[\]]{1,40}[)）】\]]\s*)?$"""
)
"""Whose words they are may stand in brackets behind it."""
"""Full stops of every script in use; Thai and Lao have none."""
DEBRIS: Final = re.compile(
    r"_|^\W*\d+\W*$|^.{61,}$|^(?:nickname|joined|member since|story count|avatar|view profile)\b", re.IGNORECASE
)
"""What a mirror's extractor takes for a name and is a piece of the page's markup."""
HEADLINE_LENGTH: Final = 250


def extract_gopher(body: bytes, *, url: str, dialect: str | None, encoding: str | None = None) -> Article | NoArticle:
    """The article of a gopher text. Never raises, on any bytes.

    A story page is known by its header. Of a foreign one each line is a paragraph; `dialect` "wiredesk" has marks decoded to
    blocks. Any other text: its first line is the headline, empty lines part paragraphs. `encoding` overrules UTF-8.
    """
    if fault := fault_of(body, ItemType.TEXT):
        return NoArticle(cause=fault.kind, words=f"{url}: {fault.words}")
    page = read_page(body, encoding)
    if "no-header" not in page.flags:
        return _story(page, is_ours=dialect == OURS)
    if notice := WITHDRAWN.match(page.body[0] if page.body else ""):
        return NoArticle(cause="withdrawn", words=f"{url}: withdrawn on {notice['day']}: {fold(notice['reason'])}")
    return _plain_text(body, encoding)


def _story(page: StoryPage, *, is_ours: bool) -> Article | NoArticle:
    standfirst: tuple[Inline, ...] = ()
    if is_ours:
        read = read_body(page.body)
        blocks = blocks_of(read.blocks, page.url)
        standfirst = inline_of(read.standfirst or (), page.url)
    else:
        blocks = tuple(Paragraph((Text(line),)) for line in map(fold, page.body) if line)
    if not any(leaf.text for leaf in leaves(blocks)) and not standfirst:
        return NoArticle(cause="no-text", words=f"the page of {page.publisher} has a frame and no text in it")
    flags = page.flags
    canonical = page.url(1)
    if canonical is None and any(reference.number == 1 for reference in page.references):
        flags = (*flags, "unsafe-url")
    doubt = CUT if "incomplete" in flags else _doubt(blocks, is_strict=not is_ours)
    return Article(
        headline=fold(marks.unescape_line(page.title)),
        blocks=blocks,
        alteration=Alteration(level=Level.UNVERIFIABLE, grounds=NOT_COMPARED, end_in_doubt=doubt),
        wordings=tuple(_wordings(page, canonical, is_ours=is_ours)),
        standfirst=standfirst,
        canonical=canonical,
        flags=flags,
        hops=tuple(_hops(page)),
    )


def _hops(page: StoryPage) -> Iterator[Hop]:
    """The page's own list of mirrors; its claim is the word of the last, who wrote the page."""
    for number, via in enumerate(page.via, start=1):
        yield Hop(service=via.service, url=via.url, claim=page.claim if number == len(page.via) else None)


def _wordings(page: StoryPage, canonical: str | None, *, is_ours: bool) -> Iterator[Wording]:
    yield Wording(kind="publisher", text=page.publisher, place="gopher header")
    names = read_authors(page.authors) or ()
    if is_ours or not any(DEBRIS.search(name) for name in names):
        yield from (Wording(kind="author", text=name, place="gopher authors line") for name in names)
    if page.date:
        yield Wording(kind="published", text=page.date, place="gopher date line")
    if page.condition:
        yield Wording(kind="rights", text=page.condition, place="gopher footer")
        for address in re.findall(r"https?://[^\s<>\"]+", page.condition):
            if licence := licence_of_url(address.rstrip(".,;)")):
                yield Wording(kind="licence-url", text=licence.url, place="gopher footer", url=licence.url)
    if canonical is not None:
        yield Wording(kind="canonical", text=canonical, place="gopher footer", url=canonical)


def _doubt(blocks: tuple[Block, ...], *, is_strict: bool) -> str | None:
    """Why the end looks cut. Mirrors lose lists and what stands behind them, so a line without a full stop is enough there."""
    if words := cut_end(blocks):
        return words
    last = next((leaf.text for leaf in reversed(tuple(leaves(blocks))) if leaf.text), "")
    return "the text ends without a full stop" if is_strict and not SENTENCE_END.search(last) else None


def _plain_text(body: bytes, encoding: str | None) -> Article | NoArticle:
    read = read_lines(body, encoding)
    lines = [line.strip("\f\v") for line in read.lines]
    first = next((number for number, line in enumerate(lines) if line.strip()), None)
    if first is None:
        return NoArticle(cause="empty", words="the text holds nothing but blanks")
    headline = fold(lines[first])
    blocks = tuple(_paragraphs(lines[first + 1 :]))
    if not blocks or len(headline) > HEADLINE_LENGTH:
        return _article(None, tuple(_paragraphs(lines)), read.flags)
    return _article(headline, blocks, read.flags)


def _article(headline: str | None, blocks: tuple[Block, ...], flags: tuple[str, ...]) -> Article:
    alteration = Alteration(level=Level.UNVERIFIABLE, grounds=PLAIN, end_in_doubt=_doubt(blocks, is_strict=False))
    return Article(headline=headline, blocks=blocks, alteration=alteration, flags=flags)


def _paragraphs(lines: Sequence[str]) -> Iterator[Paragraph]:
    """Empty lines part paragraphs. Within one, a line that ends in a space goes on in the next (RFC 3676 section 4), one that
    ends in two goes on without a space between; where the text looks wrapped, any line goes on; else lines stay apart."""
    lengths = [len(line) for line in lines if line.strip()]
    is_wrapped = bool(lengths) and max(lengths) <= 80 and median(lengths) >= 55
    for has_words, group in groupby(lines, key=lambda line: bool(line.strip())):
        if has_words:
            yield Paragraph(tuple(_joined(list(group), is_wrapped=is_wrapped)))


def _joined(lines: Sequence[str], *, is_wrapped: bool) -> Iterator[Inline]:
    text = ""
    for line in lines[:-1]:
        text += line
        if line.endswith("  "):
            text = text.rstrip()
        elif line.endswith(" ") or is_wrapped:
            text += " "
        else:
            yield from (Text(fold(text)), Break())
            text = ""
    yield Text(fold(text + lines[-1]))
