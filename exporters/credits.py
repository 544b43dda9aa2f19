"""The one wording room: every sentence that says whose a story is, how it stands to the original, when and on what terms.

All formats take their sentences from here. They are plain strings, or tuples of `Piece` where a format may set a link.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from string import Formatter
from typing import Final

from exporters.dates import instant_words
from exporters.errors import ExportError
from news.alteration import Alteration
from news.attribution import Byline
from news.edition import EditionStory, Tombstone
from news.licence import PERMISSION, Family, name_of, terms_of
from news.provenance import Hop
from news.publisher import Site
from news.rights import RightsRecord, SaidBy
from wire.licences import url_of

WORDS: Final[Mapping[str, str]] = {
    "claim": "This story was originally published by {publisher} {manner}",
    "claim.verbatim": "and is unaltered.",
    "claim.layout": "and is unaltered.",
    "claim.incomplete": "and appears here word for word; parts may be missing.",
    "claim.excerpt": "and appears here as an excerpt.",
    "claim.edited": "and was edited by {site}.",
    "claim.unverifiable": "and could not be compared with the original.",
    "claim.differs": "and differs here from the original.",
    "claim.end": "Its end may be missing.",
    "condition": "Content appears here under this condition or license:",
    "condition.permission": "by permission of the publisher",
    "published": "Published and (C) by {publisher}",
    "published.public domain": "Published by {publisher}",
    "left out": "Left out: {list}.",
    "byline": "By {people}",
    "via": "via {service}:",
    "mirror claim": "The claim of {service}: “{claim}”",
    "mirror claim.unverifiable": "The claim of {service}, not compared by us: “{claim}”",
    "credit.by": "“{title}” by {author}, {publisher}, ",
    "credit": "“{title}”, {publisher}, ",
    "credit.licensed": "licensed under ",
    "credit.change.excerpt": "Changes: shortened to an excerpt by {site}.",
    "credit.change.edited": "Changes: edited by {site}.",
    "credit.change.differs": "Changes: the text differs from the original.",
    "withdrawn": "Withdrawn: {date}. {reason}",
    "house": "(C) {site}",
    "grounds.text": "Text",
    "grounds.from": "Taken from",
    "grounds.from.words": "{what}, fetched {date}",
    "grounds.terms": "Terms",
    "grounds.terms.quoted": "“{wording}” ({who}, seen {seen})",
    "grounds.terms.recorded": "recorded by {who}, seen {seen}",
    "grounds.capture": "SHA-256 of what was fetched",
    "who.page": "the publisher's page",
    "who.feed": "the publisher's feed",
    "who.mirror": "a mirror",
    "who.operator": "the operator of {site}",
    "who.editor": "an editor of {site}",
    "what.page": "the article's page",
    "what.feed": "the feed itself",
    "what.gopher page": "a gopher page",
}  # fmt: skip
"""English, by key: a catalogue per language takes this one's place when there is one."""

NAMES: Final = {"audio": "audio recording", "embed": "embedded item", "reading": "reading aid", "tooltip": "pop-up note"}
"""Kinds of what was left out whose own word does not count well."""


class Role(StrEnum):
    """What a piece of a sentence is, where a format may want to mark it."""

    WORDS = "words"
    NOTICE = "notice"
    LICENCE = "licence"
    SOURCE = "source"
    NAME = "name"
    """Words in the publisher's language, which may run the other way than the sentence around them."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a sentence, the address they lead to where they do, and what they are."""

    text: str
    url: str | None = None
    role: Role = Role.WORDS


def spell(pieces: tuple[Piece, ...]) -> str:
    """The sentence without links: each address follows its words, as a gopher page or a feed's plain text prints it."""
    return "".join(
        piece.text if piece.url is None or piece.url == piece.text else f"{piece.text} {piece.url}" for piece in pieces
    )


QUOTED_WITHIN: Final = str.maketrans("“”", "‘’")


def _quoted(words: str) -> str:
    """Found words for a place between our quotation marks: their own become single ones, so that none of them seems ours."""
    return words.translate(QUOTED_WITHIN)


