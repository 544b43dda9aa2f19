"""The demo: the real way of a story from two commands, over a bundled sample wire on loopback."""

import shutil
import socket
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from desk.catalogue import StoryRow, pages_of, stories
from desk.config import load
from desk.errors import DeskError
from desk.office import Office
from desk.pass_over import pass_over
from desk.poll import PollPlan
from desk.publish import Published, publish
from desk.reports import Event, FeedReport, Report
from desk.review import comment
from news.review import CommentaryKind, State
from wiredesk.demo.config import demo_config
from wiredesk.demo.stories import read_commentary
from wiredesk.demo.upstream import Upstream
from wiredesk.log import set_up
from wiredesk.printing import is_terminal
from wiredesk.service import serve

MARK = ".wiredesk-demo"
Say = Callable[[str], None]
Watch = Callable[[], AbstractContextManager[Callable[[Event], None]]]
"""How the pass is shown while it goes on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What the demo came to."""

    folder: Path
    reports: tuple[Report, ...]
    stories: tuple[StoryRow, ...]
    published: Published


async def demo(folder: Path, say: Say, watch: Watch, *, keep_serving: bool) -> Shown:
    """Empties `folder`, runs upstream, poll, review and publish, and says what happened and why. Raises DeskError."""
    _empty(folder)
    async with Upstream() as upstream:
        web, hole = _free_port(), _free_port()
        settings = demo_config(upstream.http, upstream.gopher_host, upstream.gopher_port, f"127.0.0.1:{web}", f"127.0.0.1:{hole}")
        (folder / "config.toml").write_text(settings, "utf-8")
        config = load(folder / "config.toml", folder)
        say(
            f"A sample wire of invented publishers is up on {upstream.http} and gopher://{upstream.gopher_host}:{upstream.gopher_port}/."
        )
        say(f"Config, database and site are in {folder}.\n")
        with Office(config) as office:
            say("== Poll: fetch what is due, read what is new")
            with watch() as tell:
                reports = await pass_over(office, PollPlan(), tell)
            _tell_stories(office, say)
            _comment(office, say)
            say("\n== Publish: write what may leave")
            done = await office.in_store(lambda: publish(office))
            say(f"{len(done.stories)} stories, {len(done.written)} files in {done.folder}")
            _show_gopher_page(office, say)
            failed = sum(isinstance(report, FeedReport) and report.outcome == "failed" for report in reports)
            say(f"\nFeeds that failed: {failed}. What could not be read is said above, with the reason; nothing else was harmed.")
            say(f"Site:   {config.folder / 'web' / 'index.html'}")
            say(f"Hole:   {config.folder / 'gopher'}")
            if keep_serving:
                log = set_up(terminal=is_terminal())
                say(f"\nServing http://127.0.0.1:{web}/ and gopher://127.0.0.1:{hole}/1/ until Ctrl-C.")
                await serve(office, log, ready=lambda _: None)
            else:
                say("Look:   wiredesk demo --serve   serves both, and polls on, until Ctrl-C")
                say(f"        wiredesk --config {folder / 'config.toml'} story list")
            return Shown(folder=folder, reports=tuple(reports), stories=tuple(stories(office)), published=done)


def _empty(folder: Path) -> None:
    """Removes what an earlier demo left; refuses a folder that is somebody's."""
    try:
        if folder.exists() and any(folder.iterdir()) and not (folder / MARK).exists():
            raise DeskError(f"{folder}: is not empty and not an earlier demo's; name another with --folder")
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        (folder / MARK).write_text("An earlier demo's; the next one starts by removing it.\n", "utf-8")
    except OSError as broken:
        raise DeskError(f"{folder}: cannot be written: {broken.strerror}; name another with --folder") from None


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        return port


def _tell_stories(office: Office, say: Say) -> None:
    """How many may leave; and every story that may not, with the reasons."""
    rows = stories(office)
    approved = sum(row.state == State.APPROVED for row in rows)
    say(f"\n== {approved} stories approved: nothing speaks against them, and the operator lets their feeds approve themselves")
    for state, meaning in WAITING.items():
        mine = [row for row in rows if row.state == state]
        say(f"\n== {len(mine)} {state.value}: {meaning}")
        for row in mine:
            say(f"{row.id}  {row.publisher}: {row.headline}")
            for reason in row.reasons:
                say(f"{'':14}because {reason.words}")


WAITING = {
    State.QUEUED: "nothing speaks against them, and an editor decides",
    State.HELD: "something speaks against them, and an editor decides",
}


def _comment(office: Office, say: Say) -> None:
    """The house's own words beside one story, as an editor would put them."""
    sample = read_commentary()
    rows = stories(office, states=("approved",), publisher=sample.publisher)
    row = next((row for row in rows if row.headline == sample.headline), None)
    if row is None:
        return
    for kind in CommentaryKind:
        comment(office, row.id, kind=kind, by=sample.by, markdown=sample.words[kind.value])
    say(f"\n{sample.by}, editor, puts an opinion, a call to action and a to-do list beside {row.headline!r}.")


def _show_gopher_page(office: Office, say: Say) -> None:
    """The page of a story that came through a mirror, since its chain is the longest."""
    shown = next((row for row in stories(office, states=("published",)) if row.hops and row.published), None)
    if shown is not None:
        page = pages_of(office, shown.id).gopher
        say(f"\n== One page of the gopher hole: {page.relative_to(office.config.folder)}\n")
        say(page.read_text("utf-8"))
