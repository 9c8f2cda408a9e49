"""A certificate for a demonstration: a key of a moment's making, signed by an authority that nobody else knows.

Whoever verifies a report of a demonstration is told that its signature is whole and its signer not trusted, which is
true. An installation in operation gets its certificate from a trust service (Regulation (EU) No 910/2014).
"""

from __future__ import annotations

import datetime as dt
import os
import secrets
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates
from cryptography.x509.oid import NameOID

from counterpart.foundation.database.secret_files import write_secret
from counterpart.reports.signing import FILE, password_beside

YEARS = dt.timedelta(days=3 * 365)
AUTHORITY, SEAL = "Demonstration of Counterpart, authority", "Demonstration of Counterpart"


def trial_certificate(folder: Path, now: dt.datetime) -> Path:
    """Return the file `signature.p12` in a folder; make it, with its password beside it, when there is none."""
    path = folder / FILE
    if path.exists():
        return path
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    issuer_key, key = _key(), _key()
    issuer = _certificate(AUTHORITY, issuer_key.public_key(), AUTHORITY, issuer_key, now, authority=True)
    seal = _certificate(SEAL, key.public_key(), AUTHORITY, issuer_key, now, authority=False)
    password = secrets.token_urlsafe(32)
    content = serialize_key_and_certificates(b"seal", key, seal, [issuer], BestAvailableEncryption(password.encode()))
    write_secret(password_beside(path), password, replace=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
    return path


def _key() -> rsa.RSAPrivateKey:
    """Return a key of the kind that PDF 1.7 knows: with one on an elliptic curve the file calls itself PDF 2.0."""
    return rsa.generate_private_key(65_537, 3_072)


def _certificate(
    name: str,
    key: rsa.RSAPublicKey,
    issuer: str,
    by: rsa.RSAPrivateKey,
    now: dt.datetime,
    *,
    authority: bool,
) -> x509.Certificate:
    usage = x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=not authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )
    built = (
        x509.CertificateBuilder()
        .subject_name(_called(name))
        .issuer_name(_called(issuer))
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + YEARS)
        .add_extension(x509.BasicConstraints(ca=authority, path_length=0 if authority else None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(by.public_key()), critical=False)
    )
    return built.sign(by, hashes.SHA256())


def _called(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
