"""A list that comes with the form of an import page: held in memory until the room takes it in.

The room seals it at once; it never lies on a disk in clear. Other pages take no file this way.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopFutureHandlers
from django.http import HttpRequest

from counterpart.directory.bulk.reading import MOST_BYTES
from counterpart.directory.rights import RightName
from counterpart.foundation.actor import Right
from counterpart.web.session.uploading import safe_name
from counterpart.web.visit import visit_of

FIELD = "list"
PAGES = {"import": Right("", RightName.DATA_ADMINISTRATOR), "entries_import": None}
"""The pages that take a list, with the right in the network that it takes; of entries, the view asks."""


class ListUploadHandler(FileUploadHandler):
    """Holds the one file of an import page, for those who may hand it in; of one that is too large nothing is kept."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        """Begin with no file."""
        super().__init__(request)
        self._held: BytesIO | None = None

    def new_file(self, field_name: str, file_name: str, *args: Any, **kwargs: Any) -> None:
        """Begin with the file, or leave it to the next handler."""
        super().new_file(field_name, file_name, *args, **kwargs)
        if self._is_list():
            self._held = BytesIO()
            raise StopFutureHandlers

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Take the next piece; a file that is not ours goes on to the next handler."""
        if self._held is None:
            return raw_data
        if start + len(raw_data) > MOST_BYTES:
            self._held = None
            request: Any = self.request
            request.list_too_large = True
            raise SkipFile
        self._held.write(raw_data)
        return None

    def file_complete(self, file_size: int) -> InMemoryUploadedFile | None:
        """Hand the file over, from its beginning."""
        held, self._held = self._held, None
        if held is None:
            return None
        held.seek(0)
        name = safe_name(str(self.file_name))
        return InMemoryUploadedFile(held, FIELD, name, self.content_type, file_size, None)

    def _is_list(self) -> bool:
        request = self.request
        match = request.resolver_match if request is not None else None
        if request is None or match is None or match.url_name not in PAGES or self.field_name != FIELD:
            return False
        actor = visit_of(request).actor
        wanted = PAGES[match.url_name]
        return actor is not None and (wanted is None or wanted in actor.rights)


def list_too_large(request: HttpRequest) -> bool:
    """Say whether a list was sent that is larger than is taken."""
    return bool(getattr(request, "list_too_large", False))
