"""What others do, for the measurements beside ours: in an environment of their own, with the versions of shared libraries that
we have. Made once with pip; `None` where that fails, and the measurement then says that its peer is missing.

`python bench/peers.py reader-add|reader-poll DATABASE ADDRESSES` and `naive DATABASE FEEDS` are run there.
"""

import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

OTHERS = ("reader==3.26", "sgmllib3k==1.0.0", "requests==2.34.2")
"""The second is what the first needs and does not name."""
SHARED = ("feedparser", "trafilatura", "lxml", "lxml_html_clean", "SQLAlchemy", "python-dateutil")
PLACE = Path(__file__).parents[1] / ".venv" / "peers"


def peers() -> Path | None:
    """Their interpreter."""
    python, ready = PLACE / "bin" / "python", PLACE / "ready"
    if ready.exists():
        return python
    wanted = [*OTHERS, *(f"{name}=={version(name)}" for name in SHARED)]
    print(f"installing the peers into {PLACE} (once): {' '.join(wanted)}", flush=True)
    try:
        subprocess.run([sys.executable, "-m", "venv", PLACE], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *wanted], check=True)
    except subprocess.CalledProcessError as failed:
        print(f"there are no peers to measure beside: {failed}", flush=True)
        return None
    ready.touch()
    return python


def reader_add(database: str, addresses: str) -> None:
    """Takes the feeds in."""
    from reader import make_reader

    with make_reader(database) as them:
        for url in Path(addresses).read_text("utf-8").split():
            them.add_feed(url, exist_ok=True)


def reader_poll(database: str, _: str) -> None:
    """Polls them all, due or not."""
    from reader import make_reader

    with make_reader(database) as them:
        them.update_feeds(scheduled=False)


def naive(database: str, addresses: str) -> None:
    """What a straightforward first version does: one request, one extraction with metadata, one commit per story."""
    import feedparser
    import requests
    from dateutil.parser import parse
    from sqlalchemy import create_engine, select
    from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
    from trafilatura import bare_extraction

    class Base(DeclarativeBase):
        pass

    class Story(Base):
        __tablename__ = "story"
        id: Mapped[int] = mapped_column(primary_key=True)
        guid: Mapped[str] = mapped_column(unique=True)
        title: Mapped[str | None]
        author: Mapped[str | None]
        published: Mapped[str]
        licence: Mapped[str | None]
        body: Mapped[str]

    engine = create_engine(f"sqlite:///{database}")
    Base.metadata.create_all(engine)
    for url in Path(addresses).read_text("utf-8").split():
        for entry in feedparser.parse(requests.get(url, timeout=30).content).entries:
            with Session(engine) as session:
                if session.scalar(select(Story.id).where(Story.guid == entry.id)) is not None:
                    continue
                page = requests.get(entry.link, timeout=30).content
                found = bare_extraction(page, url=entry.link, with_metadata=True)
                if found is None:  # it finds no text on some real pages
                    continue
                session.add(Story(
                    guid=entry.id, title=found.title, author=found.author, published=parse(entry.published).isoformat(),
                    licence=found.license, body=found.text,
                ))  # fmt: skip
                session.commit()


if __name__ == "__main__":
    {"reader-add": reader_add, "reader-poll": reader_poll, "naive": naive}[sys.argv[1]](*sys.argv[2:])
