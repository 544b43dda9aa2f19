"""The sentences that carry the promise: each true of what it stands under, in the same words everywhere."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from exporters import credits as sentences
from exporters.errors import ExportError
from news.alteration import Alteration, Level
from news.attribution import Byline
from news.edition import EditionStory
from news.licence import PERMISSION
from news.names import LicenceId
from news.provenance import Hop
from news.publisher import Site
from news.rights import RightsRecord, SaidBy
from news.scope import Scope


def record(licence: str | None, **more: str) -> RightsRecord:
    return RightsRecord(
        licence=None if licence is None else LicenceId(licence), scope=Scope.FULL, finding="the footer says so",
        licence_url=more.get("licence_url"), notice=more.get("notice"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("level", "manner"),
    [
        (Level.VERBATIM, "and is unaltered."),
        (Level.LAYOUT, "and is unaltered."),
        (Level.INCOMPLETE, "and appears here word for word; parts may be missing."),
        (Level.EXCERPT, "and appears here as an excerpt."),
        (Level.EDITED, "and was edited by The Desk."),
        (Level.UNVERIFIABLE, "and could not be compared with the original."),
        (Level.DIFFERS, "and differs here from the original."),
    ],
)
def test_each_level_has_its_claim_and_only_proven_text_is_called_unaltered(level: Level, manner: str) -> None:
    alteration = Alteration(level=level, grounds="…")
    line = sentences.claim_line(alteration, "TASS", "The Desk")
    assert line == f"This story was originally published by TASS {manner}"
    assert ("unaltered" in line) == alteration.unaltered


def test_a_cut_end_is_said_whatever_the_level() -> None:
    line = sentences.claim_line(Alteration(level=Level.VERBATIM, grounds="…", end_in_doubt="ends at a colon"), "X", "Y")
    assert line.endswith("and is unaltered. Its end may be missing.")


@pytest.mark.parametrize(
    ("rights", "words"),
    [
        (record("permission", notice="Name the agency."), "Name the agency."),
        (record("permission"), "by permission of the publisher"),
        (
            record("CC-BY-4.0"),
            "Creative Commons Attribution 4.0 International https://creativecommons.org/licenses/by/4.0/ (CC-BY-4.0)",
        ),
        (
            record("CC-BY-4.0", notice="Credit us."),
            "Credit us. Creative Commons Attribution 4.0 International https://creativecommons.org/licenses/by/4.0/ (CC-BY-4.0)",
        ),
        (
            record("CC-BY-4.0", notice="CC BY 4.0, https://creativecommons.org/licenses/by/4.0/"),
            "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/",
        ),
        (
            record("CC-BY-3.0-DE", licence_url="https://x.example/de"),
            "Creative Commons Attribution 3.0 DE https://x.example/de (CC-BY-3.0-DE)",
        ),
        (record("LicenseRef-own"), "LicenseRef-own"),
    ],
)  # fmt: skip
def test_the_condition_is_the_recorded_notice_else_the_licence_with_its_address(rights: RightsRecord, words: str) -> None:
    assert sentences.condition(rights) == words
    assert sentences.condition_line(rights) == f"Content appears here under this condition or license: {words}"


def test_without_a_recorded_licence_nothing_can_be_printed() -> None:
    with pytest.raises(ExportError, match="no licence is recorded"):
        sentences.condition(record(None))


def test_what_is_in_the_public_domain_bears_no_copyright_sign() -> None:
    assert sentences.published_line("TASS", record("permission")) == "Published and (C) by TASS"
    assert sentences.published_line("NASA", record("CC0-1.0")) == "Published by NASA"


def test_an_open_licence_is_credited_with_title_author_source_licence_and_change(
    stories: tuple[EditionStory, ...], site: Site, altered: Callable[..., EditionStory]
) -> None:
    credit = sentences.credit_pieces(stories[0], site)
    assert credit is not None
    assert sentences.spell(credit) == (
        "“Bridge over the Arle closed after divers find a crack” by Jon Hale, Petra Ng, The Arle Gazette, "
        "https://gazette.example/bridge-over-the-arle-closed-after-divers-find-a-crack, licensed under "
        "Creative Commons Attribution 4.0 International https://creativecommons.org/licenses/by/4.0/ (CC-BY-4.0)."
    )
    asked = altered(stories[0], headline="Who said “no” and “yes” here? The pilots")
    credit = sentences.credit_pieces(asked, site)
    assert credit is not None
    assert sentences.spell(credit).startswith("“Who said ‘no’ and ‘yes’ here? The pilots” by Jon Hale")
    shortened = altered(stories[0], alteration=Alteration(level=Level.EXCERPT, grounds="…"))
    credit = sentences.credit_pieces(shortened, site)
    assert credit is not None
    assert sentences.spell(credit).endswith(" Changes: shortened to an excerpt by The Lantern Desk.")


def test_a_permission_and_the_public_domain_are_told_by_their_condition(stories: tuple[EditionStory, ...], site: Site) -> None:
    by_licence = {story.rights.licence: story for story in stories}
    for licence in (PERMISSION, LicenceId("CC0-1.0")):
        assert sentences.credit_pieces(by_licence[licence], site) is None
        (line,) = sentences.terms_pieces(by_licence[licence], site)
        assert sentences.spell(line) == sentences.condition_line(by_licence[licence].rights)


def test_a_notice_beside_an_open_licence_is_printed_too(stories: tuple[EditionStory, ...], site: Site) -> None:
    story = replace(stories[0], rights=replace(stories[0].rights, notice="Credit us."))
    lines = [sentences.spell(line) for line in sentences.terms_pieces(story, site)]
    assert lines[0].endswith("license: Credit us.")
    assert "CC-BY-4.0" in lines[1]


def test_what_was_left_out_is_counted_by_kind() -> None:
    left_out = (("audio", 1), ("caption", 3), ("related link", 1), ("embed", 2), ("gallery", 2), ("video", 0))
    line = sentences.left_out_line(Alteration(level=Level.VERBATIM, grounds="…", left_out=left_out))
    assert line == "Left out: 1 audio recording, 3 captions, 1 related link, 2 embedded items, 2 galleries."
    unseen = (("reading", 1), ("struck passage", 2), ("tooltip", 3))
    line = sentences.left_out_line(Alteration(level=Level.VERBATIM, grounds="…", left_out=unseen))
    assert line == "Left out: 1 reading aid, 2 struck passages, 3 pop-up notes."
    assert sentences.left_out_line(Alteration(level=Level.VERBATIM, grounds="…")) is None


def test_a_byline_is_printed_as_the_people_it_names() -> None:
    names = Byline(wording="Ann Lee, Bo Ek", people=("Ann Lee", "Bo Ek"), found="meta author")
    assert sentences.byline_line(names) == "By Ann Lee, Bo Ek"
    posted = "Posted in Ferries by Ann Lee und Bo Ek | 3 comments"
    assert sentences.byline_line(replace(names, wording=posted)) == "By Ann Lee, Bo Ek"
    assert sentences.byline_line(replace(names, wording="von unserer Redaktion", people=())) == "von unserer Redaktion"
    assert sentences.byline_line(None) is None


def test_a_mirrors_claim_is_printed_as_the_mirrors() -> None:
    hop = Hop(service="Tide Mirror", url="gopher://tide.example/", claim="is unaltered")
    unseen = Alteration(level=Level.UNVERIFIABLE, grounds="…")
    assert sentences.mirror_claim_line(hop, unseen) == "The claim of Tide Mirror, not compared by us: “is unaltered”"
    assert sentences.mirror_claim_line(replace(hop, claim=None), unseen) is None


@pytest.mark.parametrize("level", [level for level in Level if level is not Level.UNVERIFIABLE])
def test_a_mirrors_claim_that_was_compared_is_not_said_to_be_not_compared(level: Level) -> None:
    hop = Hop(service="Tide Mirror", url="gopher://tide.example/", claim="is unaltered")
    line = sentences.mirror_claim_line(hop, Alteration(level=level, grounds="…"))
    assert line == "The claim of Tide Mirror: “is unaltered”"


def test_what_an_operator_keeps_as_evidence_is_not_quoted(stories: tuple[EditionStory, ...], site: Site) -> None:
    grounds = stories[1].rights.grounds
    assert grounds is not None
    letter = replace(grounds, wording="Dear friends, privately: yes.", said_by=SaidBy.OPERATOR)
    story = replace(stories[1], rights=replace(stories[1].rights, grounds=letter))
    said = " ".join(ground.words for ground in sentences.grounds(story, site))
    assert "privately" not in said
    assert "recorded by the operator of The Lantern Desk, seen 2025-09-01" in said
