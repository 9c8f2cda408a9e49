"""Files that are hostile as YAML: bombs, depth, signs, things that other readers of YAML would obey."""

from __future__ import annotations

from collections.abc import Iterator

from tests.campaign.fuzz.cases import Case, appended, written

FORM = "forms/matter.yaml"
HEAD = "form: matter\ntitle: What it is about\n"


def _laughs() -> str:
    """A billion laughs: each line means ten of the line before."""
    lines = ["a0: &a0 [lol, lol, lol]"]
    lines += [f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 10)}]" for level in range(1, 10)]
    return HEAD + "\n".join(lines) + "\n"


def _blocks(depth: int) -> str:
    return HEAD + "\n".join(" " * level + f"k{level}:" for level in range(depth)) + "\n"


ALIASES = (
    written("a billion laughs", FORM, _laughs(), "Y003"),
    written("an anchor in itself", FORM, HEAD + "fields: &a\n  x: *a\n", "Y003"),
    written("ten thousand aliases", FORM, HEAD + "a: &a x\nb: [" + "*a, " * 10_000 + "x]\n", "Y003"),
    written("a merge key", FORM, HEAD + "fields:\n  <<: {title: {label: T}}\n", "Y003"),
    written("a tag for Python", FORM, HEAD + "fields: !!python/object/apply:os.system [id]\n", "Y001"),
    written("a tag of its own", FORM, "%TAG ! tag:evil,2000:\n---\n" + HEAD + "fields: !x {}\n", "Y003"),
    written("YAML 1.1", FORM, "%YAML 1.1\n---\n" + HEAD, "Y003"),
    written("two documents", FORM, HEAD + "---\n" + HEAD, "Y003"),
)

DEPTH = (
    written("thirty thousand brackets", FORM, HEAD + "x: " + "[" * 30_000, "Y005"),
    written("thirty thousand braces", FORM, HEAD + "x: " + "{a: " * 30_000, "Y005"),
    written("brackets that close again", FORM, HEAD + "x: " + "[" * 9_000 + "]" * 9_000 + "\n", "Y005"),
    written("seven hundred blocks", FORM, _blocks(700), "Y005"),
    written("thirty-three lists in lists", FORM, HEAD + "x:\n  " + "- " * 33 + "x\n", "Y005"),
    written("question marks", FORM, HEAD + "? " * 5_000 + "x\n", "Y003"),
    written("a map as a key", FORM, HEAD + "? {a: b}\n: c\n", "Y003"),
)

SIZES = (
    written("a file that is too large", FORM, HEAD + "#" * 300_000, "Y005"),
    written("one line as large as a file may be", FORM, HEAD + "help: '" + "x" * 250_000 + "'\n"),
    written("one number as large as a file may be", FORM, HEAD + "max: " + "9" * 250_000 + "\n", "S010"),
    written("one key as large as a file may be", FORM, HEAD + "k" * 250_000 + ": 1\n", "Y001"),
    written("spaces as large as a file may be", FORM, HEAD + "help:" + " " * 250_000 + "x\n"),
    written("comments as large as a file may be", FORM, HEAD + "# x\n" * 60_000, "F014"),
    written("line ends as large as a file may be", FORM, HEAD + "\n" * 260_000),
    written("too many keys", FORM, HEAD + "".join(f"k{number}: 1\n" for number in range(10_001)), "Y005"),
    written("one key ten thousand times", FORM, HEAD + "k: 1\n" * 10_000, "Y004"),
    written("a list of nothing", FORM, HEAD + "x: [" + "," * 50_000 + "]\n", "Y001"),
    written("quotes that never close", FORM, HEAD + 'x: "' + "\\" * 100_001 + "\n", "Y001"),
    written("a folded text without end", FORM, HEAD + "help: >\n" + "  x\n" * 60_000),
)


def _signs() -> Iterator[Case]:
    """Give one case for each sign that editors, terminals or other readers treat in their own way."""
    signs = {
        "a null character": "\0",
        "an escape": "\x1b[2J\x1b]0;x\x07",
        "a delete": "\x7f",
        "a next line": "\x85",
        "a line separator": "\u2028",
        "a byte order mark within": "\ufeff",
        "half a surrogate": "\ud800",
        "no character": "\uffff",
    }
    for name, sign in signs.items():
        yield written(name, FORM, HEAD.replace("about", f"ab{sign}out"), "Y006")
    yield written("an escape written out", FORM, HEAD + 'help: "\\x1b[2J\\0"\n', "Y001")
    for name, sign in {"writing from right to left": "\u202e", "no width": "\u200b", "letters alike": "асе"}.items():
        yield appended(f"{name} in a text", FORM, f'help: "{sign}abc{sign}"\n')
        yield appended(f"{name} in a key", FORM, f"he{sign}lp: x\n", "S010")


BYTES = (
    written("nothing", FORM, b"", "Y001"),
    written("blanks", FORM, b" \n\t\n", "Y001"),
    written("only a comment", FORM, b"# nothing\n", "Y001"),
    written("UTF-16", FORM, HEAD.encode("utf-16"), "Y006"),
    written("UTF-32", FORM, HEAD.encode("utf-32"), "Y006"),
    written("Latin-1", FORM, (HEAD + "help: Gr\u00f6\u00dfe\n").encode("latin-1"), "Y006"),
    written("an overlong character", FORM, HEAD.encode() + b"help: \xc0\xaf\n", "Y006"),
    written("beyond Unicode", FORM, HEAD.encode() + b"help: \xf4\x90\x80\x80\n", "Y006"),
    written("a program", FORM, b"\x7fELF" + bytes(range(256)) * 40, "Y006"),
    written("a picture", FORM, b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "Y006"),
    written("old line ends", FORM, (HEAD + "fields: {}\n").replace("\n", "\r").encode()),
)

ROOTS = (
    written("a list", FORM, "- form: matter\n", "S011"),
    written("a word", FORM, "matter\n", "S011"),
    written("a number", FORM, "42\n", "S011"),
    written("nothing but a mark", FORM, "---\n...\n", "S011"),
    written("tabs", FORM, "form:\tmatter\n\ttitle: x\n", "Y001"),
    written("a template that was not filled in", FORM, "{{ form }}: matter\n{% if x %}\n", "Y003"),
    written(
        "JSON", FORM, '{"form": "matter", "title": "T", "fields": {"title": {"label": "L", "type": "text"}}}', "F003"
    ),
)

CASES = (*ALIASES, *DEPTH, *SIZES, *_signs(), *BYTES, *ROOTS)
