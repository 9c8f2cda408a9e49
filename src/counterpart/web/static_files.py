"""Style, icons and script: read once, served under an address that changes with their content, so kept for ever."""

from __future__ import annotations

import functools
import hashlib
import mimetypes
from dataclasses import dataclass
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse

FOLDER = Path(__file__).resolve().parent / "static"


@dataclass(frozen=True, slots=True)
class StaticFile:
    """One file: its bytes, its media type, and the name that holds a digest of it."""

    content: bytes
    media_type: str
    address: str


@functools.cache
def static_files() -> dict[str, StaticFile]:
    """Return every file by its name."""
    return {path.name: _read(path) for path in sorted(FOLDER.iterdir()) if path.is_file()}


def static_address(name: str) -> str:
    """Return the address of a file. Raises KeyError for one that is not there: a mistake in a template."""
    return f"/static/{static_files()[name].address}"


def serve_static(request: HttpRequest, name: str) -> HttpResponse:
    """Serve a file; one whose digest is another is told to be gone, so that nobody keeps it under a wrong name."""
    del request
    for file in static_files().values():
        if file.address == name:
            response = HttpResponse(file.content, content_type=file.media_type)
            response["Cache-Control"] = "public, max-age=31536000, immutable"
            return response
    raise Http404


def _read(path: Path) -> StaticFile:
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()[:12]
    media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return StaticFile(content, media_type, f"{path.stem}.{digest}{path.suffix}")
