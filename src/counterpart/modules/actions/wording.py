"""Writes revisions of texts: one for each language in which a line reads otherwise than before."""

from __future__ import annotations

from collections.abc import Mapping

from psycopg.types.json import Jsonb

from counterpart.foundation.database.statements import run
from counterpart.foundation.doing import Doing
from counterpart.modules.events import TextsRevised, stream_of
from counterpart.modules.packages import Wording, digest_of
from counterpart.modules.standing import Revision, changed_languages

ADD = """
insert into modules_texts(module, line, language, revision, digest, catalogue, untranslated, at)
select %s, %s, l, r, decode(d, 'hex'), c, u, %s
from unnest(%s::text[], %s::int[], %s::text[], %s::jsonb[], %s::jsonb[]) as x(l, r, d, c, u)
"""


def revise(
    doing: Doing, module: str, line: str, wordings: Mapping[str, Wording], before: Mapping[str, Revision]
) -> dict[str, int]:
    """Write what reads otherwise, announce it, and return the new revision numbers by language.

    The caller logs in the module's stream.
    """
    changed = changed_languages(wordings, before)
    if not changed:
        return {}
    made = {language: before[language].number + 1 if language in before else 1 for language in changed}
    values = [
        *(module, line, doing.now, list(changed), list(made.values())),
        [digest_of(wordings[language]) for language in changed],
        [Jsonb(wordings[language].texts) for language in changed],
        [Jsonb(list(wordings[language].untranslated)) for language in changed],
    ]
    run(ADD, values)
    for language, revision in made.items():
        doing.announce(stream_of(module), TextsRevised(module, line, language, revision))
    return made
