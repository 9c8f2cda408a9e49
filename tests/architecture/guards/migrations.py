"""What a migration may not do to a table that is in use: rewrite it, lock it for long, or take away what N-1 reads.

Expand first; contract a release later, in a migration whose class says `contracts = True`. A table that the same
migration makes is in nobody's use: there everything is allowed.
"""

from __future__ import annotations

import re

_DOLLARS = re.compile(r"\$(\w*)\$.*?\$\1\$", re.DOTALL)
_TEXTS = re.compile(r"'(?:[^']|'')*'")
_COMMENTS = re.compile(r"--[^\n]*|/\*.*?\*/", re.DOTALL)
_CREATED = re.compile(r"create (?:unlogged )?table (?:if not exists )?(\S+?)[\s(]")
_TABLE = re.compile(
    r"(?:alter table|drop table|truncate(?: table)?|update|delete from|insert into|cluster|vacuum full|lock table"
    r"|create (?:unique )?index .*? on)"
    r" (?:if exists |only )*(\S+?)(?:[\s(;,]|$)"
)
NEVER = {
    r"^create (unique )?index (?!concurrently)": "makes an index while nobody can write: say CONCURRENTLY",
    r"^reindex (?!.*concurrently)": "makes an index anew while nobody can write",
    r"^alter table .* rename\b": "renames what the release before still uses",
    r"^alter table .* alter column \S+ (set data )?type\b": "rewrites the table",
    r"^alter table .* add column (?!.*\b(default|generated)\b).* not null\b": "fails where rows are: give a default",
    r"^alter table .* add column .* default \(?(random|gen_random_uuid|clock_timestamp|nextval|uuid)": (
        "rewrites the table: the default is another one for each row"
    ),
    r"^alter table .* add column .* generated (always|by default) as": "rewrites the table",
    r"^alter table .* alter column \S+ drop default\b": (
        "the release before does not write the column: keep its default in the table (db_default)"
    ),
    r"^alter table .* add constraint \S+ (check|foreign key)(?!.* not valid)": (
        "reads the whole table under a lock: NOT VALID first, VALIDATE afterwards"
    ),
    r"^alter table .* add (constraint \S+ )?(unique|primary key|exclude)(?!.*using index)": (
        "makes an index under a lock: make it CONCURRENTLY first, then USING INDEX"
    ),
    r"^alter table .* set (tablespace|logged|unlogged)": "rewrites the table",
    r"^alter table .* disable row level security": "takes the second barrier away",
    r"^(cluster|vacuum full|truncate|lock table)\b": "locks or empties a table in use",
    r"^(update|delete from)\b": "changes many rows in one transaction: let the worker do it in pieces",
}
CONTRACTING = {
    r"^drop table\b": "drops a table that the release before may use",
    r"^alter table .* drop column\b": "drops a column that the release before may use",
    r"^alter table .* set not null\b": "refuses rows that the release before may write",
}


def statements_of(sql: str) -> list[str]:
    """Return the statements, in small letters, each on one line, without comments, texts and bodies of functions."""
    for pattern, instead in ((_COMMENTS, " "), (_DOLLARS, "''"), (_TEXTS, "''")):
        sql = pattern.sub(instead, sql)
    pieces = (" ".join(piece.split()).lower().replace('"', "") for piece in sql.split(";"))
    return [piece for piece in pieces if piece]


def dangers(sql: str, *, contracts: bool = False) -> list[str]:
    """Find statements that are dangerous on a table in use."""
    statements = statements_of(sql)
    made = {name for statement in statements for name in _CREATED.findall(f"{statement} ")}
    rules = NEVER if contracts else NEVER | CONTRACTING
    found = []
    for statement in statements:
        table = _TABLE.match(statement)
        if table is None and not statement.startswith("reindex"):
            continue
        if table is not None and table[1] in made:
            continue
        found += [f"{statement[:90]}: {why}" for rule, why in rules.items() if re.search(rule, statement)]
    return found
