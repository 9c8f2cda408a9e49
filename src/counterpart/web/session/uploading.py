"""Files that come with a form: sealed piece by piece while they arrive, so that none ever lies anywhere in clear.

Django hands over what arrives; `store_file` asks for it. Between the two stands a short queue and a thread, so a file
of any size takes no more memory than a few pieces. A file that is too large is refused as soon as it is, and the rest
of the form is read as if it had not been there. Which files arrived, and what was wrong with others, `arrived_in` says.
"""

from __future__ import annotations

import queue
import re
import threading
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.db import connections
from django.http import HttpRequest

from counterpart.core.errors import CounterpartError, Invalid
from counterpart.exchanges.queries.finding import ref_of
from counterpart.foundation.files import FileMeta, FileOwner, store_file
from counterpart.web.reading.names import UPLOAD
from counterpart.web.visit import Visit, visit_of

LARGEST: Final = 200 << 20
"""Bytes of one file."""
MOST_AT_ONCE: Final = 500 << 20
"""Bytes of a form with all its files; what announces more is refused before it is read."""
PIECE: Final = 256 << 10
WAITING: Final = 4
"""Pieces that may wait to be sealed."""

TAKING: Final = frozenset({"answer", "do", "write"})
"""Pages whose forms bring files; what keeps typed text in between takes none."""

UNTOLD: Final = "application/octet-stream"
"""What a file is before its content tells."""

