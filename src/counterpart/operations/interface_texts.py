"""`make texts`: gathers the sentences of the interface from source and templates into the catalogues of `locale/`.

English is the source; a sentence that is gone is taken out, a new one waits for its translation. Translations of
policy areas are another thing: `counterpart module units`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import polib
from babel.messages.extract import extract
from jinja2.ext import babel_extract

from counterpart.foundation.words.catalogues import FOLDER, SOURCE, SPOKEN

ROOT = FOLDER.parent
KEYWORDS: dict[str, Any] = {
    "gettext": None,
    "_": None,
    "h_": None,
    "ngettext": (1, 2),
    "n_": (1, 2),
    "pgettext": ((1, "c"), 2),
    "p_": ((1, "c"), 2),
    "sentence": None,
}
PLURALS = {
    "pl": "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
    "fr": "nplurals=2; plural=(n > 1);",
}
TWO_FORMS = "nplurals=2; plural=(n != 1);"
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")


class Sentence(NamedTuple):
    """One sentence of the source: its context, its form for one, its form for many where there is one."""

    context: str
    one: str
    many: str


def sentences() -> dict[Sentence, list[str]]:
    """Return every sentence with the files that say it, in the order of files."""
    found: dict[Sentence, list[str]] = {}
    for path in sorted([*ROOT.rglob("*.py"), *ROOT.rglob("*.html")]):
        where = path.relative_to(ROOT).as_posix()
        for sentence in _in_file(path):
            files = found.setdefault(sentence, [])
            if where not in files:
                files.append(where)
    return found


def _in_file(path: Path) -> Iterator[Sentence]:
    method: Any = "python" if path.suffix == ".py" else babel_extract
    for _, message, _, context in extract(method, BytesIO(path.read_bytes()), KEYWORDS, (), {"silent": "false"}):
        parts = message if isinstance(message, tuple) else (message,)
        if parts[0]:
            yield Sentence(context or "", parts[0], parts[1] if len(parts) > 1 else "")


def brought_up_to_date(language: str, wanted: dict[Sentence, list[str]]) -> polib.POFile:
    """Return the catalogue of a language with exactly the sentences that are wanted, translations kept."""
    path = FOLDER / f"{language}.po"
    before = polib.pofile(str(path)) if path.exists() else polib.POFile()
    held = {(entry.msgctxt or "", entry.msgid): entry for entry in before if not entry.obsolete}
    made = polib.POFile(wrapwidth=120)
    made.metadata = {
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURALS.get(language, TWO_FORMS),
    }
    for sentence, files in wanted.items():
        made.append(_entry(sentence, files, held.get((sentence.context, sentence.one))))
    return made


def _entry(sentence: Sentence, files: list[str], before: polib.POEntry | None) -> polib.POEntry:
    entry = polib.POEntry(msgid=sentence.one, occurrences=[(name, "") for name in files])
    if sentence.context:
        entry.msgctxt = sentence.context
    if sentence.many:
        entry.msgid_plural = sentence.many
        known = before is not None and before.msgid_plural
        entry.msgstr_plural = dict(before.msgstr_plural) if before is not None and known else {0: "", 1: ""}
    else:
        entry.msgstr = before.msgstr if before is not None else ""
    return entry


def main() -> None:
    """Write all catalogues."""
    wanted = sentences()
    FOLDER.mkdir(exist_ok=True)
    for language in SPOKEN:
        if language != SOURCE:
            catalogue = brought_up_to_date(language, wanted)
            catalogue.save(str(FOLDER / f"{language}.po"))
            print(f"{language}: {len(catalogue.untranslated_entries())} of {len(catalogue)} not translated")


if __name__ == "__main__":
    main()
