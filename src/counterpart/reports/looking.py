"""What health says of the signature of reports."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12

from counterpart.core.errors import CounterpartError
from counterpart.foundation.health import Level, Line, check, well
from counterpart.reports.signing import certificate_file, secrets_of

SUBJECT = "signature"
HINT = "docs/explanation/reports.md says what belongs there"
SOON = dt.timedelta(days=30)
"""So long before its end a certificate is to be renewed."""


@check("reports.signature")
def look_at_signature(now: dt.datetime) -> Sequence[Line]:
    """Look whether reports are signed, and how long the certificate is valid."""
    try:
        path = certificate_file()
        ends = _ends(*secrets_of(path)) if path is not None else None
    except (CounterpartError, ValueError, OSError) as problem:
        words = f"reports cannot be signed: {problem}"
        return [Line(Level.WRONG, SUBJECT, words, HINT)]
    if ends is None:
        return [well(SUBJECT, "reports are not signed: no certificate is configured")]
    if ends <= now:
        words = f"reports cannot be trusted: their certificate ended on {ends:%Y-%m-%d}"
        return [Line(Level.WRONG, SUBJECT, words, HINT)]
    words = f"reports are signed; the certificate is valid until {ends:%Y-%m-%d}"
    return [Line(Level.SOON, SUBJECT, words, "renew it") if ends - now < SOON else well(SUBJECT, words)]


def _ends(pkcs12: bytes, password: bytes) -> dt.datetime:
    """Return until when a certificate is valid. Raises ValueError for a file without key or certificate."""
    held = load_pkcs12(pkcs12, password)
    if held.key is None or held.cert is None:
        raise ValueError("the file holds no key with its certificate")
    return held.cert.certificate.not_valid_after_utc
