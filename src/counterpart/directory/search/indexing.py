"""Writes down by which words authorities are found: whenever a record changes, in the same transaction.

All of it set-based: one authority costs as many statements as two thousand.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

import orjson

from counterpart.directory.kinds import AuthorityState
from counterpart.directory.search.folding import forms_of
from counterpart.directory.search.former import former_names
from counterpart.directory.search.wanted import Field
from counterpart.foundation.database.statements import Row, array, row, rows, run

WEIGHTS = {
    Field.NAME: 10,
    Field.TITLE: 9,
    Field.ACRONYM: 10,
    Field.PLACE: 9,
    Field.KEYWORD: 7,
    Field.DESCRIPTION: 2,
    Field.FORMER: 6,
}
GONE = (AuthorityState.REJECTED, AuthorityState.SUCCEEDED)
"""Nobody is found any more who was rejected or has ended; who goes on with the work is found by the old name."""
AT_ONCE = 2_000
SHORTEST_WORD = 2
WORDS_LOCK = 0x0D1_4EC7
"""The advisory lock under which words get their numbers: held to the commit, so that they are seen in order."""

RECORDS = """
select a.id, a.names, a.titles, a.acronym, a.city, a.keywords, a.description from directory_authority a
where a.id = any(array(select unnest(%s::int[]))) and a.state <> all(%s::int[])
"""
EVERYBODY = "select a.id from directory_authority a where a.id > %s order by a.id limit %s"
KNOWN = "select w.word, w.id from directory_word w where w.word = any(array(select unnest(%s::text[])))"
LOCK = "select pg_advisory_xact_lock(%s)"
ADD = """
insert into directory_word(word) select t.word from unnest(%s::text[]) t(word)
where not exists(select 1 from directory_word w where w.word = t.word) returning word, id
"""
FORGET = "delete from directory_posting where authority_id = any(array(select unnest(%s::int[])))"
LAY = """
insert into directory_posting(word_id, authority_id, field, weight)
select * from unnest(%s::int[], %s::int[], %s::smallint[], %s::smallint[])
on conflict (word_id, authority_id, field) do update set weight = excluded.weight
"""


def index_authorities(ids: Collection[int]) -> None:
    """Lay the words of these authorities anew; the last thing a transaction does that changes a record.

    Runs inside the transaction that is open. It takes a lock when there are words that nobody had before.
    """
    for some in _parts(list(ids)):
        _index(some)


def index_all() -> int:
    """Lay the words of all authorities anew and return how many there are; inside the transaction that is open."""
    done = last = 0
    while some := [found[0] for found in rows(EVERYBODY, [last, AT_ONCE])]:
        _index(some)
        done, last = done + len(some), some[-1]
    return done


def _parts(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[first : first + AT_ONCE] for first in range(0, len(ids), AT_ONCE))


def _index(ids: Sequence[int]) -> None:
    former = former_names(ids)
    found = rows(RECORDS, [array(ids), array(GONE)])
    postings = [each for one in found for each in _postings(one, former.get(one[0], ()))]
    numbers = _numbers({word for word, _, _ in postings})
    run(FORGET, [array(ids)])
    if postings:
        run(LAY, [_listed(column) for column in zip(*_columns(postings, numbers), strict=True)])


def _columns(postings: Sequence[tuple[str, int, Field]], numbers: Mapping[str, int]) -> Iterator[tuple[int, ...]]:
    return ((numbers[word], authority, int(field), WEIGHTS[field]) for word, authority, field in postings)


def _listed(values: Sequence[int]) -> str:
    """Return numbers as the server writes an array: there may be a hundred thousand."""
    return f"{{{','.join(map(str, values))}}}"


def _postings(found: Row, former: Sequence[str]) -> Iterator[tuple[str, int, Field]]:
    """Yield the words of a record with the authority and the field, each combination once."""
    seen: set[tuple[str, Field]] = set()
    for field, texts in (*_texts(found), (Field.FORMER, former)):
        for forms in forms_of(" ".join(texts)):
            if len(forms.latin) < SHORTEST_WORD and not forms.latin.isdigit():
                continue
            for word in forms.all:
                if (word, field) not in seen:
                    seen.add((word, field))
                    yield word, found[0], field


def _texts(found: Row) -> Iterator[tuple[Field, Sequence[str]]]:
    _, names, titles, acronym, city, keywords, description = found
    yield Field.NAME, list(orjson.loads(names).values())
    yield Field.TITLE, list(orjson.loads(titles).values())
    yield Field.ACRONYM, [acronym]
    yield Field.PLACE, [city]
    yield Field.KEYWORD, [word for words in orjson.loads(keywords).values() for word in words]
    yield Field.DESCRIPTION, list(orjson.loads(description).values())


def _numbers(words: Collection[str]) -> dict[str, int]:
    """Return the numbers of words; those that are new get theirs."""
    numbers = dict(_pairs(rows(KNOWN, [array(words)])))
    new = sorted(word for word in words if word not in numbers)
    if new:
        row(LOCK, [WORDS_LOCK])
        numbers.update(_pairs(rows(ADD, [array(new)])))
        late = [word for word in new if word not in numbers]
        numbers.update(_pairs(rows(KNOWN, [array(late)])))
    return numbers


def _pairs(found: Sequence[Row]) -> Iterator[tuple[str, int]]:
    return ((word, number) for word, number in found)
