"""How templates are read: Jinja, strict about names, everything escaped.

Sentences of the interface are said by `_`, `n_` and `h_`, which come with the request (`rendering.py`); the first
gives text, the last markup, for a sentence with a link in it.
"""

from __future__ import annotations

from typing import Any

from jinja2 import Environment, StrictUndefined

from counterpart.foundation.words import language_name, own_name
from counterpart.web.parts import MadeOnce
from counterpart.web.showing.options import document_languages
from counterpart.web.static_files import static_address


def environment(**options: Any) -> Environment:
    """Return the environment of all templates (settings.TEMPLATES names this function)."""
    made = Environment(**(options | {"autoescape": True, "undefined": StrictUndefined}))  # noqa: S701  it is on
    made.template_class = MadeOnce
    made.trim_blocks = made.lstrip_blocks = True
    made.globals.update(static=static_address, own_name=own_name, language_name=language_name)
    made.globals.update(document_languages=document_languages)
    return made
