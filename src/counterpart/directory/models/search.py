"""Tables of the search: every spelling that authorities are found by, and who is found by it."""

from __future__ import annotations

from django.db import models


class Word(models.Model):
    """A folded spelling; a sound form begins with `~`.

    Never changed, never deleted, and numbered in the order in which transactions commit: a process that asks for
    numbers above the last it has seen misses none (`search.indexing` holds a lock from the number to the commit).
    """

    word = models.TextField(unique=True, db_collation="C")

    class Meta:
        """The name of the table."""

        db_table = "directory_word"


class Posting(models.Model):
    """An authority is found by a word, in a field of its record (`search.wanted.Field`), which weighs so much.

    Derived from the record and laid anew whenever that changes; so it has no foreign keys, which a whole network laid
    at once would pay for row by row.
    """

    pk = models.CompositePrimaryKey("word_id", "authority_id", "field")
    word_id = models.IntegerField()
    authority_id = models.IntegerField()
    field = models.SmallIntegerField()
    weight = models.SmallIntegerField()

    class Meta:
        """The name of the table; the index answers what is to be replaced for one authority."""

        db_table = "directory_posting"
        indexes = [models.Index(fields=["authority_id"], name="directory_posting_authority")]
