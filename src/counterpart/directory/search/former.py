"""Names that authorities had, and those of authorities that they go on with: the old one finds who has the work now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

import orjson

from counterpart.directory.search.folding import Forms, forms_of
from counterpart.foundation.database.statements import array, rows

FORMER = """
with recursive line(heir, id) as (
  select x.id, x.id from unnest(%s::int[]) x(id)
  union
  select l.heir, s.before_id from line l join directory_succession s on s.after_id = l.id)
select l.heir, f.names from line l join directory_former_name f on f.authority_id = l.id
union all
select l.heir, a.names || jsonb_build_object('', a.acronym) from line l join directory_authority a on a.id = l.id
where l.id <> l.heir
"""
"""Of each authority what it was called, and what those before it are and were called, however many there were."""

KEEP = """
insert into directory_former_name(authority_id, names, until)
select a.id, a.names, %s from directory_authority a where a.id = %s
"""


def former_names(ids: Collection[int]) -> dict[int, tuple[str, ...]]:
    """Return the former names of authorities, in all languages; who never had another one is absent. One statement."""
    found: defaultdict[int, dict[str, None]] = defaultdict(dict)
    for heir, names in rows(FORMER, [array(ids)]):
        found[heir].update((name, None) for name in orjson.loads(names).values() if name)
    return {heir: tuple(names) for heir, names in found.items()}


def former_name_with(names: Collection[str], word: str) -> str:
    """Return the former name in which a form of a word stands; the word itself where none has it any more."""
    return next((name for name in names if any(_is_form(word, forms) for forms in forms_of(name))), word)


def _is_form(word: str, forms: Forms) -> bool:
    """Say whether a word, a sound perhaps that has lost its mark, is one of the forms."""
    return word in forms.all or word == forms.sound
