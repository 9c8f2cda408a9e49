"""Signs a PDF: PAdES baseline B-B (ETSI EN 319 142-1), added behind the file, so that what was signed is all before it.

Loaded by `signing.sign` alone. The moment in the signature is that of this computer: there is no time stamp of another
authority in it; when an exchange was in which state, the anchors of the log prove.
"""

from __future__ import annotations

import functools
import hashlib
import io
from concurrent.futures import ThreadPoolExecutor

from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12
from pyhanko.pdf_utils.generic import ArrayObject, NumberObject, pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter, append_signature_field
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner

from counterpart.reports.signing import SignatureTrouble

FIELD = "Signature"
OUTSIDE = (-1, -1, -1, -1)
"""A place beside the page."""


def signed(pdf: bytes, pkcs12: bytes, password: bytes) -> bytes:
    """Return a PDF with a signature. Raises SignatureTrouble `signature_unusable` for a file without a key."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    _add_field(writer)
    said = PdfSignatureMetadata(field_name=FIELD, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES)
    signer = PdfSigner(said, _signer(hashlib.sha256(pkcs12).digest(), _Secret(pkcs12, password)))
    with ThreadPoolExecutor(1) as apart:  # it runs a loop of events of its own, which no thread may have twice
        found = apart.submit(signer.sign_pdf, writer, existing_fields_only=True).result()
    return bytes(found.getvalue())


def _add_field(writer: IncrementalPdfFileWriter) -> None:
    """Add the field of the signature, outside of the page: PDF/UA-1 asks for no tag there (7.18.1).

    The keys of a page with a field go by its structure (7.18.3), and the field has a name to be read aloud (7.18.4).
    """
    append_signature_field(writer, SigFieldSpec(FIELD))
    page = writer.root["/Pages"]["/Kids"][0]
    page[pdf_name("/Tabs")] = pdf_name("/S")
    writer.update_container(page)
    field = page["/Annots"][0]
    field[pdf_name("/Rect")] = ArrayObject(map(NumberObject, OUTSIDE))
    field[pdf_name("/TU")] = pdf_string(FIELD)


class _Secret:
    """A file and its password, equal to every other: the digest beside it tells them apart, and is all that is kept."""

    def __init__(self, pkcs12: bytes, password: bytes) -> None:
        self.pkcs12, self.password = pkcs12, password

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Secret)

    def __hash__(self) -> int:
        return 0


@functools.lru_cache(maxsize=1)
def _signer(digest: bytes, secret: _Secret) -> SimpleSigner:
    del digest
    try:
        held = load_pkcs12(secret.pkcs12, secret.password)
    except ValueError as problem:
        raise SignatureTrouble("signature_unusable") from problem
    found: SimpleSigner | None = None
    if held.key is not None and held.cert is not None:
        found = SimpleSigner.load_pkcs12_data(secret.pkcs12, other_certs=[], passphrase=secret.password)
    if found is None:
        raise SignatureTrouble("signature_unusable")
    return found
