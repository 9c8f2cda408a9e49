"""What a process says while it works: lines of JSON or plain ones, with the id of the request, and nothing personal.

Our own loggers say fixed sentences, with refs, numbers and names of the program beside them (`extra`). What other
packages say may quote anything (a statement, an address, a value): of that only the place is kept, never the words.
"""

from __future__ import annotations

import datetime as dt
import logging
import re
import sys
from collections.abc import Mapping
from typing import TextIO
from uuid import UUID

import orjson

from counterpart.foundation.correlation import current_request
from counterpart.foundation.whereabouts import whereabouts

OURS = "counterpart"
NAME = re.compile(r"[a-z][a-z0-9_.]{0,80}")
"""What a text beside a sentence may be: a name of the program, such as that of a consumer."""

WHEREABOUTS = re.compile(r"[A-Za-z_]+( [a-z0-9_.]+)?( at [\w./-]+:[0-9]+)?")
"""What may stand beside it as `error`: `foundation.whereabouts`."""

LOUDEST_STRANGERS = logging.WARNING
_ORDINARY = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


def told(record: logging.LogRecord) -> dict[str, object]:
    """Return a record as what may be said of it."""
    said: dict[str, object] = {
        "at": dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname.lower(),
        "logger": record.name,
    }
    if record.name.partition(".")[0] == OURS:
        said["said"] = str(record.msg)  # the sentence without its arguments
        said |= {name: _safe(name, value) for name, value in vars(record).items() if name not in _ORDINARY}
    else:
        said["said"] = f"a message from {record.module}.py line {record.lineno}"
    if record.exc_info and record.exc_info[1] is not None:
        said["error"] = whereabouts(record.exc_info[1])
    if request := current_request():
        said["request"] = str(request)
    return said


def _safe(name: str, value: object) -> object:
    """Return what is no text of anybody: refs, numbers, moments, and names of the program."""
    match value:
        case bool() | int() | float() | None:
            return value
        case UUID():
            return str(value)
        case dt.datetime():
            return value.isoformat()
        case str() if (WHEREABOUTS if name == "error" else NAME).fullmatch(value):
            return value
    return f"({type(value).__name__})"


class JsonLines(logging.Formatter):
    """One line of JSON each."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        return orjson.dumps(told(record)).decode()


class PlainLines(logging.Formatter):
    """One line each, for people: moment, level, sentence, and what stands beside it."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        said = told(record)
        beside = " ".join(f"{name}={value}" for name, value in said.items() if name not in {"at", "level", "said"})
        return f"{said['at']} {said['level']!s:7} {said['said']}  {beside}"


def log_to(stream: TextIO = sys.stderr, *, json: bool, settings: Mapping[str, int] | None = None) -> logging.Handler:
    """Have this process log to a stream, and nowhere else; return the handler.

    `settings` sets levels by logger; by default ours say what they do and others only what troubles them.
    """
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines() if json else PlainLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(LOUDEST_STRANGERS)
    for name, level in {OURS: logging.INFO, **(settings or {})}.items():
        logging.getLogger(name).setLevel(level)
    return handler
