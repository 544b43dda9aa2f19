"""What is counted of one field over all cases: how much of what there is was found, how much of what was found is right."""

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from typing import Final

FIGURES: Final = ("precision", "recall", "exact")


@dataclass(slots=True)
class Tally:
    """One field's counts. `open_cases` are those that are not exact, `name: what differs`."""

    right: int = 0
    found: int = 0
    wanted: int = 0
    cases: int = 0
    exact_cases: int = 0
    open_cases: list[str] = field(default_factory=list)

    def add(self, case: str, found: Iterable[Hashable], wanted: Iterable[Hashable]) -> None:
        """Counts one case: both as multisets for precision and recall, in their order for exactness."""
        ours, theirs = list(found), list(wanted)
        have, want = Counter(ours), Counter(theirs)
        self.right += (have & want).total()
        self.found += have.total()
        self.wanted += want.total()
        self.cases += 1
        if ours == theirs:
            self.exact_cases += 1
            return
        apart = [f"lacks {one!r:.60}" for one in (want - have)] + [f"has {one!r:.60}" for one in (have - want)]
        self.open_cases.append(f"{case}: {'; '.join(apart[:3]) or 'another order'}")

    def figures(self) -> dict[str, float]:
        """Precision, recall and exactness, 0 to 1; what nobody asked for is 1."""
        return {
            "precision": self.right / self.found if self.found else 1.0,
            "recall": self.right / self.wanted if self.wanted else 1.0,
            "exact": self.exact_cases / self.cases if self.cases else 1.0,
        }


@dataclass(slots=True)
class Measured:
    """All fields by name, and the errors that have to be none: what was claimed and is not so."""

    fields: dict[str, Tally] = field(default_factory=dict)
    errors: dict[str, list[str]] = field(default_factory=dict)
    cases: int = 0

    def add(self, name: str, case: str, found: Iterable[Hashable], wanted: Iterable[Hashable]) -> None:
        """Counts one case of a field."""
        self.fields.setdefault(name, Tally()).add(case, found, wanted)

    def error(self, name: str, words: str | None) -> None:
        """Notes an error where there is one; without one the error's name is known all the same."""
        known = self.errors.setdefault(name, [])
        if words is not None:
            known.append(words)
