"""E-mail addresses: what may be one, and how two are compared."""

from __future__ import annotations

import re
import unicodedata

from counterpart.core.errors import Invalid

LONGEST = 254
"""RFC 5321, 4.5.3.1.3, without the angle brackets; in bytes."""

_LOCAL = re.compile(r"[^\s@\x00-\x20\x7f\"(),:;<>\[\]\\.]+(\.[^\s@\x00-\x20\x7f\"(),:;<>\[\]\\.]+)*")
"""RFC 5322, 3.2.3 without quoted ones; letters of every script (RFC 6531)."""
_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?", re.IGNORECASE)


def address(written: str) -> str:
    """Return an address as it is stored: without blanks around, composed letters. Raises Invalid `email_invalid`."""
    tidy = unicodedata.normalize("NFC", written.strip())
    local, _, domain = tidy.rpartition("@")
    labels = domain.split(".")
    if len(tidy.encode()) > LONGEST or len(labels) < 2 or not _LOCAL.fullmatch(local):
        raise Invalid("email_invalid", field="email")
    if not all(_LABEL.fullmatch(_ascii(label)) for label in labels):
        raise Invalid("email_invalid", field="email")
    return tidy


def folded(written: str) -> str:
    """Return an address as it is compared: capitals and forms of letters do not make another one.

    Providers may tell capitals apart before the @; none is known that does, and people do not.
    """
    return unicodedata.normalize("NFKC", written.strip()).casefold()


def _ascii(label: str) -> str:
    """Return a label of a domain as the name system has it, empty for what is none."""
    try:
        return label.encode("idna").decode("ascii")
    except UnicodeError:
        return ""
