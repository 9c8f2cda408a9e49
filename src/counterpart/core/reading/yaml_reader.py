"""YAML with the place of every key: libyaml's events in, `Branch` and `Row` out.

PyYAML's own loader is not used: it reads Norway (`NO`) as False, knows no places, and follows anchors, with which a
file of some hundred bytes can grow to gigabytes. What YAML has and a policy area does not need is a finding: anchors,
aliases, tags, merge keys, keys that are not text, several documents. Nothing here calls itself: depth costs no stack.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import yaml

from counterpart.core.findings import Findings, Position
from counterpart.core.reading.decoding import FORBIDDEN, is_printable
from counterpart.core.reading.limits import LIMITS, Limits
from counterpart.core.reading.quoting import quoted
from counterpart.core.reading.scalars import plain_value
from counterpart.core.reading.tree import Branch, Row
from counterpart.core.reading.yaml_mistakes import IN_BRACES, IN_QUOTES, explained

MISTAKES = 20
"""After so many mistakes the rest of a file is not read: it is something else than YAML."""

_NO_ANCHORS = "write it out; what is said once for many belongs into a template (extends)"


class _Open:
    """A map or list that is not closed yet, and the key of the map that waits for its value."""

    __slots__ = ("in_braces", "key", "key_end", "node", "place", "twice")

    def __init__(self, node: Branch | Row, *, in_braces: bool) -> None:
        self.node = node
        self.in_braces = in_braces
        self.key: str | None = None
        self.key_end = 0
        self.place = node.position
        self.twice = False


class YamlReader:
    """Reads one file, once. `nodes` says afterwards how many keys, values, maps and lists were read."""

    def __init__(
        self,
        text: str,
        file: str,
        findings: Findings,
        *,
        limits: Limits = LIMITS,
        nodes_left: int | None = None,
    ) -> None:
        """Take the text, the name that positions carry, and how many nodes the package has left (None: enough)."""
        self.nodes = 0
        self._text = text
        self._file = file
        self._findings = findings
        self._limits = limits
        self._nodes_left = limits.package_nodes if nodes_left is None else nodes_left
        self._open: list[_Open] = []
        self._root: Any = None
        self._documents = 0
        self._mistakes = 0
        self._usable = True
        self._stopped = False

    def read(self) -> Branch | None:
        """Return the map that the file holds; None after findings that leave nothing to use."""
        if not is_printable(self._text, self._file, self._findings):
            return None
        handlers: dict[type[yaml.Event], Callable[[Any], None]] = {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._begin,
            yaml.SequenceStartEvent: self._begin,
            yaml.MappingEndEvent: self._end,
            yaml.SequenceEndEvent: self._end,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
        }
        try:
            for event in yaml.parse(self._text, Loader=yaml.CLoader):
                handler = handlers.get(type(event))
                if handler is not None:
                    handler(event)
                if self._stopped:
                    return None
        except yaml.YAMLError as error:
            mistake = explained(error, self._text)
            position = Position(self._file, mistake.line, mistake.column)
            self._findings.error("Y001", position, mistake.message, mistake.hint)
            return None
        return self._whole()

    def _whole(self) -> Branch | None:
        """Return the root when it is a map and nothing in it had to be left out."""
        if self._documents == 0:
            self._findings.error("Y001", Position(self._file, 1, 1), "the file is empty", "write 'key: value' lines")
            return None
        if not self._usable:
            return None
        if isinstance(self._root, Branch):
            return self._root
        position = self._root.position if isinstance(self._root, Row) else Position(self._file, 1, 1)
        kind = "a list" if isinstance(self._root, Row) else "a single value"
        message = f"the file holds {kind}, where a map is expected"
        self._findings.error("S011", position, message, "begin with 'key: value' at the left margin")
        return None

    def _position(self, event: yaml.Event) -> Position:
        mark = _begin(event)
        return Position(self._file, mark.line + 1, mark.column + 1)

    def _refuse(self, code: str, position: Position, message: str, hint: str = "", *, usable: bool = False) -> None:
        """Record a mistake; unless the rest is `usable`, the file will give no tree."""
        self._findings.error(code, position, message, hint)
        self._usable = self._usable and usable
        self._mistakes += 1
        self._stopped = self._stopped or self._mistakes >= MISTAKES

    def _count(self, event: yaml.Event) -> None:
        """Count a node, and stop at the limit."""
        self.nodes += 1
        if self.nodes > self._limits.file_nodes:
            what = f"the file has more than {self._limits.file_nodes} keys and values"
            self._over("file_nodes", what, event)
        elif self.nodes > self._nodes_left:
            what = f"the files of the package have more than {self._limits.package_nodes} keys and values together"
            self._over("package_nodes", what, event)

    def _over(self, limit: str, what: str, event: yaml.Event) -> None:
        self._refuse("Y005", self._position(event), f"{what} (limit {limit})", "cut the module into smaller ones")
        self._stopped = True

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        self._documents += 1
        version = event.version
        if self._documents > 1:
            hint = "take the '---' out, or make another file of what follows"
            self._refuse("Y003", self._position(event), "a second document begins here", hint)
            self._stopped = True
        elif event.tags:
            self._refuse("Y003", self._position(event), "%TAG is not used here", "take the line out")
        elif version is not None and tuple(version) != (1, 2):
            said = ".".join(str(part) for part in version)
            message = f"the file says that it is YAML {said}; YAML 1.2 is read"
            self._refuse("Y003", self._position(event), message, "take the line with %YAML out")

    def _properties(self, event: yaml.NodeEvent) -> None:
        """Refuse the tag and the anchor of a node."""
        tag: str | None = getattr(event, "tag", None)
        if tag is not None:
            message = "not valid YAML: the '!' begins a tag here, and tags are not used"
            self._refuse("Y001", self._position(event), message, f"{IN_QUOTES}; {IN_BRACES}")
        if event.anchor is not None:
            message = f"{quoted(f'&{event.anchor}')} is an anchor, and anchors are not used"
            self._refuse("Y003", self._position(event), message, _NO_ANCHORS)

    def _alias(self, event: yaml.AliasEvent) -> None:
        self._count(event)
        message = f"{quoted(f'*{event.anchor}')} is an alias, and aliases are not used"
        self._refuse("Y003", self._position(event), message, f"{_NO_ANCHORS}; {IN_QUOTES} if it is one")
        parent = self._open[-1] if self._open else None
        if parent is not None and isinstance(parent.node, Branch) and parent.key is None:
            self._stopped = True
        else:
            self._attach(None, self._position(event))

    def _begin(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent) -> None:
        """Open a map or a list."""
        self._count(event)
        self._properties(event)
        position = self._position(event)
        is_map = isinstance(event, yaml.MappingStartEvent)
        parent = self._open[-1] if self._open else None
        if parent is not None and isinstance(parent.node, Branch) and parent.key is None:
            self._refuse("Y003", position, "a map or list cannot be a key", IN_QUOTES)
            self._stopped = True
            return
        if len(self._open) >= self._limits.nesting:
            self._over("nesting", f"maps and lists lie more than {self._limits.nesting} deep in one another", event)
            return
        node: Branch | Row = Branch(position=position) if is_map else Row(position=position)
        self._attach(node, position)
        self._open.append(_Open(node, in_braces=bool(event.flow_style)))

    def _end(self, _event: yaml.Event) -> None:
        self._open.pop()

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        """Take a key or a value."""
        self._count(event)
        if event.tag is not None or event.anchor is not None:
            self._properties(event)
        if event.style == '"' and FORBIDDEN.search(event.value):
            message = "not valid YAML: the text holds a character that cannot be printed"
            self._refuse("Y001", self._position(event), message, "take the escape out")
        parent = self._open[-1] if self._open else None
        if parent is not None and isinstance(parent.node, Branch):
            if parent.key is None:
                self._key(event, parent)
                return
            if parent.in_braces and event.value == "":
                self._without_value(event, parent)
        plain = event.implicit[0] and not event.style
        self._attach(plain_value(event.value) if plain else event.value, self._position(event))

    def _key(self, event: yaml.ScalarEvent, parent: _Open) -> None:
        """Take a key. It keeps the text that was written: `1`, `yes` and `null` are names like any other."""
        position = self._position(event)
        key: str = event.value
        if key == "":
            self._refuse("Y003", position, "a key is empty", "write a name before the colon")
        elif key == "<<" and not event.style:
            self._refuse("Y003", position, "'<<' is a merge key, and merge keys are not used", _NO_ANCHORS)
        elif parent.in_braces and self._after_question_mark(event):
            self._refuse("Y001", position, "not valid YAML: a text in braces begins with '?'", IN_QUOTES)
        elif key in parent.node:
            before = parent.node.places[key] if isinstance(parent.node, Branch) else position
            message = f"the key {quoted(key)} stands twice, here and in line {before.line}"
            self._refuse("Y004", position, message, "keep one of them", usable=True)
            parent.twice = True
        parent.key = key
        parent.key_end = cast("yaml.Mark", event.end_mark).index
        parent.place = position

    def _after_question_mark(self, event: yaml.ScalarEvent) -> bool:
        """Return whether a key in braces follows a `?`: libyaml drops that of `{?a: b}`, which YAML 1.2 would keep."""
        before = _begin(event).index - 1
        while before >= 0 and self._text[before] in " \t\r\n":
            before -= 1
        return self._text[before] == "?"

    def _without_value(self, event: yaml.ScalarEvent, parent: _Open) -> None:
        """Refuse `{title: Send, then wait}`: the second half would become a key without a value."""
        between = self._text[parent.key_end : _begin(event).index]
        if not event.style and ":" not in between:
            message = f"not valid YAML: {quoted(parent.key)} stands in braces without a colon and a value"
            self._refuse("Y001", parent.place, message, IN_BRACES)

    def _attach(self, value: Any, position: Position) -> None:
        """Put a value where it belongs."""
        if not self._open:
            self._root = value
            return
        parent = self._open[-1]
        if isinstance(parent.node, Row):
            parent.node.append(value)
            parent.node.places.append(position)
        elif parent.key is not None:
            if not parent.twice:
                parent.node.put(parent.key, value, parent.place)
            parent.key, parent.twice = None, False


def _begin(event: yaml.Event) -> yaml.Mark:
    """Return where an event begins; events of libyaml always say so."""
    return cast("yaml.Mark", event.start_mark)


def read_yaml(text: str, file: str, findings: Findings, *, limits: Limits = LIMITS) -> Branch | None:
    """Return the map that a text holds, or None after findings; `file` is the name that positions carry."""
    return YamlReader(text, file, findings, limits=limits).read()
