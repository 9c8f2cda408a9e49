"""Folds what people write into forms that meet: in its own script, in Latin letters, and as it sounds.

`Θεσσαλονίκης` has the native form `θεσσαλονικησ`, the Latin one `thessalonikis`, the sound `tesalonikis`. A word in
Latin letters has no native form of its own. Look-alikes of another script inside a word (a Latin o in Cyrillic) are
taken for what the others are.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

from counterpart.directory.search.sounding import sound

WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
LONGEST_WORD = 40
KEPT = 1 << 16

LATIN, GREEK, CYRILLIC = "latin", "greek", "cyrillic"
_ALIKE = {
    GREEK: dict(
        zip("aeiknoptuvxyzABEZHIKMNOPTYXаеорхуАВЕКМНОРТХ", "αειкноρτυνχγζΑΒΕΖΗΙΚΜΝΟΡΤΥΧαεορχγΑΒΕΚΜΝΟΡΤΧ", strict=True)
    ),
    CYRILLIC: dict(zip("aceopxyiABEKMHOPCTXYαορτкΑΒΕΚΜΗΟΡΤΧ", "асеорхуіАВЕКМНОРСТХУаорткАВЕКМНОРТХ", strict=True)),
    LATIN: dict(zip("асеорхуіАВЕКМНОРСТХУαινορΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "aceopxyiABEKMHOPCTXYaivopABEZHIKMNOPTYX", strict=True)),
}
_ALIKE[GREEK] |= {"k": "κ", "n": "η"}
_BEFORE = (
    (re.compile("ου"), "ou"),
    (re.compile("([αεη])υ"), r"\1v"),
    (re.compile("^μπ"), "b"),
    (re.compile("^ντ"), "d"),
    (re.compile("^γκ"), "g"),
    (re.compile("γγ"), "ng"),
    (re.compile("ъ"), "a"),
    (re.compile("щ"), "sht"),
    (re.compile("ь"), ""),
)
"""What is written in Latin letters otherwise than letter by letter: ELOT 743 for Greek, the law for Bulgarian."""


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms of one word. `typed` is how it was written, `native` is empty where it would be the Latin one.

    `all` are the forms as they are stored, the sound one marked.
    """

    typed: str
    native: str
    latin: str
    sound: str
    all: tuple[str, ...]

    @property
    def written(self) -> tuple[str, ...]:
        """Return the forms in letters."""
        return (self.native, self.latin) if self.native else (self.latin,)


def marked(sounded: str) -> str:
    """Return a sound form as it is stored beside the others."""
    return f"~{sounded}"


def forms_of(text: str) -> tuple[Forms, ...]:
    """Return the forms of each word of a text in their order, each once; signs count for nothing."""
    found: dict[str, Forms] = {}
    for word in WORD.findall(text):
        forms = folded(word[:LONGEST_WORD])
        if forms is not None:
            found.setdefault(forms.latin, forms)
    return tuple(found.values())


@lru_cache(KEPT)
def folded(word: str) -> Forms | None:
    """Return the forms of a word, None when no letter or digit is left."""
    script = _script(word)
    native = _bare(_one_script(word, script).casefold())
    latin = _latin(native if script != LATIN else word)
    if not latin:
        return None
    native = native if script != LATIN and native != latin else ""
    sounded = sound(latin)
    every = (native, latin, marked(sounded) if sounded else "")
    return Forms(word, native, latin, sounded, tuple(filter(None, every)))


def _script(word: str) -> str:
    """Return the script of most of its letters; of two that are equal the one that is not Latin."""
    counted = {CYRILLIC: 0, GREEK: 0, LATIN: 0}
    for letter in word:
        name = unicodedata.name(letter, "").partition(" ")[0].lower()
        if name in counted:
            counted[name] += 1
    if not counted[CYRILLIC] and not counted[GREEK]:
        return LATIN
    return max(counted, key=counted.__getitem__)


def _one_script(word: str, script: str) -> str:
    return "".join(_ALIKE[script].get(letter, letter) for letter in word)


def _bare(word: str) -> str:
    """Return a word without the marks on its letters."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", word) if not unicodedata.combining(sign))


def _latin(word: str) -> str:
    said = word.casefold()
    for pattern, written in _BEFORE:
        said = pattern.sub(written, said)
    return "".join(sign for sign in anyascii(said).casefold() if sign.isalnum())
