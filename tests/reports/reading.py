"""How the tests read a PDF."""

from __future__ import annotations

import io
from typing import Any

from pypdf import PdfReader


def opened(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def text_of(pdf: bytes) -> str:
    """The words of all pages, in one line."""
    return " ".join(" ".join(page.extract_text() for page in opened(pdf).pages).split())


def root_of(pdf: bytes) -> Any:
    """The catalogue of the file."""
    return opened(pdf).root_object


def language_of(pdf: bytes) -> str:
    return str(root_of(pdf)["/Lang"])


def metadata_of(pdf: bytes) -> str:
    """What the file says of itself, as XML."""
    said: bytes = root_of(pdf)["/Metadata"].get_object().get_data()
    return said.decode()
