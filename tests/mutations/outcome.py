"""What became of made mutations, counted by kind."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Counted:
    """One kind of mutation: how many were made, how many were noticed, and where they were not."""

    made: int = 0
    noticed: int = 0
    missed: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        """The share that was noticed; of none, 1."""
        return self.noticed / self.made if self.made else 1.0


Counts = dict[str, Counted]


def count(counts: Counts, kind: str, noticed: bool, words: str) -> None:
    """Counts one mutation; `words` says which, for the list of those that passed."""
    found = counts.setdefault(kind, Counted())
    found.made += 1
    if noticed:
        found.noticed += 1
    else:
        found.missed.append(words)
