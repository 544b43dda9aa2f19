"""States, ids, excerpts and the comparison that "unaltered" rests on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.alteration import Alteration, Level, compare, text_digest
from news.body import Heading, Link, ListBlock, ListItem, Paragraph, Quote, Text, fold, leaves, plain, words
from news.edition import print_of
from news.errors import IllegalMove
from news.names import PublisherId, StoryId, atom_id, digest_of, story_id
from news.review import MOVES, Move, State, move
from news.scope import Scope
from tests.samples import sample_story


def paragraph(text: str) -> Paragraph:
    return Paragraph((Text(text),))


BODY = (
    paragraph("The ferry sailed at noon."),
    Heading(2, (Text("On board"),)),
    ListBlock(
        (ListItem((Text("forty cars"),), (ListBlock((ListItem((Text("two of them red"),)),)),)), ListItem((Text("a horse"),)))
    ),
    Quote((paragraph("“Calm as milk,” the mate said."),)),
    paragraph("It came back at dusk."),
)


def level(*body: object) -> Level:
    return compare(tuple(leaves(BODY)), tuple(leaves(body)))  # type: ignore[arg-type]


def test_the_same_text_is_verbatim() -> None:
    assert level(*BODY) is Level.VERBATIM


def test_other_line_breaks_or_kinds_are_layout() -> None:
    joined = paragraph(" ".join(words(BODY)))
    assert level(joined) is Level.LAYOUT
    assert level(BODY[0], paragraph("On board"), *BODY[2:]) is Level.LAYOUT


def test_whole_lines_left_out_are_an_excerpt() -> None:
    for at in range(len(BODY)):
        assert level(*BODY[:at], *BODY[at + 1 :]) is Level.EXCERPT


@pytest.mark.parametrize(
    "changed",
    ["The ferry sailed at midnight.", "The ferry sailed.", "The ferry sailed at noon", "The ferry sailed at noon. Late."],
)
def test_any_other_change_is_an_edit(changed: str) -> None:
    assert level(paragraph(changed), *BODY[1:]) is Level.EDITED
    assert level(*BODY[1:], BODY[0]) is Level.EDITED


def test_the_digests_see_words_kinds_and_links() -> None:
    first = text_digest("H", (), BODY)
    assert first != text_digest("H", (), BODY[:-1])
    assert first != text_digest("H", (Text("S"),), BODY)
    linked = (Paragraph((Link("https://example.org/", (Text("The ferry sailed at noon."),)),)), *BODY[1:])
    assert text_digest("H", (), linked) != first
    below = text_digest("H", (Text("S"),), BODY)
    assert len({below, *(text_digest("H", (Link(f"https://{host}.example/", (Text("S"),)),), BODY) for host in "ab")}) == 3


def test_an_approval_of_a_standfirst_of_mere_words_outlives_the_release_that_keeps_its_links() -> None:
    lines = (part for leaf in leaves(BODY) for part in (leaf.kind, leaf.text))
    assert text_digest("H", (Text("S"),), BODY) == digest_of("H", "S", *lines, "links")


@given(st.text())
def test_folding_is_stable_and_keeps_every_word(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert plain((Text(text),)) == text


def test_ids_are_given_by_publisher_and_key_and_never_move() -> None:
    one = story_id(PublisherId("acme"), "https://example.org/a")
    assert one == "yarnssdu53qa"
    assert one != story_id(PublisherId("acme"), "https://example.org/b") != story_id(PublisherId("b"), "https://example.org/b")
    assert story_id(PublisherId("acme"), "https://example.org/a", 20).startswith(one)
    assert atom_id("site", "a") == atom_id("site", "a") != atom_id("site", "b")
    assert digest_of("ab", "c") != digest_of("a", "bc")


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("verdict", list(Move))
def test_every_move_is_in_the_table_or_refused_in_words(state: State, verdict: Move) -> None:
    after = MOVES[verdict].get(state)
    if after is not None:
        assert move(StoryId("x"), state, verdict) is after
    else:
        with pytest.raises(IllegalMove, match=f"story x is {state}, so it cannot be [a-z]+: [a-z]"):
            move(StoryId("x"), state, verdict)


def test_who_would_spike_what_is_out_is_told_how_to_take_it_back() -> None:
    with pytest.raises(IllegalMove, match="it is out; `wiredesk story withdraw` takes it back"):
        move(StoryId("x"), State.PUBLISHED, Move.SPIKE)


@pytest.mark.parametrize("state", [State.QUEUED, State.HELD, State.APPROVED, State.SPIKED])
def test_a_story_that_was_out_can_be_withdrawn_wherever_it_stands_now_and_not_be_spiked(state: State) -> None:
    assert move(StoryId("x"), state, Move.WITHDRAW, was_out=True) is State.WITHDRAWN
    with pytest.raises(IllegalMove, match=r"it was out; `wiredesk story withdraw` |it was rejected already"):
        move(StoryId("x"), state, Move.SPIKE, was_out=True)


def test_what_is_held_already_is_not_told_to_be_held() -> None:
    with pytest.raises(IllegalMove) as refused:
        move(StoryId("x"), State.HELD, Move.WITHDRAW)
    assert "wiredesk story hold" not in str(refused.value)


def test_only_what_is_out_can_be_withdrawn_and_only_what_was_never_out_spiked() -> None:
    assert set(MOVES[Move.WITHDRAW]) == {State.PUBLISHED}
    assert State.PUBLISHED not in MOVES[Move.SPIKE]
    assert State.PUBLISHED not in MOVES[Move.PUBLISH] or MOVES[Move.PUBLISH][State.PUBLISHED] is State.PUBLISHED


def test_an_excerpt_is_never_called_unaltered() -> None:
    story = sample_story(body=BODY, alteration=Alteration(level=Level.VERBATIM, grounds="compared"))
    assert print_of(story, Scope.FULL).alteration.unaltered
    excerpt = print_of(story, Scope.EXCERPT)
    assert excerpt.alteration.level is Level.EXCERPT
    assert excerpt.body == (BODY[0],)
    link = print_of(story, Scope.LINK)
    assert (link.body, link.standfirst, link.alteration.level) == ((), (), Level.EXCERPT)
