"""From statements to a record: who says what of this text, and what it comes to. Doubt holds."""

from datetime import date

import pytest

from ingest.extract.article import Wording
from ingest.facts.rights import NOTHING_FOUND, applying, read_rights, record_of
from ingest.parse.entry import Entry, RightsSaid
from news.alteration import Level
from news.licence import ALL_RIGHTS_RESERVED, CC_UNSPECIFIED, PERMISSION, UNKNOWN_TERMS
from news.names import Digest, EntryKey
from news.publisher import RightsStatement
from news.rights import Answer, Evidence, RightsRecord, SaidBy, Use, judge
from news.scope import Scope

BY = "https://creativecommons.org/licenses/by/4.0/"
BY_SA = "https://creativecommons.org/licenses/by-sa/4.0/"


def evidence(
    said: tuple[RightsSaid, ...] = (), wordings: tuple[Wording, ...] = (), *, mirror: bool = False
) -> tuple[Evidence, ...]:
    return read_rights(
        said, wordings, feed_url="https://example.org/feed", page_url="https://example.org/a",
        capture=Digest("c" * 64), seen="2025-08-15", mirror=mirror, feed_capture=Digest("f" * 64),
    )  # fmt: skip


def record(*wordings: Wording, said: tuple[RightsSaid, ...] = (), mirror: bool = False) -> RightsRecord:
    return record_of(evidence(said, wordings, mirror=mirror), None)


def rights(text: str, place: str = "footer", url: str | None = None) -> Wording:
    return Wording(kind="rights", text=text, place=place, url=url)


def link(url: str, place: str = "head link", text: str = "") -> Wording:
    return Wording(kind="licence-url", text=text, place=place, url=url)


def said(place: str, text: str = "", url: str | None = None, scope: str = "entry") -> RightsSaid:
    return RightsSaid(place=place, scope=scope, text=text, url=url)


LICENSED = [
    (rights("CC BY 4.0"),),
    (link(BY),),
    (link(BY, place="json-ld", text=BY),),
    (link(BY, place="meta dcterms.license", text=BY),),
    (
        rights("This article is licensed under a Creative Commons licence.", "article", BY),
        link(BY, "article", "Creative Commons"),
    ),
    (rights("CC BY 4.0", "article"),),
    (rights("Content is under CC BY 4.0", "footer", BY), link(BY, "footer", "CC BY 4.0")),
    (link(BY, "footer", "Creative Commons"),),
    (link(BY), rights("Some rights reserved under Creative Commons")),
    (link(BY), rights("CC BY")),
    (rights("CC BY 4.0"), rights("Photo: Jane / CC BY-SA 2.0", "caption")),
]


@pytest.mark.parametrize("wordings", LICENSED)
def test_one_licence_named_for_the_text_is_the_records(wordings: tuple[Wording, ...]) -> None:
    found = record(*wordings)
    assert (found.licence, found.licence_url, found.scope) == ("CC-BY-4.0", BY, Scope.FULL)
    assert found.grounds is not None
    assert judge(found, Use(commercial=False, level=Level.VERBATIM)).answer is Answer.ALLOW


NOT_LICENSED = [
    (rights("Photo: Jane / CC BY 4.0", "caption"),),
    (link(BY, "caption", "CC BY 4.0"),),
    (link(BY, "aside", "CC BY 4.0"),),
    (rights("CC BY 4.0", "comment"),),
    (rights("CC BY 4.0", "figure"),),
    (rights("Wikipedia's pages are licensed under CC BY-SA 4.0.", "article"),),
    (rights("The database was released under CC BY 4.0 last year", "article", BY), link(BY, "article", "CC BY 4.0")),
    (link(BY, "article", "CC BY 4.0"),),
    (rights("Photos on this site are under this licence", "footer", BY), link(BY, "footer", "this licence")),
    (rights("Not available under Creative Commons", "gopher footer"),),
    (rights(f"Not under {BY}", "gopher footer"), link(BY, "gopher footer", BY)),
    (rights("By permission of the Example", "gopher footer"),),
    (rights("When reprinting, a reference with a link is required.", "gopher footer"),),
    (link(BY), link(BY_SA)),
    (rights("CC BY 4.0"), rights("CC BY-SA 4.0")),
    (rights("CC BY 4.0"), rights("© 2025 Example. All rights reserved.")),
    (link(BY), rights("CC BY-NC")),
    (link(BY, text="CC BY-NC 4.0"),),
    (rights("Creative Commons"),),
    (rights("CC BY"),),
    (rights("© 2025 Example"),),
    (rights("© 2025 Example. All rights reserved."),),
    (link("https://example.org/terms"),),
    (),
]


@pytest.mark.parametrize("wordings", NOT_LICENSED)
def test_nothing_leaves_on_any_other_words(wordings: tuple[Wording, ...]) -> None:
    found = record(*wordings)
    assert judge(found, Use(commercial=False, level=Level.VERBATIM)).answer is not Answer.ALLOW
    assert found.scope is Scope.LINK
    assert found.finding
    assert len(found.evidence) == len(set(found.evidence)) <= len(wordings)


def test_nothing_found_is_said_in_words() -> None:
    found = record()
    assert (found.licence, found.finding) == (None, f"{NOTHING_FOUND} in the feed or on the page")


def test_bare_creative_commons_is_no_licence() -> None:
    found = record(rights("Creative Commons.", "gopher footer"), mirror=True)
    assert found.licence == CC_UNSPECIFIED
    assert found.finding == '"Creative Commons" names no licence: there are six, and they allow different things'
    assert found.evidence[0].said_by is SaidBy.MIRROR


