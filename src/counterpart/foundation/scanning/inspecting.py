"""A file that passes by in pieces: its kind is told by the first of them, and a scanner looks at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Final

from counterpart.foundation.scanning.clamd import Scan
from counterpart.foundation.scanning.kinds import HEAD, media_type_of
from counterpart.foundation.scanning.setting import Clamd
from counterpart.foundation.scanning.verdicts import Doubt, Found, Verdict


class Inspection:
    """What is known of a file when it has passed by.

    `media_type` is told from its content; `verdict` is None where no scanner is set.
    """

    def __init__(self, name: str, scan: Scan | None) -> None:
        """Begin with a file of that name."""
        self.media_type = ""
        self.verdict: Verdict | None = None
        self._name: Final = name
        self._scan: Final = scan

    @property
    def doubt(self) -> Doubt | None:
        """Why the file has to be held back; None where it need not be."""
        return self.verdict if isinstance(self.verdict, Doubt) else None

    def of(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """Yield the chunks when they were looked at, the first ones together.

        Raises what `media_type_of` raises before anything was yielded; where something was found, Refused after the
        last chunk: who stores the file throws it away then.
        """
        arriving = iter(chunks)
        head = bytearray()
        for chunk in arriving:
            head += chunk
            if len(head) >= HEAD:
                break
        self.media_type = media_type_of(self._name, bytes(head[:HEAD]))
        yield self._sent(bytes(head))
        for chunk in arriving:
            yield self._sent(chunk)
        if self._scan is not None:
            self.verdict = self._scan.verdict()
        if isinstance(self.verdict, Found):
            raise self.verdict.refusal

    def _sent(self, chunk: bytes) -> bytes:
        if self._scan is not None:
            self._scan.send(chunk)
        return chunk


@contextmanager
def inspected(name: str, clamd: Clamd | None) -> Iterator[Inspection]:
    """Inspect a file within the block; the connection to the scanner ends with it, also when the file broke off."""
    with ExitStack() as stack:
        scan = stack.enter_context(Scan(clamd)) if clamd is not None else None
        yield Inspection(name, scan)
