"""Texts: every sentence that people read has an address, English in the YAML, and translations in PO files.

`units` lists the texts of a module, `catalogue` reads translations, `translations` finds what is missing, stale or
foreign in them, `speaking` says a text to a reader, with its placeholders filled. Imports `definitions`, `composing`
and below. Start reading at `units.py`, then `speaking.py`.
"""

from __future__ import annotations

from counterpart.core.texts.catalogue import Catalogue, Translation, read_catalogue
from counterpart.core.texts.gathering import speaker_for
from counterpart.core.texts.placeholders import Hole, holes, patterns_agree
from counterpart.core.texts.speaking import Speaker
from counterpart.core.texts.template import template_of, updated, updated_profile
from counterpart.core.texts.translations import Coverage, check_profile_translations, check_translations
from counterpart.core.texts.units import Unit, network_units, own_units, units_of

__all__ = [
    "Catalogue",
    "Coverage",
    "Hole",
    "Speaker",
    "Translation",
    "Unit",
    "check_profile_translations",
    "check_translations",
    "holes",
    "network_units",
    "own_units",
    "patterns_agree",
    "read_catalogue",
    "speaker_for",
    "template_of",
    "units_of",
    "updated",
    "updated_profile",
]
