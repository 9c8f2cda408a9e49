"""Filling in a form as a browser without script would: what stands in its fields is sent along."""

from __future__ import annotations

from html.parser import HTMLParser

Fields = dict[str, list[str]]

NOT_SENT = frozenset({"submit", "button", "reset", "file"})
UNTICKED = frozenset({"radio", "checkbox"})


def fields_of(page: str, form: str) -> Fields:
    """What a form would send if nobody touched it; `form` is its id."""
    reader = _Reader(form)
    reader.feed(page)
    assert reader.found, f"no form {form}"
    reader.fields.pop("csrfmiddlewaretoken", None)
    return reader.fields


def text_of(page: str) -> str:
    """What is read on a page, without its marks."""
    reader = _Text()
    reader.feed(page.partition("<main")[2].partition(">")[2].partition("</main")[0])
    return " ".join("".join(reader.parts).split())


class _Reader(HTMLParser):
    """Gathers the fields of one form."""

    def __init__(self, form: str) -> None:
        super().__init__()
        self.form, self.found, self.inside = form, False, False
        self.fields: Fields = {}
        self.area = self.select = ""
        self.options: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = given.get("id") == self.form
            self.found = self.found or self.inside
        if not self.inside or "disabled" in given:
            return
        name, kind = given.get("name", ""), given.get("type", "text")
        if tag == "input" and name and kind not in NOT_SENT and (kind not in UNTICKED or "checked" in given):
            self.fields.setdefault(name, []).append(given.get("value", "on" if kind in UNTICKED else ""))
        elif tag == "textarea":
            self.area = name
            self.fields.setdefault(name, []).append("")
        elif tag == "select":
            self.select, self.options = name, []
        elif tag == "option" and self.select:
            self.options.append((given.get("value", ""), "selected" in given))

    def handle_data(self, data: str) -> None:
        if self.area:
            self.fields[self.area][-1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        elif tag == "textarea" and self.area:
            self.fields[self.area][-1] = self.fields[self.area][-1].removeprefix("\n")
            self.area = ""
        elif tag == "select" and self.select:
            chosen = [value for value, is_chosen in self.options if is_chosen] or [self.options[0][0]]
            self.fields.setdefault(self.select, []).extend(chosen)
            self.select = ""


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag in ("p", "li", "td", "th", "dt", "dd", "div", "br", "h1", "h2", "h3", "small", "section"):
            self.parts.append(" ")

    def handle_data(self, data: str) -> None:
        self.parts.append(data)
