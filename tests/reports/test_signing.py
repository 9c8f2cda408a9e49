"""The signature of a report: whole by two verifiers, broken by one flipped byte, refused where it cannot be right."""

from __future__ import annotations

import asyncio
import io
import subprocess
from pathlib import Path
from shutil import copyfile, which
from typing import Any

import pytest
from asn1crypto.x509 import Certificate  # type: ignore[import-untyped]
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from counterpart.foundation.clock import SystemClock
from counterpart.foundation.database.trouble import DatabaseTrouble
from counterpart.reports.signing import SETTING, SignatureTrouble, certificate_file, password_beside, sign
from counterpart.reports.trial import trial_certificate
from counterpart.reports.typesetting import typeset
from tests.reports.papers import NOW, PAPER
from tests.reports.reading import metadata_of, opened, root_of


@pytest.fixture
def signed(signing: Path) -> bytes:
    return sign(typeset(PAPER, NOW))


def verified(pdf: bytes, seal: Path) -> PdfSignatureStatus:
    """What pyhanko says of the first signature, when it trusts the authority of the tests."""
    held = load_pkcs12(seal.read_bytes(), password_beside(seal).read_bytes().strip())
    anchor = held.additional_certs[0].certificate.public_bytes(Encoding.DER)
    trusted = ValidationContext(trust_roots=[Certificate.load(anchor)])
    [found] = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
    return validate_pdf_signature(found, trusted)


def pdfsig(pdf: bytes, folder: Path) -> str:
    file = folder / "report.pdf"
    file.write_bytes(pdf)
    command = ["pdfsig", "-nocert", str(file)]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def flipped(pdf: bytes, at: int) -> bytes:
    return pdf[:at] + bytes([pdf[at] ^ 1]) + pdf[at + 1 :]


def test_the_signature_verifies_and_covers_the_whole_file(signed: bytes, signing: Path) -> None:
    status = verified(signed, signing)
    assert status.bottom_line
    assert status.intact
    assert status.trusted
    assert status.coverage is SignatureCoverageLevel.ENTIRE_FILE


def test_it_is_signed_also_where_a_loop_of_events_runs(signing: Path) -> None:
    async def within() -> bytes:
        return sign(typeset(PAPER, NOW))

    assert verified(asyncio.run(within()), signing).bottom_line


def test_one_flipped_byte_anywhere_before_it_breaks_it(signed: bytes, signing: Path) -> None:
    text = signed.index(b"stream") + 40
    for at in (text, len(signed) // 3):
        assert not verified(flipped(signed, at), signing).intact


@pytest.mark.slow
@pytest.mark.skipif(which("pdfsig") is None, reason="pdfsig (poppler-utils) is not installed")
def test_another_verifier_says_the_same(signed: bytes, tmp_path: Path) -> None:
    assert "Signature is Valid" in pdfsig(signed, tmp_path)
    assert "Total document signed" in pdfsig(signed, tmp_path)
    assert "ETSI.CAdES.detached" in pdfsig(signed, tmp_path)
    assert "Signature is Valid" not in pdfsig(flipped(signed, signed.index(b"stream") + 40), tmp_path)


def test_what_was_signed_stands_unchanged_before_the_signature(signed: bytes) -> None:
    assert signed.startswith(typeset(PAPER, NOW))


def test_a_signed_report_is_still_archivable_and_accessible(signed: bytes) -> None:
    metadata = metadata_of(signed)
    assert all(said in metadata for said in ('pdfaid:part="2"', 'pdfaid:conformance="A"', 'pdfuaid:part="1"'))
    assert "/Version" not in root_of(signed)
    page: Any = opened(signed).pages[0]
    [field] = (one.get_object() for one in page["/Annots"])
    assert page["/Tabs"] == "/S"
    assert field["/TU"] == "Signature"
    assert all(float(edge) < 0 for edge in field["/Rect"])


def test_without_a_certificate_nothing_is_signed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv(SETTING, raising=False)
    assert certificate_file() is None
    assert sign(b"%PDF-1.7") == b"%PDF-1.7"


def test_a_certificate_that_is_named_and_not_there_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(SETTING, str(tmp_path / "none.p12"))
    with pytest.raises(SignatureTrouble, match="signature_missing"):
        sign(b"%PDF-1.7")


def test_a_key_that_others_may_read_is_refused(signing: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    copy = tmp_path / "seal.p12"
    copyfile(signing, copy)
    copy.chmod(0o600)
    monkeypatch.setenv(SETTING, str(copy))
    with pytest.raises(SignatureTrouble, match="signature_missing"):
        sign(b"%PDF-1.7")
    copyfile(password_beside(signing), password_beside(copy))
    password_beside(copy).chmod(0o644)
    with pytest.raises(DatabaseTrouble):
        sign(b"%PDF-1.7")
    copy.chmod(0o640)
    with pytest.raises(SignatureTrouble, match="signature_exposed"):
        sign(b"%PDF-1.7")


def test_a_file_that_holds_no_key_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "seal.p12"
    for path, content in ((file, b"no key at all"), (password_beside(file), b"secret\n")):
        path.write_bytes(content)
        path.chmod(0o600)
    monkeypatch.setenv(SETTING, str(file))
    with pytest.raises(SignatureTrouble, match="signature_unusable"):
        sign(typeset(PAPER, NOW))


@pytest.mark.slow
def test_a_trial_certificate_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    now = SystemClock().now()
    path = trial_certificate(tmp_path / "secrets", now)
    content = path.read_bytes()
    assert trial_certificate(tmp_path / "secrets", now).read_bytes() == content
    assert {one.stat().st_mode & 0o777 for one in (path, password_beside(path))} == {0o600}
