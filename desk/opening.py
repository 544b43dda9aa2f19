"""Opening the store: brought to the present schema (after a backup), and told of the config's feeds.

What is needed seldom (upgrading, checking) is loaded when it is (rule 13).
"""
# ruff: noqa: PLC0415

from datetime import datetime
from typing import TYPE_CHECKING

from desk.settings import NAME, settings_of, written
from store.database import Database
from store.errors import NeedsUpgrade
from store.meta import CONFIG_DIGEST

if TYPE_CHECKING:
    from desk.config import Config
    from store.upgrade import Upgraded


def open_database(config: "Config", now: datetime) -> Database:
    """The store of the config. An older schema is upgraded first; declared feeds are taken over when the file changed."""
    try:
        database = Database.open(config.store_url, folder=config.data)
    except NeedsUpgrade:
        from store.upgrade import upgrade

        upgrade(config.store_url, config.data)
        database = Database.open(config.store_url, folder=config.data)
    try:
        take_over(config, database, now)
    except BaseException:
        database.close()
        raise
    return database


def take_over(config: "Config", database: Database, now: datetime) -> None:
    """Makes the store's declared feeds those of the file (rule 16), and has the store remember what polling needs of it; nothing
    is written when it has not changed."""
    settings = written(settings_of(config))
    with database.glance() as transaction:
        is_known = transaction.meta.get(CONFIG_DIGEST) == config.digest
        if is_known and transaction.meta.get(NAME) == settings:
            return
        has_hubs = transaction.is_subscribed()
    if not is_known and config.websub is None and has_hubs:
        with database.write() as whole:
            whole.subscriptions.end(now)
    with database.polling() as transaction:
        if not is_known:
            transaction.declared.sync(config.feeds, config.digest, now)
        transaction.meta.set(NAME, settings)


def upgrade_database(config: "Config") -> "Upgraded":
    """Brings the store to the present schema; says from where, to where, and where the backup copy is."""
    from store.upgrade import upgrade

    return upgrade(config.store_url, config.data)


def check_database(config: "Config") -> list[str]:
    """What is wrong with the store, one line each; empty when nothing is."""
    from store.check import check

    return check(config.store_url, config.data)