def claim_line(alteration: Alteration, publisher: str, site_title: str) -> str:
    """How the printed text stands to the published one, as computed (rule 2): "… and is unaltered." and the like."""
    manner = WORDS[f"claim.{alteration.level}"].format(site=site_title)
    line = WORDS["claim"].format(publisher=publisher, manner=manner)
    return line if alteration.end_in_doubt is None else f"{line} {WORDS['claim.end']}"


def licence_url(rights: RightsRecord) -> str | None:
    """The address of the licence: as found, else the known one of its SPDX id; None for a permission."""
    if rights.licence is None or rights.licence == PERMISSION:
        return None
    return rights.licence_url or url_of(rights.licence)


def licence_pieces(rights: RightsRecord) -> tuple[Piece, ...]:
    """The licence's name, its address and its SPDX id: `Creative Commons Attribution 4.0 International https://… (CC-BY-4.0)`.

    Raises ExportError where no licence is recorded: nothing may be printed then.
    """
    if rights.licence is None:
        raise ExportError(f"no licence is recorded, so nothing may be printed: {rights.finding}")
    if rights.licence == PERMISSION:
        return (Piece(WORDS["condition.permission"], role=Role.NOTICE),)
    name = Piece(name_of(rights.licence), licence_url(rights), Role.LICENCE)
    return (name,) if name.text == rights.licence else (name, Piece(f" ({rights.licence})"))


def condition_pieces(rights: RightsRecord) -> tuple[Piece, ...]:
    """The recorded notice; then the licence, unless the notice stands for a permission or spells the licence's address itself."""
    licence = licence_pieces(rights)
    if not rights.notice:
        return licence
    address = licence_url(rights)
    if rights.licence == PERMISSION or (address is not None and address in rights.notice):
        return (Piece(rights.notice, role=Role.NOTICE),)
    return (Piece(rights.notice, role=Role.NOTICE), Piece(" "), *licence)


def condition(rights: RightsRecord) -> str:
    """On what terms the text stands here, as plain words: the notice, else the licence's name, address and SPDX id."""
    return spell(condition_pieces(rights))


def condition_line(rights: RightsRecord) -> str:
    """`Content appears here under this condition or license: …`."""
    return f"{WORDS['condition']} {condition(rights)}"


def published_line(publisher: str, rights: RightsRecord) -> str:
    """`Published and (C) by TASS`; without the (C) for what is in the public domain."""
    free = terms_of(rights.licence).family is Family.PUBLIC_DOMAIN
    return WORDS["published.public domain" if free else "published"].format(publisher=publisher)


def house_line(site: Site) -> str:
    """The house's copyright line for the house's own words."""
    return site.copyright_notice or WORDS["house"].format(site=site.title)


def byline_line(byline: Byline | None) -> str | None:
    """`By Ada Lunde, Bo Ek`; the line as found where no people could be told in it. None where there is none.

    Lines as pages have them hold dates, buttons and counts of comments too: the record keeps them whole, a reader is told who.
    """
    if byline is None:
        return None
    return WORDS["byline"].format(people=", ".join(byline.people)) if byline.people else byline.wording


def left_out_line(alteration: Alteration) -> str | None:
    """`Left out: 3 captions, 2 related links.`; None where nothing was."""
    found = [f"{number} {_counted(kind, number)}" for kind, number in alteration.left_out if number]
    return WORDS["left out"].format(list=", ".join(found)) if found else None


def _counted(kind: str, number: int) -> str:
    one = NAMES.get(kind, kind)
    if number == 1:
        return one
    return f"{one[:-1]}ies" if one.endswith("y") and one[-2:-1] not in "aeiou" else f"{one}s"


def via_line(service: str) -> str:
    """`via Magical.Fish Gopher News Feeds:`; the address follows."""
    return WORDS["via"].format(service=service)


