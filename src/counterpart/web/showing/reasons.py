"""Why something was refused, in a sentence of the reader's language."""

from __future__ import annotations

from collections.abc import Mapping

from counterpart.foundation.words import Words


def reason(words: Words, code: str, parameters: Mapping[str, object]) -> str:
    """Return the sentence of a code."""
    if code == "sign_in_wrong":
        return words.gettext("E-mail address and password do not fit together.")
    return f"{code} {sorted(parameters)}"
