"""Logs: one JSON object a line, with request and actor ids and without personal data.

An allow-list decides which words may be written at all. Messages of libraries lose their arguments, and exceptions
their text: "duplicate key (K10002)" would be a staff number in a log file. What is left says where it happened.
"""

import logging
import sys
import traceback
from collections.abc import MutableMapping
from typing import Any

import structlog
import structlog.typing

Event = MutableMapping[str, Any]

# Keys whose text may be written. Numbers and truth values may be written under any key: they name nobody.
WORDS = frozenset({
    "event", "level", "logger", "timestamp", "request_id", "route", "method", "error", "trace", "kind", "job", "queue",
    "worker", "state", "reason", "task",
})  # fmt: skip


def without_people(logger: object, name: str, event: Event) -> Event:
    """Keep ids, numbers and the allow-listed words; name the keys that were left out."""
    kept = {key: value for key, value in event.items() if key.startswith("_") or key in WORDS or _nameless(value)}
    if dropped := sorted(set(event) - set(kept) - {"exc_info", "stack_info", "positional_args"}):
        kept["left_out"] = dropped
    return kept


def _nameless(value: object) -> bool:
    return value is None or isinstance(value, bool | int | float)


def where_it_broke(logger: object, name: str, event: Event) -> Event:
    """An exception as its type and the places it passed through, without its text and without values."""
    problem = event.get("exc_info")
    if problem is True:
        problem = sys.exc_info()
    error = problem[1] if isinstance(problem, tuple) else problem
    if isinstance(error, BaseException):
        event["error"] = type(error).__qualname__
        frames = traceback.extract_tb(error.__traceback__)[-12:]
        event["trace"] = [f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno} {frame.name}" for frame in frames]
    return event


def only_the_template(logger: object, name: str, event: Event) -> Event:
    """For messages of libraries: the sentence before its arguments were filled in, and the status of a request."""
    record: logging.LogRecord | None = event.get("_record")
    if record is None or event.get("_from_structlog"):
        return event
    arguments = event.pop("positional_args", None)
    if record.name == "django.request" and isinstance(arguments, tuple) and arguments:
        event["event"] = str(arguments[0])  # "Not Found"; what follows is the path, which may hold a secret
    event["status"] = getattr(record, "status_code", None)
    return event


SHARED: list[structlog.typing.Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]

structlog.configure(
    processors=[*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)

FORMATTER = {
    "()": structlog.stdlib.ProcessorFormatter,
    "foreign_pre_chain": SHARED,
    "use_get_message": False,
    "pass_foreign_args": True,
    "processors": [
        only_the_template,
        where_it_broke,
        without_people,
        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
        structlog.processors.JSONRenderer(ensure_ascii=False),
    ],
}

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": FORMATTER},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        # Django would mail tracebacks to administrators and print to the console.
        "django": {"handlers": [], "propagate": True, "level": "INFO"},
        "django.server": {"handlers": [], "propagate": True, "level": "WARNING"},
        "django.db.backends": {"level": "WARNING"},
        # Its details are whole addresses, and those of chat servers hold secrets.
        "urllib3": {"level": "WARNING"},
    },
}
