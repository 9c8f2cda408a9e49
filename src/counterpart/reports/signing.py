"""Whether reports are signed, and with which certificate; `pades.py` signs.

COUNTERPART_SIGNATURE   a PKCS#12 file with the key and certificates of the seal; default: `signature.p12` among the
                        secrets of the data folder, where there is one. Its password stands in a file of the same name
                        with `.password` behind it. Nobody but their owner may be able to read either.

Without a certificate reports are not signed, and what a procedure wants signed waits.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

from django.utils.module_loading import import_string

from counterpart.core.errors import CounterpartError
from counterpart.foundation.database.addresses import addresses_of
from counterpart.foundation.database.secret_files import read_secret

SETTING = "COUNTERPART_SIGNATURE"
FILE = "signature.p12"
PADES = "counterpart.reports.pades.signed"

Sign = Callable[[bytes, bytes, bytes], bytes]


class SignatureTrouble(CounterpartError):
    """The certificate for signatures cannot be used: a fault of this installation, shown by `health`."""


def certificate_file() -> Path | None:
    """Return the file with key and certificates, None where reports are not signed.

    Raises SignatureTrouble `signature_missing` when the setting names a file that is not there.
    """
    said = os.environ.get(SETTING, "")
    path = Path(said) if said else addresses_of().place.secrets / FILE
    if path.is_file():
        return path
    if said:
        raise SignatureTrouble("signature_missing", file=str(path), setting=SETTING)
    return None


def password_beside(path: Path) -> Path:
    """Return where the password of a PKCS#12 file lies."""
    return path.with_name(f"{path.name}.password")


def secrets_of(path: Path) -> tuple[bytes, bytes]:
    """Return a PKCS#12 file and its password.

    Raises SignatureTrouble `signature_exposed` when others may read the file, `signature_missing` without a password,
    DatabaseTrouble when others may read that.
    """
    if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise SignatureTrouble("signature_exposed", file=str(path))
    beside = password_beside(path)
    if not beside.is_file():
        raise SignatureTrouble("signature_missing", file=str(beside), setting=SETTING)
    return path.read_bytes(), read_secret(beside).encode()


def sign(pdf: bytes) -> bytes:
    """Return a PDF with a signature, or as it is where none is configured. Raises SignatureTrouble.

    What signs is loaded by its name when it is first needed: it takes a second and forty megabytes, which an
    installation without a certificate, and a process that signs nothing, need not spend.
    """
    path = certificate_file()
    if path is None:
        return pdf
    signed: Sign = import_string(PADES)
    return signed(pdf, *secrets_of(path))
