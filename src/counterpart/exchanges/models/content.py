"""What is written in an exchange: sealed, but for what is nobody's personal data and has to be found or counted."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from counterpart.exchanges.models.exchange import Exchange


class Content(models.Model):
    """One sealed piece at one slot; written anew it gets the next version, and the one before is ended.

    `kind` is one of `storage.pieces.Kind`. `place` is empty in the main machine, else `track/key/round`. `party`,
    `authority_id` and `user_ref` are who wrote it; `audience` names the parties that a message is for (none: all).
    `inside_authority_id` is set for notes inside one authority: nobody else is let to the row.
    """

    exchange = models.ForeignKey(Exchange, models.PROTECT, db_index=False)
    ref = models.UUIDField(null=True)
    kind = models.SmallIntegerField()
    place = models.TextField(default="")
    slot = models.TextField()
    owner_id = models.IntegerField(default=0)
    party = models.TextField(default="")
    authority_id = models.IntegerField(null=True)
    user_ref = models.UUIDField(null=True)
    inside_authority_id = models.IntegerField(null=True)
    audience = models.JSONField(null=True)
    lang = models.TextField(default="")
    key_class = models.SmallIntegerField()
    texts_revision = models.IntegerField(default=0)
    version = models.IntegerField()
    written_at = models.DateTimeField()
    written_n = models.IntegerField()
    ended_n = models.IntegerField(null=True)
    sealed = models.BinaryField()

    class Meta:
        """The name of the table; one current piece for each slot."""

        db_table = "exchanges_content"
        constraints = [
            models.UniqueConstraint(
                fields=["exchange", "kind", "place", "slot", "owner_id"],
                name="exchanges_content_current",
                condition=Q(ended_n__isnull=True),
            )
        ]
        indexes = [models.Index(fields=["exchange", "kind"], name="exchanges_content_exchange")]


class Question(models.Model):
    """A question that was asked, in the wording of a revision of the texts, or is being prepared by a party.

    `asked_n` is empty while only `authority_id` has chosen it.
    """

    exchange = models.ForeignKey(Exchange, models.PROTECT, db_index=False)
    code = models.TextField()
    party = models.TextField()
    authority_id = models.IntegerField(default=0)
    texts_revision = models.IntegerField()
    asked_n = models.IntegerField(null=True)
    ended_n = models.IntegerField(null=True)

    class Meta:
        """The name of the table."""

        db_table = "exchanges_question"
        constraints = [
            models.UniqueConstraint(
                fields=["exchange", "code", "authority_id"],
                name="exchanges_question_once",
                condition=Q(ended_n__isnull=True),
            )
        ]


class Facet(models.Model):
    """A value in clear: of a field that is no personal data, and is searched, public or counted."""

    pk = models.CompositePrimaryKey("exchange_id", "field", "value")
    exchange_id = models.BigIntegerField()
    field = models.TextField()
    value = models.TextField()

    class Meta:
        """The name of the table."""

        db_table = "exchanges_facet"
        indexes = [models.Index("field", "value", models.F("exchange_id").desc(), name="exchanges_facet_value")]


class Blind(models.Model):
    """A blind token of a personal value (`vault.blind`); it names no field, because the field is hashed with it."""

    pk = models.CompositePrimaryKey("token", "exchange_id", "module", "epoch")
    token = models.BigIntegerField()
    exchange_id = models.BigIntegerField()
    module = models.TextField()
    epoch = models.SmallIntegerField()
    field = models.TextField()

    class Meta:
        """The name of the table; by exchange, for rewriting and erasing; by quarter, to see when it is empty."""

        db_table = "exchanges_blind"
        indexes = [
            models.Index(fields=["exchange_id"], name="exchanges_blind_exchange"),
            models.Index(fields=["module", "epoch"], name="exchanges_blind_epoch"),
        ]
