"""Files on their way in: sealed at once, refused early when too large, and nothing left of what broke off."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from counterpart.foundation.database.addresses import addresses_of
from counterpart.web.session import uploading
from tests.exchanges.stories import drafted, stored
from tests.network import Network
from tests.web.drafts import content, opened, place, typed_over
from tests.web.filling import text_of
from tests.web.visitors import visitor

FILES = "select count(*) from foundation_file"
FIELD = "f-documents:upload"


def letter(size: int = 2_000, name: str = "letter.pdf", marked: bytes = b"") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"%PDF-1.7 " + marked + b"x" * size, "application/pdf")


def count() -> int:
    [(found,)] = stored(FILES)
    return int(found)


def test_a_file_too_large_is_refused_at_its_field_and_everything_else_is_kept(
    people: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploading, "LARGEST", 1_000_000)
    draft, kowalska = drafted(people), visitor(people, "kowalska")
    given = typed_over(opened(people, kowalska, "kowalska", draft), {"f-surname": "Byrne"})
    both = {FIELD: [letter(1_500_000, "scan.pdf"), letter(name="small.pdf")]}
    answer = kowalska.post(place(people, "kowalska", draft), {**given, **both})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "“scan.pdf” is too large: a file may have at most" in text_of(page)
    assert '<a href="#f-documents">' in page
    stays = content(people, "kowalska", draft)
    assert stays.subject["surname"] == "Byrne"
    assert [one.name for one in stays.files] == ["small.pdf"]
    assert count() == 1


def test_no_byte_of_a_file_lies_anywhere_in_clear(people: Network, tmp_path: Path) -> None:
    secret = b"Siobhan Brennan, born in Galway"
    draft, kowalska = drafted(people), visitor(people, "kowalska")
    given = typed_over(opened(people, kowalska, "kowalska", draft), {})
    large = letter(3_000_000, marked=secret)
    assert kowalska.post(place(people, "kowalska", draft), {**given, FIELD: large}).status_code == 302
    [file] = content(people, "kowalska", draft).files
    data = addresses_of().place.data
    lying = [path for path in data.rglob("*") if path.is_file() and path.stat().st_size >= file.size]
    assert lying
    assert not [path for path in lying if secret in path.read_bytes()]
    handed = kowalska.get(place(people, "kowalska", draft, f"files/{file.ref}"))
    assert b"".join(handed.streaming_content).startswith(b"%PDF-1.7 " + secret)  # type: ignore[attr-defined]  # an answer in pieces


def test_who_may_not_open_an_exchange_leaves_no_file_at_it(people: Network) -> None:
    draft = drafted(people)
    stranger = visitor(people, "ioannou")
    assert stranger.post(place(people, "ioannou", draft), {"do": "save", FIELD: letter()}).status_code == 404
    nobody = visitor(people)
    assert nobody.post(place(people, "kowalska", draft), {"do": "save", FIELD: letter()}).status_code == 302
    assert count() == 0


def test_a_field_that_takes_no_files_is_passed_by(people: Network) -> None:
    draft, kowalska = drafted(people), visitor(people, "kowalska")
    given = typed_over(opened(people, kowalska, "kowalska", draft), {"f-surname": "Byrne"})
    assert kowalska.post(place(people, "kowalska", draft), {**given, "surprise": letter()}).status_code == 302
    assert content(people, "kowalska", draft).subject["surname"] == "Byrne"
    assert count() == 0


class Breaking(io.BytesIO):
    """A body of which the second half never comes."""

    def read(self, size: int | None = -1, /) -> bytes:
        if self.tell() > len(self.getvalue()) // 2:
            raise OSError("the connection is gone")
        return super().read(min(size or -1, 10_000))


def test_nothing_is_left_of_a_file_whose_connection_was_lost(people: Network) -> None:
    draft, kowalska = drafted(people), visitor(people, "kowalska")
    given = typed_over(opened(people, kowalska, "kowalska", draft), {})
    body = encode_multipart(BOUNDARY, {FIELD: letter(900_000), **given})
    before = content(people, "kowalska", draft)
    kowalska.raise_request_exception = False
    kowalska.generic(
        "POST", place(people, "kowalska", draft), b"", MULTIPART_CONTENT,
        **{"wsgi.input": Breaking(body), "CONTENT_LENGTH": str(len(body)), "CONTENT_TYPE": MULTIPART_CONTENT},  # type: ignore[arg-type]
    )  # fmt: skip
    assert count() == 0
    assert content(people, "kowalska", draft) == before
