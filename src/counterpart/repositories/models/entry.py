"""Published entries, as they are found and read; the exchange of their keeper is what they are made from."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q


class Entry(models.Model):
    """One entry: to whom it is published (`participants`, `public`), and what of it they find and read.

    The flags are set by the facts of the exchange in their order; the rest is made anew from the exchange by the
    worker, and is empty until then (`made_at`). `shown` are values in clear: of fields that are nobody's personal data.
    What else readers see lies in `sealed`, under the key of the exchange's personal data. `FoundBy` says by what it is
    found.
    """

    exchange_ref = models.UUIDField(unique=True)
    module = models.TextField()
    procedure = models.TextField()
    procedure_id = models.IntegerField()
    number = models.TextField(unique=True, db_collation="C")
    participants = models.BooleanField(default=False)
    public = models.BooleanField(default=False)
    published_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    state = models.TextField(default="")
    keeper_id = models.IntegerField(default=0)
    member = models.TextField(default="")
    language = models.TextField(default="")
    shown = models.JSONField(default=dict)
    sealed = models.BinaryField(null=True)

    class Meta:
        """The name of the table; what is handed out as open data."""

        db_table = "repositories_entry"
        indexes = [
            models.Index(
                fields=["module", "procedure", "id"], name="repositories_entry_public", condition=Q(public=True)
            ),
        ]


class FoundBy(models.Model):
    """By what an entry is found, apart from what is read of it: row-level security would keep its indexes from use.

    `terms` are words, codes and the member in clear: nobody's personal data; `facets` those of them that are counted.
    `tokens` are blind tokens of personal values that a lookup asks for. Whoever finds a number here reads the entry
    only where row-level security lets them.
    """

    entry_id = models.BigIntegerField(primary_key=True)
    exchange_ref = models.UUIDField(unique=True)
    module = models.TextField()
    procedure = models.TextField()
    state = models.TextField()
    terms = ArrayField(models.TextField())
    facets = ArrayField(models.TextField())
    tokens = ArrayField(models.BigIntegerField())

    class Meta:
        """The name of the table; what searches walk: the newest first, by terms, by tokens."""

        db_table = "repositories_found_by"
        indexes = [
            models.Index("module", "procedure", models.F("entry_id").desc(), name="repositories_found_by_newest"),
            GinIndex(fields=["terms"], name="repositories_found_by_terms", fastupdate=False),
            GinIndex(fields=["tokens"], name="repositories_found_by_tokens", fastupdate=False),
        ]


class Word(models.Model):
    """A word by which entries of a repository are found, so that its beginning, or a misspelling, finds it, too."""

    module = models.TextField()
    procedure = models.TextField()
    word = models.TextField(db_collation="C")

    class Meta:
        """The name of the table."""

        db_table = "repositories_word"
        constraints = [models.UniqueConstraint(fields=["module", "procedure", "word"], name="repositories_word_once")]
