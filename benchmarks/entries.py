"""A hundred thousand entries of a repository, as the worker leaves them; laid by the test that counts pages as well."""

from __future__ import annotations

import datetime as dt

from psycopg import Connection

from counterpart.repositories.search.wanted import Sought

ENTRIES = 100_000
PROCEDURE = b"""
select p.id from modules_procedure p join modules_version v on v.id = p.version_id
where v.module = 'registers' and p.key = 'entry' order by p.id desc limit 1
"""
FILL = """
create temporary table laid as select i, (array['PL','DE','FR','GR','BG'])[1 + i %% 5] as member,
  (array['companies','professionals','licences','vehicles'])[1 + i %% 4] as kind,
  'n' || (i %% 5000) as rare, 'w' || (i %% 7) as common from generate_series(1, %(entries)s) i;
insert into repositories_entry(exchange_ref, module, procedure, procedure_id, number, participants, public,
  published_at, made_at, changed_at, confirmed_at, state, keeper_id, member, language, shown)
select gen_random_uuid(), 'registers', 'entry', %(procedure)s, 'N' || i, true, true, %(now)s, %(now)s, %(now)s, %(now)s,
  'published', 0, member, '', jsonb_build_object('name', 'Register ' || rare || ' ' || common, 'kind', kind)
  from laid;
insert into repositories_found_by(entry_id, exchange_ref, module, procedure, state, terms, facets, tokens)
select e.id, e.exchange_ref, e.module, e.procedure, e.state,
  array['w:register', 'w:' || rare, 'w:' || common, 'f:kind=' || kind, 'k:' || l.member],
  array['f:kind=' || kind, 'k:' || l.member], array[l.i::bigint]
  from repositories_entry e join laid l on e.number = 'N' || l.i;
insert into repositories_word(module, procedure, word)
select distinct 'registers', 'entry', word from (select rare as word from laid union select common from laid
  union select 'register') as words;
analyze repositories_entry; analyze repositories_found_by
"""
SEARCHES = {
    "everything": Sought(),
    "a word of all": Sought(text="register"),
    "a rare word": Sought(text="n4711"),
    "two common words": Sought(text="register w3"),
    "a common and a rare word": Sought(text="register n4711"),
    "a kind": Sought(codes={"kind": "vehicles"}),
    "a kind in a country": Sought(codes={"kind": "vehicles"}, member="PL"),
    "a word and a kind and a country": Sought(text="w3", codes={"kind": "vehicles"}, member="PL"),
    "a beginning": Sought(text="n47"),
    "a misspelt word": Sought(text="regster"),
    "what cannot be": Sought(text="n4711 n4712"),
}


def lay_entries(owner: Connection[tuple[object, ...]], now: dt.datetime, entries: int = ENTRIES) -> None:
    """Lay the entries through a connection of the owner of the tables; the policy area is installed."""
    [(procedure,)] = owner.execute(PROCEDURE).fetchall()
    values = {"entries": entries, "now": now, "procedure": procedure}
    for statement in filter(str.strip, FILL.split(";\n")):
        owner.execute(statement.encode(), values)
