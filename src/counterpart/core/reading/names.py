"""What may be a name: of a module, form, procedure, field, state, code list.

Names become addresses of texts and names of files, so they hold nothing that means something to either.
"""

from __future__ import annotations

import re

NAME_PATTERN = r"[a-z][a-z0-9_-]*"
"""Small letters, digits, `_` and `-`, beginning with a letter (modules.md 1, the row on SurveyJS)."""

NAME_LENGTH = 64
NAME_HINT = "a name has small letters a to z, digits, '_' and '-', begins with a letter, and is at most 64 long"

_NAME = re.compile(NAME_PATTERN)


def is_name(word: object) -> bool:
    """Return whether the word can be a name; nothing that could leave a folder (`..`, `/`, a drive) can."""
    return isinstance(word, str) and len(word) <= NAME_LENGTH and _NAME.fullmatch(word) is not None
