"""The blind index: finding an exchange by a personal value that lies sealed.

A value is folded to tokens; of each token the index holds eight bytes of a keyed hash (HMAC with SHA-256), under a
key for each module and quarter. Who searches hashes what they typed in the same way. Equal values of one field,
module and quarter give equal tokens: that is what the index is for, and what somebody who reads it can count (the
frequency attack). Eight bytes do meet by chance, so a hit is a candidate until the opened value says the same.

The folding is part of the stored format: tokens that were folded otherwise are never found again.
"""

from __future__ import annotations

import datetime as dt
import hmac
import re
import unicodedata

from anyascii import anyascii

from counterpart.core.errors import Invalid
from counterpart.foundation.clock import in_utc
from counterpart.foundation.layout import laid_out
from counterpart.foundation.vault.naming import IndexKeyName
from counterpart.foundation.vault.wrapping import SecretKey

TOKEN_BYTES = 8
FORMAT = 1

_WORD = re.compile(r"[0-9a-z]+")


def epoch_of(moment: dt.datetime) -> int:
    """Return the quarter of a moment in UTC as one number: four times the year, and 0 to 3."""
    utc = in_utc(moment)
    return utc.year * 4 + (utc.month - 1) // 3


def folded_words(text: str) -> tuple[str, ...]:
    """Return the words of a text, once each, in Latin letters without accents: Αθήνα and Athina are one word."""
    return tuple(dict.fromkeys(_WORD.findall(_folded(text))))


def folded_whole(text: str) -> tuple[str, ...]:
    """Return a date, number or code as one token, without blanks and punctuation; nothing when nothing is left."""
    joined = "".join(_WORD.findall(_folded(text)))
    return (joined,) if joined else ()


def token(key: SecretKey, field: str, folded: str) -> int:
    """Return the blind token of a folded one in a field: a signed integer of eight bytes, as the database keeps it.

    `field` is the full name of the field, so that one value in two fields gives two tokens. Raises `Invalid` when the
    key is not that of an index, or the text is not folded.
    """
    if not isinstance(key.name, IndexKeyName):
        raise Invalid("key_of_no_index", field=field)
    if not _WORD.fullmatch(folded):
        raise Invalid("token_not_folded", field=field)
    said = laid_out("counterpart blind token", FORMAT, key.name.module, key.name.epoch, field, folded)
    return int.from_bytes(hmac.digest(key.secret, said, "sha256")[:TOKEN_BYTES], "big", signed=True)


def _folded(text: str) -> str:
    return anyascii(unicodedata.normalize("NFKC", text)).casefold()
