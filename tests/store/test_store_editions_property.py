"""Whatever happens to stories, and wherever a press breaks off: what stands in the export is what a whole edition prints."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from news.body import Paragraph, Text
from news.edition import Edition, Topic
from news.names import StoryId
from news.review import Commentary, CommentaryKind, Move, State
from news.rights import Answer, Reason, Verdict
from store.database import Database
from store.transaction import Transaction
from tests.store.parts import ALLOWED, HOUR, NOW, OPEN, approve, bring_feeds, decide, keep, story

TOPICS = tuple(Topic(slug=f"t{number}", title=f"T {number}") for number in range(3))
SIZE = NEWEST = 2


class Export:
    """What a faithful press leaves on the disk: a page per story, list page, feed and directory."""

    def __init__(self) -> None:
        self.files: dict[Any, Any] = {}
        self.home: dict[Any, int] = {}

    def write(self, edition: Edition) -> None:
        before = dict(self.files)
        for printed in edition.stories:
            self.files["story", printed.place.id] = printed
        for stone in edition.tombstones:
            self.files["story", stone.place.id] = stone
        for page in edition.lists:
            self.files["list", page.kind, page.name, page.number] = replace(page)
        if edition.newest is not None:
            self.files["newest"] = edition.newest
        if edition.directory is not None:
            self.files["directory"] = edition.directory
        for place in edition.removed:
            self.files.pop(("story", place.id), None)
        self._full_pages_stood_still(before, edition)

    def _full_pages_stood_still(self, before: dict[Any, Any], edition: Edition) -> None:
        """A numbered page changes only by a story of this edition, and a story stays on the numbered page it came to."""
        places = [it.place for it in edition.stories] + [it.place for it in edition.tombstones] + [*edition.removed]
        changed = {place.id for place in places}
        for page in edition.lists:
            if page.number is None:
                continue
            known = before.get(("list", page.kind, page.name, page.number), page)
            cards = {card.place.id for card in (*known.cards, *page.cards)}
            assert known == page or cards & changed, f"{page.kind} {page.name} page {page.number} changed for nothing"
            assert known.older == page.older
            for story_on_it in cards:
                assert self.home.setdefault((page.kind, page.name, story_on_it), page.number) == page.number


class Newsroom:
    """Does what editors, publishers and presses do, at random."""

    def __init__(self, database: Database, chance: random.Random) -> None:
        self.database, self.chance, self.export = database, chance, Export()
        self.clock, self.count = NOW, 0
        self.names: list[StoryId] = []

    def now(self) -> datetime:
        self.clock += timedelta(minutes=1)
        return self.clock

    def step(self, tx: Transaction) -> None:
        seldom: list[Callable[[Transaction], None]] = [
            self.hold, self.withdraw, self.revise, self.change_rights, self.change_topics, self.comment, self.judge_anew
        ]  # fmt: skip
        self.chance.choice([self.come_in] * 6 + [self.approve] * 10 + seldom)(tx)

    def come_in(self, tx: Transaction) -> None:
        self.count += 1
        publisher = self.chance.choice(["harbour", "bare"])
        made = story(self.count, publisher=publisher, day=self.chance.choice([None, self.count % 28 + 1]))
        topics = self.chance.sample(TOPICS, self.chance.randint(0, 2))
        self.names.append(keep(tx, made, now=self.now(), topics=topics).id)

    def one(self, tx: Transaction, *states: State) -> StoryId | None:
        found = [row.id for row in tx.stories.list(states, limit=1000)]
        return self.chance.choice(sorted(found)) if found else None

    def approve(self, tx: Transaction) -> None:
        states = (State.QUEUED, State.QUEUED, State.QUEUED, State.HELD, State.WITHDRAWN, State.PUBLISHED)
        if name := self.one(tx, self.chance.choice(states)):
            record = tx.stories.get(name)
            assert record is not None
            if record.verdict.answer is not Answer.ALLOW:
                tx.stories.set_rights(name, record.rights, OPEN, self.now())
            approve(tx, name, at=self.now())

    def hold(self, tx: Transaction) -> None:
        if name := self.one(tx, State.PUBLISHED, State.APPROVED, State.QUEUED):
            decide(tx, name, Move.HOLD, State.HELD, at=self.now(), by=self.chance.choice(["Ada", "wiredesk"]))

    def withdraw(self, tx: Transaction) -> None:
        if name := self.one(tx, State.PUBLISHED):
            decide(tx, name, Move.WITHDRAW, State.WITHDRAWN, at=self.now())

    def revise(self, tx: Transaction) -> None:
        if self.names:
            record = tx.stories.get(self.chance.choice(self.names))
            assert record is not None
            words = Text(f"As of {self.now()}.")
            rights = self.chance.choice([ALLOWED, ALLOWED, replace(ALLOWED, notice=str(self.clock))])
            keep(tx, replace(record.story, body=(Paragraph((words,)),)), rights=rights, now=self.now(), topics=record.topics)

    def change_rights(self, tx: Transaction) -> None:
        if name := self.one(tx, *State):
            tx.stories.set_rights(name, replace(ALLOWED, notice=str(self.clock)), OPEN, self.now())

    def judge_anew(self, tx: Transaction) -> None:
        if name := self.one(tx, State.PUBLISHED):
            record = tx.stories.get(name)
            assert record is not None
            tx.stories.set_rights(name, record.rights, Verdict(self.chance.choice(list(Answer))), self.now())

    def change_topics(self, tx: Transaction) -> None:
        if name := self.one(tx, *State):
            tx.stories.set_topics(name, self.chance.sample(TOPICS, self.chance.randint(0, 2)), self.now())

    def comment(self, tx: Transaction) -> None:
        if name := self.one(tx, *State):
            words = Commentary(story=name, kind=CommentaryKind.ACTION, markdown="x", by="Ada", at=self.now())
            tx.reviews.comment(words)

    def press(self) -> None:
        """An edition: printed and recorded, broken off before or after it was written, or with a page that fails its proof."""
        with self.database.write() as tx:
            edition = tx.editions.compile(as_of=self.now(), newest=NEWEST, page_size=SIZE)
        fate = self.chance.random()
        if fate < 0.15:
            return
        held = {it.place.id: Reason("proof", "a word is missing") for it in edition.stories if fate > 0.9}
        if fate < 0.3:  # written, yet never recorded
            self.export.write(edition)
            return
        if self.chance.random() < 0.3:  # an editor is faster than the press
            with self.database.write() as tx:
                self.step(tx)
        self.export.write(edition)
        for name in held:
            self.export.files.pop(("story", name), None)
        with self.database.write() as tx:
            tx.editions.record(edition, look="a", written=(), held=held)


@pytest.mark.parametrize("seed", range(3))
def test_increments_add_up_to_the_whole(database: Database, seed: int) -> None:
    newsroom = Newsroom(database, random.Random(seed))
    with database.write() as tx:
        bring_feeds(tx)
        first = tx.editions.compile(as_of=NOW, newest=NEWEST, page_size=SIZE, full=True)
        newsroom.export.write(first)
        tx.editions.record(first, look="a", written=())
    for _ in range(14):
        with database.write() as tx:
            for _ in range(newsroom.chance.randint(1, 8)):
                newsroom.step(tx)
        newsroom.press()
    with database.write() as tx:
        last = tx.editions.compile(as_of=newsroom.now(), newest=NEWEST, page_size=SIZE)
        newsroom.export.write(last)
        tx.editions.record(last, look="a", written=())
        assert tx.editions.compile(as_of=newsroom.now() + HOUR) == Edition(number=last.number, as_of=newsroom.clock + HOUR)
    whole = Export()
    with database.rehearse() as tx:
        whole.write(tx.editions.compile(as_of=newsroom.now(), newest=NEWEST, page_size=SIZE, full=True))
    assert newsroom.export.files.keys() == whole.files.keys()
    for key, page in whole.files.items():
        assert newsroom.export.files[key] == page, key
    assert sum(key[0] == "story" for key in whole.files) > SIZE, "the newsroom did print something"
    assert any(key[0] == "list" and key[3] for key in whole.files), "and filled pages with it"
