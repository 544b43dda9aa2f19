"""Faults, really made. The long ones are marked `faults` and run by `make faults` alone."""

import pytest

from tests.acceptance.conftest import Desk, Feed, desk, feed, hole, web
from tests.store.conftest import PostgresServer, postgres

__all__ = ["Desk", "Feed", "PostgresServer", "desk", "feed", "hole", "postgres", "web"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--kills", type=int, default=200, help="how often the process is killed")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "faults: takes longer than `make test` may")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if "faults" in (config.option.markexpr or "") or any("tests/faults" in argument for argument in config.args):
        return
    long = [item for item in items if item.get_closest_marker("faults") is not None]
    if long:
        config.hook.pytest_deselected(items=long)
        items[:] = [item for item in items if item not in long]


@pytest.fixture
def kills(request: pytest.FixtureRequest) -> int:
    return int(request.config.getoption("--kills", default=200))
