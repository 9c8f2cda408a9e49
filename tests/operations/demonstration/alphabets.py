"""Letters in which a name of each language is written, besides signs; those of Latin languages also have a to z."""

from __future__ import annotations

from string import ascii_lowercase

SIGNS = frozenset(" -–'’,.:()/&„“")

GREEK = frozenset("αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ")
CYRILLIC = frozenset("абвгдежзийклмнопрстуфхцчшщъьюя")

_MALTESE = "ħġżċàèìòù"
_BEYOND = {
    "ca": "àçèéíïòóúü·",
    "cs": "áčďéěíňóřšťúůýž",
    "cy": "âêîôûŵŷ",
    "da": "æøåé",
    "de": "äöüß",
    "en": "áéú" + _MALTESE,  # Irish names of bodies, Maltese names of places
    "es": "áéíóúüñçàèò",  # municipalities keep their Catalan names
    "et": "äöõüšž",
    "eu": "ñ",
    "fi": "äöå",
    "fr": "àâçèéêëîïôœùûüÿ",
    "ga": "áéíóú",
    "gl": "áéíóúñ",
    "hr": "čćđšž",
    "hu": "áéíóöőúüű",
    "is": "áðéíóúýþæö",
    "it": "àèéìòù",
    "lt": "ąčęėįšųūž",
    "lv": "āčēģīķļņšūž",
    "mt": _MALTESE,
    "nb": "æøåéò",
    "nl": "ëïéèöüúâ",  # Frisian names of municipalities have ú and â
    "pl": "ąćęłńóśźż",
    "pt": "áàâãçéêíóôõú",
    "ro": "ăâîșț",
    "sk": "áäčďéíĺľňóôŕšťúýž",
    "sl": "čšž",
    "sv": "åäöéü",
}

ALPHABETS = {language: frozenset(ascii_lowercase + beyond) for language, beyond in _BEYOND.items()} | {
    "bg": CYRILLIC,
    "el": GREEK,
}