def test_a_mirrors_exact_condition_counts_and_is_the_mirrors_word() -> None:
    found = record(rights(f"CC BY 4.0, {BY}", "gopher footer"), mirror=True)
    assert found.licence == "CC-BY-4.0"
    assert found.grounds is not None
    assert found.grounds.said_by is SaidBy.MIRROR


def test_reserved_rights_quote_the_words() -> None:
    found = record(rights("© 2025 Example. All rights reserved."))
    assert found.licence == ALL_RIGHTS_RESERVED
    assert found.finding == 'all rights are reserved: "© 2025 Example. All rights reserved." (page, footer)'


def test_a_contradiction_names_both_sides() -> None:
    found = record(rights("CC BY 4.0"), rights("All rights reserved"))
    assert found.licence is None
    assert '"CC BY 4.0" (page, footer)' in found.finding
    assert '"All rights reserved" (page, footer)' in found.finding


def test_unknown_terms_keep_their_address() -> None:
    found = record(link("https://example.org/terms"))
    assert (found.licence, found.licence_url) == (UNKNOWN_TERMS, "https://example.org/terms")


def test_words_that_name_no_licence_are_quoted() -> None:
    found = record(rights("© 2025 Example"))
    assert found.licence is None
    assert '"© 2025 Example" (page, footer)' in found.finding


@pytest.mark.parametrize(
    ("statements", "licence"),
    [
        ((said("creativeCommons:license", url=BY),), "CC-BY-4.0"),
        ((said("cc:license", url=BY),), "CC-BY-4.0"),
        ((said("atom:link rel=license", url=BY),), "CC-BY-4.0"),
        ((said("dc:rights", "CC BY 4.0"),), "CC-BY-4.0"),
        ((said("copyright", "© 2025 Example. CC BY 4.0", scope="feed"),), "CC-BY-4.0"),
        # what an entry says of itself replaces what the feed says of all
        ((said("cc:license", url=BY), said("copyright", "All rights reserved", scope="feed")), "CC-BY-4.0"),
        ((said("atom:rights", "All rights reserved"), said("cc:license", url=BY, scope="feed")), ALL_RIGHTS_RESERVED),
        # pictures and films are not the text
        ((said("media:license", url=BY),), None),
        ((said("media:copyright", "CC BY 4.0"),), None),
        ((said("atom:link rel=license", url="http://purl.org/atompub/license#unspecified"),), None),
        ((said("dcterms:license", url="https://example.org/terms"),), UNKNOWN_TERMS),
        ((said("dc:rights", "CC BY-SA 4.0", BY),), None),
    ],
)
def test_feeds_state_rights_in_many_elements(statements: tuple[RightsSaid, ...], licence: str | None) -> None:
    assert record(said=statements).licence == licence


def test_feed_and_page_that_contradict_each_other_hold() -> None:
    assert record(rights("All rights reserved"), said=(said("cc:license", url=BY),)).licence is None


def test_every_statement_is_kept_with_who_said_it_and_where() -> None:
    found = evidence((said("copyright", "© Example", scope="feed"),), (rights("CC BY 4.0", "caption"),))
    assert [(one.said_by, one.place, one.url, one.capture) for one in found] == [
        (SaidBy.FEED, "copyright of the feed", "https://example.org/feed", "f" * 64),
        (SaidBy.PAGE, "caption", "https://example.org/a", "c" * 64),
    ]
    assert found[1].rule == "not about the text: it stands in caption"


def test_an_entry_copied_from_another_feed_inherits_nothing() -> None:
    feed_rights = (said("cc:license", url=BY, scope="feed"),)
    own = Entry(key=EntryKey("1"), link=None, title=None)
    copied = Entry(key=EntryKey("1"), link=None, title=None, source_url="https://other.example/feed")
    assert applying(own, feed_rights) == feed_rights
    assert applying(copied, feed_rights) == ()


def statement(
    licence: str = "permission", notice: str | None = "A link is required.", proof: str = "https://example.org/rules"
) -> RightsStatement:
    return RightsStatement(licence=licence, scope=Scope.FULL, notice=notice, evidence=proof, seen=date(2025, 8, 15))


def test_a_recorded_permission_outranks_the_pages_general_notice() -> None:
    found = record_of(evidence(wordings=(rights("© Example. All rights reserved."),)), statement())
    assert (found.licence, found.scope, found.notice) == (PERMISSION, Scope.FULL, "A link is required.")
    assert found.grounds is not None
    assert (found.grounds.said_by, found.grounds.seen, found.grounds.url) == (
        SaidBy.OPERATOR,
        "2025-08-15",
        "https://example.org/rules",
    )
    assert [one.wording for one in found.evidence] == ["A link is required.", "© Example. All rights reserved."]
    assert judge(found, Use(commercial=False, level=Level.VERBATIM)).answer is Answer.ALLOW


@pytest.mark.parametrize("licence", ["CC-BY-4.0", BY, "CC BY 4.0"])
def test_the_operator_may_name_a_licence_in_any_exact_way(licence: str) -> None:
    found = record_of((), statement(licence, None, "letter of 3 May 2025"))
    assert (found.licence, found.licence_url, found.notice) == ("CC-BY-4.0", BY, None)
    assert found.grounds is not None
    assert (found.grounds.wording, found.grounds.url) == ("letter of 3 May 2025", None)


def test_an_operators_licence_that_nobody_knows_holds() -> None:
    found = record_of((), statement("Beerware"))
    assert found.licence == UNKNOWN_TERMS
    assert judge(found, Use(commercial=False, level=Level.VERBATIM)).answer is Answer.HOLD
