"""What the tables of this room tell about people: nothing, so all of it is kept.

A version is kept as long as an exchange refers to it, and the texts of every day as evidence of what was read on it.
Neither is ever erased.
"""

from __future__ import annotations

from counterpart.foundation.personal import Tables, columns

PERSONAL: Tables = {
    "modules_edition": columns(no="id n"),
    "modules_network": columns(no="id revision network digest definition texts at"),
    "modules_procedure": columns(no="id version_id key"),
    "modules_texts": columns(no="id module line language revision digest catalogue untranslated at"),
    "modules_version": columns(
        no="id module version line format structure_digest definition origins libraries library state installed_at"
        " retired_at"
    ),
}
