"""Parts of pages: macros are made once for a page, and the addresses in it need no look at every page there is."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from jinja2 import DictLoader
from jinja2.environment import TemplateModule

from counterpart.web import addresses
from counterpart.web.environment import environment
from counterpart.web.parts import MADE, MadeOnce
from counterpart.web.rendering import address

TEMPLATES = Path(__file__).parents[2] / "src" / "counterpart" / "web" / "templates"
SMALL = {
    "page": '{% from "deep" import said with context %}{% from "wide" import all_of_it with context %}'
    "{{ said() }} {{ all_of_it() }}",
    "wide": '{% from "deep" import said with context %}{% macro all_of_it() %}{{ said() }}!{% endmacro %}',
    "deep": "{% macro said() %}{{ word }}{% endmacro %}",
}


def late_imports(text: str) -> list[str]:
    """Return the imports of a template that do not stand at its head."""
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("{#")]
    head = 0
    while head < len(lines) and lines[head].startswith(("{% extends", "{% from", "{% import")):
        head += 1
    return [line for line in lines[head:] if "with context %}" in line]


def test_every_import_stands_at_the_head_of_its_template() -> None:
    found = {path.name: late for path in TEMPLATES.rglob("*.html") if (late := late_imports(path.read_text("utf-8")))}
    assert not found


def test_an_import_below_the_head_is_found() -> None:
    assert late_imports('{% set a = 1 %}\n{% from "x" import y with context %}')


def test_a_part_is_made_once_for_a_page_and_anew_for_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str | None] = []

    class Counted(TemplateModule):
        def __init__(self, template: Any, *given: Any) -> None:
            made.append(template.name)
            super().__init__(template, *given)

    monkeypatch.setattr("jinja2.environment.TemplateModule", Counted)
    page = environment(loader=DictLoader(SMALL)).get_template("page")
    assert isinstance(page, MadeOnce)
    assert page.render({"word": "one", MADE: {}}) == "one one!"
    assert page.render({"word": "two", MADE: {}}) == "two two!"
    assert sorted(filter(None, made)) == ["deep", "deep", "wide", "wide"]
    made.clear()
    page.render({"word": "three"})
    assert made.count("deep") == 2


@pytest.mark.parametrize(
    ("written", "stands"),
    [
        ("AB12-CD34", "AB12-CD34"),
        ("one/two", "one/two"),
        ("half?half#end", "half%3Fhalf%23end"),
        ("Ελλάδα", "%CE%95%CE%BB%CE%BB%CE%AC%CE%B4%CE%B1"),
    ],
)
def test_a_part_of_an_address_is_written_as_an_address_may_be(written: str, stands: str) -> None:
    visit: Any = SimpleNamespace(acting=SimpleNamespace(code="77"))
    assert addresses.urlpatterns
    assert address(visit, "exchange", number=written) == f"/for/77/exchanges/{stands}"