def mirror_claim_line(hop: Hop, alteration: Alteration) -> str | None:
    """What a mirror says of the text, as its word and not ours; None where it says nothing. A text that came through mirrors is
    `unverifiable` until it was compared with the original, and never after that (`ingest.origin`)."""
    if hop.claim is None:
        return None
    words = WORDS.get(f"mirror claim.{alteration.level}", WORDS["mirror claim"])
    return words.format(service=hop.service, claim=_quoted(hop.claim))


def credit_pieces(story: EditionStory, site: Site) -> tuple[Piece, ...] | None:
    """The credit that an open licence asks for: title, author, source, licence, and what was changed ("TASL").

    None where the licence asks for no credit of this form (a permission, the public domain): the condition line speaks then.
    Source: CC BY 4.0 section 3(a)(1); CC's recommended practices for attribution.
    """
    terms = terms_of(story.rights.licence)
    if terms.family not in (Family.CREATIVE_COMMONS, Family.OPEN):
        return None
    about = story.story.attribution
    byline = about.byline
    author = None if byline is None else ", ".join(byline.people) or byline.wording
    opening = WORDS["credit" if author is None else "credit.by"]
    pieces = _filled(opening, title=_quoted(story.story.headline), author=author or "", publisher=about.publisher)
    if about.url is not None:
        pieces += [Piece(about.url, about.url, Role.SOURCE), Piece(", ")]
    pieces += [Piece(WORDS["credit.licensed"]), *licence_pieces(story.rights), Piece(".")]
    if (changed := WORDS.get(f"credit.change.{story.printed.alteration.level}")) is not None:
        pieces.append(Piece(" " + changed.format(site=site.title)))
    return tuple(pieces)


def _filled(words: str, **names: str) -> list[Piece]:
    pieces = []
    for between, field, _, _ in Formatter().parse(words):
        pieces += [Piece(between)] if between else []
        pieces += [Piece(names[field], role=Role.NAME)] if field else []
    return pieces


def terms_pieces(story: EditionStory, site: Site) -> tuple[tuple[Piece, ...], ...]:
    """The sentences about terms that a page prints below a story: an open licence's credit, a notice, or the condition."""
    credit = credit_pieces(story, site)
    if credit is None:
        return ((Piece(WORDS["condition"] + " "), *condition_pieces(story.rights)),)
    notice = ((Piece(WORDS["condition"] + " "), Piece(story.rights.notice, role=Role.NOTICE)),) if story.rights.notice else ()
    return (*notice, credit)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """One thing that a printed claim rests on: what it speaks of, in what words, and where it can be looked up."""

    about: str
    words: str
    url: str | None = None


def grounds(story: EditionStory, site: Site) -> tuple[Ground, ...]:
    """What the lines below a story rest on: how the text was compared, where it was taken from, who stated the terms.

    The words of an operator's or editor's evidence may come from a letter: they stay in the house, the notice is what is printed.
    """
    way = story.story.provenance
    taken = WORDS["grounds.from.words"].format(
        what=WORDS.get(f"what.{way.text_from}", way.text_from), date=instant_words(way.fetched_at, site)
    )
    found = [
        Ground(about=WORDS["grounds.text"], words=story.printed.alteration.grounds),
        Ground(about=WORDS["grounds.from"], words=taken, url=way.capture_url),
    ]
    if (said := story.rights.grounds) is not None:
        is_public = said.said_by in (SaidBy.PAGE, SaidBy.FEED, SaidBy.MIRROR)
        words = WORDS["grounds.terms.quoted" if is_public else "grounds.terms.recorded"].format(
            wording=_quoted(said.wording), who=WORDS[f"who.{said.said_by}"].format(site=site.title), seen=said.seen[:10]
        )
        found.append(Ground(about=WORDS["grounds.terms"], words=words, url=said.url))
    return (*found, Ground(about=WORDS["grounds.capture"], words=way.capture))


def withdrawn_line(notice: Tombstone, site: Site) -> str:
    """`Withdrawn: Friday, August 15, 2025, 11:28 AM Eastern Daylight Time. Reason.`: what stands in the story's place."""
    return WORDS["withdrawn"].format(date=instant_words(notice.withdrawn_at, site), reason=notice.reason)
