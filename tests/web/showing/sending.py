"""What a browser sends of a form: the fields that count, in the order of the page (HTML, 4.10.21.4)."""

from __future__ import annotations

from html.parser import HTMLParser


class _Sender(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.sent: list[tuple[str, str]] = []
        self._select: str | None = None
        self._options: list[tuple[str, bool]] = []
        self._text: tuple[str, list[str]] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "input" and "name" in found and "disabled" not in found:
            kind = found.get("type", "text")
            if kind == "file" or (kind in ("radio", "checkbox") and "checked" not in found):
                return
            self.sent.append((found["name"], found.get("value", "")))
        elif tag == "select":
            self._select, self._options = found["name"], []
        elif tag == "option":
            self._options.append((found.get("value", ""), "selected" in found))
        elif tag == "textarea":
            self._text = (found["name"], [])

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text[1].append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "select" and self._select is not None:
            chosen = [value for value, selected in self._options if selected] or [self._options[0][0]]
            self.sent += [(self._select, value) for value in chosen]
            self._select = None
        elif tag == "textarea" and self._text is not None:
            name, parts = self._text
            self.sent.append((name, "".join(parts).removeprefix("\n")))
            self._text = None


def sent_by(markup: str) -> list[tuple[str, str]]:
    """Return name and text of every field that a browser would send."""
    sender = _Sender()
    sender.feed(markup)
    sender.close()
    return sender.sent
