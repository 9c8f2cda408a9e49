"""Reference pages that are generated: every code of a finding, every key of the schema, every template of a library.

Pure functions that return Markdown; `counterpart.operations.reference` writes them into docs/reference. Imports
`definitions`, `composing`, `texts` and `drawing`. Start reading at `codes.py`.
"""

from __future__ import annotations

from counterpart.core.reference.codes import codes_page
from counterpart.core.reference.keys import keys_page
from counterpart.core.reference.templates import template_page, templates_index

__all__ = ["codes_page", "keys_page", "template_page", "templates_index"]
