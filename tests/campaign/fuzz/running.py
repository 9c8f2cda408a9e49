"""Running a command in this process as a person would: what it said, how it ended, how long it took.

The property of the whole campaign stands here: a command ends with 0, 1 or 2, says something sensible, and is quick.
"""

from __future__ import annotations

import contextlib
import io
import signal
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from types import FrameType

from counterpart.operations.command_line import main

SECONDS = 5.0
"""Of processor time that one command may take, whatever the package."""

ENDINGS = frozenset({0, 1, 2})


class TooSlow(BaseException):
    """Raised into whatever is running when its time is over; no handler for errors may catch it."""


@dataclass(frozen=True, slots=True)
class Ran:
    """What became of one command; `fault` says what must never happen, empty when all is well."""

    words: tuple[str, ...]
    status: int | None
    output: str
    said: str
    seconds: float
    fault: str = ""


@contextlib.contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Interrupt what takes more processor time than this; also a regular expression that does not come back."""

    def over(_number: int, frame: FrameType | None) -> None:
        raise TooSlow("".join(traceback.format_stack(frame)[-12:]))

    before = signal.signal(signal.SIGPROF, over)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def fault_of(work: Callable[[], object], seconds: float = SECONDS) -> str:
    """Return what went wrong that never may: a traceback, or the place where the time ran out; empty if nothing."""
    try:
        with at_most(seconds):
            work()
    except TooSlow as slow:
        return f"not done after {seconds:g} seconds\n{slow}"
    except BaseException:  # noqa: BLE001 - whatever gets out is what this looks for
        return traceback.format_exc()
    return ""


def called(words: Sequence[str], run: Callable[[Sequence[str]], int] = main) -> Ran:
    """Call a command, catch what it writes, and judge how it ended."""
    written, told = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.TextIOWrapper(io.BytesIO(), "utf-8")
    status: list[int] = []
    began = time.process_time()
    with contextlib.redirect_stdout(written), contextlib.redirect_stderr(told):
        fault = fault_of(lambda: status.append(run(words)))
    seconds = time.process_time() - began
    output, said = _text_of(written), _text_of(told)
    ending = status[0] if status else None
    return Ran(tuple(words), ending, output, said, seconds, fault or _wrong(ending, output, said))


def _wrong(status: int | None, output: str, said: str) -> str:
    """Return what is wrong with the end of a command that came to one."""
    if status not in ENDINGS:
        return f"the exit code is {status}"
    if "Traceback (most recent call last)" in output + said:
        return "a traceback was printed"
    if status != 0 and not output.strip() and not said.strip():
        return f"the exit code is {status}, and not a word is said"
    return ""


def _text_of(stream: io.TextIOWrapper) -> str:
    stream.flush()
    data: bytes = stream.buffer.getvalue()  # type: ignore[attr-defined]  # it is a BytesIO, made above
    return data.decode("utf-8")
