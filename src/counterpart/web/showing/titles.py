"""What policy areas and their roles are called, by the texts of what is installed."""

from __future__ import annotations

from counterpart.foundation.words import Words
from counterpart.modules.pins import installed
from counterpart.modules.texts import speaker


def area_title(words: Words, module: str) -> str:
    """Return what a policy area is called; its code where it is installed no more."""
    return area_text(words, module, "module.title") or module


def role_title(words: Words, module: str, role: str) -> str:
    """Return what a role of a policy area is called."""
    return area_text(words, module, f"role.{role}") or role


def area_text(words: Words, module: str, where: str) -> str:
    """Return a text of a policy area, nothing where there is none, or the area is installed no more."""
    line = next((one.line for one in installed() if one.module == module), None)
    if line is None:
        return ""
    said = speaker(module, line, words.language)
    return said.text(where) if where in said.english else ""
