"""A process says what it does in lines that hold no word of anybody, whoever wrote them."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest

from counterpart.foundation.correlation import on_behalf_of_request
from counterpart.foundation.process_log import log_to
from counterpart.foundation.refs import new_ref
from tests.foundation.events import NOW

SECRET = "Zofia Nowak-Lindqvist"
ours = logging.getLogger("counterpart.trial")
theirs = logging.getLogger("procrastinate.trial")


@pytest.fixture(autouse=True)
def _root_as_it_was() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    level_of_ours = logging.getLogger("counterpart").level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.getLogger("counterpart").setLevel(level_of_ours)


@pytest.fixture
def stream() -> io.StringIO:
    stream = io.StringIO()
    log_to(stream, json=True)
    return stream


def lines(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_a_line_says_what_happened_where_and_for_which_request(stream: io.StringIO) -> None:
    request = new_ref(NOW)
    with on_behalf_of_request(request):
        ours.info("a letter was stamped", extra={"times": 3, "exchange": request, "at_desk": NOW, "duty": "a.b"})
    [line] = lines(stream)
    assert line.pop("at").endswith("+00:00")
    assert line == {
        "level": "info",
        "logger": "counterpart.trial",
        "said": "a letter was stamped",
        "times": 3,
        "exchange": str(request),
        "at_desk": NOW.isoformat(),
        "duty": "a.b",
        "request": str(request),
    }


def test_nobody_is_named_by_our_own_lines(stream: io.StringIO) -> None:
    ours.info("written for %s", SECRET)
    ours.info("stamped", extra={"by": {"name": SECRET}, "for_whom": SECRET, "to": "Zofia"})
    assert [line["said"] for line in lines(stream)] == ["written for %s", "stamped"]
    assert "Zofia" not in stream.getvalue()


def test_an_error_is_said_by_its_kind_and_place_alone(stream: io.StringIO) -> None:
    try:
        {"another": 1}[SECRET]
    except LookupError:
        ours.exception("not found")
    [line] = lines(stream)
    assert line["error"].startswith("KeyError at foundation/test_process_log.py:")
    assert "Zofia" not in stream.getvalue()


def test_what_other_packages_say_is_kept_by_its_place_alone(stream: io.StringIO) -> None:
    theirs.warning(f"Job mail(to={SECRET}) failed", extra={"job": {"to": SECRET}})
    theirs.info("nobody wants to know")
    [line] = lines(stream)
    assert line["logger"] == "procrastinate.trial"
    assert line["said"].startswith("a message from test_process_log.py line ")
    assert "Zofia" not in stream.getvalue()


def test_lines_for_people_say_the_same() -> None:
    stream = io.StringIO()
    log_to(stream, json=False)
    ours.warning("a letter was lost", extra={"times": 2, "by": SECRET + "!"})
    line = stream.getvalue()
    assert " warning a letter was lost  logger=counterpart.trial times=2 by=(str)" in line
    assert line.count("\n") == 1
