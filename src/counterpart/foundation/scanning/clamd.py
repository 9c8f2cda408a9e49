"""Talking to clamd over its socket: `INSTREAM` for a file that comes in pieces, and `VERSION`.

The protocol is that of clamd(8): commands begin with `z` and end with a zero byte, pieces carry their length in four
bytes, an empty piece ends the file, and the answer ends with a zero byte. clamd breaks off a file beyond its
`StreamMaxLength` while it is still coming: then its answer is read from the broken connection, and never taken as
"nothing found", which counts after the last byte alone.
"""

from __future__ import annotations

import re
import socket
import time
from types import TracebackType
from typing import Self

from counterpart.foundation.scanning.setting import Clamd
from counterpart.foundation.scanning.verdicts import Doubt, Nothing, Verdict, found

LONGEST_ANSWER = 4096
PIECE = 1 << 20
"""No longer piece is sent at once, so that the time to take one means something."""

_FOUND = re.compile(r"stream: (\S[^\0]*) FOUND")
_CLEAN = "stream: OK"
_LIMIT = "INSTREAM size limit exceeded"


class Scan:
    """One file on its way through the scanner; from the first trouble on it takes pieces and does nothing with them.

    Used as a context, which closes the connection whatever happens.
    """

    def __init__(self, clamd: Clamd) -> None:
        """Begin; a scanner that is not there is a doubt and no error."""
        self._patience = clamd.patience
        self._doubt: Doubt | None = None
        self._said = ""
        self._socket: socket.socket | None = None
        try:
            self._socket = connected(clamd)
            self._socket.sendall(b"zINSTREAM\0")
        except TimeoutError:
            self._doubt = Doubt.SLOW
        except OSError:
            self._doubt = Doubt.AWAY

    def __enter__(self) -> Self:
        """Return the scan."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close the connection; clamd forgets a file that did not come to its end."""
        self.close()

    def send(self, piece: bytes) -> None:
        """Have the next piece of the file looked at; raises nothing."""
        for start in range(0, len(piece), PIECE):
            part = piece[start : start + PIECE]
            self._send(len(part).to_bytes(4, "big") + part)

    def verdict(self) -> Verdict:
        """Say that the file is whole, and return what was found; raises nothing."""
        self._send(bytes(4))
        if self._socket is None or self._doubt is not None:
            return self._after_doubt()
        try:
            said = answer_of(self._socket, self._patience)
        except TimeoutError:
            return Doubt.SLOW
        except (OSError, ValueError):
            return Doubt.BROKEN
        finally:
            self.close()
        return read_answer(said)

    def close(self) -> None:
        """Close the connection. Harmless twice."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def _send(self, piece: bytes) -> None:
        if self._socket is None or self._doubt is not None:
            return
        try:
            self._socket.sendall(piece)  # the time set is for all of it
        except TimeoutError:
            self._doubt = Doubt.SLOW
        except OSError:
            self._doubt = Doubt.BROKEN
            self._said = self._last_words()
        if self._doubt is not None:
            self.close()

    def _last_words(self) -> str:
        """Return what it said before it broke off, nothing where it said nothing."""
        if self._socket is None:
            return ""
        try:
            return answer_of(self._socket, 1.0)
        except (OSError, ValueError):
            return ""

    def _after_doubt(self) -> Verdict:
        """Return the doubt; what was found in a file that was broken off counts, "nothing" does not."""
        said = read_answer(self._said) if self._said else Doubt.BROKEN
        if self._doubt is Doubt.BROKEN and not isinstance(said, Nothing):
            return said if said is not Doubt.UNCLEAR else Doubt.BROKEN
        return self._doubt or Doubt.BROKEN


def connected(clamd: Clamd) -> socket.socket:
    """Return a connection, on which everything takes at most the patience. Raises OSError."""
    if not clamd.path:
        return socket.create_connection((clamd.host, clamd.port), timeout=clamd.patience)
    made = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        made.settimeout(clamd.patience)
        made.connect(clamd.path)
    except OSError:
        made.close()
        raise
    return made


def answer_of(connection: socket.socket, patience: float) -> str:
    """Return one answer, without its end. Raises TimeoutError when not all of it came in time, OSError, ValueError."""
    until = time.monotonic() + patience
    said = b""
    while b"\0" not in said:
        left = until - time.monotonic()
        if left <= 0:
            raise TimeoutError
        connection.settimeout(left)
        more = connection.recv(LONGEST_ANSWER)
        if not more or len(said) > LONGEST_ANSWER:
            raise ValueError("an answer without an end")
        said += more
    return said.partition(b"\0")[0].decode("utf-8", "replace").strip()


def read_answer(said: str) -> Verdict:
    """Return what an answer to `INSTREAM` means; what is not exactly one of its answers is a doubt."""
    if said == _CLEAN:
        return Nothing()
    match = _FOUND.fullmatch(said)
    if match is not None:
        return found(match[1])
    return Doubt.TOO_LARGE if said.startswith(_LIMIT) else Doubt.UNCLEAR


def version_of(clamd: Clamd) -> str:
    """Return what clamd says of itself: `ClamAV 1.4.6/27400/Sun Nov 22 …`. Raises OSError, ValueError."""
    with connected(clamd) as connection:
        connection.sendall(b"zVERSION\0")
        return answer_of(connection, clamd.patience)


def scanned(clamd: Clamd, content: bytes) -> Verdict:
    """Return what is found in a few bytes."""
    with Scan(clamd) as scan:
        scan.send(content)
        return scan.verdict()
