"""What can go wrong with the store, each as a class whose text is one line that says what, where and what to do."""

from news.errors import WiredeskError


class StoreError(WiredeskError):
    """Something about the database that a person can act on."""


class Locked(StoreError):
    """Another process kept the database longer than we wait, or broke our transaction off; trying again may help."""

    def __init__(self, where: str, waited_s: float, holder: str | None = None) -> None:
        by = f" by process {holder}" if holder else ""
        super().__init__(f"the database {where} has been held{by} for more than {waited_s:g} s: try again when it is done")


class ReadOnly(StoreError):
    """The database or its folder cannot be written to."""

    def __init__(self, where: str) -> None:
        super().__init__(f"the database {where} is read-only: make the file and its folder writable for this user")


class DiskFull(StoreError):
    """There was no room for the write; nothing of the transaction was kept."""

    def __init__(self, where: str) -> None:
        super().__init__(f"no room left on the disk of the database {where}: free some space; nothing was half written")


class NewerSchema(StoreError):
    """The database was made by a later wiredesk than this one."""

    def __init__(self, where: str, version: str) -> None:
        super().__init__(f"the database {where} was made by a newer wiredesk (schema {version}): upgrade wiredesk")
        self.version = version


class NeedsUpgrade(StoreError):
    """The database does not exist, is empty, or has an older schema. `version` None: it has no tables of ours yet."""

    def __init__(self, where: str, version: str | None) -> None:
        what = "has no tables yet" if version is None else f"has the older schema {version}"
        super().__init__(f"the database {where} {what}: run `wiredesk db upgrade`")
        self.version = version


class Damaged(StoreError):
    """The database cannot be read as what it should be, or is not ours."""

    def __init__(self, where: str, words: str) -> None:
        super().__init__(f"the database {where} is damaged or not wiredesk's ({words}): put it aside, restore a backup")


class Unreachable(StoreError):
    """There is no way to the database: no server there, no folder, or an address that names none."""

    def __init__(self, where: str, words: str) -> None:
        super().__init__(f"the database {where} cannot be reached ({words}): check [store] url")


class StaleLease(StoreError):
    """The work was given to someone else, or is no longer wanted: its result must not be kept."""

    def __init__(self, what: str, owner: str) -> None:
        super().__init__(f"{what} is no longer leased to {owner}: its result is dropped, the next poll brings it again")


class Missing(StoreError):
    """There is no such thing in the store."""

    def __init__(self, what: str, name: str) -> None:
        way = f": `wiredesk {what} list` shows all" if what in ("feed", "story") else ""
        super().__init__(f"no {what} {name!r} in the store{way}")


class Ambiguous(StoreError):
    """A shortened story id that fits several, or is too short to look for."""


class Conflict(StoreError):
    """The store refuses, since what it holds does not go with what is asked; its text says which."""
