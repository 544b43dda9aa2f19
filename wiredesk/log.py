"""The service's log: one JSON object per line on standard error, control characters escaped; plain lines on a terminal."""

import logging
import sys

import structlog

Log = structlog.typing.FilteringBoundLogger


def set_up(*, terminal: bool) -> Log:
    """The log of this process. Libraries' warnings and errors go the same way."""
    shared: list[structlog.typing.Processor] = [
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    printer: structlog.typing.Processor = structlog.dev.ConsoleRenderer() if terminal else structlog.processors.JSONRenderer()
    structlog.configure(
        processors=[*shared, structlog.processors.format_exc_info, printer],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(file=sys.stderr),
    )
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(levelname)s %(name)s %(message)s")
    log: Log = structlog.get_logger()
    return log
