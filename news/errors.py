"""The one root of all errors this house raises on purpose."""


class WiredeskError(Exception):
    """Something went wrong that a person can act on: its text is one clear line, saying what, where and what to do."""


_DONE = {"hold": "held", "spike": "spiked", "withdraw": "withdrawn", "publish": "published", "approve": "approved"}


class IllegalMove(WiredeskError):
    """A decision that the story's state does not allow; `instead` says in words what can be done."""

    def __init__(self, story_id: str, state: str, verdict: str, instead: str) -> None:
        super().__init__(f"story {story_id} is {state}, so it cannot be {_DONE.get(verdict, verdict)}: {instead}")
        self.story_id, self.state, self.verdict = story_id, state, verdict


class BadDate(WiredeskError, ValueError):
    """A date that the calendar does not have, or whose parts do not fit together."""
