"""What the house decides about a story: states, verdicts, decisions, and the house's own words beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from news.errors import IllegalMove
from news.names import Digest, StoryId


class State(StrEnum):
    """Where a story stands."""

    QUEUED = "queued"
    """Nothing speaks against it; an editor decides."""
    HELD = "held"
    """Something speaks against it, in words; an editor decides."""
    APPROVED = "approved"
    """It may leave, and will with the next edition."""
    PUBLISHED = "published"
    """It is out."""
    SPIKED = "spiked"
    """Rejected; it was never out."""
    WITHDRAWN = "withdrawn"
    """It was out and was taken back; a dated notice stands in its place."""


class Move(StrEnum):
    """What can be decided about a story."""

    APPROVE = "approve"
    HOLD = "hold"
    SPIKE = "spike"
    WITHDRAW = "withdraw"
    PUBLISH = "publish"
    """By the press alone: an edition that holds the story has been written."""


MOVES: Final[Mapping[Move, Mapping[State, State]]] = {
    Move.APPROVE: {
        State.QUEUED: State.APPROVED,
        State.HELD: State.APPROVED,
        State.SPIKED: State.APPROVED,
        State.APPROVED: State.APPROVED,
        State.PUBLISHED: State.PUBLISHED,
        State.WITHDRAWN: State.APPROVED,
    },
    Move.HOLD: {
        State.QUEUED: State.HELD,
        State.HELD: State.HELD,
        State.APPROVED: State.HELD,
        State.SPIKED: State.HELD,
        State.PUBLISHED: State.HELD,
    },
    Move.SPIKE: {State.QUEUED: State.SPIKED, State.HELD: State.SPIKED, State.APPROVED: State.SPIKED},
    Move.WITHDRAW: {State.PUBLISHED: State.WITHDRAWN},
    Move.PUBLISH: {State.APPROVED: State.PUBLISHED, State.PUBLISHED: State.PUBLISHED},
}


_REJECT: Final = "it is not out; `wiredesk story spike` rejects it"
_NOT_OUT: Final = f"{_REJECT}, `wiredesk story hold` keeps it in"
_WAS_OUT: Final = "it was out; `wiredesk story withdraw` says so in its place"
_GONE: Final = "it was taken back, and only its notice stands; `wiredesk story approve` lets it out again"
_UNDECIDED: Final = "an editor has to let it out first, with `wiredesk story approve`"
_INSTEAD: Final[Mapping[tuple[Move, State], str]] = {
    (Move.SPIKE, State.PUBLISHED): "it is out; `wiredesk story withdraw` takes it back",
    (Move.SPIKE, State.SPIKED): "it was rejected already",
    (Move.SPIKE, State.WITHDRAWN): _GONE,
    (Move.HOLD, State.WITHDRAWN): _GONE,
    (Move.WITHDRAW, State.QUEUED): _NOT_OUT,
    (Move.WITHDRAW, State.HELD): _REJECT,
    (Move.WITHDRAW, State.APPROVED): _NOT_OUT,
    (Move.WITHDRAW, State.SPIKED): "it was rejected and is not out",
    (Move.WITHDRAW, State.WITHDRAWN): _GONE,
    (Move.PUBLISH, State.QUEUED): _UNDECIDED,
    (Move.PUBLISH, State.HELD): _UNDECIDED,
    (Move.PUBLISH, State.SPIKED): _UNDECIDED,
    (Move.PUBLISH, State.WITHDRAWN): _GONE,
}
"""What an editor can do where the table of moves has no way: for each move and state that it lacks."""


def move(story: StoryId, state: State, verdict: Move, *, was_out: bool = False) -> State:
    """The state after the verdict. Raises IllegalMove where there is none.

    A story that `was_out` has readers: wherever it stands now it can be withdrawn, which tells them, and not be spiked, which
    would not.
    """
    after = MOVES[verdict].get(state)
    if was_out and verdict is Move.WITHDRAW and state is not State.WITHDRAWN:
        return State.WITHDRAWN
    if was_out and verdict is Move.SPIKE and after is not None:
        raise IllegalMove(story, state, verdict, _WAS_OUT)
    if after is None:
        raise IllegalMove(story, state, verdict, _INSTEAD[verdict, state])
    return after


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One entry of the append-only record: who decided what, when, and on which text and rights record.

    `by` is an editor's name, or `wiredesk` where the operator's rule (`review = "auto"`) decided.
    """

    story: StoryId
    verdict: Move
    by: str
    at: datetime
    text_digest: Digest
    rights_digest: Digest
    reason: str | None = None
    note: str | None = None


class CommentaryKind(StrEnum):
    OPINION = "opinion"
    ACTION = "action"
    TODO = "todo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Commentary:
    """The house's own words beside a story (rule 4): never part of it. `markdown` is CommonMark."""

    story: StoryId
    kind: CommentaryKind
    markdown: str
    by: str
    at: datetime
