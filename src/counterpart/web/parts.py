"""The parts that pages are made of: macros that many templates import, made once for a page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jinja2 import Template
from jinja2.environment import TemplateModule

MADE = "made_parts"
"""Under this name a page carries the parts that it was made of so far, by the names of their templates."""


class MadeOnce(Template):
    """A template whose macros are made once a page, however many other parts import them.

    Every import stands at the head of its template (an architecture test says so): what the first importer sees is the
    page, and so it is for the others.
    """

    def make_module(
        self,
        vars: dict[str, Any] | None = None,  # noqa: A002  named by Jinja
        shared: bool = False,
        locals: Mapping[str, Any] | None = None,  # noqa: A002  named by Jinja
    ) -> TemplateModule:
        """Return the macros, made with what the page knows."""
        made = (vars or {}).get(MADE)
        if made is None or self.name is None:
            return super().make_module(vars, shared, locals)
        if self.name not in made:
            made[self.name] = super().make_module(vars, shared, locals)
        found: TemplateModule = made[self.name]
        return found
