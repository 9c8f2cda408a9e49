"""What libyaml says about a file that is not YAML, said so that its writer can mend it."""

from __future__ import annotations

from dataclasses import dataclass

import yaml

from counterpart.core.reading.quoting import quoted

IN_BRACES = (
    "inside braces or brackets, put a text in quotes when it holds a comma or a colon, "
    "or begins with !, {, [, &, * or a quote: {when: \"a in ['x']\"}"
)
IN_QUOTES = "put the text in quotes"
SPACES = "indent with spaces, not with tabs"

ESCAPES = "in double quotes a backslash begins an escape; single quotes take all characters as they are"

_HINTS = {
    "flow": IN_BRACES,
    "simple key": "write 'key: value'; a text that goes on in the next line is indented more than its key",
    "directive": "take the line out",
}
_END = "found unexpected end of stream"
_EXPECTED = "did not find expected "


@dataclass(frozen=True, slots=True)
class Mistake:
    """A mistake with its place; line and column count from 1."""

    line: int
    column: int
    message: str
    hint: str


def explained(error: yaml.YAMLError, text: str) -> Mistake:
    """Return what the parser's error means for the person who wrote `text`."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return Mistake(0, 0, f"not valid YAML: {error}", "")
    context, problem = error.context or "", error.problem or ""
    mark = error.problem_mark
    if _begins_at_context(context, problem) and error.context_mark is not None:
        mark = error.context_mark
    here = text[mark.index : mark.index + 1]
    message, hint = _said(context, problem, here)
    if "flow" in context and error.context_mark is not None and error.context_mark.line != mark.line:
        message += f" (the braces or brackets were opened in line {error.context_mark.line + 1})"
    return Mistake(mark.line + 1, mark.column + 1, f"not valid YAML: {message}", hint)


def _begins_at_context(context: str, problem: str) -> bool:
    """Return whether the beginning of the thing helps more than where the parser gave up."""
    special = context.endswith((" tag", " anchor", " alias")) or "directive" in context
    return problem == _END or special or ("block scalar" in context and "tab" not in problem)


def _said(context: str, problem: str, here: str) -> tuple[str, str]:
    """Return the message and the hint for a context and a problem of libyaml, at the character `here`."""
    if here == "\t" or "tab character" in problem:
        return "a tab stands where only spaces may stand", SPACES
    if context.endswith((" tag", " anchor", " alias")) or "block scalar" in context:
        return f"{quoted(here)} begins something else than text here", f"{IN_QUOTES}; {IN_BRACES}"
    if "quoted scalar" in context:
        closed = problem != "found unexpected end of stream"
        return (
            (problem, ESCAPES) if closed else ("the quote that begins here is never closed", "write the closing quote")
        )
    if problem == "found character that cannot start any token":
        return f"a text cannot begin with {quoted(here)}", IN_QUOTES
    if problem == "mapping values are not allowed in this context":
        return "a ':' is not expected here", f"{IN_QUOTES} when it holds ': '; or mend the indentation"
    message = f"{problem.removeprefix(_EXPECTED)} is expected here" if problem.startswith(_EXPECTED) else problem
    for part, hint in _HINTS.items():
        if part in context:
            return message, hint
    return message, f"mend the indentation, or {IN_QUOTES}"