_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f/\\:*?\"<>|]")
_UNSEEN = re.compile("[\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
"""Letters that are not seen, and those that turn the direction of writing: a name may not look like another."""

_EDGES = re.compile(r"^[\s.]+|[\s.]+$")
LONGEST_NAME: Final = 200


@dataclass(frozen=True, slots=True)
class Arrived:
    """A file that lies sealed and belongs to nothing yet: it is gone a day later, unless an action attaches it."""

    field: str
    ref: UUID
    name: str


@dataclass(frozen=True, slots=True)
class NotTaken:
    """A file that was not taken in, and why."""

    field: str
    name: str
    problem: CounterpartError


@dataclass(frozen=True, slots=True)
class Uploads:
    """What came of the files of a form."""

    arrived: tuple[Arrived, ...] = ()
    refused: tuple[NotTaken, ...] = ()


class SealedUpload(UploadedFile):  # type: ignore[type-arg]  # Django's class takes none when it runs
    """A file as Django's form of it, without anything that could be read."""

    def __init__(self, arrived: Arrived, size: int) -> None:
        """Keep where it lies."""
        super().__init__(None, arrived.name, size=size)
        self.arrived = arrived


class SealingUploadHandler(FileUploadHandler):
    """Takes in the files of a form on a page of an exchange; on other pages, and in other fields, none."""

    chunk_size = PIECE

    def __init__(self, request: HttpRequest | None = None) -> None:
        """Begin with no file."""
        super().__init__(request)
        self._exchange: UUID | None = None
        self._sealing: _Sealing | None = None

    def new_file(self, field_name: str, file_name: str, *args: Any, **kwargs: Any) -> None:
        """Begin with a file, or pass it by."""
        super().new_file(field_name, file_name, *args, **kwargs)
        request = self.request
        exchange = self._exchange_of(request) if request is not None and field_name.endswith(UPLOAD) else None
        if request is None or exchange is None:
            raise SkipFile
        self._sealing = _Sealing(visit_of(request), exchange, safe_name(file_name))
        request.sealing = self  # type: ignore[attr-defined]  # read by `break_off`

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Take the next piece; no other handler gets it."""
        del start
        if self._sealing is not None and not self._sealing.take(raw_data):
            self._refuse(self._sealing)
            raise SkipFile
        return None

    def file_complete(self, file_size: int) -> SealedUpload | None:
        """Wait until the file is sealed."""
        sealing, self._sealing = self._sealing, None
        if sealing is None:
            return None
        ref = sealing.end()
        if ref is None:
            self._refuse(sealing)
            return None
        return SealedUpload(Arrived(str(self.field_name), ref, sealing.name), file_size)

    def upload_interrupted(self) -> None:
        """Leave nothing behind of a file that broke off."""
        if self._sealing is not None:
            self._sealing.give_up()
            self._sealing = None

    def _refuse(self, sealing: _Sealing) -> None:
        """Note why a file was not taken, for the page that is drawn again. Raises what is a mistake of ours."""
        self._sealing = None
        sealing.end()
        if not isinstance(sealing.problem, CounterpartError):
            raise sealing.problem or RuntimeError("a file was neither sealed nor refused")
        told = NotTaken(str(self.field_name), sealing.name, sealing.problem)
        request: Any = self.request
        request.files_refused = (*getattr(request, "files_refused", ()), told)

    def _exchange_of(self, request: HttpRequest) -> UUID | None:
        """Return the exchange in the address, if its content is open to the visitor; looked for once in a form."""
        match, visit = request.resolver_match, visit_of(request)
        number = match.kwargs.get("number") if match is not None and match.url_name in TAKING else None
        if self._exchange is None and number is not None and visit.actor is not None:
            self._exchange = ref_of(visit.actor, number)
        return self._exchange


def safe_name(said: str) -> str:
    """Return the name of a file as it can be kept on every system: at most 200 letters, its ending among them."""
    seen = _UNSEEN.sub("", said.encode("utf-8", "replace").decode())
    name = _EDGES.sub("", _UNSAFE.sub("_", unicodedata.normalize("NFC", seen)))
    return _EDGES.sub("", name[-LONGEST_NAME:]) or "file"


def must_fit(request: HttpRequest) -> None:
    """Refuse what announces more than is taken at once, before anything of it is read. Raises `Invalid`."""
    said = request.META.get("CONTENT_LENGTH") or "0"
    if said.isdecimal() and int(said) > MOST_AT_ONCE:
        raise Invalid("upload_too_large", field="file", most=MOST_AT_ONCE >> 20)


def break_off(request: HttpRequest) -> None:
    """Leave nothing behind of a file that has not come to its end when the answer is ready: its connection was lost."""
    handler = getattr(request, "sealing", None)
    if handler is not None:
        handler.upload_interrupted()


def arrived_in(request: HttpRequest) -> Uploads:
    """Return the files that came with a form, and those that were not taken in."""
    files = (file for _, files in request.FILES.lists() for file in files)
    arrived = tuple(file.arrived for file in files if isinstance(file, SealedUpload))
    return Uploads(arrived, getattr(request, "files_refused", ()))


class _BrokenOff(Exception):
    """The rest of a file will not come."""


class _Sealing:
    """A file on its way: pieces go in on one side, and are sealed on the other, in a thread of its own."""

    def __init__(self, visit: Visit, exchange: UUID, name: str) -> None:
        self.name = name
        self.problem: BaseException | None = None
        self._ref: UUID | None = None
        self._size = 0
        self._visit, self._exchange = visit, exchange
        self._pieces: queue.Queue[bytes | None] = queue.Queue(WAITING)
        self._broken = False
        self._thread = threading.Thread(target=self._seal, name="sealing", daemon=True)
        self._thread.start()

    def take(self, piece: bytes) -> bool:
        """Take a piece; say no when the file has become too large, or cannot be sealed."""
        self._size += len(piece)
        if self._size > LARGEST:
            self.give_up()
            self.problem = Invalid("file_too_large", field="file", most=LARGEST)
            return False
        while self._thread.is_alive():
            try:
                self._pieces.put(piece, timeout=1)
            except queue.Full:
                continue  # the shelf is slow, or the thread has just ended: looked at again
            return True
        return False

    def end(self) -> UUID | None:
        """Return the ref of the sealed file, None where there is none: `problem` says why."""
        self._put_end()
        self._thread.join()
        return self._ref

    def give_up(self) -> None:
        """Break off: what was sealed so far is removed."""
        self._broken = True
        self.end()

    def _put_end(self) -> None:
        while self._thread.is_alive():
            try:
                self._pieces.put(None, timeout=1)
            except queue.Full:
                continue
            return

    def _seal(self) -> None:
        meta = FileMeta(self.name, UNTOLD)
        visit, owner = self._visit, FileOwner(self._exchange)
        try:
            self._ref = store_file(visit.who, visit.now, owner, self._arriving(), meta, most=LARGEST).ref
        except Exception as problem:  # noqa: BLE001  told to the thread of the request, which raises or says it
            self.problem = problem
        finally:
            connections.close_all()

    def _arriving(self) -> Iterator[bytes]:
        while (piece := self._pieces.get()) is not None:
            yield piece
        if self._broken:
            raise _BrokenOff
