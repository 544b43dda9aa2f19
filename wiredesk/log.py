"""The service's log: one JSON object per line on standard error, control characters escaped; plain lines on a terminal."""

import logging
import sys

import structlog

Log = structlog.typing.FilteringBoundLogger
OVERRUN = "apscheduler.scheduler"
"""Says at every tick that the pass before still runs; ticks are made to be skipped then (rule 9)."""


def set_up(*, terminal: bool, quiet: bool = False) -> Log:
    """The log of this process; a quiet one holds warnings and errors alone. Libraries' go the same way, in the same form."""
    shared: list[structlog.typing.Processor] = [
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    printer: structlog.typing.Processor = structlog.dev.ConsoleRenderer() if terminal else structlog.processors.JSONRenderer()
    structlog.configure(
        processors=[*shared, structlog.processors.format_exc_info, printer],
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING if quiet else logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(file=sys.stderr),
    )
    libraries = logging.StreamHandler(sys.stderr)
    libraries.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*shared, structlog.stdlib.add_logger_name],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                printer,
            ],
        )
    )
    logging.basicConfig(level=logging.WARNING, handlers=[libraries], force=True)
    logging.getLogger(OVERRUN).setLevel(logging.ERROR)
    log: Log = structlog.get_logger()
    return log
